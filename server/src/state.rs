//! What every request can reach: database, clock, configuration, the writers, the pokes and the circuits. Decides nothing.

use crate::auth::{Attempts, Passwords};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Database;
use crate::files::Folder;
use crate::http::handed_in::LargePushes;
use crate::jobs::circuit::Circuits;
use crate::sync::shipped::ShippedSerials;
use crate::sync::{Pokes, Writers};
use std::ops::Deref;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Half of the connections that read.
const BLOCK_READERS: usize = 4;

pub struct Parts {
    pub config: Config,
    pub clock: Clock,
    pub database: Arc<dyn Database>,
    pub files: Folder,
    pub attempts: Attempts,
    pub passwords: Passwords,
    pub writers: Arc<Writers>,
    pub large_pushes: LargePushes,
    pub pokes: Pokes,
    /// Turns for reading blocks, so that devices which start leave the database to those who work.
    pub block_turns: Semaphore,
    pub shipped: ShippedSerials,
    /// Which ERPs the jobs are waiting for.
    pub circuits: Arc<Circuits>,
}

/// Cheap to clone: one allocation shared by all.
#[derive(Clone)]
pub struct ServerState(Arc<Parts>);

impl ServerState {
    pub fn new(config: Config, clock: Clock, database: Arc<dyn Database>) -> Self {
        let pokes = Pokes::default();
        Self(Arc::new(Parts {
            writers: Arc::new(Writers::new(database.clone(), clock.clone(), pokes.clone())),
            files: Folder::new(config.files()),
            config,
            clock,
            database,
            attempts: Attempts::default(),
            passwords: Passwords::default(),
            large_pushes: LargePushes::default(),
            pokes,
            block_turns: Semaphore::new(BLOCK_READERS),
            shipped: ShippedSerials::default(),
            circuits: Arc::default(),
        }))
    }
}

impl Deref for ServerState {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
