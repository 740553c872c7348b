//! Tables that were changed by hand are found out twice: by deciding again, and by the auditor, who names the field.

use super::story::{priced, product, product_id, renamed};
use super::sync::the_log_agrees_with_the_tables;
use server::db::{Batch, StoredRecord};
use server::sync::{audited, replay};
use support::device::Device;
use support::world::World;
use uuid::Uuid;

async fn working() -> (World, Uuid) {
    let world = World::new().await;
    let mut device = Device::of(&world, world.seller().await).await;
    let pump = product_id();
    device.commit(product(pump, "Pump")).expect("it applies");
    device
        .commit(renamed(pump, "Pump", "Pump A"))
        .expect("it applies");
    device.commit(priced(pump, 100)).expect("it applies");
    device.sync().await;
    the_log_agrees_with_the_tables(&world).await;
    (world, pump.0)
}

/// Writes around the rules, as somebody with a database tool would.
async fn by_hand(world: &World, change: impl FnOnce(StoredRecord) -> StoredRecord, id: Uuid) {
    by_hand_of(world, "product", change, id).await;
}

async fn by_hand_of(
    world: &World,
    kind: &str,
    change: impl FnOnce(StoredRecord) -> StoredRecord,
    id: Uuid,
) {
    let mut writer = world
        .state
        .database
        .begin_writer(world.workspace)
        .await
        .expect("writer");
    let wanted = server::db::Wanted {
        records: vec![(kind.into(), id)],
        keys: Vec::new(),
    };
    let found = writer
        .load(&wanted)
        .await
        .expect("loaded")
        .records
        .remove(0);
    let head = writer.head().clone();
    let batch = Batch {
        records: vec![change(found)],
        revision: head.revision,
        chain: head.chain,
        ..Batch::default()
    };
    writer.store(&batch).await.expect("stored");
    writer.commit().await.expect("committed");
}

async fn said(world: &World) -> (Vec<String>, Vec<String>) {
    let snapshot = world.state.database.snapshot(world.workspace).await;
    let mut snapshot = snapshot.expect("read");
    let replayed = replay::check(&mut *snapshot).await.expect("replayed");
    let audited = audited::check(&mut *snapshot).await.expect("audited");
    (replayed.differences, audited)
}

#[tokio::test]
async fn a_field_changed_by_hand_is_named_with_both_values() {
    let (world, pump) = working().await;
    let change = |found: StoredRecord| StoredRecord {
        body: found.body.replace("Pump A", "Pump B"),
        ..found
    };
    by_hand(&world, change, pump).await;
    let (replayed, audited) = said(&world).await;
    assert_eq!(replayed.len(), 1);
    let sentence = format!("product {pump}: name is \"Pump B\"; by the log it is \"Pump A\"");
    assert_eq!(audited, [sentence]);
}

#[tokio::test]
async fn a_record_that_nobody_made_is_found() {
    let (world, pump) = working().await;
    let stranger = Uuid::new_v4();
    let change = |found: StoredRecord| StoredRecord {
        id: stranger,
        ..found
    };
    by_hand(&world, change, pump).await;
    let (_, audited) = said(&world).await;
    assert_eq!(
        audited,
        [format!("product {stranger}: no accepted intention made it")]
    );
}

#[tokio::test]
async fn a_record_written_before_a_field_came_is_what_the_log_led_to() {
    let (world, pump) = working().await;
    let mut other = Device::of(&world, world.technician().await).await;
    let pump = shared::ids::ProductId(pump);
    let late = renamed(pump, "Pump A", "Pump B");
    let uid = other.commit(late).expect("it applies");
    let mut first = Device::of(&world, world.signed_in("ayse").await).await;
    let sooner = renamed(pump, "Pump A", "Pump C");
    first.commit(sooner).expect("it applies");
    first.sync().await;
    other.push().await;
    let without = |found: StoredRecord| {
        let body = found.body.replace(",\"raised\":false", "");
        assert_ne!(body, found.body);
        StoredRecord { body, ..found }
    };
    by_hand_of(&world, "inbox", without, uid.0).await;
    the_log_agrees_with_the_tables(&world).await;
    let otherwise = |found: StoredRecord| StoredRecord {
        body: found.body.replace("parked", "rejected"),
        ..found
    };
    by_hand_of(&world, "inbox", otherwise, uid.0).await;
    assert_eq!(said(&world).await.0.len(), 1);
}
