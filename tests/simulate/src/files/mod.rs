//! The bytes of files in a run: what people hang on accounts and offers, which faults are about files alone, and where bytes lie.
//!
//! | Term | File |
//! |---|---|
//! | what people do with files | [`taps`] |
//! | what the server answers, and to whom it may | [`desk`] |
//! | what must hold of bytes, at every moment and in the end | [`bytes`] |
//!
//! Files happen in one world of four; chance of their own decides about them, so that all other worlds stay as they are.

pub mod bytes;
pub mod desk;
pub mod taps;

use crate::chance::Chance;
use shared::attachments::ContentHash;
use shared::ids::{AttachmentId, Uid};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

const SEED: u64 = 0xf11e_0000_0000_0000;

/// Per mille of the occasions.
#[derive(Debug, Default)]
pub struct Faults {
    /// A bit flips in the memory of the page before the piece is counted.
    pub piece_garbled: u32,
    /// A proxy changes a piece on its way.
    pub piece_changed: u32,
    /// The process of the server dies between two of its changes to the folder.
    pub died_between: u32,
    pub files_evicted: u32,
    pub file_flipped: u32,
    /// With the backup, the folder of files is put back too.
    pub folder_put_back: u32,
    pub swept: u32,
}

/// One attachment that somebody tried to save.
#[derive(Debug, Clone)]
pub struct Hung {
    pub attachment: AttachmentId,
    pub hash: ContentHash,
}

/// Why bytes are nowhere any more, although nobody did wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    Destroyed,
    Damaged,
}

#[derive(Debug, Default)]
pub struct Content {
    pub bytes: Vec<u8>,
    /// Devices on which a person added it.
    pub added_on: BTreeSet<usize>,
    pub lost: Option<Lost>,
    /// A backup was put back since it was here.
    pub forgotten: bool,
}

pub struct Files {
    pub on: bool,
    /// Bytes of one piece: small, so that some hundred bytes take many.
    pub piece_bytes: usize,
    pub chance: Chance,
    pub faults: Faults,
    pub calm: Cell<bool>,
    pub struck: RefCell<BTreeMap<&'static str, u64>>,
    pub hung: RefCell<BTreeMap<Uid, Hung>>,
    pub contents: RefCell<BTreeMap<ContentHash, Content>>,
}

impl Files {
    pub fn of(seed: u64) -> Self {
        let chance = Chance::new(seed ^ SEED);
        let on = chance.below(4) == 0;
        let calm = chance.below(8) == 0;
        let strength = |strengths: &[u32]| match calm || chance.below(2) == 0 {
            true => 0,
            false => strengths[chance.below(strengths.len())],
        };
        Self {
            on,
            faults: Faults {
                piece_garbled: strength(&[5, 60]),
                piece_changed: strength(&[5, 60]),
                died_between: strength(&[5, 40]),
                files_evicted: strength(&[4, 12]),
                file_flipped: strength(&[5, 30]),
                folder_put_back: strength(&[500, 1000]),
                swept: strength(&[10, 60]),
            },
            piece_bytes: [16, 40, 100][chance.below(3)],
            calm: Cell::new(false),
            struck: RefCell::default(),
            hung: RefCell::default(),
            contents: RefCell::default(),
            chance,
        }
    }

    /// Whether this fault happens now; counted by its name.
    pub fn strikes(&self, name: &'static str, share: u32) -> bool {
        let strikes = self.on && !self.calm.get() && self.chance.per_mille(share);
        if strikes {
            *self.struck.borrow_mut().entry(name).or_default() += 1;
        }
        strikes
    }

    pub fn known(&self) -> Vec<ContentHash> {
        self.contents.borrow().keys().cloned().collect()
    }
}
