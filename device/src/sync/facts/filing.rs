//! Files go out whole whatever happens on the way, stay as long as somebody may ask for them again, and stop nothing else.

use super::*;
use crate::store::model::{Access, Database, Fate, Weather};
use crate::store::{FILE_PIECE, StoreName};
use crate::sync::filing::hand_in as send;
use crate::sync::filing::{UnsentFiles, add, has_unsent, hold, look, make_room_for, open};
use crate::sync::round::Rounds;
use crate::sync::session::Host;
use crate::sync::session::News;
use proptest::prelude::*;
use shared::attachments::{Attachment, ContentHash, Media, Parent};
use shared::calendar::Moment;
use shared::ids::{AccountId, UserId};
use shared::record::Record;
use shared::shelf::{Place, Shelf};
use shared::sync::wire::Row;
use std::cell::Cell;
use std::future::{Future, ready};
use std::pin::Pin;
use std::rc::Rc;

pub fn photo(bytes: usize) -> Vec<u8> {
    (0..bytes).map(|at| (at / 7) as u8).collect()
}

pub fn added(device: &Device, bytes: &[u8], day: i64) -> ContentHash {
    let now = Moment::from_milliseconds(day * 86_400_000);
    block_on(add(&*device.store, bytes, now)).expect("the model keeps")
}

/// An entry that waits and names the file.
pub fn names(device: &Device, number: u128, hash: &ContentHash) -> Uid {
    let entry = naming(device, number, hash);
    let uid = entry.uid;
    let bytes = serde_json::to_vec(&entry).expect("plain fields");
    let seq = block_on(device.store.append(&uid.to_string(), &bytes));
    let mut replica = device.host.replica.borrow_mut();
    let own = entry.sent_by(replica.client, seq.expect("the model keeps"));
    replica.reopen(own, false, &device.host.context());
    uid
}

fn naming(device: &Device, number: u128, hash: &ContentHash) -> Intention {
    let prepared = prepared(device, number, 0);
    let prepared = prepared.map_err(|refused| format!("{refused:?}"));
    let mut entry = prepared.expect("it applies").intention;
    entry.files = vec![hash.to_string()];
    entry.hash = entry.digest();
    entry
}

fn until_sent(device: &Device) {
    for _ in 0..20 {
        let _cut = block_on(send(device));
        if !block_on(has_unsent(&*device.store)).expect("the model reads") {
            return;
        }
    }
    panic!("it is never sent");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_file_goes_on_from_any_byte_at_which_the_line_was_cut(
        bytes in 1..3 * FILE_PIECE,
        cuts in prop::collection::vec(0..FILE_PIECE + 2, 0..6),
    ) {
        let disk = ModelDisk::new(1);
        let device = level(&disk, &[]);
        let file = photo(bytes);
        let hash = added(&device, &file, 1);
        for cut in cuts {
            device.server.cut_after.set(Some(cut));
            let _cut = block_on(send(&device));
        }
        device.server.cut_after.set(None);
        until_sent(&device);
        let arrived = device.server.arrived.borrow();
        prop_assert_eq!(arrived.get(hash.as_str()), Some(&file));
    }
}

#[test]
fn a_page_that_died_goes_on_where_the_server_stands() {
    let disk = ModelDisk::new(1);
    let file = photo(FILE_PIECE + 500);
    let first = level(&disk, &[]);
    let hash = added(&first, &file, 1);
    first.server.cut_after.set(Some(FILE_PIECE + 20));
    assert!(block_on(send(&first)).is_err());
    let second = device(&disk);
    second.server.arrived.swap(&first.server.arrived);
    until_sent(&second);
    assert_eq!(second.server.carried.get(), 480, "the rest and no more");
    assert!(second.server.whole.borrow().contains(hash.as_str()));
}

#[test]
fn a_file_is_to_send_until_it_is_there_and_its_record_has_an_outcome() {
    let disk = ModelDisk::new(1);
    let device = level(&disk, &[]);
    let hash = added(&device, &photo(500), 1);
    let uid = names(&device, 1, &hash);
    block_on(send(&device)).expect("it is sent");
    block_on(send(&device)).expect("nothing is due");
    assert_eq!(device.server.asked_where.get(), 1, "once while it waits");
    assert_eq!(block_on(has_unsent(&*device.store)), Ok(true));
    let answer = pulled(5, 6, &[], &[(1, uid)]);
    device.server.pulls.borrow_mut().push_back(answer);
    block_on(pull(&device)).expect("it is taken");
    // the server threw it away meanwhile
    device.server.whole.take();
    device.server.arrived.take();
    block_on(send(&device)).expect("it is sent again");
    assert!(device.server.whole.borrow().contains(hash.as_str()));
    assert_eq!(block_on(has_unsent(&*device.store)), Ok(false));
}

/// A browser closes the files' database at the first look into it, and nothing else.
struct ClosesFiles(Cell<bool>);

impl Weather for ClosesFiles {
    fn wait(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(ready(()))
    }

    fn fate(&self, database: Database, _: Access) -> Fate {
        match database == Database::Files && !self.0.replace(true) {
            true => Fate::Closes,
            false => Fate::Fine,
        }
    }
}

#[test]
fn files_go_on_after_the_browser_closed_their_database_alone() {
    let disk = ModelDisk::new(1);
    let mut device = level(&disk, &[]);
    let hash = added(&device, &photo(500), 1);
    let closes = Rc::new(ClosesFiles(Cell::new(false)));
    device.store = Rc::new(disk.open(StoreName::new("acme", "ayşe"), closes));
    block_on(send(&device)).expect("it stops nothing else");
    assert!(!device.server.whole.borrow().contains(hash.as_str()));
    block_on(send(&device)).expect("it is sent");
    assert!(device.server.whole.borrow().contains(hash.as_str()));
}

#[test]
fn a_restored_server_is_brought_the_file_that_its_backup_lacks() {
    let device = level(&ModelDisk::new(1), &[]);
    let hash = added(&device, &photo(500), 1);
    until_sent(&device);
    // its backup has the record, and was made before the bytes came
    device.server.whole.take();
    device.server.arrived.take();
    let offered = block_on(crate::sync::pulling::offer_again(&device));
    offered.expect("the model keeps");
    until_sent(&device);
    assert!(device.server.whole.borrow().contains(hash.as_str()));
}

#[test]
fn a_file_that_went_out_before_its_entry_is_asked_about_after_the_outcome() {
    let device = level(&ModelDisk::new(1), &[]);
    let hash = added(&device, &photo(500), 1);
    until_sent(&device);
    let uid = names(&device, 1, &hash);
    // a month without signal, and nobody claimed it
    device.server.whole.take();
    device.server.arrived.take();
    block_on(hold(&device)).expect("the model keeps");
    let answer = pulled(5, 6, &[], &[(1, uid)]);
    device.server.pulls.borrow_mut().push_back(answer);
    block_on(pull(&device)).expect("it is taken");
    until_sent(&device);
    assert!(device.server.whole.borrow().contains(hash.as_str()));
}

/// What is told of files, asked now.
fn told(device: &Device) -> UnsentFiles {
    block_on(look(device)).expect("the model reads");
    let news = device.host.news.borrow();
    let told = news.iter().rev().find_map(|news| match news {
        News::Files(unsent) => Some(unsent.clone()),
        _ => None,
    });
    told.expect("it is told")
}

#[test]
fn a_file_is_said_to_be_there_when_the_server_said_so_or_it_came_from_there() {
    let device = level(&ModelDisk::new(1), &[]);
    let theirs = photo(600);
    let hash = ContentHash::of(&theirs);
    assert_eq!(told(&device), UnsentFiles::default());
    let own = added(&device, &photo(500), 1);
    assert!(told(&device).brought.is_empty(), "it lies here alone");
    until_sent(&device);
    assert!(told(&device).brought.contains(own.as_str()));
    let arrived = &device.server.arrived;
    arrived.borrow_mut().insert(hash.to_string(), theirs);
    let opened = open(&*device.store, &device.server, &hash, 600, Moment::EPOCH);
    block_on(opened).expect("it is fetched");
    let both = [own.to_string(), hash.to_string()].into();
    assert_eq!(told(&device).brought, both);
    // a restored server may lack all of it
    let offered = block_on(crate::sync::pulling::offer_again(&device));
    offered.expect("the model keeps");
    assert!(told(&device).brought.is_empty());
}

#[test]
fn what_is_said_at_once_of_a_new_file_is_what_the_disk_says() {
    let device = level(&ModelDisk::new(1), &[]);
    let day = |number: i64| Moment::from_milliseconds(number * 86_400_000);
    added(&device, &photo(500), 3);
    until_sent(&device);
    let mut said = told(&device);
    for (bytes, at) in [(400, 5), (500, 4), (400, 5)] {
        let hash = added(&device, &photo(bytes), at);
        said.add(&hash, bytes as u64, day(at));
        let mut disk = told(&device);
        disk.files.sort();
        said.files.sort();
        said.files.iter_mut().for_each(|file| file.1 = 0);
        disk.files.iter_mut().for_each(|file| file.1 = 0);
        assert_eq!(said, disk);
    }
}

#[test]
fn a_long_file_takes_several_rounds() {
    let disk = ModelDisk::new(1);
    let device = level(&disk, &[]);
    added(&device, &photo(5 * FILE_PIECE), 1);
    block_on(send(&device)).expect("four pieces go");
    assert!(device.filing.borrow().has_more());
    let told = told(&device);
    let (sent, all) = (4 * FILE_PIECE as u64, 5 * FILE_PIECE as u64);
    assert_eq!((told.files[0].1, told.files[0].2), (sent, all));
    assert_eq!(told.oldest, Some(Moment::from_milliseconds(86_400_000)));
    block_on(send(&device)).expect("the last one goes");
    assert!(!device.filing.borrow().has_more());
}

#[test]
fn what_lies_here_alone_is_told_without_a_word_from_the_server() {
    let disk = ModelDisk::new(1);
    let hash = added(&level(&disk, &[]), &photo(500), 1);
    // another start of the page, far from any mast
    let device = device(&disk);
    block_on(look(&device)).expect("the model reads");
    let news = device.host.news.borrow();
    let waits = vec![(hash.to_string(), 0, 500)];
    let told = |news: &News| matches!(news, News::Files(unsent) if unsent.files == waits);
    assert!(news.iter().any(told));
    assert_eq!(device.server.asked_where.get(), 0);
}

#[test]
fn a_piece_that_does_not_open_stops_no_other_file() {
    let disk = ModelDisk::new(1);
    let device = level(&disk, &[]);
    let (damaged, whole) = (photo(500), photo(600));
    let damaged = added(&device, &damaged, 1);
    let whole = added(&device, &whole, 2);
    let name = StoreName::new("acme", "ayşe");
    let flipped = disk.flip_file_piece(&name, damaged.as_str(), 0);
    assert!(flipped.is_some());
    block_on(send(&device)).expect("the other one goes");
    assert!(device.server.whole.borrow().contains(whole.as_str()));
    let news = device.host.news.borrow();
    let stuck =
        |news: &News| matches!(news, News::Files(unsent) if unsent.stuck == [damaged.to_string()]);
    assert!(news.iter().any(stuck));
}

#[test]
fn old_copies_go_and_what_somebody_may_ask_for_stays() {
    let disk = ModelDisk::new(1);
    let device = level(&disk, &[]);
    let [oldest, newer, named, unsent] = [100, 200, 300, 400].map(photo);
    let hashes: Vec<ContentHash> = [&oldest, &newer, &named]
        .iter()
        .zip(1..)
        .map(|(file, day)| added(&device, file, day))
        .collect();
    until_sent(&device);
    let entry = naming(&device, 7, &hashes[2]);
    let bytes = serde_json::to_vec(&entry).expect("plain fields");
    block_on(device.store.append("named", &bytes)).expect("the model keeps");
    let unsent = added(&device, &unsent, 0);
    block_on(make_room_for(&device, 250)).expect("room is made");
    let here = |hash: &ContentHash| {
        let file = block_on(device.store.file(hash.as_str()));
        file.expect("the model reads").is_some()
    };
    assert!(!here(&hashes[0]) && here(&hashes[1]), "the oldest goes");
    assert!(here(&hashes[2]) && here(&unsent));
}

#[test]
fn a_file_is_fetched_once_and_only_if_it_is_the_one() {
    let disk = ModelDisk::new(1);
    let device = level(&disk, &[]);
    let file = photo(FILE_PIECE + 9);
    let (hash, length) = (ContentHash::of(&file), file.len() as u64);
    let fetch = || {
        block_on(open(
            &*device.store,
            &device.server,
            &hash,
            length,
            Moment::EPOCH,
        ))
    };
    let serve = |bytes: &[u8]| {
        let mut arrived = device.server.arrived.borrow_mut();
        arrived.insert(hash.to_string(), bytes.to_vec());
    };
    serve(&photo(9));
    assert_eq!(fetch(), Err(Trouble::Server(Failure::NotOurs)), "cut short");
    let mut other = file.clone();
    other[3] ^= 1;
    serve(&other);
    assert_eq!(fetch(), Err(Trouble::Server(Failure::NotOurs)), "another");
    serve(&file);
    assert_eq!(fetch(), Ok(file.clone()));
    device.server.arrived.take();
    assert_eq!(fetch(), Ok(file), "from here");
    assert_eq!(block_on(has_unsent(&*device.store)), Ok(false));
}

#[test]
fn signing_out_leaves_a_file_that_nobody_else_has() {
    let disk = ModelDisk::new(1);
    let device = level(&disk, &[]);
    let hash = added(&device, &photo(500), 1);
    let left = block_on(empty(&*device.store, &[]));
    assert_eq!(left, Ok(Emptied::QueueStays));
    let kept = block_on(device.store.file(hash.as_str()));
    assert_eq!(kept, Ok(Some(Stored::Whole(photo(500)))));
    until_sent(&device);
    let left = block_on(empty(&*device.store, &[]));
    assert_eq!(left, Ok(Emptied::NothingWaits));
}

#[test]
fn signing_out_leaves_no_file_that_the_server_has_unless_unsent_work_names_it() {
    let device = level(&ModelDisk::new(1), &[]);
    let on_server = added(&device, &photo(500), 1);
    let of_entry = added(&device, &photo(900), 1);
    until_sent(&device);
    names(&device, 1, &of_entry);
    let unsent = added(&device, &photo(700), 1);
    let left = block_on(empty(&*device.store, &[]));
    assert_eq!(left, Ok(Emptied::QueueStays));
    let files = block_on(device.store.files()).expect("the model reads");
    let left: BTreeSet<String> = files.into_iter().map(|head| head.hash).collect();
    let expected = [&unsent, &of_entry].map(ContentHash::to_string);
    assert_eq!(left, BTreeSet::from(expected));
    assert!(!left.contains(on_server.as_str()));
}

#[test]
fn a_withdrawn_device_brings_its_files_before_nothing_can_be_added() {
    let disk = ModelDisk::new(1);
    let device = level(&disk, &[]);
    let hash = added(&device, &photo(6 * FILE_PIECE), 1);
    let uid = names(&device, 1, &hash);
    device.server.pushes.borrow_mut().push_back(decided(&[uid]));
    device.server.cut_after.set(Some(FILE_PIECE + 20));
    let cut = block_on(hand_in(&device));
    assert_eq!(cut, Err(Trouble::Server(Failure::Unreachable)));
    let open = block_on(device.store.append("open", b"")).is_ok();
    assert!(open, "nothing is given up while a file is under way");
    let seen = device.server.pushed.borrow().len();
    assert_eq!(seen, 1, "what names it goes first");
    // what was answered before is asked about again
    device.server.pushes.borrow_mut().push_back(decided(&[uid]));
    device.server.pushes.borrow_mut().push_back(decided(&[]));
    block_on(hand_in(&device)).expect("all of it is there");
    assert!(device.server.whole.borrow().contains(hash.as_str()));
    let late = block_on(device.store.append("late", b""));
    assert_eq!(late, Err(StoreError::Wiped));
}

#[test]
fn a_file_that_is_not_taken_now_keeps_a_withdrawn_device_as_it_is() {
    let device = level(&ModelDisk::new(1), &[]);
    added(&device, &photo(500), 1);
    device.server.full.set(true);
    let full = block_on(hand_in(&device));
    assert_eq!(full, Err(Trouble::Server(Failure::TooSlow)));
    device.server.full.set(false);
    block_on(hand_in(&device)).expect("there is room again");
}

#[test]
fn a_file_that_nothing_handed_in_names_holds_no_withdrawn_device() {
    let device = level(&ModelDisk::new(1), &[]);
    let (unnamed, named) = (photo(500), photo(600));
    let unnamed = added(&device, &unnamed, 1);
    let named = added(&device, &named, 2);
    let refused = &device.server.refused;
    refused.borrow_mut().insert(unnamed.to_string());
    // it was refused before its entry was handed in
    refused.borrow_mut().insert(named.to_string());
    block_on(send(&device)).expect("both are refused");
    refused.borrow_mut().remove(named.as_str());
    block_on(hand_in(&device)).expect("the other one is there");
    assert!(device.server.whole.borrow().contains(named.as_str()));
}

#[test]
fn a_file_that_never_arrives_as_it_lies_here_keeps_a_withdrawn_device() {
    let device = level(&ModelDisk::new(1), &[]);
    let hash = added(&device, &photo(500), 1);
    device.server.mishears.set(true);
    let misheard = block_on(hand_in(&device));
    assert_eq!(misheard, Err(Trouble::Server(Failure::TooSlow)));
    device.server.mishears.set(false);
    block_on(hand_in(&device)).expect("it arrives");
    assert!(device.server.whole.borrow().contains(hash.as_str()));
}

#[test]
fn a_file_that_was_misheard_goes_out_again_later_each_time() {
    let device = level(&ModelDisk::new(1), &[]);
    let hash = added(&device, &photo(500), 1);
    device.server.mishears.set(true);
    let turns = |rounds: u32| {
        let before = device.server.carried.get();
        (0..rounds).for_each(|_| block_on(send(&device)).expect("nothing else is held up"));
        device.server.carried.get() > before
    };
    assert!(turns(1));
    let stuck = vec![hash.to_string()];
    assert_eq!(told(&device).stuck, stuck);
    assert_eq!([turns(1), turns(1)], [false, true]);
    assert_eq!([turns(3), turns(1)], [false, true]);
    device.server.mishears.set(false);
    assert_eq!([turns(7), turns(1)], [false, true]);
    assert!(device.server.whole.borrow().contains(hash.as_str()));
    assert!(told(&device).stuck.is_empty());
}

#[test]
fn a_piece_that_the_line_does_not_carry_is_tried_smaller() {
    let device = level(&ModelDisk::new(1), &[]);
    let file = photo(FILE_PIECE + 500);
    let hash = added(&device, &file, 1);
    device.server.carries.set(100_000);
    for _ in 0..4 {
        let slow = Err(Trouble::Server(Failure::TooSlow));
        assert_eq!(block_on(send(&device)), slow);
    }
    until_sent(&device);
    let arrived = device.server.arrived.borrow();
    assert_eq!(arrived.get(hash.as_str()), Some(&file));
}

#[test]
fn a_file_that_does_not_get_through_lets_the_others_go_first() {
    let device = level(&ModelDisk::new(1), &[]);
    let files = [photo(40_000), photo(41_000)].map(|file| added(&device, &file, 1));
    device.server.cut_after.set(Some(10));
    assert!(block_on(send(&device)).is_err(), "the line was cut");
    let first = device.server.arrived.borrow().keys().next().cloned();
    let first = first.expect("a piece of one");
    // once more, as soon as anything of this one is sent
    device.server.full.set(false);
    device.server.cut_after.set(Some(45_000));
    let _cut = block_on(send(&device));
    let whole = device.server.whole.borrow();
    let other = files.iter().find(|hash| hash.as_str() != first);
    assert!(whole.contains(other.expect("two of them").as_str()));
    assert_eq!(whole.len(), 1);
}

#[test]
fn a_file_that_does_not_get_through_is_no_failure_of_the_round_and_rests() {
    let device = level(&ModelDisk::new(1), &[]);
    added(&device, &photo(500), 1);
    let rounds = Rounds::new(0, 0.0);
    let round = |ticks_ms: f64| {
        let answer = pulled(5, 5, &[], &[]);
        device.server.pulls.borrow_mut().push_back(answer);
        block_on(rounds.round(&device, ticks_ms)).expect("records came and went");
        device.server.asked_where.get()
    };
    device.server.cut_after.set(Some(0));
    assert_eq!([round(1.0), round(2.0)], [1, 1], "it rests");
    assert_eq!(round(400_000.0), 2);
    assert_eq!(block_on(has_unsent(&*device.store)), Ok(false));
}

/// As the feed brings it: a record that names the file.
fn named_by_a_record(device: &Device, hash: &ContentHash, bytes: u64) {
    let record = Attachment {
        name: "type plate.jpg".to_owned(),
        on: Parent::Account(AccountId(id(1))),
        place: Place::default(),
        hash: hash.clone(),
        size_bytes: bytes,
        media: Media::Jpeg,
        added_by: UserId(id(2)),
        added_at: Moment::EPOCH,
        removed: None,
    };
    let row = Row {
        kind: Attachment::KIND.to_owned(),
        id: id(3),
        rev: 6,
        body: serde_json::to_value(record).ok(),
        on: vec![Shelf::everyone()],
    };
    let added = device.host.replica.borrow_mut().add_row(&row);
    assert_eq!(added, Ok(true));
}

#[test]
fn what_the_server_lost_it_gets_again() {
    let device = level(&ModelDisk::new(1), &[]);
    let hash = added(&device, &photo(500), 1);
    until_sent(&device);
    let lose = || {
        device.server.whole.borrow_mut().clear();
        device.server.arrived.borrow_mut().clear();
    };
    lose();
    let asked = device.server.asked_where.get();
    block_on(send(&device)).expect("nothing to do");
    assert_eq!(device.server.asked_where.get(), asked, "no record names it");
    named_by_a_record(&device, &hash, 500);
    block_on(send(&device)).expect("it asks");
    assert!(device.filing.borrow().has_more());
    until_sent(&device);
    assert!(device.server.whole.borrow().contains(hash.as_str()));
    // asked about again, and not sent
    let carried = device.server.carried.get();
    block_on(send(&device)).expect("it asks");
    assert_eq!(device.server.carried.get(), carried);
}
