//! The attachment record, and what it hangs on.

use super::content::ContentHash;
use super::media::Media;
use crate::calendar::Moment;
use crate::ids::{AccountId, AttachmentId, OfferId, TicketId, UserId};
use crate::record::{FieldClass, Key, Record};
use crate::shelf::{Place, Shelf};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The key by which attachments are found that name these bytes, removed ones too: what a record has named is never thrown away.
pub const FILE: &str = "file";
/// The key by which the attachments of a record are found.
pub const ON: &str = "on";
/// The key by which those are found that were taken off a record: they still stand where it stands.
pub const REMOVED_FROM: &str = "removed_from";

/// The record it hangs on. Externally tagged, so that blocks can hold it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Parent {
    Account(AccountId),
    Offer(OfferId),
    Ticket(TicketId),
}

impl Parent {
    pub fn uuid(self) -> Uuid {
        match self {
            Parent::Account(id) => id.0,
            Parent::Offer(id) => id.0,
            Parent::Ticket(id) => id.0,
        }
    }
}

/// Who took it away, and when.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Removal {
    pub by: UserId,
    pub at: Moment,
}

/// `name` leads, because lists read only the head of a packed record.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Attachment {
    /// As the person knows the file; never a path.
    pub name: String,
    pub on: Parent,
    pub place: Place,
    pub hash: ContentHash,
    pub size_bytes: u64,
    pub media: Media,
    pub added_by: UserId,
    pub added_at: Moment,
    /// It stays as a record, because the log names it for ever; its file is served no longer.
    pub removed: Option<Removal>,
}

impl Record for Attachment {
    const KIND: &'static str = "attachment";
    type Id = AttachmentId;
    fn keys(&self) -> Vec<Key> {
        let name = match self.removed {
            None => ON,
            Some(_) => REMOVED_FROM,
        };
        let on = Key::many(name, self.on.uuid().to_string());
        vec![on, Key::many(FILE, self.hash.as_str())]
    }
    fn shelves(&self, _id: Uuid) -> Vec<Shelf> {
        self.place.shelves()
    }
    fn place_mut(&mut self) -> Option<&mut Place> {
        Some(&mut self.place)
    }
    fn class(field: &str) -> FieldClass {
        match field {
            "removed" => FieldClass::State,
            _ => FieldClass::AppendOnly,
        }
    }
}
