//! One intention against the present records: outcome and writes. Pure; the server runs it under the writer's lock, the
//! device runs it for its own view, the simulator runs it a million times.
//!
//! ```text
//!                       readable? ──no──────────────► Quarantined
//!                          │ yes
//!    beyond the bounds of texts and lists? ──yes───► Rejected
//!                          │ no
//!        a parent not applied? ──yes────────────────► Parked (waiting for it)
//!                          │ no
//!         the room's own apply ──refuses────────────► Rejected
//!                          │ writes
//!   a guarded field is neither `was` nor `now`? ─yes► Parked (changed twice)
//!                          │ no
//!      an only-one key belongs to another? ──yes────► Rejected
//!                          │ no
//!   did somebody else write a touched record ──yes──► Merged
//!   since base_rev?   │
//!                          └──no────────────────────► Applied
//! ```

use super::any_change::AnyChange;
use super::inbox::InboxEntry;
use super::intention::Intention;
use super::outcome::{Outcome, Reason};
use crate::bounds::{self, Unfit};
use crate::calendar::Moment;
use crate::desk::{Desk, Effect};
use crate::ids::{Id, InboxId, Uid, UserId};
use crate::needs::{KeyAsked, Look, Needs};
use crate::record::{RecordKey, Stored};
use crate::users::Context;
use uuid::Uuid;

/// What came of one intention. `writes` hold the inbox entry of one that was not applied.
#[derive(Clone, Debug)]
pub struct Decision {
    pub outcome: Outcome,
    pub reason: Option<Reason>,
    pub writes: Vec<Stored>,
    pub effects: Vec<Effect>,
}

/// Either the decision, or what has to be laid on the desk first.
#[derive(Clone, Debug)]
pub enum Step {
    Needs(Needs),
    Decided(Decision),
}

/// A value that stands: who wrote it and when it was accepted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Written {
    /// `None` for the system.
    pub by: Option<UserId>,
    pub at: Moment,
}

/// What was decided before, as far as whoever decides knows it.
pub trait Past {
    /// What came of an earlier intention; `None`: not known here.
    fn outcome(&self, uid: Uid) -> Option<Outcome>;
    /// The last to write a field; `None` where it is not known here or the author of what is being decided may not know it.
    fn written(&self, key: &RecordKey, field: &str) -> Option<Written>;
    /// Does anything stand in the record that somebody else than `user` wrote after `since`?
    fn others_wrote(&self, key: &RecordKey, since: u64, user: UserId) -> bool;
}

/// Decides `intention` at `revision`.
///
/// The desk is left clean: an applied change stands on it as a loaded record of `revision`, anything else left no trace.
pub fn decide(
    intention: &Intention,
    revision: u64,
    desk: &mut Desk,
    context: &Context,
    past: &impl Past,
) -> Step {
    let change = match intention.change() {
        Ok(change) => change,
        Err(why) => {
            return not_applied(
                intention,
                revision,
                desk,
                context,
                Outcome::Quarantined,
                Reason::Unreadable { why },
            );
        }
    };
    if let Some(why) = unfit(intention, context) {
        let (outcome, reason) = (Outcome::Rejected, Reason::Unfit { why });
        return not_applied(intention, revision, desk, context, outcome, reason);
    }
    if let Some(uid) = intention.depends_on.iter().copied().find(|uid| {
        past.outcome(*uid)
            .is_some_and(|outcome| !outcome.is_applied())
    }) {
        return not_applied(
            intention,
            revision,
            desk,
            context,
            Outcome::Parked,
            Reason::WaitingFor { uid },
        );
    }
    match run(&change, desk, context) {
        Run::Needs(needs) => Step::Needs(needs),
        Run::Refused(outcome, reason) => {
            let reason = signed(reason, past);
            not_applied(intention, revision, desk, context, outcome, reason)
        }
        Run::Fine => {
            let seen = seen(intention, revision);
            let outcome = if touched_since(desk, seen, context, past) {
                Outcome::Merged
            } else {
                Outcome::Applied
            };
            let (writes, effects) = desk.settle(revision);
            Step::Decided(Decision {
                outcome,
                reason: None,
                writes,
                effects,
            })
        }
    }
}

/// What of a person's intention is beyond the bounds of texts and lists; the system's is taken as it is.
pub fn unfit(intention: &Intention, context: &Context) -> Option<Unfit> {
    let asked = (!context.system).then(|| bounds::check(&intention.args));
    asked.and_then(Result::err)
}

/// What the author had in front of them. A revision that is not there yet was never seen: it comes from before a backup was put back,
/// or it is a lie. Then nothing counts as seen, so that what others wrote is never passed over.
pub fn seen(intention: &Intention, revision: u64) -> u64 {
    match intention.base_rev < revision {
        true => intention.base_rev,
        false => 0,
    }
}

/// How running a change on the desk ended; `Fine` leaves its writes there, unsettled.
pub enum Run {
    Needs(Needs),
    Refused(Outcome, Reason),
    Fine,
}

/// Runs a change on the desk: its needs, its room's rule, the guarded fields, the keys that only one may carry.
pub fn run(change: &AnyChange, desk: &mut Desk, context: &Context) -> Run {
    desk.clear();
    let needs = desk.missing(change.reads(desk));
    if !needs.is_empty() {
        return Run::Needs(needs);
    }
    if let Err(refusal) = change.apply(desk, context) {
        desk.clear();
        return Run::Refused(Outcome::Rejected, Reason::Refused { refusal });
    }
    if !desk.conflicts().is_empty() {
        let conflicts = desk.conflicts().to_vec();
        desk.clear();
        return Run::Refused(Outcome::Parked, Reason::ChangedTwice { conflicts });
    }
    check_only_one(desk)
}

/// Keys that only one record may carry, asked for when they are new.
fn check_only_one(desk: &mut Desk) -> Run {
    let mut needs = Needs::none();
    let mut taken = None;
    for row in desk.written() {
        let key = RecordKey {
            kind: row.body.kind(),
            id: row.id,
        };
        let before = desk
            .before(&key)
            .map(|before| before.body.keys())
            .unwrap_or_default();
        for only in row
            .body
            .keys()
            .into_iter()
            .filter(|key| key.only_one && !before.contains(key))
        {
            let asked = KeyAsked {
                kind: key.kind.clone(),
                name: only.name,
                value: only.value,
            };
            match desk.found(&asked) {
                None => _ = needs.keys.insert(asked),
                Some(Look::Here(ids)) if ids.iter().any(|id| *id != row.id) => taken = Some(asked),
                Some(_) => {}
            }
        }
    }
    if !needs.is_empty() {
        desk.clear();
        return Run::Needs(needs);
    }
    match taken {
        None => Run::Fine,
        Some(asked) => {
            desk.clear();
            let reason = Reason::KeyTaken {
                kind: asked.kind.into_owned(),
                key: asked.name.to_owned(),
                value: asked.value,
            };
            Run::Refused(Outcome::Rejected, reason)
        }
    }
}

/// What the author did before on the same device, or on another one, is nobody else's.
fn touched_since(desk: &Desk, base_rev: u64, context: &Context, past: &impl Past) -> bool {
    desk.written().iter().any(|row| {
        let key = RecordKey {
            kind: row.body.kind(),
            id: row.id,
        };
        desk.revision(&key) > base_rev
            && (context.system || past.others_wrote(&key, base_rev, context.user))
    })
}

/// Says of every value that stands who wrote it and when.
fn signed(reason: Reason, past: &impl Past) -> Reason {
    let Reason::ChangedTwice { mut conflicts } = reason else {
        return reason;
    };
    for conflict in &mut conflicts {
        let key = RecordKey {
            kind: super::kinds::kind(&conflict.kind),
            id: conflict.id,
        };
        if let Some(written) = past.written(&key, &conflict.field) {
            (conflict.by, conflict.at) = (written.by, Some(written.at));
        }
    }
    Reason::ChangedTwice { conflicts }
}

/// The decision for an intention that changes nothing but its author's inbox. The system has no inbox: its jobs keep their own log.
pub fn not_applied(
    intention: &Intention,
    revision: u64,
    desk: &mut Desk,
    context: &Context,
    outcome: Outcome,
    reason: Reason,
) -> Step {
    desk.clear();
    if !context.system {
        let entry = InboxEntry::of(
            intention,
            context.user,
            outcome,
            reason.clone(),
            context.moment,
        );
        desk.put(InboxId::from_uuid(entry_id(intention.uid)), entry);
    }
    let (writes, effects) = desk.settle(revision);
    Step::Decided(Decision {
        outcome,
        reason: Some(reason),
        writes,
        effects,
    })
}

/// An inbox entry has the id of its intention: a repeated decision cannot make two.
pub fn entry_id(uid: Uid) -> Uuid {
    uid.0
}
