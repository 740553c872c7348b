//! What its author cannot or does not answer reaches the administrators, and nobody else.

use super::story::{new_product, outcomes, product, product_id, renamed};
use super::sync::the_log_agrees_with_the_tables;
use server::connectors::Catalogue;
use server::jobs::{self, raise_entries};
use shared::ids::{InboxId, ProductId, Uid};
use shared::products::Product;
use shared::sync::inbox::{
    Answered, Change, InboxEntry, TakeUp, Waits, left_behind, take_up, waits,
};
use shared::sync::wire::PushRequest;
use shared::sync::{AnyChange, Intention};
use shared::users::{self, Role};
use support::device::Device;
use support::world::World;
use uuid::Uuid;

fn entry(device: &Device, uid: Uid) -> Option<InboxEntry> {
    device.get(InboxId(uid.0))
}

fn answered(uid: Uid, answer: Answered) -> AnyChange {
    let entry = InboxId(uid.0);
    Change::Answered { entry, answer }.into()
}

/// What the served process does once in a while.
pub async fn raise(world: &World) {
    let state = &world.state;
    let (database, clock) = (state.database.clone(), state.clock.clone());
    let jobs = jobs::World::new(database, state.writers.clone(), Catalogue::new(), clock, 7);
    let raised = raise_entries::run(&jobs, world.workspace, world.now()).await;
    raised.expect("looked through");
}

async fn revision(world: &World) -> i64 {
    let snapshot = world.state.database.snapshot(world.workspace).await;
    snapshot.expect("a moment").head().revision
}

/// Sends around the rules of the device, as somebody with a program of their own would.
async fn forged(world: &World, device: &Device, change: AnyChange) -> Vec<String> {
    let intention = Intention::new(Uid(Uuid::new_v4()), &change, 0, Vec::new(), world.now());
    let client = device.replica.client;
    let request = PushRequest {
        client,
        intentions: vec![intention.sent_by(client, 1)],
        holes: Vec::new(),
    };
    let reply = device.person.post("/api/v1/sync/push", &request).await;
    let words = outcomes(&reply.is(200).json());
    words.into_iter().map(str::to_owned).collect()
}

/// A technician's edit that came after a seller's: it waits in the technician's inbox.
async fn left_open(world: &World) -> (Device, ProductId, Uid) {
    let mut seller = Device::of(world, world.seller().await).await;
    let pump = product_id();
    seller.commit(product(pump, "Pump")).expect("it applies");
    seller.sync().await;
    let mut technician = Device::of(world, world.technician().await).await;
    let sooner = renamed(pump, "Pump", "Pump A");
    seller.commit(sooner).expect("it applies");
    seller.sync().await;
    let late = renamed(pump, "Pump", "Pump B");
    let uid = technician.commit(late).expect("it applies");
    technician.sync().await;
    assert!(entry(&technician, uid).is_some_and(|entry| !entry.raised));
    (technician, pump, uid)
}

#[tokio::test]
async fn work_of_somebody_who_left_is_done_by_an_administrator_and_seen_by_no_colleague() {
    let world = World::new().await;
    let mut tablet = Device::of(&world, world.seller().await).await;
    let mut ada = Device::of(&world, world.administrator().await).await;
    let boss = world.person("boss", Role::SalesManager, &[]).await;
    let mut boss = Device::of(&world, boss).await;
    let pump = product_id();
    let uid = tablet.commit(product(pump, "Pump")).expect("it applies");
    let user = tablet.context.user;
    world.system(users::Change::Deactivated { user }).await;
    let answer = tablet.push().await.expect("it has something left");
    assert_eq!(outcomes(&answer), ["quarantined"]);

    ada.sync().await;
    boss.sync().await;
    assert!(entry(&boss, uid).is_none(), "a colleague never gets it");
    let left = entry(&ada, uid).expect("it reaches an administrator");
    assert!(left.raised && left.author == user);
    let mine = take_up(&left, TakeUp::Again).expect("it can be read");
    let by = ada.commit(mine).expect("it applies");
    let closing = answered(uid, Answered::TakenUp { by });
    ada.commit(closing).expect("an administrator may answer it");
    ada.sync().await;
    boss.sync().await;
    assert_eq!(boss.get::<Product>(pump).expect("made").name, "Pump");
    let closed = entry(&ada, uid).expect("it stays");
    assert_eq!(closed.answer(), Some(Answered::TakenUp { by }));
    raise(&world).await;
    the_log_agrees_with_the_tables(&world).await;
}

/// As the administrator's device has them, in the order in which the server decided them.
fn left(device: &Device, work: &[Uid]) -> Vec<(InboxId, InboxEntry)> {
    let found = work.iter().map(|uid| (InboxId(uid.0), entry(device, *uid)));
    let there = found.map(|(id, entry)| (id, entry.expect("it reaches an administrator")));
    there.collect()
}

/// A product that somebody who left had made is taken up, or let go of; then the tablet hands in what was done with it.
async fn handed_in_later(
    world: &World,
    answer: impl FnOnce(&mut Device, Uid),
) -> (Device, ProductId, [Uid; 2]) {
    let mut tablet = Device::of(world, world.seller().await).await;
    let mut ada = Device::of(world, world.administrator().await).await;
    let pump = product_id();
    let made = tablet.commit(product(pump, "Pump")).expect("it applies");
    let user = tablet.context.user;
    world.system(users::Change::Deactivated { user }).await;
    tablet.push().await.expect("it has something left");
    ada.sync().await;
    answer(&mut ada, made);
    ada.sync().await;
    let renamed = renamed(pump, "Pump", "Valve");
    let later = tablet.commit(renamed).expect("it fits on the tablet");
    let handed_in = tablet.push().await.expect("it has something left");
    assert_eq!(outcomes(&handed_in), ["quarantined"]);
    ada.sync().await;
    (ada, pump, [made, later])
}

fn done_again(device: &mut Device, uid: Uid) {
    let again = entry(device, uid).and_then(|entry| take_up(&entry, TakeUp::Again));
    let by = device.commit(again.expect("it can be read"));
    let by = by.expect("it applies");
    let closing = answered(uid, Answered::TakenUp { by });
    device.commit(closing).expect("an administrator may answer");
}

#[tokio::test]
async fn work_of_somebody_who_left_that_comes_after_its_parent_was_taken_up_waits_for_an_administrator()
 {
    let world = World::new().await;
    let (mut ada, pump, work) = handed_in_later(&world, done_again).await;
    let later = InboxId(work[1].0);
    let all = left(&ada, &work);
    assert!(
        left_behind(&all).is_empty(),
        "nothing is done unasked in another's name"
    );
    assert_eq!(waits(&all)[&later], Waits::ForNothing, "somebody is asked");
    done_again(&mut ada, work[1]);
    ada.sync().await;
    assert_eq!(ada.get::<Product>(pump).expect("made").name, "Valve");
    the_log_agrees_with_the_tables(&world).await;
}

#[tokio::test]
async fn work_of_somebody_who_left_that_comes_after_its_parent_was_let_go_of_says_so_and_stays() {
    let world = World::new().await;
    let let_go = |ada: &mut Device, uid| {
        let closing = answered(uid, Answered::KeptTheirs);
        ada.commit(closing).expect("an administrator may answer");
    };
    let (mut ada, _, work) = handed_in_later(&world, let_go).await;
    let (later, all) = (InboxId(work[1].0), left(&ada, &work));
    assert!(left_behind(&all).is_empty(), "nothing goes unsaid");
    assert_eq!(waits(&all)[&later], Waits::InVain);
    let_go(&mut ada, work[1]);
    ada.sync().await;
    assert!(waits(&left(&ada, &work)).is_empty(), "nothing is open");
}

#[tokio::test]
async fn an_entry_that_stands_open_for_three_days_reaches_the_administrators_once() {
    let world = World::new().await;
    let (mut technician, pump, uid) = left_open(&world).await;
    let mut ada = Device::of(&world, world.administrator().await).await;
    let keep = || answered(uid, Answered::KeptTheirs);
    world.forward_seconds(3 * 86_400 - 1);
    raise(&world).await;
    ada.sync().await;
    assert!(entry(&ada, uid).is_none(), "it is its author's alone");
    let mut other = Device::of(&world, world.signed_in("ada").await).await;
    assert_eq!(forged(&world, &other, keep()).await, ["rejected"]);

    world.forward_seconds(1);
    raise(&world).await;
    let raised_at = revision(&world).await;
    raise(&world).await;
    assert_eq!(revision(&world).await, raised_at, "twice is once");
    for device in [&mut ada, &mut other, &mut technician] {
        device.pull().await;
        assert!(entry(device, uid).is_some_and(|entry| entry.raised && entry.is_open()));
    }
    let seller = Device::of(&world, world.signed_in("ayse").await).await;
    assert!(entry(&seller, uid).is_none(), "a colleague never gets it");
    assert_eq!(forged(&world, &seller, keep()).await, ["rejected"]);
    let by_hand = Change::Raised {
        entry: InboxId(uid.0),
    };
    let mut phone = Device::of(&world, world.signed_in("jonas").await).await;
    assert!(phone.commit(by_hand).is_err(), "only the system raises");

    ada.commit(keep()).expect("an administrator may answer it");
    ada.sync().await;
    technician.sync().await;
    let closed = entry(&technician, uid).expect("it stays with its author");
    assert_eq!(closed.answer(), Some(Answered::KeptTheirs));
    assert_eq!(
        technician.get::<Product>(pump).expect("there").name,
        "Pump A"
    );
    the_log_agrees_with_the_tables(&world).await;
}

#[tokio::test]
async fn an_administrator_who_comes_later_finds_what_was_raised_in_the_blocks() {
    let world = World::new().await;
    let (_technician, _, uid) = left_open(&world).await;
    world.forward_days(3);
    raise(&world).await;
    let ada = Device::of(&world, world.administrator().await).await;
    assert!(entry(&ada, uid).is_some_and(|entry| entry.raised));
}

#[tokio::test]
async fn more_than_one_piece_of_entries_is_raised_at_one_look() {
    let world = World::new().await;
    let mut tablet = Device::of(&world, world.seller().await).await;
    let mut uids = Vec::new();
    for number in 0..250 {
        let made = new_product(&format!("Pump {number}"));
        uids.push(tablet.commit(made).expect("it applies"));
    }
    let mut request = tablet.replica.push_request(256).expect("something to push");
    let damaged = request.intentions.iter_mut();
    damaged.for_each(|intention| intention.hash = "0".repeat(64));
    let reply = tablet.person.post("/api/v1/sync/push", &request).await;
    assert_eq!(outcomes(&reply.is(200).json()).len(), 250);
    world.forward_days(3);
    raise(&world).await;
    let ada = Device::of(&world, world.administrator().await).await;
    let raised = |uid: &&Uid| entry(&ada, **uid).is_some_and(|entry| entry.raised);
    assert_eq!(uids.iter().filter(raised).count(), 250);
    the_log_agrees_with_the_tables(&world).await;
}
