//! What is gone through on a job, by one person and by two.

use super::*;
use crate::brought::Brought;
use crate::tickets::checklist::{Checklist, ITEMS_MAX, NewItem, Tick, lines, ticked};

const YEARLY: u128 = 60;
const WRITTEN: &str = "Filtre değişti\n\n  Yağ seviyesi  \nFiltre değişti\n";

fn yearly() -> Checklist {
    Checklist {
        lines: lines(WRITTEN),
        ..Checklist::named(" Yıllık bakım ")
    }
}

fn defined(brought: Brought<Checklist>) -> Change {
    Change::ChecklistDefined {
        checklist: id(YEARLY),
        brought,
    }
}

/// What a device adds that has this ticket in front of it.
fn taken(ticket: &Ticket) -> Change {
    Change::ItemsAdded {
        ticket: id(TICKET),
        items: yearly().missing(id(YEARLY), id(TICKET), ticket),
    }
}

fn by_hand(number: u128, text: &str) -> Change {
    let (id, text) = (id(number), text.to_owned());
    Change::ItemsAdded {
        ticket: super::id(TICKET),
        items: vec![NewItem { id, text }],
    }
}

fn tick(item: LineId, done: bool, at: i64) -> Change {
    Change::ItemTicked {
        ticket: id(TICKET),
        id: item,
        done,
        at: Moment::from_milliseconds(at),
    }
}

fn remove(item: LineId) -> Change {
    let ticket = id(TICKET);
    Change::ItemRemoved { ticket, id: item }
}

fn other() -> Context {
    let mut other = technician();
    other.user = id(102);
    other
}

fn with_items() -> (World, Vec<LineId>) {
    let mut world = World::with_serial("HK40-0001");
    let change = taken(&world.ticket());
    assert_eq!(world.run(&technician(), change), Ok(()));
    let items = world.ticket().checklist;
    let ids = items.iter().map(|item| item.id).collect();
    (world, ids)
}

#[test]
fn a_checklist_brings_each_of_its_lines_once_whoever_takes_it() {
    let mut world = World::with_serial("HK40-0001");
    let (mine, theirs) = (taken(&world.ticket()), taken(&world.ticket()));
    assert_eq!(world.run(&technician(), mine), Ok(()));
    assert_eq!(world.run(&other(), theirs), Ok(()));
    let ticket = world.ticket();
    let words: Vec<_> = (ticket.checklist.iter().map(|item| item.text.as_str())).collect();
    assert_eq!(words, ["Filtre değişti", "Yağ seviyesi"]);
    assert!(
        ticket
            .checklist
            .iter()
            .all(|item| item.by == technician().user)
    );
    assert!(yearly().missing(id(YEARLY), id(TICKET), &ticket).is_empty());
    let elsewhere = yearly().missing(id(YEARLY), id(TICKET + 90), &ticket);
    assert_eq!(elsewhere.len(), 2, "another ticket has items of its own");
}

#[test]
fn two_who_tick_different_items_both_count() {
    let (mut world, ids) = with_items();
    assert_eq!(world.run(&technician(), tick(ids[0], true, 5)), Ok(()));
    assert_eq!(world.run(&other(), tick(ids[1], true, 6)), Ok(()));
    assert!(world.met.is_empty());
    let items = world.ticket().checklist;
    let who: Vec<_> = items.iter().filter_map(|item| item.ticked).collect();
    let tick = |by: &Context, at| Tick {
        by: by.user,
        at: Moment::from_milliseconds(at),
    };
    assert_eq!(who, [tick(&technician(), 5), tick(&other(), 6)]);
    assert_eq!(ticked(&items), 2);
}

#[test]
fn two_who_tick_the_same_item_do_not_meet_and_the_first_is_named() {
    let (mut world, ids) = with_items();
    assert_eq!(world.run(&technician(), tick(ids[0], true, 5)), Ok(()));
    assert_eq!(world.run(&other(), tick(ids[0], true, 4)), Ok(()));
    assert!(world.met.is_empty());
    let ticked = world.ticket().checklist[0].ticked;
    assert_eq!(ticked.map(|tick| tick.by), Some(technician().user));
    assert_eq!(world.run(&other(), tick(ids[0], false, 7)), Ok(()));
    assert_eq!(world.ticket().checklist[0].ticked, None);
}

#[test]
fn an_item_that_was_ticked_meanwhile_is_not_taken_out() {
    let (mut world, ids) = with_items();
    assert_eq!(world.run(&other(), tick(ids[0], true, 5)), Ok(()));
    let removed = world.run(&technician(), remove(ids[0]));
    assert_eq!(removed, Err(Refusal::ItemTicked));
    assert_eq!(world.run(&technician(), remove(ids[1])), Ok(()));
    assert_eq!(world.run(&technician(), remove(ids[1])), Ok(()), "gone");
    let late = world.run(&other(), tick(ids[1], true, 6));
    assert_eq!(late, Err(Refusal::NoSuchLine));
}

#[test]
fn an_item_is_taken_out_by_whoever_put_it_there_or_a_manager() {
    let (mut world, ids) = with_items();
    assert_eq!(world.run(&other(), remove(ids[0])), Err(Refusal::NotYours));
    let manager = context(Role::ServiceManager);
    assert_eq!(world.run(&manager, remove(ids[0])), Ok(()));
}

#[test]
fn an_item_says_something_and_there_are_not_too_many() {
    let mut world = World::with_serial("HK40-0001");
    let empty = world.run(&technician(), by_hand(70, " "));
    assert_eq!(empty, Err(Refusal::ItemEmpty));
    let item = |number: usize| NewItem {
        id: id(1_000 + number as u128),
        text: number.to_string(),
    };
    let items = (0..ITEMS_MAX).map(item).collect();
    let ticket = id(TICKET);
    let full = Change::ItemsAdded { ticket, items };
    assert_eq!(world.run(&technician(), full), Ok(()));
    let count_max = ITEMS_MAX;
    let more = world.run(&technician(), by_hand(70, "more"));
    assert_eq!(more, Err(Refusal::TooMany { count_max }));
}

#[test]
fn nothing_is_ticked_on_a_cancelled_ticket_and_what_was_resolved_may_be() {
    let (mut world, ids) = with_items();
    let manager = context(Role::ServiceManager);
    assert_eq!(world.run(&manager, set(Resolved)), Ok(()));
    assert_eq!(world.run(&technician(), tick(ids[0], true, 5)), Ok(()));
    let mut ticket = world.ticket();
    ticket.status = Cancelled;
    world.keep(id(TICKET), ticket);
    let status = Cancelled;
    let late = world.run(&technician(), tick(ids[1], true, 6));
    assert_eq!(late, Err(Refusal::Closed { status }));
}

#[test]
fn a_checklist_is_kept_by_whoever_manages_settings() {
    let mut world = World::new();
    let new = || defined(Brought::New { record: yearly() });
    let denied = world.run(&context(Role::ServiceManager), new());
    assert!(matches!(denied, Err(Refusal::Denied { .. })), "{denied:?}");
    let administrator = context(Role::Administrator);
    assert_eq!(world.run(&administrator, new()), Ok(()));
    let now = Checklist {
        lines: lines("Temizlik"),
        ..yearly()
    };
    let edited = Brought::between(Some(&yearly()), now).expect("it differs");
    assert_eq!(world.run(&administrator, defined(edited)), Ok(()));
    let unnamed = Brought::New {
        record: Checklist::named(" "),
    };
    let unnamed = world.run(&administrator, defined(unnamed));
    assert_eq!(unnamed, Err(Refusal::ChecklistUnnamed));
    let empty = Brought::New {
        record: Checklist {
            lines: vec![String::new()],
            ..yearly()
        },
    };
    let empty = world.run(&administrator, defined(empty));
    assert_eq!(empty, Err(Refusal::ItemEmpty));
}
