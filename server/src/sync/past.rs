//! What the rules may know of earlier decisions while a round is decided: outcomes, and who wrote what stands. Names and
//! moments are given only of records that the author of the present intention may see.

use super::desk_rows::{DeskRows, signed};
use super::ledger::Ledger;
use crate::db::Author;
use hashbrown::HashMap;
use serde_json::{Map, Value};
use shared::calendar::Moment;
use shared::ids::{Uid, UserId};
use shared::record::RecordKey;
use shared::shelf::Shelf;
use shared::sync::Outcome;
use shared::sync::decide::{Past, Written};
use std::collections::BTreeSet;

/// Who decided which revision, as far as anybody in this round asks.
#[derive(Default)]
pub struct Authors {
    known: HashMap<u64, Written>,
    /// Older revisions are nobody's news: what every author of the round started from.
    since: u64,
}

impl Authors {
    pub fn since(since: u64) -> Self {
        Self {
            known: HashMap::new(),
            since,
        }
    }

    /// The revisions that stand in these records, are news to somebody and were not asked for yet.
    pub fn unknown(&self, rows: &DeskRows, keys: &[RecordKey]) -> Vec<i64> {
        let standing = keys.iter().filter_map(|key| rows.rows.get(key));
        let revisions: BTreeSet<u64> = standing
            .flat_map(|row| standing_revisions(&row.field_revisions, row.revision))
            .filter(|revision| *revision > self.since && !self.known.contains_key(revision))
            .collect();
        revisions.into_iter().map(signed).collect()
    }

    pub fn learn(&mut self, authors: Vec<Author>) {
        for author in authors {
            let by = UserId(author.author);
            let at = Moment::from_milliseconds(author.decided_at);
            self.remember(author.revision.unsigned_abs(), by, at);
        }
    }

    pub fn remember(&mut self, revision: u64, author: UserId, at: Moment) {
        let by = (!author.0.is_nil()).then_some(author);
        self.known.insert(revision, Written { by, at });
    }
}

/// The answers to one author's intention.
pub struct Earlier<'a> {
    pub ledger: &'a Ledger,
    pub rows: &'a DeskRows,
    pub authors: &'a Authors,
    /// The author's portion; `None` sees everything.
    pub portion: Option<&'a [Shelf]>,
}

impl Past for Earlier<'_> {
    fn outcome(&self, uid: Uid) -> Option<Outcome> {
        self.ledger.outcome_of(uid)
    }

    fn written(&self, key: &RecordKey, field: &str) -> Option<Written> {
        let row = self.rows.rows.get(key)?;
        let sees = |portion: &[Shelf]| portion.iter().any(|shelf| row.shelves.contains(shelf));
        if !self.portion.is_none_or(sees) {
            return None;
        }
        let revision = field_revision(&row.field_revisions, field).unwrap_or(row.revision);
        self.authors.known.get(&revision).copied()
    }

    fn others_wrote(&self, key: &RecordKey, since: u64, user: UserId) -> bool {
        self.rows.rows.get(key).is_some_and(|row| {
            others_wrote(&row.field_revisions, row.revision, since, |revision| {
                let written = self.authors.known.get(&revision);
                written.is_some_and(|written| written.by == Some(user))
            })
        })
    }
}

/// Does anything stand in the record, written after `since`, that is not `own`? Figures have no fields, only a revision.
pub fn others_wrote(
    fields: &Map<String, Value>,
    revision: u64,
    since: u64,
    own: impl Fn(u64) -> bool,
) -> bool {
    standing_revisions(fields, revision)
        .filter(|revision| *revision > since)
        .any(|revision| !own(revision))
}

fn standing_revisions(fields: &Map<String, Value>, revision: u64) -> impl Iterator<Item = u64> {
    let fields = fields.values().filter_map(Value::as_u64);
    fields.chain([revision])
}

/// A guarded value may be a part of a field, or the whole record: then the nearest field that holds it, or its last part.
fn field_revision(fields: &Map<String, Value>, field: &str) -> Option<u64> {
    let mut path = field;
    loop {
        if let Some(revision) = fields.get(path).and_then(Value::as_u64) {
            return Some(revision);
        }
        path = path.rsplit_once('/')?.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn product() -> RecordKey {
        RecordKey {
            kind: "product".into(),
            id: uuid::Uuid::from_u128(7),
        }
    }

    #[test]
    fn who_wrote_it_is_told_to_those_who_may_see_the_record() {
        let north = Shelf::territory("north");
        let mut rows = DeskRows::default();
        let row = super::super::desk_rows::Row {
            revision: 9,
            body: Value::Null,
            field_revisions: fields(),
            shelves: [north.clone()].into(),
        };
        rows.rows.insert(product(), row);
        let mut authors = Authors::since(0);
        assert_eq!(authors.unknown(&rows, &[product()]), [3, 4, 9]);
        let ayse = UserId(uuid::Uuid::from_u128(1));
        authors.remember(4, ayse, Moment::EPOCH);
        let ledger = Ledger::default();
        let told = |portion: Option<&[Shelf]>| {
            let past = Earlier {
                ledger: &ledger,
                rows: &rows,
                authors: &authors,
                portion,
            };
            past.written(&product(), "lines/a/text").map(|text| text.by)
        };
        assert_eq!(told(None), Some(Some(ayse)));
        assert_eq!(told(Some(&[north])), Some(Some(ayse)));
        assert_eq!(told(Some(&[Shelf::everyone()])), None);
    }

    fn fields() -> Map<String, Value> {
        let fields = json!({ "name": 3, "lines": 9, "lines/a/count": 9, "lines/a/text": 4 });
        fields.as_object().expect("fields").clone()
    }

    #[track_caller]
    fn check(field: &str, expected: Option<u64>) {
        assert_eq!(field_revision(&fields(), field), expected, "{field}");
    }

    #[test]
    fn a_part_of_a_field_was_written_with_it() {
        check("name", Some(3));
        check("lines/a/text", Some(4));
        check("lines/a/text/part", Some(4));
        check("lines/b/count", Some(9));
        check("grants", None);
    }

    #[test]
    fn only_what_stands_and_is_newer_counts_as_somebody_elses() {
        let mine = |revision: u64| revision == 9;
        assert!(!others_wrote(&fields(), 9, 4, mine));
        assert!(others_wrote(&fields(), 9, 3, mine));
        assert!(others_wrote(&fields(), 10, 9, mine));
    }
}
