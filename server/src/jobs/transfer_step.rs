//! How an attempt at a transfer ends: its record is told, the row gets its next state and the time of its next turn.
//! Does not know how the ERP was asked.

use super::attempt::{Held, Note};
use super::backoff::Retry;
use super::cause;
use super::circuit::milliseconds;
use super::transfer_document::Attempt;
use super::world::Trouble;
use crate::db::TransferStep;
use shared::calendar::Moment;
use shared::integrations::Slip;
use shared::planted::{Bug, planted};
use shared::sync::{AnyChange, Intention};
use std::time::Duration;

/// Look-ups without a trace of a document the ERP had accepted, until a person is asked.
const ATTEMPTS_MAX: i64 = 12;

impl Attempt<'_> {
    pub async fn settle(&self, held: Held, note: Note) -> Result<(), Trouble> {
        match held {
            Held::Nothing => {
                self.later(note, "not found".to_owned(), Duration::ZERO)
                    .await
            }
            Held::Whole(slip) => {
                let received = self.slip_received(&slip, &note);
                let note = Note {
                    slip: Some(slip),
                    reason: None,
                    waiting_since: None,
                    ..note
                };
                if planted(Bug::ConfirmedBeforeItIsTold) {
                    self.finish("confirmed", &note, Duration::ZERO).await?;
                }
                self.tell(vec![received]).await?;
                self.finish("confirmed", &note, Duration::ZERO).await
            }
            Held::OtherTotal { slip, reason } => {
                let key = ["refused", &self.before.key, &note.attempts.to_string()];
                let differs = self.intention(&key, self.maker.differs(&slip, &reason));
                let received = self.slip_received(&slip, &note);
                self.tell(vec![received, differs]).await?;
                let note = Note {
                    slip: Some(slip),
                    ..note
                };
                self.needs_human(note, reason).await
            }
            Held::Wrong { reason } => self.human(note, reason).await,
        }
    }

    pub async fn vanished(&self, note: Note, slip: &Slip) -> Result<(), Trouble> {
        let number = &slip.number;
        let reason = format!("the ERP said {number} and does not find it");
        if note.attempts >= ATTEMPTS_MAX {
            return self.human(note, reason).await;
        }
        self.later(note, reason, Duration::ZERO).await
    }

    /// The seller sees why, the queue shows it until somebody settles it.
    pub async fn human(&self, note: Note, reason: String) -> Result<(), Trouble> {
        self.tell(vec![self.refusal(note.attempts, &reason)])
            .await?;
        self.needs_human(note, reason).await
    }

    /// Nothing stands in the ERP, and nothing will.
    pub async fn withdrawn(&self, note: Note) -> Result<(), Trouble> {
        let note = Note {
            reason: None,
            waiting_since: None,
            ..note
        };
        self.finish("withdrawn", &note, Duration::ZERO).await?;
        // asked for again while it was looked up: the next attempt is for that
        match self.is_asked().await? {
            true => self.finish("pending", &note, Duration::ZERO).await,
            false => Ok(()),
        }
    }

    pub async fn needs_human(&self, mut note: Note, reason: String) -> Result<(), Trouble> {
        tracing::warn!(
            transfer = self.before.key,
            "a transfer needs a human: {reason}"
        );
        note.reason = Some(reason);
        note.waiting_since = None;
        self.finish("needs_human", &note, Duration::ZERO).await?;
        self.asked_again_meanwhile().await
    }

    pub fn pause(&self, note: &Note) -> Duration {
        let failures = u32::try_from(note.attempts).unwrap_or(u32::MAX);
        Retry::ERP.after(failures, self.world.chance())
    }

    /// It may have been sent: next time it is looked up first.
    pub async fn later(
        &self,
        mut note: Note,
        reason: String,
        least: Duration,
    ) -> Result<(), Trouble> {
        let wait = self.pause(&note).max(least);
        note.waiting_since = note.waiting_since.or(Some(self.claimed_at));
        note.reason = Some(reason);
        self.finish("sending", &note, wait).await
    }

    /// This attempt sent nothing, so the row keeps the state it had.
    pub async fn as_before(
        &self,
        mut note: Note,
        wait: Duration,
        reason: String,
    ) -> Result<(), Trouble> {
        note.waiting_since = note.waiting_since.or(Some(self.claimed_at));
        note.reason = Some(reason);
        self.finish(&self.before.state, &note, wait).await
    }

    async fn finish(&self, state: &str, note: &Note, wait: Duration) -> Result<(), Trouble> {
        let now = self.world.clock.now();
        let step = TransferStep {
            key: self.before.key.clone(),
            state: state.to_owned(),
            answer: Some(note.text()),
            due: now.plus_milliseconds(milliseconds(wait)).milliseconds(),
            now: now.milliseconds(),
        };
        let database = &self.world.database;
        Ok(database.finish_transfer(self.workspace, &step).await?)
    }

    pub async fn tell(&self, intentions: Vec<Intention>) -> Result<(), Trouble> {
        let decided = self
            .world
            .decides
            .submit(self.workspace, intentions)
            .await?;
        for decided in decided
            .iter()
            .filter(|decided| !decided.outcome.is_applied())
        {
            tracing::error!(
                transfer = self.before.key,
                "its record was not told: {decided:?}"
            );
        }
        Ok(())
    }

    /// Told once; again when a slip was known already and a person tidied up since, so that the record forgets the refusal.
    fn slip_received(&self, slip: &Slip, note: &Note) -> Intention {
        let change = self.maker.has(slip);
        let key = &self.before.key;
        match note.slip {
            None => self.intention(&["slip", key], change),
            Some(_) => self.intention(&["slip", key, &note.attempts.to_string()], change),
        }
    }

    /// A person may have it sent again, and it may be refused again for another reason: each attempt speaks for itself.
    fn refusal(&self, attempts: i64, reason: &str) -> Intention {
        let change = self.maker.refused(reason);
        self.intention(
            &["refused", &self.before.key, &attempts.to_string()],
            change,
        )
    }

    pub fn intention(&self, parts: &[&str], change: AnyChange) -> Intention {
        let made_at = Moment::from_milliseconds(self.before.created);
        cause::intention(cause::uid(parts), change, 0, made_at)
    }
}
