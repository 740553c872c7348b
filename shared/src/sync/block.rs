//! Packed records of an id range: one kind, one shelf. The unit of bootstrap and of storage in the browser, on the wire the
//! same bytes for everyone. A block can be fetched again, so it is packed and not JSON; a damaged one is refetched.
//!
//! ```text
//! "SB" format u8 body_format u8 · kind u8+text · shelf u8+text · count u32 · revision u64 · sum u64
//! ids 16·n (ascending) · revisions u64·n · ends u32·n · bodies · crc of everything before (8 bytes)
//! ```
//! All numbers little-endian.

use super::kinds::{self, BODY_FORMAT, BadBody};
use super::portion::{ShelfSum, mark};
use crate::record::AnyRecord;
use crate::shelf::Shelf;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use uuid::Uuid;

/// The format written today, the first; what stands in a body counts for itself ([`BODY_FORMAT`]).
pub const FORMAT: u8 = 1;
/// A block splits when it grows beyond this many records.
pub const RECORDS_MAX: usize = 512;

const MAGIC: &[u8; 2] = b"SB";

/// One record on its way into a block.
pub struct Entry<'a> {
    pub id: Uuid,
    pub revision: u64,
    pub body: &'a dyn AnyRecord,
}

/// Why bytes are not a block. The device throws them away and fetches the block again.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BadBlock {
    #[error("not a block")]
    NotABlock,
    #[error("block format {0} is not known here")]
    Format(u8),
    #[error("the block ends too early")]
    Truncated,
    #[error("the block's checksum is wrong")]
    Checksum,
    #[error("the block's names are not text")]
    Names,
}

/// Packs entries, which must be in ascending order of id.
pub fn pack(kind: &str, shelf: &Shelf, entries: &[Entry<'_>]) -> Vec<u8> {
    let mut sum = ShelfSum::default();
    let mut bodies = Vec::new();
    let mut ends = Vec::with_capacity(entries.len());
    for entry in entries {
        sum.add(kind, entry.id, entry.revision);
        bodies.extend_from_slice(&entry.body.packed());
        ends.push(bodies.len() as u32);
    }
    let revision = entries
        .iter()
        .map(|entry| entry.revision)
        .max()
        .unwrap_or(0);
    let mut out = Vec::with_capacity(64 + entries.len() * 28 + bodies.len());
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&[FORMAT, BODY_FORMAT]);
    for name in [kind, shelf.name()] {
        out.push(name.len().min(255) as u8);
        out.extend_from_slice(&name.as_bytes()[..name.len().min(255)]);
    }
    out.extend_from_slice(&(entries.len() as u32).to_le_bytes());
    out.extend_from_slice(&revision.to_le_bytes());
    out.extend_from_slice(&sum.sum.to_le_bytes());
    entries
        .iter()
        .for_each(|entry| out.extend_from_slice(entry.id.as_bytes()));
    entries
        .iter()
        .for_each(|entry| out.extend_from_slice(&entry.revision.to_le_bytes()));
    ends.iter()
        .for_each(|end| out.extend_from_slice(&end.to_le_bytes()));
    out.extend_from_slice(&bodies);
    let check = checksum(&out);
    out.extend_from_slice(&check.to_le_bytes());
    out
}

/// The name of a block's content: equal bytes, equal name.
pub fn hash(bytes: &[u8]) -> String {
    super::intention::hex(&Sha256::digest(bytes)[..16])
}

/// Eight bytes at a time, so that 20 MB are checked in a few milliseconds. It finds accidents; the seal finds enemies.
fn checksum(bytes: &[u8]) -> u64 {
    let step = |hash: u64, word: u64| {
        (hash ^ word)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(23)
    };
    let mut words = bytes.chunks_exact(8);
    let mut hash = words.by_ref().fold(bytes.len() as u64, |hash, word| {
        step(
            hash,
            u64::from_le_bytes(word.try_into().unwrap_or_default()),
        )
    });
    for byte in words.remainder() {
        hash = step(hash, u64::from(*byte));
    }
    hash
}

/// A checked block, kept packed: a record is read out of it when it is asked for.
#[derive(Clone, Debug)]
pub struct Block {
    kind: String,
    shelf: Shelf,
    count: usize,
    revision: u64,
    sum: u64,
    ids: usize,
    bytes: Arc<[u8]>,
}

impl Block {
    pub fn read(bytes: impl Into<Arc<[u8]>>) -> Result<Block, BadBlock> {
        let bytes: Arc<[u8]> = bytes.into();
        let body_end = bytes.len().checked_sub(8).ok_or(BadBlock::Truncated)?;
        let mut reader = Reader {
            bytes: &bytes[..body_end],
            at: 0,
        };
        if reader.take(2)? != MAGIC {
            return Err(BadBlock::NotABlock);
        }
        let format = reader.take(2)?;
        if format[0] != FORMAT || !kinds::reads(format[1]) {
            return Err(BadBlock::Format(format[0].max(format[1])));
        }
        let stored = u64::from_le_bytes(
            bytes[body_end..]
                .try_into()
                .map_err(|_| BadBlock::Truncated)?,
        );
        if stored != checksum(&bytes[..body_end]) {
            return Err(BadBlock::Checksum);
        }
        let kind = reader.text()?.to_owned();
        let shelf = Shelf(reader.text()?.to_owned());
        let count = u32::from_le_bytes(reader.array()?) as usize;
        let revision = u64::from_le_bytes(reader.array()?);
        let sum = u64::from_le_bytes(reader.array()?);
        let ids = reader.at;
        let block = Block {
            kind,
            shelf,
            count,
            revision,
            sum,
            ids,
            bytes: bytes.clone(),
        };
        block.check_ends(body_end)?;
        Ok(block)
    }

    fn check_ends(&self, body_end: usize) -> Result<(), BadBlock> {
        let start = self
            .count
            .checked_mul(28)
            .and_then(|size| self.ids.checked_add(size))
            .ok_or(BadBlock::Truncated)?;
        if start > body_end {
            return Err(BadBlock::Truncated);
        }
        let room = body_end - start;
        let mut last = 0;
        for slot in 0..self.count {
            let end = self.end(slot);
            if end < last || end > room {
                return Err(BadBlock::Truncated);
            }
            last = end;
        }
        Ok(())
    }

    pub fn kind(&self) -> &str {
        &self.kind
    }
    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }
    pub fn len(&self) -> usize {
        self.count
    }
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }
    /// The newest revision of any record inside.
    pub fn revision(&self) -> u64 {
        self.revision
    }
    pub fn sum(&self) -> ShelfSum {
        ShelfSum {
            count: self.count as u64,
            sum: self.sum,
        }
    }
    pub fn bytes(&self) -> &Arc<[u8]> {
        &self.bytes
    }

    pub fn id(&self, slot: usize) -> Uuid {
        let at = self.ids + slot * 16;
        Uuid::from_slice(&self.bytes[at..at + 16]).unwrap_or_default()
    }

    pub fn record_revision(&self, slot: usize) -> u64 {
        let at = self.ids + self.count * 16 + slot * 8;
        u64::from_le_bytes(self.bytes[at..at + 8].try_into().unwrap_or_default())
    }

    fn end(&self, slot: usize) -> usize {
        let at = self.ids + self.count * 24 + slot * 4;
        u32::from_le_bytes(self.bytes[at..at + 4].try_into().unwrap_or_default()) as usize
    }

    /// The packed body of one record.
    pub fn body(&self, slot: usize) -> &[u8] {
        let base = self.ids + self.count * 28;
        let start = if slot == 0 { 0 } else { self.end(slot - 1) };
        &self.bytes[base + start..base + self.end(slot)]
    }

    /// The leading fields of a record without reading the rest: `H` is a tuple of the first fields of the kind's struct, in every format
    /// that is read.
    pub fn head<'a, H: Deserialize<'a>>(&'a self, slot: usize) -> Option<H> {
        postcard::take_from_bytes::<H>(self.body(slot))
            .ok()
            .map(|(head, _)| head)
    }

    pub fn record(&self, slot: usize) -> Result<Arc<dyn AnyRecord>, BadBody> {
        kinds::from_packed(&self.kind, self.body_format(), self.body(slot))
    }

    fn body_format(&self) -> u8 {
        self.bytes[3]
    }

    /// The slot of a record, by binary search over the ascending ids.
    pub fn find(&self, id: Uuid) -> Option<usize> {
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = (low + high) / 2;
            match self.id(middle).cmp(&id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    /// What a record adds to its shelf's sum.
    pub fn mark(&self, slot: usize) -> u64 {
        mark(&self.kind, self.id(slot), self.record_revision(slot))
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], BadBlock> {
        let end = self.at.checked_add(count).ok_or(BadBlock::Truncated)?;
        let taken = self.bytes.get(self.at..end).ok_or(BadBlock::Truncated)?;
        self.at = end;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], BadBlock> {
        self.take(N)?.try_into().map_err(|_| BadBlock::Truncated)
    }

    fn text(&mut self) -> Result<&'a str, BadBlock> {
        let length = usize::from(self.take(1)?[0]);
        std::str::from_utf8(self.take(length)?).map_err(|_| BadBlock::Names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Moment;
    use crate::ids::{Uid, UserId};
    use crate::record::Record;
    use crate::sync::InboxEntry;

    fn entry() -> InboxEntry {
        InboxEntry {
            author: UserId(Uuid::from_u128(7)),
            uid: Uid(Uuid::from_u128(1)),
            change: "offers.sent".into(),
            version: 1,
            args: "{}".into(),
            depends_on: vec![Uid(Uuid::from_u128(2))],
            outcome: "rejected".into(),
            reason: "null".into(),
            made_at: Moment::EPOCH,
            decided_at: Moment::EPOCH,
            answered: None,
            files: vec!["a hash".into()],
            raised: false,
        }
    }

    /// A block as a version before wrote it.
    fn written_in(format: u8, body: &[u8]) -> Vec<u8> {
        let today = entry();
        let packed = AnyRecord::packed(&today);
        let entry = Entry {
            id: today.uid.0,
            revision: 3,
            body: &today,
        };
        let mut bytes = pack(InboxEntry::KIND, &Shelf::everyone(), &[entry]);
        bytes.truncate(bytes.len() - 8 - packed.len() - 4);
        bytes[3] = format;
        bytes.extend_from_slice(&(body.len() as u32).to_le_bytes());
        bytes.extend_from_slice(body);
        let check = checksum(&bytes);
        bytes.extend_from_slice(&check.to_le_bytes());
        bytes
    }

    #[test]
    fn blocks_of_the_two_formats_before_are_read() {
        let today = entry();
        for format in kinds::BODY_FORMAT_OLDEST..=BODY_FORMAT {
            let block = Block::read(written_in(format, &today.packed())).expect("a block");
            let read = block.record(0).expect("an entry");
            assert!(read.same(&today), "format {format}: {read:?}");
        }
    }

    #[test]
    fn what_was_raised_is_read_as_raised() {
        let raised = InboxEntry {
            raised: true,
            ..entry()
        };
        let block = Block::read(written_in(BODY_FORMAT, &raised.packed())).expect("a block");
        assert!(block.record(0).expect("an entry").same(&raised));
    }

    #[test]
    fn blocks_of_other_formats_are_fetched_anew() {
        for format in [kinds::BODY_FORMAT_OLDEST - 1, BODY_FORMAT + 1] {
            let read = Block::read(written_in(format, &entry().packed()));
            assert_eq!(read.err(), Some(BadBlock::Format(format)));
        }
    }
}
