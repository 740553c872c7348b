//! The devices of a user: list them, withdraw one. Only a user manager may do so for somebody else.

use super::body::Data;
use super::path::InPath;
use crate::auth::SignedIn;
use crate::auth::signed_in::has_ended;
use crate::db::Session;
use crate::error::ApiError;
use crate::state::ServerState;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use shared::calendar::Moment;
use shared::users::Right;
use shared::users::access::Device;
use uuid::Uuid;

#[derive(Deserialize)]
pub struct Whose {
    pub user: Option<Uuid>,
}

impl Whose {
    fn checked(&self, asking: &SignedIn) -> Result<Uuid, ApiError> {
        match self.user {
            Some(user) if user != asking.user_id.0 => {
                asking.may(Right::ManageUsers)?;
                Ok(user)
            }
            _ => Ok(asking.user_id.0),
        }
    }
}

pub async fn list(
    State(state): State<ServerState>,
    asking: SignedIn,
    Query(whose): Query<Whose>,
) -> Result<Data<Vec<Device>>, ApiError> {
    let user = whose.checked(&asking)?;
    let sessions = state.database.sessions_of(asking.workspace, user).await?;
    let now = state.clock.milliseconds();
    let devices = sessions
        .into_iter()
        .filter(|session| session.revoked.is_some() || !has_ended(session, &state.config, now))
        .map(|session| device(session, asking.session.device));
    Ok(Data(devices.collect()))
}

fn device(session: Session, asking: Uuid) -> Device {
    Device {
        this: session.device == asking,
        device: session.device,
        name: session.device_name,
        signed_in: Moment::from_milliseconds(session.created),
        last_seen: Moment::from_milliseconds(session.last_seen),
        withdrawn: session.revoked.map(Moment::from_milliseconds),
    }
}

pub async fn withdraw(
    State(state): State<ServerState>,
    asking: SignedIn,
    InPath(device): InPath<Uuid>,
    Query(whose): Query<Whose>,
) -> Result<StatusCode, ApiError> {
    let user = whose.checked(&asking)?;
    let now = state.clock.milliseconds();
    let done = (state.database).withdraw_device(asking.workspace, user, device, now);
    if done.await? {
        state.pokes.withdraw(device);
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::NotFound)
    }
}
