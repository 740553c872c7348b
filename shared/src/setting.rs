//! One setting and its value as text; the id is made from the key, so it is found without an index. A leaf, because rules of every
//! room obey settings; what they mean together is the room's of that name.

use crate::desk::Desk;
use crate::ids::SettingId;
use crate::record::{Key, Record};
use crate::shelf::Shelf;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Setting {
    pub key: String,
    pub value: String,
}

impl Record for Setting {
    const KIND: &'static str = "setting";
    type Id = SettingId;
    fn keys(&self) -> Vec<Key> {
        Vec::new()
    }
    fn shelves(&self, _id: Uuid) -> Vec<Shelf> {
        vec![Shelf::everyone()]
    }
}

/// The id of a setting's record.
pub fn id(key: &str) -> SettingId {
    let digest = Sha256::digest(key.as_bytes());
    let mut bytes = [0u8; 16];
    bytes.copy_from_slice(&digest[..16]);
    SettingId(Uuid::from_bytes(bytes))
}

/// Which of the ten discount cells a sale offer's basket shows (SET-24, CND-18): `1,2,3,4,5` unless set.
pub const BASKET_CELLS_OFFER: &str = "basket.offer.cells";

/// The visible cells, 1 to 10, in order; a text nobody can read falls back to the first five.
pub fn basket_cells(value: Option<&str>) -> Vec<u8> {
    let read = |text: &str| {
        text.split(',')
            .map(|cell| {
                cell.trim()
                    .parse::<u8>()
                    .ok()
                    .filter(|cell| (1..=10).contains(cell))
            })
            .collect()
    };
    let cells: Option<Vec<u8>> = value.and_then(read);
    cells
        .filter(|cells| !cells.is_empty())
        .unwrap_or_else(|| vec![1, 2, 3, 4, 5])
}

/// A setting's value on the desk.
pub fn value<'a>(desk: &'a Desk, key: &str) -> Option<&'a str> {
    desk.get::<Setting>(id(key))
        .here()
        .map(|setting| setting.value.as_str())
}
