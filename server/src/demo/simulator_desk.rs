//! The desk of the built-in ERP, for tests, journeys and curious people: what is in its books, and what goes wrong next.
//! Exists only when the server was started with the demo company.

use crate::connectors::simulator::{Booked, Planned, Simulator};
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use std::sync::Arc;

/// `GET /documents`, `GET`, `POST` and `DELETE /faults`, to be nested where the demo's addresses begin.
pub fn routes(simulator: Arc<Simulator>) -> Router {
    let faults = post(plan).get(waiting).delete(clear);
    Router::new()
        .route("/documents", get(documents))
        .route("/faults", faults)
        .with_state(simulator)
}

async fn documents(State(simulator): State<Arc<Simulator>>) -> Json<Vec<Booked>> {
    Json(simulator.documents())
}

async fn waiting(State(simulator): State<Arc<Simulator>>) -> Json<Vec<Planned>> {
    Json(simulator.faults())
}

async fn plan(
    State(simulator): State<Arc<Simulator>>,
    Json(planned): Json<Planned>,
) -> (StatusCode, Json<Vec<Planned>>) {
    simulator.plan(planned);
    (StatusCode::CREATED, Json(simulator.faults()))
}

async fn clear(State(simulator): State<Arc<Simulator>>) -> StatusCode {
    simulator.clear_faults();
    StatusCode::NO_CONTENT
}
