//! States of a ticket, what each means for reports, and the legal moves (TCK-06).
//!
//! ```text
//!  New · Assigned · OnTheWay · InProgress · Waiting     any of these to any other
//!        │                         │
//!        ▼                         ▼
//!    Cancelled                 Resolved ──► Closed
//!        └── opened again ─────────┴───────────┘   (InProgress; whoever manages tickets)
//! ```
//!
//! A customer who says "it stopped again" reopens what was resolved; what is closed or cancelled only a manager opens.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    New,
    Assigned,
    OnTheWay,
    InProgress,
    Waiting(WaitingFor),
    Resolved,
    Closed,
    Cancelled,
}

/// Who or what it waits for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaitingFor {
    Customer,
    Part,
    Supplier,
}

/// What a report counts, whatever the states are called.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Meaning {
    Open,
    Waiting,
    Done,
    Cancelled,
}

impl Status {
    pub const ALL: [Status; 10] = [
        Status::New,
        Status::Assigned,
        Status::OnTheWay,
        Status::InProgress,
        Status::Waiting(WaitingFor::Customer),
        Status::Waiting(WaitingFor::Part),
        Status::Waiting(WaitingFor::Supplier),
        Status::Resolved,
        Status::Closed,
        Status::Cancelled,
    ];

    pub fn meaning(self) -> Meaning {
        match self {
            Status::New | Status::Assigned | Status::OnTheWay | Status::InProgress => Meaning::Open,
            Status::Waiting(_) => Meaning::Waiting,
            Status::Resolved | Status::Closed => Meaning::Done,
            Status::Cancelled => Meaning::Cancelled,
        }
    }

    /// Its lines and its header may change.
    pub fn is_open(self) -> bool {
        matches!(self.meaning(), Meaning::Open | Meaning::Waiting)
    }

    /// Its write-offs are not made yet.
    pub fn takes_parts(self) -> bool {
        !matches!(self, Status::Closed | Status::Cancelled)
    }

    pub fn may_become(self, next: Status) -> bool {
        match next {
            _ if self == next => false,
            Status::Closed => self == Status::Resolved,
            Status::InProgress => true,
            _ => self.is_open(),
        }
    }

    /// Does the move take somebody who manages tickets?
    pub fn asks_a_manager(self, next: Status) -> bool {
        matches!(self, Status::Closed | Status::Cancelled) || next == Status::Cancelled
    }

    /// As a form names it.
    pub fn name(self) -> &'static str {
        match self {
            Status::New => "new",
            Status::Assigned => "assigned",
            Status::OnTheWay => "on_the_way",
            Status::InProgress => "in_progress",
            Status::Waiting(WaitingFor::Customer) => "waiting_customer",
            Status::Waiting(WaitingFor::Part) => "waiting_part",
            Status::Waiting(WaitingFor::Supplier) => "waiting_supplier",
            Status::Resolved => "resolved",
            Status::Closed => "closed",
            Status::Cancelled => "cancelled",
        }
    }

    pub fn from_name(name: &str) -> Option<Status> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}
