//! Files: where an upload stands, one more piece, and the bytes back; translation only.

use super::body::Data;
use super::path::InPath;
use crate::auth::{AnyDevice, SignedIn};
use crate::error::ApiError;
use crate::files::range::{Asked, asked};
use crate::files::upload::Unfit;
use crate::files::{Owner, Piece, Sender, Told, asking};
use crate::state::ServerState;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures::stream;
use shared::attachments::upload::{CHECKSUM_HEADER, LENGTH_HEADER, OFFSET_HEADER, PIECE_BYTES};
use shared::attachments::{Attachment, ContentHash, Media, UploadAnswer};
use shared::bounds::FILE_BYTES;
use std::io::SeekFrom;
use std::str::FromStr;
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt};

/// Whatever is inside, a browser that opens it runs nothing of it.
const FILE_POLICY: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";
const READ_AT_ONCE: u64 = 64 * 1024;
/// Enough to see how a file begins.
const BEGINNING: usize = 16;

pub async fn stands(
    State(state): State<ServerState>,
    device: AnyDevice,
    InPath(hash): InPath<ContentHash>,
) -> Result<Data<UploadAnswer>, ApiError> {
    let sender = sender(&device);
    let told = asking::stands(&*state.database, &state.files, sender, hash).await?;
    answer(told).map(Data)
}

pub async fn append(
    State(state): State<ServerState>,
    device: AnyDevice,
    InPath(hash): InPath<ContentHash>,
    headers: HeaderMap,
    bytes: Result<Bytes, BytesRejection>,
) -> Result<Data<UploadAnswer>, ApiError> {
    let (sender, now) = (sender(&device), state.clock.now());
    let piece = piece(hash, &headers, bytes?)?;
    let told = asking::append(&*state.database, &state.files, sender, piece, now).await?;
    answer(told).map(Data)
}

pub async fn fetch(
    State(state): State<ServerState>,
    user: SignedIn,
    InPath(hash): InPath<ContentHash>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let owner = Owner {
        workspace: user.workspace,
        user: user.user_id,
    };
    let found = asking::found(&*state.database, &state.files, owner, hash.clone()).await?;
    let (attachment, _) = answer(found)?;
    let mut file = File::open(state.files.kept(owner.workspace, &hash)).await?;
    let length = file.metadata().await?.len();
    let media = shown_as(&mut file, attachment.media).await?;
    let range = headers.get(header::RANGE);
    let (status, from, to) = match asked(range.and_then(|range| range.to_str().ok()), length) {
        Asked::Nowhere => return Err(ApiError::RangeBehindEnd { bytes: length }),
        Asked::Whole => (StatusCode::OK, 0, length.saturating_sub(1)),
        Asked::Part { from, to } => (StatusCode::PARTIAL_CONTENT, from, to),
    };
    file.seek(SeekFrom::Start(from)).await?;
    let count = (to + 1).saturating_sub(from);
    let mut response = (status, protective(media, &attachment)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(count));
    if status == StatusCode::PARTIAL_CONTENT {
        let range = HeaderValue::from_str(&format!("bytes {from}-{to}/{length}"));
        headers.extend(range.ok().map(|range| (header::CONTENT_RANGE, range)));
    }
    *response.body_mut() = streamed(file, count);
    Ok(response)
}

fn sender(device: &AnyDevice) -> Sender {
    Sender {
        owner: Owner {
            workspace: device.workspace,
            user: device.user_id(),
        },
        withdrawn: device.refusal().is_some(),
    }
}

fn answer<T>(told: Told<T>) -> Result<T, ApiError> {
    match told {
        Told::Answer(answer) => Ok(answer),
        Told::Nothing => Err(ApiError::NotFound),
        Told::NotActive => Err(ApiError::UserDisabled),
        Told::OnItsWay => Err(ApiError::FileOnItsWay),
    }
}

fn piece(hash: ContentHash, headers: &HeaderMap, bytes: Bytes) -> Result<Piece, ApiError> {
    let piece = Piece {
        hash,
        offset: said(headers, OFFSET_HEADER)?,
        length: said(headers, LENGTH_HEADER)?,
        checksum: said(headers, CHECKSUM_HEADER)?,
        bytes,
    };
    let unfit = |field: &str, detail: String| ApiError::InvalidField {
        field: field.into(),
        detail,
    };
    match piece.fits(PIECE_BYTES) {
        Ok(()) => Ok(piece),
        Err(Unfit::TooLarge) => Err(ApiError::TooLarge),
        Err(Unfit::Length) => {
            let detail = format!("a file has between 1 and {FILE_BYTES} bytes");
            Err(unfit(LENGTH_HEADER, detail))
        }
        Err(Unfit::BehindTheEnd) => {
            let detail = "the piece ends behind the file".into();
            Err(unfit(OFFSET_HEADER, detail))
        }
    }
}

fn said<T: FromStr>(headers: &HeaderMap, name: &str) -> Result<T, ApiError> {
    let said = headers.get(name).and_then(|value| value.to_str().ok());
    let said = said.and_then(|value| value.parse().ok());
    said.ok_or_else(|| ApiError::InvalidField {
        field: name.into(),
        detail: "it is missing or cannot be read".into(),
    })
}

/// As what it says it is, if it begins so.
async fn shown_as(file: &mut File, media: Media) -> Result<&'static str, ApiError> {
    let mut beginning = Vec::with_capacity(BEGINNING);
    file.take(BEGINNING as u64)
        .read_to_end(&mut beginning)
        .await?;
    Ok(match media.begins(&beginning) {
        true => media.content_type(),
        false => "application/octet-stream",
    })
}

fn protective(media: &'static str, attachment: &Attachment) -> [(HeaderName, HeaderValue); 5] {
    let fixed = HeaderValue::from_static;
    [
        (header::CONTENT_TYPE, fixed(media)),
        (header::CONTENT_SECURITY_POLICY, fixed(FILE_POLICY)),
        (header::CACHE_CONTROL, fixed("private, no-store")),
        (header::ACCEPT_RANGES, fixed("bytes")),
        (header::CONTENT_DISPOSITION, disposition(&attachment.name)),
    ]
}

/// The name in UTF-8, every byte that could end or change the header written out (RFC 8187).
fn disposition(name: &str) -> HeaderValue {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    let written = name.bytes().map(|byte| match plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    });
    let name: String = written.collect();
    HeaderValue::from_str(&format!("attachment; filename*=UTF-8''{name}"))
        .unwrap_or(HeaderValue::from_static("attachment"))
}

/// In pieces, so that a slow line holds little memory.
fn streamed(file: File, count: u64) -> Body {
    let pieces = stream::try_unfold((file, count), |(mut file, left)| async move {
        let mut piece = Vec::new();
        let wanted = left.min(READ_AT_ONCE);
        (&mut file).take(wanted).read_to_end(&mut piece).await?;
        let read = piece.len() as u64;
        Ok::<_, std::io::Error>((read > 0).then(|| (Bytes::from(piece), (file, left - read))))
    });
    Body::from_stream(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_header() {
        let value = disposition("pano \"kapağı\"; x=y.jpg");
        let text = value.to_str().expect("plain letters");
        let name = "pano%20%22kapa%C4%9F%C4%B1%22%3B%20x%3Dy.jpg";
        assert_eq!(text, format!("attachment; filename*=UTF-8''{name}"));
    }
}
