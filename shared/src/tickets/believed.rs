//! How much of what a device's clock says about a ticket is believed (MOB-09): nothing that lies ahead of the server's own time, and
//! nothing from before the ticket was opened. What a clock took is put right here; what a person typed is refused in `change`.

use super::ticket::Ticket;
use super::work_log::MILLISECONDS_MAX;
use crate::calendar::Moment;
use crate::users::{Context, Rules};

/// When somebody did something to the ticket; `None`: from a version that did not say, and then it is now.
pub fn believed(context: &Context, ticket: &Ticket, said: Option<Moment>) -> Moment {
    let said = said.unwrap_or(context.moment);
    let opened = ticket.opened_at.unwrap_or(said);
    context.by_then(said.max(opened))
}

/// From when until when somebody worked whose clock said that it `began` and ended, and whose beginning stands as `started`. A clock that
/// was believed neither then nor now is wrong all along: it still says how long it took, and only that. A day at most, and nothing from
/// before the ticket was opened.
pub fn span(
    context: &Context,
    ticket: &Ticket,
    started: Moment,
    (began, said): (Option<Moment>, Moment),
) -> (Moment, Moment) {
    let ended = believed(context, ticket, Some(said));
    let began = began.unwrap_or(started);
    let took = said.milliseconds_since(began);
    if ended == said || began == started || took < 0 {
        return (started, ended);
    }
    let wrong_by = started.milliseconds_since(began);
    let ended = context.by_then(said.plus_milliseconds(wrong_by));
    let began = ended.plus_milliseconds(-took);
    if !context.decides_by(Rules::ALL_CLOCKS_ARE_BOUNDED) {
        return (started.min(began), ended);
    }
    let earliest = ended.plus_milliseconds(-MILLISECONDS_MAX);
    let earliest = earliest.max(ticket.opened_at.unwrap_or(earliest));
    (started.min(began.max(earliest)), ended)
}

/// The moment of a tap, where it was taken as it was said before.
pub fn tapped(context: &Context, ticket: &Ticket, said: Moment) -> Moment {
    match context.decides_by(Rules::ALL_CLOCKS_ARE_BOUNDED) {
        true => believed(context, ticket, Some(said)),
        false => said,
    }
}
