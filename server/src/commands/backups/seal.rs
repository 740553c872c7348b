//! The last thing written into a backup: what it must hold. Its form is kept for ever; unknown fields of later versions are ignored.

use crate::db::Workspace;
use crate::db::carrying::TableSum;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub const FORMAT: u32 = 1;
/// More are counted and not named.
const FLAWS_NAMED: usize = 200;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Seal {
    pub format: u32,
    /// The version of the program that made it.
    pub program: String,
    /// Milliseconds since 1970.
    pub made_at: i64,
    pub workspaces: Vec<Held>,
    pub tables: Vec<TableSum>,
    /// What of the data was not sound already where it was copied from, in sentences. A copy that has some counts for no device.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flaws: Vec<String>,
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
            flaws: Vec::new(),
        }
    }

    pub fn with_flaws(mut self, mut flaws: Vec<String>) -> Self {
        let more = flaws.len().saturating_sub(FLAWS_NAMED);
        flaws.truncate(FLAWS_NAMED);
        flaws.extend((more > 0).then(|| format!("and {more} more")));
        self.flaws = flaws;
        self
    }

    pub fn rows(&self) -> i64 {
        self.tables.iter().map(|table| table.rows).sum()
    }
}
