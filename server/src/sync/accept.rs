//! load → decide (shared) → store, for everything that arrived, in one transaction under the workspace's lock.

use super::arrival::{Author, Item, Push, PushResult, Stop};
use super::desk_rows::{DeskRows, UnreadableRecord, signed, wanted};
use super::ledger::{Ledger, Verdict};
use crate::clock::Clock;
use crate::db::{Batch, Database, DbError, Job, StoredIntention, Transfer, Writer};
use hashbrown::HashSet;
use shared::calendar::Moment;
use shared::desk::{Desk, Effect};
use shared::ids::{Id, Uid, UserId};
use shared::needs::{Look, Needs};
use shared::record::RecordKey;
use shared::sync::decide::{Run, not_applied, run};
use shared::sync::portion::chain;
use shared::sync::wire::Decided;
use shared::sync::{AnyChange, Decision, Intention, Outcome, Reason, Step, decide};
use shared::users::{Context, User};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use thiserror::Error;
use uuid::Uuid;

/// A change that asks more often than this never stops asking.
const READS_MAX: usize = 16;

#[derive(Debug, Error)]
pub enum NotAccepted {
    #[error(transparent)]
    Database(#[from] DbError),
    #[error(transparent)]
    Unreadable(#[from] UnreadableRecord),
}

/// Accepts for one workspace.
pub struct Acceptor {
    database: Arc<dyn Database>,
    pub clock: Clock,
    pub workspace: Uuid,
}

impl Acceptor {
    pub fn new(database: Arc<dyn Database>, clock: Clock, workspace: Uuid) -> Self {
        Self {
            database,
            clock,
            workspace,
        }
    }

    /// What each push is told, and the revision after it. Returns after the flush.
    pub async fn accept(
        &self,
        pushes: &[Push],
        items: &[Item],
    ) -> Result<(Vec<PushResult>, i64), NotAccepted> {
        let mut results = vec![PushResult::default(); pushes.len()];
        let done = (self.round(pushes, items, &mut results, &HashSet::new())).await;
        match done {
            Err(NotAccepted::Database(error)) if error.concerns_one_row() => {
                tracing::warn!("a round is repeated one by one: {error}");
                self.one_by_one(pushes, items).await
            }
            done => Ok((results, done?)),
        }
    }

    /// The database refused a row that no rule had refused: find the intention it came from and quarantine that one.
    async fn one_by_one(
        &self,
        pushes: &[Push],
        items: &[Item],
    ) -> Result<(Vec<PushResult>, i64), NotAccepted> {
        let mut results = vec![PushResult::default(); pushes.len()];
        let mut revision = 0;
        for item in items.chunks(1) {
            let before = results.clone();
            let done = self
                .round(pushes, item, &mut results, &HashSet::new())
                .await;
            revision = match done {
                Err(NotAccepted::Database(error)) if error.concerns_one_row() => {
                    results = before;
                    let bad = item.iter().map(|item| item.intention.uid).collect();
                    self.round(pushes, item, &mut results, &bad).await?
                }
                done => done?,
            };
        }
        Ok((results, revision))
    }

    async fn round(
        &self,
        pushes: &[Push],
        items: &[Item],
        results: &mut [PushResult],
        bad: &HashSet<Uid>,
    ) -> Result<i64, NotAccepted> {
        let writer = self.database.begin_writer(self.workspace).await?;
        let now = self.clock.now();
        let mut round = Round::open(writer, pushes, items, now).await?;
        round.today = self.clock.day_of(now);
        round.preload(pushes, items).await?;
        for item in items {
            let result = &mut results[item.push];
            if result.stop.is_none() {
                round.take(&pushes[item.push], item, result, bad).await?;
            }
        }
        round.close().await
    }
}

/// One transaction: everything decided in it, in order.
struct Round {
    writer: Box<dyn Writer>,
    ledger: Ledger,
    desk: Desk,
    rows: DeskRows,
    batch: Batch,
    now: Moment,
    today: shared::calendar::Day,
}

impl Round {
    async fn open(
        mut writer: Box<dyn Writer>,
        pushes: &[Push],
        items: &[Item],
        now: Moment,
    ) -> Result<Self, NotAccepted> {
        let ledger = Ledger::read(&mut *writer, pushes, items).await?;
        let batch = Batch {
            revision: writer.head().revision,
            chain: writer.head().chain.clone(),
            ..Batch::default()
        };
        Ok(Self {
            writer,
            ledger,
            desk: Desk::default(),
            rows: DeskRows::default(),
            batch,
            now,
            today: now.utc_day(),
        })
    }

    /// Asks every change what it reads, for the whole round at once, until nobody asks for more.
    async fn preload(&mut self, pushes: &[Push], items: &[Item]) -> Result<(), NotAccepted> {
        let people = pushes.iter().filter_map(|push| match &push.author {
            Author::Person { user, .. } => Some(*user),
            Author::System => None,
        });
        self.load(Needs::none().ids::<User>(people)).await?;
        let mut asking: Vec<(AnyChange, Context)> = items
            .iter()
            .filter(|item| item.lost.is_none())
            .filter(|item| self.ledger.outcome_of(item.intention.uid).is_none())
            .filter_map(|item| {
                let context = self.context(&pushes[item.push].author)?;
                Some((item.intention.change().ok()?, context))
            })
            .collect();
        for _ in 0..READS_MAX {
            let mut needs = Needs::none();
            asking.retain(|(change, context)| {
                let asked = asks(change, &mut self.desk, context);
                let more = !asked.is_empty();
                needs.ids.extend(asked.ids);
                needs.keys.extend(asked.keys);
                more
            });
            if needs.is_empty() {
                break;
            }
            self.load(needs).await?;
        }
        Ok(())
    }

    async fn load(&mut self, needs: Needs) -> Result<(), NotAccepted> {
        let needs = self.desk.missing(needs);
        if !needs.is_empty() {
            let loaded = self.writer.load(&wanted(&needs)).await?;
            self.rows.lay(&mut self.desk, needs, loaded)?;
        }
        Ok(())
    }

    /// `None` for somebody who may not work (any more).
    fn context(&self, author: &Author) -> Option<Context> {
        match author {
            Author::System => Some(Context::system(self.now, self.today)),
            Author::Person { user, .. } => {
                let Look::Here(grants) = self.desk.get::<User>(*user) else {
                    return None;
                };
                grants.active.then(|| self.context_of(*user, Some(grants)))
            }
        }
    }

    fn context_of(&self, user: UserId, grants: Option<&User>) -> Context {
        Context {
            user,
            roles: grants.map(|user| user.roles.clone()).unwrap_or_default(),
            territories: grants
                .map(|user| user.territories.clone())
                .unwrap_or_default(),
            system: false,
            moment: self.now,
            today: self.today,
        }
    }

    async fn take(
        &mut self,
        push: &Push,
        item: &Item,
        result: &mut PushResult,
        bad: &HashSet<Uid>,
    ) -> Result<(), NotAccepted> {
        if !self.ledger.belongs(push, self.now.milliseconds()) {
            result.stop = Some(Stop::ForeignClient);
            return Ok(());
        }
        match self.ledger.judge(item) {
            Verdict::Stop(stop) => result.stop = Some(stop),
            Verdict::Answer(decided) => {
                self.ledger.advance(item);
                result.decided.push(decided);
            }
            Verdict::Decide => {
                let decided = self.decide(push, item, bad).await?;
                self.ledger.advance(item);
                result.decided.push(decided);
            }
        }
        Ok(())
    }

    async fn decide(
        &mut self,
        push: &Push,
        item: &Item,
        bad: &HashSet<Uid>,
    ) -> Result<Decided, NotAccepted> {
        let revision = self.batch.revision.unsigned_abs() + 1;
        let context = self.context(&push.author);
        let refused = self.refused_unread(push, item, context.is_some(), bad);
        let context = context.unwrap_or_else(|| match &push.author {
            Author::Person { user, .. } => self.context_of(*user, None),
            Author::System => Context::system(self.now, self.today),
        });
        let decision = match refused {
            Some(reason) => self.quarantined(&item.intention, revision, &context, reason),
            None => self.run(&item.intention, revision, &context).await?,
        };
        let unseen = self.rows.unseen(&decision.writes);
        if !unseen.is_empty() {
            let loaded = self.writer.load(&wanted(&unseen)).await?;
            self.rows.note(unseen, loaded)?;
        }
        Ok(self.note(item, revision, &context, decision))
    }

    /// Reasons to quarantine without looking at what it says.
    fn refused_unread(
        &self,
        push: &Push,
        item: &Item,
        active: bool,
        bad: &HashSet<Uid>,
    ) -> Option<Reason> {
        if let Some(detail) = &item.lost {
            return Some(Reason::Lost {
                detail: detail.clone(),
            });
        }
        if !active || self.ledger.is_withdrawn(push) {
            return Some(Reason::Withdrawn);
        }
        (bad.contains(&item.intention.uid)).then(|| failed("the database refused what it wrote"))
    }

    async fn run(
        &mut self,
        intention: &Intention,
        revision: u64,
        context: &Context,
    ) -> Result<Decision, NotAccepted> {
        for _ in 0..READS_MAX {
            let ledger = &self.ledger;
            let desk = &mut self.desk;
            let step = catch_unwind(AssertUnwindSafe(|| {
                decide(intention, revision, desk, context, |uid| {
                    ledger.outcome_of(uid)
                })
            }));
            match step {
                Ok(Step::Decided(decision)) => return Ok(decision),
                Ok(Step::Needs(needs)) => self.load(needs).await?,
                Err(_) => {
                    let reason = failed("deciding it panicked");
                    return Ok(self.quarantined(intention, revision, context, reason));
                }
            }
        }
        let reason = failed("it never stops asking");
        Ok(self.quarantined(intention, revision, context, reason))
    }

    fn quarantined(
        &mut self,
        intention: &Intention,
        revision: u64,
        context: &Context,
        reason: Reason,
    ) -> Decision {
        let outcome = Outcome::Quarantined;
        let step = not_applied(
            intention,
            revision,
            &mut self.desk,
            context,
            outcome,
            reason.clone(),
        );
        match step {
            Step::Decided(decision) => decision,
            Step::Needs(_) => Decision {
                outcome,
                reason: Some(reason),
                writes: Vec::new(),
                effects: Vec::new(),
            },
        }
    }

    /// Puts a decision into the batch: writes, log entry with its link of the chain, work for others.
    fn note(
        &mut self,
        item: &Item,
        revision: u64,
        context: &Context,
        decision: Decision,
    ) -> Decided {
        let intention = &item.intention;
        for stored in &decision.writes {
            self.rows.write(stored);
        }
        self.queue(&decision, intention.uid);
        let word = decision.outcome.word();
        let chain = chain(
            &self.batch.chain,
            intention.uid.0,
            &intention.hash,
            word,
            revision,
        );
        self.batch.revision = signed(revision);
        self.batch.chain = chain;
        let entry = entry(&self.batch, intention, context, &decision);
        self.batch.intentions.push(entry);
        let decided = Decided {
            uid: intention.uid,
            outcome: decision.outcome,
            revision,
            reason: decision.reason,
        };
        self.ledger.remember(&intention.hash, decided.clone());
        decided
    }

    fn queue(&mut self, decision: &Decision, cause: Uid) {
        let now = self.now.milliseconds();
        // the record whose decision asked for it
        let written = decision.writes.first().map_or(Uuid::nil(), |row| row.id);
        for (number, effect) in decision.effects.iter().enumerate() {
            match effect {
                Effect::DecideConversion { offer } => self.batch.jobs.push(Job {
                    id: Uuid::new_v4(),
                    name: "decide_conversion".into(),
                    dedup: format!("{cause}/{number}"),
                    payload: serde_json::json!({ "offer": offer, "cause": cause }).to_string(),
                    due: now,
                    attempts: 0,
                    problem: None,
                }),
                Effect::Transfer {
                    transfer,
                    set,
                    document,
                } => self.batch.transfers.push(Transfer {
                    key: transfer.to_string(),
                    set_id: *set,
                    kind: document["kind"].as_str().unwrap_or_default().to_owned(),
                    document: written,
                    state: "pending".into(),
                    payload: document.to_string(),
                    attempts: 0,
                    answer: None,
                    due: now,
                    lease_until: None,
                    created: now,
                    changed: now,
                }),
            }
        }
    }

    async fn close(mut self) -> Result<i64, NotAccepted> {
        let revision = self.batch.revision;
        if self.batch.intentions.is_empty() && !self.ledger.has_news() {
            return Ok(revision);
        }
        let sums = self.writer.shelf_sums(&self.rows.shelves_touched()).await?;
        self.rows.store(&mut self.batch, &sums);
        self.ledger.store(&mut self.batch);
        self.writer.store(&self.batch).await?;
        self.writer.commit().await?;
        Ok(revision)
    }
}

fn failed(detail: &str) -> Reason {
    let number = format!("{:08x}", rand::random::<u32>());
    tracing::error!(number, "an intention is quarantined: {detail}");
    Reason::Failed { number }
}

/// What a change has to read before it can be decided, and what it would write: both are loaded for all at once.
fn asks(change: &AnyChange, desk: &mut Desk, context: &Context) -> Needs {
    let run = catch_unwind(AssertUnwindSafe(|| run(change, desk, context)));
    let needs = match run {
        Ok(Run::Needs(needs)) => needs,
        Ok(Run::Fine) => {
            let written = desk.written().iter().map(|row| RecordKey {
                kind: row.body.kind(),
                id: row.id,
            });
            let ids = written.collect();
            desk.missing(Needs {
                ids,
                keys: BTreeSet::new(),
            })
        }
        // it is decided in its turn, where a refusal is noted and a panic quarantines it
        Ok(Run::Refused(..)) | Err(_) => Needs::none(),
    };
    desk.clear();
    needs
}

fn entry(
    batch: &Batch,
    intention: &Intention,
    context: &Context,
    decision: &Decision,
) -> StoredIntention {
    let json = |value: serde_json::Result<String>| value.unwrap_or_else(|_| "null".into());
    StoredIntention {
        uid: intention.uid.0,
        client: intention.client.map(|client| client.0),
        seq: intention.client.map(|_| signed(intention.seq)),
        name: intention.name.clone(),
        version: i64::from(intention.version),
        body: json(serde_json::to_string(intention)),
        hash: intention.hash.clone(),
        outcome: decision.outcome.word().into(),
        reason: (decision.reason.as_ref()).map(|reason| json(serde_json::to_string(reason))),
        context: json(serde_json::to_string(context)),
        author: context.user.uuid(),
        revision: batch.revision,
        chain: batch.chain.clone(),
        made_at: intention.made_at.milliseconds(),
        decided_at: context.moment.milliseconds(),
    }
}
