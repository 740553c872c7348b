//! One moment: what a batch wrote is read back whole, a snapshot stays where it is, workspaces never mix.

use super::samples::*;
use crate::db::*;
use std::collections::BTreeSet;
use uuid::Uuid;

pub async fn a_batch_is_read_back_whole((first, second): Two<'_>) {
    let workspace = new_workspace(first).await;
    let client = Uuid::new_v4();
    let ids: Vec<Uuid> = (0..5_000).map(|_| Uuid::new_v4()).collect();
    let sent = intention(client, 1, 1);
    let uid = sent.uid;
    write(first, workspace, |revision| {
        let mut made = batch(revision);
        for (number, id) in ids.iter().enumerate() {
            made.records
                .push(record(*id, revision, &number.to_string()));
            made.places.push(place("everyone", *id, revision, true));
            made.keys.push(RecordKeys {
                kind: "thing".into(),
                id: *id,
                keys: vec![RecordKey {
                    key: "code".into(),
                    value: format!("T-{number}"),
                    only_one: true,
                }],
            });
        }
        made.sums.push(ShelfSum {
            shelf: "everyone".into(),
            count: 5_000,
            sum: -7,
        });
        made.intentions.push(sent);
        made.numbers.push(ClientNumber {
            client,
            seq: 1,
            uid,
        });
        made
    })
    .await;
    let mut snapshot = second.snapshot(workspace).await.expect("snapshot");
    assert_eq!(snapshot.head().chain, "chain 1");
    let keys = (0..5_000).map(|number| KeyWanted {
        kind: "thing".into(),
        key: "code".into(),
        value: format!("T-{number}"),
    });
    let wanted = Wanted {
        records: vec![("thing".into(), ids[7])],
        keys: keys.collect(),
    };
    let loaded = snapshot.load(&wanted).await.expect("loaded");
    assert_eq!(
        loaded.records.len(),
        5_000,
        "every record is found by key, and once"
    );
    assert_eq!(loaded.matches.len(), 5_000);
    let sums = snapshot
        .shelf_sums(&["everyone".into()])
        .await
        .expect("sums");
    assert_eq!((sums[0].count, sums[0].sum), (5_000, -7));
    let settled = snapshot.settled(client, 1).await.expect("settled");
    assert_eq!((settled.len(), settled[0].uid), (1, uid));
    assert_eq!(
        snapshot.decided(&[uid]).await.expect("decided")[0].hash,
        "hash 1"
    );
    assert_eq!(
        snapshot.chain_at(1).await.expect("chain").as_deref(),
        Some("chain 1")
    );
    assert_eq!(snapshot.log(0, 10).await.expect("log").len(), 1);
    assert_eq!(snapshot.decided_at(1).await.expect("moment"), Some(2));
    assert_eq!(snapshot.backed_up(client).await.expect("asked"), None);
    let mut writer = first.begin_writer(workspace).await.expect("writer");
    let authors = writer.authors(&[1, 7]).await.expect("asked");
    let author = Author {
        revision: 1,
        author: Uuid::nil(),
        decided_at: 2,
    };
    assert_eq!(authors, [author], "nobody decided 7");
    drop(writer);
    first.note_backup(workspace, 1).await.expect("noted");
    let mut later = second.snapshot(workspace).await.expect("snapshot");
    let backed_up = later.backed_up(client).await.expect("asked");
    let stranger = later.backed_up(Uuid::new_v4()).await.expect("asked");
    assert_eq!((backed_up, stranger), (Some(1), None));
    let after = snapshot
        .records_after("", Uuid::nil(), 100)
        .await
        .expect("records");
    assert_eq!(after.len(), 100);
}

pub async fn a_snapshot_stays_at_its_moment((first, second): Two<'_>) {
    let workspace = new_workspace(first).await;
    let id = Uuid::new_v4();
    let change = |text: &'static str| {
        move |revision: i64| Batch {
            records: vec![record(id, revision, text)],
            places: vec![place("everyone", id, revision, true)],
            ..batch(revision)
        }
    };
    write(first, workspace, change("old")).await;
    let mut snapshot = second.snapshot(workspace).await.expect("snapshot");
    write(first, workspace, change("new")).await;
    let loaded = snapshot.load(&by_id(id)).await.expect("loaded");
    assert_eq!(
        loaded.records[0].body, "old",
        "a snapshot saw a later commit"
    );
    let feed = snapshot
        .feed(&["everyone".into()], 0, places(10))
        .await
        .expect("feed");
    let Feed::Rows(rows) = feed else {
        panic!("one row is not too many")
    };
    assert_eq!(
        (rows[0].revision, rows[0].body.as_deref()),
        (1, Some("old"))
    );
    assert_eq!(snapshot.head().revision, 1);
}

pub async fn the_feed_names_arrivals_changes_and_removals((first, _): Two<'_>) {
    let workspace = new_workspace(first).await;
    let (moved, both) = (Uuid::new_v4(), Uuid::new_v4());
    write(first, workspace, |revision| Batch {
        records: vec![record(moved, revision, "m"), record(both, revision, "b")],
        places: vec![
            place("north", moved, revision, true),
            place("north", both, revision, true),
            place("south", both, revision, true),
        ],
        ..batch(revision)
    })
    .await;
    write(first, workspace, |revision| Batch {
        records: vec![record(moved, revision, "m2")],
        places: vec![
            place("north", moved, revision, false),
            place("south", moved, revision, true),
        ],
        ..batch(revision)
    })
    .await;
    let read = |shelves: Vec<String>, after: i64, limit: usize| async move {
        let mut snapshot = first.snapshot(workspace).await.expect("snapshot");
        let feed = snapshot.feed(&shelves, after, places(limit)).await;
        feed.expect("feed")
    };
    let row = |id, revision, body: Option<&str>, on: &[&str]| FeedRow {
        kind: "thing".into(),
        id,
        revision,
        body: body.map(str::to_owned),
        on: on.iter().map(|shelf| (*shelf).to_owned()).collect(),
    };
    let (north, south) = ("north".to_owned(), "south".to_owned());
    assert_eq!(
        read(vec![north.clone()], 1, 9).await,
        Feed::Rows(vec![row(moved, 2, None, &[])])
    );
    assert_eq!(
        read(vec![north.clone(), south.clone()], 0, 9).await,
        Feed::Rows(vec![
            row(both, 1, Some("b"), &["north", "south"]),
            row(moved, 2, Some("m2"), &["south"])
        ]),
    );
    assert_eq!(read(vec![north.clone(), south], 0, 3).await, Feed::TooMany);
    first
        .forget_removals(workspace, 2)
        .await
        .expect("forgotten");
    let rows = read(vec![north], 1, 9).await;
    assert_eq!(rows, Feed::Rows(Vec::new()), "the mark is gone");
    let snapshot = first.snapshot(workspace).await.expect("snapshot");
    assert_eq!(snapshot.head().feed_floor, 2, "older cursors must be told");
}

/// What left is named without its body, and weighs nothing.
pub async fn a_feed_is_weighed_and_so_is_a_shelf((first, second): Two<'_>) {
    let workspace = new_workspace(first).await;
    let (long, left) = (Uuid::new_v4(), Uuid::new_v4());
    write(first, workspace, |revision| Batch {
        records: vec![
            record(long, revision, "žž"),
            record(left, revision, "12345"),
        ],
        places: vec![
            place("north", long, revision, true),
            place("south", long, revision, true),
            place("north", left, revision, false),
        ],
        ..batch(revision)
    })
    .await;
    let shelves = ["north".to_owned(), "south".to_owned()];
    let mut snapshot = second.snapshot(workspace).await.expect("snapshot");
    for (bytes, is_told) in [(3, false), (4, true)] {
        let limit = FeedLimit { places: 9, bytes };
        let feed = snapshot.feed(&shelves, 0, limit).await.expect("feed");
        assert_eq!(matches!(feed, Feed::Rows(_)), is_told, "{bytes} bytes");
    }
    drop(snapshot);
    let mut writer = first.begin_writer(workspace).await.expect("writer");
    let told = [
        ("thing", "", 1, 4),
        ("thing", "ž", 1, 4),
        ("thing", "\"left\"", 0, 0),
        ("other", "", 0, 0),
    ];
    for (kind, text, count, bytes) in told {
        let extent = writer.extent("north", kind, text).await.expect("asked");
        assert_eq!(extent, Extent { count, bytes }, "{kind} with {text}");
    }
}

pub async fn workspaces_never_mix((first, _): Two<'_>) {
    let (mine, theirs) = (new_workspace(first).await, new_workspace(first).await);
    let id = Uuid::new_v4();
    for (workspace, text) in [(mine, "mine"), (theirs, "theirs")] {
        write(first, workspace, |revision| Batch {
            records: vec![record(id, revision, text)],
            places: vec![place("everyone", id, revision, true)],
            ..batch(revision)
        })
        .await;
    }
    assert_eq!(body(first, mine, id).await.as_deref(), Some("mine"));
    assert_eq!(body(first, theirs, id).await.as_deref(), Some("theirs"));
    let unknown = first.snapshot(Uuid::new_v4()).await;
    assert!(matches!(unknown, Err(DbError::NoWorkspace)));
}

/// Many records may carry one key: it is asked for once, and of a record only what it carries itself is told.
pub async fn a_shared_key_is_told_once((first, second): Two<'_>) {
    let workspace = new_workspace(first).await;
    let ids: Vec<Uuid> = (0..50).map(|_| Uuid::new_v4()).collect();
    let carried = |id: Uuid| RecordKeys {
        kind: "thing".into(),
        id,
        keys: vec![RecordKey {
            key: "label".into(),
            value: "shared".into(),
            only_one: false,
        }],
    };
    write(first, workspace, |revision| Batch {
        records: ids.iter().map(|id| record(*id, revision, "r")).collect(),
        keys: ids.iter().map(|id| carried(*id)).collect(),
        ..batch(revision)
    })
    .await;
    let shared = KeyWanted {
        kind: "thing".into(),
        key: "label".into(),
        value: "shared".into(),
    };
    let wanted = Wanted {
        records: Vec::new(),
        keys: vec![shared; 40],
    };
    let mut snapshot = second.snapshot(workspace).await.expect("snapshot");
    let loaded = snapshot.load(&wanted).await.expect("loaded");
    assert_eq!((loaded.matches.len(), loaded.records.len()), (50, 50));
    let own = snapshot.keys_of("thing", &ids[..3]).await.expect("keys");
    let own: BTreeSet<Uuid> = own.into_iter().map(|key| key.id).collect();
    assert_eq!(own, ids[..3].iter().copied().collect());
    let other = snapshot.keys_of("other", &ids).await.expect("keys");
    assert_eq!(other, [], "of another kind nothing is known");
}

/// Whoever follows one kind reads it in pieces, in one revision too, and sees a record again when it changes.
pub async fn records_come_in_the_order_of_their_change((first, second): Two<'_>) {
    let workspace = new_workspace(first).await;
    let ids: Vec<Uuid> = (1..=5).map(Uuid::from_u128).collect();
    let other = StoredRecord {
        kind: "other".into(),
        ..record(ids[0], 1, "of another kind")
    };
    write(first, workspace, |revision| {
        let things = ids.iter().rev().map(|id| record(*id, revision, "old"));
        Batch {
            records: things.chain([other]).collect(),
            ..batch(revision)
        }
    })
    .await;
    write(first, workspace, |revision| Batch {
        records: vec![record(ids[1], revision, "new")],
        ..batch(revision)
    })
    .await;
    let mut snapshot = second.snapshot(workspace).await.expect("snapshot");
    let (mut place, mut seen) = ((0, Uuid::nil()), Vec::new());
    loop {
        let piece = snapshot.changed_after("thing", place, 2).await;
        let piece = piece.expect("records");
        let Some(last) = piece.last() else { break };
        place = (last.revision, last.id);
        seen.extend(
            piece
                .into_iter()
                .map(|row| (row.revision, row.id, row.body)),
        );
    }
    let row = |revision, id: usize, body: &str| (revision, ids[id], body.to_owned());
    let old = [0, 2, 3, 4].map(|id| row(1, id, "old"));
    let expected: Vec<_> = old.into_iter().chain([row(2, 1, "new")]).collect();
    assert_eq!(seen, expected);
    let later = snapshot.changed_after("thing", (1, Uuid::max()), 9).await;
    assert_eq!(later.expect("records").len(), 1, "after all of revision 1");
}
