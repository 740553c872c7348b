//! From state to state.

use super::Refusal;
use crate::calendar::Moment;
use crate::tickets::believed::believed;
use crate::tickets::status::Status;
use crate::tickets::ticket::Ticket;
use crate::users::{Context, Right, Rules, may};

/// Header and lines change only while somebody works on it.
pub fn open(ticket: &Ticket) -> Result<(), Refusal> {
    match ticket.status.is_open() {
        true => Ok(()),
        false => Err(Refusal::Closed {
            status: ticket.status,
        }),
    }
}

/// What became of it may be said better until it is closed.
pub fn not_closed(ticket: &Ticket) -> Result<(), Refusal> {
    match ticket.status.takes_parts() {
        true => Ok(()),
        false => Err(Refusal::Closed {
            status: ticket.status,
        }),
    }
}

/// The move must be legal in the state that is there now, whatever its author saw. What is wished for already is no move.
pub fn stand(
    context: &Context,
    ticket: &mut Ticket,
    to: Status,
    at: Option<Moment>,
) -> Result<(), Refusal> {
    let from = ticket.status;
    if from == to {
        return Ok(());
    }
    if !from.may_become(to) {
        return Err(Refusal::MoveNotAllowed { from, to });
    }
    if from.asks_a_manager(to) {
        may(context, Right::ManageTickets)?;
    }
    if to == Status::Resolved {
        if let Some((line, _)) = ticket.blocked() {
            return Err(Refusal::LineBlocked { line });
        }
        if ticket.work.iter().any(|work| work.ended.is_none()) {
            return Err(Refusal::ClockRuns);
        }
    }
    ticket.status = to;
    if context.decides_by(Rules::ENDS_HAVE_THEIR_TIME) {
        let at = match context.decides_by(Rules::CLOCKS_ARE_BOUNDED) {
            true => believed(context, ticket, at),
            false => context.by_then(at.unwrap_or(context.moment)),
        };
        ticket.ended_at = match to.is_open() {
            true => None,
            false => ticket.ended_at.or(Some(at)),
        };
    }
    Ok(())
}
