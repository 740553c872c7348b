//! Is this serial one of all that we ever shipped? Answered on the device for a million of them in 1.3 MB (SER-12), without knowing
//! any: a Bloom filter. "Never ours" is certain as of the filter's day; "ours" is wrong for less than one foreign serial in a hundred.
//!
//! The day's shipments are added on the device; when the filter gets too full for its promise, a new one is due.

use sha2::{Digest, Sha256};

/// Marks taken for one serial: the best number for the bits below.
const MARKS: u64 = 7;
/// Quarters of a bit for each serial when a filter is made: 10.25 bits, 0.73 % of foreign serials called ours.
const QUARTER_BITS_MADE: u64 = 41;
/// Tenths of a bit for each serial below which it calls too many foreign ones ours: at 9.6 bits it is 1.0 %.
const TENTH_BITS_LEAST: u64 = 96;
/// Version of the written form.
const FORMAT: u8 = 1;
/// Format, and how many serials are in it (little endian).
const HEAD: usize = 1 + 8;
/// A filter has at least these bytes, so that the first few shipments have room.
const BYTES_LEAST: u64 = 1_024;
/// What a device takes: 100 million serials.
const BYTES_MAX: usize = 130_000_000;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Membership {
    NeverOurs,
    /// Shipped by us, but for less than one in a hundred of foreign serials.
    PerhapsOurs,
}

/// All of a serial that a filter looks at, whatever its size: the first 128 bits of the hash of its key. So a shipment can be told to
/// somebody who may not read the number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SerialMark(pub [u8; SerialMark::BYTES]);

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SerialFilter {
    count: u64,
    bits: Vec<u8>,
}

/// Why bytes are no filter.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BadFilter {
    #[error("the filter was written by a newer version ({found})")]
    Format { found: u8 },
    #[error("the filter is cut or too long ({length} bytes)")]
    Length { length: usize },
}

impl SerialFilter {
    /// An empty one for so many serials and some more.
    pub fn for_count(count: u64) -> SerialFilter {
        let bytes = (count * QUARTER_BITS_MADE).div_ceil(4 * 8).max(BYTES_LEAST);
        SerialFilter {
            count: 0,
            bits: vec![0; usize::try_from(bytes).unwrap_or(BYTES_MAX).min(BYTES_MAX)],
        }
    }

    /// Takes the key of a serial ([`SerialNumber::key`](super::SerialNumber::key)); one that is in already does not count again.
    pub fn add(&mut self, key: &str) {
        self.add_mark(SerialMark::of(key));
    }

    /// The same for whoever has only its mark.
    pub fn add_mark(&mut self, mark: SerialMark) {
        let mut new = false;
        for (byte, bit) in self.places(mark) {
            new |= self.bits[byte] & bit == 0;
            self.bits[byte] |= bit;
        }
        self.count += u64::from(new);
    }

    pub fn asks(&self, key: &str) -> Membership {
        let marked = |(byte, bit): (usize, u8)| self.bits[byte] & bit != 0;
        match self.places(SerialMark::of(key)).into_iter().all(marked) {
            true => Membership::PerhapsOurs,
            false => Membership::NeverOurs,
        }
    }

    /// How many serials are in it, as nearly as it can tell.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Bytes of its written form.
    pub fn byte_count(&self) -> usize {
        HEAD + self.bits.len()
    }

    /// It keeps its promise no longer: a new one is due.
    pub fn is_full(&self) -> bool {
        self.bits.len() as u64 * 8 * 10 < self.count * TENTH_BITS_LEAST
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEAD + self.bits.len());
        bytes.push(FORMAT);
        bytes.extend(self.count.to_le_bytes());
        bytes.extend(&self.bits);
        bytes
    }

    pub fn from_bytes(bytes: &[u8]) -> Result<SerialFilter, BadFilter> {
        let length = bytes.len();
        let bad = BadFilter::Length { length };
        let (head, bits) = bytes.split_at_checked(HEAD).ok_or(bad)?;
        let (format, count) = head.split_first().ok_or(bad)?;
        if *format != FORMAT {
            return Err(BadFilter::Format { found: *format });
        }
        let count = u64::from_le_bytes(count.try_into().map_err(|_| bad)?);
        if bits.is_empty() || bits.len() > BYTES_MAX {
            return Err(bad);
        }
        let bits = bits.to_vec();
        Ok(SerialFilter { count, bits })
    }

    /// Byte and bit of every mark: two halves of one hash, added up.
    fn places(&self, mark: SerialMark) -> [(usize, u8); MARKS as usize] {
        let half = |at: usize| {
            let bytes: [u8; 8] = mark.0[at..at + 8].try_into().unwrap_or_default();
            u64::from_le_bytes(bytes)
        };
        let (first, step) = (half(0), half(8) | 1);
        let bits = self.bits.len() as u64 * 8;
        std::array::from_fn(|mark| {
            let place = first.wrapping_add((mark as u64).wrapping_mul(step)) % bits;
            ((place / 8) as usize, 1 << (place % 8))
        })
    }
}

impl SerialMark {
    pub const BYTES: usize = 16;

    /// Of the key of a serial.
    pub fn of(key: &str) -> SerialMark {
        let hash = Sha256::digest(key.as_bytes());
        SerialMark(std::array::from_fn(|at| hash[at]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(count: u64) -> SerialFilter {
        let mut filter = SerialFilter::for_count(count);
        (0..count).for_each(|number| filter.add(&format!("VK30-{number:07}")));
        filter
    }

    fn foreign_called_ours(filter: &SerialFilter) -> usize {
        let foreign = (0..50_000).map(|number| format!("HX-{number}"));
        foreign
            .filter(|key| filter.asks(key) == Membership::PerhapsOurs)
            .count()
    }

    #[test]
    fn ours_is_never_called_foreign_and_foreign_seldom_ours() {
        let filter = filled(100_000);
        let ours = |number: u64| filter.asks(&format!("VK30-{number:07}"));
        assert!((0..100_000).all(|number| ours(number) == Membership::PerhapsOurs));
        assert!(foreign_called_ours(&filter) < 500, "1 % of 50,000");
    }

    #[test]
    fn it_says_when_it_is_too_full_for_its_promise() {
        let mut filter = filled(100_000);
        assert!(!filter.is_full());
        let mut more = 0;
        while !filter.is_full() {
            more += 1;
            filter.add(&format!("NEW-{more}"));
        }
        assert!(more > 5_000, "a day's shipments fit, {more} did");
        assert!(foreign_called_ours(&filter) < 575, "1.15 % of 50,000");
    }

    #[test]
    fn a_million_serials_fit_into_their_size() {
        assert!(SerialFilter::for_count(1_000_000).to_bytes().len() <= 1_300_000);
    }

    #[test]
    fn what_is_no_filter_is_refused() {
        let filter = filled(10);
        let bytes = filter.to_bytes();
        assert_eq!(SerialFilter::from_bytes(&bytes), Ok(filter));
        let bad = |bytes: &[u8]| SerialFilter::from_bytes(bytes).expect_err("no filter");
        assert_eq!(bad(&bytes[..HEAD]), BadFilter::Length { length: HEAD });
        assert_eq!(bad(&[]), BadFilter::Length { length: 0 });
        assert_eq!(
            bad(&[&[2], &bytes[1..]].concat()),
            BadFilter::Format { found: 2 }
        );
    }
}
