//! What every request can reach: database, clock, configuration, the writers, the pokes and the circuits. Decides nothing.

use crate::auth::{Attempts, Passwords};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Database;
use crate::jobs::circuit::Circuits;
use crate::sync::{Pokes, Writers};
use std::ops::Deref;
use std::sync::Arc;

pub struct Parts {
    pub config: Config,
    pub clock: Clock,
    pub database: Arc<dyn Database>,
    pub attempts: Attempts,
    pub passwords: Passwords,
    pub writers: Arc<Writers>,
    pub pokes: Pokes,
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
            config,
            clock,
            database,
            attempts: Attempts::default(),
            passwords: Passwords::default(),
            pokes,
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
