//! How connections end: closed by the browser, deleted by another tab, evicted.

use super::*;

#[test]
fn a_closed_database_stays_closed_until_it_is_revived() {
    let disk = ModelDisk::new(1);
    let (store, weather) = told(&disk);
    append(&store, "a").expect("it is calm");
    weather.fates.borrow_mut().push_back(Fate::Closes);
    assert!(closed(append(&store, "b")));
    assert!(closed(append(&store, "b")) && closed(block_on(store.queue())));
    assert_eq!(
        block_on(store.block_heads()),
        Ok(vec![]),
        "the others go on"
    );
    assert_eq!(append(&tab(&disk), "c"), Ok(2), "in other tabs as well");
    block_on(store.revive());
    assert_eq!(append(&store, "b"), Ok(3));
}

#[test]
fn a_database_that_closed_too_late_has_done_what_it_was_told() {
    let disk = ModelDisk::new(1);
    let (store, weather) = told(&disk);
    weather.fates.borrow_mut().push_back(Fate::ClosesAfter);
    assert!(closed(append(&store, "a")) && closed(append(&store, "b")));
    assert_eq!(disk.waiting_uids(&name()), ["a"]);
    block_on(store.revive());
    assert_eq!(append(&store, "a"), Ok(1), "and may be told again");
}

#[test]
fn a_store_wiped_by_another_tab_is_dead_where_it_was_open() {
    let disk = ModelDisk::new(1);
    let (here, there) = (tab(&disk), tab(&disk));
    append(&there, "a").expect("it is calm");
    block_on(here.wipe()).expect("it is calm");
    for store in [&here, &there] {
        assert_eq!(append(store, "b"), Err(StoreError::Wiped));
        block_on(store.revive());
        assert_eq!(append(store, "b"), Err(StoreError::Wiped));
    }
    assert_eq!(disk.holds(&name(), "a"), Held::No);
}

/// A tab whose connection was lost hears nothing of it, and makes an empty store that nobody else can read.
#[test]
fn a_sleeping_tab_is_not_told_of_a_wipe() {
    let disk = ModelDisk::new(1);
    let (sleeping, weather) = told(&disk);
    let client = block_on(sleeping.client());
    weather.fates.borrow_mut().push_back(Fate::Closes);
    assert!(closed(block_on(sleeping.queue())));
    block_on(tab(&disk).wipe()).expect("it is calm");
    block_on(sleeping.revive());
    assert_eq!(append(&sleeping, "a"), Ok(1));
    assert_ne!(block_on(sleeping.client()), client);
    assert_eq!(disk.holds(&name(), "a"), Held::Damaged);
}

#[test]
fn a_wipe_cut_short_leaves_what_nobody_can_open_and_can_be_finished() {
    let disk = ModelDisk::new(1);
    let (store, weather) = told(&disk);
    append(&store, "a").expect("it is calm");
    killed_after(&weather, 2, store.wipe());
    let next = tab(&disk);
    let rows = block_on(next.queue()).expect("it is calm");
    assert!(rows[0].body.whole().is_none() && rows[0].uid == "a");
    drop(next);
    block_on(disk.forget(name(), Rc::new(Calm))).expect("it is calm");
    assert_eq!(disk.holds(&name(), "a"), Held::No);
    assert_eq!(append(&tab(&disk), "b"), Ok(1));
    assert_eq!(disk.holds(&name(), "b"), Held::Waiting);
}

#[test]
fn an_evicted_cache_is_empty_and_leaves_the_queue() {
    let disk = ModelDisk::new(1);
    let store = tab(&disk);
    append(&store, "a").expect("it is calm");
    let fence = lead(&store);
    write(&store, fence, pull("a").strictly());
    disk.evict_cache(&name());
    assert!(seen(&store).is_empty());
    assert_eq!(disk.waiting_uids(&name()), ["a"]);
    write(&store, fence, pull("b"));
    assert_eq!(seen(&tab(&disk)), ["b"]);
}

#[test]
fn after_everything_was_evicted_there_is_a_new_client() {
    let disk = ModelDisk::new(1);
    let store = tab(&disk);
    append(&store, "a").expect("it is calm");
    let client = block_on(store.client());
    drop(store);
    disk.evict_all(&name());
    assert_eq!(disk.holds(&name(), "a"), Held::No);
    let next = tab(&disk);
    assert_ne!(block_on(next.client()), client);
    assert_eq!(append(&next, "b"), Ok(1));
    assert_eq!(disk.holds(&name(), "b"), Held::Waiting);
}

#[test]
fn a_tab_that_outlives_the_eviction_writes_what_only_it_can_read() {
    let disk = ModelDisk::new(1);
    let old = tab(&disk);
    append(&old, "a").expect("it is calm");
    disk.evict_all(&name());
    assert_eq!(append(&old, "b"), Ok(1), "in a new queue");
    let rows = block_on(old.queue()).expect("it is calm");
    assert_eq!(rows[0].body, Stored::Whole(b"b".to_vec()));
    let rows = block_on(tab(&disk).queue()).expect("it is calm");
    assert_eq!(rows[0].body, Stored::Damaged(b"b".to_vec()));
}
