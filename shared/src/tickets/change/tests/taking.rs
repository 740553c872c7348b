//! Whoever goes to a ticket that nobody was given has it.

use super::*;
use crate::tickets::taking::taken;
use crate::users::Person;

#[test]
fn whoever_begins_has_what_nobody_has_and_takes_nothing_away() {
    let [me, other] = [technician().user, id(101)];
    let person = |active| Person {
        name: "Murat".into(),
        active,
    };
    let mut world = World::with_serial("HK40-0001");
    let free = world.ticket();
    let mine = Some(Edit::new(None, Some(me)));
    assert_eq!(taken(&free, me, &person(true)), mine);
    assert_eq!(taken(&free, me, &person(false)), None);
    let theirs = Ticket {
        assignee: Some(other),
        ..free
    };
    assert_eq!(taken(&theirs, me, &person(true)), None);
    world.run(&technician(), set(Resolved)).expect("it moves");
    assert_eq!(taken(&world.ticket(), me, &person(true)), None);
}
