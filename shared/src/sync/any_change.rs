//! The closed sum of every room's changes, and the one variant for a change this version does not know: kept and passed on.

use crate::desk::Desk;
use crate::needs::Needs;
use crate::users::Context;
use crate::{
    accounts, attachments, documents, integrations, offers, pricing, products, rma, settings,
    stock, tickets, users,
};
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{change_names, inbox};

macro_rules! rooms {
    ($($variant:ident $word:literal $room:ident),+ $(,)?) => {
        /// What happened, in the words of its room.
        #[derive(Clone, PartialEq, Debug)]
        pub enum AnyChange {
            $($variant($room::Change),)+
            /// From a newer version.
            Unknown { name: String, args: Value },
        }

        /// Why a room would not have it. The room's own enum says what is wrong; words for people are made in `messages`.
        #[derive(Clone, PartialEq, Eq, Debug, Serialize, thiserror::Error)]
        #[serde(tag = "room", content = "refusal", rename_all = "snake_case")]
        pub enum Refusal {
            $(#[error("{0}")] $variant($room::Refusal),)+
            #[error("this version does not know the change")]
            UnknownChange,
        }

        impl<'de> Deserialize<'de> for Refusal {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Refusal, D::Error> {
                let told = Told::deserialize(deserializer)?;
                match told.room.as_str() {
                    $($word => $room::Refusal::deserialize(&told.refusal).map(Refusal::$variant).map_err(D::Error::custom),)+
                    "unknown_change" => Ok(Refusal::UnknownChange),
                    room => Err(D::Error::custom(format_args!("no room is called `{room}`"))),
                }
            }
        }

        impl AnyChange {
            /// `room.change` and its arguments, as stored and sent.
            pub fn encode(&self) -> (String, Value) {
                match self {
                    $(AnyChange::$variant(change) => encode($word, change),)+
                    AnyChange::Unknown { name, args } => (name.clone(), args.clone()),
                }
            }

            /// The change of that name, or `Unknown` when this version has none. Arguments that do not fit their name are an error.
            pub fn decode(name: &str, args: &Value) -> Result<AnyChange, serde_json::Error> {
                match name.split_once('.') {
                    $(Some(($word, change)) => decode(change, args).map(|known| known.map_or_else(|| unknown(name, args), AnyChange::$variant)),)+
                    _ => Ok(unknown(name, args)),
                }
            }

            /// What every change that this version knows is called: `room.change`.
            pub fn names() -> Vec<String> {
                [$(change_names::of::<$room::Change>($word)),+].concat()
            }

            /// The records and elements this change brings into being.
            pub fn makes(&self) -> Vec<Uuid> {
                match self {
                    $(AnyChange::$variant(change) => change.makes(),)+
                    AnyChange::Unknown { .. } => Vec::new(),
                }
            }

            /// The records and elements it cannot do without.
            pub fn uses(&self) -> Vec<Uuid> {
                match self {
                    $(AnyChange::$variant(change) => change.uses(),)+
                    AnyChange::Unknown { .. } => Vec::new(),
                }
            }

            pub fn reads(&self, desk: &Desk) -> Needs {
                match self {
                    $(AnyChange::$variant(change) => change.reads(desk),)+
                    AnyChange::Unknown { .. } => Needs::none(),
                }
            }

            pub fn apply(&self, desk: &mut Desk, context: &Context) -> Result<(), Refusal> {
                match self {
                    $(AnyChange::$variant(change) => change.apply(desk, context).map_err(Refusal::$variant),)+
                    AnyChange::Unknown { .. } => Err(Refusal::UnknownChange),
                }
            }
        }

        $(impl From<$room::Change> for AnyChange {
            fn from(change: $room::Change) -> Self {
                AnyChange::$variant(change)
            }
        })+
    };
}

rooms! {
    Users "users" users,
    Integrations "integrations" integrations,
    Accounts "accounts" accounts,
    Products "products" products,
    Pricing "pricing" pricing,
    Stock "stock" stock,
    Documents "documents" documents,
    Offers "offers" offers,
    Tickets "tickets" tickets,
    Attachments "attachments" attachments,
    Rma "rma" rma,
    Settings "settings" settings,
    Inbox "inbox" inbox,
}

impl AnyChange {
    /// Hashes of the files it names. They travel beside the queue, before or after it.
    pub fn files(&self) -> Vec<String> {
        match self {
            AnyChange::Attachments(change) => change.files(),
            _ => Vec::new(),
        }
    }
}

/// Changes that are taken row by row. Their rows are called `rows`, so that each can be taken up again for itself.
impl AnyChange {
    /// How many rows it has; `None`: it is taken whole. What holds for all of them, [`AnyChange::apply`] says.
    pub fn rows(&self) -> Option<usize> {
        match self {
            AnyChange::Products(change) => change.rows(),
            AnyChange::Pricing(change) => change.rows(),
            _ => None,
        }
    }

    /// Takes one row.
    pub fn apply_row(&self, row: usize, desk: &mut Desk, context: &Context) -> Result<(), Refusal> {
        match self {
            AnyChange::Products(change) => {
                (change.apply_row(row, desk, context)).map_err(Refusal::Products)
            }
            AnyChange::Pricing(change) => {
                (change.apply_row(row, desk, context)).map_err(Refusal::Pricing)
            }
            _ => Ok(()),
        }
    }

    /// One row as it is sent.
    pub fn row_args(&self, row: usize) -> Option<Value> {
        match self {
            AnyChange::Products(change) => change.row_args(row),
            AnyChange::Pricing(change) => change.row_args(row),
            _ => None,
        }
    }

    /// The line of the file that a row came from.
    pub fn line(&self, row: usize) -> Option<u64> {
        match self {
            AnyChange::Products(change) => change.line(row),
            _ => None,
        }
    }
}

/// A refusal before it is known whose it is.
#[derive(Deserialize)]
struct Told {
    room: String,
    #[serde(default)]
    refusal: Value,
}

/// A change serialises as `{"its name": its arguments}`, or as its name alone when it has none; stored and sent are the two apart.
/// Reading it back from that one form compiles to half of what a tag beside the content does, and every room has many changes.
fn encode<C: Serialize>(room: &str, change: &C) -> (String, Value) {
    let value = serde_json::to_value(change).expect("changes serialise: map keys are text");
    let (name, args) = match value {
        Value::Object(only) => only.into_iter().next().unwrap_or_default(),
        Value::String(name) => (name, Value::Null),
        _ => unreachable!("an enum serialises as its variant"),
    };
    (format!("{room}.{name}"), args)
}

/// `Ok(None)` when the room has no change of that name.
fn decode<C: DeserializeOwned>(change: &str, args: &Value) -> Result<Option<C>, serde_json::Error> {
    let named = Value::Object([(change.to_owned(), args.clone())].into_iter().collect());
    match C::deserialize(&named) {
        Ok(change) => Ok(Some(change)),
        Err(error) if error.to_string().starts_with("unknown variant") => Ok(None),
        Err(error) => Err(error),
    }
}

fn unknown(name: &str, args: &Value) -> AnyChange {
    AnyChange::Unknown {
        name: name.to_owned(),
        args: args.clone(),
    }
}
