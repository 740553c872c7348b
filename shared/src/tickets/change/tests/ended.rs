//! What a ticket is asked for, by when, how it ended and when.

use super::*;
use crate::calendar::Moment;
use crate::tickets::{Channel, Kind};

const HOUR: i64 = 3_600_000;

/// Ended at an hour of the day, with these words.
fn resolved(at_hour: i64, was: &str, now: &str) -> Change {
    Change::StatusSet {
        ticket: id(TICKET),
        to: Resolved,
        at: Some(hour(at_hour)),
        resolution: Some(Edit::new(was.into(), now.into())),
    }
}

fn hour(of_day: i64) -> Moment {
    Moment::at_start_of(technician().today).plus_milliseconds(of_day * HOUR)
}

fn at(of_day: i64) -> Context {
    technician().at(hour(of_day))
}

fn edited(field: Field) -> Change {
    let ticket = id(TICKET);
    Change::Edited { ticket, field }
}

fn world() -> World {
    let mut world = World::new();
    world.run(&at(9), created(draft())).expect("made");
    world
}

#[test]
fn a_ticket_says_what_is_asked_for_and_how_the_wish_came_in() {
    let mut world = World::new();
    let asked = Draft {
        request_kind: Some(Kind::Repair),
        channel: Some(Channel::Telephone),
        opened_at: Some(hour(8)),
        ..draft()
    };
    world.run(&at(9), created(asked)).expect("made");
    let ticket = world.ticket();
    assert_eq!(ticket.request_kind, Some(Kind::Repair));
    assert_eq!(ticket.channel, Some(Channel::Telephone));
    assert_eq!((ticket.opened_at, ticket.made_at), (Some(hour(8)), hour(9)));
    let kind = Field::RequestKind {
        edit: Edit::new(Some(Kind::Repair), Some(Kind::Maintenance)),
    };
    world.run(&at(10), edited(kind)).expect("edited");
    assert_eq!(world.ticket().request_kind, Some(Kind::Maintenance));
}

#[test]
fn a_clock_that_runs_ahead_opens_and_ends_nothing_in_the_future() {
    let mut world = World::new();
    let early = Draft {
        opened_at: Some(hour(20)),
        ..draft()
    };
    world.run(&at(9), created(early)).expect("made");
    assert_eq!(world.ticket().opened_at, Some(hour(9)));
    world.run(&at(10), resolved(30, "", "")).expect("resolved");
    assert_eq!(world.ticket().ended_at, Some(hour(10)));
}

#[test]
fn it_ended_when_its_technician_said_so_and_not_when_that_arrived() {
    let mut world = world();
    let done = world.run(&at(17), resolved(11, "", "Filter changed"));
    assert_eq!(done, Ok(()));
    let ticket = world.ticket();
    assert_eq!(ticket.resolution, "Filter changed");
    assert_eq!(ticket.ended_at, Some(hour(11)));
    let manager = context(Role::ServiceManager).at(hour(18));
    world.run(&manager, set(Closed)).expect("closed");
    assert_eq!(world.ticket().ended_at, Some(hour(11)));
    world.run(&manager, set(InProgress)).expect("opened again");
    assert_eq!(world.ticket().ended_at, None);
}

#[test]
fn other_words_for_its_end_are_asked_about() {
    let mut world = world();
    world
        .run(&at(10), resolved(10, "", "Filter"))
        .expect("done");
    world
        .run(&at(11), resolved(11, "", "Pump"))
        .expect("decided");
    let met = &world.met[0];
    assert_eq!(
        (met.field.as_str(), &met.mine),
        ("resolution", &"Pump".into())
    );
    assert_eq!(world.ticket().resolution, "Filter");
}

#[test]
fn the_words_may_be_mended_until_it_is_closed() {
    let mut world = world();
    world
        .run(&at(10), resolved(10, "", "Filter"))
        .expect("done");
    let mended = |was: &str, now: &str| {
        let edit = Edit::new(was.to_owned(), now.to_owned());
        edited(Field::Resolution { edit })
    };
    world
        .run(&at(11), mended("Filter", "Pump"))
        .expect("mended");
    assert_eq!(world.ticket().resolution, "Pump");
    let manager = context(Role::ServiceManager);
    world.run(&manager, set(Closed)).expect("closed");
    let late = world.run(&at(12), mended("Pump", "Belt"));
    assert_eq!(late, Err(Refusal::Closed { status: Closed }));
}

#[test]
fn what_was_promised_is_overdue_until_somebody_ended_it() {
    let mut world = world();
    let edit = Edit::new(None, Some(hour(12)));
    let promised = edited(Field::Promised { edit });
    world.run(&at(9), promised).expect("promised");
    let ticket = world.ticket();
    assert!(!ticket.is_overdue(hour(12)));
    assert!(ticket.is_overdue(hour(13)));
    world.run(&at(14), resolved(14, "", "")).expect("done");
    assert!(!world.ticket().is_overdue(hour(15)));
}
