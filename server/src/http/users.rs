//! The password of somebody else: given by a user manager in a direct request, so that it stands in no queue, log or feed.

use super::body::{Body, Data};
use super::path::InPath;
use crate::auth::{SignedIn, password};
use crate::db::{SignIn, SignInStored};
use crate::error::ApiError;
use crate::jobs::load;
use crate::state::ServerState;
use axum::extract::State;
use axum::http::StatusCode;
use shared::calendar::Moment;
use shared::ids::UserId;
use shared::users::access::{GivenPassword, PasswordSince};
use shared::users::{Right, User};

/// Since when this person can sign in, if at all.
pub async fn password_since(
    State(state): State<ServerState>,
    asking: SignedIn,
    InPath(user): InPath<UserId>,
) -> Result<Data<PasswordSince>, ApiError> {
    asking.may(Right::ManageUsers)?;
    known(&state, &asking, user).await?;
    let found = state.database.sign_in_of(asking.workspace, user.0).await?;
    let set = found.map(|found| Moment::from_milliseconds(found.changed));
    Ok(Data(PasswordSince { set }))
}

pub async fn give_password(
    State(state): State<ServerState>,
    asking: SignedIn,
    InPath(user): InPath<UserId>,
    Body(form): Body<GivenPassword>,
) -> Result<StatusCode, ApiError> {
    asking.may(Right::ManageUsers)?;
    if !password::acceptable(&form.new) {
        let detail = format!("at least {} characters", password::LENGTH_MIN);
        return Err(invalid("new", detail));
    }
    let record = known(&state, &asking, user).await?;
    let sign_in = SignIn {
        user_id: user.0,
        login: record.login.trim().to_lowercase(),
        password_hash: state.passwords.hash(form.new).await?,
        changed: state.clock.milliseconds(),
    };
    // whoever gives themselves a new password stays signed in where they did it
    let keep = Some(asking.session.token_hash.as_slice());
    let stored = (state.database).set_sign_in(asking.workspace, &sign_in, keep);
    match stored.await? {
        SignInStored::Stored => Ok(StatusCode::NO_CONTENT),
        SignInStored::LoginTaken => {
            let detail = "this sign-in name belongs to somebody else".to_owned();
            Err(invalid("login", detail))
        }
    }
}

/// Whoever was invited on a device stands here once that device has handed the invitation in.
async fn known(state: &ServerState, asking: &SignedIn, user: UserId) -> Result<User, ApiError> {
    let found = load::record::<User>(&*state.database, asking.workspace, user).await;
    let found = found.map_err(|error| ApiError::Internal(error.into()))?;
    found.map(|(user, _)| user).ok_or(ApiError::NotFound)
}

fn invalid(field: &str, detail: String) -> ApiError {
    ApiError::InvalidField {
        field: field.into(),
        detail,
    }
}
