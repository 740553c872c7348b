//! The lists of this device while it runs: built when first asked for, kept true as records change. A long list shows its first
//! rows at once; the rest is built after they are painted.

use super::lists;
use hashbrown::{HashMap, HashSet};
use shared::record::{Kind, RecordKey};
use shared::sync::Replica;
use shared::sync::listing::{Found, Listing};
use shared::text::Language;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Beyond this many changed rows at once a list is built anew: cheaper than following each.
const FOLLOW_MAX: usize = 400;
/// More rows than any screen shows at once.
const FIRST_ROWS: usize = 100;

#[derive(Default)]
pub struct Listings {
    whole: HashMap<Kind, Listing>,
    /// What is shown of a list that is still to be built.
    first: HashMap<Kind, Found>,
    coming: HashSet<Kind>,
}

/// Which page of which list, in which order.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub kind: &'static str,
    pub language: Language,
    pub typed: &'a str,
    pub skip: usize,
    pub take: usize,
}

/// What a list answers; `unbuilt` asks the caller once to have the whole list built when there is time.
pub struct Answer {
    pub found: Found,
    pub unbuilt: bool,
}

impl Listings {
    pub fn find(&mut self, replica: &Replica, asked: Asked<'_>) -> Answer {
        let Asked {
            kind,
            language,
            typed,
            skip,
            take,
        } = asked;
        if let Some(found) = self.first_rows(replica, asked) {
            return Answer {
                found,
                unbuilt: self.coming.insert(kind.into()),
            };
        }
        self.build(replica, kind, language);
        let title = |id: Uuid| {
            replica
                .get(&RecordKey {
                    kind: kind.into(),
                    id,
                })
                .and_then(|row| lists::describe(&row))
                .map(|entry| entry.title)
        };
        let found = self
            .whole
            .get(kind)
            .map(|listing| listing.find(typed, skip, take, title));
        Answer {
            found: found.unwrap_or_default(),
            unbuilt: false,
        }
    }

    /// Only where they are certain: nothing typed, and no own work among the rows.
    fn first_rows(&mut self, replica: &Replica, asked: Asked<'_>) -> Option<Found> {
        let Asked {
            kind,
            language,
            typed,
            skip,
            take,
        } = asked;
        let own = || replica.overlay().of_kind(kind).next().is_some();
        if self.whole.contains_key(kind) || skip > 0 || !typed.trim().is_empty() || own() {
            return None;
        }
        if !self.first.contains_key(kind) {
            self.first.insert(
                kind.into(),
                lists::first(replica.base(), kind, language, FIRST_ROWS)?,
            );
        }
        let mut found = self.first.get(kind)?.clone();
        found.ids.truncate(take);
        Some(found)
    }

    /// Builds the list of a kind unless it stands: what is packed and in the journal, then what waits in the overlay.
    pub fn build(&mut self, replica: &Replica, kind: &'static str, language: Language) {
        self.coming.remove(kind);
        self.first.remove(kind);
        self.whole.entry(kind.into()).or_insert_with(|| {
            let mut listing = lists::build(replica.base(), kind, language);
            for row in replica.overlay().of_kind(kind) {
                listing.update(row.id, lists::describe(row));
            }
            listing
        });
    }

    /// Lists take the difference.
    pub fn follow(&mut self, replica: &Replica, touched: &BTreeSet<RecordKey>) {
        let listed = touched
            .iter()
            .filter(|key| lists::is_listed(&key.kind))
            .count();
        if listed > FOLLOW_MAX {
            return self.clear();
        }
        for key in touched {
            self.first.remove(&key.kind);
            if let Some(listing) = self.whole.get_mut(&key.kind) {
                let row = replica.get(key);
                listing.update(key.id, row.as_ref().and_then(lists::describe));
            }
        }
    }

    /// Everything may be different, or stands in another order.
    pub fn clear(&mut self) {
        self.whole.clear();
        self.first.clear();
    }
}
