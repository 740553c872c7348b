//! `may`: is this person allowed this action on this target, and if not, why (USR-09, USR-10).

use super::context::Context;
use super::right::Right;
use crate::ids::SetId;
use crate::planted::{Bug, planted};
use serde::{Deserialize, Serialize};

/// Why an action is denied; worded in `messages`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Denied {
    #[error("the right {right:?} is missing")]
    MissingRight { right: Right },
    #[error("the record stands in a territory that was not granted")]
    OtherTerritory,
    #[error("the integration set was not granted")]
    SetNotGranted,
    #[error("only the system may do this")]
    SystemOnly,
}

pub fn may(context: &Context, right: Right) -> Result<(), Denied> {
    if context.has(right) || planted(Bug::EverybodyMay) {
        Ok(())
    } else {
        Err(Denied::MissingRight { right })
    }
}

/// The right, and the territory of the record it is used on.
pub fn may_in(context: &Context, right: Right, territory: &str) -> Result<(), Denied> {
    may(context, right)?;
    if context.reaches(territory) {
        Ok(())
    } else {
        Err(Denied::OtherTerritory)
    }
}

/// Whoever manages the sets may use every one; everybody else those they were granted (INT-04).
pub fn may_use_set(context: &Context, set: SetId) -> Result<(), Denied> {
    if context.has(Right::ManageSets) || context.sets.contains(&set) {
        Ok(())
    } else {
        Err(Denied::SetNotGranted)
    }
}

pub fn system_only(context: &Context) -> Result<(), Denied> {
    if context.system {
        Ok(())
    } else {
        Err(Denied::SystemOnly)
    }
}
