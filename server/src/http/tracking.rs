//! The page on which a customer follows a warranty return: which product, how far, since when. Whoever has the address sees that and
//! nothing else; no name, no other return, no price.

use super::tracking_look::{POLICY, Page, Step, not_found, page, style};
use crate::error::ApiError;
use crate::jobs::load;
use crate::mail::tracking::{SECRET, is_sealed};
use crate::mail::words;
use crate::state::ServerState;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use shared::accounts::Account;
use shared::calendar::Moment;
use shared::ids::OperationId;
use shared::products::Product;
use shared::rma::{Deed, Meaning, Operation, State as StateRow, Task};
use shared::text::Language;
use std::str::FromStr;
use uuid::Uuid;

/// So long after its last step the page is there: a warranty may ask who had the machine when.
const SHOWN_DAYS: i64 = 730;

#[derive(Deserialize)]
pub struct Asked {
    language: Option<String>,
}

pub async fn tracking(
    State(state): State<ServerState>,
    Path((operation, seal)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, ApiError> {
    let chosen = asked.language.as_deref().and_then(Language::from_code);
    let found = match OperationId::from_str(&operation) {
        Ok(operation) => workspace_of(&state, operation, &seal).await?,
        Err(_) => None,
    };
    let found = match found {
        Some((workspace, operation)) => shown(&state, workspace, operation, chosen).await?,
        None => None,
    };
    let (status, text) = match found {
        Some(page_of) => (StatusCode::OK, page(&page_of)),
        None => (StatusCode::NOT_FOUND, not_found(chosen)),
    };
    let headers = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-store"),
        (
            header::HeaderName::from_static("x-robots-tag"),
            "noindex, nofollow",
        ),
    ];
    Ok((status, headers, Html(text)).into_response())
}

pub async fn look() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "max-age=3600"),
    ];
    (headers, style()).into_response()
}

/// Whose return it is; nothing is read of it before its seal fits.
async fn workspace_of(
    state: &ServerState,
    operation: OperationId,
    seal: &str,
) -> Result<Option<(Uuid, OperationId)>, ApiError> {
    for workspace in state.database.workspaces().await? {
        let secret = state.database.secret(workspace.id, SECRET).await?;
        let secret: Option<[u8; 32]> = secret.and_then(|secret| secret.try_into().ok());
        if secret.is_some_and(|secret| is_sealed(&secret, operation, seal)) {
            return Ok(Some((workspace.id, operation)));
        }
    }
    Ok(None)
}

async fn shown(
    state: &ServerState,
    workspace: Uuid,
    id: OperationId,
    chosen: Option<Language>,
) -> Result<Option<Page>, ApiError> {
    let now = state.clock.now();
    let database = &*state.database;
    let read = |error: load::NotLoaded| ApiError::Internal(error.into());
    let found = load::record::<Operation>(database, workspace, id).await;
    let Some((operation, _)) = found.map_err(read)? else {
        return Ok(None);
    };
    if is_long_over(&operation, now) {
        return Ok(None);
    }
    let account = match operation.account {
        Some(account) => load::record::<Account>(database, workspace, account).await,
        None => Ok(None),
    };
    let account = account.map_err(read)?.map(|(account, _)| account.language);
    let language = chosen.or(account).unwrap_or(Language::En);
    let product = match operation.product {
        Some(product) => load::record::<Product>(database, workspace, product).await,
        None => Ok(None),
    };
    let product = product.map_err(read)?.map(|(product, _)| product.name);
    let mut steps = Vec::new();
    for meaning in way(&operation) {
        let row = shared::rma::state::id(meaning);
        let row = load::record::<StateRow>(database, workspace, row).await;
        let own = row.map_err(read)?.map(|(row, _)| row.name);
        let own = own.filter(|name| !name.trim().is_empty());
        steps.push(Step {
            name: own.unwrap_or_else(|| words::state_name(meaning, language).to_owned()),
            reached: reached(&operation, meaning),
            here: operation.state == meaning,
            ended: meaning == Meaning::Cancelled,
        });
    }
    let company = database.workspaces().await?.into_iter();
    let company = company.filter(|company| company.id == workspace);
    Ok(Some(Page {
        language,
        company: company.map(|company| company.name).collect(),
        number: operation.code.shown().to_owned(),
        product: product.unwrap_or_default(),
        serial: operation.serial.clone().unwrap_or_default(),
        sentence: words::now(
            operation.state,
            language,
            &operation.replacement,
            exchanged(&operation),
        ),
        steps,
        ahead_minutes: state.clock.offset_minutes(now),
        now,
    }))
}

fn exchanged(operation: &Operation) -> bool {
    operation.task == Some(Task::Exchange)
}

/// The states of its way, the ones to come with it; a cancelled one shows how far it came.
fn way(operation: &Operation) -> Vec<Meaning> {
    let skipped = |meaning: &Meaning| match meaning {
        Meaning::Repairing => exchanged(operation) && reached(operation, *meaning).is_none(),
        Meaning::Cancelled => operation.state != Meaning::Cancelled,
        _ => operation.state == Meaning::Cancelled && reached(operation, *meaning).is_none(),
    };
    let all = Meaning::ALL.into_iter();
    all.filter(|meaning| !skipped(meaning)).collect()
}

/// When it came there last, unless that was undone.
fn reached(operation: &Operation, meaning: Meaning) -> Option<Moment> {
    if meaning == Meaning::New {
        return Some(operation.made_at);
    }
    let mut at = None;
    for line in &operation.log {
        match line.deed {
            Deed::Confirmed if line.to == meaning => at = Some(line.accepted_at),
            Deed::Undone if line.from == meaning => at = None,
            Deed::Confirmed | Deed::Undone => {}
        }
    }
    at
}

fn is_long_over(operation: &Operation, now: Moment) -> bool {
    let last = operation.log.last().map(|line| line.accepted_at);
    let ended = last.filter(|_| !operation.is_open());
    ended.is_some_and(|ended| now.milliseconds_since(ended) > SHOWN_DAYS * 86_400_000)
}
