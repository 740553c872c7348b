//! The category tree and its depth.

use crate::desk::Desk;
use crate::ids::CategoryId;
use crate::record::{Key, Record};
use crate::shelf::Shelf;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Deeper than any catalogue we met; also what ends a walk through a circle that a foreign file smuggled in.
pub const DEPTH_MAX: usize = 16;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Category {
    pub name: String,
    pub parent: Option<CategoryId>,
    /// The category's key in the file or ERP it came from, so that a second import finds it again.
    pub reference: String,
}

impl Record for Category {
    const KIND: &'static str = "category";
    type Id = CategoryId;
    fn keys(&self) -> Vec<Key> {
        vec![Key::many("name", crate::text::fold(&self.name))]
    }
    fn shelves(&self, _id: Uuid) -> Vec<Shelf> {
        vec![Shelf::everyone()]
    }
}

/// The category and its ancestors, nearest first, as far as they are on the desk.
pub fn path(desk: &Desk, category: CategoryId) -> Vec<CategoryId> {
    let mut path = vec![category];
    while path.len() < DEPTH_MAX {
        let last = path[path.len() - 1];
        match desk
            .get::<Category>(last)
            .here()
            .and_then(|found| found.parent)
        {
            Some(parent) if !path.contains(&parent) => path.push(parent),
            _ => break,
        }
    }
    path
}
