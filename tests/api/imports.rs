//! Imports from two desks that do not know of each other, through the real server.

use super::sync::the_log_agrees_with_the_tables;
use shared::brought::Brought;
use shared::edit::Edit;
use shared::ids::{InboxId, ProductId};
use shared::money::{Currency, Decimal};
use shared::products::{Change, Field, Product, Row};
use shared::record::Record;
use shared::sync::inbox::InboxEntry;
use shared::sync::wire::PushAnswer;
use shared::sync::{Outcome, Reason};
use shared::users::Role;
use support::device::Device;
use support::world::World;
use uuid::Uuid;

fn row(id: ProductId, code: &str, line: u64) -> Row {
    let product = Product {
        name: format!("Valve {code}"),
        price: Some(Decimal::from(10)),
        ..Product::blank(code, Currency::EUR)
    };
    Row {
        line: Some(line),
        ..Row::new(id, product, None)
    }
}

fn priced(id: ProductId, now: i64) -> Row {
    let edit = Edit::new(Some(Decimal::from(10)), Some(Decimal::from(now)));
    Row {
        id,
        line: Some(2),
        product: Some(Brought::Edited {
            fields: vec![Field::Price { edit }],
        }),
        cost: None,
    }
}

fn inbox(device: &Device) -> Vec<InboxEntry> {
    let table = device.replica.base().table(InboxEntry::KIND);
    let places = table.iter().flat_map(|table| table.places());
    places
        .filter_map(|(id, _)| device.get::<InboxEntry>(InboxId(id)))
        .collect()
}

#[tokio::test]
async fn two_files_with_the_same_code_lose_one_row_and_the_log_can_be_replayed() {
    let world = World::new().await;
    let of = |login: &'static str| world.person(login, Role::Administrator, &[]);
    let mut first = Device::of(&world, of("first").await).await;
    let mut second = Device::of(&world, of("second").await).await;
    let id = || ProductId(Uuid::now_v7());
    let (taken, mine) = (id(), id());
    let rows = vec![row(taken, "A", 2), row(id(), "B", 3)];
    first.commit(Change::Imported { rows }).expect("it applies");
    first.sync().await;
    let rows = vec![row(id(), "A", 2), row(mine, "C", 3)];
    second
        .commit(Change::Imported { rows })
        .expect("it applies as far as is known here");
    let answer = second.push().await.expect("something was sent");
    let PushAnswer::Decided { outcomes, .. } = answer else {
        panic!("not decided: {answer:?}")
    };
    assert!(outcomes[0].outcome.is_applied());
    let Some(Reason::LeftOut { rows }) = &outcomes[0].reason else {
        panic!("nothing was left out: {outcomes:?}")
    };
    let told: Vec<_> = rows.iter().map(|row| (row.line, row.outcome)).collect();
    assert_eq!(told, [(Some(2), Outcome::Rejected)]);
    second.sync().await;
    assert_eq!(
        second.get::<Product>(mine).map(|product| product.code),
        Some("C".into())
    );
    // a price that somebody else set meanwhile, beside one that nobody did
    first
        .commit(Change::Imported {
            rows: vec![priced(taken, 12)],
        })
        .expect("it applies");
    first.sync().await;
    let rows = vec![priced(taken, 20), priced(mine, 21)];
    second
        .commit(Change::Imported { rows })
        .expect("it is seen as it was");
    second.sync().await;
    let price = |id| second.get::<Product>(id).and_then(|product| product.price);
    assert_eq!(price(taken), Some(Decimal::from(12)));
    assert_eq!(price(mine), Some(Decimal::from(21)));
    let entries = inbox(&second);
    let conflict = entries.iter().find_map(|entry| match entry.reason() {
        Some(Reason::ChangedTwice { conflicts }) => conflicts.first().cloned(),
        _ => None,
    });
    let by = conflict.and_then(|conflict| conflict.by);
    assert_eq!(
        (entries.len(), by),
        (2, Some(first.context.user)),
        "signed by who was first"
    );
    the_log_agrees_with_the_tables(&world).await;
}
