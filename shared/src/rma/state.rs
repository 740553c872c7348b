//! The states an operation goes through: their fixed meaning, and what the company set for each (RMA-27, RMA-41, RMA-44).
//!
//! ```text
//!  New ─► Approved ─► Received ──GA-R──► Repairing ─► Preparing ─► Shipped
//!   ╲        ╲            ╲ ╲____GA-K________╲__________▲ ╱
//!    ╲________╲____________╲__________GA-A____╲__________╳──────► Cancelled
//! ```

use crate::fields;
use crate::ids::{StateId, UserId};
use crate::record::{FieldClass, Key, Record};
use crate::shelf::Shelf;
use crate::users::{Context, Role};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The key by which all configured states are found.
pub const FAMILY: &str = "family";
pub const ALL_FAMILIES: &str = "states";

/// What a state means, whatever it is called.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    New,
    /// The customer was told that the good may be sent in.
    Approved,
    Received,
    Repairing,
    Preparing,
    Shipped,
    Cancelled,
}

impl Meaning {
    pub const ALL: [Meaning; 7] = [
        Meaning::New,
        Meaning::Approved,
        Meaning::Received,
        Meaning::Repairing,
        Meaning::Preparing,
        Meaning::Shipped,
        Meaning::Cancelled,
    ];

    /// As F.2 counts them; a company's own number may be another one.
    pub fn number(self) -> u32 {
        self as u32
    }

    /// The meaning key: stored and sent, never changed.
    pub fn word(self) -> &'static str {
        match self {
            Meaning::New => "new",
            Meaning::Approved => "approved",
            Meaning::Received => "received",
            Meaning::Repairing => "repairing",
            Meaning::Preparing => "preparing",
            Meaning::Shipped => "shipped",
            Meaning::Cancelled => "cancelled",
        }
    }

    pub fn from_word(word: &str) -> Option<Meaning> {
        Meaning::ALL
            .into_iter()
            .find(|meaning| meaning.word() == word)
    }

    /// Something is left to confirm.
    pub fn is_open(self) -> bool {
        !matches!(self, Meaning::Shipped | Meaning::Cancelled)
    }
}

/// One configured state; its id follows from its meaning, so that setting up twice makes none twice.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct State {
    /// Free, but no other state's.
    pub ordinal: u32,
    /// Empty: the words of its meaning, in the reader's language.
    pub name: String,
    /// `None`: a state of another family, which works beside these (RMA-41).
    pub meaning: Option<Meaning>,
    /// The customer is told by e-mail when an operation *enters* it (RMA-44).
    pub notify: bool,
    /// Who may confirm an operation that *is* in it (RMA-27): these people, and whoever has one of these roles.
    pub users: BTreeSet<UserId>,
    pub roles: BTreeSet<Role>,
}

fields! {
    /// One field of a state; its meaning stays.
    pub enum StateField of State {
        Ordinal ordinal: u32,
        Name name: String,
        Notify notify: bool,
        Users users: BTreeSet<UserId>,
        Roles roles: BTreeSet<Role>,
    }
    stays { meaning }
}

impl State {
    pub fn may_be_confirmed_by(&self, context: &Context) -> bool {
        let role = self.roles.iter().any(|role| context.roles.contains(role));
        context.system || role || self.users.contains(&context.user)
    }
}

impl Record for State {
    const KIND: &'static str = "rma_state";
    type Id = StateId;
    fn keys(&self) -> Vec<Key> {
        let family = Key::many(FAMILY, ALL_FAMILIES);
        vec![family, Key::only_one("number", self.ordinal.to_string())]
    }
    fn shelves(&self, _id: Uuid) -> Vec<Shelf> {
        vec![Shelf::everyone()]
    }
    fn class(_field: &str) -> FieldClass {
        FieldClass::Guarded
    }
}

/// The id of the state of a meaning.
pub fn id(meaning: Meaning) -> StateId {
    let mut bytes = *b"rma state       ";
    let word = meaning.word().as_bytes();
    for (place, letter) in bytes[9..].iter_mut().zip(word) {
        *place = *letter;
    }
    StateId(Uuid::from_bytes(bytes))
}
