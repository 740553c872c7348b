//! Push and pull as HTTP, with real replicas on both ends.

use super::story::{imported, new_product, outcomes, priced, product, product_id, renamed};
use serde_json::json;
use server::db::{Batch, StoredRecord, Wanted};
use server::sync::{audited, replay, retention};
use shared::ids::{ClientId, Uid};
use shared::products::Product;
use shared::record::Record;
use shared::shelf::Shelf;
use shared::sync::inbox::InboxEntry;
use shared::sync::wire::{
    DIFFERING_MAX, Hole, Manifest, ManifestRequest, PullAnswer, PushAnswer, PushRequest,
};
use shared::sync::{AnyChange, Intention, Reason};
use shared::users::User;
use support::device::Device;
use support::log::Log;
use support::world::{PASSWORD, World};
use uuid::Uuid;

async fn two_devices(world: &World) -> (Device, Device) {
    let first = Device::of(world, world.seller().await).await;
    let second = Device::of(world, world.technician().await).await;
    (first, second)
}

pub async fn the_log_agrees_with_the_tables(world: &World) {
    let mut snapshot = world
        .state
        .database
        .snapshot(world.workspace)
        .await
        .expect("read");
    let report = replay::check(&mut *snapshot).await.expect("replayed");
    assert_eq!(report.differences, Vec::<String>::new());
    let audited = audited::check(&mut *snapshot).await.expect("audited");
    assert_eq!(audited, Vec::<String>::new());
}

#[tokio::test]
async fn what_one_device_makes_the_other_receives() {
    let world = World::new().await;
    let (mut first, mut second) = two_devices(&world).await;
    let id = product_id();
    first.commit(product(id, "Pump")).expect("it applies");
    assert!(
        first
            .get::<Product>(id)
            .expect("shown at once")
            .is_provisional()
    );
    let counted = |device: &Device| device.replica.count(Product::KIND);
    assert_eq!(counted(&first), 1, "what waits is aboard");
    first
        .commit(renamed(id, "Pump", "Pump A"))
        .expect("it applies");
    assert_eq!(counted(&first), 1, "a record is one");
    first.sync().await;
    assert!(first.replica.queue().is_empty(), "the pull settled it");
    second.sync().await;
    let received = second.get::<Product>(id).expect("received");
    assert_eq!(received.code, "P-00001", "the server gave the final number");
    assert_eq!(Some(received), first.get::<Product>(id));
    the_log_agrees_with_the_tables(&world).await;
}

#[tokio::test]
async fn a_field_changed_twice_is_parked_and_reaches_its_author() {
    let world = World::new().await;
    let (mut first, mut second) = two_devices(&world).await;
    let id = product_id();
    first.commit(product(id, "Pump")).expect("it applies");
    first.sync().await;
    second.sync().await;
    first
        .commit(renamed(id, "Pump", "Pump A"))
        .expect("it applies");
    let uid = second
        .commit(renamed(id, "Pump", "Pump B"))
        .expect("it applies");
    first.sync().await;
    let answer = second.push().await.expect("pushed");
    assert_eq!(outcomes(&answer), ["parked"]);
    second.pull().await;
    assert_eq!(second.get::<Product>(id).expect("there").name, "Pump A");
    let entry = second
        .get::<InboxEntry>(shared::ids::InboxId(uid.0))
        .expect("an inbox entry");
    assert!(entry.is_open());
    let Some(Reason::ChangedTwice { conflicts }) = entry.reason() else {
        panic!("another reason");
    };
    let written = (conflicts[0].by, conflicts[0].at);
    assert_eq!(written, (Some(first.context.user), Some(world.now())));
    first.pull().await;
    assert!(
        first
            .get::<InboxEntry>(shared::ids::InboxId(uid.0))
            .is_none(),
        "it is the author's"
    );
    the_log_agrees_with_the_tables(&world).await;
}

#[tokio::test]
async fn work_in_a_row_without_signal_is_applied_not_merged() {
    let world = World::new().await;
    let (mut first, mut second) = two_devices(&world).await;
    let id = product_id();
    first.commit(product(id, "Pump")).expect("it applies");
    first.sync().await;
    second.sync().await;
    for (was, now) in [("Pump", "Pump A"), ("Pump A", "Pump B")] {
        first.commit(renamed(id, was, now)).expect("it applies");
    }
    let answer = first.push().await.expect("pushed");
    assert_eq!(outcomes(&answer), ["applied", "applied"], "in one push");
    first
        .commit(renamed(id, "Pump B", "Pump C"))
        .expect("it applies");
    let answer = first.push().await.expect("pushed");
    assert_eq!(outcomes(&answer), ["applied"], "in the next one");
    second.commit(priced(id, 7)).expect("it applies");
    let answer = second.push().await.expect("pushed");
    assert_eq!(outcomes(&answer), ["merged"], "it was not theirs");
    the_log_agrees_with_the_tables(&world).await;
}

#[tokio::test]
async fn a_push_repeated_after_a_lost_answer_changes_nothing() {
    let world = World::new().await;
    let mut device = Device::of(&world, world.seller().await).await;
    device.commit(new_product("Pump")).expect("it applies");
    let request = device.replica.push_request(256).expect("something to push");
    let first = device
        .person
        .post("/api/v1/sync/push", &request)
        .await
        .is(200);
    let again = device
        .person
        .post("/api/v1/sync/push", &request)
        .await
        .is(200);
    let (first, again): (PushAnswer, PushAnswer) = (first.json(), again.json());
    assert_eq!(first, again);
    device.sync().await;
    assert!(device.replica.queue().is_empty());
    the_log_agrees_with_the_tables(&world).await;
}

#[tokio::test]
async fn a_restarted_server_knows_what_it_decided() {
    let world = World::new().await;
    let mut device = Device::of(&world, world.seller().await).await;
    device.commit(new_product("Pump")).expect("it applies");
    let request = device.replica.push_request(256).expect("something to push");
    let before: PushAnswer = device
        .person
        .post("/api/v1/sync/push", &request)
        .await
        .is(200)
        .json();
    let world = world.restarted().await;
    let seller = world.signed_in("ayse").await;
    let after: PushAnswer = seller
        .post("/api/v1/sync/push", &request)
        .await
        .is(200)
        .json();
    assert_eq!(before, after);
}

#[tokio::test]
async fn a_gap_is_asked_for_and_a_fork_is_told() {
    let world = World::new().await;
    let mut device = Device::of(&world, world.seller().await).await;
    for name in ["A", "B", "C"] {
        device.commit(new_product(name)).expect("it applies");
    }
    let mut request = device.replica.push_request(256).expect("something to push");
    let whole = request.clone();
    request.intentions.remove(1);
    let push = |request: PushRequest| {
        let person = device.person.clone();
        async move {
            person
                .post("/api/v1/sync/push", &request)
                .await
                .is(200)
                .json::<PushAnswer>()
        }
    };
    assert_eq!(push(request).await, PushAnswer::Gap { expected: 2 });
    let decided = push(whole.clone()).await;
    assert!(
        outcomes(&decided)
            .iter()
            .all(|word| ["applied", "merged"].contains(word))
    );
    let change = AnyChange::from(new_product("clone"));
    let clone = Intention::new(Uid(Uuid::new_v4()), &change, 0, Vec::new(), world.now());
    let cloned = PushRequest {
        client: whole.client,
        intentions: vec![clone.sent_by(whole.client, 3)],
        holes: Vec::new(),
    };
    assert_eq!(push(cloned).await, PushAnswer::Fork);
    let change = AnyChange::from(new_product("before the slip"));
    let reserved = Uid(uuid::Builder::from_custom_bytes([7; 16]).into_uuid());
    let ahead = Intention::new(reserved, &change, 0, Vec::new(), world.now());
    let ahead = PushRequest {
        client: whole.client,
        intentions: vec![ahead.sent_by(whole.client, 4)],
        holes: Vec::new(),
    };
    assert_eq!(
        push(ahead).await,
        PushAnswer::Fork,
        "a uid that only causes have"
    );
    let mut changed = whole.clone();
    changed.intentions[2].hash = "0".repeat(64);
    assert_eq!(
        push(changed).await,
        PushAnswer::Fork,
        "a known uid with another hash"
    );
}

#[tokio::test]
async fn a_cloned_profile_takes_a_new_client_and_loses_nothing() {
    let world = World::new().await;
    let person = world.seller().await;
    let mut device = Device::of(&world, person.clone()).await;
    let mut clone = Device::of(&world, person).await;
    clone.replica.become_client(device.replica.client);
    device.commit(new_product("A")).expect("it applies");
    let id = product_id();
    clone.commit(product(id, "B")).expect("it applies");
    device.sync().await;
    assert_eq!(clone.push().await, Some(PushAnswer::Fork));
    clone.sync().await;
    assert!(clone.replica.queue().is_empty());
    device.sync().await;
    assert_eq!(device.get::<Product>(id).expect("received").name, "B");
}

#[tokio::test]
async fn a_hole_is_declared_and_blocks_nothing() {
    let world = World::new().await;
    let mut device = Device::of(&world, world.seller().await).await;
    device.commit(new_product("A")).expect("it applies");
    device.commit(new_product("B")).expect("it applies");
    let mut request = device.replica.push_request(256).expect("something to push");
    request.intentions.remove(0);
    request.holes = vec![Hole {
        seq: 1,
        detail: "?unreadable?".into(),
    }];
    for _ in 0..2 {
        let answer = device
            .person
            .post("/api/v1/sync/push", &request)
            .await
            .is(200);
        assert_eq!(outcomes(&answer.json()), ["quarantined", "applied"]);
    }
    the_log_agrees_with_the_tables(&world).await;
}

#[tokio::test]
async fn what_is_left_of_an_entry_is_not_taken_for_the_one_that_a_clone_sent_under_its_number() {
    let world = World::new().await;
    let mut device = Device::of(&world, world.seller().await).await;
    device.commit(new_product("A")).expect("it applies");
    let mut request = device.replica.push_request(256).expect("something to push");
    let sent = request.intentions[0].uid;
    device.push().await;
    request.intentions.clear();
    let declared = |name: String| {
        let detail = format!("{name} 7b22");
        let request = PushRequest {
            holes: vec![Hole { seq: 1, detail }],
            ..request.clone()
        };
        let person = device.person.clone();
        async move {
            let answer = person.post("/api/v1/sync/push", &request).await;
            answer.is(200).json::<PushAnswer>()
        }
    };
    let arrived = declared(sent.to_string()).await;
    assert_eq!(
        outcomes(&arrived),
        ["applied"],
        "it had arrived before it was damaged"
    );
    for other in [Uuid::new_v4().to_string(), String::new()] {
        assert_eq!(declared(other).await, PushAnswer::Fork);
    }
}

#[tokio::test]
async fn hostile_intentions_are_quarantined_one_by_one() {
    let world = World::new().await;
    let device = Device::of(&world, world.seller().await).await;
    let change = AnyChange::from(new_product("A"));
    let make = || Intention::new(Uid(Uuid::new_v4()), &change, 0, Vec::new(), world.now());
    let rehashed = |mut intention: Intention| {
        intention.hash = intention.digest();
        intention
    };
    let wrong_hash = Intention {
        base_rev: 7,
        ..make()
    };
    let newer = rehashed(Intention {
        version: 99,
        ..make()
    });
    let unknown = rehashed(Intention {
        name: "products.melted".into(),
        ..make()
    });
    let bad_args = rehashed(Intention {
        args: json!({ "product": 4 }),
        ..make()
    });
    let system = rehashed(Intention {
        name: "accounts.imported".into(),
        args: json!({ "rows": [] }),
        ..make()
    });
    let fine = make();
    let all = [wrong_hash, newer, unknown, bad_args, system, fine];
    let client = device.replica.client;
    let numbered = all
        .into_iter()
        .zip(1..)
        .map(|(intention, seq)| intention.sent_by(client, seq));
    let request = PushRequest {
        client,
        intentions: numbered.collect(),
        holes: Vec::new(),
    };
    let answer = device
        .person
        .post("/api/v1/sync/push", &request)
        .await
        .is(200);
    let expected = [
        "quarantined",
        "quarantined",
        "quarantined",
        "quarantined",
        "rejected",
        "applied",
    ];
    assert_eq!(outcomes(&answer.json()), expected);
    the_log_agrees_with_the_tables(&world).await;
}

/// As a later version may have stored it, or a failing disk.
async fn becomes_unreadable(world: &World, kind: &str, id: Uuid) {
    let writer = world.state.database.begin_writer(world.workspace).await;
    let mut writer = writer.expect("a writer");
    let wanted = Wanted {
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
    let broken = StoredRecord {
        body: r#"{"of":"tomorrow"}"#.into(),
        ..found
    };
    let batch = Batch {
        records: vec![broken],
        revision: head.revision,
        chain: head.chain,
        ..Batch::default()
    };
    writer.store(&batch).await.expect("stored");
    writer.commit().await.expect("committed");
}

#[tokio::test]
async fn a_record_that_cannot_be_read_stops_only_what_reads_it() {
    let world = World::new().await;
    let (mut first, mut second) = two_devices(&world).await;
    let (pump, valve) = (product_id(), product_id());
    first.commit(product(pump, "Pump")).expect("it applies");
    first.commit(product(valve, "Valve")).expect("it applies");
    first.sync().await;
    becomes_unreadable(&world, Product::KIND, pump.0).await;
    first
        .commit(renamed(pump, "Pump", "A"))
        .expect("it applies");
    (first.commit(renamed(valve, "Valve", "B"))).expect("it applies");
    let answer = first.push().await.expect("pushed");
    assert_eq!(outcomes(&answer), ["quarantined", "applied"]);
    first.pull().await;
    assert!(first.replica.queue().is_empty(), "nothing waits for ever");
    assert_eq!(first.get::<Product>(valve).expect("there").name, "B");
    second.commit(new_product("C")).expect("it applies");
    let answer = second.push().await.expect("pushed");
    assert_eq!(outcomes(&answer), ["merged"], "codes are given in turn");
}

#[tokio::test]
async fn a_person_whose_own_record_cannot_be_read_keeps_nobody_else_waiting() {
    let world = World::new().await;
    let (mut first, mut second) = two_devices(&world).await;
    becomes_unreadable(&world, User::KIND, first.context.user.0).await;
    first.commit(new_product("A")).expect("it applies");
    second.commit(new_product("B")).expect("it applies");
    let answer = first.push().await.expect("pushed");
    assert_eq!(outcomes(&answer), ["quarantined"]);
    let answer = second.push().await.expect("pushed");
    assert_eq!(outcomes(&answer), ["applied"]);
}

#[tokio::test]
async fn a_foreign_client_is_refused() {
    let world = World::new().await;
    let (mut first, second) = two_devices(&world).await;
    first.commit(new_product("A")).expect("it applies");
    first.sync().await;
    let theft = json!({ "client": first.replica.client, "intentions": [], "holes": [{ "seq": 2, "detail": "" }] });
    second
        .person
        .post("/api/v1/sync/push", &theft)
        .await
        .is_refused(403, "foreign_client");
    let mut pull = second.replica.pull_request();
    pull.client = first.replica.client;
    second
        .person
        .post("/api/v1/sync/pull", &pull)
        .await
        .is_refused(403, "foreign_client");
}

#[tokio::test]
async fn after_a_new_epoch_blocks_are_compared_and_the_queue_is_kept() {
    let world = World::new().await;
    let (mut first, mut second) = two_devices(&world).await;
    first.commit(new_product("A")).expect("it applies");
    first.sync().await;
    second.commit(new_product("B")).expect("it applies");
    let epoch = Uuid::new_v4();
    world
        .state
        .database
        .start_epoch(world.workspace, epoch)
        .await
        .expect("begun");
    let reply = second
        .person
        .post("/api/v1/sync/pull", &second.replica.pull_request())
        .await;
    assert!(matches!(
        reply.is(200).json(),
        PullAnswer::CompareBlocks { .. }
    ));
    second.sync().await;
    assert_eq!(second.replica.cursor().epoch, epoch.to_string());
    assert!(second.replica.queue().is_empty(), "what waited was offered");
    first.sync().await;
    assert_eq!(first.replica.base().len(), second.replica.base().len());
}

#[tokio::test]
async fn many_changes_are_answered_with_compare_blocks_and_split_blocks() {
    let world = World::new().await;
    let mut device = Device::of(&world, world.seller().await).await;
    for part in 0..3 {
        world.system(imported(part * 600, 600)).await;
    }
    device.pull().await;
    let fresh = Device::of(&world, world.technician().await).await;
    let products = |device: &Device| -> Vec<Uuid> {
        let table = device
            .replica
            .base()
            .table("product")
            .expect("there are products");
        table.places().map(|(id, _)| id).collect()
    };
    let count = |device: &Device| products(device).len();
    assert_eq!((count(&device), count(&fresh)), (1_800, 1_800));
    let changed = products(&device)[0];
    let before = hashes(&device).await;
    let was = device
        .get::<Product>(shared::ids::ProductId(changed))
        .expect("there")
        .name;
    device
        .commit(renamed(shared::ids::ProductId(changed), &was, "New name"))
        .expect("it applies");
    device.sync().await;
    let after = hashes(&device).await;
    let new = after.iter().filter(|hash| !before.contains(hash)).count();
    assert_eq!(new, 1, "one change makes one block stale");
    the_log_agrees_with_the_tables(&world).await;
}

async fn hashes(device: &Device) -> Vec<String> {
    let request = ManifestRequest::of(ClientId(Uuid::nil()));
    let manifest = device
        .person
        .post("/api/v1/sync/manifest", &request)
        .await
        .is(200);
    let manifest: shared::sync::wire::Manifest = manifest.json();
    manifest
        .blocks
        .into_iter()
        .map(|block| block.hash)
        .collect()
}

/// sync.md, feed and bootstrap: a mismatch triggers a narrow repair and an alarm. Whoever runs the server reads of it which shelves, and whose
/// device, and no more of them than tell what has gone wrong.
#[tokio::test]
async fn a_device_that_holds_other_records_than_the_server_is_an_alarm_in_the_log() {
    let world = World::new().await;
    let (device, _) = two_devices(&world).await;
    let log = Log::of_errors();
    let mut request = ManifestRequest::of(device.replica.client);
    let compares = async |request: &ManifestRequest| {
        let reply = device.person.post("/api/v1/sync/manifest", request).await;
        let _manifest: Manifest = reply.is(200).json();
        log.lines()
    };
    assert_eq!(
        compares(&request).await,
        Vec::<String>::new(),
        "all is well"
    );
    request.differing = vec![Shelf::everyone()];
    let alarm = compares(&request).await;
    let [line] = &alarm[..] else {
        panic!("other lines: {alarm:?}")
    };
    let user = device.context.user.to_string();
    assert!(line.contains(Shelf::everyone().name()) && line.contains(&user));
    let shelf = |number: usize| Shelf(format!("shelf-{number:03}"));
    request.differing = (0..=DIFFERING_MAX).map(shelf).collect();
    let alarm = compares(&request).await.concat();
    assert!(alarm.contains("shelf-000") && !alarm.contains(shelf(DIFFERING_MAX).name()));
}

#[tokio::test]
async fn an_older_app_must_update_before_it_reads() {
    let world = World::new().await;
    let seller = world.seller().await;
    let request = json!({ "client": Uuid::nil(), "format": 99 });
    seller
        .post("/api/v1/sync/manifest", &request)
        .await
        .is_refused(426, "update_needed");
}

/// Texts that a database cannot keep, a number nobody has seen: each has its outcome, and the next one is not held up.
#[tokio::test]
async fn a_hostile_device_stops_nobody_and_is_not_believed() {
    let world = World::new().await;
    let (mut device, _) = two_devices(&world).await;
    let client = device.replica.client;
    let mut intentions = Vec::new();
    for (seq, name) in (1..).zip(["a\0b", "\u{202e}fdp", &"x".repeat(60_000), "Pump"]) {
        let uid = Uid(Uuid::new_v4());
        let change = AnyChange::from(new_product(name));
        let intention = Intention::new(uid, &change, u64::MAX, Vec::new(), world.now());
        intentions.push(intention.sent_by(client, seq));
    }
    let request = PushRequest {
        client,
        intentions,
        holes: Vec::new(),
    };
    let reply = device.person.post("/api/v1/sync/push", &request).await;
    let answer: PushAnswer = reply.is(200).json();
    assert_eq!(
        outcomes(&answer),
        ["rejected", "rejected", "rejected", "applied"]
    );
    the_log_agrees_with_the_tables(&world).await;
    device.pull().await;
}

#[tokio::test]
async fn a_device_away_for_longer_than_removal_marks_live_compares_blocks() {
    let world = World::new().await;
    let (mut first, mut second) = two_devices(&world).await;
    let id = product_id();
    first.commit(product(id, "Pump")).expect("it applies");
    first.sync().await;
    for _ in 0..5 {
        let many = (0..220).map(|_| new_product("Filter"));
        many.for_each(|change| _ = first.commit(change).expect("it applies"));
        first.sync().await;
    }
    world.forward_days(91);
    // away for so long, everybody signs in again
    second.person.sign_in("jonas", PASSWORD).await.is(200);
    let database = &*world.state.database;
    let floor = retention::forget_old_removals(database, world.workspace, world.now()).await;
    assert_eq!(
        floor.expect("forgotten").map(i64::unsigned_abs),
        Some(first.replica.cursor().revision)
    );
    let again = retention::forget_old_removals(database, world.workspace, world.now()).await;
    assert_eq!(again.expect("asked"), None);
    let reply = second
        .person
        .post("/api/v1/sync/pull", &second.replica.pull_request())
        .await;
    assert!(matches!(
        reply.is(200).json(),
        PullAnswer::CompareBlocks { .. }
    ));
    second.sync().await;
    assert_eq!(second.get::<Product>(id), first.get::<Product>(id));
}
