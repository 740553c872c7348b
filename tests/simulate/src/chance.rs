//! Chance from a seed, the same in every process and for ever; so it is written here and not taken from a library that may change.

use std::cell::Cell;

/// SplitMix64 (Steele, Lea, Flood 2014): one addition and three mixtures, every seed a stream of its own.
#[derive(Debug)]
pub struct Chance(Cell<u64>);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(Cell::new(mix(seed ^ 0x5a4a_da5e_ed00_0001)))
    }

    pub fn next(&self) -> u64 {
        let state = self.0.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.0.set(state);
        mix(state)
    }

    /// From 0 up to, not including, `end`; 0 for an empty range.
    pub fn below(&self, end: usize) -> usize {
        match end {
            0 => 0,
            end => (self.next() % end as u64) as usize,
        }
    }

    /// Both ends included.
    pub fn between(&self, low: u64, high: u64) -> u64 {
        low + self.next() % (high - low + 1)
    }

    pub fn per_mille(&self, share: u32) -> bool {
        self.next() % 1000 < u64::from(share)
    }

    pub fn pick<'a, T>(&self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }
}

pub fn mix(state: u64) -> u64 {
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}
