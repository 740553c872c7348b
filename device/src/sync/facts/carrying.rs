//! Unsent work goes in a file from one device to another of the same person, and nothing happens twice.

use super::device::*;
use crate::store::{LocalStore, ModelDisk, QueueRow, StoreName};
use crate::sync::carrying::{Gathered, TakenIn, gather, take_in};
use crate::sync::pulling::{pull, trim};
use crate::sync::pushing::push;
use futures::executor::block_on;
use shared::ids::Uid;
use shared::sync::Intention;

fn rows(device: &Device) -> Vec<QueueRow> {
    block_on(device.store.queue()).expect("the model reads")
}

fn shown(device: &Device) -> Vec<Intention> {
    let replica = device.host.replica.borrow();
    let entries = replica.queue().entries().iter();
    entries.map(|pending| pending.intention.clone()).collect()
}

fn copy(device: &Device) -> Gathered {
    let settled = block_on(device.store.settled()).expect("the model reads");
    gather(Some(&rows(device)), &settled.uids, &shown(device))
}

fn taken(device: &Device, work: Vec<Intention>) -> TakenIn {
    block_on(take_in(&*device.store, &device.host, work)).expect("the model keeps")
}

fn uids(work: &[Intention]) -> Vec<Uid> {
    work.iter().map(|intention| intention.uid).collect()
}

fn name() -> StoreName {
    StoreName::new("acme", "ayşe")
}

#[test]
fn a_copy_holds_what_waits_in_order_and_belongs_to_no_sender() {
    let first = device(&ModelDisk::new(1));
    let made: Vec<Uid> = (70..73).map(|number| commit(&first, number)).collect();
    let copy = copy(&first);
    assert_eq!((uids(&copy.work), copy.unreadable), (made, 0));
    let nobodys = |entry: &Intention| entry.client.is_none() && entry.seq == 0;
    assert!(copy.work.iter().all(nobodys));
    let hashes = |work: &[Intention]| -> Vec<String> {
        work.iter().map(|entry| entry.hash.clone()).collect()
    };
    assert_eq!(hashes(&copy.work), hashes(&shown(&first)));
}

#[test]
fn the_view_still_knows_what_the_disk_lost() {
    let disk = ModelDisk::new(1);
    let first = device(&disk);
    let made: Vec<Uid> = (70..73).map(|number| commit(&first, number)).collect();
    disk.flip_queue_entry(&name(), 1).expect("it waits");
    assert_eq!(
        (uids(&copy(&first).work), copy(&first).unreadable),
        (made.clone(), 0)
    );
    let without_a_disk = gather(None, &[], &shown(&first));
    assert_eq!(uids(&without_a_disk.work), made);
    // whoever starts now has never seen it
    let later = device(&disk);
    let copy = copy(&later);
    assert_eq!(
        (uids(&copy.work), copy.unreadable),
        (vec![made[0], made[2]], 1)
    );
}

#[test]
fn what_has_an_outcome_goes_into_no_copy() {
    let first = level(&ModelDisk::new(1), &[(1, 4)]);
    let sent = commit(&first, 70);
    first.server.pushes.borrow_mut().push_back(decided(&[sent]));
    let answer = pulled(5, 6, &[], &[(1, sent)]);
    first.server.pulls.borrow_mut().push_back(answer);
    block_on(push(&first)).expect("it is pushed");
    let waits = commit(&first, 71);
    block_on(pull(&first)).expect("it is pulled");
    assert_eq!(uids(&copy(&first).work), [waits]);
    block_on(trim(&first)).expect("it is trimmed");
    assert_eq!(uids(&copy(&first).work), [waits]);
}

#[test]
fn another_device_takes_it_in_shows_it_and_sends_it_as_its_own() {
    let first = device(&ModelDisk::new(1));
    let made: Vec<Uid> = (70..73).map(|number| commit(&first, number)).collect();
    let disk = ModelDisk::new(2);
    let second = device(&disk);
    let own = commit(&second, 80);
    let taken = taken(&second, copy(&first).work);
    assert_eq!((uids(&taken.fresh), taken.known), (made.clone(), 0));
    assert!(
        (1070..1073).all(|number| here(&second, number)),
        "it is shown"
    );
    let pushes = &second.server.pushes;
    let all = [vec![own], made.clone()].concat();
    pushes.borrow_mut().push_back(decided(&all));
    block_on(push(&second)).expect("it is pushed");
    let sent = second.server.pushed.borrow();
    let numbers: Vec<u64> = sent[0].intentions.iter().map(|one| one.seq).collect();
    assert_eq!(
        (uids(&sent[0].intentions), numbers),
        (all, vec![1, 2, 3, 4])
    );
    assert_ne!(sent[0].client, first.host.replica.borrow().client);
    assert!(here(&device(&disk), 1071), "it is on the disk");
}

#[test]
fn nothing_comes_in_twice() {
    let first = device(&ModelDisk::new(1));
    commit(&first, 70);
    let before = copy(&first).work;
    commit(&first, 71);
    let second = device(&ModelDisk::new(2));
    assert_eq!(taken(&second, before.clone()).fresh.len(), 1);
    let again = taken(&second, [before.clone(), copy(&first).work].concat());
    assert_eq!((again.fresh.len(), again.known), (1, 2));
    assert_eq!(taken(&second, before.clone()).known, 1);
    assert_eq!(taken(&first, before).known, 1, "where it came from");
    assert_eq!((waiting(&first).len(), waiting(&second).len()), (2, 2));
}

#[test]
fn what_has_an_outcome_here_stays_out() {
    let second = level(&ModelDisk::new(2), &[(1, 4)]);
    let sent = commit(&second, 70);
    let work = copy(&second).work;
    second
        .server
        .pushes
        .borrow_mut()
        .push_back(decided(&[sent]));
    let answer = pulled(5, 6, &[], &[(1, sent)]);
    second.server.pulls.borrow_mut().push_back(answer);
    block_on(push(&second)).expect("it is pushed");
    block_on(pull(&second)).expect("it is pulled");
    assert_eq!(taken(&second, work.clone()).known, 1);
    block_on(trim(&second)).expect("it is trimmed");
    assert_eq!(taken(&second, work).known, 1);
    assert!(waiting(&second).is_empty());
}

#[test]
fn an_entry_that_does_not_open_here_is_said_to_stand_in_the_way() {
    let disk = ModelDisk::new(1);
    let first = device(&disk);
    commit(&first, 70);
    let work = copy(&first).work;
    disk.flip_queue_entry(&name(), 0).expect("it waits");
    let taken = taken(&device(&disk), work);
    assert_eq!((taken.fresh.len(), taken.known, taken.blocked), (0, 0, 1));
}

#[test]
fn many_come_in_piece_by_piece_and_in_order() {
    let first = device(&ModelDisk::new(1));
    let made: Vec<Uid> = (0..600)
        .map(|number| commit(&first, 2000 + number))
        .collect();
    let second = device(&ModelDisk::new(2));
    let taken = taken(&second, copy(&first).work);
    assert_eq!(uids(&taken.fresh), made);
    let names: Vec<String> = made.iter().map(Uid::to_string).collect();
    assert_eq!(waiting(&second), names);
}
