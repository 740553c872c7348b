//! Packed blocks by shelf, format and range, and up to which revision each shelf is packed. Knows nothing of packing.

use super::contents::names;
use crate::db::{BlockBytes, DbError, ManifestRow, PackedBlock, PackedShelf};
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

#[derive(Clone, Default)]
pub struct Blocks {
    shelves: BTreeMap<String, Shelf>,
}

#[derive(Clone, Default)]
struct Shelf {
    /// by format
    packed_to: BTreeMap<i64, i64>,
    /// by format, kind and first id
    blocks: BTreeMap<(i64, String, Uuid), Arc<PackedBlock>>,
}

impl Blocks {
    /// By shelf, kind and first id.
    pub fn manifest(&self, shelves: &[String], format: i64) -> Vec<ManifestRow> {
        let rows = self.on(shelves).flat_map(|(name, shelf)| {
            let blocks = shelf.blocks.range((format, String::new(), Uuid::nil())..);
            let of_format = blocks.take_while(move |((other, ..), _)| *other == format);
            of_format.map(|(_, block)| row(name, block))
        });
        rows.collect()
    }

    /// Looks through the blocks of the shelves that may be read: there are few of each.
    pub fn bytes(&self, shelves: &[String], hashes: &[String]) -> Vec<BlockBytes> {
        let wanted = names(hashes);
        let found = self.on(shelves).flat_map(|(name, shelf)| {
            let wanted = &wanted;
            let blocks = shelf.blocks.values();
            let asked = blocks.filter(move |block| wanted.contains(block.hash.as_str()));
            asked.map(|block| BlockBytes {
                shelf: name.to_owned(),
                hash: block.hash.clone(),
                bytes: block.bytes.clone(),
            })
        });
        found.collect()
    }

    pub fn packed_to(&self, shelves: &[String], format: i64) -> Vec<(String, i64)> {
        let packed = self.on(shelves).filter_map(|(name, shelf)| {
            let revision = shelf.packed_to.get(&format)?;
            Some((name.to_owned(), *revision))
        });
        packed.collect()
    }

    fn on<'a>(&'a self, shelves: &'a [String]) -> impl Iterator<Item = (&'a str, &'a Shelf)> {
        let names = names(shelves).into_iter();
        names.filter_map(|name| Some((name, self.shelves.get(name)?)))
    }

    /// Stores only if nobody packed this shelf since, and then all of it.
    pub fn store(&mut self, packed: &PackedShelf) -> Result<bool, DbError> {
        let mut shelf = self.shelves.get(&packed.shelf).cloned().unwrap_or_default();
        if shelf.packed_to.get(&packed.format).copied() != packed.expected {
            return Ok(false);
        }
        shelf.replace(packed)?;
        self.shelves.insert(packed.shelf.clone(), shelf);
        Ok(true)
    }

    /// A shelf that was packed before then could not notice any more what left it: its blocks go, in every format.
    pub fn forget_before(&mut self, revision: i64) {
        for shelf in self.shelves.values_mut() {
            if shelf.packed_to.values().any(|packed| *packed < revision) {
                shelf.blocks.clear();
                shelf.packed_to.retain(|_, packed| *packed >= revision);
            }
        }
    }
}

impl Shelf {
    fn replace(&mut self, packed: &PackedShelf) -> Result<(), DbError> {
        for (kind, from_id) in &packed.replaced {
            self.blocks.remove(&(packed.format, kind.clone(), *from_id));
        }
        for block in &packed.blocks {
            let place = (packed.format, block.kind.clone(), block.from_id);
            if self.blocks.insert(place, Arc::new(block.clone())).is_some() {
                let name = format!("block {} {}", block.kind, block.from_id);
                return Err(DbError::Duplicate(name));
            }
        }
        self.packed_to.insert(packed.format, packed.revision);
        Ok(())
    }
}

fn row(shelf: &str, block: &PackedBlock) -> ManifestRow {
    ManifestRow {
        shelf: shelf.to_owned(),
        kind: block.kind.clone(),
        from_id: block.from_id,
        to_id: block.to_id,
        revision: block.revision,
        hash: block.hash.clone(),
        count: block.count,
        size: i64::try_from(block.bytes.len()).unwrap_or(i64::MAX),
    }
}
