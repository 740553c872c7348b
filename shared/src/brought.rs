//! What a file or a definition brings of one record: a new one whole, of a known one only the fields that get another value.
//! A field is judged just as a person's edit is ([`Desk::guard`]), so an old file takes back nobody's work.

use crate::desk::Desk;
use crate::record::{Record, RecordKey};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fmt::Debug;

/// A record whose fields are edited one by one; [`fields!`](crate::fields) says which.
pub trait Edited: Record {
    /// One field with the value that was there and the value meant to be there.
    type Field: Clone + PartialEq + Debug + Serialize + DeserializeOwned + Send + Sync + 'static;
    /// The fields that differ.
    fn edits(was: &Self, now: &Self) -> Vec<Self::Field>;
    /// Writes one field when nobody else changed it, else notes the conflict.
    fn guard(&mut self, desk: &mut Desk, key: &RecordKey, field: &Self::Field);
}

/// See the module.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", bound = "")]
pub enum Brought<R: Edited> {
    New { record: R },
    Edited { fields: Vec<R::Field> },
}

/// Why a record is not brought; the room says it in its own words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotBrought {
    /// A new one, where another stands already.
    Exists,
    /// Fields of one that is not there.
    Missing,
}

impl<R: Edited> Brought<R> {
    /// What makes `now` of what its author saw; `None`: it changes nothing.
    pub fn between(was: Option<&R>, now: R) -> Option<Self> {
        match was {
            None => Some(Brought::New { record: now }),
            Some(was) => {
                let fields = R::edits(was, &now);
                (!fields.is_empty()).then_some(Brought::Edited { fields })
            }
        }
    }

    /// Puts it on the desk. A new record that stands there already, word for word, is no news.
    pub fn take(&self, desk: &mut Desk, id: R::Id) -> Result<(), NotBrought> {
        let found = desk.get::<R>(id).here();
        match self {
            Brought::New { record } if found.is_some_and(|found| found != record) => {
                Err(NotBrought::Exists)
            }
            Brought::New { record } => {
                desk.put(id, record.clone());
                Ok(())
            }
            Brought::Edited { fields } => {
                let mut record = found.ok_or(NotBrought::Missing)?.clone();
                let key = RecordKey::of::<R>(id);
                fields
                    .iter()
                    .for_each(|field| record.guard(desk, &key, field));
                desk.put(id, record);
                Ok(())
            }
        }
    }
}

/// Names the fields of a record that are edited one by one, and those that stay as they are once it is there. A field that is in
/// neither list does not compile.
#[macro_export]
macro_rules! fields {
    (
        $(#[$note:meta])*
        pub enum $Field:ident of $Record:ident { $($Variant:ident $field:ident: $type:ty),+ $(,)? }
        stays { $($stays:ident),* $(,)? }
    ) => {
        $(#[$note])*
        #[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $Field {
            $($Variant { edit: $crate::edit::Edit<$type> }),+
        }

        impl $Field {
            /// The field's name in the record.
            pub fn name(&self) -> &'static str {
                match self {
                    $($Field::$Variant { .. } => stringify!($field)),+
                }
            }
        }

        impl $crate::brought::Edited for $Record {
            type Field = $Field;

            fn edits(was: &Self, now: &Self) -> Vec<$Field> {
                let $Record { $($field,)+ $($stays: _),* } = was;
                let mut edits = Vec::new();
                $(if *$field != now.$field {
                    let edit = $crate::edit::Edit::new($field.clone(), now.$field.clone());
                    edits.push($Field::$Variant { edit });
                })+
                edits
            }

            fn guard(
                &mut self,
                desk: &mut $crate::desk::Desk,
                key: &$crate::record::RecordKey,
                field: &$Field,
            ) {
                match field {
                    $($Field::$Variant { edit } => {
                        desk.guard(key, stringify!($field), &mut self.$field, edit)
                    })+
                }
            }
        }
    };
}
