//! Work that runs beside the requests: it may be killed at any moment and is done again, so every job is harmless to repeat.
//!
//! | Term | File |
//! |---|---|
//! | what is due, and how one piece of it ends | [`work`], [`backoff`], [`circuit`] |
//! | who looks, and runs it in a served process | [`runner`] |
//! | a requested conversion is decided on live figures | [`decide_conversion`] |
//! | one word to one customer | [`tell_customer`] |
//! | one document, one ERP, exactly once | [`transfer_document`], [`transfer_step`], [`attempt`], [`wanted`] |
//! | its offer or document is told | [`telling`] |
//! | stale blocks are packed when nobody writes | [`pack_blocks`] |
//! | what nobody answered reaches the administrators | [`raise_entries`] |
//!
//! Rows in the tables `jobs` and `transfers` are written by the deciding transaction, never here. Invariants: no ERP is
//! called under a lock; what a job decides is an intention of the system whose `uid` follows from its cause.

pub mod attempt;
pub mod backoff;
pub mod cause;
pub mod circuit;
pub mod decide_conversion;
pub mod load;
pub mod pack_blocks;
pub mod raise_entries;
pub mod runner;
pub mod tell_customer;
mod telling;
pub mod transfer_document;
mod transfer_step;
mod wanted;
pub mod work;
pub mod world;

pub use decide_conversion::DecideConversion;
pub use runner::Runner;
pub use tell_customer::TellCustomer;
pub use world::{Decides, NotCommitted, Pauses, World};

use crate::db;
use backoff::Retry;
use futures::future::BoxFuture;
use serde::de::DeserializeOwned;
use std::time::Duration;
use uuid::Uuid;

/// One kind of work from the job queue.
pub trait Job: Send + Sync {
    /// As in the row. The row's `dedup` keeps the same work from waiting twice.
    fn name(&self) -> &'static str;
    fn retry(&self) -> Retry;
    fn run<'a>(
        &'a self,
        world: &'a World,
        workspace: Uuid,
        row: &'a db::Job,
    ) -> BoxFuture<'a, Ended>;
}

/// How one attempt ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ended {
    Done,
    /// Later, at least after this time; the reason stands in the queue for people to see.
    Again {
        because: String,
        after: Duration,
    },
    /// Nothing failed, its time has not come: looked at again after exactly this time.
    NotYet {
        because: String,
        after: Duration,
    },
    /// Trying again would not help: somebody has to read the log.
    GivenUp {
        because: String,
    },
}

impl Ended {
    pub fn again(because: impl Into<String>) -> Self {
        Self::Again {
            because: because.into(),
            after: Duration::ZERO,
        }
    }
}

/// What the deciding transaction left in the row.
fn read<T: DeserializeOwned>(row: &db::Job) -> Result<T, Ended> {
    serde_json::from_str(&row.payload).map_err(|error| Ended::GivenUp {
        because: format!("the row cannot be read: {error}"),
    })
}
