//! A setting was changed.

use crate::desk::Desk;
use crate::edit::Edit;
use crate::needs::Needs;
use crate::record::RecordKey;
use crate::rma::fields::{self, Unfit};
use crate::setting::{Setting, id};
use crate::users::{Context, Denied, Right, may};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    Set { key: String, value: Edit<String> },
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    #[error(transparent)]
    Denied { why: Denied },
    #[error("the number of a field is from 1 to 99")]
    NoFieldNumber,
    /// Two fields of one operation cannot have one number (RMA-42).
    #[error("another field has this number")]
    FieldNumberTaken,
}

impl From<Denied> for Refusal {
    fn from(why: Denied) -> Self {
        Self::Denied { why }
    }
}

impl From<Unfit> for Refusal {
    fn from(why: Unfit) -> Self {
        match why {
            Unfit::NoNumber => Self::NoFieldNumber,
            Unfit::Taken => Self::FieldNumberTaken,
        }
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
        let Change::Set { key, .. } = self;
        let other = fields::other(key).map(id);
        Needs::none().id::<Setting>(id(key)).ids::<Setting>(other)
    }

    pub fn apply(&self, desk: &mut Desk, context: &Context) -> Result<(), Refusal> {
        let Change::Set { key, value } = self;
        may(context, Right::ManageSettings)?;
        let other = fields::other(key).and_then(|other| crate::setting::value(desk, other));
        fields::fits(key, &value.now, other)?;
        let found = desk.get::<Setting>(id(key)).here().cloned();
        let mut setting = found.unwrap_or_else(|| Setting {
            key: key.clone(),
            value: value.was.clone(),
        });
        desk.guard(
            &RecordKey::of::<Setting>(id(key)),
            "value",
            &mut setting.value,
            value,
        );
        desk.put(id(key), setting);
        Ok(())
    }
}
