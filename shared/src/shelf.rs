//! Where a record stands, and so who may see it. A portion is a set of shelves; the feed, the blocks, the inbox and the files
//! all obey it. A field that only some may see is a record of its own on a narrower shelf, never a hidden column.

use crate::ids::{Id, SetId, UserId, WarehouseId};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A shelf's name; the part before the colon says what kind of shelf it is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Shelf(pub String);

impl Shelf {
    /// Catalogue, price lists, names of colleagues: whoever is signed in.
    pub fn everyone() -> Self {
        Self("everyone".into())
    }
    /// Tax keys, grants, secrets' shadows: administrators (ACC-12).
    pub fn admin() -> Self {
        Self("admin".into())
    }
    /// All accounts and documents, for those whose right is to see every territory.
    pub fn office() -> Self {
        Self("office".into())
    }
    /// Purchase prices and margins.
    pub fn cost() -> Self {
        Self("cost".into())
    }
    /// Counters and other bookkeeping of the server; in nobody's portion.
    pub fn server() -> Self {
        Self("server".into())
    }
    pub fn territory(name: &str) -> Self {
        Self(format!("territory:{name}"))
    }
    pub fn user(id: UserId) -> Self {
        Self(format!("user:{}", id.uuid()))
    }
    pub fn set(id: SetId) -> Self {
        Self(format!("set:{}", id.uuid()))
    }
    pub fn warehouse(id: WarehouseId) -> Self {
        Self(format!("warehouse:{}", id.uuid()))
    }
    pub fn name(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Shelf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The place a dependant inherits from its root (an offer from its account): moving the root moves them.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Place {
    pub territory: String,
}

impl Place {
    pub fn shelves(&self) -> Vec<Shelf> {
        vec![Shelf::territory(&self.territory), Shelf::office()]
    }
}
