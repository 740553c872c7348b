//! The commits of the cache: all of them a leader's, and `Refused` with nothing changed when another tab leads.

use super::super::sealed::{Key, Sealed};
use super::super::undo::Durability;
use super::{Block, Cache, Piece, Step};
use crate::store::{CacheWrite, Fence, Fenced, Journal, JournalRow};
use std::rc::Rc;

impl Cache {
    /// The first step of a leader's commit, if it is one.
    fn led(&self, fence: Fence) -> Fenced<Vec<Step>> {
        let highest = self.kept.tables().fence;
        match fence.0.cmp(&highest) {
            std::cmp::Ordering::Less => Fenced::Refused,
            std::cmp::Ordering::Equal => Fenced::Done(Vec::new()),
            std::cmp::Ordering::Greater => Fenced::Done(vec![Step::Fence(fence.0)]),
        }
    }

    fn commit(&mut self, steps: Vec<Step>, durability: Durability) -> Fenced<()> {
        self.kept.commit(steps, durability);
        Fenced::Done(())
    }

    pub fn raise(&mut self, fence: Fence) -> Fenced<()> {
        match self.led(fence) {
            Fenced::Done(steps) => self.commit(steps, Durability::Relaxed),
            Fenced::Refused => Fenced::Refused,
        }
    }

    pub fn reset(&mut self, fence: Fence) -> Fenced<()> {
        let Fenced::Done(mut steps) = self.led(fence) else {
            return Fenced::Refused;
        };
        steps.push(Step::All(Box::default()));
        self.commit(steps, Durability::Relaxed)
    }

    pub fn write(&mut self, key: Key, fence: Fence, write: CacheWrite) -> Fenced<()> {
        let Fenced::Done(mut steps) = self.led(fence) else {
            return Fenced::Refused;
        };
        let durability = match write.strict {
            true => Durability::Strict,
            false => Durability::Relaxed,
        };
        self.take_out(&mut steps, &write);
        self.put_in(&mut steps, key, write);
        self.commit(steps, durability)
    }

    fn take_out(&self, steps: &mut Vec<Step>, write: &CacheWrite) {
        let said = self.said();
        let dropped = write.drop_blocks.iter();
        let dropped = dropped.filter(|name| said.blocks.contains_key(*name));
        steps.extend(dropped.map(|name| Step::Block(name.clone(), None)));
        if let Some(last) = write.drop_rows_through {
            let read = said.journal.range(..=last);
            steps.extend(read.map(|(at, _)| Step::Rows(*at, None)));
        }
        if let Some(last) = write.drop_settled_through {
            let read = said.named.range(..=last);
            steps.extend(read.map(|(at, _)| Step::Named(*at, None)));
        }
    }

    fn put_in(&mut self, steps: &mut Vec<Step>, key: Key, write: CacheWrite) {
        steps.extend(write.blocks.into_iter().map(|block| {
            let body = Sealed::new(key, block.bytes);
            let head = block.head;
            Step::Block(block.key, Some(Block { head, body }))
        }));
        if !write.rows.is_empty() {
            self.last_rows += 1;
            steps.push(Step::Rows(self.last_rows, Some(piece(key, write.rows))));
        }
        if !write.settled.is_empty() {
            self.last_named += 1;
            let named = Rc::new(write.settled);
            steps.push(Step::Named(self.last_named, Some(named)));
        }
        let meta = write.meta.into_iter();
        steps.extend(meta.map(|(name, value)| Step::Meta(name, Some(Sealed::new(key, value)))));
    }

    /// Puts what was read before as one piece in the place of the last; leaves it if another write came between.
    pub fn compact(&mut self, key: Key, fence: Fence, before: Journal, read: &[u64]) -> Fenced<()> {
        let Fenced::Done(mut steps) = self.led(fence) else {
            return Fenced::Refused;
        };
        let unchanged = self.said().journal.keys().eq(read);
        if unchanged && read.len() > 1 && before.damaged == 0 {
            let old = self.said().journal.range(..=before.through);
            steps.extend(old.map(|(at, _)| Step::Rows(*at, None)));
            steps.push(Step::Rows(before.through, Some(piece(key, before.rows))));
        }
        self.commit(steps, Durability::Relaxed)
    }
}

fn piece(key: Key, rows: Vec<JournalRow>) -> Piece {
    Piece {
        key,
        flipped: false,
        rows: Rc::new(rows),
    }
}
