//! The person, and what was granted to them. Passwords are no part of it: they are set by a direct request and stand in no log.

use super::right::Right;
use super::role::Role;
use crate::ids::{SetId, UserId, WarehouseId};
use crate::record::{Key, Record};
use crate::shelf::Shelf;
use crate::text::Language;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What colleagues may know of each other. Its id is the user's.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Person {
    pub name: String,
    #[serde(default)]
    pub active: bool,
}

impl Record for Person {
    const KIND: &'static str = "person";
    type Id = UserId;
    fn keys(&self) -> Vec<Key> {
        Vec::new()
    }
    fn shelves(&self, _id: Uuid) -> Vec<Shelf> {
        vec![Shelf::everyone()]
    }
}

/// What one person may do and take along (USR-01 … USR-09).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct User {
    pub login: String,
    pub roles: BTreeSet<Role>,
    pub territories: BTreeSet<String>,
    pub warehouses: BTreeSet<WarehouseId>,
    pub sets: BTreeSet<SetId>,
    pub default_set: Option<SetId>,
    pub language: Language,
    pub active: bool,
}

impl User {
    pub fn has(&self, right: Right) -> bool {
        self.active && self.roles.iter().any(|role| role.has(right))
    }
}

impl Record for User {
    const KIND: &'static str = "user";
    type Id = UserId;
    fn keys(&self) -> Vec<Key> {
        vec![Key::only_one("login", self.login.to_lowercase())]
    }
    fn shelves(&self, id: Uuid) -> Vec<Shelf> {
        vec![Shelf::user(UserId(id)), Shelf::admin()]
    }
}

/// The shelves a user takes along. Whoever is not active takes nothing.
pub fn portion(id: UserId, user: &User) -> Vec<Shelf> {
    if !user.active {
        return Vec::new();
    }
    let mut shelves = vec![Shelf::everyone(), Shelf::user(id)];
    shelves.extend(user.territories.iter().map(|name| Shelf::territory(name)));
    shelves.extend(user.sets.iter().copied().map(Shelf::set));
    shelves.extend(user.warehouses.iter().copied().map(Shelf::warehouse));
    if user.has(Right::SeeAllTerritories) {
        // the office shelf carries every territory's records; the territories themselves would only repeat them
        shelves.retain(|shelf| !shelf.name().starts_with("territory:"));
        shelves.push(Shelf::office());
    }
    if user.has(Right::SeeCost) {
        shelves.push(Shelf::cost());
    }
    if user.has(Right::SeeTaxKeys) {
        shelves.push(Shelf::admin());
    }
    shelves.sort();
    shelves
}
