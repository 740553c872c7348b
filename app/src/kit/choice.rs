//! What can be chosen from a few: a value, its words, and what stands beside them. Used by select, segment and tabs.

use super::Icon;

/// One of a few. `count` is a number beside the words; with `attention` it is in the vial colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub words: String,
    pub icon: Option<Icon>,
    pub count: Option<u64>,
    pub attention: bool,
}

impl Choice {
    pub fn new(value: impl Into<String>, words: impl Into<String>) -> Self {
        Choice {
            value: value.into(),
            words: words.into(),
            icon: None,
            count: None,
            attention: false,
        }
    }

    pub fn icon(self, icon: Icon) -> Self {
        Choice {
            icon: Some(icon),
            ..self
        }
    }

    pub fn count(self, count: u64) -> Self {
        Choice {
            count: Some(count),
            ..self
        }
    }

    pub fn attention(self) -> Self {
        Choice {
            attention: true,
            ..self
        }
    }
}
