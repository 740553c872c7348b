//! What a change of a ticket brings into being, cannot do without, and has to read. Decides nothing.

use super::{Change, Field, LineField};
use crate::accounts::Account;
use crate::desk::Desk;
use crate::ids::{LineId, ProductId};
use crate::needs::{Look, Needs};
use crate::products::Product;
use crate::series::Counter;
use crate::stock::Warehouse;
use crate::tickets::checking::{self, Asked};
use crate::tickets::checklist::Checklist;
use crate::tickets::draft::NewLine;
use crate::tickets::related_product::RelatedProduct;
use crate::tickets::status::Status;
use crate::tickets::ticket::Ticket;
use crate::tickets::write_off;
use crate::users::Person;
use uuid::Uuid;

pub fn makes(change: &Change) -> Vec<Uuid> {
    match change {
        Change::Created { ticket, draft, .. } => std::iter::once(ticket.0)
            .chain(draft.lines.iter().map(|line| line.id.0))
            .collect(),
        Change::LineAdded { line, .. } => vec![line.id.0],
        Change::NoteAdded { id, .. }
        | Change::WorkStarted { id, .. }
        | Change::WorkLogged { id, .. }
        | Change::PartUsed { id, .. } => vec![id.0],
        Change::ItemsAdded { items, .. } => items.iter().map(|item| item.id.0).collect(),
        Change::ChecklistDefined { checklist, .. } => vec![checklist.0],
        _ => Vec::new(),
    }
}

pub fn uses(change: &Change) -> Vec<Uuid> {
    match change {
        Change::Created { draft, .. } => std::iter::once(draft.account.0)
            .chain(draft.lines.iter().map(|line| line.product.0))
            .collect(),
        Change::LineAdded { ticket, line } => vec![ticket.0, line.product.0],
        Change::LineEdited {
            ticket,
            line,
            field,
        } => match field {
            LineField::Product { edit, .. } => vec![ticket.0, line.0, edit.now.0],
            _ => vec![ticket.0, line.0],
        },
        Change::LineRemoved { ticket, line, .. } | Change::Rechecked { ticket, line, .. } => {
            vec![ticket.0, line.0]
        }
        Change::WorkEnded { ticket, id, .. }
        | Change::WorkRemoved { ticket, id }
        | Change::PartRemoved { ticket, id }
        | Change::ItemTicked { ticket, id, .. }
        | Change::ItemRemoved { ticket, id } => vec![ticket.0, id.0],
        Change::PartUsed {
            ticket, product, ..
        } => vec![ticket.0, product.0],
        other => other.ticket().iter().map(|ticket| ticket.0).collect(),
    }
}

pub fn reads(change: &Change, desk: &Desk) -> Needs {
    let needs = Needs::none().ids::<Ticket>(change.ticket());
    match change {
        Change::Created { draft, .. } => {
            let needs = needs.id::<Account>(draft.account);
            let needs = needs.ids::<Person>(draft.assignee);
            let needs = needs.and(Counter::Tickets.needs());
            let lines = draft.lines.iter();
            lines.fold(needs, |needs, line| needs.and(of_new(desk, line)))
        }
        Change::LineAdded { line, .. } => needs.and(of_new(desk, line)),
        Change::LineEdited { line, field, .. } => {
            let of =
                |found: &RelatedProduct| match field {
                    LineField::Serial { edit, .. } => asked(desk, &edit.now, found.product),
                    LineField::Product { edit, .. } => asked(desk, &found.serial, edit.now)
                        .and(asked(desk, &found.serial, found.product)),
                    _ => asked(desk, &found.serial, found.product),
                };
            with_line(desk, change, *line, needs, of)
        }
        Change::Rechecked { line, .. } => with_line(desk, change, *line, needs, |found| {
            asked(desk, &found.serial, found.product)
        }),
        Change::Edited {
            field: Field::Assignee { edit },
            ..
        } => needs.ids::<Person>(edit.now),
        Change::Edited {
            ticket,
            field: Field::Reported { .. },
        } => match desk.get::<Ticket>(*ticket) {
            Look::Here(ticket) => ticket.lines.iter().fold(needs, |needs, line| {
                needs.and(asked(desk, &line.serial, line.product))
            }),
            Look::None | Look::NotAboard => needs,
        },
        Change::ChecklistDefined { checklist, .. } => needs.id::<Checklist>(*checklist),
        Change::PartUsed {
            product, warehouse, ..
        } => needs.id::<Product>(*product).ids::<Warehouse>(*warehouse),
        Change::PartRemoved { ticket, .. } => write_off::reads(needs, desk, *ticket),
        Change::StatusSet { ticket, to, .. } if *to == Status::Closed => {
            write_off::reads(needs, desk, *ticket)
        }
        _ => needs,
    }
}

fn of_new(desk: &Desk, line: &NewLine) -> Needs {
    asked(desk, &line.serial, line.product)
}

fn asked(desk: &Desk, serial: &str, product: ProductId) -> Needs {
    checking::reads(desk, &Asked { serial, product })
}

fn with_line(
    desk: &Desk,
    change: &Change,
    line: LineId,
    needs: Needs,
    more: impl FnOnce(&RelatedProduct) -> Needs,
) -> Needs {
    let ticket = change.ticket().map(|ticket| desk.get::<Ticket>(ticket));
    let Some(Look::Here(ticket)) = ticket else {
        return needs;
    };
    match ticket.line(line) {
        Some(found) => needs.and(more(found)),
        None => needs,
    }
}
