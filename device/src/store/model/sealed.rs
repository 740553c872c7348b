//! A value as it lies on the disk: it opens with the key it was sealed with, unless somebody changed it.
//! Nothing is enciphered: nobody looks at these bytes but those who may.

use crate::store::Stored;
use std::rc::Rc;

/// Counted up for each name; a key that was deleted never comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key(pub u32);

/// Cheap to clone.
#[derive(Debug, Clone)]
pub struct Sealed {
    key: Key,
    bytes: Rc<Vec<u8>>,
    flipped: bool,
}

impl Sealed {
    pub fn new(key: Key, bytes: Vec<u8>) -> Sealed {
        Sealed {
            key,
            bytes: Rc::new(bytes),
            flipped: false,
        }
    }

    pub fn opens(&self, key: Key) -> bool {
        !self.flipped && self.key == key
    }

    pub fn open(&self, key: Key) -> Stored {
        let bytes = self.bytes.to_vec();
        match self.opens(key) {
            true => Stored::Whole(bytes),
            false => Stored::Damaged(bytes),
        }
    }

    /// Nothing of it comes back any more, as from a browser that lost the file of a large value.
    pub fn lose(&mut self) {
        self.flipped = true;
        self.bytes = Rc::default();
    }

    /// What is damaged stays damaged: a second flip does not mend it.
    pub fn flip(&mut self) {
        self.flipped = true;
        let bytes = Rc::make_mut(&mut self.bytes);
        match bytes.last_mut() {
            Some(last) => *last ^= 1,
            None => bytes.push(1),
        }
    }
}
