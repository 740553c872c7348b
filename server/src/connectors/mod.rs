//! The link to an ERP, and what every implementation promises. Knows no table of ours, no route and no job.
//!
//! What a connector promises, and `tests/connectors/contract.rs` checks against each of them:
//!
//! * **One call, at most one document.** `send` never repeats a request by itself. Whether to send again is decided
//!   by who called, who looks the document up by its key first.
//! * **The key travels along.** It is stored in a reference field of the ERP, and `look_up` finds every document that
//!   carries it, for ever: public idempotency keys live a day, field work lives longer.
//! * **Unclear is said, never guessed.** `Accepted` and `Refused` are the ERP's own words. No answer, half an answer or
//!   an answer nobody understands is `Unclear`.
//! * **A late effect has a limit.** What was sent and not answered has had its effect, or never will, once
//!   `Capabilities::settles_within` is over.
//! * **Asking changes nothing.** `figures`, `look_up` and `document` only read.
//! * **Nothing is made up.** A figure the ERP did not give is absent, never zero.
//! * **Letters survive.** What comes back reads as it was sent, ğ ı ş ė š ų included.

pub mod catalogue;
pub mod simulator;

pub use catalogue::Catalogue;

use futures::future::BoxFuture;
use shared::calendar::{Day, Moment};
use shared::ids::TransferId;
use shared::integrations::{Answer, DocumentKind, LiveFigures, NeutralDocument, Slip};
use shared::money::{Currency, Decimal};
use std::time::Duration;
use thiserror::Error;

/// A question may go unanswered; then nothing is known.
pub type Told<'a, T> = BoxFuture<'a, Result<T, NotReached>>;

/// See the module.
pub trait Connector: Send + Sync {
    fn capabilities(&self) -> Capabilities;
    /// Prices, stock and risk as the ERP sees them now. Products it does not know are left out of the answer.
    fn figures<'a>(&'a self, question: &'a Question) -> Told<'a, LiveFigures>;
    /// Hands one document over, once.
    fn send<'a>(&'a self, document: &'a NeutralDocument) -> BoxFuture<'a, Answer>;
    /// Every document that carries our key; more than one means that somebody sent it twice.
    fn look_up(&self, key: TransferId) -> Told<'_, Vec<Found>>;
    /// The document behind the ERP's own reference.
    fn document<'a>(&'a self, reference: &'a str) -> Told<'a, Option<Found>>;
}

/// What this ERP can do, in so far as the callers must know.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Capabilities {
    pub takes_quotes: bool,
    /// Without a reference field nothing can be looked up: a person decides after every unclear answer.
    pub looks_up_by_key: bool,
    /// After this time a call is given up as unclear.
    pub answers_within: Duration,
    pub settles_within: Duration,
}

impl Capabilities {
    pub fn takes(self, kind: DocumentKind) -> bool {
        kind != DocumentKind::Quote || self.takes_quotes
    }
}

/// What is asked before a conversion. `at` is the asker's clock: connectors stamp no time of their own on figures.
#[derive(Clone, PartialEq, Debug)]
pub struct Question {
    pub at: Moment,
    pub day: Day,
    /// The account's reference in the ERP.
    pub account: String,
    pub currency: Currency,
    /// Prices are wanted with VAT.
    pub gross: bool,
    pub codes: Vec<String>,
}

/// A document as it stands in the ERP, in so far as it is compared with what was sent.
#[derive(Clone, PartialEq, Debug)]
pub struct Found {
    pub slip: Slip,
    pub kind: DocumentKind,
    pub account: String,
    /// Code and quantity of each, in any order: a text may be written otherwise there.
    pub lines: Vec<(String, Decimal)>,
    /// Of all its lines; none where the ERP keeps none.
    pub serials: Vec<String>,
    /// `None`: the ERP does not say.
    pub net_total: Option<Decimal>,
}

/// The ERP could not be asked. Nothing was changed by asking.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("the ERP could not be asked: {reason}")]
pub struct NotReached {
    pub reason: String,
}

impl NotReached {
    pub fn because(reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
        }
    }
}
