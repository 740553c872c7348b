//! What a power cut takes, and what a copy keeps.

use super::*;

/// Three relaxed pulls of which so many survive.
fn cut(keep: usize) -> Vec<String> {
    let disk = ModelDisk::new(1);
    let store = tab(&disk);
    let fence = lead(&store);
    write(&store, fence, CacheWrite::default().strictly());
    for word in ["a", "b", "c"] {
        write(&store, fence, pull(word));
    }
    let mut asked = Vec::new();
    disk.power_cut(|database, commits| {
        asked.push((database, commits));
        keep
    });
    assert_eq!(asked, [(Database::Cache, 3)]);
    seen(&tab(&disk))
}

#[test]
fn a_power_cut_takes_the_last_relaxed_commits_whole() {
    assert!(cut(0).is_empty());
    assert_eq!(cut(1), ["a"]);
    assert_eq!(cut(2), ["a", "b"]);
    assert_eq!(cut(99), ["a", "b", "c"]);
}

#[test]
fn what_was_strict_survives_with_all_that_was_before_it() {
    let disk = ModelDisk::new(1);
    let store = tab(&disk);
    let fence = lead(&store);
    write(&store, fence, pull("a"));
    write(&store, fence, pull("b").strictly());
    write(&store, fence, pull("c"));
    append(&store, "d").expect("it is calm");
    block_on(store.put_draft("offer/1", b"half")).expect("it is calm");
    assert_eq!(disk.durable_waiting(&name()), ["d"]);
    disk.power_cut(|_, _| 0);
    let store = tab(&disk);
    assert_eq!(seen(&store), ["a", "b"]);
    assert_eq!(disk.waiting_uids(&name()), ["d"]);
    let draft = Some(Stored::Whole(b"half".to_vec()));
    assert_eq!(block_on(store.draft("offer/1")), Ok(draft));
}

#[test]
fn what_is_strict_in_one_database_flushes_no_other() {
    let disk = ModelDisk::new(1);
    let store = tab(&disk);
    let fence = lead(&store);
    block_on(store.put_file("abc", b"", b"photo")).expect("it is calm");
    block_on(store.drop_file("abc")).expect("it is calm");
    write(&store, fence, pull("a"));
    append(&store, "b").expect("it is calm");
    block_on(store.put_draft("offer/1", b"half")).expect("it is calm");
    let mut asked = Vec::new();
    disk.power_cut(|database, commits| {
        asked.push((database, commits));
        0
    });
    // the fence was raised by a commit of its own
    assert_eq!(asked, [(Database::Cache, 2), (Database::Files, 1)]);
    let store = tab(&disk);
    assert!(seen(&store).is_empty());
    let photo = Some(Stored::Whole(b"photo".to_vec()));
    assert_eq!(block_on(store.file("abc")), Ok(photo));
}

#[test]
fn blocks_compaction_and_reset_are_taken_back_in_order() {
    let disk = ModelDisk::new(1);
    let store = tab(&disk);
    let fence = lead(&store);
    let blocks = vec![block("everyone|product|0")];
    write(
        &store,
        fence,
        CacheWrite {
            blocks,
            ..pull("a")
        },
    );
    write(&store, fence, pull("b").strictly());
    let mut change = pull("c");
    change.drop_blocks = vec!["everyone|product|0".to_owned()];
    change.blocks = vec![block("everyone|product|1")];
    write(&store, fence, change);
    let _ = block_on(store.compact_journal(fence)).expect("it is calm");
    let _ = block_on(store.reset_cache(fence)).expect("it is calm");
    write(&store, fence, pull("d"));
    assert_eq!(seen(&store), ["d"]);
    disk.power_cut(|_, commits| {
        assert_eq!(commits, 4);
        0
    });
    let store = tab(&disk);
    assert_eq!(seen(&store), ["a", "b"]);
    let heads = block_on(store.block_heads()).expect("it is calm");
    assert_eq!(heads[0].key, "everyone|product|0");
    assert_eq!(heads.len(), 1);
}

#[test]
fn after_a_power_cut_every_tab_is_dead() {
    let disk = ModelDisk::new(1);
    let (store, unused) = (tab(&disk), tab(&disk));
    append(&store, "a").expect("it is calm");
    disk.power_cut(|_, commits| commits);
    for dead in [&store, &unused] {
        block_on(dead.revive());
        assert!(closed(append(dead, "b")) && closed(block_on(dead.block_heads())));
        assert!(closed(block_on(dead.wipe())));
    }
    assert_eq!(append(&tab(&disk), "c"), Ok(2));
}

#[test]
fn nobody_is_told_after_the_power_was_cut() {
    let disk = ModelDisk::new(1);
    let (store, weather) = told(&disk);
    weather.waits.set(Some(1));
    let mut appending = Box::pin(store.append("a", b"a"));
    assert!(appending.as_mut().now_or_never().is_none());
    disk.power_cut(|_, _| 0);
    weather.waits.set(None);
    assert!(closed(block_on(appending)));
    assert_eq!(disk.waiting_uids(&name()), ["a"], "it was strict");
}

#[test]
fn the_oldest_of_many_relaxed_commits_is_safe() {
    let disk = ModelDisk::new(1);
    let store = tab(&disk);
    let fence = lead(&store);
    let words: Vec<String> = (10..90).map(|number| number.to_string()).collect();
    for word in &words {
        write(&store, fence, pull(word));
    }
    disk.power_cut(|_, _| 0);
    assert_eq!(seen(&tab(&disk)), words[..80 - 64]);
}

#[test]
fn a_copy_is_the_same_client_and_goes_its_own_way() {
    let disk = ModelDisk::new(1);
    let store = tab(&disk);
    append(&store, "a").expect("it is calm");
    let fence = lead(&store);
    write(&store, fence, pull("a"));
    let copy = disk.cloned();
    copy.power_cut(|_, _| panic!("all of a copy is on disk"));
    let other = tab(&copy);
    assert_eq!(block_on(other.client()), block_on(store.client()));
    assert_eq!(block_on(other.queue()), block_on(store.queue()));
    assert_eq!(seen(&other), ["a"]);
    assert_eq!(append(&store, "b"), Ok(2));
    assert_eq!(append(&other, "c"), Ok(2));
    assert_eq!(disk.waiting_uids(&name()), ["a", "b"]);
    assert_eq!(copy.waiting_uids(&name()), ["a", "c"]);
    copy.flip_queue_entry(&name(), 0);
    let held = |disk: &ModelDisk| disk.holds(&name(), "a");
    assert_eq!((held(&disk), held(&copy)), (Held::Waiting, Held::Damaged));
    let renewed = |store: &ModelStore| block_on(store.renew_client(lead(store)));
    assert_ne!(renewed(&store), renewed(&other));
}
