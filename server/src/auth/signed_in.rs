//! The signed-in user as an extractor, or a refusal. Rights and shelves come from the user's record as it is now.

use super::token;
use crate::config::Config;
use crate::db::{Session, Wanted};
use crate::error::ApiError;
use crate::state::ServerState;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum_extra::extract::cookie::CookieJar;
use shared::ids::UserId;
use shared::record::Record;
use shared::shelf::Shelf;
use shared::users::{Person, Right, User, portion};
use uuid::Uuid;

/// The user a page works for.
const SPEAKS_FOR: &str = "x-sahada-user";
/// Writing "last seen" at every request would cost a flush each.
const SEEN_EVERY_MILLISECONDS: i64 = 300_000;

const DAY_MILLISECONDS: i64 = 86_400_000;

/// A device with a token of ours, whatever became of it since.
#[derive(Clone, Debug)]
pub struct AnyDevice {
    pub workspace: Uuid,
    pub session: Session,
    pub name: String,
    /// `None`: the record is gone.
    pub user: Option<User>,
}

impl AnyDevice {
    pub fn user_id(&self) -> UserId {
        UserId(self.session.user_id)
    }

    /// Why this device may only hand in what it has left.
    pub fn refusal(&self) -> Option<ApiError> {
        if self.session.revoked.is_some() {
            return Some(ApiError::DeviceWithdrawn);
        }
        let active = self.user.as_ref().is_some_and(|user| user.active);
        (!active).then_some(ApiError::UserDisabled)
    }
}

/// A person who may work.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub workspace: Uuid,
    pub user_id: UserId,
    pub user: User,
    pub name: String,
    pub session: Session,
}

impl SignedIn {
    pub fn portion(&self) -> Vec<Shelf> {
        portion(self.user_id, &self.user)
    }

    pub fn may(&self, right: Right) -> Result<(), ApiError> {
        if self.user.has(right) {
            Ok(())
        } else {
            Err(ApiError::Forbidden)
        }
    }
}

impl FromRequestParts<ServerState> for AnyDevice {
    type Rejection = ApiError;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &ServerState,
    ) -> Result<Self, Self::Rejection> {
        let jar = CookieJar::from_headers(&parts.headers);
        let token = token::read(&jar, state.config.is_secure()).ok_or(ApiError::NotSignedIn)?;
        let found = state.database.session(&token::hash(&token)).await?;
        let (workspace, session) = found.ok_or(ApiError::NotSignedIn)?;
        if !speaks_for(parts, session.user_id) {
            return Err(ApiError::NotSignedIn);
        }
        let now = state.clock.milliseconds();
        let device = read_user(state, workspace, session).await?;
        // whoever lost the access has none that could end, and is still told so, to hand in what is left and be emptied
        if device.refusal().is_none() && has_ended(&device.session, &state.config, now) {
            return Err(ApiError::NotSignedIn);
        }
        note_seen(state, &device, now).await?;
        Ok(device)
    }
}

impl FromRequestParts<ServerState> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &ServerState,
    ) -> Result<Self, Self::Rejection> {
        let device = AnyDevice::from_request_parts(parts, state).await?;
        signed_in(device)
    }
}

/// Another tab may have signed somebody else in with the same cookie: a page that says for whom it works is answered as that person
/// or not at all. Without it one person's work would become the other's.
fn speaks_for(parts: &Parts, user: Uuid) -> bool {
    let said = parts.headers.get(SPEAKS_FOR);
    said.is_none_or(|said| said.as_bytes() == user.to_string().as_bytes())
}

pub fn signed_in(device: AnyDevice) -> Result<SignedIn, ApiError> {
    if let Some(refusal) = device.refusal() {
        return Err(refusal);
    }
    Ok(SignedIn {
        workspace: device.workspace,
        user_id: device.user_id(),
        user: device.user.ok_or(ApiError::UserDisabled)?,
        name: device.name,
        session: device.session,
    })
}

/// A token that was stolen is no use for ever: idle too long, or too long since the password was typed (ASVS 5: 7.3.1, 7.3.2).
/// The device keeps what it has left and hands it in when the person signs in again.
pub fn has_ended(session: &Session, config: &Config, now: i64) -> bool {
    let beyond = |since: i64, days: u32| now - since > i64::from(days) * DAY_MILLISECONDS;
    beyond(session.last_seen, config.session_idle_days)
        || beyond(session.created, config.session_days)
}

async fn note_seen(state: &ServerState, device: &AnyDevice, now: i64) -> Result<(), ApiError> {
    let session = &device.session;
    if now - session.last_seen > SEEN_EVERY_MILLISECONDS {
        let seen = (state.database).session_seen(device.workspace, &session.token_hash, now);
        seen.await?;
    }
    Ok(())
}

/// Reads the person and the grants behind a session.
pub async fn read_user(
    state: &ServerState,
    workspace: Uuid,
    session: Session,
) -> Result<AnyDevice, ApiError> {
    let id = session.user_id;
    let wanted = Wanted {
        records: vec![(User::KIND.into(), id), (Person::KIND.into(), id)],
        keys: Vec::new(),
    };
    let mut snapshot = state.database.snapshot(workspace).await?;
    let loaded = snapshot.load(&wanted).await?;
    let body = |kind: &str| {
        let row = loaded.records.iter().find(|row| row.kind == kind)?;
        (!row.deleted).then_some(row.body.as_str())
    };
    let user = body(User::KIND).and_then(|body| serde_json::from_str(body).ok());
    let person: Option<Person> =
        body(Person::KIND).and_then(|body| serde_json::from_str(body).ok());
    Ok(AnyDevice {
        workspace,
        session,
        name: person.map(|person| person.name).unwrap_or_default(),
        user,
    })
}
