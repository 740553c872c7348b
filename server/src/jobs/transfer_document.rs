//! One waiting document, one ERP, exactly once.
//!
//! ```text
//!            claimed (state and time are on disk before anything is sent)
//!                ▼
//!            look it up ───found────────────────────┐
//!                │ not there     not reached ► later │
//!                ├─ an effect may still come ► later │
//!                ▼                                   │
//!              send                                  │
//!                ▼ whatever the answer was           ▼
//!            look it up ───found──────────► as we sent it? ─yes─► confirmed, slip to the offer
//!                │ not there                         └──no──────► needs a human
//!                ├─ refused ────────────────────────────────────► needs a human
//!                └─ accepted, unclear, not reached ─────────────► later
//! ```
//!
//! The first look-up is made even for a document nobody has sent: after a restore our row may be older than the ERP's.

use super::attempt::{Held, Note, held};
use super::backoff::Retry;
use super::circuit::milliseconds;
use super::world::Trouble;
use super::{World, cause, load};
use crate::connectors::catalogue::Chosen;
use crate::connectors::{Connector, NotReached};
use crate::db::{Transfer, TransferStep};
use shared::calendar::Moment;
use shared::ids::{OfferId, SetId};
use shared::integrations::{Answer, IntegrationSet, NeutralDocument, Slip};
use shared::offers::Change;
use shared::sync::Intention;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// Look-ups without a trace of a document the ERP had accepted, until a person is asked.
const ATTEMPTS_MAX: i64 = 12;
/// A set that is switched off may be switched on again.
const ASLEEP: Duration = Duration::from_secs(60);

/// One attempt, from the claim to the row's next state. `before` is the row as it was before the claim.
pub async fn run(world: &World, workspace: Uuid, before: &Transfer) -> Result<(), Trouble> {
    let mut note = Note::read(before.answer.as_deref());
    // an attempt that left no note may have sent it at any time within its calls
    let died = before.attempts > note.attempts && before.state == "sending";
    note.attempts = before.attempts + 1;
    let claimed_at = world.clock.now();
    let attempt = Attempt {
        world,
        workspace,
        before,
        claimed_at,
    };
    let document: NeutralDocument = match serde_json::from_str(&before.payload) {
        Ok(document) => document,
        Err(error) => {
            return attempt
                .human(note, format!("the document cannot be read: {error}"))
                .await;
        }
    };
    let connector = match attempt.connector().await? {
        Ok(connector) => connector,
        Err(reason) => return attempt.as_before(note, ASLEEP, reason).await,
    };
    if died {
        let left = Moment::from_milliseconds(before.changed);
        let calls = connector.capabilities().answers_within * 3;
        note.sent_until = note
            .sent_until
            .max(Some(left.plus_milliseconds(milliseconds(calls))));
    }
    attempt.at_the_erp(&*connector, &document, note).await
}

struct Attempt<'a> {
    world: &'a World,
    workspace: Uuid,
    before: &'a Transfer,
    claimed_at: Moment,
}

impl Attempt<'_> {
    async fn connector(&self) -> Result<Result<Arc<dyn Connector>, String>, Trouble> {
        let set = SetId(self.before.set_id);
        let found =
            load::record::<IntegrationSet>(&*self.world.database, self.workspace, set).await?;
        let Some((set, _)) = found else {
            return Ok(Err("the integration set is gone".to_owned()));
        };
        Ok(match self.world.connectors.choose(&set) {
            Chosen::Connector(connector) => Ok(connector),
            Chosen::Inactive => Err(format!("{} is switched off", set.name)),
            Chosen::NotBuiltIn(kind) => Err(format!("this server does not speak to {kind:?}")),
        })
    }

    async fn at_the_erp(
        &self,
        connector: &dyn Connector,
        document: &NeutralDocument,
        mut note: Note,
    ) -> Result<(), Trouble> {
        let set = self.before.set_id;
        if let Err(waiting) = self.world.circuits.may_call(set, self.world.clock.now()) {
            note.waiting_since = Some(waiting.since);
            let pause = waiting.until.milliseconds_since(self.world.clock.now());
            let pause = Duration::from_millis(pause.unsigned_abs());
            return self.as_before(note, pause, waiting.reason).await;
        }
        if !connector.capabilities().looks_up_by_key {
            if self.before.state == "sending" {
                let reason = "nobody can say whether the ERP has it".to_owned();
                return self.human(note, reason).await;
            }
            return self.send(connector, document, note).await;
        }
        match self.look_up(connector, document).await {
            Ok(Held::Nothing) => {}
            Ok(held) => return self.settle(held, note).await,
            Err(NotReached { reason }) => {
                let wait = self.pause(&note);
                return self.as_before(note, wait, reason).await;
            }
        }
        if let Some(slip) = note.accepted.clone() {
            return self.vanished(note, &slip).await;
        }
        if let Some(wait) = self.still_on_its_way(connector, &note) {
            let reason = "the last request may still have its effect".to_owned();
            return self.later(note, reason, wait).await;
        }
        self.send(connector, document, note).await
    }

    async fn send(
        &self,
        connector: &dyn Connector,
        document: &NeutralDocument,
        mut note: Note,
    ) -> Result<(), Trouble> {
        let capabilities = connector.capabilities();
        if self.lease_is_nearly_over(connector) {
            return self
                .as_before(note, Duration::ZERO, "too slow".to_owned())
                .await;
        }
        let sent = tokio::time::timeout(capabilities.answers_within, connector.send(document));
        let answer = sent.await.unwrap_or_else(|_| Answer::Unclear {
            reason: "no answer within the time".to_owned(),
        });
        note.sent_until = Some(self.world.clock.now());
        let seen = self.look_up(connector, document).await;
        match (answer, seen) {
            (Answer::Accepted { slip }, Ok(Held::Nothing) | Err(_)) => {
                note.accepted = Some(slip);
                let reason = "accepted, but not found there yet".to_owned();
                self.later(note, reason, Duration::ZERO).await
            }
            (_, Ok(held @ (Held::Whole(_) | Held::OtherTotal { .. } | Held::Wrong { .. }))) => {
                self.settle(held, note).await
            }
            (Answer::Refused { reason }, Ok(Held::Nothing)) => self.human(note, reason).await,
            (Answer::Unclear { reason }, _) if !capabilities.looks_up_by_key => {
                let reason = format!("nobody can say whether the ERP has it: {reason}");
                self.human(note, reason).await
            }
            (Answer::Refused { reason } | Answer::Unclear { reason }, _) => {
                self.later(note, reason, capabilities.settles_within).await
            }
        }
    }

    /// What the ERP holds under our key; keeps the circuit informed.
    async fn look_up(
        &self,
        connector: &dyn Connector,
        document: &NeutralDocument,
    ) -> Result<Held, NotReached> {
        let (world, set) = (self.world, self.before.set_id);
        let found = world.ask(connector, connector.look_up(document.key)).await;
        match &found {
            Ok(_) => world.circuits.answered(set),
            Err(NotReached { reason }) => {
                let now = world.clock.now();
                world.circuits.failed(set, now, reason, world.chance());
            }
        }
        found.map(|found| held(document, &found))
    }

    fn still_on_its_way(&self, connector: &dyn Connector, note: &Note) -> Option<Duration> {
        let settles = milliseconds(connector.capabilities().settles_within);
        let over = note.sent_until?.plus_milliseconds(settles);
        let left = over.milliseconds_since(self.world.clock.now());
        u64::try_from(left)
            .ok()
            .filter(|left| *left > 0)
            .map(Duration::from_millis)
    }

    /// Whoever was frozen since the claim must not send: somebody else may hold the lease now.
    fn lease_is_nearly_over(&self, connector: &dyn Connector) -> bool {
        let spent = self.world.clock.now().milliseconds_since(self.claimed_at);
        spent > milliseconds(connector.capabilities().answers_within) * 2
    }

    async fn settle(&self, held: Held, note: Note) -> Result<(), Trouble> {
        match held {
            Held::Nothing => {
                self.later(note, "not found".to_owned(), Duration::ZERO)
                    .await
            }
            Held::Whole(slip) => {
                self.tell(vec![self.slip_received(&slip)]).await?;
                let note = Note {
                    slip: Some(slip),
                    reason: None,
                    waiting_since: None,
                    ..note
                };
                self.finish("confirmed", &note, Duration::ZERO).await
            }
            Held::OtherTotal { slip, reason } => {
                let refused = self.refusal(note.attempts, &reason);
                self.tell(vec![self.slip_received(&slip), refused]).await?;
                let note = Note {
                    slip: Some(slip),
                    ..note
                };
                self.needs_human(note, reason).await
            }
            Held::Wrong { reason } => self.human(note, reason).await,
        }
    }

    async fn vanished(&self, note: Note, slip: &Slip) -> Result<(), Trouble> {
        let number = &slip.number;
        let reason = format!("the ERP said {number} and does not find it");
        if note.attempts >= ATTEMPTS_MAX {
            return self.human(note, reason).await;
        }
        self.later(note, reason, Duration::ZERO).await
    }

    /// The seller sees why, the queue shows it until somebody settles it.
    async fn human(&self, note: Note, reason: String) -> Result<(), Trouble> {
        self.tell(vec![self.refusal(note.attempts, &reason)])
            .await?;
        self.needs_human(note, reason).await
    }

    async fn needs_human(&self, mut note: Note, reason: String) -> Result<(), Trouble> {
        tracing::warn!(
            transfer = self.before.key,
            "a transfer needs a human: {reason}"
        );
        note.reason = Some(reason);
        note.waiting_since = None;
        self.finish("needs_human", &note, Duration::ZERO).await
    }

    fn pause(&self, note: &Note) -> Duration {
        let failures = u32::try_from(note.attempts).unwrap_or(u32::MAX);
        Retry::ERP.after(failures, self.world.chance())
    }

    /// It may have been sent: next time it is looked up first.
    async fn later(&self, mut note: Note, reason: String, least: Duration) -> Result<(), Trouble> {
        let wait = self.pause(&note).max(least);
        note.waiting_since = note.waiting_since.or(Some(self.claimed_at));
        note.reason = Some(reason);
        self.finish("sending", &note, wait).await
    }

    /// This attempt sent nothing, so the row keeps the state it had.
    async fn as_before(
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

    async fn tell(&self, intentions: Vec<Intention>) -> Result<(), Trouble> {
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
                "the offer was not told: {decided:?}"
            );
        }
        Ok(())
    }

    fn slip_received(&self, slip: &Slip) -> Intention {
        let change = Change::SlipReceived {
            offer: OfferId(self.before.document),
            slip: slip.clone(),
        };
        self.intention(&["slip", &self.before.key], change)
    }

    /// A person may have it sent again, and it may be refused again for another reason: each attempt speaks for itself.
    fn refusal(&self, attempts: i64, reason: &str) -> Intention {
        let change = Change::TransferRefused {
            offer: OfferId(self.before.document),
            reason: reason.to_owned(),
        };
        self.intention(
            &["refused", &self.before.key, &attempts.to_string()],
            change,
        )
    }

    fn intention(&self, parts: &[&str], change: Change) -> Intention {
        let made_at = Moment::from_milliseconds(self.before.created);
        cause::intention(cause::uid(parts), change, 0, made_at)
    }
}
