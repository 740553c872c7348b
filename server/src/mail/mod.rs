//! Letters to customers, and the door through which they leave.
//!
//! | Term | File |
//! |---|---|
//! | what a letter of a return says, in the customer's language | [`words`] |
//! | the address under which a customer follows a return | [`tracking`] |
//! | a real mail server | [`smtp`] |
//!
//! A mail server says "taken" once, and nobody can ask it later: when that answer is lost the letter goes out again under the same
//! `Message-ID`, by which many mailboxes know it as the same one.

#[cfg(feature = "serving")]
pub mod smtp;
pub mod tracking;
pub mod words;

use futures::future::BoxFuture;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Letter {
    /// Of its cause: the same letter has the same one.
    pub id: String,
    pub to: String,
    pub subject: String,
    pub text: String,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NotTaken {
    /// Not for this address, now or later.
    Refused { words: String },
    /// Not now: not reached, busy, or it does not know us.
    Later { words: String },
}

/// Where letters leave; `Ok` when somebody else answers for the letter.
pub trait Mailer: Send + Sync {
    fn send<'a>(&'a self, letter: &'a Letter) -> BoxFuture<'a, Result<(), NotTaken>>;
}

/// Letters under way at the same time: a mail server that says nothing holds up no other work.
const AT_ONCE: usize = 2;

/// What jobs know of mail.
#[derive(Clone)]
pub struct Post {
    pub mailer: Arc<dyn Mailer>,
    /// A letter waits so long for others that would make it needless.
    pub gathers: Duration,
    /// How customers reach the server, where that is known.
    pub public_address: Option<Arc<str>>,
    pub turns: Arc<Semaphore>,
}

impl Post {
    pub fn new(mailer: Arc<dyn Mailer>, gathers: Duration) -> Self {
        Self {
            mailer,
            gathers,
            public_address: None,
            turns: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    /// Letters name the page on which a customer follows the return.
    pub fn reached_at(self, public_address: Option<&str>) -> Self {
        let public_address = public_address.map(Arc::from);
        Self {
            public_address,
            ..self
        }
    }
}
