//! By whose clock: what was tapped without signal, by clocks that are right and by others, and what a person types.

use super::*;
use crate::users::Rules;

const HOUR: i64 = 3_600_000;

fn hour(of_day: i64) -> Moment {
    Moment::at_start_of(technician().today).plus_milliseconds(of_day * HOUR)
}

/// The server's clock, when it hears of something.
fn heard(of_day: i64) -> Context {
    technician().at(hour(of_day))
}

/// Opened at eight.
fn world() -> World {
    let mut world = World::new();
    let draft = Draft {
        opened_at: Some(hour(8)),
        ..draft()
    };
    world.run(&heard(8), created(draft)).expect("made");
    world
}

fn tapped(at: Option<Moment>) -> [Change; 3] {
    let ticket = id(TICKET);
    let note = Change::NoteAdded {
        ticket,
        id: id(70),
        note: "Kayış".into(),
        public: true,
        at,
    };
    let part = Change::PartUsed {
        ticket,
        id: id(71),
        product: id(VK30),
        quantity: Quantity::pieces(1),
        warehouse: None,
        at,
    };
    let signed = Change::Signed {
        ticket,
        name: "Çınar".into(),
        strokes: vec![vec![1, 1, 9, 9]],
        at,
        id: None,
        over: Vec::new(),
    };
    [note, part, signed]
}

#[track_caller]
fn stands_at(said: Option<Moment>, expected: Moment) {
    let mut world = world();
    for change in tapped(said) {
        assert_eq!(world.run(&heard(17), change), Ok(()));
    }
    let ticket = world.ticket();
    let signed = ticket.signatures[0].clone();
    let stands = (ticket.notes[0].at, ticket.parts[0].at, signed.at);
    assert_eq!(stands, (expected, expected, expected));
}

#[test]
fn what_was_tapped_without_signal_has_the_time_of_the_tap() {
    stands_at(Some(hour(10)), hour(10));
}

#[test]
fn a_tap_lies_between_the_opening_and_now() {
    stands_at(Some(hour(30)), hour(17));
    stands_at(Some(hour(-900)), hour(8));
}

#[test]
fn a_version_that_did_not_say_when_means_now() {
    stands_at(None, hour(17));
}

fn worked(started: i64, ended: i64, began: Option<Moment>) -> [Change; 2] {
    let (ticket, id) = (id(TICKET), id(50));
    let kind = WorkKind::Labour;
    let at = hour(started);
    let begins = Change::WorkStarted {
        ticket,
        id,
        kind,
        at,
    };
    let ends = Change::WorkEnded {
        ticket,
        id,
        at: hour(ended),
        note: String::new(),
        began,
    };
    [begins, ends]
}

/// By a device without signal whose clock says so, heard of at five.
#[track_caller]
fn works(said: (i64, i64), expected: (i64, i64)) {
    let mut world = world();
    for change in worked(said.0, said.1, Some(hour(said.0))) {
        assert_eq!(world.run(&heard(17), change), Ok(()));
    }
    let work = &world.ticket().work[0];
    let expected = (hour(expected.0), Some(hour(expected.1)));
    assert_eq!((work.started, work.ended), expected);
}

#[test]
fn a_clock_that_is_wrong_still_says_how_long_it_took() {
    works((9, 11), (9, 11));
    works((90, 92), (15, 17));
    works((-90, -88), (8, 10));
}

#[test]
fn no_clock_puts_work_before_the_opening_of_its_ticket() {
    const YEARS: i64 = 365 * 24;
    works((-400 * 24, -400 * 24 + 10), (8, 17));
    works((-2_025 * YEARS, -6 * YEARS), (8, 17));
}

#[test]
fn what_its_author_saw_as_the_beginning_moves_work_no_further_than_a_clock_may() {
    const YEARS: i64 = 365 * 24;
    let mut world = world();
    for change in worked(9, -6 * YEARS, Some(hour(-2_025 * YEARS))) {
        assert_eq!(world.run(&heard(17), change), Ok(()));
    }
    let work = &world.ticket().work[0];
    assert_eq!((work.started, work.ended), (hour(8), Some(hour(17))));
}

fn ticked_and_wanted(rules: Rules, said: i64) -> (Option<Moment>, Option<Moment>) {
    let mut world = world();
    let (ticket, item, at) = (id(TICKET), id(80), hour(said));
    let text = "Filtre".to_owned();
    let items = vec![NewItem { id: item, text }];
    let heard = Context { rules, ..heard(17) };
    for change in [
        Change::ItemsAdded { ticket, items },
        Change::ItemTicked {
            ticket,
            id: item,
            done: true,
            at,
        },
        Change::OfferWanted {
            ticket,
            wanted: true,
            at,
        },
    ] {
        assert_eq!(world.run(&heard, change), Ok(()));
    }
    let ticket = world.ticket();
    let ticked = ticket.checklist[0].ticked.map(|tick| tick.at);
    (ticked, ticket.offer_wanted.map(|wanted| wanted.at))
}

#[test]
fn a_tick_and_a_wish_for_an_offer_lie_between_the_opening_and_now() {
    for (said, stands) in [(10, 10), (90, 17), (-90, 8)] {
        let stands = Some(hour(stands));
        assert_eq!(ticked_and_wanted(Rules::NOW, said), (stands, stands));
    }
    let before = ticked_and_wanted(Rules::UNITS_COME_BACK_ALONE, 90);
    assert_eq!(before, (Some(hour(90)), Some(hour(90))));
}

#[test]
fn a_clock_that_was_put_right_in_between_says_until_when() {
    works((-90, 11), (8, 11));
    works((90, 11), (17, 17));
    works((16, 40), (16, 17));
}

#[test]
fn what_was_taken_by_earlier_rules_stays_as_it_was_said() {
    let mut world = world();
    let earlier = Context {
        rules: Rules::ENDS_HAVE_THEIR_TIME,
        ..heard(17)
    };
    for change in worked(90, 92, None) {
        assert_eq!(world.run(&earlier, change), Ok(()));
    }
    let work = &world.ticket().work[0];
    assert_eq!((work.started, work.ended), (hour(90), Some(hour(92))));
}

#[test]
fn nobody_types_work_that_lies_ahead_or_before_the_fault_was_reported() {
    let logged = |started: i64, ended: i64| Change::WorkLogged {
        ticket: id(TICKET),
        id: id(50),
        kind: WorkKind::Travel,
        started: hour(started),
        ended: hour(ended),
        note: String::new(),
    };
    let mut world = world();
    let ahead = world.run(&heard(17), logged(17, 19));
    assert_eq!(ahead, Err(Refusal::TimeAhead));
    let reported = technician().today;
    let early = world.run(&heard(17), logged(-25, -23));
    assert_eq!(early, Err(Refusal::TimeBeforeReported { reported }));
    let rounded = world.run(&heard(17), logged(15, 18));
    assert_eq!(rounded, Ok(()));
}

#[test]
fn it_did_not_end_before_it_was_opened() {
    let mut world = world();
    let resolved = Change::StatusSet {
        ticket: id(TICKET),
        to: Resolved,
        at: Some(hour(-90)),
        resolution: None,
    };
    assert_eq!(world.run(&heard(17), resolved), Ok(()));
    assert_eq!(world.ticket().ended_at, Some(hour(8)));
}
