//! One transaction: what arrived is decided in it, in order, on one desk. The rules are in `shared`; here is only who asks
//! them, with what in front of them, and what happens to those that cannot be asked.

use super::accept::{Bad, NotAccepted};
use super::arrival::{Author, Item, Push, PushResult, Stop};
use super::desk_rows::{DeskRows, wanted};
use super::leavings::Leavings;
use super::ledger::{Ledger, Verdict};
use super::log_entry;
use super::past::{Authors, Earlier};
use super::preload::{READS_MAX, asks};
use crate::db::{Batch, Loaded, StoredRecord, Writer};
use shared::calendar::{Day, Moment};
use shared::desk::Desk;
use shared::ids::UserId;
use shared::needs::{Look, Needs};
use shared::planted::{Bug, planted};
use shared::record::RecordKey;
use shared::shelf::Shelf;
use shared::sync::decide::{not_applied, seen, unfit};
use shared::sync::kinds;
use shared::sync::portion::{Link, chain};
use shared::sync::wire::Decided;
use shared::sync::{AnyChange, Decision, Intention, Outcome, Reason, Step, decide};
use shared::users::{Context, Rules, User, portion};
use std::panic::{AssertUnwindSafe, catch_unwind};

pub struct Round {
    writer: Box<dyn Writer>,
    ledger: Ledger,
    leavings: Leavings,
    desk: Desk,
    rows: DeskRows,
    authors: Authors,
    batch: Batch,
    now: Moment,
    today: Day,
}

impl Round {
    pub async fn open(
        mut writer: Box<dyn Writer>,
        pushes: &[Push],
        items: &[Item],
        (now, today): (Moment, Day),
    ) -> Result<Self, NotAccepted> {
        let ledger = Ledger::read(&mut *writer, pushes, items).await?;
        let head = writer.head().revision.unsigned_abs();
        let batch = Batch {
            revision: writer.head().revision,
            chain: writer.head().chain.clone(),
            ..Batch::default()
        };
        Ok(Self {
            writer,
            ledger,
            leavings: Leavings::default(),
            desk: Desk::default(),
            rows: DeskRows::default(),
            authors: Authors::since(oldest_start(pushes, items, head)),
            batch,
            now,
            today,
        })
    }

    /// Asks every change what it reads, for the whole round at once, until nobody asks for more. Of the `bad` nothing is read.
    pub async fn preload(
        &mut self,
        pushes: &[Push],
        items: &[Item],
        bad: &Bad,
    ) -> Result<(), NotAccepted> {
        self.load_authors(pushes, items, bad).await?;
        let mut asking: Vec<(AnyChange, Context)> = items
            .iter()
            .filter(|item| item.lost.is_none() && !bad.contains_key(&item.intention.uid))
            .filter(|item| self.ledger.outcome_of(item.intention.uid).is_none())
            .filter_map(|item| {
                let context = self.context(&pushes[item.push].author)?;
                // a database may not even be able to look for such a text
                let change = item.intention.change().ok()?;
                let fits = unfit(&change, &item.intention, &context).is_none();
                fits.then_some((change, context))
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

    /// Only theirs who brought these items: an account that cannot be read keeps nobody else from working.
    async fn load_authors(
        &mut self,
        pushes: &[Push],
        items: &[Item],
        bad: &Bad,
    ) -> Result<(), NotAccepted> {
        let people = items
            .iter()
            .filter_map(|item| match &pushes[item.push].author {
                Author::Person { user, .. } => Some(*user),
                Author::System => None,
            });
        match self.load(Needs::none().ids::<User>(people)).await {
            // it may be the author's own that cannot be read
            Err(NotAccepted::Unreadable(_)) if !bad.is_empty() => Ok(()),
            loaded => loaded,
        }
    }

    async fn load(&mut self, needs: Needs) -> Result<(), NotAccepted> {
        let needs = self.desk.missing(needs);
        if !needs.is_empty() {
            let loaded = self.writer.load(&wanted(&needs)).await?;
            let keys = keys(&loaded);
            self.rows.lay(&mut self.desk, needs, loaded)?;
            self.ask_who_wrote(&keys).await?;
        }
        Ok(())
    }

    async fn ask_who_wrote(&mut self, keys: &[RecordKey]) -> Result<(), NotAccepted> {
        let unknown = self.authors.unknown(&self.rows, keys);
        if !unknown.is_empty() {
            self.authors.learn(self.writer.authors(&unknown).await?);
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
            sets: grants.map(|user| user.sets.clone()).unwrap_or_default(),
            warehouses: grants.map(|user| user.warehouses.clone()),
            system: false,
            moment: self.now,
            today: self.today,
            offset_minutes: 0,
            rules: Rules::NOW,
        }
    }

    pub async fn take(
        &mut self,
        push: &Push,
        item: &Item,
        result: &mut PushResult,
        bad: &Bad,
    ) -> Result<(), NotAccepted> {
        if !self.ledger.belongs(push, self.now.milliseconds()) {
            result.stop = Some(Stop::ForeignClient);
            return Ok(());
        }
        match self.ledger.judge(item) {
            Verdict::Stop(stop) => result.stop = Some(stop),
            Verdict::Answer(decided) => {
                if !decided.outcome.is_applied() && planted(Bug::RejectedBlocksTheQueue) {
                    return Ok(());
                }
                self.ledger.advance(item);
                result.decided.push(decided);
            }
            Verdict::Decide
                if planted(Bug::NewerVersionIsDropped)
                    && item.intention.version > shared::sync::intention::VERSION => {}
            Verdict::Decide if !self.has_room(push, item).await? => {
                result.stop = Some(Stop::TooMuchLeft);
            }
            Verdict::Decide => {
                let decided = self.decide(push, item, bad).await?;
                if !decided.outcome.is_applied() && planted(Bug::RejectedBlocksTheQueue) {
                    return Ok(());
                }
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
        bad: &Bad,
    ) -> Result<Decided, NotAccepted> {
        let revision = self.batch.revision.unsigned_abs() + 1;
        let context = self.context(&push.author);
        let refused = self.refused_unread(push, item, bad);
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
            let keys = keys(&loaded);
            self.rows.note(unseen, loaded)?;
            self.ask_who_wrote(&keys).await?;
        }
        Ok(self.note(item, revision, &context, decision))
    }

    /// Whoever may work is never turned away.
    async fn has_room(&mut self, push: &Push, item: &Item) -> Result<bool, NotAccepted> {
        let Author::Person { user, .. } = &push.author else {
            return Ok(true);
        };
        if !self.is_withdrawn(push) {
            return Ok(true);
        }
        let taken = self
            .leavings
            .take(&mut *self.writer, *user, &item.intention);
        Ok(taken.await?)
    }

    /// The device, or the person: such a one only hands in what is left.
    fn is_withdrawn(&self, push: &Push) -> bool {
        let works = match &push.author {
            Author::System => true,
            Author::Person { user, .. } => {
                matches!(self.desk.get::<User>(*user), Look::Here(grants) if grants.active)
            }
        };
        !works || self.ledger.is_withdrawn(push)
    }

    /// Reasons to quarantine without looking at what it says.
    fn refused_unread(&self, push: &Push, item: &Item, bad: &Bad) -> Option<Reason> {
        if let Some(detail) = &item.lost {
            return Some(Reason::Lost {
                detail: detail.clone(),
            });
        }
        if let Some(why) = bad.get(&item.intention.uid) {
            return Some(failed(why));
        }
        (self.is_withdrawn(push) && !planted(Bug::WithdrawnWorkCounts))
            .then_some(Reason::Withdrawn { raised: true })
    }

    async fn run(
        &mut self,
        intention: &Intention,
        revision: u64,
        context: &Context,
    ) -> Result<Decision, NotAccepted> {
        let portion = self.portion(context);
        for _ in 0..READS_MAX {
            let past = Earlier {
                ledger: &self.ledger,
                rows: &self.rows,
                authors: &self.authors,
                portion: portion.as_deref(),
            };
            let desk = &mut self.desk;
            let step = catch_unwind(AssertUnwindSafe(|| {
                decide(intention, revision, desk, context, &past)
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

    /// What the author may see; the system sees everything.
    fn portion(&self, context: &Context) -> Option<Vec<Shelf>> {
        (!context.system).then(|| match self.desk.get::<User>(context.user) {
            Look::Here(grants) => portion(context.user, grants),
            _ => Vec::new(),
        })
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
            if !planted(Bug::ReadsAreStale) || !revision.is_multiple_of(9) {
                self.rows.write(stored);
            }
        }
        log_entry::queue(&mut self.batch, &decision, intention.uid, self.now);
        let word = match planted(Bug::ChainSkipsTheRefused) && !decision.outcome.is_applied() {
            true => "applied",
            false => decision.outcome.word(),
        };
        let link = Link {
            uid: intention.uid.0,
            hash: &intention.hash,
            outcome: word,
            revision,
            decided_at: context.moment,
        };
        let chain = chain(&self.batch.chain, link);
        self.authors
            .remember(revision, context.user, context.moment);
        self.batch.revision = super::desk_rows::signed(revision);
        self.batch.chain = chain;
        let entry = log_entry::entry(&self.batch, intention, context, &decision);
        if !planted(Bug::OutcomeIsLost) || !revision.is_multiple_of(7) {
            self.batch.intentions.push(entry);
        }
        let decided = Decided {
            uid: intention.uid,
            outcome: decision.outcome,
            revision,
            reason: decision.reason,
        };
        self.ledger.remember(&intention.hash, decided.clone());
        decided
    }

    /// For a bug planted on purpose alone: takes what is to be sent out of the transaction.
    pub fn transfers_beside(&mut self) -> Option<Batch> {
        let beside = planted(Bug::TransferBesideTheDecision) && !self.batch.transfers.is_empty();
        beside.then(|| Batch {
            revision: self.batch.revision,
            chain: self.batch.chain.clone(),
            transfers: std::mem::take(&mut self.batch.transfers),
            ..Batch::default()
        })
    }

    pub async fn close(mut self) -> Result<i64, NotAccepted> {
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

/// What the person who has seen least started from; the system starts from nowhere and is not asked.
fn oldest_start(pushes: &[Push], items: &[Item], head: u64) -> u64 {
    let person = |item: &&Item| pushes[item.push].author != Author::System;
    let starts = items.iter().filter(person);
    starts
        .map(|item| seen(&item.intention, head + 1))
        .min()
        .unwrap_or(u64::MAX)
}

fn keys(loaded: &Loaded) -> Vec<RecordKey> {
    let records = loaded.records.iter();
    let key = |record: &StoredRecord| RecordKey {
        kind: kinds::kind(&record.kind),
        id: record.id,
    };
    records.map(key).collect()
}

fn failed(detail: &str) -> Reason {
    let number = format!("{:08x}", rand::random::<u32>());
    tracing::error!(number, "an intention is quarantined: {detail}");
    Reason::Failed { number }
}
