//! The front end, embedded: compressed beforehand, cached for ever where the name carries the content's hash.
//! An address that is no file of ours is a page of the app, and gets the shell.

use crate::error::ApiError;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};
use std::fmt::Write;

/// What `cargo xtask build` put there; empty where only the server was built.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../target/site"]
struct Site;

const SHELL: &str = "index.html";
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";
const NOT_BUILT: &str = "The front end is not built: run `cargo xtask build`.\n";

pub async fn serve(request: Request) -> Response {
    let path = request.uri().path();
    if path.starts_with("/api/") {
        return ApiError::NotFound.into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return ApiError::MethodNotAllowed.into_response();
    }
    let name = path.trim_start_matches('/');
    match file(name, request.headers()) {
        Some(response) => response,
        // a name with a dot is a file that is not there; anything else is a page
        None if name.contains('.') => ApiError::NotFound.into_response(),
        None => file(SHELL, request.headers()).unwrap_or_else(not_built),
    }
}

fn not_built() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, NOT_BUILT).into_response()
}

fn file(name: &str, asked: &HeaderMap) -> Option<Response> {
    let is_compressed_twin = name.ends_with(".br") || name.ends_with(".gz");
    if name.is_empty() || is_compressed_twin {
        return None;
    }
    let plain = Site::get(name)?;
    let tag = tag(&plain);
    let matches = asked.get(header::IF_NONE_MATCH);
    if matches.is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        let headers = [
            (header::ETAG, tag),
            (header::CACHE_CONTROL, caching(name).into()),
        ];
        return Some((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let (content, encoding) = compressed(name, asked).unwrap_or((plain.data, None));
    let mut response = content.into_owned().into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(media_type(name)),
    );
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static(caching(name)),
    );
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.extend(HeaderValue::from_str(&tag).map(|tag| (header::ETAG, tag)));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    Some(response)
}

type Compressed = (std::borrow::Cow<'static, [u8]>, Option<&'static str>);

fn compressed(name: &str, asked: &HeaderMap) -> Option<Compressed> {
    let accepted = asked.get(header::ACCEPT_ENCODING)?.to_str().ok()?;
    let accepts = |word: &str| {
        accepted
            .split(',')
            .any(|part| part.trim().split(';').next() == Some(word))
    };
    [("br", ".br"), ("gzip", ".gz")]
        .into_iter()
        .filter(|(word, _)| accepts(word))
        .find_map(|(word, ending)| {
            Site::get(&format!("{name}{ending}")).map(|file| (file.data, Some(word)))
        })
}

fn tag(file: &EmbeddedFile) -> String {
    let hash = file.metadata.sha256_hash();
    let text = hash[..12].iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a text cannot fail");
        text
    });
    format!("\"{text}\"")
}

/// `app-0123456789abcdef.js`: nothing but our own pages names it, and its content never changes.
fn caching(name: &str) -> &'static str {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let hash = stem.rsplit_once('-').map(|(_, hash)| hash);
    let is_hash =
        |hash: &str| hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    if hash.is_some_and(is_hash) {
        FOR_EVER
    } else {
        ASK_AGAIN
    }
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        assert_eq!(caching("app-0123456789abcdef.js"), FOR_EVER);
        assert_eq!(caching("fonts/plex-0123456789abcdef.woff2"), FOR_EVER);
        assert_eq!(caching("icons/icon-192.png"), ASK_AGAIN);
        assert_eq!(caching("service_worker.js"), ASK_AGAIN);
        assert_eq!(caching("index.html"), ASK_AGAIN);
    }
}
