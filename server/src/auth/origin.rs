//! Does a request that changes something come from our own pages? Browsers say where from; programs say nothing.

use crate::error::ApiError;
use crate::state::ServerState;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::Response;

pub async fn check(
    State(state): State<ServerState>,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if !reads && !is_ours(request.headers(), state.config.public_address.as_deref()) {
        return Err(ApiError::ForeignOrigin);
    }
    Ok(next.run(request).await)
}

fn is_ours(headers: &HeaderMap, public_address: Option<&str>) -> bool {
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &axum::http::HeaderValue| value.to_str().ok())
    };
    let Some(origin) = text(header::ORIGIN) else {
        return true;
    };
    let host = origin.split_once("://").map(|(_, host)| host);
    let same_host = host.is_some() && host == text(header::HOST);
    let public = public_address.map(|address| address.trim_end_matches('/'));
    same_host || public == Some(origin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(origin: &str, host: &str, public: Option<&str>, expected: bool) {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().expect("a host"));
        headers.insert(header::ORIGIN, origin.parse().expect("an origin"));
        assert_eq!(is_ours(&headers, public), expected);
    }

    #[test]
    fn only_our_own_pages_may_change_something() {
        check("http://127.0.0.1:8080", "127.0.0.1:8080", None, true);
        check("http://127.0.0.1:9", "127.0.0.1:8080", None, false);
        check("https://evil.example", "127.0.0.1:8080", None, false);
        check("null", "127.0.0.1:8080", None, false);
        let public = Some("https://crm.example/");
        check("https://crm.example", "127.0.0.1:8080", public, true);
        check("http://crm.example", "127.0.0.1:8080", public, false);
    }
}
