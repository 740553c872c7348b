//! The last thing written into a backup: what it must hold. Its form is kept for ever; unknown fields of later versions are ignored.

use crate::db::Workspace;
use crate::db::carrying::TableSum;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub const FORMAT: u32 = 1;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Seal {
    pub format: u32,
    /// The version of the program that made it.
    pub program: String,
    /// Milliseconds since 1970.
    pub made_at: i64,
    pub workspaces: Vec<Held>,
    pub tables: Vec<TableSum>,
}

/// One workspace as the backup holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Held {
    pub id: Uuid,
    pub name: String,
    pub revision: i64,
    pub chain: String,
}

impl Seal {
    pub fn of(workspaces: Vec<Workspace>, tables: Vec<TableSum>, made_at: i64) -> Self {
        let held = workspaces.into_iter().map(|workspace| Held {
            id: workspace.id,
            name: workspace.name,
            revision: workspace.revision,
            chain: workspace.chain,
        });
        Self {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            made_at,
            workspaces: held.collect(),
            tables,
        }
    }

    pub fn rows(&self) -> i64 {
        self.tables.iter().map(|table| table.rows).sum()
    }
}
