//! Takes what is due by lease, runs it beside everything else, waits longer after each failure. Knows no job by name.

use super::transfer_document;
use super::{DecideConversion, Ended, Job, World, pack_blocks};
use crate::db::{self, Lease, Transfer};
use crate::jobs::circuit::milliseconds;
use crate::jobs::world::Trouble;
use hashbrown::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tokio::time::Instant;
use uuid::Uuid;

/// Work that runs at the same time.
const AT_ONCE: usize = 8;
/// How often the tables are asked when nobody says there is news.
const LOOKS_EVERY: Duration = Duration::from_millis(500);
/// News gather so long before the tables are asked again.
const GATHERS: Duration = Duration::from_millis(20);
/// What runs when the server stops has so long; what is cut off is done again after its lease.
const ENDS_WITHIN: Duration = Duration::from_secs(5);

/// Cheap to clone.
#[derive(Clone)]
pub struct Runner {
    world: Arc<World>,
    jobs: Arc<Vec<Box<dyn Job>>>,
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
            jobs: Arc::new(vec![Box::new(DecideConversion)]),
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
        while *open.borrow_and_update() {
            if let Err(trouble) = self.begin(&mut running).await {
                tracing::warn!("the job queue cannot be read: {trouble}");
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
            for job in self.claim_jobs(workspace.id, free).await? {
                let this = self.clone();
                running.spawn(async move { this.one_job(workspace.id, job).await });
            }
            let free = AT_ONCE.saturating_sub(running.len());
            for transfer in self.claim_transfers(workspace.id, free).await? {
                let this = self.clone();
                running.spawn(async move { this.one_transfer(workspace.id, transfer).await });
            }
        }
        Ok(())
    }

    async fn claim_jobs(&self, workspace: Uuid, free: usize) -> Result<Vec<db::Job>, Trouble> {
        let database = &self.world.database;
        Ok(database.claim_jobs(workspace, self.lease(free)).await?)
    }

    async fn claim_transfers(
        &self,
        workspace: Uuid,
        free: usize,
    ) -> Result<Vec<Transfer>, Trouble> {
        if free == 0 {
            return Ok(Vec::new());
        }
        let database = &self.world.database;
        Ok(database
            .claim_transfers(workspace, self.lease(free))
            .await?)
    }

    fn lease(&self, free: usize) -> Lease {
        let now = self.world.clock.milliseconds();
        Lease {
            now,
            until: now + milliseconds(self.world.connectors.work_takes_at_most()),
            limit: i64::try_from(free).unwrap_or(1),
        }
    }

    async fn one_job(&self, workspace: Uuid, row: db::Job) {
        let world = &*self.world;
        let job = self.jobs.iter().find(|job| job.name() == row.name);
        let ended = match job {
            Some(job) => job.run(world, workspace, &row).await,
            None => Ended::GivenUp {
                because: "this version has no such job".to_owned(),
            },
        };
        let stored = match ended {
            Ended::Done => world.database.finish_job(workspace, row.id).await,
            Ended::GivenUp { because } => {
                tracing::error!(job = row.name, payload = row.payload, "given up: {because}");
                world.database.finish_job(workspace, row.id).await
            }
            Ended::Again { because, after } => {
                let failures = u32::try_from(row.attempts + 1).unwrap_or(u32::MAX);
                let retry = job.map_or(super::backoff::Retry::ERP, |job| job.retry());
                let wait = retry.after(failures, world.chance()).max(after);
                let due = world.clock.milliseconds() + milliseconds(wait);
                tracing::info!(job = row.name, "again in {wait:?}: {because}");
                let database = &world.database;
                database
                    .postpone_job(workspace, row.id, due, &because)
                    .await
            }
        };
        if let Err(error) = stored {
            tracing::warn!(job = row.name, "done again after its lease: {error}");
        }
    }

    async fn one_transfer(&self, workspace: Uuid, before: Transfer) {
        if let Err(trouble) = transfer_document::run(&self.world, workspace, &before).await {
            let key = before.key;
            tracing::warn!(transfer = key, "tried again after its lease: {trouble}");
        }
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
