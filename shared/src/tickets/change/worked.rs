//! Time on a ticket: a clock begins and ends, or a person writes down afterwards from when until when.

use super::log::push;
use super::{Change, Refusal};
use crate::calendar::Moment;
use crate::ids::LineId;
use crate::tickets::believed::{believed, span};
use crate::tickets::ticket::Ticket;
use crate::tickets::work_log::{ENTRIES_MAX, MILLISECONDS_MAX, Work, WorkKind};
use crate::users::{Context, Right, Rules};

/// An hour: people round, and clocks differ.
const AHEAD_MILLISECONDS_MAX: i64 = 3_600_000;

pub(super) fn add(change: &Change, context: &Context, ticket: &mut Ticket) -> Result<(), Refusal> {
    match change {
        Change::WorkStarted { id, kind, at, .. } => started(context, ticket, *id, *kind, *at),
        Change::WorkEnded {
            id,
            at,
            note,
            began,
            ..
        } => ended(context, ticket, *id, (*began, *at), note),
        Change::WorkLogged {
            id,
            kind,
            started,
            ended,
            note,
            ..
        } => {
            lasts(*started, *ended)?;
            if context.decides_by(Rules::CLOCKS_ARE_BOUNDED) {
                typed_fits(context, ticket, *started, *ended)?;
            }
            let work = work(context, *id, *kind, (*started, Some(*ended)), note);
            push(&mut ticket.work, ENTRIES_MAX, work, |work| work.id)
        }
        _ => Ok(()),
    }
}

fn work(
    context: &Context,
    id: LineId,
    kind: WorkKind,
    (started, ended): (Moment, Option<Moment>),
    note: &str,
) -> Work {
    Work {
        id,
        kind,
        by: context.user,
        started,
        ended,
        note: note.trim().to_owned(),
    }
}

fn started(
    context: &Context,
    ticket: &mut Ticket,
    id: LineId,
    kind: WorkKind,
    at: Moment,
) -> Result<(), Refusal> {
    if ticket.running(context.user).is_some() {
        return Err(Refusal::ClockRuns);
    }
    let at = match context.decides_by(Rules::CLOCKS_ARE_BOUNDED) {
        true => believed(context, ticket, Some(at)),
        false => at,
    };
    let work = work(context, id, kind, (at, None), "");
    push(&mut ticket.work, ENTRIES_MAX, work, |work| work.id)
}

/// A clock that somebody stopped before stays as they stopped it.
fn ended(
    context: &Context,
    ticket: &mut Ticket,
    id: LineId,
    (began, at): (Option<Moment>, Moment),
    note: &str,
) -> Result<(), Refusal> {
    let found = ticket.work.iter().position(|work| work.id == id);
    let place = found.ok_or(Refusal::NoSuchLine)?;
    let started = ticket.work[place].started;
    let (started, at) = match context.decides_by(Rules::CLOCKS_ARE_BOUNDED) {
        true => span(context, ticket, started, (began, at)),
        false => (started, at),
    };
    let work = &mut ticket.work[place];
    if work.by != context.user && !context.has(Right::ManageTickets) {
        return Err(Refusal::NotYours);
    }
    if work.ended.is_none() {
        // a clock set back in between, or one nobody stopped: the nearest that can be meant
        let longest = started.plus_milliseconds(MILLISECONDS_MAX);
        work.started = started;
        work.ended = Some(at.clamp(started, longest));
        work.note = note.trim().to_owned();
    }
    Ok(())
}

fn lasts(started: Moment, ended: Moment) -> Result<(), Refusal> {
    match ended.milliseconds_since(started) {
        1..=MILLISECONDS_MAX => Ok(()),
        _ => Err(Refusal::TimeInvalid),
    }
}

/// Nobody worked already where it lies ahead, nor before the day on which the fault was reported; a day more, because a company's day
/// may begin before the one of UTC.
fn typed_fits(
    context: &Context,
    ticket: &Ticket,
    started: Moment,
    ended: Moment,
) -> Result<(), Refusal> {
    let reported = ticket.reported;
    if ended.milliseconds_since(context.moment) > AHEAD_MILLISECONDS_MAX {
        return Err(Refusal::TimeAhead);
    }
    match started < Moment::at_start_of(reported.plus_days(-1)) {
        true => Err(Refusal::TimeBeforeReported { reported }),
        false => Ok(()),
    }
}
