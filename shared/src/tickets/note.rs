//! What somebody wrote about a ticket; never edited.

use crate::calendar::Moment;
use crate::ids::{LineId, UserId};
use serde::{Deserialize, Serialize};

/// Notes one ticket may have.
pub const NOTES_MAX: usize = 500;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Note {
    pub id: LineId,
    pub text: String,
    /// The customer may read it: it stands on the service report.
    pub public: bool,
    pub by: UserId,
    pub at: Moment,
}
