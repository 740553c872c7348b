//! Every route, in one list. An address that is not here is a page of the app.

use crate::auth::origin;
use crate::connectors::simulator::Simulator;
use crate::demo::simulator_desk;
use crate::error::ApiError;
use crate::http::limits::{BODY_BYTES, PUSH_BYTES};
use crate::http::{
    assets, carry_key, devices, files, health, integrations, login, openapi, protection, serials,
    sync, tracking, users,
};
use crate::state::ServerState;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use std::sync::Arc;
use std::time::Duration;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::timeout::RequestBodyTimeoutLayer;
use tower_http::trace::TraceLayer;

/// A body that sends nothing for so long is given up: connections are not for holding.
const SILENT_MAX: Duration = Duration::from_secs(30);

/// Every address the API answers, with its methods; `openapi.json` must describe each of them.
pub const ROUTES: &[(&str, &[&str])] = &[
    ("/api/v1/session", &["get", "post", "delete"]),
    ("/api/v1/session/password", &["post"]),
    ("/api/v1/session/carry-key", &["post"]),
    ("/api/v1/devices", &["get"]),
    ("/api/v1/devices/{device}", &["delete"]),
    ("/api/v1/users/{user}/password", &["get", "post"]),
    ("/api/v1/integrations/sets/{set}/health", &["get"]),
    ("/api/v1/integrations/sets/{set}/transfers", &["get"]),
    (
        "/api/v1/integrations/sets/{set}/transfers/{transfer}/retry",
        &["post"],
    ),
    ("/api/v1/sync/push", &["post"]),
    ("/api/v1/sync/pull", &["post"]),
    ("/api/v1/sync/manifest", &["post"]),
    ("/api/v1/sync/blocks", &["post"]),
    ("/api/v1/sync/poke", &["get"]),
    ("/api/v1/serials/filter", &["get"]),
    ("/api/v1/serials/before", &["post"]),
    ("/api/v1/files/{hash}", &["get"]),
    ("/api/v1/files/{hash}/upload", &["get", "patch"]),
    ("/api/v1/openapi.json", &["get"]),
    ("/healthz", &["get"]),
    ("/readyz", &["get"]),
    ("/version", &["get"]),
    ("/service_worker_off", &["get"]),
    ("/track/{operation}/{seal}", &["get"]),
    ("/track.css", &["get"]),
];

pub fn router(state: ServerState) -> Router {
    router_with_demo(state, None)
}

/// The built-in ERP's desk stands at `/api/v1/demo/erp` only where the server was started with the demo company.
pub fn router_with_demo(state: ServerState, erp: Option<Arc<Simulator>>) -> Router {
    let desk = erp.map(simulator_desk::routes).unwrap_or_default();
    let session = get(login::who_am_i)
        .post(login::sign_in)
        .delete(login::sign_out);
    let password = get(users::password_since).post(users::give_password);
    Router::new()
        .route("/api/v1/session", session)
        .route("/api/v1/session/password", post(login::change_password))
        .route("/api/v1/session/carry-key", post(carry_key::carry_key))
        .route("/api/v1/devices", get(devices::list))
        .route("/api/v1/devices/{device}", delete(devices::withdraw))
        .route("/api/v1/users/{user}/password", password)
        .route(
            "/api/v1/integrations/sets/{set}/health",
            get(integrations::health),
        )
        .route(
            "/api/v1/integrations/sets/{set}/transfers",
            get(integrations::transfers),
        )
        .route(
            "/api/v1/integrations/sets/{set}/transfers/{transfer}/retry",
            post(integrations::retry),
        )
        .route("/api/v1/sync/pull", post(sync::pull))
        .route("/api/v1/sync/manifest", post(sync::manifest))
        .route("/api/v1/sync/blocks", post(sync::blocks))
        .route("/api/v1/sync/poke", get(sync::poke))
        .route("/api/v1/serials/filter", get(serials::filter))
        .route("/api/v1/serials/before", post(serials::before))
        .route("/api/v1/files/{hash}", get(files::fetch))
        .route(
            "/api/v1/files/{hash}/upload",
            get(files::stands).patch(files::append),
        )
        .route("/api/v1/openapi.json", get(openapi::document))
        .nest_service(
            "/api/v1/demo/erp",
            desk.fallback(|| async { ApiError::NotFound }),
        )
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .route(
            "/api/v1/sync/push",
            post(sync::push).layer(DefaultBodyLimit::max(PUSH_BYTES)),
        )
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/version", get(health::version))
        .route("/service_worker_off", get(health::service_worker_off))
        .route("/track/{operation}/{seal}", get(tracking::tracking))
        .route("/track.css", get(tracking::look))
        .fallback(assets::serve)
        .method_not_allowed_fallback(|| async { ApiError::MethodNotAllowed })
        .layer(from_fn_with_state(state.clone(), origin::check))
        .layer(RequestBodyTimeoutLayer::new(SILENT_MAX))
        .layer(compression())
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(state.clone(), protect))
        .layer(TraceLayer::new_for_http())
        .with_state(state)
}

/// Blocks are packed numbers and names: the fastest level halves them, a better one would make devices wait.
fn compression() -> CompressionLayer<impl Predicate> {
    let wanted = DefaultPredicate::new()
        .and(NotForContentType::const_new("font/"))
        .and(NotForContentType::const_new("application/wasm"));
    CompressionLayer::new()
        .quality(CompressionLevel::Fastest)
        .compress_when(wanted)
}

async fn protect(State(state): State<ServerState>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    protection::protect(response, state.config.is_secure())
}

fn panicked(problem: Box<dyn std::any::Any + Send>) -> Response {
    let text = (problem
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned()))
    .or_else(|| problem.downcast_ref::<String>().cloned())
    .unwrap_or_default();
    ApiError::Internal(anyhow::anyhow!("a handler panicked: {text}")).into_response()
}
