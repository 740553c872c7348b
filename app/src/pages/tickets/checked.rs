//! What this device says of a serial on a line: the same table of rules as on the server, with what is aboard.

use leptos::prelude::*;
use shared::calendar::Day;
use shared::ids::{ProductId, SetId};
use shared::integrations::IntegrationSet;
use shared::products::Product;
use shared::products::{Tracking, tracking};
use shared::serials::{Finding, Lookup, Owner, Question, SerialNumber, check};
use shared::settings::{Setting, setting};
use shared::tickets::{ActiveSets, Checked};
use shared::warranty::{Dates, coverage};

use crate::state::register::{self, Register};
use crate::state::{App, Device, time};

/// What stands on a line.
#[derive(Clone, Copy)]
pub struct Line<'a> {
    pub serial: &'a str,
    pub product: ProductId,
    pub dates: Dates,
    pub reported: Day,
}

/// `None`: there is no serial.
pub fn checked(app: App, register: &Register, line: Line) -> Option<Checked> {
    let serial = SerialNumber::new(line.serial).ok()?;
    let card = app.device.peek::<Product>(line.product);
    let finding = found(app, register, &serial, line.product, card.as_ref());
    let terms = card.and_then(|card| card.warranty);
    let dates = line.dates.sold(finding.sale.as_ref());
    let covered = coverage(terms.as_ref(), &dates, line.reported, false);
    Checked::of(&finding, covered, untrack(time::now))
}

fn found(
    app: App,
    register: &Register,
    serial: &SerialNumber,
    product: ProductId,
    card: Option<&Product>,
) -> Finding {
    let sets = sets(app.device);
    let lookup = lookup(app, register, serial, (&sets, card));
    check(&Question {
        serial: Some(serial),
        product,
        linked: card.is_some_and(|card| sets.know(card)),
        tracking: tracked(app.device, card),
        lookup: &lookup,
    })
}

/// Of those that this person was given.
fn sets(device: Device) -> ActiveSets {
    let sets = untrack(|| device.all::<IntegrationSet>()).into_iter();
    let (on, off): (Vec<_>, Vec<_>) = sets.partition(|(_, set)| set.active);
    let ids = |sets: Vec<(SetId, IntegrationSet)>| sets.into_iter().map(|(id, _)| id).collect();
    ActiveSets::Aboard {
        on: ids(on),
        off: ids(off),
    }
}

/// Where no ERP mirrors its shipments here, our own register is all there is.
fn lookup(
    app: App,
    register: &Register,
    serial: &SerialNumber,
    (sets, asked): (&ActiveSets, Option<&Product>),
) -> Lookup {
    let Some(units) = register::units(app.device, register, serial) else {
        let ever_shipped = untrack(|| app.shipped.ever(std::slice::from_ref(serial)));
        return Lookup::NotAboard { ever_shipped };
    };
    let cards = units.moved.into_iter();
    let cards = cards.map(|(id, movements)| (id, app.device.peek::<Product>(id), movements));
    let cards: Vec<_> = cards.collect();
    let owners = cards.iter().filter_map(|(_, card, _)| card.as_ref());
    let by_erp = sets.mirror(asked.into_iter().chain(owners));
    let owner = |(id, card, movements): (ProductId, Option<Product>, Vec<_>)| Owner {
        product: Some(id),
        code: card
            .as_ref()
            .map_or_else(String::new, |card| card.code.clone()),
        tracking: tracked(app.device, card.as_ref()),
        name: card.map_or_else(String::new, |card| card.name),
        movements,
    };
    let owners = cards.into_iter().map(owner).collect();
    match by_erp {
        true => {
            let heard = app.connection.last_contact.get_untracked();
            let as_of = heard.unwrap_or_else(|| untrack(time::now));
            Lookup::Aboard { owners, as_of }
        }
        false => Lookup::OwnRegister { owners },
    }
}

/// According to the card and the company's code.
pub fn tracked(device: Device, card: Option<&Product>) -> Tracking {
    let code = device.peek::<Setting>(setting::id(tracking::SERIAL_CODE_SETTING));
    let code = code.map(|set| set.value);
    let code = tracking::serial_code(code.as_deref());
    card.map_or(Tracking::None, |card| card.tracked(code).0)
}
