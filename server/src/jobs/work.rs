//! What is due, and one piece of it from the claim to its stored end. Needs no runtime: who waits between two looks, and how
//! much runs at the same time, is the business of whoever drives it.

use super::circuit::milliseconds;
use super::world::Trouble;
use super::{DecideConversion, Ended, Job, TellCustomer, World, tell_customer, transfer_document};
use crate::db::{self, Lease, Transfer};
use std::time::Duration;
use uuid::Uuid;

/// What it takes to write down how a piece of work ended.
const WRITES: Duration = Duration::from_secs(15);

/// Every kind of work from the job queue.
pub struct Jobs(Vec<Box<dyn Job>>);

impl Default for Jobs {
    fn default() -> Self {
        Self(vec![Box::new(DecideConversion), Box::new(TellCustomer)])
    }
}

impl Jobs {
    /// One attempt at one row, and how it ended.
    pub async fn one(&self, world: &World, workspace: Uuid, row: db::Job) {
        let job = self.0.iter().find(|job| job.name() == row.name);
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
            Ended::NotYet { because, after } => {
                let due = world.clock.milliseconds() + milliseconds(after);
                let database = &world.database;
                database
                    .postpone_job(workspace, row.id, due, &because)
                    .await
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
}

/// One attempt at one document.
pub async fn one_transfer(world: &World, workspace: Uuid, before: Transfer) {
    if let Err(trouble) = transfer_document::run(world, workspace, &before).await {
        let key = before.key;
        tracing::warn!(transfer = key, "tried again after its lease: {trouble}");
    }
}

/// Takes at most so many rows of what is due on lease.
pub async fn claim_jobs(
    world: &World,
    workspace: Uuid,
    free: usize,
) -> Result<Vec<db::Job>, Trouble> {
    let claimed = world.database.claim_jobs(workspace, lease(world, free));
    Ok(claimed.await?)
}

/// As [`claim_jobs`]; the rows come back as they were before this attempt.
pub async fn claim_transfers(
    world: &World,
    workspace: Uuid,
    free: usize,
) -> Result<Vec<Transfer>, Trouble> {
    if free == 0 {
        return Ok(Vec::new());
    }
    let lease = lease(world, free);
    Ok(world.database.claim_transfers(workspace, lease).await?)
}

fn lease(world: &World, free: usize) -> Lease {
    let now = world.clock.milliseconds();
    let erp = world.connectors.work_takes_at_most();
    let mail = (world.post.as_ref()).map(|_| tell_customer::TAKES_AT_MOST + WRITES);
    Lease {
        now,
        until: now + milliseconds(erp.max(mail.unwrap_or_default())),
        limit: i64::try_from(free).unwrap_or(1),
    }
}
