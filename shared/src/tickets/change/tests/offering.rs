//! From a ticket to an offer: what it begins with, and who asks for one.

use super::*;
use crate::tickets::offering::{Offered, Wanted, offered};
use crate::tickets::work_log::{Part, Work};

fn part(number: u128, product: u128, pieces: i64) -> Part {
    Part {
        id: id(number),
        product: id(product),
        name: "Filter".into(),
        quantity: Quantity::pieces(pieces),
        warehouse: None,
        by: technician().user,
        at: technician().moment,
    }
}

fn labour(minutes: i64) -> Work {
    let started = technician().moment;
    Work {
        id: id(80),
        kind: WorkKind::Labour,
        by: technician().user,
        started,
        ended: Some(started.plus_milliseconds(minutes * 60_000)),
        note: String::new(),
    }
}

fn offered_of(ticket: &Ticket) -> Vec<Offered> {
    offered(ticket, technician().moment)
}

fn with_warranty(status: Warranty) -> Ticket {
    let mut ticket = World::with_serial("HK40-0001").ticket();
    let checked = ticket.lines[0].checked.as_mut().expect("it was checked");
    checked.coverage.status = status;
    ticket
}

#[test]
fn a_machine_is_offered_only_when_it_is_known_that_no_warranty_pays() {
    let repair = Offered::Repair {
        name: "HK-40".into(),
        serial: "HK40-0001".into(),
    };
    for status in [
        Warranty::OutOfWarranty,
        Warranty::NotCovered,
        Warranty::Void,
    ] {
        assert_eq!(
            offered_of(&with_warranty(status)),
            std::slice::from_ref(&repair)
        );
    }
    for status in [
        Warranty::InWarranty,
        Warranty::Unknown,
        Warranty::NotStarted,
    ] {
        assert_eq!(offered_of(&with_warranty(status)), []);
    }
}

#[test]
fn a_part_used_twice_is_one_line_and_time_is_told_in_hours() {
    let mut ticket = with_warranty(Warranty::InWarranty);
    ticket.parts = vec![part(81, VK30, 2), part(82, HK40, 1), part(83, VK30, 3)];
    ticket.work = vec![labour(95)];
    let of = |product: u128, pieces| Offered::Part {
        product: id(product),
        name: "Filter".into(),
        quantity: Quantity::pieces(pieces),
    };
    let kind = WorkKind::Labour;
    let hours = "1.58".parse().expect("a number");
    let expected = [of(VK30, 5), of(HK40, 1), Offered::Time { kind, hours }];
    assert_eq!(offered_of(&ticket), expected);
}

#[test]
fn an_offer_is_asked_for_by_the_first_until_it_is_answered() {
    let mut world = World::with_serial("HK40-0001");
    let ask = |wanted: bool, at: i64| Change::OfferWanted {
        ticket: id(TICKET),
        wanted,
        at: Moment::from_milliseconds(at),
    };
    assert_eq!(world.run(&technician(), ask(true, 5)), Ok(()));
    assert_eq!(
        world.run(&context(Role::SalesManager), ask(true, 6)),
        Ok(())
    );
    let wanted = Wanted {
        by: technician().user,
        at: Moment::from_milliseconds(5),
    };
    assert_eq!(world.ticket().offer_wanted, Some(wanted));
    assert_eq!(
        world.run(&context(Role::Salesperson), ask(false, 7)),
        Ok(())
    );
    assert_eq!(world.ticket().offer_wanted, None);
    let mut ticket = world.ticket();
    ticket.status = Cancelled;
    world.keep(id(TICKET), ticket);
    let status = Cancelled;
    let late = world.run(&technician(), ask(true, 8));
    assert_eq!(late, Err(Refusal::Closed { status }));
}
