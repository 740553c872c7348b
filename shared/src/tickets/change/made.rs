//! A ticket comes into being.

use super::Refusal;
use super::lines::{each_once, new_line};
use crate::accounts::Account;
use crate::calendar::Day;
use crate::code::Code;
use crate::desk::Desk;
use crate::ids::{TicketId, UserId};
use crate::needs::Look;
use crate::series::Counter;
use crate::tickets::draft::Draft;
use crate::tickets::related_product::LINES_MAX;
use crate::tickets::status::Status;
use crate::tickets::ticket::Ticket;
use crate::users::policy::may_in;
use crate::users::{Context, Person, Right};

pub fn created(
    desk: &mut Desk,
    context: &Context,
    id: TicketId,
    draft: &Draft,
    provisional: &str,
) -> Result<(), Refusal> {
    let account = desk.get::<Account>(draft.account).here();
    let account = account.filter(|account| context.reaches(&account.place.territory));
    let (account_name, place) = match account {
        Some(account) => (account.name.clone(), account.place.clone()),
        None => return Err(Refusal::NoSuchAccount),
    };
    may_in(context, Right::WorkOnTickets, &place.territory)?;
    if desk.get::<Ticket>(id).here().is_some() {
        return Err(Refusal::Exists);
    }
    if draft.title.trim().is_empty() {
        return Err(Refusal::TitleEmpty);
    }
    reported_fits(context, draft.reported)?;
    known(desk, draft.assignee)?;
    if draft.lines.len() > LINES_MAX {
        let count_max = LINES_MAX;
        return Err(Refusal::TooMany { count_max });
    }
    let lines = draft.lines.iter();
    let lines = lines.map(|line| new_line(desk, context, draft.reported, line));
    let lines = lines.collect::<Result<Vec<_>, _>>()?;
    each_once(context, &lines)?;
    let number = Counter::Tickets.take(desk);
    let d = draft.clone();
    let ticket = Ticket {
        code: Code {
            number,
            provisional: Some(provisional.to_owned()),
        },
        title: d.title.trim().to_owned(),
        text: d.text,
        account: d.account,
        account_name,
        place,
        contact: d.contact,
        phone: d.phone,
        address: d.address,
        priority: d.priority,
        reported: d.reported,
        promised: d.promised,
        status: match d.assignee {
            Some(_) => Status::Assigned,
            None => Status::New,
        },
        assignee: d.assignee,
        made_by: context.user,
        made_at: context.moment,
        lines,
        notes: Vec::new(),
        work: Vec::new(),
        parts: Vec::new(),
        signatures: Vec::new(),
        checklist: Vec::new(),
        offer_wanted: None,
        request_kind: d.request_kind,
        channel: d.channel,
        opened_at: d.opened_at.map(|at| context.by_then(at)),
        resolution: String::new(),
        ended_at: None,
    };
    desk.put(id, ticket);
    Ok(())
}

/// A fault is reported before it is written down; a day more, because a device's day may be ahead of the company's.
pub fn reported_fits(context: &Context, day: Day) -> Result<(), Refusal> {
    match day <= context.today.plus_days(1) {
        true => Ok(()),
        false => Err(Refusal::ReportedInFuture),
    }
}

/// Nobody, or somebody who works here.
pub fn known(desk: &Desk, assignee: Option<UserId>) -> Result<(), Refusal> {
    let missing = |user: UserId| desk.get::<Person>(user) == Look::None;
    match assignee.is_some_and(missing) {
        true => Err(Refusal::NoSuchPerson),
        false => Ok(()),
    }
}
