//! What stands once a ticket is closed, what a part may come from, and what follows the day it was reported.

use super::*;
use crate::ids::WarehouseId;
use crate::quantity::Unit;
use crate::stock::Warehouse;

const VAN: u128 = 70;

fn world() -> World {
    let mut world = World::with_serial("HK40-0001");
    let name = "Van".to_owned();
    world.keep::<Warehouse>(id(VAN), Warehouse { name });
    world
}

fn used(part: u128, quantity: Quantity, from: Option<u128>) -> Change {
    Change::PartUsed {
        ticket: id(TICKET),
        id: id(part),
        product: id(VK30),
        quantity,
        warehouse: from.map(id),
        at: None,
    }
}

/// By a version that knew of one signature only.
pub fn signed(name: &str) -> Change {
    Change::Signed {
        ticket: id(TICKET),
        name: name.to_owned(),
        strokes: vec![vec![0, 0, 10, 10]],
        at: None,
        id: None,
        over: Vec::new(),
    }
}

fn close(world: &mut World) {
    for to in [Resolved, Closed] {
        let manager = context(Role::ServiceManager);
        world.run(&manager, set(to)).expect("it moves");
    }
}

#[test]
fn a_closed_ticket_takes_no_parts_and_gives_none_back() {
    let mut world = world();
    let one = || Quantity::pieces(1);
    let kept = world.run(&technician(), used(50, one(), None));
    assert_eq!(kept, Ok(()));
    close(&mut world);
    let closed = Err(Refusal::Closed { status: Closed });
    assert_eq!(
        world.run(&technician(), used(51, one(), Some(VAN))),
        closed.clone()
    );
    let back = Change::PartRemoved {
        ticket: id(TICKET),
        id: id(50),
    };
    assert_eq!(world.run(&technician(), back), closed);
    let manager = context(Role::ServiceManager);
    world.run(&manager, set(InProgress)).expect("opened again");
    let again = world.run(&technician(), used(51, one(), Some(VAN)));
    assert_eq!(again, Ok(()));
}

#[test]
fn what_the_customer_signed_stands_once_the_ticket_is_closed() {
    let mut world = world();
    world.run(&technician(), signed("Ayşe")).expect("signed");
    world.run(&technician(), signed("Ali")).expect("the last");
    close(&mut world);
    let other = world.run(&technician(), signed("Veli"));
    assert_eq!(other, Err(Refusal::Closed { status: Closed }));
    let names = world.ticket().signatures.into_iter().map(|one| one.name);
    assert_eq!(names.collect::<Vec<_>>(), ["Ali"]);

    let mut late = self::world();
    close(&mut late);
    let first = late.run(&technician(), signed("Ayşe"));
    assert_eq!(first, Ok(()), "taken before, and arrived after");
}

#[test]
fn a_part_comes_from_a_warehouse_that_was_given_in_the_unit_of_its_product() {
    let mut world = world();
    let given = |ids: &[u128]| Context {
        warehouses: Some(ids.iter().map(|van| id::<WarehouseId>(*van)).collect()),
        ..technician()
    };
    let one = || Quantity::pieces(1);
    let nowhere = world.run(&given(&[99]), used(50, one(), Some(99)));
    assert_eq!(nowhere, Err(Refusal::NoSuchWarehouse));
    let others = world.run(&given(&[99]), used(50, one(), Some(VAN)));
    assert_eq!(others, Err(Refusal::WarehouseNotGiven));
    let banana = Quantity {
        unit: Unit::new("banana").expect("a word"),
        ..one()
    };
    let unit = Unit::piece();
    let counted = world.run(&given(&[VAN]), used(50, banana, Some(VAN)));
    assert_eq!(counted, Err(Refusal::OtherUnit { unit }));
    let own = world.run(&given(&[VAN]), used(50, one(), Some(VAN)));
    assert_eq!(own, Ok(()));
    let bought = world.run(&given(&[]), used(51, one(), None));
    assert_eq!(bought, Ok(()));
}

#[test]
fn the_warranty_follows_the_day_the_fault_was_reported() {
    for on_device in [false, true] {
        let mut world = world();
        world.on_device = on_device;
        let covered = |world: &World| world.line().checked.expect("checked").coverage;
        let before = covered(&world);
        assert_eq!(before.status, Warranty::InWarranty);
        let day = |text| Day::parse(text).expect("a day");
        let reported = |was, now| Change::Edited {
            ticket: id(TICKET),
            field: Field::Reported {
                edit: Edit::new(was, now),
            },
        };
        let (today, early) = (technician().today, day("2026-03-04"));
        world
            .run(&technician(), reported(today, early))
            .expect("edited");
        assert_eq!(covered(&world).status, Warranty::NotStarted);
        world
            .run(&technician(), reported(early, today))
            .expect("edited");
        assert_eq!(covered(&world), before);
    }
}

#[test]
fn a_product_stands_on_a_ticket_once_with_one_serial() {
    let mut world = world();
    let other = |number: u128, serial: &str| NewLine {
        id: id(number),
        ..line(HK40, serial)
    };
    let add = |line| Change::LineAdded {
        ticket: id(TICKET),
        line,
    };
    let twice = Err(Refusal::SerialTwice);
    let same = world.run(&technician(), add(other(21, "hk40-0001")));
    assert_eq!(same, twice.clone());
    for (number, serial) in [(22, ""), (23, ""), (24, "HK40-0002")] {
        let more = world.run(&technician(), add(other(number, serial)));
        assert_eq!(more, Ok(()), "{serial}");
    }
    let renamed = world.run(&technician(), serial("HK40-0001", "HK40-0002"));
    assert_eq!(renamed, twice.clone());
    // whoever only typed it is told the same
    let typed = |product, serial| {
        let ticket = world.ticket();
        ticket.stands_elsewhere(id(LINE), id(product), serial)
    };
    assert!(typed(HK40, " hk40-0002"));
    let others = [(HK40, "HK40-0001"), (VK30, "HK40-0002"), (HK40, "")];
    for (product, serial) in others {
        assert!(!typed(product, serial), "{serial}");
    }
    let mut made = World::new();
    let mut draft = draft();
    draft.lines = vec![other(21, "HK40-0001"), other(22, "HK40-0001")];
    assert_eq!(made.run(&technician(), created(draft)), twice);
}

#[test]
fn what_the_first_rules_took_is_taken_again_when_they_decide() {
    let then = Context {
        rules: crate::users::Rules::FIRST,
        ..technician()
    };
    let mut world = world();
    world.run(&technician(), signed("Ayşe")).expect("signed");
    let line = NewLine {
        id: id(21),
        ..line(HK40, "HK40-0001")
    };
    let twice = Change::LineAdded {
        ticket: id(TICKET),
        line,
    };
    assert_eq!(world.run(&then, twice), Ok(()));
    close(&mut world);
    let part = used(50, Quantity::pieces(1), Some(99));
    for taken in [part, signed("Ali")] {
        assert_eq!(world.run(&then, taken.clone()), Ok(()));
        assert!(world.run(&technician(), taken).is_err());
    }
}
