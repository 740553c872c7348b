//! Sign in, sign out, who am I.

use super::body::{Body, Data};
use super::limits::{DEVICE_NAME_CHARACTERS, LOGIN_CHARACTERS};
use crate::auth::signed_in::{has_ended, read_user, signed_in};
use crate::auth::{AnyDevice, SignedIn, password, token};
use crate::db::{Session, SignIn as StoredSignIn};
use crate::error::ApiError;
use crate::state::ServerState;
use axum::extract::{ConnectInfo, Extension, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;
use shared::calendar::Moment;
use shared::ids::WorkspaceId;
use shared::sync::wire;
use std::net::{IpAddr, SocketAddr};
use uuid::Uuid;

/// Each costs a password check.
const SAME_NAME_MAX: usize = 8;
const DAY_MILLISECONDS: i64 = 86_400_000;

pub type Peer = Option<Extension<ConnectInfo<SocketAddr>>>;

pub async fn sign_in(
    State(state): State<ServerState>,
    peer: Peer,
    jar: CookieJar,
    Body(form): Body<wire::SignIn>,
) -> Result<Response, ApiError> {
    let login = checked_login(&form)?;
    let address = peer.map(|Extension(ConnectInfo(peer))| peer.ip());
    let (workspace, found) = who(&state, &login, form.password, address).await?;
    let text = token::new_token();
    let now = state.clock.milliseconds();
    let session = Session {
        token_hash: token::hash(&text),
        user_id: found.user_id,
        device: Uuid::new_v4(),
        device_name: device_name(&form.device),
        created: now,
        last_seen: now,
        revoked: None,
    };
    let device = signed_in(read_user(&state, workspace, session.clone()).await?)?;
    forget_ended(&state, workspace, found.user_id, now).await?;
    state.database.open_session(workspace, &session).await?;
    forget_replaced(&state, &jar).await?;
    let days = state.config.session_days;
    let cookie = token::set_cookie(&text, days, state.config.is_secure());
    let answer = Data(me(&state, &device).await?);
    Ok(([(header::SET_COOKIE, cookie)], answer).into_response())
}

/// The new cookie takes the place of the one this browser had: that session ends too (ASVS 5: 7.2.4).
async fn forget_replaced(state: &ServerState, jar: &CookieJar) -> Result<(), ApiError> {
    let Some(before) = token::read(jar, state.config.is_secure()) else {
        return Ok(());
    };
    let found = state.database.session(&token::hash(&before)).await?;
    if let Some((workspace, session)) = found.filter(|(_, session)| session.revoked.is_none()) {
        (state
            .database
            .forget_session(workspace, &session.token_hash))
        .await?;
    }
    Ok(())
}

/// What nobody can use any more does not gather; a withdrawn device's row stays, so that it is told.
async fn forget_ended(
    state: &ServerState,
    workspace: Uuid,
    user: Uuid,
    now: i64,
) -> Result<(), ApiError> {
    let sessions = state.database.sessions_of(workspace, user).await?;
    for session in sessions {
        if session.revoked.is_none() && has_ended(&session, &state.config, now) {
            (state
                .database
                .forget_session(workspace, &session.token_hash))
            .await?;
        }
    }
    Ok(())
}

fn checked_login(form: &wire::SignIn) -> Result<String, ApiError> {
    let login = form.login.trim().to_lowercase();
    let fits = !login.is_empty() && login.chars().count() <= LOGIN_CHARACTERS;
    // one database cannot even look for it
    let fits = fits && !login.contains('\0');
    if !fits || form.password.chars().count() > password::LENGTH_MAX {
        return Err(ApiError::WrongPassword);
    }
    Ok(login)
}

fn device_name(given: &str) -> String {
    let seen = given.replace(shared::bounds::is_hidden, "");
    let name: String = seen.trim().chars().take(DEVICE_NAME_CHARACTERS).collect();
    if name.is_empty() { "–".into() } else { name }
}

/// The person with that name and password, in whichever workspace. An unknown name costs as much as a wrong password.
async fn who(
    state: &ServerState,
    login: &str,
    password: String,
    address: Option<IpAddr>,
) -> Result<(Uuid, StoredSignIn), ApiError> {
    let now = state.clock.milliseconds();
    if let Some(retry_seconds) = state.attempts.wait_seconds(login, address, now) {
        return Err(ApiError::TooManyAttempts { retry_seconds });
    }
    let known = known(state, login).await?;
    if known.is_empty() {
        state.passwords.check(password.clone(), None).await?;
    }
    for (workspace, sign_in) in known {
        let hash = Some(sign_in.password_hash.clone());
        if state.passwords.check(password.clone(), hash).await? {
            state.attempts.succeeded(login);
            return Ok((workspace, sign_in));
        }
    }
    state.attempts.failed(login, address, now);
    Err(ApiError::WrongPassword)
}

/// Two companies on one server may both have somebody of that name.
async fn known(state: &ServerState, login: &str) -> Result<Vec<(Uuid, StoredSignIn)>, ApiError> {
    let mut known = Vec::new();
    for workspace in state.database.workspaces().await? {
        let here = state.database.sign_in(workspace.id, login).await?;
        known.extend(here.map(|here| (workspace.id, here)));
    }
    known.truncate(SAME_NAME_MAX);
    Ok(known)
}

pub async fn who_am_i(
    State(state): State<ServerState>,
    user: SignedIn,
) -> Result<Data<wire::SignedIn>, ApiError> {
    Ok(Data(me(&state, &user).await?))
}

async fn me(state: &ServerState, signed_in: &SignedIn) -> Result<wire::SignedIn, ApiError> {
    let now = state.clock.now();
    let workspaces = state.database.workspaces().await?;
    let company = (workspaces.into_iter())
        .find(|workspace| workspace.id == signed_in.workspace)
        .map(|workspace| workspace.name)
        .unwrap_or_default();
    let days = |days: u32| i64::from(days) * DAY_MILLISECONDS;
    let signed_in_at = Moment::from_milliseconds(signed_in.session.created);
    let session_ends = signed_in_at.plus_milliseconds(days(state.config.session_days));
    let lease = now.plus_milliseconds(days(state.config.lease_days));
    Ok(wire::SignedIn {
        workspace: WorkspaceId(signed_in.workspace),
        company,
        user: signed_in.user_id,
        name: signed_in.name.clone(),
        login: signed_in.user.login.clone(),
        roles: signed_in.user.roles.iter().copied().collect(),
        territories: signed_in.user.territories.iter().cloned().collect(),
        sets: signed_in.user.sets.iter().copied().collect(),
        language: signed_in.user.language,
        lease_until: lease.min(session_ends),
        server_time: now,
        offset_minutes: state.clock.offset_minutes(now),
    })
}

/// Also for a device that was withdrawn: it has nothing to keep a cookie for.
pub async fn sign_out(
    State(state): State<ServerState>,
    device: AnyDevice,
) -> Result<Response, ApiError> {
    // a withdrawn device's row stays, so that what it still brings goes into quarantine
    if device.session.revoked.is_none() {
        let hash = &device.session.token_hash;
        (state.database.forget_session(device.workspace, hash)).await?;
    }
    let cookie = token::removal(state.config.is_secure());
    Ok(([(header::SET_COOKIE, cookie)], StatusCode::NO_CONTENT).into_response())
}

#[derive(Deserialize)]
pub struct NewPassword {
    pub old: String,
    pub new: String,
}

/// Passwords are set by a direct request: they stand in no queue, log or feed.
pub async fn change_password(
    State(state): State<ServerState>,
    user: SignedIn,
    Body(form): Body<NewPassword>,
) -> Result<StatusCode, ApiError> {
    if !password::acceptable(&form.new) {
        let detail = format!("at least {} characters", password::LENGTH_MIN);
        return Err(ApiError::InvalidField {
            field: "new".into(),
            detail,
        });
    }
    let known = (state.database.sign_in_of(user.workspace, user.user_id.0)).await?;
    let known = known.ok_or(ApiError::WrongPassword)?;
    let (login, now) = (known.login.clone(), state.clock.milliseconds());
    if let Some(retry_seconds) = state.attempts.wait_seconds(&login, None, now) {
        return Err(ApiError::TooManyAttempts { retry_seconds });
    }
    let hash = Some(known.password_hash.clone());
    if !state.passwords.check(form.old, hash).await? {
        state.attempts.failed(&login, None, now);
        return Err(ApiError::WrongPassword);
    }
    let changed = StoredSignIn {
        password_hash: state.passwords.hash(form.new).await?,
        changed: now,
        ..known
    };
    let keep = Some(user.session.token_hash.as_slice());
    (state.database.set_sign_in(user.workspace, &changed, keep)).await?;
    Ok(StatusCode::NO_CONTENT)
}
