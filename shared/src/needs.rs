//! What a change has to read before it can be decided: records by id, and look-ups by key.
//! A change is asked until it asks for nothing more, so a whole batch is loaded in as many rounds.

use crate::record::{Kind, Record, RecordKey};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The answer of a look-up. Only a device can answer the third, and a rule that meets it says provisional, never fine.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Look<T> {
    Here(T),
    None,
    NotAboard,
}

impl<T> Look<T> {
    pub fn here(self) -> Option<T> {
        match self {
            Look::Here(value) => Some(value),
            Look::None | Look::NotAboard => None,
        }
    }
}

/// One question by key: which records of this kind carry this value.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct KeyAsked {
    pub kind: Kind,
    pub name: &'static str,
    pub value: String,
}

impl KeyAsked {
    pub fn of<R: Record>(name: &'static str, value: impl Into<String>) -> Self {
        Self {
            kind: Cow::Borrowed(R::KIND),
            name,
            value: value.into(),
        }
    }
}

/// Everything a change asks for in one round.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Needs {
    pub ids: BTreeSet<RecordKey>,
    pub keys: BTreeSet<KeyAsked>,
}

impl Needs {
    pub fn none() -> Self {
        Self::default()
    }

    pub fn id<R: Record>(mut self, id: R::Id) -> Self {
        self.ids.insert(RecordKey::of::<R>(id));
        self
    }

    pub fn ids<R: Record>(mut self, ids: impl IntoIterator<Item = R::Id>) -> Self {
        self.ids.extend(ids.into_iter().map(RecordKey::of::<R>));
        self
    }

    pub fn key<R: Record>(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.keys.insert(KeyAsked::of::<R>(name, value));
        self
    }

    pub fn and(mut self, other: Needs) -> Self {
        self.ids.extend(other.ids);
        self.keys.extend(other.keys);
        self
    }

    pub fn is_empty(&self) -> bool {
        self.ids.is_empty() && self.keys.is_empty()
    }
}
