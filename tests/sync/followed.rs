//! Work that waited for refused work follows it when that is taken up, once and in its order, whichever device does it and whatever the
//! clocks said.

use shared::calendar::Moment;
use shared::edit::Edit;
use shared::ids::{InboxId, ProductId, Uid, UserId};
use shared::money::{Currency, Decimal};
use shared::products::{self, Field, Product};
use shared::record::{Record, RecordKey, Stored};
use shared::sync::inbox::{
    Answered, Change, TakeUp, Waits, dependants, going_with, left_behind, take_up, taken_up_twice,
    waits,
};
use shared::sync::outcome::{Outcome, Reason};
use shared::sync::{AnyChange, InboxEntry};
use shared::text::Language;
use shared::users::{Role, User};
use std::collections::BTreeSet;
use support::model::{ModelDevice, ModelServer};
use uuid::Uuid;

const PERSON: UserId = UserId(Uuid::from_u128(1));
const PRODUCT: ProductId = ProductId(Uuid::from_u128(77));

type Entries = Vec<(InboxId, InboxEntry)>;

fn person(role: Role) -> User {
    User {
        login: "ayşe".into(),
        roles: BTreeSet::from([role]),
        territories: BTreeSet::new(),
        warehouses: BTreeSet::new(),
        sets: BTreeSet::new(),
        default_set: None,
        language: Language::Tr,
        active: true,
    }
}

/// Signed in, with everything aboard.
fn device(number: u128, server: &ModelServer) -> ModelDevice {
    let mut device = ModelDevice::new(number, PERSON, &person(Role::Salesperson));
    device.pull(server);
    device
}

fn level(device: &mut ModelDevice, server: &mut ModelServer) {
    device.push(server, 100, false);
    device.pull(server);
}

fn renamed(was: &str, now: &str) -> products::Change {
    let edit = Edit::new(was.into(), now.into());
    products::Change::Edited {
        product: PRODUCT,
        field: Field::Name { edit },
    }
}

/// A product is made and renamed twice, each time by a clock that was put back; its maker may not do that at the time.
fn refused(server: &mut ModelServer) -> ModelDevice {
    server.people.insert(PERSON, person(Role::ReadOnly));
    let mut device = device(1, server);
    let draft = products::Draft {
        name: "Pump".into(),
        price: Some(Decimal::from(10)),
        ..products::Draft::blank(Currency::EUR)
    };
    let created = products::Change::Created {
        product: PRODUCT,
        draft,
        provisional: "T-1".into(),
    };
    let made: [products::Change; 3] = [created, renamed("Pump", "Valve"), renamed("Valve", "Seal")];
    for (made, put_back) in made.into_iter().zip([9_000, 5_000, 1_000]) {
        let uid = Uid(Uuid::from_u128(put_back));
        let at = Moment::from_milliseconds(put_back as i64);
        assert!(device.commit_at(made, uid, at));
    }
    level(&mut device, server);
    server.people.insert(PERSON, person(Role::Salesperson));
    assert_eq!(open(&device).len(), 3);
    device
}

/// In the order in which the server decided them.
fn entries(device: &ModelDevice) -> Entries {
    let keys = device.view().into_keys();
    let inbox = keys.filter(|key| key.kind == InboxEntry::KIND);
    let mut rows: Vec<Stored> = inbox.filter_map(|key| device.replica.get(&key)).collect();
    rows.sort_by_key(|row| row.revision);
    let typed = |row: Stored| Some((InboxId(row.id), row.typed::<InboxEntry>().cloned()?));
    rows.into_iter().filter_map(typed).collect()
}

fn open(device: &ModelDevice) -> Entries {
    let mut entries = entries(device);
    entries.retain(|(_, entry)| entry.is_open());
    entries
}

fn answered(entry: InboxId, answer: Answered) -> AnyChange {
    AnyChange::Inbox(Change::Answered { entry, answer })
}

/// As the inbox does it.
fn again(device: &mut ModelDevice, id: InboxId) -> bool {
    let entries = entries(device);
    let found = entries.iter().find(|(other, _)| *other == id);
    let change = found.and_then(|(_, entry)| take_up(entry, TakeUp::Again));
    let close = |by| answered(id, Answered::TakenUp { by });
    change.is_some_and(|change| device.commit_after(close, change))
}

fn name(server: &ModelServer) -> Option<String> {
    let product = server.records.get(&RecordKey::of::<Product>(PRODUCT))?;
    product
        .typed::<Product>()
        .map(|product| product.name.clone())
}

#[test]
fn a_clock_that_was_put_back_changes_nothing_in_what_follows() {
    let mut server = ModelServer::default();
    let mut device = refused(&mut server);
    let waiting = open(&device);
    let (parent, made) = &waiting[0];
    let following = dependants(&waiting, made.uid);
    assert!(again(&mut device, *parent));
    for id in following {
        assert!(again(&mut device, id), "it fits in its turn");
    }
    level(&mut device, &mut server);
    assert_eq!(name(&server).as_deref(), Some("Seal"));
    assert!(open(&device).is_empty());
}

#[test]
fn however_much_of_letting_go_is_heard_nothing_open_depends_on_what_was_let_go_of() {
    for heard in 0..=3 {
        let mut server = ModelServer::default();
        let mut device = refused(&mut server);
        let all = open(&device);
        let (parent, made) = &all[0];
        let going = going_with(&all, (*parent, made));
        assert_eq!(going.len(), 3);
        for id in going {
            assert!(device.commit(answered(id, Answered::KeptTheirs)));
        }
        device.push(&mut server, heard, false);
        let other = self::device(2, &server);
        let left = open(&other);
        assert_eq!(left.len(), 3 - heard);
        let stands = waits(&entries(&other));
        assert!(stands.values().all(|stand| *stand != Waits::InVain));
    }
}

#[test]
fn what_a_page_left_behind_when_it_died_is_found_by_whoever_starts_next() {
    let mut server = ModelServer::default();
    let mut page = refused(&mut server);
    let (parent, _) = open(&page)[0];
    assert!(again(&mut page, parent));
    level(&mut page, &mut server);
    drop(page);
    let mut next = device(2, &server);
    let left = left_behind(&entries(&next));
    assert_eq!(left.len(), 2);
    for id in left {
        assert!(again(&mut next, id));
    }
    level(&mut next, &mut server);
    assert_eq!(name(&server).as_deref(), Some("Seal"));
    assert!(left_behind(&entries(&next)).is_empty());
}

#[test]
fn two_devices_that_follow_at_once_have_it_done_once() {
    let mut server = ModelServer::default();
    let mut first = refused(&mut server);
    let (parent, _) = open(&first)[0];
    assert!(again(&mut first, parent));
    level(&mut first, &mut server);
    let mut second = device(2, &server);
    let child = left_behind(&entries(&first))[0];
    assert!(again(&mut first, child) && again(&mut second, child));
    level(&mut first, &mut server);
    level(&mut second, &mut server);
    let copies = server
        .records
        .values()
        .filter_map(|row| row.typed::<InboxEntry>());
    let copies = copies.filter(|entry| entry.depends_on.len() == 1 && entry.uid.0 != child.0);
    let parked = |entry: &&InboxEntry| matches!(entry.reason(), Some(Reason::WaitingFor { .. }));
    assert_eq!(
        copies
            .filter(parked)
            .filter(|entry| entry.is_open())
            .count(),
        2
    );
    let needless = taken_up_twice(&entries(&second));
    assert_eq!(needless.len(), 2, "the late answer and its copy");
    for id in needless {
        assert!(second.commit(answered(id, Answered::KeptTheirs)));
    }
    level(&mut second, &mut server);
    assert_eq!(taken_up_twice(&entries(&second)), []);
    assert_eq!(
        open(&second).len(),
        1,
        "the one that nobody has followed yet"
    );
    let applied = server
        .known
        .values()
        .filter(|known| known.outcome.is_applied());
    // parent, child, their answers, and the two that let go
    assert_eq!(applied.count(), 6);
    assert_eq!(server.known[&Uid(child.0)].outcome, Outcome::Parked);
}
