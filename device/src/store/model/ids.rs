//! Client ids that no two disks share and that come again in every run: from a seed and a count that all copies of a disk share.

use std::cell::Cell;

pub struct ClientIds {
    seed: u64,
    given: Cell<u64>,
}

impl ClientIds {
    pub fn new(seed: u64) -> ClientIds {
        ClientIds {
            seed,
            given: Cell::new(0),
        }
    }

    pub fn next(&self) -> String {
        self.given.set(self.given.get() + 1);
        written(self.seed, self.given.get())
    }
}

/// A random id by its form. All bits of the seed and the lower 58 of the count stand in it, so different ones are written differently.
fn written(seed: u64, count: u64) -> String {
    let (first, second, third) = (seed >> 32, seed >> 16 & 0xffff, seed >> 4 & 0xfff);
    let fourth = 0x8000 | (seed & 0xf) << 10 | count >> 48 & 0x3ff;
    let fifth = count & 0xffff_ffff_ffff;
    format!("{first:08x}-{second:04x}-4{third:03x}-{fourth:04x}-{fifth:012x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use uuid::{Uuid, Variant, Version};

    #[test]
    fn every_bit_of_seed_and_count_makes_another_valid_id() {
        let bits = (0..64).map(|bit| (1_u64 << bit, 0));
        let bits = bits.chain((0..58).map(|bit| (0, 1_u64 << bit)));
        let ids: BTreeSet<Uuid> = bits
            .map(|(seed, count)| written(seed, count).parse().expect("it is an id"))
            .collect();
        assert_eq!(ids.len(), 64 + 58);
        for id in ids {
            assert_eq!(id.get_version(), Some(Version::Random));
            assert_eq!(id.get_variant(), Variant::RFC4122);
        }
    }
}
