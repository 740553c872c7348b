//! The ticket record.

use super::checklist::Item;
use super::note::Note;
use super::offering::Wanted;
use super::related_product::{RelatedProduct, unit};
use super::request::{Channel, Kind};
use super::signature::{self, Signature};
use super::status::Status;
use super::work_log::{Part, Work};
use crate::calendar::{Day, Moment};
use crate::code::Code;
use crate::ids::{AccountId, LineId, ProductId, TicketId, UserId};
use crate::record::{FieldClass, Key, Record};
use crate::shelf::{Place, Shelf};
use crate::text::serial_fold;
use crate::users::Context;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How soon somebody should go.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    Low,
    #[default]
    Normal,
    High,
}

impl Priority {
    pub const ALL: [Priority; 3] = [Priority::Low, Priority::Normal, Priority::High];

    /// As a form names it.
    pub fn name(self) -> &'static str {
        match self {
            Priority::Low => "low",
            Priority::Normal => "normal",
            Priority::High => "high",
        }
    }

    pub fn from_name(name: &str) -> Option<Priority> {
        Self::ALL
            .into_iter()
            .find(|priority| priority.name() == name)
    }
}

/// TCK-04, and what a technician needs on the way there.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Ticket {
    pub code: Code,
    /// TCK-04's "description": one line, as it stands in a list.
    pub title: String,
    /// What the customer says is wrong.
    pub text: String,
    pub account: AccountId,
    /// As it was when the ticket was made: whoever is sent there from another territory has no card of the customer.
    pub account_name: String,
    pub place: Place,
    pub contact: String,
    pub phone: String,
    /// Where the machine stands.
    pub address: String,
    pub priority: Priority,
    /// The day the fault was reported: the day a warranty is asked for (SER-06).
    pub reported: Day,
    /// The time by which somebody is there: TCK-04's "due time".
    pub promised: Option<Moment>,
    pub status: Status,
    pub assignee: Option<UserId>,
    pub made_by: UserId,
    pub made_at: Moment,
    pub lines: Vec<RelatedProduct>,
    pub notes: Vec<Note>,
    pub work: Vec<Work>,
    pub parts: Vec<Part>,
    #[serde(alias = "signature", deserialize_with = "signature::all_or_one")]
    pub signatures: Vec<Signature>,
    #[serde(default)]
    pub checklist: Vec<Item>,
    /// Sales is asked for an offer, until somebody makes one.
    #[serde(default)]
    pub offer_wanted: Option<Wanted>,
    #[serde(default)]
    pub request_kind: Option<Kind>,
    #[serde(default)]
    pub channel: Option<Channel>,
    /// When it was written down, by the device's clock; before `made_at` where that device had no signal.
    #[serde(default)]
    pub opened_at: Option<Moment>,
    /// What became of it, in the words of whoever ended it.
    #[serde(default)]
    pub resolution: String,
    /// Since when nobody works on it any more, by the clock of the device that said so; nothing while somebody does.
    #[serde(default)]
    pub ended_at: Option<Moment>,
}

impl Ticket {
    pub fn line(&self, id: LineId) -> Option<&RelatedProduct> {
        self.lines.iter().find(|line| line.id == id)
    }

    pub fn line_mut(&mut self, id: LineId) -> Option<&mut RelatedProduct> {
        self.lines.iter_mut().find(|line| line.id == id)
    }

    pub fn item(&self, id: LineId) -> Option<&Item> {
        self.checklist.iter().find(|item| item.id == id)
    }

    pub fn item_mut(&mut self, id: LineId) -> Option<&mut Item> {
        self.checklist.iter_mut().find(|item| item.id == id)
    }

    /// Whoever reaches its territory, whoever is sent there, and whoever made it: they are told what became of it.
    pub fn is_known_to(&self, context: &Context) -> bool {
        context.reaches(&self.place.territory)
            || self.assignee == Some(context.user)
            || self.made_by == context.user
    }

    /// The first line that holds everything up, with its place counted from one.
    pub fn blocked(&self) -> Option<(usize, &RelatedProduct)> {
        let blocked = |line: &&RelatedProduct| line.is_blocked();
        let at = self.lines.iter().position(|line| blocked(&line))?;
        Some((at + 1, &self.lines[at]))
    }

    /// This unit stands on another line already (TCK-02).
    pub fn stands_elsewhere(&self, id: LineId, product: ProductId, serial: &str) -> bool {
        let unit = unit(product, serial);
        let mut others = self.lines.iter().filter(|line| line.id != id);
        unit.is_some() && others.any(|line| line.unit() == unit)
    }

    /// It was promised for an earlier time, and somebody still has to go.
    pub fn is_overdue(&self, now: Moment) -> bool {
        self.status.is_open() && self.promised.is_some_and(|promised| promised < now)
    }

    /// The clock that runs for this person.
    pub fn running(&self, user: UserId) -> Option<&Work> {
        let running = |work: &&Work| work.by == user && work.ended.is_none();
        self.work.iter().find(running)
    }
}

impl Record for Ticket {
    const KIND: &'static str = "ticket";
    type Id = TicketId;
    fn keys(&self) -> Vec<Key> {
        let number = self.code.number.iter();
        let number = number.map(|code| Key::only_one("code", code.as_str()));
        let provisional = self.code.provisional.iter();
        let provisional = provisional.map(|code| Key::many("provisional", code.as_str()));
        let account = Key::many("account", self.account.to_string());
        let serials = self.lines.iter().filter(|line| !line.serial.is_empty());
        let serials = serials.map(|line| Key::many("serial", serial_fold(&line.serial)));
        let mut keys: Vec<Key> = number
            .chain(provisional)
            .chain([account])
            .chain(serials)
            .collect();
        keys.sort();
        keys.dedup();
        keys
    }
    fn shelves(&self, _id: Uuid) -> Vec<Shelf> {
        let assignee = self.assignee.map(Shelf::user);
        self.place.shelves().into_iter().chain(assignee).collect()
    }
    fn place_mut(&mut self) -> Option<&mut Place> {
        Some(&mut self.place)
    }
    fn class(field: &str) -> FieldClass {
        match field {
            "status" | "ended_at" => FieldClass::State,
            "code" => FieldClass::Scarce,
            "notes" | "work" | "parts" | "checklist" => FieldClass::AppendOnly,
            "offer_wanted" => FieldClass::LowValue,
            _ => FieldClass::Guarded,
        }
    }
}
