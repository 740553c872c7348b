//! Who signed, where several people have a ticket signed without knowing of each other.

use super::*;

const HOUR: i64 = 3_600_000;

fn hour(of_day: i64) -> Moment {
    Moment::at_start_of(technician().today).plus_milliseconds(of_day * HOUR)
}

/// Heard of at five.
fn by(role: Role) -> Context {
    context(role).at(hour(17))
}

fn signed(name: &str, at: i64, over: Option<i64>) -> Change {
    Change::Signed {
        ticket: id(TICKET),
        name: name.to_owned(),
        strokes: vec![vec![0, 0, 10, 10]],
        at: Some(hour(at)),
        over: over.map(hour),
    }
}

/// Opened at eight.
fn world() -> World {
    let mut world = World::new();
    let draft = Draft {
        opened_at: Some(hour(8)),
        ..draft()
    };
    world
        .run(&by(Role::Technician), created(draft))
        .expect("made");
    world
}

fn stands(world: &World) -> Option<(String, Moment)> {
    let signature = world.ticket().signature;
    signature.map(|signature| (signature.name, signature.at))
}

#[test]
fn the_later_signature_counts_in_whatever_order_they_arrive() {
    let early = (by(Role::Technician), signed("Ayşe", 10, None));
    let late = (by(Role::ServiceManager), signed("Ali", 12, None));
    for order in [[&early, &late], [&late, &early]] {
        let mut world = world();
        let [first, second] = order.map(|(who, change)| world.run(who, change.clone()));
        assert_eq!(first, Ok(()));
        let told = Err(Refusal::SignedSince { name: "Ali".into() });
        let early_came_last = order[1].1 == early.1;
        assert_eq!(second, if early_came_last { told } else { Ok(()) });
        assert_eq!(stands(&world), Some(("Ali".into(), hour(12))));
    }
}

#[test]
fn clocks_that_are_believed_to_say_the_same_decide_alike_too() {
    let one = (by(Role::Technician), signed("Ayşe", -90, None));
    let other = (by(Role::ServiceManager), signed("Ali", -80, None));
    let name = |order: [&(Context, Change); 2]| {
        let mut world = world();
        let _ = order.map(|(who, change)| world.run(who, change.clone()));
        stands(&world)
    };
    assert_eq!(name([&one, &other]), name([&other, &one]));
}

#[test]
fn whoever_saw_the_signature_replaces_it_by_however_wrong_a_clock() {
    let mut world = world();
    let first = world.run(&by(Role::ServiceManager), signed("Ali", 12, None));
    assert_eq!(first, Ok(()));
    let again = signed("Ayşe", 9, Some(12));
    assert_eq!(world.run(&by(Role::Technician), again), Ok(()));
    assert_eq!(stands(&world), Some(("Ayşe".into(), hour(12))));
}

#[test]
fn by_earlier_rules_the_last_to_arrive_stands() {
    let mut world = world();
    let earlier = Context {
        rules: crate::users::Rules::UNITS_COME_BACK_ALONE,
        ..by(Role::Technician)
    };
    for (name, at) in [("Ali", 12), ("Ayşe", 10)] {
        assert_eq!(world.run(&earlier, signed(name, at, None)), Ok(()));
    }
    assert_eq!(stands(&world), Some(("Ayşe".into(), hour(10))));
}
