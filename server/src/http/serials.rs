//! Every serial that was ever shipped, for devices without signal; translation only.

use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::state::ServerState;
use crate::sync::feed::Read;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use shared::sync::Cursor;
use std::time::Duration;
use tokio::time::timeout;

/// A first reading of many years may take longer: it goes on with the next who asks.
const READING_MAX: Duration = Duration::from_secs(20);

/// Where the device stands; nothing of it: it has none.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct From {
    epoch: String,
    revision: u64,
    chain: String,
}

pub async fn filter(
    State(state): State<ServerState>,
    user: SignedIn,
    from: Result<Query<From>, QueryRejection>,
) -> Result<Response, ApiError> {
    let Query(from) = from.map_err(|refused| ApiError::InvalidField {
        field: "revision".into(),
        detail: refused.body_text(),
    })?;
    let from = Cursor {
        epoch: from.epoch,
        revision: from.revision,
        chain: from.chain,
    };
    let (database, now) = (&*state.database, state.clock.now());
    let read = (state.shipped).since(database, user.workspace, user.user_id, from, now);
    let read = timeout(READING_MAX, read).await;
    match read.map_err(|_| ApiError::NotReady)?? {
        Read::Answer(letter) => Ok(octets(letter.to_bytes())),
        Read::NotActive => Err(ApiError::UserDisabled),
        Read::ForeignClient => Err(ApiError::ForeignClient),
    }
}

fn octets(bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, bytes).into_response()
}
