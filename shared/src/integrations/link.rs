//! Our record and its reference in one set: a logical reference in Tiger/Go, a code in Netsis (ACC-02, PRD-01).

use crate::ids::SetId;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Link {
    pub set: SetId,
    pub reference: String,
}

impl Link {
    /// The value of the key that keeps one ERP card from being linked twice.
    pub fn key_value(&self) -> String {
        format!("{}|{}", self.set, self.reference)
    }
}
