//! Alive, ready, which version; for whoever watches the process.

use super::body::Data;
use crate::error::ApiError;
use crate::state::ServerState;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use std::time::Duration;

const READY_WITHIN: Duration = Duration::from_secs(3);

/// The process runs.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// The database answers.
pub async fn ready(State(state): State<ServerState>) -> Result<&'static str, ApiError> {
    match tokio::time::timeout(READY_WITHIN, state.database.ready()).await {
        Ok(Ok(())) => Ok("ready\n"),
        Ok(Err(error)) => {
            tracing::warn!("not ready: {error}");
            Err(ApiError::NotReady)
        }
        Err(_) => Err(ApiError::NotReady),
    }
}

pub async fn version() -> Data<Value> {
    Data(json!({
        "version": env!("CARGO_PKG_VERSION"),
        "block_format": shared::sync::block::FORMAT,
        "intention_version": shared::sync::intention::VERSION,
    }))
}

/// The way out when a released service worker turns out to be broken: the word "off", and nothing else counts.
/// Every start of the app asks, so the usual answer is no failure either.
pub async fn service_worker_off(State(state): State<ServerState>) -> Response {
    let word = if state.config.service_worker_off {
        "off"
    } else {
        "on"
    };
    ([(header::CACHE_CONTROL, "no-store")], word).into_response()
}
