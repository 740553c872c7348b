//! One entry, answered by two devices of its author that could not hear of each other.

use super::story::{outcomes, product, product_id, renamed};
use super::sync::the_log_agrees_with_the_tables;
use shared::ids::{InboxId, Uid};
use shared::sync::AnyChange;
use shared::sync::inbox::{Answered, Change, InboxEntry, TakeUp, take_up};
use support::device::Device;
use support::world::World;

/// A seller's rename stands; the technician's waits, seen by both devices of theirs.
struct Twice {
    tablet: Device,
    phone: Device,
    uid: Uid,
}

async fn changed_twice(world: &World) -> Twice {
    let mut seller = Device::of(world, world.seller().await).await;
    let pump = product_id();
    seller.commit(product(pump, "Pump")).expect("it applies");
    seller.sync().await;
    let mut tablet = Device::of(world, world.technician().await).await;
    let sooner = renamed(pump, "Pump", "Pump A");
    seller.commit(sooner).expect("it applies");
    seller.sync().await;
    let late = renamed(pump, "Pump", "Pump B");
    let uid = tablet.commit(late).expect("it applies");
    tablet.sync().await;
    let phone = Device::of(world, world.signed_in("jonas").await).await;
    Twice { tablet, phone, uid }
}

fn entry(device: &Device, uid: Uid) -> InboxEntry {
    device.get(InboxId(uid.0)).expect("it reaches its author")
}

fn closing(uid: Uid, answer: Answered) -> AnyChange {
    let entry = InboxId(uid.0);
    Change::Answered { entry, answer }.into()
}

/// Without signal, as the inbox does it: the change and the answer that closes the entry.
fn keep_mine(device: &mut Device, uid: Uid) -> [Uid; 2] {
    let mine = take_up(&entry(device, uid), TakeUp::KeepMine).expect("it can be read");
    let by = device.commit(mine).expect("it applies");
    let answer = closing(uid, Answered::TakenUp { by });
    [by, device.commit(answer).expect("it is open here")]
}

fn is_open(device: &Device, uid: Uid) -> bool {
    let entry = device.get::<InboxEntry>(InboxId(uid.0));
    entry.is_some_and(|entry| entry.is_open())
}

#[tokio::test]
async fn let_go_by_two_devices_without_signal_it_leaves_nothing_to_decide() {
    let world = World::new().await;
    let mut twice = changed_twice(&world).await;
    let theirs = || closing(twice.uid, Answered::KeptTheirs);
    let first = twice.tablet.commit(theirs()).expect("it is open here");
    let second = twice.phone.commit(theirs()).expect("it is open here");
    twice.tablet.sync().await;
    let answer = twice.phone.push().await.expect("pushed");
    assert_eq!(outcomes(&answer), ["applied"]);
    for device in [&mut twice.phone, &mut twice.tablet] {
        device.sync().await;
        let all = [twice.uid, first, second].into_iter();
        assert_eq!(all.filter(|uid| is_open(device, *uid)).count(), 0);
    }
    the_log_agrees_with_the_tables(&world).await;
}

#[tokio::test]
async fn another_answer_of_a_second_device_is_told_once_and_asks_for_nothing() {
    let world = World::new().await;
    let mut twice = changed_twice(&world).await;
    keep_mine(&mut twice.tablet, twice.uid);
    let theirs = closing(twice.uid, Answered::KeptTheirs);
    let late = twice.phone.commit(theirs).expect("it is open here");
    twice.tablet.sync().await;
    let answer = twice.phone.push().await.expect("pushed");
    assert_eq!(outcomes(&answer), ["rejected"]);
    for device in [&mut twice.phone, &mut twice.tablet] {
        device.sync().await;
        assert!(entry(device, late).came_too_late());
        let read = closing(late, Answered::KeptTheirs);
        device.commit(read).expect("read, on both");
    }
    twice.phone.sync().await;
    twice.tablet.sync().await;
    twice.phone.sync().await;
    for device in [&twice.phone, &twice.tablet] {
        assert!(!is_open(device, twice.uid) && !is_open(device, late));
    }
    the_log_agrees_with_the_tables(&world).await;
}
