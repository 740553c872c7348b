//! Files: where an upload stands, one more piece, and the bytes back; translation only.

use super::body::Data;
use super::path::InPath;
use crate::auth::{AnyDevice, SignedIn};
use crate::error::ApiError;
use crate::files::named::{handed_in, visible};
use crate::files::range::{Asked, asked};
use crate::files::{Owner, Piece};
use crate::state::ServerState;
use crate::sync::feed::Read;
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
use tokio::task::spawn_blocking;

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
    let owner = sender(&state, &device, &hash).await?;
    let may_know = device.refusal().is_none()
        && !seen(&state, owner, std::slice::from_ref(&hash))
            .await?
            .is_empty();
    let files = state.files.clone();
    let stands = spawn_blocking(move || files.stands(owner, &hash, may_know));
    Ok(Data(ended(stands).await?))
}

/// When too much is unnamed, records may have come to name it since: those are counted out, and the piece is tried once more.
pub async fn append(
    State(state): State<ServerState>,
    device: AnyDevice,
    InPath(hash): InPath<ContentHash>,
    headers: HeaderMap,
    bytes: Result<Bytes, BytesRejection>,
) -> Result<Data<UploadAnswer>, ApiError> {
    let owner = sender(&state, &device, &hash).await?;
    let piece = piece(hash, &headers, bytes?)?;
    let answer = append_to(&state, owner, piece.clone()).await?;
    let full = answer == UploadAnswer::TooMuchUnnamed && device.refusal().is_none();
    if !full || !claimed(&state, owner).await? {
        return Ok(Data(answer));
    }
    Ok(Data(append_to(&state, owner, piece).await?))
}

async fn append_to(
    state: &ServerState,
    owner: Owner,
    piece: Piece,
) -> Result<UploadAnswer, ApiError> {
    let (files, now) = (state.files.clone(), state.clock.now());
    ended(spawn_blocking(move || files.append(owner, &piece, now))).await
}

/// Counts out what records name that this person may see; by what they may not see nothing is told. `false`: nothing was.
async fn claimed(state: &ServerState, owner: Owner) -> Result<bool, ApiError> {
    let files = state.files.clone();
    let unnamed = ended(spawn_blocking(move || files.unnamed(owner))).await?;
    let hashes: Vec<ContentHash> = unnamed.into_iter().map(|lying| lying.hash).collect();
    let seen = seen(state, owner, &hashes).await?;
    let named: Vec<ContentHash> = seen.into_iter().map(|attachment| attachment.hash).collect();
    let files = state.files.clone();
    let any = !named.is_empty();
    ended(spawn_blocking(move || files.claimed(owner, &named))).await?;
    Ok(any)
}

pub async fn fetch(
    State(state): State<ServerState>,
    user: SignedIn,
    InPath(hash): InPath<ContentHash>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let owner = owner(&user);
    let seen = seen(&state, owner, std::slice::from_ref(&hash)).await?;
    let standing = seen.into_iter().find(|found| found.removed.is_none());
    let attachment = standing.ok_or(ApiError::NotFound)?;
    let file = File::open(state.files.kept(owner.workspace, &hash)).await;
    let mut file = file.map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => ApiError::FileOnItsWay,
        _ => error.into(),
    })?;
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

/// Who sends. A withdrawn device and a person who may not work any more bring what they handed in names, and nothing besides; what
/// nobody named counts as not there, so that such a device is not kept waiting for it.
async fn sender(
    state: &ServerState,
    device: &AnyDevice,
    hash: &ContentHash,
) -> Result<Owner, ApiError> {
    let owner = Owner {
        workspace: device.workspace,
        user: device.user_id(),
    };
    let may = device.refusal().is_none() || handed_in(&*state.database, owner, hash).await?;
    may.then_some(owner).ok_or(ApiError::NotFound)
}

fn owner(user: &SignedIn) -> Owner {
    Owner {
        workspace: user.workspace,
        user: user.user_id,
    }
}

async fn seen(
    state: &ServerState,
    owner: Owner,
    hashes: &[ContentHash],
) -> Result<Vec<Attachment>, ApiError> {
    match visible(&*state.database, owner, hashes).await? {
        Read::Answer(seen) => Ok(seen),
        Read::NotActive => Err(ApiError::UserDisabled),
        Read::ForeignClient => Err(ApiError::ForeignClient),
    }
}

async fn ended<T>(work: tokio::task::JoinHandle<std::io::Result<T>>) -> Result<T, ApiError> {
    let done = work
        .await
        .map_err(|error| ApiError::Internal(error.into()))?;
    Ok(done?)
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
    if !(1..=FILE_BYTES).contains(&piece.length) {
        let detail = format!("a file has between 1 and {FILE_BYTES} bytes");
        return Err(unfit(LENGTH_HEADER, detail));
    }
    if piece.bytes.len() > PIECE_BYTES {
        return Err(ApiError::TooLarge);
    }
    let end = piece.offset.checked_add(piece.bytes.len() as u64);
    match end.is_some_and(|end| end <= piece.length) {
        true => Ok(piece),
        false => Err(unfit(
            OFFSET_HEADER,
            "the piece ends behind the file".into(),
        )),
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
