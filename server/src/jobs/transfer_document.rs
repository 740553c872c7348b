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
//! A document of ours that was taken back before it went, or after a refusal, does not go: it is looked up all the same, and the row is
//! withdrawn.
//!
//! The first look-up is made even for a document nobody has sent: after a restore our row may be older than the ERP's.

use super::attempt::{Held, Note, held};
use super::circuit::milliseconds;
use super::telling::Maker;
use super::wanted::Wanted;
use super::world::Trouble;
use super::{World, load};
use crate::connectors::catalogue::Chosen;
use crate::connectors::{Connector, Found, NotReached};
use crate::db::Transfer;
use shared::calendar::Moment;
use shared::ids::{SetId, TransferId};
use shared::integrations::{Answer, IntegrationSet, NeutralDocument, Source};
use shared::planted::{Bug, planted};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// A set that is switched off may be switched on again.
const ASLEEP: Duration = Duration::from_secs(60);

/// One attempt, from the claim to the row's next state. `before` is the row as it was before the claim.
pub async fn run(world: &World, workspace: Uuid, before: &Transfer) -> Result<(), Trouble> {
    let mut note = Note::read(before.answer.as_deref());
    // an attempt that left no note may have sent it at any time within its calls
    let died = before.attempts > note.attempts && before.state == "sending";
    note.attempts = before.attempts + 1;
    let claimed_at = world.clock.now();
    let read = serde_json::from_str::<NeutralDocument>(&before.payload);
    let attempt = Attempt {
        world,
        workspace,
        before,
        claimed_at,
        maker: Maker {
            source: read
                .as_ref()
                .map_or(Source::Offer, |document| document.source),
            record: before.document,
        },
    };
    let document = match read {
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
    if let Some((pause, reason)) = attempt.circuit_is_open(&mut note) {
        return attempt.as_before(note, pause, reason).await;
    }
    match attempt.wanted(document, &note).await? {
        Wanted::Yes(document) => attempt.at_the_erp(&*connector, &document, note).await,
        Wanted::No => attempt.take_back(&*connector, note).await,
    }
}

/// The row as it was before the claim, and who works on it.
pub(super) struct Attempt<'a> {
    pub world: &'a World,
    pub workspace: Uuid,
    pub before: &'a Transfer,
    pub claimed_at: Moment,
    pub maker: Maker,
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
        note: Note,
    ) -> Result<(), Trouble> {
        if !connector.capabilities().looks_up_by_key {
            if self.before.state == "sending" {
                let reason = "nobody can say whether the ERP has it".to_owned();
                return self.human(note, reason).await;
            }
            return self.send(connector, document, note).await;
        }
        if planted(Bug::TransferIsSentBlindly) {
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

    /// Taken back here before it went or after the ERP had refused it: nothing goes any more, and whatever stands there after all is a person's to undo.
    async fn take_back(&self, connector: &dyn Connector, note: Note) -> Result<(), Trouble> {
        let Ok(key) = TransferId::from_str(&self.before.key) else {
            return self.withdrawn(note).await;
        };
        match self.found(connector, key).await {
            Ok(found) if !found.is_empty() => {
                let numbers = found.iter().map(|found| found.slip.number.as_str());
                let numbers = numbers.collect::<Vec<_>>().join(", ");
                let reason = format!("taken back here, and the ERP has it: {numbers}");
                self.needs_human(note, reason).await
            }
            Ok(_) => match self.still_on_its_way(connector, &note) {
                Some(wait) => {
                    let reason = "the last request may still have its effect".to_owned();
                    self.later(note, reason, wait).await
                }
                None => self.withdrawn(note).await,
            },
            Err(NotReached { reason }) => {
                let wait = self.pause(&note);
                self.as_before(note, wait, reason).await
            }
        }
    }

    fn circuit_is_open(&self, note: &mut Note) -> Option<(Duration, String)> {
        let now = self.world.clock.now();
        let waiting = self
            .world
            .circuits
            .may_call(self.before.set_id, now)
            .err()?;
        note.waiting_since = Some(waiting.since);
        let pause = waiting.until.milliseconds_since(now).unsigned_abs();
        Some((Duration::from_millis(pause), waiting.reason))
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
        let limit = capabilities.answers_within;
        let sent = self.world.within(limit, connector.send(document));
        let answer = sent.await.unwrap_or_else(|| Answer::Unclear {
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

    /// What the ERP holds under our key.
    async fn look_up(
        &self,
        connector: &dyn Connector,
        document: &NeutralDocument,
    ) -> Result<Held, NotReached> {
        let key = match planted(Bug::LookedUpByAnotherKey) {
            true => TransferId(self.before.document),
            false => document.key,
        };
        let found = self.found(connector, key).await;
        found.map(|found| held(document, &found))
    }

    /// Keeps the circuit informed.
    async fn found(
        &self,
        connector: &dyn Connector,
        key: TransferId,
    ) -> Result<Vec<Found>, NotReached> {
        let (world, set) = (self.world, self.before.set_id);
        let found = world.ask(connector, connector.look_up(key)).await;
        match &found {
            Ok(_) => world.circuits.answered(set),
            Err(NotReached { reason }) => {
                let now = world.clock.now();
                world.circuits.failed(set, now, reason, world.chance());
            }
        }
        found
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
}
