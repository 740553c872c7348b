//! Unsent work goes in a file from one device to another of the same person, and nothing happens twice.

use super::device::*;
use super::filing::{added, names, photo};
use crate::store::{LocalStore, ModelDisk, QueueRow, StoreError, StoreName, Stored};
use crate::sync::carried::{CarriedFile, FILE_LINE_BYTES, NotTaken, PHOTOS_BYTES_MAX, pack, read};
use crate::sync::carrying::{
    Gathered, GatheredFiles, TakenIn, gather, gather_files, keep_files, take_in,
};
use crate::sync::filing::{hand_in, has_unsent};
use crate::sync::pulling::{pull, trim};
use crate::sync::pushing::push;
use futures::executor::block_on;
use shared::calendar::Moment;
use shared::ids::{Id, Uid, UserId, WorkspaceId};
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

fn whose() -> (WorkspaceId, UserId) {
    (WorkspaceId::from_uuid(id(1)), UserId::from_uuid(id(2)))
}

fn files(device: &Device, bytes_max: u64) -> GatheredFiles {
    let work = copy(device).work;
    block_on(gather_files(&*device.store, &work, bytes_max)).expect("the model reads")
}

/// A copy with its files, under a seal that leaves everything as it is.
fn saved(device: &Device) -> Vec<u8> {
    let files = files(device, PHOTOS_BYTES_MAX).files;
    let packed = pack(whose(), Moment::EPOCH, &copy(device).work, &files);
    [packed.clear, packed.inside].concat()
}

/// How many files of a copy were new here.
fn brought(device: &Device, copy: &[u8]) -> Result<usize, NotTaken> {
    let closed = read(copy)?;
    let inside = closed.inside(closed.sealed)?;
    taken(device, inside.work);
    let kept = block_on(keep_files(&*device.store, &inside.files));
    Ok(kept.expect("the model keeps").len())
}

fn hashes(files: &[CarriedFile<'_>]) -> Vec<String> {
    files.iter().map(|file| file.hash.to_string()).collect()
}

#[test]
fn a_photo_goes_with_its_work_and_out_from_the_other_device() {
    let first = level(&ModelDisk::new(1), &[]);
    let hash = added(&first, &photo(500), 1);
    let uid = names(&first, 1, &hash);
    let copy = saved(&first);
    let second = level(&ModelDisk::new(2), &[]);
    assert_eq!(brought(&second, &copy), Ok(1));
    assert_eq!(waiting(&second), [uid.to_string()]);
    assert_eq!(block_on(has_unsent(&*second.store)), Ok(true));
    block_on(hand_in(&second)).expect("it is sent");
    let arrived = second.server.arrived.borrow();
    assert_eq!(arrived.get(hash.as_str()), Some(&photo(500)));
    drop(arrived);
    assert_eq!(brought(&second, &copy), Ok(0), "nothing comes in twice");
    assert_eq!(brought(&first, &copy), Ok(0), "where it came from");
}

#[test]
fn a_photo_whose_record_went_out_before_it_goes_alone() {
    let first = level(&ModelDisk::new(1), &[]);
    let hash = added(&first, &photo(500), 1);
    let second = level(&ModelDisk::new(2), &[]);
    assert_eq!(brought(&second, &saved(&first)), Ok(1));
    block_on(hand_in(&second)).expect("it is sent");
    assert!(second.server.whole.borrow().contains(hash.as_str()));
    // what the server has is in no copy
    assert!(files(&second, PHOTOS_BYTES_MAX).files.is_empty());
}

#[test]
fn a_copy_that_was_cut_or_changed_brings_nothing() {
    let first = level(&ModelDisk::new(1), &[]);
    names(&first, 1, &added(&first, &photo(500), 1));
    let copy = saved(&first);
    let second = level(&ModelDisk::new(2), &[]);
    let mut changed = copy.clone();
    changed[copy.len() - 7] ^= 1;
    for damaged in [&copy[..copy.len() - 1], &changed] {
        assert_eq!(brought(&second, damaged), Err(NotTaken::Damaged));
    }
    assert!(waiting(&second).is_empty());
    assert_eq!(block_on(second.store.files()), Ok(Vec::new()));
}

#[test]
fn what_finds_no_room_is_left_out_and_counted() {
    let first = level(&ModelDisk::new(1), &[]);
    let [small, large, named] = [100, 900, 300].map(photo);
    let small = added(&first, &small, 2);
    added(&first, &large, 1);
    let named = added(&first, &named, 3);
    names(&first, 1, &named);
    let gathered = files(&first, 400 + 2 * FILE_LINE_BYTES);
    let carried = [named.to_string(), small.to_string()];
    assert_eq!(hashes(&gathered.files), carried, "what is named first");
    assert_eq!(gathered.left_out, 1);
    assert_eq!(files(&first, PHOTOS_BYTES_MAX).left_out, 0);
}

#[test]
fn a_photo_that_does_not_open_is_counted_and_a_copy_mends_it() {
    let (disk, other) = (ModelDisk::new(1), ModelDisk::new(2));
    let first = level(&disk, &[]);
    let hash = added(&first, &photo(500), 1);
    names(&first, 1, &hash);
    let copy = saved(&first);
    disk.flip_file_piece(&name(), hash.as_str(), 0)
        .expect("it lies there");
    let gathered = files(&first, PHOTOS_BYTES_MAX);
    assert_eq!((gathered.files.len(), gathered.left_out), (0, 1));
    // one that is not here at all is missing in the copy as well
    let second = level(&other, &[]);
    taken(&second, self::copy(&first).work);
    assert_eq!(files(&second, PHOTOS_BYTES_MAX).left_out, 1);
    assert_eq!(brought(&first, &copy), Ok(1));
    let here: Result<_, StoreError> = block_on(first.store.file(hash.as_str()));
    assert_eq!(here, Ok(Some(Stored::Whole(photo(500)))));
}
