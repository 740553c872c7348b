//! What can happen to an integration set: defined, switched on or off, renamed, moved to a new period.

use super::set::{ErpKind, IntegrationSet};
use crate::desk::Desk;
use crate::edit::Edit;
use crate::ids::SetId;
use crate::needs::Needs;
use crate::record::RecordKey;
use crate::users::{Context, Denied, Right, may};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    Defined {
        set: SetId,
        draft: IntegrationSet,
    },
    Switched {
        set: SetId,
        active: Edit<bool>,
    },
    /// Closing a fiscal period gives a new number; stored links stay, because cards belong to the firm.
    PeriodSet {
        set: SetId,
        period: Edit<String>,
    },
    Renamed {
        set: SetId,
        name: Edit<String>,
    },
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    #[error(transparent)]
    Denied { why: Denied },
    #[error("there is no such set")]
    NoSuchSet,
    #[error("{field} is missing")]
    Missing { field: String },
    #[error("quotes are not known to {erp:?}")]
    NoQuotes { erp: ErpKind },
}

impl From<Denied> for Refusal {
    fn from(why: Denied) -> Self {
        Self::Denied { why }
    }
}

impl Change {
    pub fn makes(&self) -> Vec<Uuid> {
        match self {
            Change::Defined { set, .. } => vec![set.0],
            _ => Vec::new(),
        }
    }

    pub fn uses(&self) -> Vec<Uuid> {
        match self {
            Change::Defined { .. } => Vec::new(),
            other => vec![other.set().0],
        }
    }

    fn set(&self) -> SetId {
        let (Change::Defined { set, .. }
        | Change::Switched { set, .. }
        | Change::PeriodSet { set, .. }
        | Change::Renamed { set, .. }) = self;
        *set
    }

    pub fn reads(&self, _desk: &Desk) -> Needs {
        Needs::none().id::<IntegrationSet>(self.set())
    }

    pub fn apply(&self, desk: &mut Desk, context: &Context) -> Result<(), Refusal> {
        may(context, Right::ManageSets)?;
        match self {
            Change::Defined { set, draft } => {
                filled("name", &draft.name)?;
                filled("firm", &draft.firm)?;
                filled("period", &draft.period)?;
                desk.put(*set, draft.clone());
            }
            Change::Switched { set, active } => {
                edit(desk, *set, "active", |record| &mut record.active, active)?
            }
            Change::PeriodSet { set, period } => {
                filled("period", &period.now)?;
                edit(desk, *set, "period", |record| &mut record.period, period)?
            }
            Change::Renamed { set, name } => {
                filled("name", &name.now)?;
                edit(desk, *set, "name", |record| &mut record.name, name)?
            }
        }
        Ok(())
    }
}

fn filled(field: &str, text: &str) -> Result<(), Refusal> {
    match text.trim().is_empty() {
        true => Err(Refusal::Missing {
            field: field.into(),
        }),
        false => Ok(()),
    }
}

fn edit<T: Clone + PartialEq + Serialize>(
    desk: &mut Desk,
    set: SetId,
    path: &str,
    field: impl Fn(&mut IntegrationSet) -> &mut T,
    edit: &Edit<T>,
) -> Result<(), Refusal> {
    let mut record = desk
        .get::<IntegrationSet>(set)
        .here()
        .ok_or(Refusal::NoSuchSet)?
        .clone();
    desk.guard(
        &RecordKey::of::<IntegrationSet>(set),
        path,
        field(&mut record),
        edit,
    );
    desk.put(set, record);
    Ok(())
}
