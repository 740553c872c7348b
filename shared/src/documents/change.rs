//! What can happen to a document: recorded from an ERP's history.

use super::document::Document;
use crate::desk::Desk;
use crate::ids::DocumentId;
use crate::needs::Needs;
use crate::users::policy::system_only;
use crate::users::{Context, Denied};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// The bulk path; at most 5,000 rows an intention.
    Recorded { rows: Vec<(DocumentId, Document)> },
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    #[error(transparent)]
    Denied { why: Denied },
    #[error("{count} rows are more than one intention may write")]
    TooManyRows { count: usize },
}

impl From<Denied> for Refusal {
    fn from(why: Denied) -> Self {
        Self::Denied { why }
    }
}

impl Change {
    pub fn makes(&self) -> Vec<Uuid> {
        Vec::new()
    }

    pub fn uses(&self) -> Vec<Uuid> {
        Vec::new()
    }

    pub fn reads(&self, _desk: &Desk) -> Needs {
        let Change::Recorded { rows } = self;
        Needs::none().ids::<Document>(rows.iter().map(|(id, _)| *id))
    }

    pub fn apply(&self, desk: &mut Desk, context: &Context) -> Result<(), Refusal> {
        let Change::Recorded { rows } = self;
        system_only(context)?;
        if rows.len() > 5_000 {
            return Err(Refusal::TooManyRows { count: rows.len() });
        }
        rows.iter().for_each(|(id, row)| desk.put(*id, row.clone()));
        Ok(())
    }
}
