//! The records of a replica as the server gave them: blocks kept packed, and the single rows that changed since.
//! A record is unpacked when somebody asks for it; nothing is kept twice.

use super::block::Block;
use super::kinds;
use super::portion::{ShelfSum, mark};
use super::wire::Row;
use crate::record::{AnyRecord, Kind, RecordKey, Stored};
use crate::shelf::Shelf;
use hashbrown::{HashMap, HashSet};
use std::collections::BTreeMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;
use uuid::Uuid;

/// Ids are random already; hashing them again would only cost time at start.
#[derive(Default)]
pub struct IdHasher(u64);

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0u8; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(31) ^ u64::from_le_bytes(word))
                .wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
    }
}

type ById<V> = HashMap<Uuid, V, BuildHasherDefault<IdHasher>>;

/// Where a record lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// Block and slot.
    Packed(u32, u32),
    /// A row that came after the block; its slot in the journal.
    Journal(u32),
}

/// A row that came through the feed.
#[derive(Clone, Debug)]
pub struct JournalRow {
    pub id: Uuid,
    pub revision: u64,
    /// `None`: it left the portion.
    pub body: Option<Arc<dyn AnyRecord>>,
    pub on: Vec<Shelf>,
}

/// All records of one kind.
#[derive(Default, Debug)]
pub struct Table {
    pub blocks: Vec<Block>,
    pub journal: Vec<JournalRow>,
    places: ById<Place>,
}

impl Table {
    fn add_block(&mut self, block: Block) {
        let number = self.blocks.len() as u32;
        self.places.reserve(block.len());
        for slot in 0..block.len() {
            let (id, revision) = (block.id(slot), block.record_revision(slot));
            let place = Place::Packed(number, slot as u32);
            match self.places.get(&id).map(|place| self.revision_at(*place)) {
                Some(held) if held >= revision => {}
                _ => _ = self.places.insert(id, place),
            }
        }
        self.blocks.push(block);
    }

    fn revision_at(&self, place: Place) -> u64 {
        match place {
            Place::Packed(block, slot) => {
                self.blocks[block as usize].record_revision(slot as usize)
            }
            Place::Journal(slot) => self.journal[slot as usize].revision,
        }
    }

    fn body_at(&self, place: Place) -> Option<Arc<dyn AnyRecord>> {
        match place {
            Place::Packed(block, slot) => self.blocks[block as usize].record(slot as usize).ok(),
            Place::Journal(slot) => self.journal[slot as usize].body.clone(),
        }
    }

    pub fn get(&self, id: Uuid) -> Option<Stored> {
        let place = *self.places.get(&id)?;
        Some(Stored {
            id,
            revision: self.revision_at(place),
            body: self.body_at(place)?,
        })
    }

    /// A row applies only when it is newer than the one held.
    fn put(&mut self, row: JournalRow) -> bool {
        let held = self.places.get(&row.id);
        if held.is_some_and(|place| self.revision_at(*place) >= row.revision) {
            return false;
        }
        match self.places.get(&row.id) {
            Some(Place::Journal(slot)) => {
                let slot = *slot as usize;
                self.journal[slot] = row;
            }
            _ => {
                let place = Place::Journal(self.journal.len() as u32);
                self.places.insert(row.id, place);
                self.journal.push(row);
            }
        }
        true
    }

    /// Records present, counted without unpacking.
    pub fn len(&self) -> usize {
        let gone = self.journal.iter().filter(|row| row.body.is_none()).count();
        self.places.len() - gone
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every present record's id and place, in no order.
    pub fn places(&self) -> impl Iterator<Item = (Uuid, Place)> + '_ {
        self.places
            .iter()
            .map(|(id, place)| (*id, *place))
            .filter(|(_, place)| self.is_present(*place))
    }

    fn is_present(&self, place: Place) -> bool {
        match place {
            Place::Packed(..) => true,
            Place::Journal(slot) => self.journal[slot as usize].body.is_some(),
        }
    }
}

/// See the module.
#[derive(Default, Debug)]
pub struct Base {
    tables: HashMap<Kind, Table>,
}

impl Base {
    pub fn add_block(&mut self, block: Block) {
        let kind = kinds::kind(block.kind());
        self.tables.entry(kind).or_default().add_block(block);
    }

    /// Takes a row of a pull; a body that cannot be read is passed over and reported by its key.
    pub fn put(&mut self, row: &Row) -> Result<bool, RecordKey> {
        let kind = kinds::kind(&row.kind);
        let key = RecordKey {
            kind: kind.clone(),
            id: row.id,
        };
        let body = row
            .body
            .as_ref()
            .map(|body| kinds::from_json(&kind, body))
            .transpose()
            .map_err(|_| key)?;
        let row = JournalRow {
            id: row.id,
            revision: row.rev,
            body,
            on: row.on.clone(),
        };
        Ok(self.tables.entry(kind).or_default().put(row))
    }

    pub fn get(&self, key: &RecordKey) -> Option<Stored> {
        self.tables.get(&key.kind)?.get(key.id)
    }

    pub fn table(&self, kind: &str) -> Option<&Table> {
        self.tables.get(kind)
    }

    pub fn kinds(&self) -> impl Iterator<Item = (&Kind, &Table)> {
        self.tables.iter()
    }

    pub fn len(&self) -> usize {
        self.tables.values().map(Table::len).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Drops every record that stands on none of the shelves named; returns how many went.
    pub fn keep_shelves(&mut self, portion: &HashSet<Shelf>) -> usize {
        let before = self.len();
        for table in self.tables.values_mut() {
            let blocks = std::mem::take(&mut table.blocks);
            let journal = std::mem::take(&mut table.journal);
            table.places.clear();
            blocks
                .into_iter()
                .filter(|block| portion.contains(block.shelf()))
                .for_each(|block| table.add_block(block));
            for mut row in journal {
                row.on.retain(|shelf| portion.contains(shelf));
                if row.on.is_empty() && row.body.is_some() {
                    row.body = None;
                }
                // a removal of something no block holds any more says nothing
                if row.body.is_some() || table.places.contains_key(&row.id) {
                    table.put(row);
                }
            }
        }
        before - self.len()
    }

    /// Count and sum per shelf, from the blocks' own sums corrected by the journal.
    pub fn sums(&self) -> BTreeMap<Shelf, ShelfSum> {
        let mut sums: BTreeMap<Shelf, ShelfSum> = BTreeMap::new();
        for (kind, table) in &self.tables {
            for block in &table.blocks {
                sums.entry(block.shelf().clone())
                    .or_default()
                    .join(block.sum());
            }
            for row in &table.journal {
                for block in &table.blocks {
                    if let Some(slot) = block.find(row.id) {
                        let sum = sums.entry(block.shelf().clone()).or_default();
                        sum.count = sum.count.wrapping_sub(1);
                        sum.sum = sum.sum.wrapping_sub(block.mark(slot));
                    }
                }
                for shelf in row.on.iter().filter(|_| row.body.is_some()) {
                    let sum = sums.entry(shelf.clone()).or_default();
                    sum.count = sum.count.wrapping_add(1);
                    sum.sum = sum.sum.wrapping_add(mark(kind, row.id, row.revision));
                }
            }
        }
        sums
    }
}
