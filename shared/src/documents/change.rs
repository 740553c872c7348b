//! What can happen to a document: recorded from an ERP's history, entered here, put right, cancelled, booked in an ERP.

use super::cancelled::Booked;
use super::cost::DocumentCost;
use super::document::{Document, Line};
use super::draft::{Draft, NewLine};
use super::recorded::Recorded;
use super::{booking, edited, entered};
use crate::accounts::Account;
use crate::desk::Desk;
use crate::ids::{DocumentId, LineId};
use crate::needs::Needs;
use crate::products::{Product, ProductCost};
use crate::series::Counter;
use crate::users::policy::system_only;
use crate::users::{Context, Denied};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// The bulk path; at most 5,000 rows an intention.
    Recorded { rows: Vec<(DocumentId, Recorded)> },
    /// What the goods of recorded documents cost; at most 5,000 rows an intention.
    CostsRecorded {
        rows: Vec<(DocumentId, DocumentCost)>,
    },
    Entered {
        document: DocumentId,
        draft: Draft,
        provisional: String,
    },
    /// Parts used in a repair, for instance (RMA-22).
    LineAdded { document: DocumentId, line: NewLine },
    LineRemoved {
        document: DocumentId,
        line: LineId,
        was: Line,
    },
    /// The field of serials as it was typed (SER-13); `was` as it is stored.
    SerialsEntered {
        document: DocumentId,
        line: LineId,
        was: Vec<String>,
        typed: String,
    },
    Cancelled {
        document: DocumentId,
        reason: String,
    },
    /// The system's: what the ERP said of one that was made here.
    Answered {
        document: DocumentId,
        booked: Booked,
    },
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    #[error(transparent)]
    Denied { why: Denied },
    #[error("{count} rows are more than one intention may write")]
    TooManyRows { count: usize },
    #[error("there is no such document")]
    NoSuchDocument,
    #[error("the document exists already")]
    Exists,
    #[error("there is no such account")]
    NoSuchAccount,
    #[error("there is no such product")]
    NoSuchProduct,
    #[error("there is no such line")]
    NoSuchLine,
    #[error("a document of this kind is not entered here")]
    NotEnteredHere,
    #[error("a sale or a return names at least one product")]
    NoLines,
    #[error("a document has at most {max} lines")]
    TooManyLines { max: usize },
    #[error("the day cannot be meant")]
    DayFarAway,
    #[error("the quantity must be more than nothing")]
    QuantityInvalid,
    #[error("the price is negative or has more than 6 decimals")]
    PriceInvalid,
    #[error("that is no serial number")]
    SerialInvalid,
    #[error("what is returned was not sold to this account")]
    NotTheirSale,
    #[error("the reason is missing")]
    ReasonMissing,
    #[error("the document is cancelled")]
    IsCancelled,
    /// It is only read here.
    #[error("the document is an ERP's")]
    IsErps,
    /// The ERP has not answered yet.
    #[error("the document is on its way to an ERP")]
    OnItsWay,
    /// Taken back with its warranty return alone, so that none of a pair stays behind.
    #[error("the document belongs to a warranty return")]
    BelongsToOperation,
    /// Its parts are on the books as they stood at the end.
    #[error("the warranty return is over")]
    ReturnOver,
}

impl From<Denied> for Refusal {
    fn from(why: Denied) -> Self {
        Self::Denied { why }
    }
}

impl Change {
    pub fn makes(&self) -> Vec<Uuid> {
        match self {
            Change::Entered {
                document, draft, ..
            } => std::iter::once(document.0)
                .chain(draft.lines.iter().map(|line| line.id.0))
                .collect(),
            Change::LineAdded { line, .. } => vec![line.id.0],
            _ => Vec::new(),
        }
    }

    pub fn uses(&self) -> Vec<Uuid> {
        match self {
            Change::Recorded { .. } | Change::CostsRecorded { .. } => Vec::new(),
            Change::Entered { draft, .. } => std::iter::once(draft.account.0)
                .chain(draft.of.map(|sale| sale.0))
                .chain(draft.lines.iter().map(|line| line.product.0))
                .collect(),
            Change::LineAdded { document, line } => vec![document.0, line.product.0],
            Change::LineRemoved { document, line, .. }
            | Change::SerialsEntered { document, line, .. } => vec![document.0, line.0],
            Change::Cancelled { document, .. } | Change::Answered { document, .. } => {
                vec![document.0]
            }
        }
    }

    pub fn reads(&self, desk: &Desk) -> Needs {
        match self {
            Change::Recorded { rows } => ids(rows),
            Change::CostsRecorded { rows } => {
                Needs::none().ids::<DocumentCost>(rows.iter().map(|(id, _)| *id))
            }
            Change::Entered {
                document, draft, ..
            } => {
                let needs = Needs::none().id::<Document>(*document);
                let needs = needs.id::<Account>(draft.account).ids::<Document>(draft.of);
                let products = || draft.lines.iter().map(|line| line.product);
                let needs = needs
                    .ids::<Product>(products())
                    .ids::<ProductCost>(products());
                let counter = entered::counter(draft.kind);
                needs.and(counter.map_or_else(Needs::none, Counter::needs))
            }
            Change::LineAdded { document, line } => {
                let needs = booking::reads(Needs::none(), desk, *document);
                let needs = needs.id::<ProductCost>(line.product);
                needs.id::<Product>(line.product)
            }
            other => match other.document() {
                Some(document) => booking::reads(Needs::none(), desk, document),
                None => Needs::none(),
            },
        }
    }

    fn document(&self) -> Option<DocumentId> {
        match self {
            Change::Recorded { .. } | Change::CostsRecorded { .. } => None,
            Change::Entered { document, .. }
            | Change::LineAdded { document, .. }
            | Change::LineRemoved { document, .. }
            | Change::SerialsEntered { document, .. }
            | Change::Cancelled { document, .. }
            | Change::Answered { document, .. } => Some(*document),
        }
    }

    pub fn apply(&self, desk: &mut Desk, context: &Context) -> Result<(), Refusal> {
        match self {
            Change::Recorded { rows } => bulk(context, rows.len()).map(|()| {
                rows.iter()
                    .for_each(|(id, row)| desk.put(*id, row.document()));
            }),
            Change::CostsRecorded { rows } => bulk(context, rows.len()).map(|()| {
                rows.iter().for_each(|(id, row)| desk.put(*id, row.clone()));
            }),
            Change::Entered {
                document,
                draft,
                provisional,
            } => entered::entered(desk, context, *document, draft, provisional),
            other => edited::edited(other, desk, context),
        }
    }
}

fn ids(rows: &[(DocumentId, Recorded)]) -> Needs {
    Needs::none().ids::<Document>(rows.iter().map(|(id, _)| *id))
}

fn bulk(context: &Context, count: usize) -> Result<(), Refusal> {
    system_only(context)?;
    match count > 5_000 {
        true => Err(Refusal::TooManyRows { count }),
        false => Ok(()),
    }
}
