//! The key that seals a person's unsent work for the way in a file to another device of theirs. Whoever may work is answered their
//! own, on every device the same; it stands in no log, feed or record.

use super::body::Data;
use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::state::ServerState;
use axum::extract::State;
use shared::users::access::CarryKey;

/// Made when first asked for, and the same ever after: a file that was saved must open.
pub async fn carry_key(
    State(state): State<ServerState>,
    user: SignedIn,
) -> Result<Data<CarryKey>, ApiError> {
    let name = format!("carry-key/{}", user.user_id);
    let fresh: [u8; 32] = rand::random();
    let now = state.clock.milliseconds();
    let kept = (state.database).secret_or(user.workspace, &name, &fresh, now);
    let kept: Result<[u8; 32], _> = kept.await?.try_into();
    let bits = kept.map_err(|_| {
        ApiError::Internal(anyhow::anyhow!("a carry key of a person is not 256 bits"))
    })?;
    Ok(Data(CarryKey::new(&bits)))
}
