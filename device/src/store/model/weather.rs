//! What the model asks of the world outside: how long a moment lasts, and what becomes of a transaction.
//! Knows no store.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

/// The databases of one name, each with a fate of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Database {
    Queue,
    Cache,
    Files,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Access {
    Read,
    /// Deleting a database as well.
    Write,
}

/// What becomes of one transaction, however often the browser tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Fine,
    /// Nothing was written.
    Aborts,
    /// No space left: nothing was written. A read does not notice.
    Quota,
    /// The connection is gone, and with it this transaction and every later one until `revive`.
    Closes,
    /// The same a moment later: this transaction was done, and its caller is not told.
    ClosesAfter,
}

/// One per tab, or one for many.
pub trait Weather {
    /// Asked before a transaction happens, and between its commit and its answer.
    fn wait(&self) -> Pin<Box<dyn Future<Output = ()>>>;

    /// Asked at the moment when the transaction happens.
    fn fate(&self, database: Database, kind: Access) -> Fate;
}

/// Nothing takes time and nothing fails.
#[derive(Debug, Clone, Copy, Default)]
pub struct Calm;

/// Without size, so that its box is no allocation.
struct AtOnce;

impl Weather for Calm {
    fn wait(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(AtOnce)
    }

    fn fate(&self, _: Database, _: Access) -> Fate {
        Fate::Fine
    }
}

impl Future for AtOnce {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        Poll::Ready(())
    }
}
