//! A document that no longer counts, and what an ERP said of one that was made here (RMA-25, RMA-47).

use super::document::Document;
use crate::calendar::Moment;
use crate::ids::UserId;
use serde::{Deserialize, Serialize};

/// Who took it back, when and why. It stays as a record; goods and money count as if it had never been.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cancellation {
    pub by: UserId,
    pub at: Moment,
    pub reason: String,
}

/// The ERP's answer to a document made here. Externally tagged, so that blocks can hold it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Booked {
    /// Under the ERP's own number.
    Taken { slip: String },
    /// It waits until somebody has settled it.
    Refused { reason: String },
}

impl Document {
    /// It stands in the ERP: what it says cannot be unsaid here alone.
    pub fn is_in_erp(&self) -> bool {
        matches!(self.booked, Some(Booked::Taken { .. }))
    }

    pub fn refused_by_erp(&self) -> bool {
        matches!(self.booked, Some(Booked::Refused { .. }))
    }
}
