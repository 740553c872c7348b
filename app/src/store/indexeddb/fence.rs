//! Whether a transaction may go on as the leader's. A frozen tab keeps its lock and wakes up
//! believing that it still leads; its lower number gives it away.

use super::request::answer;
use super::schema::FENCE;
use super::values::{count, get, put};
use crate::store::{Fence, StoreError};
use web_sys::IdbObjectStore;

#[derive(PartialEq, Eq)]
pub enum Led {
    ByUs,
    ByAnother,
}

/// Asks `state` inside the caller's transaction, and remembers a higher number there.
pub async fn led(state: &IdbObjectStore, fence: Fence) -> Result<Led, StoreError> {
    let highest = get(state, FENCE)?;
    let highest = Fence(count(&answer(&highest).await?));
    if fence < highest {
        return Ok(Led::ByAnother);
    }
    if fence > highest {
        raise(state, fence)?;
    }
    Ok(Led::ByUs)
}

pub fn raise(state: &IdbObjectStore, fence: Fence) -> Result<(), StoreError> {
    put(state, &(fence.0 as f64).into(), &FENCE.into())
}
