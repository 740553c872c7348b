//! Chance from a seed: two runs with one seed draw the same.

use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};
use uuid::{Builder, Uuid, Variant, Version};

pub struct Chance(TestRng);

impl Chance {
    /// A stream of its own for every number beside the seed.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        bytes[8..16].copy_from_slice(&stream.to_le_bytes());
        Self(TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
    }

    /// From 0 up to, not including, `end`; 0 for an empty range.
    pub fn below(&mut self, end: usize) -> usize {
        match u64::try_from(end).unwrap_or(u64::MAX) {
            0 => 0,
            end => usize::try_from(self.0.next_u64() % end).unwrap_or(0),
        }
    }

    pub fn per_cent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    /// An id as a device makes them, but for the time in it.
    pub fn id(&mut self) -> Uuid {
        let (high, low) = (self.0.next_u64(), self.0.next_u64());
        Builder::from_u128(u128::from(high) << 64 | u128::from(low))
            .with_version(Version::Random)
            .with_variant(Variant::RFC4122)
            .into_uuid()
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }
}
