//! What the cache answers to whoever holds the key.

use super::super::sealed::Key;
use super::{Block, Cache, Piece};
use crate::store::segment::latest;
use crate::store::{BlockHead, BlockRow, Journal, Settled, Stored};
use std::ops::Bound;

impl Cache {
    pub fn heads(&self) -> Vec<BlockHead> {
        let head = |(key, block): (&String, &Block)| BlockHead {
            key: key.clone(),
            head: block.head.clone(),
        };
        self.said().blocks.iter().map(head).collect()
    }

    pub fn blocks(&self, key: Key, prefix: &str) -> Vec<BlockRow> {
        let from = (Bound::Included(prefix), Bound::Unbounded);
        let blocks = self.said().blocks.range::<str, _>(from);
        let blocks = blocks.take_while(|(name, _)| name.starts_with(prefix));
        let row = |(name, block): (&String, &Block)| BlockRow {
            key: name.clone(),
            head: block.head.clone(),
            body: match block.body.opens(key) {
                true => block.body.open(key),
                false => Stored::Damaged(Vec::new()),
            },
        };
        blocks.map(row).collect()
    }

    pub fn journal(&self, key: Key) -> Journal {
        let journal = &self.said().journal;
        let opens = |piece: &&Piece| piece.key == key && !piece.flipped;
        let whole = journal.values().filter(opens);
        let rows = whole.clone().flat_map(|piece| piece.rows.iter().cloned());
        Journal {
            rows: latest(rows.collect()),
            through: journal.keys().next_back().copied().unwrap_or(0),
            damaged: journal.len() - whole.count(),
        }
    }

    pub fn journal_numbers(&self) -> Vec<u64> {
        self.said().journal.keys().copied().collect()
    }

    pub fn settled(&self) -> Settled {
        let named = &self.said().named;
        Settled {
            uids: named
                .values()
                .flat_map(|uids| uids.iter().cloned())
                .collect(),
            through: named.keys().next_back().copied().unwrap_or(0),
        }
    }
}
