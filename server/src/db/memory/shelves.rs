//! Where records stand and stood, by shelf: in the order of revisions for the feed, by kind and id for packing; and the
//! sums of each shelf.

use super::contents::names;
use crate::db::{Range, ShelfPlace, ShelfSum};
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

#[derive(Clone, Default)]
pub struct Shelves {
    by_name: BTreeMap<String, Arc<Shelf>>,
}

#[derive(Clone, Default)]
struct Shelf {
    places: BTreeMap<Arc<str>, BTreeMap<Uuid, Place>>,
    /// by revision, kind and id; whether the record stands here since
    changes: BTreeMap<(i64, Arc<str>, Uuid), bool>,
    sum: Option<ShelfSum>,
}

#[derive(Clone, Copy)]
struct Place {
    revision: i64,
    present: bool,
}

impl Shelves {
    pub fn put(&mut self, place: ShelfPlace) {
        let shelf = self.by_name.entry(place.shelf.clone()).or_default();
        Arc::make_mut(shelf).put(&place);
    }

    pub fn put_sum(&mut self, sum: ShelfSum) {
        let shelf = self.by_name.entry(sum.shelf.clone()).or_default();
        Arc::make_mut(shelf).sum = Some(sum);
    }

    /// Revision, kind, id and whether it stands there, for all that came, changed or left after a revision.
    pub fn since(&self, shelf: &str, after: i64) -> impl Iterator<Item = (i64, &str, Uuid, bool)> {
        let shelf = self.by_name.get(shelf).into_iter();
        let changes = shelf.flat_map(move |shelf| shelf.changes.range(next(after)..));
        changes.map(|((revision, kind, id), present)| (*revision, &**kind, *id, *present))
    }

    pub fn standing(&self, range: &Range) -> impl Iterator<Item = Uuid> {
        let of_kind = (self.by_name.get(&range.shelf))
            .and_then(|shelf| shelf.places.get(&*range.kind))
            // an empty range of ids is a question, not a mistake
            .filter(|_| range.from_id <= range.to_id);
        let places = of_kind.into_iter();
        let places = places.flat_map(|places| places.range(range.from_id..=range.to_id));
        places.filter(|(_, place)| place.present).map(|(id, _)| *id)
    }

    pub fn sums(&self, shelves: &[String]) -> Vec<ShelfSum> {
        let found = names(shelves).into_iter();
        let found = found.filter_map(|name| self.by_name.get(name)?.sum.clone());
        found.collect()
    }

    /// Drops the marks of what left until then.
    pub fn forget_removals(&mut self, revision: i64) {
        for shelf in self.by_name.values_mut() {
            if shelf.marks(revision).next().is_some() {
                Arc::make_mut(shelf).forget_removals(revision);
            }
        }
    }
}

impl Shelf {
    fn put(&mut self, place: &ShelfPlace) {
        let kind = self.kind(&place.kind);
        let of_kind = self.places.entry(kind.clone()).or_default();
        let ShelfPlace {
            revision, present, ..
        } = *place;
        if let Some(before) = of_kind.insert(place.id, Place { revision, present }) {
            (self.changes).remove(&(before.revision, kind.clone(), place.id));
        }
        self.changes.insert((revision, kind, place.id), present);
    }

    /// One text per kind, however many records there are.
    fn kind(&self, kind: &str) -> Arc<str> {
        let known = self.places.get_key_value(kind);
        known.map_or_else(|| kind.into(), |(kind, _)| kind.clone())
    }

    fn marks(&self, until: i64) -> impl Iterator<Item = &(i64, Arc<str>, Uuid)> {
        let changes = self.changes.range(..next(until));
        changes
            .filter(|(_, present)| !**present)
            .map(|(change, _)| change)
    }

    fn forget_removals(&mut self, until: i64) {
        let marks: Vec<_> = self.marks(until).cloned().collect();
        for mark in marks {
            self.changes.remove(&mark);
            if let Some(of_kind) = self.places.get_mut(&mark.1) {
                of_kind.remove(&mark.2);
            }
        }
    }
}

/// The first place in order that a later revision could have.
fn next(revision: i64) -> (i64, Arc<str>, Uuid) {
    (revision.saturating_add(1), Arc::default(), Uuid::nil())
}
