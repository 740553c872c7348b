//! What is gone through on a job (TCK-08): the items of a ticket, who ticked each, and the checklists the company keeps to take from.

use super::ticket::Ticket;
use crate::calendar::Moment;
use crate::fields;
use crate::ids::{ChecklistId, Id, LineId, TicketId, UserId};
use crate::record::{Key, Record};
use crate::shelf::Shelf;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Items one ticket may have, and lines one checklist.
pub const ITEMS_MAX: usize = 200;

/// One thing to do or to look at. Its words stay as they were taken, whatever becomes of the checklist they came from.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Item {
    pub id: LineId,
    pub text: String,
    /// Who put it on the ticket.
    pub by: UserId,
    pub ticked: Option<Tick>,
}

/// Done, by whom and when; by the clock of the device it was ticked on: shown, never decided by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Tick {
    pub by: UserId,
    pub at: Moment,
}

/// An item as its author puts it on a ticket.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NewItem {
    pub id: LineId,
    pub text: String,
}

/// How many of these are done.
pub fn ticked(items: &[Item]) -> usize {
    items.iter().filter(|item| item.ticked.is_some()).count()
}

/// A named list of lines that the company keeps; tickets copy them.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Checklist {
    pub name: String,
    pub lines: Vec<String>,
    /// No longer offered; what was taken from it stays.
    pub archived: bool,
}

fields! {
    /// One field of a checklist.
    pub enum ChecklistField of Checklist {
        Name name: String,
        Lines lines: Vec<String>,
        Archived archived: bool,
    }
    stays {}
}

impl Checklist {
    pub fn named(name: &str) -> Checklist {
        Checklist {
            name: name.trim().to_owned(),
            lines: Vec::new(),
            archived: false,
        }
    }

    /// What of it a ticket does not have yet. The same line has the same id whoever takes it, so two people who take one checklist
    /// without signal end with each line once.
    pub fn missing(&self, id: ChecklistId, on: TicketId, ticket: &Ticket) -> Vec<NewItem> {
        let items = self.lines.iter().map(|line| NewItem {
            id: item_id(on, id, line),
            text: line.clone(),
        });
        let mut missing: Vec<NewItem> = Vec::new();
        for item in items {
            let twice = missing.iter().any(|other| other.id == item.id);
            if !twice && ticket.item(item.id).is_none() {
                missing.push(item);
            }
        }
        missing
    }
}

/// Follows from the ticket, the checklist and the words.
fn item_id(ticket: TicketId, checklist: ChecklistId, line: &str) -> LineId {
    let mut digest = Sha256::new();
    digest.update(ticket.0);
    digest.update(checklist.0);
    digest.update(line);
    let mut bytes = [0u8; 16];
    bytes.copy_from_slice(&digest.finalize()[..16]);
    LineId::from_uuid(Uuid::from_bytes(bytes))
}

/// Lines as somebody writes them into one field: trimmed, none of them empty.
pub fn lines(written: &str) -> Vec<String> {
    let lines = written.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

impl Record for Checklist {
    const KIND: &'static str = "checklist";
    type Id = ChecklistId;
    fn keys(&self) -> Vec<Key> {
        Vec::new()
    }
    fn shelves(&self, _id: Uuid) -> Vec<Shelf> {
        vec![Shelf::everyone()]
    }
}
