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
//!
//! A change of many rows (an import) is taken row by row: a row that cannot be taken is left out, with the outcome it would have
//! alone, and loses nothing else. Each stands in its author's inbox for itself; only when no row is left is the whole not applied.

use super::any_change::AnyChange;
use super::inbox::InboxEntry;
use super::intention::Intention;
use super::outcome::{LeftOut, Outcome, Reason};
use crate::bounds::{self, Unfit};
use crate::calendar::Moment;
use crate::desk::{Conflict, Desk, Effect};
use crate::ids::{Id, InboxId, Uid, UserId};
use crate::needs::{KeyAsked, Look, Needs};
use crate::planted::{Bug, planted};
use crate::record::{RecordKey, Stored};
use crate::users::Context;
use hashbrown::HashMap;
use std::collections::BTreeMap;
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
    /// What came of an earlier intention; `None`: it never arrived.
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
    if let Some(why) = unfit(&change, intention, context) {
        let (outcome, reason) = (Outcome::Rejected, Reason::Unfit { why });
        return not_applied(intention, revision, desk, context, outcome, reason);
    }
    // a parent nobody knows lies damaged on its device, or was never brought along
    let waits = |uid: &Uid| {
        past.outcome(*uid)
            .is_none_or(|outcome| !outcome.is_applied())
    };
    let parents = intention.depends_on.iter().copied();
    if let Some(uid) = parents.into_iter().find(waits)
        && !planted(Bug::ParentIsNotAskedFor)
    {
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
        Run::Fine(left_out) => {
            let seen = seen(intention, revision);
            let outcome = if touched_since(desk, seen, context, past) {
                Outcome::Merged
            } else {
                Outcome::Applied
            };
            let reason = (!left_out.is_empty()).then_some(Reason::LeftOut { rows: left_out });
            let reason = reason.map(|reason| signed(reason, past));
            if let Some(reason) = &reason {
                to_inbox(intention, desk, context, outcome, reason);
            }
            let (writes, effects) = desk.settle(revision);
            Step::Decided(Decision {
                outcome,
                reason,
                writes,
                effects,
            })
        }
    }
}

/// What of a person's intention is beyond the bounds of texts and lists; the system's is taken as it is. Rows that are taken one by one
/// are asked in their turn.
pub fn unfit(change: &AnyChange, intention: &Intention, context: &Context) -> Option<Unfit> {
    let checked = match change.rows() {
        _ if context.system => Ok(()),
        None => bounds::check(&intention.args),
        Some(_) => bounds::check_beside_rows(&intention.args),
    };
    checked.err()
}

/// What the author had in front of them. A revision that is not there yet was never seen: it comes from before a backup was put back,
/// or it is a lie. Then nothing counts as seen, so that what others wrote is never passed over.
pub fn seen(intention: &Intention, revision: u64) -> u64 {
    match intention.base_rev < revision {
        true => intention.base_rev,
        false => 0,
    }
}

/// How running a change on the desk ended; `Fine` leaves its writes there, unsettled, and names the rows it left out.
pub enum Run {
    Needs(Needs),
    Refused(Outcome, Reason),
    Fine(Vec<LeftOut>),
}

/// Runs a change on the desk: its needs, its room's rule, the guarded fields, the keys that only one may carry.
pub fn run(change: &AnyChange, desk: &mut Desk, context: &Context) -> Run {
    desk.clear();
    let needs = desk.missing(change.reads(desk));
    if !needs.is_empty() {
        return Run::Needs(needs);
    }
    let run = match change.rows() {
        None => whole(change, desk, context),
        Some(count) => row_by_row(change, count, desk, context),
    };
    if !matches!(run, Run::Fine(_)) {
        desk.clear();
    }
    run
}

fn whole(change: &AnyChange, desk: &mut Desk, context: &Context) -> Run {
    if let Err(refusal) = change.apply(desk, context) {
        return Run::Refused(Outcome::Rejected, Reason::Refused { refusal });
    }
    if !desk.conflicts().is_empty() {
        let conflicts = desk.conflicts().to_vec();
        return Run::Refused(Outcome::Parked, Reason::ChangedTwice { conflicts });
    }
    match keys_taken(desk) {
        Err(needs) => Run::Needs(needs),
        Ok(taken) => match taken.into_iter().next() {
            None => Run::Fine(Vec::new()),
            Some((_, reason)) => Run::Refused(Outcome::Rejected, reason),
        },
    }
}

/// Why a row is left out.
type Out = (Outcome, Reason);

/// Whose key is taken is known when all rows are written; then they are written again without those.
fn row_by_row(change: &AnyChange, count: usize, desk: &mut Desk, context: &Context) -> Run {
    let mut out: BTreeMap<usize, Out> = BTreeMap::new();
    loop {
        desk.clear();
        if let Err(refusal) = change.apply(desk, context) {
            return Run::Refused(Outcome::Rejected, Reason::Refused { refusal });
        }
        // the place in the layer where each row begins
        let mut begins = Vec::with_capacity(count);
        for row in 0..count {
            if out.contains_key(&row) {
                continue;
            }
            begins.push((desk.written().len(), row));
            if let Err(why) = take_row(change, row, desk, context) {
                out.insert(row, why);
            }
        }
        let taken = match keys_taken(desk) {
            Err(needs) => return Run::Needs(needs),
            Ok(taken) => taken,
        };
        if taken.is_empty() {
            return ended(change, count, out);
        }
        for (place, reason) in taken {
            let after = begins.partition_point(|(begin, _)| *begin <= place);
            match begins.get(after.wrapping_sub(1)) {
                Some((_, row)) => _ = out.insert(*row, (Outcome::Rejected, reason)),
                None => return Run::Refused(Outcome::Rejected, reason),
            }
        }
    }
}

/// Writes one row, or nothing of it.
fn take_row(change: &AnyChange, row: usize, desk: &mut Desk, context: &Context) -> Result<(), Out> {
    let args = (!context.system).then(|| change.row_args(row)).flatten();
    if let Some(why) = args.and_then(|args| bounds::check(&args).err()) {
        return Err((Outcome::Rejected, Reason::Unfit { why }));
    }
    let mark = desk.mark();
    let met = desk.conflicts().len();
    if let Err(refusal) = change.apply_row(row, desk, context) {
        desk.back_to(mark);
        return Err((Outcome::Rejected, Reason::Refused { refusal }));
    }
    if desk.conflicts().len() > met {
        let conflicts = desk.back_to(mark);
        return Err((Outcome::Parked, Reason::ChangedTwice { conflicts }));
    }
    Ok(())
}

/// A change of which nothing is left was not applied; one of a single row is no other than any change.
fn ended(change: &AnyChange, count: usize, out: BTreeMap<usize, Out>) -> Run {
    let nothing_left = count > 0 && out.len() == count;
    let left_out = |(row, (outcome, reason))| LeftOut {
        row,
        line: change.line(row),
        outcome,
        reason,
    };
    let mut rows: Vec<LeftOut> = out.into_iter().map(left_out).collect();
    if !nothing_left {
        return Run::Fine(rows);
    }
    if let Some(only) = rows.pop_if(|_| count == 1) {
        return Run::Refused(only.outcome, only.reason);
    }
    let outcome = match rows.iter().any(|row| row.outcome == Outcome::Parked) {
        true => Outcome::Parked,
        false => Outcome::Rejected,
    };
    Run::Refused(outcome, Reason::LeftOut { rows })
}

/// Which writes carry a key that belongs to another record, by their place; `Err`: what has to be asked first. A write that is refused
/// for one key claims none of its others: what comes after it may carry them.
fn keys_taken(desk: &Desk) -> Result<Vec<(usize, Reason)>, Needs> {
    let mut needs = Needs::none();
    let mut taken = Vec::new();
    let mut claimed: HashMap<KeyAsked, Uuid> = HashMap::new();
    for (place, row) in desk.written().iter().enumerate() {
        let asked = new_keys(desk, row);
        let is_taken = |asked: &&KeyAsked| {
            let others = match desk.found(asked) {
                Some(Look::Here(ids)) => ids.iter().any(|id| *id != row.id),
                Some(Look::None | Look::NotAboard) | None => false,
            };
            others || claimed.get(*asked).is_some_and(|id| *id != row.id)
        };
        let first_taken = asked.iter().find(is_taken).cloned();
        let unknown = asked.iter().filter(|asked| desk.found(asked).is_none());
        needs.keys.extend(unknown.cloned());
        match first_taken {
            Some(asked) => {
                let reason = Reason::KeyTaken {
                    kind: asked.kind.into_owned(),
                    key: asked.name.to_owned(),
                    value: asked.value,
                };
                taken.push((place, reason));
            }
            None => claimed.extend(asked.into_iter().map(|asked| (asked, row.id))),
        }
    }
    match needs.is_empty() {
        true => Ok(taken),
        false => Err(needs),
    }
}

/// Keys that only one record may carry and that this one did not carry before.
fn new_keys(desk: &Desk, row: &Stored) -> Vec<KeyAsked> {
    let kind = row.body.kind();
    let key = RecordKey {
        kind: kind.clone(),
        id: row.id,
    };
    let before = desk.before(&key).map(|before| before.body.keys());
    let before = before.unwrap_or_default();
    let keys = row.body.keys().into_iter();
    let new = keys.filter(|key| key.only_one && !before.contains(key));
    let asked = new.map(|key| KeyAsked {
        kind: kind.clone(),
        name: key.name,
        value: key.value,
    });
    asked.collect()
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
fn signed(mut reason: Reason, past: &impl Past) -> Reason {
    match &mut reason {
        Reason::ChangedTwice { conflicts } => conflicts
            .iter_mut()
            .for_each(|conflict| sign(conflict, past)),
        Reason::LeftOut { rows } => {
            for row in rows {
                if let Reason::ChangedTwice { conflicts } = &mut row.reason {
                    conflicts
                        .iter_mut()
                        .for_each(|conflict| sign(conflict, past));
                }
            }
        }
        _ => {}
    }
    reason
}

/// The record in which two values met.
pub fn record_of(conflict: &Conflict) -> RecordKey {
    RecordKey {
        kind: super::kinds::kind(&conflict.kind),
        id: conflict.id,
    }
}

fn sign(conflict: &mut Conflict, past: &impl Past) {
    if let Some(written) = past.written(&record_of(conflict), &conflict.field) {
        (conflict.by, conflict.at) = (written.by, Some(written.at));
    }
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
    to_inbox(intention, desk, context, outcome, &reason);
    let (writes, effects) = desk.settle(revision);
    Step::Decided(Decision {
        outcome,
        reason: Some(reason),
        writes,
        effects,
    })
}

/// Puts on the author's shelf what was not applied: the whole, or each row that was left out for itself.
fn to_inbox(
    intention: &Intention,
    desk: &mut Desk,
    context: &Context,
    outcome: Outcome,
    reason: &Reason,
) {
    if context.system || planted(Bug::RefusedReachesNobody) {
        return;
    }
    let entries = InboxEntry::decided(intention, context, outcome, reason);
    for entry in entries {
        desk.put(InboxId::from_uuid(entry_id(entry.uid)), entry);
    }
}

/// An inbox entry has the id of its intention: a repeated decision cannot make two.
pub fn entry_id(uid: Uid) -> Uuid {
    uid.0
}
