//! What becomes of a call at each of its waits, and with each fate.

use super::*;
use Access::{Read, Write};
use Database::{Cache, Files, Queue};

#[test]
fn whoever_dies_before_it_happened_has_done_nothing() {
    let disk = ModelDisk::new(1);
    let (store, weather) = told(&disk);
    killed_after(&weather, 0, store.append("a", b"a"));
    assert_eq!(disk.holds(&name(), "a"), Held::No);
    assert_eq!(append(&store, "b"), Ok(1));
}

#[test]
fn whoever_dies_before_the_answer_has_done_it() {
    let disk = ModelDisk::new(1);
    let (store, weather) = told(&disk);
    killed_after(&weather, 1, store.append("a", b"a"));
    assert_eq!(disk.holds(&name(), "a"), Held::Waiting);
    assert_eq!(append(&tab(&disk), "a"), Ok(1), "and may say it again");
}

#[test]
fn an_aborted_write_wrote_nothing() {
    let disk = ModelDisk::new(1);
    let (store, weather) = told(&disk);
    weather.fates.borrow_mut().push_back(Fate::Aborts);
    assert!(matches!(append(&store, "a"), Err(StoreError::Aborted(_))));
    assert_eq!(disk.holds(&name(), "a"), Held::No);
    assert_eq!(append(&store, "a"), Ok(1));
}

#[test]
fn a_full_disk_takes_nothing_and_can_be_read() {
    let disk = ModelDisk::new(1);
    let (store, weather) = told(&disk);
    append(&store, "a").expect("it is calm");
    weather.fates.borrow_mut().extend([Fate::Quota; 2]);
    assert_eq!(append(&store, "b"), Err(StoreError::Quota));
    assert_eq!(block_on(store.queue()).map(|rows| rows.len()), Ok(1));
    assert_eq!(disk.waiting_uids(&name()), ["a"]);
}

/// Which transactions a call makes.
#[track_caller]
fn check<T>(call: impl AsyncFn(&ModelStore, Fence) -> T, wanted: &[(Database, Access)]) {
    let disk = ModelDisk::new(1);
    let (store, weather) = told(&disk);
    append(&store, "a").expect("it is calm");
    let fence = lead(&store);
    weather.asked.borrow_mut().clear();
    block_on(call(&store, fence));
    assert_eq!(*weather.asked.borrow(), wanted);
}

#[test]
fn a_call_makes_the_transactions_of_the_browser() {
    check(async |store, _| store.append_all(&[]).await, &[]);
    check(
        async |store, _| store.take_fence().await,
        &[(Queue, Write), (Cache, Write)],
    );
    let cleared = [(Queue, Read), (Queue, Write)];
    check(
        async |store, fence| store.drop_unreadable(fence, &[1]).await,
        &cleared,
    );
    let compacted = [(Cache, Read), (Cache, Read), (Cache, Write)];
    check(
        async |store, fence| store.compact_journal(fence).await,
        &compacted,
    );
    check(
        async |store, _| store.wipe().await,
        &[(Cache, Write), (Files, Write), (Queue, Write)],
    );
    check(async |store, _| store.files().await, &[(Files, Read)]);
    check(
        async |store, _| store.file_piece("abc", 0).await,
        &[(Files, Read)],
    );
    check(
        async |store, fence| store.reset_cache(fence).await,
        &[(Cache, Write)],
    );
    check(
        async |store, _| store.put_draft("offer/1", b"").await,
        &[(Queue, Write)],
    );
    check(async |store, _| store.revive().await, &[]);
}

#[test]
fn a_fence_may_be_known_to_the_queue_alone() {
    let disk = ModelDisk::new(1);
    let old = tab(&disk);
    let (new, weather) = told(&disk);
    let fence = lead(&old);
    killed_after(&weather, 2, new.take_fence());
    write(&old, fence, pull("a"));
    let refused = block_on(old.mark_settled(fence, &["a".to_owned()]));
    assert_eq!(refused, Ok(Fenced::Refused));
}

/// Two pieces become one unless something is done before the transaction with that many waits ahead of it.
#[track_caller]
fn compacts(waits: usize, meanwhile: impl Fn(&ModelStore, Fence), wanted: &[&str]) {
    let disk = ModelDisk::new(1);
    let (store, weather) = told(&disk);
    let fence = lead(&store);
    write(&store, fence, pull("a"));
    write(&store, fence, pull("b"));
    weather.waits.set(Some(waits));
    let mut compacting = Box::pin(store.compact_journal(fence));
    assert!(compacting.as_mut().now_or_never().is_none());
    meanwhile(&tab(&disk), fence);
    weather.waits.set(None);
    assert!(block_on(compacting).is_ok());
    assert_eq!(seen(&store), wanted);
}

#[test]
fn a_compaction_takes_and_brings_back_nothing_that_came_or_went_in_between() {
    for waits in 0..6 {
        let pulls = |store: &ModelStore, fence| write(store, fence, pull("c"));
        compacts(waits, pulls, &["a", "b", "c"]);
        let clears = |store: &ModelStore, fence| {
            let mut clear = pull("c");
            clear.drop_rows_through = Some(u64::MAX);
            clear.drop_settled_through = Some(u64::MAX);
            write(store, fence, clear);
        };
        compacts(waits, clears, &["c"]);
        let leads = |store: &ModelStore, _| _ = lead(store);
        compacts(waits, leads, &["a", "b"]);
    }
}

#[test]
fn clients_come_again_in_every_run_and_on_no_other_disk() {
    let client = |disk: &ModelDisk| block_on(tab(disk).client()).expect("it is calm");
    let disks = [ModelDisk::new(1), ModelDisk::new(1), ModelDisk::new(2)];
    let [one, again, other] = disks.each_ref().map(client);
    assert_eq!(one, again);
    assert_ne!(one, other);
    assert!(one.parse::<shared::ids::ClientId>().is_ok());
}
