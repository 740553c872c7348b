//! Single decisions: what each of the five outcomes looks like, and that twice is once.

use proptest::prelude::*;
use shared::calendar::Moment;
use shared::edit::Edit;
use shared::ids::{CategoryId, ClientId, Id, PriceListId, ProductId, Uid, UserId};
use shared::money::{Currency, Decimal};
use shared::pricing::{self, price_list::ListPrice};
use shared::products::{self, Field};
use shared::record::RecordKey;
use shared::sync::outcome::{Outcome, Reason};
use shared::sync::queue::Standing;
use shared::sync::wire::{PushAnswer, PushRequest};
use shared::sync::{AnyChange, InboxEntry, Intention};
use shared::text::Language;
use shared::users::{self, Role, User};
use std::collections::BTreeSet;
use support::model::ModelServer;
use uuid::Uuid;

const PRODUCT: u128 = 500;

fn user(number: u128) -> UserId {
    UserId::from_uuid(Uuid::from_u128(number))
}

fn server() -> ModelServer {
    let mut server = ModelServer::default();
    for (number, role) in [
        (1, Role::Salesperson),
        (2, Role::ReadOnly),
        (3, Role::Salesperson),
    ] {
        let user_record = User {
            login: format!("user{number}"),
            roles: BTreeSet::from([role]),
            territories: BTreeSet::new(),
            warehouses: BTreeSet::new(),
            sets: BTreeSet::new(),
            default_set: None,
            language: Language::En,
            active: true,
        };
        server.people.insert(user(number), user_record);
    }
    let draft = products::Draft {
        name: "Valve".into(),
        price: Some(Decimal::from(10)),
        ..products::Draft::blank(Currency::EUR)
    };
    let product = ProductId(Uuid::from_u128(PRODUCT));
    assert_eq!(
        server.system(
            products::Change::Created {
                product,
                draft,
                provisional: "T-1".into()
            }
            .into()
        ),
        Outcome::Applied
    );
    server
}

fn edit(uid: u128, field: Field, base_rev: u64, depends_on: Vec<Uid>) -> Intention {
    let change: AnyChange = products::Change::Edited {
        product: ProductId(Uuid::from_u128(PRODUCT)),
        field,
    }
    .into();
    Intention::new(
        Uid(Uuid::from_u128(uid)),
        &change,
        base_rev,
        depends_on,
        Moment::EPOCH,
    )
}

fn price(was: i64, now: i64) -> Field {
    let decimal = |number: i64| Some(Decimal::from(number));
    Field::Price {
        edit: Edit::new(decimal(was), decimal(now)),
    }
}

fn name(was: &str, now: &str) -> Field {
    Field::Name {
        edit: Edit::new(was.into(), now.into()),
    }
}

/// Pushes one intention as the client and user of that number; answers its outcome.
#[track_caller]
fn push(server: &mut ModelServer, number: u128, seq: u64, intention: Intention) -> Outcome {
    let client = ClientId::from_uuid(Uuid::from_u128(900 + number));
    let intentions = vec![intention.sent_by(client, seq)];
    match server.push(
        user(number),
        &PushRequest {
            client,
            intentions,
            holes: Vec::new(),
        },
    ) {
        PushAnswer::Decided { outcomes, .. } => outcomes[0].outcome,
        other => panic!("not decided: {other:?}"),
    }
}

fn reason(server: &ModelServer, uid: u128) -> Reason {
    let row = &server.records[&RecordKey {
        kind: "inbox".into(),
        id: Uuid::from_u128(uid),
    }];
    row.typed::<InboxEntry>()
        .and_then(InboxEntry::reason)
        .expect("an entry with a reason")
}

fn present_name(server: &ModelServer) -> String {
    let row = &server.records[&RecordKey {
        kind: "product".into(),
        id: Uuid::from_u128(PRODUCT),
    }];
    row.typed::<products::Product>()
        .expect("a product")
        .name
        .clone()
}

#[test]
fn a_field_nobody_else_touched_is_applied() {
    let mut server = server();
    assert_eq!(
        push(
            &mut server,
            1,
            1,
            edit(1, name("Valve", "Ball valve"), 1, vec![])
        ),
        Outcome::Applied
    );
    assert_eq!(present_name(&server), "Ball valve");
}

#[test]
fn another_field_of_a_changed_record_is_merged() {
    let mut server = server();
    push(
        &mut server,
        3,
        1,
        edit(1, name("Valve", "Ball valve"), 1, vec![]),
    );
    assert_eq!(
        push(&mut server, 1, 1, edit(2, price(10, 12), 1, vec![])),
        Outcome::Merged
    );
}

#[test]
fn ones_own_earlier_change_is_nobody_elses() {
    let mut server = server();
    let renamed = edit(1, name("Valve", "Ball valve"), 1, vec![]);
    assert_eq!(push(&mut server, 1, 1, renamed), Outcome::Applied);
    let (second, third) = (price(10, 12), price(12, 13));
    assert_eq!(
        push(&mut server, 1, 2, edit(2, second, 1, vec![])),
        Outcome::Applied
    );
    assert_eq!(
        push(&mut server, 3, 1, edit(3, third, 3, vec![])),
        Outcome::Applied,
        "seen as it stood"
    );
    let name = name("Ball valve", "Ball valve DN 20");
    assert_eq!(
        push(&mut server, 1, 3, edit(4, name, 1, vec![])),
        Outcome::Merged,
        "somebody else was there in between"
    );
}

#[test]
fn a_field_changed_twice_is_parked_with_base_mine_and_theirs() {
    let mut server = server();
    push(
        &mut server,
        3,
        1,
        edit(1, name("Valve", "Theirs"), 1, vec![]),
    );
    assert_eq!(
        push(&mut server, 1, 1, edit(2, name("Valve", "Mine"), 1, vec![])),
        Outcome::Parked
    );
    assert_eq!(present_name(&server), "Theirs");
    let Reason::ChangedTwice { conflicts } = reason(&server, 2) else {
        panic!("another reason")
    };
    let conflict = &conflicts[0];
    assert_eq!(
        (
            conflict.base.as_str(),
            conflict.mine.as_str(),
            conflict.theirs.as_str()
        ),
        (Some("Valve"), Some("Mine"), Some("Theirs"))
    );
    let written = (conflict.by, conflict.at);
    assert_eq!(written, (Some(user(3)), Some(Moment::EPOCH)));
}

#[test]
fn both_wanting_the_same_value_is_no_conflict() {
    let mut server = server();
    let intention = |uid| edit(uid, name("Valve", "Ball valve"), 1, vec![]);
    push(&mut server, 3, 1, intention(1));
    assert_eq!(push(&mut server, 1, 1, intention(2)), Outcome::Merged);
}

#[test]
fn a_missing_right_is_rejected_and_the_payload_reaches_its_author() {
    let mut server = server();
    assert_eq!(
        push(&mut server, 2, 1, edit(1, name("Valve", "Mine"), 1, vec![])),
        Outcome::Rejected
    );
    let row = &server.records[&RecordKey {
        kind: "inbox".into(),
        id: Uuid::from_u128(1),
    }];
    let entry = row.typed::<InboxEntry>().expect("an entry");
    assert_eq!(entry.args()["field"]["name"]["edit"]["now"], "Mine");
    assert_eq!(entry.author, user(2));
}

#[test]
fn what_depends_on_a_parked_intention_waits_for_it() {
    let mut server = server();
    push(
        &mut server,
        1,
        1,
        edit(1, name("Valve", "Theirs"), 1, vec![]),
    );
    push(&mut server, 1, 2, edit(2, name("Valve", "Mine"), 1, vec![]));
    let dependant = edit(3, name("Theirs", "Later"), 1, vec![Uid(Uuid::from_u128(2))]);
    assert_eq!(push(&mut server, 1, 3, dependant), Outcome::Parked);
    assert_eq!(
        reason(&server, 3),
        Reason::WaitingFor {
            uid: Uid(Uuid::from_u128(2))
        }
    );
}

#[test]
fn a_changed_content_or_an_unknown_change_is_quarantined_and_blocks_nothing() {
    let mut server = server();
    let mut forged = edit(1, name("Valve", "Mine"), 1, vec![]);
    forged.args["field"]["name"]["edit"]["now"] = "Forged".into();
    assert_eq!(push(&mut server, 1, 1, forged), Outcome::Quarantined);
    let unknown = AnyChange::Unknown {
        name: "products.exploded".into(),
        args: serde_json::json!({}),
    };
    let unknown = Intention::new(Uid(Uuid::from_u128(2)), &unknown, 1, vec![], Moment::EPOCH);
    assert_eq!(push(&mut server, 1, 2, unknown), Outcome::Quarantined);
    assert_eq!(
        push(
            &mut server,
            1,
            3,
            edit(3, name("Valve", "Ball valve"), 1, vec![])
        ),
        Outcome::Applied
    );
}

#[test]
fn the_same_intention_twice_is_once() {
    let mut server = server();
    let intention = edit(1, name("Valve", "Ball valve"), 1, vec![]);
    push(&mut server, 1, 1, intention.clone());
    let revision = server.revision;
    assert_eq!(push(&mut server, 1, 1, intention), Outcome::Applied);
    assert_eq!(server.revision, revision);
}

#[test]
fn two_fields_finished_before_either_is_on_disk_both_stand_in_the_view() {
    let mut server = server();
    let record = server.people[&user(1)].clone();
    let mut device = support::model::ModelDevice::new(1, user(1), &record);
    device.pull(&server);
    let product = ProductId(Uuid::from_u128(PRODUCT));
    let price = Field::Price {
        edit: Edit::new(Some(Decimal::from(10)), Some(Decimal::from(12))),
    };
    let prepared = [name("Valve", "Ball valve"), price].map(|field| {
        let change = products::Change::Edited { product, field }.into();
        let uid = Uid(device.id());
        let prepared = device
            .replica
            .prepare(change, uid, Moment::EPOCH, &device.context);
        prepared.unwrap_or_else(|_| panic!("it applies"))
    });
    // the second is on disk first
    for (prepared, seq) in prepared.into_iter().zip([2, 1]) {
        device.replica.committed(prepared, seq);
    }
    let key = RecordKey::of::<products::Product>(product);
    let row = device.replica.get(&key).expect("aboard");
    let product = row.typed::<products::Product>().expect("a product");
    assert_eq!(product.name, "Ball valve");
    assert_eq!(product.price, Some(Decimal::from(12)));
    device.push(&mut server, 10, false);
    device.pull(&server);
    assert_eq!(present_name(&server), "Ball valve");
}

/// Two tabs invite somebody under the same name; the one with the lower number is heard of last.
#[test]
fn of_two_with_one_key_the_lower_number_stands_in_the_view_as_on_the_server() {
    let mut server = server();
    let mut record = server.people[&user(1)].clone();
    record.roles = BTreeSet::from([Role::Administrator]);
    server.people.insert(user(1), record.clone());
    let mut device = support::model::ModelDevice::new(1, user(1), &record);
    device.pull(&server);
    let invited = [8, 9].map(|number| {
        let (grants, name) = (record.clone(), "Jonas".to_owned());
        let grants = User {
            login: "jonas".into(),
            ..grants
        };
        let change = users::Change::Invited {
            user: user(number),
            name,
            grants,
        };
        let uid = Uid(device.id());
        let prepared = device
            .replica
            .prepare(change.into(), uid, Moment::EPOCH, &device.context);
        prepared.unwrap_or_else(|why| panic!("it applies: {why:?}"))
    });
    for (prepared, seq) in invited.into_iter().zip([2, 1]) {
        device.replica.committed(prepared, seq);
    }
    let entries = device.replica.queue().entries().iter();
    let fits: Vec<bool> = entries
        .map(|entry| entry.standing == Standing::Fits)
        .collect();
    assert_eq!(fits, [true, false]);
    let key = |number| RecordKey::of::<User>(user(number));
    assert!(device.replica.get(&key(9)).is_some() && device.replica.get(&key(8)).is_none());
}

#[test]
fn a_revision_that_is_not_there_yet_was_never_seen() {
    let mut server = server();
    let theirs = edit(1, name("Valve", "Ball valve"), 1, vec![]);
    push(&mut server, 3, 1, theirs);
    // also what a device says that knows a backup's future
    let lie = edit(2, price(10, 12), u64::MAX, vec![]);
    assert_eq!(push(&mut server, 1, 1, lie), Outcome::Merged);
    let twice = edit(3, name("Valve", "Mine"), u64::MAX, vec![]);
    assert_eq!(push(&mut server, 1, 2, twice), Outcome::Parked);
}

#[test]
fn a_text_beyond_its_bounds_is_refused_before_any_rule_and_its_author_keeps_it() {
    let mut server = server();
    for (uid, text) in [
        (1, "a\0b".to_owned()),
        (2, "x".repeat(251)),
        (3, "evil\u{202e}exe.pdf".to_owned()),
    ] {
        let change = edit(uid, name("Valve", &text), 1, vec![]);
        assert_eq!(push(&mut server, 1, uid as u64, change), Outcome::Rejected);
        assert!(matches!(reason(&server, uid), Reason::Unfit { .. }));
        let row = &server.records[&RecordKey {
            kind: "inbox".into(),
            id: Uuid::from_u128(uid),
        }];
        let entry = row.typed::<InboxEntry>().expect("an entry");
        assert_eq!(entry.args()["field"]["name"]["edit"]["now"], text);
    }
    assert_eq!(present_name(&server), "Valve");
    let fits = edit(4, name("Valve", "Ball valve"), 1, vec![]);
    assert_eq!(push(&mut server, 1, 4, fits), Outcome::Applied);
}

#[test]
fn a_row_beyond_its_bounds_is_left_out_and_loses_nothing_else() {
    let mut server = server();
    let grants = server.people.get_mut(&user(1)).expect("a person");
    grants.roles = BTreeSet::from([Role::Administrator]);
    let row = |number: u128, name: &str| {
        let category = products::Category {
            name: name.into(),
            parent: None,
            reference: String::new(),
        };
        products::CategoryRow::new(CategoryId(Uuid::from_u128(number)), category)
    };
    let rows = vec![
        row(700, "Valves"),
        row(701, "a\u{202e}b"),
        row(702, "Pumps"),
    ];
    let change = AnyChange::from(products::Change::CategoriesImported { rows });
    let uid = Uid(Uuid::from_u128(1));
    let intention = Intention::new(uid, &change, 1, vec![], Moment::EPOCH);
    assert_eq!(push(&mut server, 1, 1, intention), Outcome::Applied);
    let here = |number: u128| {
        let id = Uuid::from_u128(number);
        let kind = "category".into();
        server.records.contains_key(&RecordKey { kind, id })
    };
    assert_eq!((here(700), here(701), here(702)), (true, false, true));
    let inbox = server.records.values();
    let entries: Vec<&InboxEntry> = inbox.filter_map(|row| row.typed::<InboxEntry>()).collect();
    let [entry] = entries[..] else {
        panic!("one row was left out")
    };
    assert!(matches!(entry.reason(), Some(Reason::Unfit { .. })));
}

#[test]
fn a_price_nobody_could_mean_is_refused() {
    let mut server = server();
    let most = 1_000_000_000_000_000;
    let beyond = edit(1, price(10, most), 1, vec![]);
    assert_eq!(push(&mut server, 1, 1, beyond), Outcome::Rejected);
    let just_fits = edit(2, price(10, most - 1), 1, vec![]);
    assert_eq!(push(&mut server, 1, 2, just_fits), Outcome::Applied);
    let product = ProductId(Uuid::from_u128(PRODUCT));
    let mut listed = |price: i64| {
        let now = vec![ListPrice {
            list: PriceListId(Uuid::from_u128(600)),
            price: Decimal::from(price),
            from: Moment::EPOCH.utc_day(),
            until: None,
        }];
        let prices = Edit::new(Vec::new(), now);
        server.system(pricing::Change::PricesSet { product, prices }.into())
    };
    assert_eq!(listed(most), Outcome::Rejected);
    assert_eq!(listed(most - 1), Outcome::Applied);
}

#[test]
fn the_form_says_at_once_what_the_server_would_say() {
    let server = server();
    let record = server.people[&user(1)].clone();
    let mut device = support::model::ModelDevice::new(1, user(1), &record);
    device.pull(&server);
    let product = ProductId(Uuid::from_u128(PRODUCT));
    let field = name("Valve", "a\u{2066}b");
    let change = products::Change::Edited { product, field };
    let uid = Uid(device.id());
    let prepared = (device.replica).prepare(change.into(), uid, Moment::EPOCH, &device.context);
    assert!(matches!(
        prepared,
        Err((Outcome::Rejected, Reason::Unfit { .. }))
    ));
}

/// Letters as they come, and those that are meant to do harm more often than they would.
fn hostile() -> impl Strategy<Value = String> {
    let letter = prop_oneof![
        any::<char>(),
        (0u32..0x20).prop_map(|code| char::from_u32(code).expect("a control letter")),
        prop::sample::select(vec![
            '\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}', '\u{7f}', '\'', '"', '\\', '%', 'İ',
            'ß'
        ]),
    ];
    let short = prop::collection::vec(letter.clone(), 0..12);
    let long = (letter, 200usize..400).prop_map(|(letter, count)| vec![letter; count]);
    let letters = prop_oneof![4 => short, 1 => long];
    letters.prop_map(|letters| letters.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn whatever_a_device_writes_is_taken_clean_or_refused(texts in prop::collection::vec(hostile(), 5), base_rev in any::<u64>()) {
        let mut server = server();
        let mut texts = texts.into_iter();
        let mut next = || texts.next().expect("five texts");
        let draft = products::Draft {
            name: next(),
            price: Some(Decimal::from(10)),
            brand: next(),
            barcodes: vec![next(), next()],
            ..products::Draft::blank(Currency::EUR)
        };
        let product = ProductId(Uuid::from_u128(77));
        let change = products::Change::Created { product, draft, provisional: next() };
        let intention = Intention::new(Uid(Uuid::from_u128(1)), &change.into(), base_rev, vec![], Moment::EPOCH);
        let outcome = push(&mut server, 1, 1, intention);
        let key = RecordKey { kind: "product".into(), id: product.0 };
        let stored = server.records.get(&key).and_then(|row| row.typed::<products::Product>());
        prop_assert_eq!(stored.is_some(), outcome.is_applied());
        prop_assert!(outcome.is_applied() || outcome == Outcome::Rejected);
        if let Some(product) = stored {
            let body = serde_json::to_value(product).expect("records serialise");
            prop_assert_eq!(shared::bounds::check(&body), Ok(()));
        }
    }
}
