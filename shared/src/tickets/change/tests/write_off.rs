//! What was built in leaves its van when the ticket is closed, once.

use super::*;
use crate::desk::Effect;
use crate::documents::{self, Booked, DocumentCost};
use crate::ids::{DocumentId, WarehouseId};
use crate::integrations::{ErpKind, IntegrationSet, Link};
use crate::money::Decimal;
use crate::products::ProductCost;
use crate::stock::Warehouse;
use crate::stock::left::{Taken, left};
use crate::stock::total::Reading;
use crate::tickets::write_off::{document_id, written_off};

const VAN: u128 = 70;
const OTHER_VAN: u128 = 71;

fn van(number: u128) -> WarehouseId {
    id(number)
}

fn world() -> World {
    let mut world = World::with_serial("");
    for number in [VAN, OTHER_VAN] {
        let name = format!("Van {number}");
        world.keep(van(number), Warehouse { name });
    }
    let (price, currency) = (Decimal::from(7), Currency::EUR);
    world.keep(id(VK30), ProductCost { price, currency });
    world
}

fn uses(world: &mut World, part: u128, from: Option<u128>) {
    let used = Change::PartUsed {
        ticket: id(TICKET),
        id: id(part),
        product: id(VK30),
        quantity: Quantity::pieces(2),
        warehouse: from.map(van),
        at: None,
    };
    world.run(&technician(), used).expect("it is used");
}

fn becomes(world: &mut World, to: Status) {
    let (context, ticket) = (context(Role::ServiceManager), id(TICKET));
    let set = Change::StatusSet {
        ticket,
        to,
        at: None,
        resolution: None,
    };
    world.run(&context, set).expect("it moves");
}

fn closes(world: &mut World) {
    becomes(world, Resolved);
    becomes(world, Closed);
}

fn document(world: &World, of: u128, time: u8) -> Option<Document> {
    world.record(document_id(id(TICKET), van(of), time))
}

fn parts(document: &Document) -> Vec<LineId> {
    document.lines.iter().map(|line| line.id).collect()
}

#[test]
fn each_van_gets_one_write_off_of_its_parts_when_the_ticket_is_closed() {
    let mut world = world();
    uses(&mut world, 50, Some(VAN));
    uses(&mut world, 51, Some(OTHER_VAN));
    uses(&mut world, 52, Some(VAN));
    uses(&mut world, 53, None);
    becomes(&mut world, Resolved);
    assert_eq!(document(&world, VAN, 0), None, "the office looks first");
    becomes(&mut world, Closed);
    let first = document(&world, VAN, 0).expect("a write-off");
    assert_eq!(parts(&first), [id(50), id(52)]);
    assert_eq!(
        (first.kind, first.warehouse),
        (Kind::StockWriteOff, Some(van(VAN)))
    );
    assert_eq!((first.number.as_str(), first.booked), ("W-00001", None));
    let other = document(&world, OTHER_VAN, 0).expect("a write-off");
    assert_eq!(parts(&other), [id(51)]);
    let cost = world.record::<DocumentCost>(document_id(id(TICKET), van(VAN), 0));
    let cost = cost.expect("a cost").lines.remove(0);
    assert_eq!((cost.line, cost.price), (id(50), Decimal::from(7)));
}

#[test]
fn closed_again_only_what_came_since_is_written_off() {
    let mut world = world();
    uses(&mut world, 50, Some(VAN));
    closes(&mut world);
    becomes(&mut world, InProgress);
    closes(&mut world);
    assert_eq!(document(&world, VAN, 1), None, "nothing came since");
    becomes(&mut world, InProgress);
    uses(&mut world, 51, Some(VAN));
    closes(&mut world);
    let second = document(&world, VAN, 1).expect("a write-off");
    assert_eq!(parts(&second), [id(51)]);
}

#[test]
fn what_is_written_off_stays_on_the_ticket_until_the_write_off_is_cancelled() {
    let mut world = world();
    uses(&mut world, 50, Some(VAN));
    closes(&mut world);
    becomes(&mut world, InProgress);
    let remove = || {
        let ticket = id(TICKET);
        Change::PartRemoved { ticket, id: id(50) }
    };
    assert_eq!(
        world.run(&technician(), remove()),
        Err(Refusal::PartWrittenOff)
    );
    let first: DocumentId = document_id(id(TICKET), van(VAN), 0);
    let mut document = world.record::<Document>(first).expect("a write-off");
    document.cancel(&context(Role::Administrator), "wrong van");
    world.keep(first, document);
    world.run(&technician(), remove()).expect("it is taken off");
    uses(&mut world, 51, Some(VAN));
    closes(&mut world);
    let second = self::document(&world, VAN, 1).expect("a write-off");
    assert_eq!(parts(&second), [id(51)]);
}

#[test]
fn with_an_erp_the_write_off_goes_there() {
    let mut world = world();
    let set = id(80);
    let erp = IntegrationSet {
        name: "ERP".into(),
        erp: ErpKind::Simulator,
        firm: "1".into(),
        period: "1".into(),
        active: true,
        block_unread_checks: false,
    };
    world.keep(set, erp);
    let reference = "120.01".into();
    let links = vec![Link { set, reference }];
    world.keep(id(ACCOUNT), Account { links, ..account() });
    uses(&mut world, 50, Some(VAN));
    closes(&mut world);
    let document = document(&world, VAN, 0).expect("a write-off");
    assert_eq!(document.booked, Some(Booked::Requested));
    let [
        Effect::Transfer {
            record, document, ..
        },
    ] = &world.effects[..]
    else {
        panic!("one document goes: {:?}", world.effects);
    };
    assert_eq!(*record, document_id(id(TICKET), van(VAN), 0).0);
    assert_eq!(document["kind"], "consumption");
    assert_eq!(document["warehouse"], "Van 70");
}

/// What the office gets that cancels the write-off of the van, once the ERP has said this of it.
fn cancels(booked: Booked) -> Result<(), documents::Refusal> {
    let mut world = world();
    uses(&mut world, 50, Some(VAN));
    closes(&mut world);
    let (id, reason) = (document_id(id(TICKET), van(VAN), 0), "wrong van".to_owned());
    let row = Document {
        booked: Some(booked),
        ..world.record::<Document>(id).expect("a write-off")
    };
    let mut desk = Desk::default();
    let row = Look::Here(Stored::new::<Document>(id, 1, row));
    desk.lay(RecordKey::of::<Document>(id), row);
    let document = id;
    let cancelled = documents::Change::Cancelled { document, reason };
    cancelled.apply(&mut desk, &context(Role::Administrator))
}

#[test]
fn a_write_off_that_an_erp_has_is_not_cancelled_here() {
    let slip = "F-1".to_owned();
    let taken = cancels(Booked::Taken { slip });
    assert_eq!(taken, Err(documents::Refusal::IsErps));
    let waits = cancels(Booked::Waits);
    assert_eq!(waits, Err(documents::Refusal::OnItsWay));
    assert_eq!(cancels(Booked::Requested), Ok(()));
    let reason = "closed period".to_owned();
    assert_eq!(cancels(Booked::Refused { reason }), Ok(()));
}

#[test]
fn a_part_that_was_tapped_before_the_books_were_read_leaves_them_when_its_ticket_is_closed() {
    let hour = |of_day: i64| technician().moment.plus_milliseconds(of_day * 3_600_000);
    let mut world = world();
    let used = Change::PartUsed {
        ticket: id(TICKET),
        id: id(50),
        product: id(VK30),
        quantity: Quantity::pieces(2),
        warehouse: Some(van(VAN)),
        at: Some(hour(10)),
    };
    world.run(&technician().at(hour(15)), used).expect("used");
    for to in [Resolved, Closed] {
        let manager = context(Role::ServiceManager).at(hour(15));
        world.run(&manager, set(to)).expect("it moves");
    }
    let ticket = world.ticket();
    let documents: Vec<Document> = document(&world, VAN, 0).into_iter().collect();
    let since = written_off(&ticket, &documents, &ticket.parts[0]);
    assert_eq!(since, Some(hour(15)));
    let left_at = |read: i64| {
        let reading = Reading {
            on_hand: 5.into(),
            available: 5.into(),
            read_at: hour(read),
        };
        let (quantity, written_off) = (2.into(), since);
        left(
            &reading,
            [Taken {
                quantity,
                written_off,
            }],
        )
    };
    assert_eq!(left_at(12), Some(3.into()), "the reading has it still");
    assert_eq!(left_at(16), Some(5.into()));
}
