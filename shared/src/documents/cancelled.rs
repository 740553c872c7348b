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
    /// On its way; it is nobody's to change until the ERP has answered.
    Waits,
    /// It stands there and says something else; a person puts that right in the ERP.
    Differs { slip: String, reason: String },
    /// Asked for, and not sent yet: until the server sends it, it may be changed and taken back (RMA-24).
    Requested,
}

impl Document {
    /// It stands in the ERP: what it says cannot be unsaid here alone.
    pub fn is_in_erp(&self) -> bool {
        matches!(
            self.booked,
            Some(Booked::Taken { .. } | Booked::Differs { .. })
        )
    }

    /// What the ERP makes of it is not known yet.
    pub fn is_on_its_way(&self) -> bool {
        matches!(self.booked, Some(Booked::Waits))
    }

    /// It is to go to an ERP, and nobody has sent it.
    pub fn is_requested(&self) -> bool {
        matches!(self.booked, Some(Booked::Requested))
    }

    /// The ERP does not have it, or has it otherwise.
    pub fn refused_by_erp(&self) -> bool {
        matches!(
            self.booked,
            Some(Booked::Refused { .. } | Booked::Differs { .. })
        )
    }
}
