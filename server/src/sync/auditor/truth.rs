//! A map from a place to what it holds by the log, filled entry by entry and held against the tables.

use super::entry::{self, Entry};
use super::offers::{self, Moves};
use super::same::same;
use super::tickets;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

type Place = (&'static str, Uuid, String);

#[derive(Debug, Clone, PartialEq)]
pub enum Held {
    Value(Value),
    /// A rule that is not modelled here decides what stands there.
    Something,
    /// A rule that is not modelled here decides it.
    Anything,
    Gone,
}

/// An accepted entry that should not have been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// It overwrote what its author had not seen (I6).
    Overwritten(String),
    /// An offer moved or was edited as it may not (I13).
    Moved(String),
}

impl Broken {
    pub fn what(&self) -> &str {
        let (Self::Overwritten(what) | Self::Moved(what)) = self;
        what
    }
}

#[derive(Debug, Clone, Default)]
pub struct Truth {
    fields: BTreeMap<Place, Held>,
    made: BTreeMap<&'static str, BTreeSet<Uuid>>,
    /// Parts that were built in, also those that were taken out again.
    pub(super) parts: BTreeSet<Uuid>,
    pub(super) moves: Moves,
}

/// Given later by rules that are not modelled: numbers, links to an ERP's cards. Of an account the territory stands elsewhere.
const OTHERS_DECIDE: [&str; 4] = ["code", "links", "lines", "territory"];
/// The kinds whose records all come from entries that are modelled.
const KINDS: [&str; 15] = [
    "account",
    "account_tax_key",
    "category",
    "checklist",
    "document",
    "integration_set",
    "offer",
    "person",
    "price_list",
    "product",
    "product_cost",
    "product_prices",
    "ticket",
    "rma_operation",
    "user",
];

impl Truth {
    /// One accepted entry. What is broken is taken all the same: the next entries build on it.
    pub fn take(&mut self, entry: &Entry<'_>) -> Result<(), Broken> {
        match entry.name.split_once('.') {
            Some(("offers", event)) => offers::take(self, event, entry),
            Some(("tickets", event)) => tickets::take(self, event, entry),
            _ => entry::take(self, entry),
        }
    }

    /// A record is there from now on.
    pub fn make(&mut self, kind: &'static str, record: Uuid) {
        self.made.entry(kind).or_default().insert(record);
    }

    /// A record with these fields; those it does not name are not modelled.
    pub fn fill(&mut self, kind: &'static str, record: Uuid, fields: &Value) {
        self.make(kind, record);
        for (field, value) in fields.as_object().into_iter().flatten() {
            if !OTHERS_DECIDE.contains(&field.as_str()) {
                self.set(kind, record, field, value);
            }
        }
    }

    pub fn set(&mut self, kind: &'static str, record: Uuid, field: &str, value: &Value) {
        self.hold(kind, record, field, Held::Value(value.clone()));
    }

    pub fn hold(&mut self, kind: &'static str, record: Uuid, field: &str, held: Held) {
        self.fields.insert((kind, record, field.to_owned()), held);
    }

    pub fn held(&self, kind: &'static str, record: Uuid, field: &str) -> &Held {
        let place = (kind, record, field.to_owned());
        self.fields.get(&place).unwrap_or(&Held::Anything)
    }

    /// `edit` has the value its author saw and the one it becomes.
    pub fn replace(
        &mut self,
        kind: &'static str,
        record: Uuid,
        field: &str,
        edit: &Value,
    ) -> Result<(), Broken> {
        let (was, now) = (&edit["was"], &edit["now"]);
        let unseen = match self.held(kind, record, field) {
            Held::Anything | Held::Something => None,
            Held::Value(stands) if same(stands, was) || same(stands, now) => None,
            Held::Value(stands) => Some(format!("held {stands}")),
            Held::Gone => Some("was taken out".to_owned()),
        };
        self.set(kind, record, field, now);
        unseen.map_or(Ok(()), |unseen| {
            let what =
                format!("{kind} {record}: {field} {unseen}; who saw {was} replaced it with {now}");
            Err(Broken::Overwritten(what))
        })
    }

    /// What differs between the log's world and a record as the tables hold it; `None` where nothing does.
    pub fn differs(&self, kind: &str, record: Uuid, body: &Value) -> Option<String> {
        let kind = *KINDS.iter().find(|known| **known == kind)?;
        if !self.has(kind, record) && !self.made_by_rules(kind, body) {
            return Some(format!("{kind} {record}: no accepted intention made it"));
        }
        let differs = self.of(kind, record).find_map(|(field, held)| {
            let said = match (held, stands(body, field)) {
                (Held::Gone, Some(stands)) => format!("is {stands}; by the log it was taken out"),
                (Held::Value(value), Some(stands)) if !same(value, stands) => {
                    format!("is {stands}; by the log it is {value}")
                }
                // a field that this version does not know is no record's
                (Held::Value(value), None) if field.contains('/') => {
                    format!("is missing; by the log it is {value}")
                }
                (Held::Something, None) => "is missing; by the log it was given".to_owned(),
                _ => return None,
            };
            Some(format!("{kind} {record}: {field} {said}"))
        });
        differs.or_else(|| {
            (kind == "offer")
                .then(|| self.moves.differs(record, body))
                .flatten()
        })
    }

    /// A document that the confirmation of a return made, or the end of a ticket: its id is the rules' business, its operation is in the
    /// log, or each of its parts.
    fn made_by_rules(&self, kind: &str, body: &Value) -> bool {
        let operation = super::entry::id(&body["operation"]);
        let lines = body["lines"].as_array();
        let known = |line: &Value| self.parts.contains(&super::entry::id(&line["id"]));
        let of_ticket = lines.is_some_and(|lines| !lines.is_empty() && lines.iter().all(known));
        kind == "document" && (self.has("rma_operation", operation) || of_ticket)
    }

    fn of(&self, kind: &'static str, record: Uuid) -> impl Iterator<Item = (&str, &Held)> {
        let fields = self.fields.range((kind, record, String::new())..);
        fields
            .take_while(move |((other, id, _), _)| *other == kind && *id == record)
            .map(|((_, _, field), held)| (field.as_str(), held))
    }

    pub fn has(&self, kind: &str, record: Uuid) -> bool {
        self.made
            .get(kind)
            .is_some_and(|made| made.contains(&record))
    }

    /// Every record there must be, by kind.
    pub fn made(&self) -> impl Iterator<Item = (&'static str, Uuid)> {
        let made = self.made.iter();
        made.flat_map(|(kind, made)| made.iter().map(|record| (*kind, *record)))
    }
}

/// `name`, or `lines/<id>` and what is below it; other lists alike. What is no list has its parts by name.
fn stands<'a>(body: &'a Value, field: &str) -> Option<&'a Value> {
    let mut parts = field.split('/');
    let list = body.get(parts.next()?)?;
    let Some(id) = parts.next() else {
        return Some(list);
    };
    let element = match list.as_array() {
        Some(elements) => elements.iter().find(|other| other["id"] == id)?,
        None => list.get(id)?,
    };
    parts.try_fold(element, |part, name| part.get(name))
}
