//! The job queue: what is to be done, when, and until when somebody has it on lease. The same work waits once.

use crate::db::{Job, Lease};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

#[derive(Clone, Default)]
pub struct Jobs {
    by_id: BTreeMap<Uuid, Row>,
    /// of two that are due at once the one queued first: ids mean nothing and are made by chance
    due: BTreeSet<(i64, u64, Uuid)>,
    /// name and key of what waits
    once: BTreeSet<(String, String)>,
    queued: u64,
}

#[derive(Clone)]
struct Row {
    job: Job,
    number: u64,
    lease_until: Option<i64>,
}

impl Row {
    fn place(&self) -> (i64, u64, Uuid) {
        (self.job.due, self.number, self.job.id)
    }
}

impl Jobs {
    /// `false` if the same work already waits.
    pub fn add(&mut self, job: Job) -> bool {
        if self.by_id.contains_key(&job.id) || !self.once.insert(once(&job)) {
            return false;
        }
        self.queued += 1;
        let row = Row {
            job,
            number: self.queued,
            lease_until: None,
        };
        self.due.insert(row.place());
        self.by_id.insert(row.job.id, row);
        true
    }

    /// What is due and not on lease, as it is now.
    pub fn due(&self, lease: Lease, limit: usize) -> Vec<Job> {
        let due = self.due.iter().take_while(|(due, ..)| *due <= lease.now);
        let rows = due.filter_map(|(.., id)| self.by_id.get(id));
        let free = rows.filter(|row| row.lease_until.is_none_or(|until| until <= lease.now));
        free.take(limit).map(|row| row.job.clone()).collect()
    }

    /// When the first of them may be claimed; `None` when nothing waits.
    pub fn next_due(&self) -> Option<i64> {
        let free = |row: &Row| row.job.due.max(row.lease_until.unwrap_or(row.job.due));
        self.by_id.values().map(free).min()
    }

    pub fn lease(&mut self, jobs: &[Job], lease: Lease) {
        for job in jobs {
            if let Some(row) = self.by_id.get_mut(&job.id) {
                row.job.attempts += 1;
                row.lease_until = Some(lease.until);
            }
        }
    }

    pub fn finish(&mut self, id: Uuid) {
        if let Some(row) = self.by_id.remove(&id) {
            self.due.remove(&row.place());
            self.once.remove(&once(&row.job));
        }
    }

    pub fn postpone(&mut self, id: Uuid, due: i64, problem: &str) {
        if let Some(row) = self.by_id.get_mut(&id) {
            self.due.remove(&row.place());
            row.job.due = due;
            self.due.insert(row.place());
            row.job.problem = Some(problem.to_owned());
            row.lease_until = None;
        }
    }
}

fn once(job: &Job) -> (String, String) {
    (job.name.clone(), job.dedup.clone())
}
