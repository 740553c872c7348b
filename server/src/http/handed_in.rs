//! A push as it comes in, and its turn. A large one lies in memory until its round is flushed, so one person's come a few at a time;
//! nobody waits for anybody else's.

use super::body::Body;
use super::limits::BODY_BYTES;
use crate::auth::AnyDevice;
use crate::error::ApiError;
use crate::state::ServerState;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{HeaderMap, header};
use hashbrown::HashMap;
use shared::sync::wire::PushRequest;
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

/// A device sends one at a time: more than anybody's devices send.
const LARGE_AT_ONCE: usize = 4;
const RETRY_SECONDS: u64 = 5;

pub struct HandedIn {
    pub device: AnyDevice,
    pub request: PushRequest,
    /// Until it is answered.
    pub turn: Option<Turn>,
}

impl FromRequest<ServerState> for HandedIn {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &ServerState) -> Result<Self, ApiError> {
        let (mut parts, body) = request.into_parts();
        let device = AnyDevice::from_request_parts(&mut parts, state).await?;
        let turn = match is_large(&parts.headers) {
            true => Some(state.large_pushes.take(device.session.user_id)?),
            false => None,
        };
        let request = Request::from_parts(parts, body);
        let Body(request) = Body::from_request(request, state).await?;
        Ok(Self {
            device,
            request,
            turn,
        })
    }
}

/// What does not say how long it is may be as long as any.
fn is_large(headers: &HeaderMap) -> bool {
    let said = headers.get(header::CONTENT_LENGTH);
    let said = said.and_then(|said| said.to_str().ok()?.parse().ok());
    said.is_none_or(|bytes: usize| bytes > BODY_BYTES)
}

/// How many each person has under way.
#[derive(Clone, Default)]
pub struct LargePushes(Arc<Mutex<HashMap<Uuid, usize>>>);

/// Given back when dropped.
pub struct Turn {
    pushes: LargePushes,
    user: Uuid,
}

impl LargePushes {
    fn take(&self, user: Uuid) -> Result<Turn, ApiError> {
        let mut under_way = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = under_way.entry(user).or_default();
        if *count >= LARGE_AT_ONCE {
            let retry_seconds = RETRY_SECONDS;
            return Err(ApiError::TooManyAtOnce { retry_seconds });
        }
        *count += 1;
        let pushes = self.clone();
        Ok(Turn { pushes, user })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut under_way = (self.pushes.0.lock()).unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = under_way.get_mut(&self.user) {
            *count -= 1;
            if *count == 0 {
                under_way.remove(&self.user);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn one_persons_large_pushes_come_a_few_at_a_time_and_nobody_else_waits() {
        let pushes = LargePushes::default();
        let (one, other) = (Uuid::new_v4(), Uuid::new_v4());
        let mut turns: Vec<Turn> = (0..LARGE_AT_ONCE)
            .map(|_| pushes.take(one).expect("there is room"))
            .collect();
        assert!(pushes.take(one).is_err());
        assert!(pushes.take(other).is_ok());
        turns.pop();
        assert!(pushes.take(one).is_ok());
        turns.clear();
        assert!(pushes.0.lock().expect("nobody panics").is_empty());
    }

    #[test]
    fn what_does_not_say_its_length_counts_as_large() {
        let mut headers = HeaderMap::new();
        assert!(is_large(&headers));
        for (bytes, large) in [("1048576", false), ("1048577", true), ("many", true)] {
            headers.insert(header::CONTENT_LENGTH, HeaderValue::from_static(bytes));
            assert_eq!(is_large(&headers), large, "{bytes}");
        }
    }
}
