//! What kind of work the customer asks for, and on which way the wish came in (TCK-04). Both are said by whoever writes the ticket
//! down; a ticket that says neither is complete, too.

use serde::{Deserialize, Serialize};

/// What reports tell apart, whatever the subject says.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Repair,
    Installation,
    Maintenance,
    Inspection,
    /// Answered without touching a machine.
    Question,
    Other,
}

impl Kind {
    pub const ALL: [Kind; 6] = [
        Kind::Repair,
        Kind::Installation,
        Kind::Maintenance,
        Kind::Inspection,
        Kind::Question,
        Kind::Other,
    ];

    /// As a form names it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Repair => "repair",
            Kind::Installation => "installation",
            Kind::Maintenance => "maintenance",
            Kind::Inspection => "inspection",
            Kind::Question => "question",
            Kind::Other => "other",
        }
    }

    pub fn from_name(name: &str) -> Option<Kind> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// How the company heard of it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    Telephone,
    Email,
    Message,
    /// Said on the spot, to whoever was there.
    Visit,
    Portal,
}

impl Channel {
    pub const ALL: [Channel; 5] = [
        Channel::Telephone,
        Channel::Email,
        Channel::Message,
        Channel::Visit,
        Channel::Portal,
    ];

    /// As a form names it.
    pub fn name(self) -> &'static str {
        match self {
            Channel::Telephone => "telephone",
            Channel::Email => "email",
            Channel::Message => "message",
            Channel::Visit => "visit",
            Channel::Portal => "portal",
        }
    }

    pub fn from_name(name: &str) -> Option<Channel> {
        Self::ALL.into_iter().find(|channel| channel.name() == name)
    }
}
