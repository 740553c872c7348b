//! What is brought in bulk: each row is judged as if it stood alone, and its author hears of each that was left out.

use shared::brought::Brought;
use shared::calendar::{Day, Moment, Validity};
use shared::edit::Edit;
use shared::ids::{ClientId, Id, InboxId, PriceListId, ProductId, SetId, Uid, UserId};
use shared::integrations::{self, ErpKind, IntegrationSet, Link};
use shared::money::{Currency, Decimal};
use shared::pricing::{self, ListPrice, PriceList, PricesRow, ProductPrices};
use shared::products::{self, Field, Product, ProductCost, Row};
use shared::record::{Record, RecordKey};
use shared::sync::inbox::{TakeUp, take_up};
use shared::sync::outcome::{Outcome, Reason};
use shared::sync::wire::{PushAnswer, PushRequest};
use shared::sync::{AnyChange, InboxEntry, Intention};
use shared::text::Language;
use shared::users::{Role, User};
use std::collections::BTreeSet;
use support::model::{ModelDevice, ModelServer};
use uuid::Uuid;

const MANAGER: u128 = 1;

fn user(number: u128) -> UserId {
    UserId::from_uuid(Uuid::from_u128(number))
}

fn product(number: u128) -> ProductId {
    ProductId(Uuid::from_u128(500 + number))
}

fn blank(code: &str) -> Product {
    Product {
        name: format!("Valve {code}"),
        price: Some(Decimal::from(10)),
        ..Product::blank(code, Currency::EUR)
    }
}

fn new(number: u128, code: &str, line: u64) -> Row {
    Row {
        line: Some(line),
        ..Row::new(product(number), blank(code), None)
    }
}

fn priced(number: u128, was: i64, now: i64, line: u64) -> Row {
    let decimal = |number: i64| Some(Decimal::from(number));
    let edit = Edit::new(decimal(was), decimal(now));
    Row {
        id: product(number),
        line: Some(line),
        product: Some(Brought::Edited {
            fields: vec![Field::Price { edit }],
        }),
        cost: None,
    }
}

/// Three products at 10, of which somebody priced the second at 12.
fn server() -> ModelServer {
    let mut server = ModelServer::default();
    let administrator = User {
        login: "manager".into(),
        roles: BTreeSet::from([Role::Administrator]),
        territories: BTreeSet::new(),
        warehouses: BTreeSet::new(),
        sets: BTreeSet::new(),
        default_set: None,
        language: Language::En,
        active: true,
    };
    server.people.insert(user(MANAGER), administrator.clone());
    server.people.insert(user(2), administrator);
    let rows = [(0, "A"), (1, "B"), (2, "C")].map(|(number, code)| new(number, code, 1));
    let change = products::Change::Imported { rows: rows.into() };
    assert!(server.system(change.into()).is_applied());
    let rows = vec![priced(1, 10, 12, 1)];
    let change = products::Change::Imported { rows };
    assert!(server.system(change.into()).is_applied());
    server
}

/// What the manager brings, as an intention of the number.
#[track_caller]
fn bring(server: &mut ModelServer, number: u64, change: impl Into<AnyChange>) -> Outcome {
    let client = ClientId::from_uuid(Uuid::from_u128(900));
    let uid = Uid(Uuid::from_u128(number.into()));
    let intention = Intention::new(uid, &change.into(), 1, Vec::new(), Moment::EPOCH);
    let request = PushRequest {
        client,
        intentions: vec![intention.sent_by(client, number)],
        holes: Vec::new(),
    };
    match server.push(user(MANAGER), &request) {
        PushAnswer::Decided { outcomes, .. } => outcomes[0].outcome,
        other => panic!("not decided: {other:?}"),
    }
}

fn price(server: &ModelServer, number: u128) -> Option<Decimal> {
    let row = server
        .records
        .get(&RecordKey::of::<Product>(product(number)))?;
    row.typed::<Product>()?.price
}

fn inbox(server: &ModelServer) -> Vec<(InboxId, InboxEntry)> {
    let entries = server
        .records
        .iter()
        .filter(|(key, _)| key.kind == InboxEntry::KIND);
    entries
        .filter_map(|(key, row)| Some((InboxId(key.id), row.typed::<InboxEntry>()?.clone())))
        .collect()
}

#[test]
fn a_row_that_meets_anothers_work_waits_alone_and_can_be_taken_up() {
    let mut server = server();
    let rows = vec![
        priced(0, 10, 20, 2),
        priced(1, 10, 21, 3),
        priced(2, 10, 22, 4),
    ];
    let outcome = bring(&mut server, 1, products::Change::Imported { rows });
    assert!(outcome.is_applied(), "{outcome:?}");
    let prices = [0, 1, 2].map(|number| price(&server, number));
    assert_eq!(prices, [20, 12, 22].map(|price| Some(Decimal::from(price))));
    let entries = inbox(&server);
    let [(_, entry)] = &entries[..] else {
        panic!("other entries: {entries:?}")
    };
    assert_eq!(
        (entry.author, entry.outcome()),
        (user(MANAGER), Outcome::Parked)
    );
    assert_eq!(entry.args()["rows"].as_array().map(Vec::len), Some(1));
    assert_eq!(entry.args()["rows"][0]["line"], 3);
    let mine = take_up(entry, TakeUp::KeepMine).expect("this version reads it");
    assert!(bring(&mut server, 2, mine).is_applied());
    assert_eq!(price(&server, 1), Some(Decimal::from(21)));
}

#[test]
fn a_row_whose_code_is_taken_is_rejected_alone() {
    let mut server = server();
    let rows = vec![
        new(10, "D", 2),
        new(11, "B", 3),
        new(12, "D", 4),
        new(13, "E", 5),
    ];
    let outcome = bring(&mut server, 1, products::Change::Imported { rows });
    assert!(outcome.is_applied(), "{outcome:?}");
    let there = [10, 11, 12, 13].map(|number| price(&server, number).is_some());
    assert_eq!(there, [true, false, false, true]);
    let mut told: Vec<_> = inbox(&server)
        .into_iter()
        .map(|(_, entry)| {
            (
                entry.args()["rows"][0]["line"].as_u64(),
                entry.outcome(),
                entry.reason(),
            )
        })
        .collect();
    told.sort_by_key(|(line, ..)| *line);
    let taken = |value: &str| Reason::KeyTaken {
        kind: "product".into(),
        key: "code".into(),
        value: value.into(),
    };
    let expected = [
        (Some(3), Outcome::Rejected, Some(taken("B"))),
        (Some(4), Outcome::Rejected, Some(taken("D"))),
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_row_that_is_left_out_keeps_none_of_its_keys_from_the_others() {
    let mut server = server();
    let linked = |number, code, line| {
        let link = Link {
            set: SetId(Uuid::from_u128(80)),
            reference: "card 7".into(),
        };
        let links = vec![link];
        let record = Product {
            links,
            ..blank(code)
        };
        Row {
            line: Some(line),
            ..Row::new(product(number), record, None)
        }
    };
    let rows = vec![linked(10, "B", 2), linked(11, "D", 3), linked(12, "E", 4)];
    let outcome = bring(&mut server, 1, products::Change::Imported { rows });
    assert!(outcome.is_applied(), "{outcome:?}");
    let there = [10, 11, 12].map(|number| price(&server, number).is_some());
    assert_eq!(
        there,
        [false, true, false],
        "the card goes to the first that is taken"
    );
}

#[test]
fn where_no_row_is_left_nothing_was_applied_and_each_is_told() {
    let mut server = server();
    let rows = vec![new(10, "A", 2), priced(1, 10, 21, 3)];
    let outcome = bring(&mut server, 1, products::Change::Imported { rows });
    assert_eq!(outcome, Outcome::Parked);
    let ids: Vec<Uuid> = inbox(&server).iter().map(|(id, _)| id.0).collect();
    assert_eq!(ids.len(), 2);
    assert!(
        ids.contains(&Uuid::from_u128(1)),
        "one stands for the intention"
    );
    let rows = vec![priced(1, 10, 21, 3)];
    let alone = bring(&mut server, 2, products::Change::Imported { rows });
    assert_eq!(
        alone,
        Outcome::Parked,
        "a single row is a change like any other"
    );
    let entries = inbox(&server);
    let whole = entries.iter().find(|(id, _)| id.0 == Uuid::from_u128(2));
    let reason = whole.and_then(|(_, entry)| entry.reason());
    assert!(
        matches!(reason, Some(Reason::ChangedTwice { .. })),
        "{reason:?}"
    );
}

#[test]
fn a_right_that_is_missing_and_too_many_rows_refuse_the_whole() {
    let mut server = server();
    let reader = User {
        roles: BTreeSet::from([Role::ReadOnly]),
        ..server.people[&user(MANAGER)].clone()
    };
    server.people.insert(user(MANAGER), reader);
    let rows = vec![priced(0, 10, 20, 2), priced(2, 10, 22, 4)];
    let outcome = bring(&mut server, 1, products::Change::Imported { rows });
    assert_eq!((outcome, inbox(&server).len()), (Outcome::Rejected, 1));
    assert_eq!(price(&server, 0), Some(Decimal::from(10)));
}

#[test]
fn whoever_may_not_see_costs_brings_none_and_is_told_none() {
    let mut server = server();
    let euros = |price: i64| ProductCost {
        price: Decimal::from(price),
        currency: Currency::EUR,
    };
    let row = |was: Option<ProductCost>, now: i64| Row {
        id: product(0),
        line: Some(7),
        product: None,
        cost: Some(Edit::new(was, Some(euros(now)))),
    };
    let rows = vec![row(None, 7443)];
    let change = products::Change::Imported { rows };
    assert!(server.system(change.into()).is_applied());
    let person = server.people.get_mut(&user(MANAGER)).expect("is there");
    person.roles = BTreeSet::from([Role::ServiceManager]);
    let rows = vec![row(Some(euros(1)), 2)];
    let outcome = bring(&mut server, 1, products::Change::Imported { rows });
    assert_eq!(outcome, Outcome::Rejected);
    let told = serde_json::to_string(&inbox(&server)).expect("it serialises");
    assert!(!told.contains("7443"), "{told}");
}

#[test]
fn a_device_shows_the_rows_that_fit_and_names_the_others() {
    let server = server();
    let mut device = ModelDevice::new(1, user(MANAGER), &server.people[&user(MANAGER)]);
    device.pull(&server);
    let rows = vec![priced(0, 10, 20, 2), priced(1, 10, 21, 3)];
    let change = products::Change::Imported { rows }.into();
    let uid = Uid(device.id());
    let prepared = device
        .replica
        .prepare(change, uid, Moment::EPOCH, &device.context);
    let prepared = prepared.unwrap_or_else(|_| panic!("it applies"));
    let lines: Vec<_> = prepared.left_out.iter().map(|row| row.line).collect();
    assert_eq!(lines, [Some(3)]);
    device.replica.committed(prepared, 1);
    let shown = |number| {
        let key = RecordKey::of::<Product>(product(number));
        let row = device.replica.get(&key).expect("aboard");
        row.typed::<Product>().and_then(|product| product.price)
    };
    assert_eq!(shown(0), Some(Decimal::from(20)));
    assert_eq!(shown(1), Some(Decimal::from(12)));
}

#[test]
fn prices_in_bulk_are_taken_row_by_row() {
    let mut server = server();
    let list = PriceListId(Uuid::from_u128(70));
    let day = Day::new(2026, 1, 1).expect("a day");
    let at = |price: i64| ListPrice {
        list,
        price: Decimal::from(price),
        from: day,
        until: None,
    };
    let row = |number, was: Vec<ListPrice>, now: i64| PricesRow {
        product: product(number),
        prices: Edit::new(was, vec![at(now)]),
    };
    let rows = vec![row(0, vec![], 5), row(1, vec![], 6)];
    assert!(
        server
            .system(pricing::Change::PricesImported { rows }.into())
            .is_applied()
    );
    let rows = vec![row(0, vec![at(5)], 7), row(1, vec![at(1)], 8)];
    assert!(bring(&mut server, 1, pricing::Change::PricesImported { rows }).is_applied());
    let price = |number| {
        let key = RecordKey::of::<ProductPrices>(product(number));
        let row = server.records[&key].typed::<ProductPrices>();
        row.map(|prices| prices.prices[0].price)
    };
    assert_eq!(price(0), Some(Decimal::from(7)));
    assert_eq!(price(1), Some(Decimal::from(6)), "somebody else's stays");
    assert_eq!(inbox(&server).len(), 1);
}

#[test]
fn a_definition_of_what_is_there_edits_fields_and_never_replaces() {
    let mut server = server();
    let list = PriceListId(Uuid::from_u128(70));
    let record = PriceList {
        name: "Retail".into(),
        currency: Currency::EUR,
        gross: true,
        validity: Validity {
            from: Day::new(2026, 1, 1).ok(),
            until: None,
        },
        default: false,
    };
    let define = |brought| pricing::Change::ListDefined { list, brought };
    let first = Brought::New {
        record: record.clone(),
    };
    assert_eq!(
        bring(&mut server, 1, define(first.clone())),
        Outcome::Applied
    );
    assert!(
        bring(&mut server, 2, define(first)).is_applied(),
        "word for word it is no news"
    );
    let other = PriceList {
        name: "Wholesale".into(),
        ..record.clone()
    };
    let whole = Brought::New {
        record: other.clone(),
    };
    assert_eq!(bring(&mut server, 3, define(whole)), Outcome::Rejected);
    let edits = Brought::between(Some(&record), other).expect("another name");
    assert!(bring(&mut server, 4, define(edits)).is_applied());
    let late = PriceList {
        name: "Export".into(),
        ..record.clone()
    };
    let late = Brought::between(Some(&record), late).expect("another name");
    assert_eq!(bring(&mut server, 5, define(late)), Outcome::Parked);
    assert_eq!(Brought::between(Some(&record), record.clone()), None);
}

#[test]
fn an_integration_set_that_is_there_is_not_defined_anew() {
    let mut server = server();
    let set = SetId(Uuid::from_u128(80));
    let record = IntegrationSet {
        name: "Tiger".into(),
        erp: ErpKind::Tiger,
        firm: "001".into(),
        period: "01".into(),
        active: true,
        block_unread_checks: false,
    };
    let define = |brought| integrations::Change::Defined { set, brought };
    let first = Brought::New {
        record: record.clone(),
    };
    assert_eq!(bring(&mut server, 1, define(first)), Outcome::Applied);
    let other = IntegrationSet {
        active: false,
        ..record.clone()
    };
    let whole = Brought::New {
        record: other.clone(),
    };
    assert_eq!(bring(&mut server, 2, define(whole)), Outcome::Rejected);
    let edits = Brought::between(Some(&record), other).expect("switched off");
    assert!(bring(&mut server, 3, define(edits)).is_applied());
    let empty = IntegrationSet {
        firm: " ".into(),
        ..record.clone()
    };
    let empty = Brought::between(Some(&record), empty).expect("another firm");
    assert_eq!(bring(&mut server, 4, define(empty)), Outcome::Rejected);
}

#[test]
fn an_edit_is_stored_as_a_persons_edit_is() {
    let row = priced(1, 10, 21, 3);
    let stored = serde_json::to_value(row.product).expect("plain fields");
    let edit = serde_json::json!({ "price": { "edit": { "was": "10", "now": "21" } } });
    assert_eq!(
        stored,
        serde_json::json!({ "edited": { "fields": [edit] } })
    );
}
