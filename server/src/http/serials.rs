//! Every serial that was ever shipped, for devices without signal, and how often one was asked about; translation only.

use super::body::{Body, Data};
use crate::auth::SignedIn;
use crate::db::{KeyWanted, Wanted};
use crate::error::ApiError;
use crate::state::ServerState;
use crate::sync::feed::Read;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use shared::record::Record;
use shared::serials::before::{AskedBefore, Before};
use shared::sync::Cursor;
use shared::text::serial_fold;
use shared::tickets::Ticket;
use shared::users::Right;
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

/// A number and nothing else of what the person may not read (SER-07).
pub async fn before(
    State(state): State<ServerState>,
    user: SignedIn,
    Body(asked): Body<AskedBefore>,
) -> Result<Data<Before>, ApiError> {
    user.may(Right::WorkOnTickets)?;
    let wanted = Wanted {
        records: Vec::new(),
        keys: vec![KeyWanted {
            kind: Ticket::KIND.to_owned(),
            key: "serial".to_owned(),
            value: serial_fold(&asked.serial),
        }],
    };
    let mut snapshot = state.database.snapshot(user.workspace).await?;
    let loaded = snapshot.load(&wanted).await?;
    let tickets = loaded.matches.len() as u64;
    Ok(Data(Before { tickets }))
}

fn octets(bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, bytes).into_response()
}
