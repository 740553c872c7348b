//! One field of the header: guarded, so that nobody overwrites what they have not seen.

use super::made::{known, reported_fits};
use super::stood::{not_closed, open};
use super::{Field, Refusal};
use crate::desk::Desk;
use crate::edit::Edit;
use crate::ids::TicketId;
use crate::record::RecordKey;
use crate::tickets::checking;
use crate::tickets::status::Status;
use crate::tickets::ticket::Ticket;
use crate::users::{Context, Rules};

pub fn edit(
    desk: &mut Desk,
    context: &Context,
    id: TicketId,
    ticket: &mut Ticket,
    field: &Field,
) -> Result<(), Refusal> {
    match field {
        Field::Resolution { .. } => not_closed(ticket)?,
        _ => open(ticket)?,
    }
    let key = RecordKey::of::<Ticket>(id);
    match field {
        Field::Title { edit } if edit.now.trim().is_empty() => return Err(Refusal::TitleEmpty),
        Field::Title { edit } => desk.guard(&key, "title", &mut ticket.title, edit),
        Field::Text { edit } => desk.guard(&key, "text", &mut ticket.text, edit),
        Field::Contact { edit } => desk.guard(&key, "contact", &mut ticket.contact, edit),
        Field::Phone { edit } => desk.guard(&key, "phone", &mut ticket.phone, edit),
        Field::Address { edit } => desk.guard(&key, "address", &mut ticket.address, edit),
        Field::Priority { edit } => desk.guard(&key, "priority", &mut ticket.priority, edit),
        Field::Reported { edit } => {
            reported_fits(context, edit.now)?;
            desk.guard(&key, "reported", &mut ticket.reported, edit);
            let reported = ticket.reported;
            let follow = context.decides_by(Rules::ENDS_STAND);
            for line in ticket.lines.iter_mut().filter(|_| follow) {
                checking::of_another_day(desk, context, reported, line);
            }
        }
        Field::RequestKind { edit } => {
            desk.guard(&key, "request_kind", &mut ticket.request_kind, edit)
        }
        Field::Channel { edit } => desk.guard(&key, "channel", &mut ticket.channel, edit),
        Field::Resolution { edit } => resolved(desk, id, ticket, edit),
        Field::Promised { edit } => desk.guard(&key, "promised", &mut ticket.promised, edit),
        Field::Assignee { edit } => {
            known(desk, edit.now)?;
            desk.guard(&key, "assignee", &mut ticket.assignee, edit);
            ticket.status = match (ticket.status, ticket.assignee) {
                (Status::New, Some(_)) => Status::Assigned,
                (Status::Assigned, None) => Status::New,
                (status, _) => status,
            };
        }
    }
    Ok(())
}

/// Two who ended it in other words are asked, as of any other field.
pub fn resolved(desk: &mut Desk, id: TicketId, ticket: &mut Ticket, edit: &Edit<String>) {
    let key = RecordKey::of::<Ticket>(id);
    desk.guard(&key, "resolution", &mut ticket.resolution, edit);
}
