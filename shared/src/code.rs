//! The code people call a record by: provisional on the device, final from the server (ACC-03, PRD-03, OFR-15).
//! A provisional code is a label that refuses nobody; references are ids, so nothing has to be renumbered.

use serde::{Deserialize, Serialize};

/// Both codes stay searchable for ever; `number` wins on screen and on paper.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Code {
    pub number: Option<String>,
    pub provisional: Option<String>,
}

impl Code {
    pub fn given(number: impl Into<String>) -> Self {
        Self {
            number: Some(number.into()),
            provisional: None,
        }
    }

    pub fn provisional(label: impl Into<String>) -> Self {
        Self {
            number: None,
            provisional: Some(label.into()),
        }
    }

    /// What to print: the final number, else the provisional label.
    pub fn shown(&self) -> &str {
        self.number
            .as_deref()
            .or(self.provisional.as_deref())
            .unwrap_or("–")
    }

    pub fn is_final(&self) -> bool {
        self.number.is_some()
    }

    /// Every text this record may be looked up by.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.number
            .as_deref()
            .into_iter()
            .chain(self.provisional.as_deref())
    }
}

/// `T-<device>-<n>`: the device's short label and its own count.
pub fn provisional_label(device: &str, count: u64) -> String {
    format!("T-{device}-{count}")
}
