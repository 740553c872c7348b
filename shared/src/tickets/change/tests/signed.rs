//! Who signed, where several people have a ticket signed without knowing of each other.

use super::closed::signed as unnamed;
use super::*;
use crate::tickets::signature::standing;

const FIRST: u128 = 80;
const SECOND: u128 = 81;

fn world() -> World {
    let mut world = World::new();
    world.run(&technician(), created(draft())).expect("made");
    world
}

fn signed(number: u128, name: &str, over: &[u128]) -> Change {
    Change::Signed {
        ticket: id(TICKET),
        name: name.to_owned(),
        strokes: vec![vec![0, 0, 10, 10]],
        at: None,
        id: Some(id(number)),
        over: over.iter().map(|number| id(*number)).collect(),
    }
}

/// Whose signatures stand, by their names.
fn stands(world: &World) -> Vec<String> {
    let all = world.ticket().signatures;
    let mut names: Vec<String> = standing(&all).iter().map(|one| one.name.clone()).collect();
    names.sort();
    names
}

#[test]
fn of_two_who_did_not_know_of_each_other_both_stand_in_whatever_order_they_arrive() {
    let early = (technician(), signed(FIRST, "Ayşe", &[]));
    let late = (context(Role::ServiceManager), signed(SECOND, "Ali", &[]));
    for order in [[&early, &late], [&late, &early]] {
        let mut world = world();
        for (who, change) in order {
            assert_eq!(world.run(who, change.clone()), Ok(()));
        }
        assert_eq!(stands(&world), ["Ali", "Ayşe"]);
    }
}

#[test]
fn a_signature_that_was_seen_gives_way_to_the_next_and_is_kept() {
    let mut world = world();
    for change in [signed(FIRST, "Ayşe", &[]), signed(SECOND, "Ali", &[FIRST])] {
        assert_eq!(world.run(&technician(), change), Ok(()));
    }
    assert_eq!(stands(&world), ["Ali"]);
    assert_eq!(world.ticket().signatures.len(), 2);
    let twice = world.run(&technician(), signed(SECOND, "Ali", &[]));
    assert_eq!(twice, Err(Refusal::LineExists));
}

#[test]
fn a_version_that_knew_of_one_signature_replaces_its_own_kind_only() {
    let mut world = world();
    let changes = [unnamed("Ayşe"), signed(FIRST, "Ali", &[]), unnamed("Veli")];
    for change in changes {
        assert_eq!(world.run(&technician(), change), Ok(()));
    }
    assert_eq!(stands(&world), ["Ali", "Veli"]);
}

#[test]
fn a_closed_ticket_takes_what_was_signed_before_and_nothing_in_its_place() {
    let mut world = world();
    let first = world.run(&technician(), signed(FIRST, "Ayşe", &[]));
    assert_eq!(first, Ok(()));
    for to in [Status::Resolved, Status::Closed] {
        let manager = context(Role::ServiceManager);
        world.run(&manager, set(to)).expect("it moves");
    }
    let over = world.run(&technician(), signed(SECOND, "Ali", &[FIRST]));
    let status = Status::Closed;
    assert_eq!(over, Err(Refusal::Closed { status }));
    let beside = world.run(&technician(), signed(SECOND, "Ali", &[]));
    assert_eq!(beside, Ok(()));
    assert_eq!(stands(&world), ["Ali", "Ayşe"]);
}

#[test]
fn a_ticket_holds_so_many_signatures_and_no_more() {
    let mut world = world();
    for number in 0..20 {
        let one = world.run(&technician(), signed(100 + number, "Ayşe", &[]));
        assert_eq!(one, Ok(()), "{number}");
    }
    let more = world.run(&technician(), signed(99, "Ayşe", &[]));
    assert_eq!(more, Err(Refusal::TooMany { count_max: 20 }));
}
