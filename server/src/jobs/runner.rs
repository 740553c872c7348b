//! Drives the work of a served process: looks for what is due, runs it beside everything else, ends when it is told to. What is
//! due and how a piece of it ends is decided in [`work`].

use super::work::{self, Jobs};
use super::world::Trouble;
use super::{World, pack_blocks, raise_entries};
use hashbrown::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tokio::time::Instant;
use uuid::Uuid;

/// Work that runs at the same time.
pub const AT_ONCE: usize = 8;
/// How often the tables are asked when nobody says there is news.
pub const LOOKS_EVERY: Duration = Duration::from_millis(500);
/// News gather so long before the tables are asked again.
pub const GATHERS: Duration = Duration::from_millis(20);
/// What runs when the server stops has so long; what is cut off is done again after its lease.
const ENDS_WITHIN: Duration = Duration::from_secs(5);

/// Cheap to clone.
#[derive(Clone)]
pub struct Runner {
    world: Arc<World>,
    jobs: Arc<Jobs>,
    news: Arc<Notify>,
    open: watch::Sender<bool>,
}

/// When a workspace was last written to, and whether its blocks were packed since.
#[derive(Clone, Copy)]
struct Quiet {
    revision: i64,
    since: Instant,
    packed: bool,
}

impl Runner {
    pub fn new(world: Arc<World>) -> Self {
        Self {
            world,
            jobs: Arc::default(),
            news: Arc::default(),
            open: watch::Sender::new(true),
        }
    }

    pub fn world(&self) -> &World {
        &self.world
    }

    /// Something was decided: look at once.
    pub fn news(&self) {
        self.news.notify_one();
    }

    /// No new work is begun; `run` returns when what runs has ended.
    pub fn close(&self) {
        self.open.send_replace(false);
    }

    /// Runs until `close`.
    pub async fn run(&self) {
        let (mut running, mut quiet, mut open) =
            (JoinSet::new(), HashMap::new(), self.open.subscribe());
        let mut raised = None;
        while *open.borrow_and_update() {
            if let Err(trouble) = self.begin(&mut running).await {
                tracing::warn!("the job queue cannot be read: {trouble}");
            }
            if let Err(trouble) = self.raise(&mut raised, &mut running).await {
                tracing::warn!("nobody knows which entries stand open too long: {trouble}");
            }
            if running.is_empty()
                && let Err(trouble) = self.pack(&mut quiet, &mut running).await
            {
                tracing::warn!("nobody knows whether blocks are stale: {trouble}");
            }
            tokio::select! {
                () = tokio::time::sleep(LOOKS_EVERY) => {}
                () = self.news.notified() => tokio::time::sleep(GATHERS).await,
                Some(ended) = running.join_next(), if !running.is_empty() => report(ended),
                _changed = open.changed() => {}
            }
        }
        let ended = async { while running.join_next().await.is_some() {} };
        if tokio::time::timeout(ENDS_WITHIN, ended).await.is_err() {
            tracing::warn!("work was cut off and will be done again");
        }
    }

    /// Everything that is due now, one round after the other, until nothing is; for tests and for the end of a command.
    pub async fn run_until_idle(&self) -> Result<(), Trouble> {
        let mut running = JoinSet::new();
        loop {
            self.begin(&mut running).await?;
            match running.join_next().await {
                Some(ended) => report(ended),
                None => return Ok(()),
            }
        }
    }

    async fn begin(&self, running: &mut JoinSet<()>) -> Result<(), Trouble> {
        for workspace in self.world.database.workspaces().await? {
            let free = AT_ONCE.saturating_sub(running.len());
            if free == 0 {
                break;
            }
            for job in work::claim_jobs(&self.world, workspace.id, free).await? {
                let this = self.clone();
                running.spawn(async move { this.jobs.one(&this.world, workspace.id, job).await });
            }
            let free = AT_ONCE.saturating_sub(running.len());
            for transfer in work::claim_transfers(&self.world, workspace.id, free).await? {
                let world = self.world.clone();
                running
                    .spawn(async move { work::one_transfer(&world, workspace.id, transfer).await });
            }
        }
        Ok(())
    }

    /// Begins to look for entries that stand open too long, at the start and then once in a while.
    async fn raise(
        &self,
        looked: &mut Option<Instant>,
        running: &mut JoinSet<()>,
    ) -> Result<(), Trouble> {
        if looked.is_some_and(|looked| looked.elapsed() < raise_entries::LOOKS_EVERY) {
            return Ok(());
        }
        *looked = Some(Instant::now());
        for workspace in self.world.database.workspaces().await? {
            let world = self.world.clone();
            running.spawn(async move {
                let now = world.clock.now();
                if let Err(trouble) = raise_entries::run(&world, workspace.id, now).await {
                    tracing::warn!("entries that stand open are looked at later: {trouble}");
                }
            });
        }
        Ok(())
    }

    /// Begins packing where nobody has written for a while.
    async fn pack(
        &self,
        quiet: &mut HashMap<Uuid, Quiet>,
        running: &mut JoinSet<()>,
    ) -> Result<(), Trouble> {
        for workspace in self.world.database.workspaces().await? {
            let fresh = Quiet {
                revision: workspace.revision,
                since: Instant::now(),
                packed: false,
            };
            let seen = quiet.entry(workspace.id).or_insert(fresh);
            if seen.revision != workspace.revision {
                *seen = fresh;
            }
            if !seen.packed && seen.since.elapsed() >= pack_blocks::IDLE {
                seen.packed = true;
                let world = self.world.clone();
                running.spawn(async move {
                    let packed = pack_blocks::run(&*world.database, workspace.id).await;
                    if let Err(error) = packed {
                        tracing::warn!("blocks were not packed: {error}");
                    }
                });
            }
        }
        Ok(())
    }
}

/// A panic in one piece of work ends that piece alone; its lease brings it back.
fn report(ended: Result<(), tokio::task::JoinError>) {
    if let Err(error) = ended {
        tracing::error!("work ended badly and is tried again after its lease: {error}");
    }
}
