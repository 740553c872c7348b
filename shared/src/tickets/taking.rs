//! Who has a ticket that nobody was given: whoever sets out for it or begins to work on it. A change of its own beside the step, so
//! that it can be refused, met and answered like any other choice of an assignee.

use super::status::Status;
use super::ticket::Ticket;
use crate::edit::Edit;
use crate::ids::UserId;
use crate::users::Person;

/// A move of somebody who has the work in hand; opening it again is an office's.
pub fn begins(from: Status, to: Status) -> bool {
    from.is_open() && matches!(to, Status::OnTheWay | Status::InProgress)
}

/// The new assignee. Nothing where somebody has it, where nobody works on it any more, and for whoever does not work here.
pub fn taken(ticket: &Ticket, user: UserId, person: &Person) -> Option<Edit<Option<UserId>>> {
    let free = ticket.assignee.is_none() && ticket.status.is_open();
    (free && person.active).then(|| Edit::new(None, Some(user)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Status::*;

    #[test]
    fn setting_out_and_beginning_are_work_and_opening_again_is_not() {
        assert!(begins(New, OnTheWay) && begins(OnTheWay, InProgress));
        assert!(!begins(Resolved, InProgress) && !begins(Closed, InProgress));
        assert!(!begins(InProgress, Resolved) && !begins(New, Cancelled));
    }
}
