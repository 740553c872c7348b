//! One link to one ERP company: which ERP, firm, period, active or not (INT-02).

use crate::ids::SetId;
use crate::record::{Key, Record};
use crate::shelf::Shelf;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErpKind {
    Tiger,
    Go,
    Netsis,
    Tryton,
    /// The built-in ERP for tests and demos.
    Simulator,
}

impl ErpKind {
    /// Only Netsis knows a quote as a document (OFR-01); the built-in ERP speaks for all of them.
    pub fn takes_quotes(self) -> bool {
        matches!(self, ErpKind::Netsis | ErpKind::Simulator)
    }
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct IntegrationSet {
    pub name: String,
    pub erp: ErpKind,
    pub firm: String,
    pub period: String,
    pub active: bool,
    /// What to do with a document whose check could not be read: `false` warns, `true` blocks (SET-39).
    #[serde(default)]
    pub block_unread_checks: bool,
}

impl Record for IntegrationSet {
    const KIND: &'static str = "integration_set";
    type Id = SetId;
    fn keys(&self) -> Vec<Key> {
        let name = Key::only_one("name", self.name.to_lowercase());
        let active = self.active.then(|| Key::many("active", "yes"));
        std::iter::once(name).chain(active).collect()
    }
    fn shelves(&self, id: Uuid) -> Vec<Shelf> {
        vec![Shelf::set(SetId(id)), Shelf::admin()]
    }
}
