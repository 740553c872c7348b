//! The filter of all serials comes, grows, is thrown away when it is damaged, and stops nothing else.

use super::*;
use crate::store::Stored;
use crate::sync::session::News;
use crate::sync::shipped::{Following, held};
use shared::calendar::Moment;
use shared::serials::{SerialFilter, SerialMark};
use shared::sync::Cursor;
use shared::sync::shipped::{Brings, Letter};

const MINUTE: f64 = 60_000.0;

fn whole(to: u64, keys: &[&str]) -> Letter {
    let mut filter = SerialFilter::for_count(keys.len() as u64);
    keys.iter().for_each(|key| filter.add(key));
    letter(to, Brings::Filter(filter))
}

fn since(from: u64, to: u64, keys: &[&str]) -> Letter {
    let from = cursor(from);
    let marks = keys.iter().map(|key| SerialMark::of(key)).collect();
    letter(to, Brings::Since { from, marks })
}

fn letter(to: u64, brings: Brings) -> Letter {
    Letter {
        to: cursor(to),
        as_of: Moment::from_milliseconds(to as i64),
        brings,
    }
}

fn answers(device: &Device, bytes: Vec<u8>) {
    device.server.letters.borrow_mut().push_back(bytes);
}

fn follow(device: &Device, following: &Following, minute: f64) -> Result<(), Trouble> {
    block_on(following.follow(device, minute * MINUTE))
}

fn ever(device: &Device, key: &str) -> Option<bool> {
    let held = block_on(held(&*device.store)).expect("the model reads");
    held.map(|held| held.ever(key))
}

fn asked(device: &Device) -> Vec<Cursor> {
    device.server.asked_from.borrow().clone()
}

#[test]
fn it_is_asked_for_at_once_and_then_now_and_then() {
    let device = device(&ModelDisk::new(1));
    let following = Following::default();
    answers(&device, whole(5, &["VK30-1"]).to_bytes());
    follow(&device, &following, 0.0).expect("it comes");
    assert_eq!(ever(&device, "VK30-1"), Some(true));
    assert_eq!(ever(&device, "VK30-2"), Some(false));
    assert_eq!(*device.host.news.borrow(), [News::Shipped]);
    follow(&device, &following, 14.0).expect("not yet");
    assert_eq!(asked(&device).len(), 1);
    answers(&device, since(5, 9, &["VK30-2"]).to_bytes());
    follow(&device, &following, 15.0).expect("it grows");
    assert_eq!(ever(&device, "VK30-2"), Some(true));
    following.want();
    answers(&device, since(9, 9, &[]).to_bytes());
    follow(&device, &following, 17.0).expect("somebody is about to leave");
    assert_eq!(asked(&device), [Cursor::default(), cursor(5), cursor(9)]);
}

#[test]
fn another_start_of_the_page_goes_on_from_the_disk() {
    let disk = ModelDisk::new(1);
    let first = device(&disk);
    answers(&first, whole(5, &["VK30-1"]).to_bytes());
    follow(&first, &Following::default(), 0.0).expect("it comes");
    let second = device(&disk);
    assert_eq!(ever(&second, "VK30-1"), Some(true));
    answers(&second, since(5, 6, &[]).to_bytes());
    follow(&second, &Following::default(), 0.0).expect("nothing new");
    assert_eq!(asked(&second), [cursor(5)]);
}

#[test]
fn a_damaged_one_is_thrown_away_and_fetched_anew() {
    let device = device(&ModelDisk::new(1));
    answers(&device, whole(5, &["VK30-1"]).to_bytes());
    follow(&device, &Following::default(), 0.0).expect("it comes");
    let stored = block_on(device.store.meta("shipped")).expect("the model reads");
    let Some(Stored::Whole(mut bytes)) = stored else {
        panic!("it lies in the cache");
    };
    *bytes.last_mut().expect("it has bytes") ^= 1;
    let damage = CacheWrite {
        meta: vec![("shipped".to_owned(), bytes)],
        ..CacheWrite::default()
    };
    block_on(device.write(damage)).expect("the model keeps");
    assert_eq!(
        ever(&device, "VK30-1"),
        None,
        "better nothing than a wrong no"
    );
    answers(&device, whole(6, &["VK30-1"]).to_bytes());
    follow(&device, &Following::default(), 0.0).expect("it comes");
    assert_eq!(asked(&device)[1], Cursor::default());
    assert_eq!(ever(&device, "VK30-1"), Some(true));
}

#[test]
fn what_is_not_ours_changes_nothing_and_is_asked_for_later() {
    let device = device(&ModelDisk::new(1));
    let following = Following::default();
    answers(&device, whole(5, &["VK30-1"]).to_bytes());
    follow(&device, &following, 0.0).expect("it comes");
    let strange = [b"<html>".to_vec(), since(4, 9, &["VK30-2"]).to_bytes()];
    for (minute, bytes) in [16.0, 17.0].into_iter().zip(strange) {
        answers(&device, bytes);
        let refused = follow(&device, &following, minute);
        assert_eq!(refused, Err(Trouble::Server(Failure::NotOurs)));
        follow(&device, &following, minute + 0.9).expect("not at once");
    }
    follow(&device, &following, 18.5).expect("later after each");
    assert_eq!(ever(&device, "VK30-1"), Some(true));
    assert_eq!(ever(&device, "VK30-2"), Some(false));
    assert_eq!(asked(&device).len(), 3);
}

#[test]
fn a_tab_that_lost_the_lead_leaves_it_as_it_is_and_signing_out_forgets_it() {
    let disk = ModelDisk::new(1);
    let (old, new) = (device(&disk), device(&disk));
    answers(&old, whole(5, &["VK30-1"]).to_bytes());
    let deposed = follow(&old, &Following::default(), 0.0);
    assert_eq!(deposed, Err(Trouble::Deposed));
    assert_eq!(ever(&new, "VK30-1"), None);
    answers(&new, whole(5, &["VK30-1"]).to_bytes());
    follow(&new, &Following::default(), 0.0).expect("it comes");
    commit(&new, 1);
    let emptied = block_on(empty(&*new.store, &[]));
    assert_eq!(emptied, Ok(Emptied::QueueStays));
    assert_eq!(ever(&new, "VK30-1"), None);
}
