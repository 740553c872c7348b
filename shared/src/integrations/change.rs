//! What can happen to an integration set: defined, switched on or off, renamed, moved to a new period.

use super::set::{ErpKind, IntegrationSet};
use crate::brought::{Brought, Edited, NotBrought};
use crate::desk::Desk;
use crate::edit::Edit;
use crate::fields;
use crate::ids::SetId;
use crate::needs::Needs;
use crate::record::RecordKey;
use crate::users::{Context, Denied, Right, may};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

fields! {
    /// One field of a set.
    pub enum SetField of IntegrationSet {
        Name name: String,
        Erp erp: ErpKind,
        Firm firm: String,
        Period period: String,
        Active active: bool,
        BlockUnreadChecks block_unread_checks: bool,
    }
    stays {}
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    Defined {
        set: SetId,
        brought: Brought<IntegrationSet>,
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
    #[error("the set exists already")]
    Exists,
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
            Change::Defined { set, brought } => {
                match brought {
                    Brought::New { record } => {
                        filled("name", &record.name)?;
                        filled("firm", &record.firm)?;
                        filled("period", &record.period)?;
                    }
                    Brought::Edited { fields } => fields.iter().try_for_each(field_fits)?,
                }
                brought.take(desk, *set).map_err(|why| match why {
                    NotBrought::Exists => Refusal::Exists,
                    NotBrought::Missing => Refusal::NoSuchSet,
                })
            }
            Change::Switched { set, active } => {
                let edit = active.clone();
                edited(desk, *set, &SetField::Active { edit })
            }
            Change::PeriodSet { set, period } => {
                let edit = period.clone();
                edited(desk, *set, &SetField::Period { edit })
            }
            Change::Renamed { set, name } => {
                let edit = name.clone();
                edited(desk, *set, &SetField::Name { edit })
            }
        }
    }
}

fn field_fits(field: &SetField) -> Result<(), Refusal> {
    match field {
        SetField::Name { edit } => filled("name", &edit.now),
        SetField::Firm { edit } => filled("firm", &edit.now),
        SetField::Period { edit } => filled("period", &edit.now),
        SetField::Erp { .. } | SetField::Active { .. } | SetField::BlockUnreadChecks { .. } => {
            Ok(())
        }
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

fn edited(desk: &mut Desk, set: SetId, field: &SetField) -> Result<(), Refusal> {
    field_fits(field)?;
    let found = desk.get::<IntegrationSet>(set).here();
    let mut record = found.ok_or(Refusal::NoSuchSet)?.clone();
    record.guard(desk, &RecordKey::of::<IntegrationSet>(set), field);
    desk.put(set, record);
    Ok(())
}
