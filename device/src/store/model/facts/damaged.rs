//! What lies damaged is said, can be declared and dropped, and spoils nothing beside it.

use super::*;

#[test]
fn a_flipped_entry_is_damaged_and_can_be_dropped_by_number() {
    let disk = ModelDisk::new(1);
    let store = tab(&disk);
    for uid in ["a", "b", "c"] {
        append(&store, uid).expect("it is calm");
    }
    assert_eq!(disk.flip_queue_entry(&name(), 1).as_deref(), Some("b"));
    assert_eq!(disk.flip_queue_entry(&name(), 3), None);
    assert_eq!(disk.holds(&name(), "b"), Held::Damaged);
    let rows = block_on(store.queue()).expect("it is calm");
    assert_eq!(rows[1].body, Stored::Damaged(b"c".to_vec()));
    assert_eq!((rows[1].seq, rows[1].uid.as_str()), (2, "b"));
    disk.flip_queue_entry(&name(), 2);
    let fence = lead(&store);
    let dropped = block_on(store.drop_unreadable(fence, &[1, 2, 9]));
    assert_eq!(dropped, Ok(Fenced::Done(1)));
    assert_eq!(disk.waiting_uids(&name()), ["a", "c"], "c was not named");
    assert_eq!(append(&store, "b"), Ok(4), "its number is not used again");
}

#[test]
fn a_deposed_leader_drops_no_damaged_entry() {
    let disk = ModelDisk::new(1);
    let store = tab(&disk);
    append(&store, "a").expect("it is calm");
    disk.flip_queue_entry(&name(), 0);
    let old = lead(&store);
    lead(&tab(&disk));
    let refused = block_on(store.drop_unreadable(old, &[1]));
    assert_eq!(refused, Ok(Fenced::Refused));
    assert_eq!(disk.waiting_uids(&name()), ["a"]);
}

#[test]
fn a_closed_queue_still_lets_damaged_entries_go() {
    let disk = ModelDisk::new(1);
    let store = tab(&disk);
    append(&store, "a").expect("it is calm");
    append(&store, "b").expect("it is calm");
    disk.flip_queue_entry(&name(), 0);
    let fence = lead(&store);
    let named = ["a".to_owned(), "b".to_owned()];
    assert_eq!(
        block_on(store.close_queue(fence, &named)),
        Ok(Fenced::Done(true))
    );
    let dropped = block_on(store.drop_unreadable(fence, &[1, 2]));
    assert_eq!(dropped, Ok(Fenced::Done(1)));
}

#[test]
fn a_damaged_entry_is_settled_by_its_name_and_stays_damaged() {
    let disk = ModelDisk::new(1);
    let store = tab(&disk);
    append(&store, "a").expect("it is calm");
    disk.flip_queue_entry(&name(), 0);
    let fence = lead(&store);
    let marked = block_on(store.mark_settled(fence, &["a".to_owned()]));
    assert_eq!(marked, Ok(Fenced::Done(1)));
    assert_eq!(disk.holds(&name(), "a"), Held::Damaged);
    let dropped = block_on(store.drop_unreadable(fence, &[1]));
    assert_eq!(
        dropped,
        Ok(Fenced::Done(0)),
        "what is settled does not wait"
    );
}

#[test]
fn a_lost_entry_keeps_its_name_wherever_it_goes() {
    let disk = ModelDisk::new(1);
    let store = tab(&disk);
    append(&store, "a").expect("it is calm");
    append(&store, "b").expect("it is calm");
    assert_eq!(disk.lose_queue_entry(&name(), 0).as_deref(), Some("a"));
    let listed = || {
        let rows = block_on(store.queue()).expect("it is calm").into_iter();
        let rows = rows.map(|row| (row.seq, row.uid, row.settled, row.body));
        rows.collect::<Vec<_>>()
    };
    let lost = |seq, settled| (seq, "a".to_owned(), settled, Stored::Damaged(Vec::new()));
    assert_eq!(listed()[0], lost(1, false));
    let fence = lead(&store);
    let _ = block_on(store.renew_client(fence)).expect("it is calm");
    assert_eq!(listed()[0], lost(1, false));
    let marked = block_on(store.mark_settled(fence, &["a".to_owned()]));
    assert_eq!(marked, Ok(Fenced::Done(1)));
    assert_eq!(listed()[1], lost(1, true));
    let _ = block_on(store.offer_again(fence)).expect("it is calm");
    assert_eq!(listed()[0], lost(1, false));
}

#[test]
fn an_entry_whose_name_is_gone_keeps_its_number_and_its_place() {
    let disk = ModelDisk::new(1);
    let store = tab(&disk);
    append(&store, "a").expect("it is calm");
    append(&store, "b").expect("it is calm");
    assert_eq!(disk.garble_queue_entry(&name(), 0).as_deref(), Some("a"));
    assert_eq!(disk.holds(&name(), "a"), Held::No);
    let rows = block_on(store.queue()).expect("it is calm");
    assert_eq!((rows[0].seq, rows[0].uid.as_str()), (1, ""));
    let fence = lead(&store);
    let _ = block_on(store.renew_client(fence)).expect("it is calm");
    assert_eq!(append(&store, "a"), Ok(3));
    assert_eq!(append(&store, "b"), Ok(2));
}

#[test]
fn a_flipped_block_is_damaged_alone() {
    let disk = ModelDisk::new(1);
    let store = tab(&disk);
    let fence = lead(&store);
    let blocks = vec![block("everyone|product|0"), block("everyone|product|1")];
    write(
        &store,
        fence,
        CacheWrite {
            blocks,
            ..CacheWrite::default()
        },
    );
    let flipped = disk.flip_block(&name(), 0);
    assert_eq!(flipped.as_deref(), Some("everyone|product|0"));
    let rows = block_on(store.blocks("")).expect("it is calm");
    assert_eq!(rows[0].body, Stored::Damaged(vec![]));
    assert_eq!(rows[1].body, Stored::Whole(b"everyone|product|1".to_vec()));
    let blocks = vec![block("everyone|product|0")];
    write(
        &store,
        fence,
        CacheWrite {
            blocks,
            ..CacheWrite::default()
        },
    );
    let rows = block_on(store.blocks("")).expect("it is calm");
    assert!(rows[0].body.whole().is_some(), "fetched again, it is whole");
}

#[test]
fn a_flipped_piece_of_the_journal_is_counted_and_never_compacted() {
    let disk = ModelDisk::new(1);
    let store = tab(&disk);
    let fence = lead(&store);
    write(&store, fence, pull("a"));
    write(&store, fence, pull("b"));
    assert!(disk.flip_journal(&name(), 0).is_some());
    let _ = block_on(store.compact_journal(fence)).expect("it is calm");
    let journal = block_on(store.journal()).expect("it is calm");
    assert_eq!((journal.damaged, journal.rows.len()), (1, 1));
    assert_eq!(journal.rows[0].id, "b");
}

#[test]
fn a_flipped_cursor_is_damaged_until_it_is_written_again() {
    let disk = ModelDisk::new(1);
    let store = tab(&disk);
    let fence = lead(&store);
    write(&store, fence, pull("a"));
    assert_eq!(disk.flip_meta(&name(), 0).as_deref(), Some("cursor"));
    let cursor = block_on(store.meta("cursor")).expect("it is calm");
    assert_eq!(cursor, Some(Stored::Damaged(b"`".to_vec())));
    write(&store, fence, pull("b"));
    assert_eq!(seen(&store), ["a", "b"]);
}
