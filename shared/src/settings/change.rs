//! A setting was changed.

use super::setting::{Setting, id};
use crate::desk::Desk;
use crate::edit::Edit;
use crate::needs::Needs;
use crate::record::RecordKey;
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
        let Change::Set { key, .. } = self;
        Needs::none().id::<Setting>(id(key))
    }

    pub fn apply(&self, desk: &mut Desk, context: &Context) -> Result<(), Refusal> {
        let Change::Set { key, value } = self;
        may(context, Right::ManageSettings)?;
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
