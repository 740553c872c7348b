//! Items come onto a ticket, are ticked one by one, and go again; and what the company keeps to take from. Each item is a place of its
//! own, so two people meet only in the same one, and there they mean the same.

use super::Refusal;
use crate::brought::{Brought, NotBrought};
use crate::calendar::Moment;
use crate::desk::Desk;
use crate::ids::{ChecklistId, LineId};
use crate::tickets::believed::tapped;
use crate::tickets::checklist::{Checklist, ChecklistField, ITEMS_MAX, Item, NewItem, Tick};
use crate::tickets::ticket::Ticket;
use crate::users::{Context, Right, may};

/// What is there already stays as it is: somebody took the same checklist.
pub fn added(context: &Context, ticket: &mut Ticket, items: &[NewItem]) -> Result<(), Refusal> {
    for new in items {
        if new.text.trim().is_empty() {
            return Err(Refusal::ItemEmpty);
        }
        if ticket.item(new.id).is_some() {
            continue;
        }
        if ticket.checklist.len() >= ITEMS_MAX {
            let count_max = ITEMS_MAX;
            return Err(Refusal::TooMany { count_max });
        }
        ticket.checklist.push(Item {
            id: new.id,
            text: new.text.trim().to_owned(),
            by: context.user,
            ticked: None,
        });
    }
    Ok(())
}

/// Of two who tick the same item, the first is named.
pub fn ticked(
    context: &Context,
    ticket: &mut Ticket,
    id: LineId,
    done: bool,
    at: Moment,
) -> Result<(), Refusal> {
    let (by, at) = (context.user, tapped(context, ticket, at));
    let item = ticket.item_mut(id).ok_or(Refusal::NoSuchLine)?;
    item.ticked = match done {
        true => item.ticked.or(Some(Tick { by, at })),
        false => None,
    };
    Ok(())
}

/// By whoever put it there, or a manager; never one that somebody did meanwhile. One that is gone already is gone.
pub fn removed(context: &Context, ticket: &mut Ticket, id: LineId) -> Result<(), Refusal> {
    let Some(item) = ticket.item(id) else {
        return Ok(());
    };
    if item.by != context.user && !context.has(Right::ManageTickets) {
        return Err(Refusal::NotYours);
    }
    if item.ticked.is_some() {
        return Err(Refusal::ItemTicked);
    }
    ticket.checklist.retain(|item| item.id != id);
    Ok(())
}

/// A checklist of the company's.
pub fn defined(
    desk: &mut Desk,
    context: &Context,
    id: ChecklistId,
    brought: &Brought<Checklist>,
) -> Result<(), Refusal> {
    may(context, Right::ManageSettings)?;
    match brought {
        Brought::New { record } => {
            named(&record.name)?;
            lines_fit(&record.lines)?;
        }
        Brought::Edited { fields } => fields.iter().try_for_each(field_fits)?,
    }
    brought.take(desk, id).map_err(|why| match why {
        NotBrought::Exists => Refusal::Exists,
        NotBrought::Missing => Refusal::NoSuchChecklist,
    })
}

fn field_fits(field: &ChecklistField) -> Result<(), Refusal> {
    match field {
        ChecklistField::Name { edit } => named(&edit.now),
        ChecklistField::Lines { edit } => lines_fit(&edit.now),
        ChecklistField::Archived { .. } => Ok(()),
    }
}

fn named(name: &str) -> Result<(), Refusal> {
    match name.trim().is_empty() {
        true => Err(Refusal::ChecklistUnnamed),
        false => Ok(()),
    }
}

fn lines_fit(lines: &[String]) -> Result<(), Refusal> {
    if lines.len() > ITEMS_MAX {
        let count_max = ITEMS_MAX;
        return Err(Refusal::TooMany { count_max });
    }
    match lines.iter().any(|line| line.trim().is_empty()) {
        true => Err(Refusal::ItemEmpty),
        false => Ok(()),
    }
}
