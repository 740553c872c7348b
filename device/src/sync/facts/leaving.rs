//! What a device that was turned away tells before it is emptied: everything, once, and on from where a line was cut.

use super::*;
use crate::store::{StoreName, Stored};
use crate::sync::filing::add;
use crate::sync::round::Rounds;
use shared::calendar::Moment;

/// What each push carried.
fn carried(device: &Device) -> Vec<Vec<Uid>> {
    let pushed = device.server.pushed.borrow();
    let uids = |push: &PushRequest| push.intentions.iter().map(|sent| sent.uid).collect();
    pushed.iter().map(uids).collect()
}

/// The server answers one push for each of these.
fn answers(device: &Device, pushes: impl IntoIterator<Item = PushAnswer>) {
    device.server.pushes.borrow_mut().extend(pushes);
}

/// Done and settled, and kept for a server that is put back.
fn settled(device: &Device, numbers: std::ops::Range<u128>) -> Vec<Uid> {
    let uids: Vec<Uid> = numbers.map(|number| commit(device, number)).collect();
    answers(device, [decided(&uids)]);
    assert_eq!(block_on(push(device)), Ok(uids.len()));
    let settled: Vec<(u64, Uid)> = (1..).zip(uids.iter().copied()).collect();
    let answer = pulled(5, 6, &[20], &settled);
    device.server.pulls.borrow_mut().push_back(answer);
    assert_eq!(block_on(pull(device)), Ok(Done::Level));
    assert!(waiting(device).is_empty());
    device.server.pushed.borrow_mut().clear();
    uids
}

#[test]
fn a_withdrawn_device_hands_in_before_nothing_can_be_added() {
    let disk = ModelDisk::new(1);
    let device = level(&disk, &[(1, 4)]);
    let (one, two) = (commit(&device, 70), commit(&device, 71));
    assert_eq!(
        block_on(hand_in(&device)),
        Err(Trouble::Server(Failure::Unreachable)),
        "nothing is given up while the server does not answer"
    );
    let three = commit(&device, 72);
    device
        .server
        .pushes
        .borrow_mut()
        .push_back(decided(&[one, two, three]));
    block_on(hand_in(&device)).expect("all of it is answered");
    let late = block_on(device.store.append("late", b""));
    assert_eq!(late, Err(StoreError::Wiped));
    assert_eq!(waiting(&device).len(), 3, "deleting is not its business");
}

/// A backup may have been put back since, and a withdrawn device may not ask.
#[test]
fn a_withdrawn_device_asks_again_about_what_was_answered() {
    let device = level(&ModelDisk::new(1), &[(1, 4)]);
    let (one, two) = (commit(&device, 70), commit(&device, 71));
    let pushes = &device.server.pushes;
    pushes.borrow_mut().push_back(decided(&[one]));
    // the second answer is lost
    let lost = Err(Trouble::Server(Failure::Unreachable));
    assert_eq!(block_on(push(&device)), lost);
    pushes.borrow_mut().push_back(decided(&[one, two]));
    block_on(hand_in(&device)).expect("all of it is answered");
    let pushed = device.server.pushed.borrow();
    let last = pushed.last().expect("a push");
    let uids: Vec<Uid> = last.intentions.iter().map(|sent| sent.uid).collect();
    assert_eq!(uids, [one, two]);
}

#[test]
fn a_withdrawn_device_offers_what_it_only_keeps_for_a_restored_server() {
    let device = level(&ModelDisk::new(1), &[(1, 4)]);
    let uid = commit(&device, 70);
    let (pushes, pulls) = (&device.server.pushes, &device.server.pulls);
    pushes.borrow_mut().push_back(decided(&[uid]));
    assert_eq!(block_on(push(&device)), Ok(1));
    pulls
        .borrow_mut()
        .push_back(pulled(5, 6, &[20], &[(1, uid)]));
    assert_eq!(block_on(pull(&device)), Ok(Done::Level));
    assert!(waiting(&device).is_empty());
    pushes.borrow_mut().push_back(decided(&[uid]));
    block_on(hand_in(&device)).expect("the server says what it knows of it");
    let pushed = device.server.pushed.borrow();
    assert_eq!(pushed[1].intentions[0].uid, uid);
    assert_ne!(pushed[1].client, pushed[0].client, "under a new sender");
}

#[test]
fn what_another_tab_saved_meanwhile_is_handed_in_too() {
    let disk = ModelDisk::new(1);
    let other = level(&disk, &[(1, 4)]);
    let elsewhere = commit(&other, 70);
    let device = self::device(&disk);
    let here = commit(&device, 71);
    // this tab has never heard of the third
    let third = commit(&other, 72);
    device
        .server
        .pushes
        .borrow_mut()
        .push_back(decided(&[elsewhere, here, third]));
    block_on(hand_in(&device)).expect("all of it is answered");
    let pushed = device.server.pushed.borrow();
    let uids: Vec<Uid> = pushed[0].intentions.iter().map(|sent| sent.uid).collect();
    assert_eq!(uids, [elsewhere, here, third]);
}

#[test]
fn an_entry_without_an_answer_keeps_a_withdrawn_device_open() {
    let device = level(&ModelDisk::new(1), &[(1, 4)]);
    let (one, two) = (commit(&device, 70), commit(&device, 71));
    device.server.pushes.borrow_mut().push_back(decided(&[one]));
    assert_eq!(
        block_on(hand_in(&device)),
        Err(Trouble::Server(Failure::Unreachable))
    );
    assert_eq!(waiting(&device), [one.to_string(), two.to_string()]);
    assert!(block_on(device.store.append("late", b"")).is_ok());
}

#[test]
fn what_does_not_open_is_declared_by_a_withdrawn_device() {
    let device = level(&ModelDisk::new(1), &[(1, 4)]);
    block_on(device.store.append("no intention", b"garbled")).expect("the model keeps");
    device.server.pushes.borrow_mut().push_back(decided(&[]));
    block_on(hand_in(&device)).expect("the server has what is left of it");
    assert_eq!(device.server.pushed.borrow()[0].holes[0].seq, 1);
}

/// One of three for each request, and the line is cut after two of them.
#[test]
fn a_withdrawn_device_goes_on_from_the_last_answer() {
    let device = level(&ModelDisk::new(1), &[(1, 4)]);
    device.push_bytes.set(1);
    let uids = [70, 71, 72].map(|number| commit(&device, number));
    let [one, two, three] = uids;
    answers(&device, [decided(&[one]), decided(&[two])]);
    let cut = block_on(hand_in(&device));
    assert_eq!(cut, Err(Trouble::Server(Failure::Unreachable)));
    device.server.pushed.borrow_mut().clear();
    answers(&device, [decided(&[two]), decided(&[three])]);
    block_on(hand_in(&device)).expect("all of it is answered");
    assert_eq!(carried(&device), [vec![two], vec![three]]);
}

/// A clone that had the same numbers spoke to the restored server first: what it counts as used is not ours.
#[test]
fn a_withdrawn_device_asks_about_everything_when_its_last_answer_was_forgotten() {
    let device = level(&ModelDisk::new(1), &[(1, 4)]);
    device.push_bytes.set(1);
    let [one, two, three] = [70, 71, 72].map(|number| commit(&device, number));
    answers(&device, [decided(&[one]), decided(&[two])]);
    assert!(block_on(hand_in(&device)).is_err(), "the line is cut");
    device.server.pushed.borrow_mut().clear();
    let anew = [decided_at(9, &[two]), decided(&[three])];
    let again = [one, two, three].map(|uid| decided(&[uid]));
    answers(&device, anew.into_iter().chain(again));
    block_on(hand_in(&device)).expect("all of it is answered");
    let carried = carried(&device);
    assert_eq!(carried, [two, three, one, two, three].map(|uid| vec![uid]));
}

#[test]
fn a_withdrawn_device_asks_about_everything_when_an_answer_of_now_was_forgotten() {
    let device = level(&ModelDisk::new(1), &[(1, 4)]);
    device.push_bytes.set(1);
    let [one, two, three] = [70, 71, 72].map(|number| commit(&device, number));
    let before = [decided(&[one]), decided(&[two])];
    let gap = PushAnswer::Gap { expected: 2 };
    let again = [one, two, three].map(|uid| decided(&[uid]));
    answers(&device, before.into_iter().chain([gap]).chain(again));
    block_on(hand_in(&device)).expect("all of it is answered");
    let carried = carried(&device);
    let expected = [one, two, three, one, two, three].map(|uid| vec![uid]);
    assert_eq!(carried, expected);
}

/// Turned away again after it could work in between: there may have been another backup.
#[test]
fn a_device_that_could_pull_meanwhile_asks_about_everything_again() {
    let device = level(&ModelDisk::new(1), &[(1, 4)]);
    device.push_bytes.set(1);
    let (one, two) = (commit(&device, 70), commit(&device, 71));
    answers(&device, [decided(&[one])]);
    assert!(block_on(hand_in(&device)).is_err(), "the line is cut");
    answers(&device, [decided(&[two])]);
    let rounds = Rounds::new(0, 0.0);
    let answer = pulled(5, 6, &[20], &[]);
    device.server.pulls.borrow_mut().push_back(answer);
    block_on(rounds.round(&device, 1.0)).expect("it may work again");
    device.server.pushed.borrow_mut().clear();
    answers(&device, [decided(&[one]), decided(&[two])]);
    block_on(hand_in(&device)).expect("all of it is answered");
    assert_eq!(carried(&device), [vec![one], vec![two]]);
}

#[test]
fn settled_work_is_told_on_from_where_the_server_says() {
    let device = level(&ModelDisk::new(1), &[(1, 4)]);
    let uids = settled(&device, 70..73);
    device.push_bytes.set(1);
    let [one, two, three] = [uids[0], uids[1], uids[2]];
    let gap = |expected| PushAnswer::Gap { expected };
    answers(&device, [gap(1), decided(&[one])]);
    assert!(block_on(hand_in(&device)).is_err(), "the line is cut");
    answers(&device, [gap(2), decided(&[two]), decided(&[three])]);
    block_on(hand_in(&device)).expect("the server has all of it");
    let carried = carried(&device);
    let expected = [three, one, two, three, two, three].map(|uid| vec![uid]);
    assert_eq!(carried, expected);
}

#[test]
fn a_server_that_asks_for_the_same_again_and_again_is_left() {
    let device = level(&ModelDisk::new(1), &[(1, 4)]);
    settled(&device, 70..73);
    answers(&device, (0..9).map(|_| PushAnswer::Gap { expected: 1 }));
    let left = block_on(hand_in(&device));
    assert_eq!(left, Err(Trouble::Server(Failure::NotOurs)));
}

/// A restored server may know the record of a file and lack its bytes.
#[test]
fn a_withdrawn_device_asks_about_the_files_that_were_sent() {
    let device = level(&ModelDisk::new(1), &[(1, 4)]);
    let photo = vec![7; 500];
    let hash = block_on(add(&*device.store, &photo, Moment::EPOCH)).expect("the model keeps");
    block_on(crate::sync::filing::hand_in(&device)).expect("the server takes it");
    device.server.whole.borrow_mut().clear();
    device.server.arrived.borrow_mut().clear();
    block_on(hand_in(&device)).expect("the server has all of it");
    assert!(device.server.whole.borrow().contains(hash.as_str()));
}

/// The page read an entry before its row was damaged: it goes whole, and no hole is declared in its place.
#[test]
fn an_entry_that_the_page_still_has_whole_is_handed_in_as_it_is() {
    let disk = ModelDisk::new(1);
    let device = level(&disk, &[(1, 4)]);
    let uid = commit(&device, 70);
    let name = StoreName::new("acme", "ayşe");
    assert!(disk.flip_queue_entry(&name, 0).is_some());
    let row = block_on(device.store.queue()).expect("the model reads");
    assert!(matches!(row[0].body, Stored::Damaged(_)));
    answers(&device, [decided(&[uid])]);
    block_on(hand_in(&device)).expect("all of it is answered");
    let pushed = device.server.pushed.borrow();
    assert_eq!(pushed.len(), 1);
    assert!(pushed[0].holes.is_empty());
    assert_eq!(pushed[0].intentions[0].uid, uid);
}
