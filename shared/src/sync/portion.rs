//! Count and sum per shelf, kept incrementally on both sides: a mismatch triggers a narrow repair, never a silent reset.

use crate::calendar::Moment;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// What stands on one shelf of one kind of reader: how many records, and the wrapping sum of hash(kind, id, revision).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct ShelfSum {
    pub count: u64,
    /// 64 bits, wrapping; as text on the wire because not every reader has 64-bit numbers.
    #[serde(with = "as_text")]
    pub sum: u64,
}

impl ShelfSum {
    pub fn add(&mut self, kind: &str, id: Uuid, revision: u64) {
        self.count = self.count.wrapping_add(1);
        self.sum = self.sum.wrapping_add(mark(kind, id, revision));
    }

    pub fn remove(&mut self, kind: &str, id: Uuid, revision: u64) {
        self.count = self.count.wrapping_sub(1);
        self.sum = self.sum.wrapping_sub(mark(kind, id, revision));
    }

    pub fn join(&mut self, other: ShelfSum) {
        self.count = self.count.wrapping_add(other.count);
        self.sum = self.sum.wrapping_add(other.sum);
    }
}

/// A 64-bit mixture of kind, id and revision. It finds mistakes, not enemies, so a multiplicative mixer is enough and 100,000
/// rows cost a millisecond.
pub fn mark(kind: &str, id: Uuid, revision: u64) -> u64 {
    let (high, low) = id.as_u64_pair();
    let seed = kind.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mix = |hash: u64, word: u64| {
        let hash = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        hash ^ (hash >> 29)
    };
    mix(mix(mix(seed, high), low), revision)
}

/// One link of the audit chain.
#[derive(Clone, Copy, Debug)]
pub struct Link<'a> {
    pub uid: Uuid,
    /// The intention's own.
    pub hash: &'a str,
    pub outcome: &'a str,
    pub revision: u64,
    /// The same intention decided once more, after a backup was put back, leaves other records: moments stand in them.
    pub decided_at: Moment,
}

/// The audit chain: hash of the previous link and of what this revision decided.
pub fn chain(previous: &str, link: Link<'_>) -> String {
    let Link {
        uid,
        hash,
        outcome,
        revision,
        decided_at,
    } = link;
    let at = decided_at.milliseconds();
    let link = format!("{previous}|{uid}|{hash}|{outcome}|{revision}|{at}");
    super::intention::hex(&Sha256::digest(link.as_bytes())[..16])
}

mod as_text {
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(sum: &u64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&format!("{sum:016x}"))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
        let text = String::deserialize(deserializer)?;
        u64::from_str_radix(&text, 16).map_err(serde::de::Error::custom)
    }
}
