//! One writer at a time: nothing is lost, nothing is half there, revisions are in order.

use super::samples::*;
use crate::db::*;
use std::sync::Arc;
use uuid::Uuid;

pub async fn a_dropped_writer_leaves_no_trace((first, second): Two<'_>) {
    let workspace = new_workspace(first).await;
    let id = Uuid::new_v4();
    let mut writer = first.begin_writer(workspace).await.expect("writer");
    let mut made = batch(1);
    made.records.push(record(id, 1, "1"));
    writer.store(&made).await.expect("stored");
    drop(writer);
    assert_eq!(
        body(second, workspace, id).await,
        None,
        "a dropped writer left a record"
    );
    let snapshot = second.snapshot(workspace).await.expect("snapshot");
    assert_eq!(
        snapshot.head().revision,
        0,
        "a dropped writer moved the revision"
    );
}

pub async fn a_key_that_only_one_may_carry_is_refused_to_a_second((first, _): Two<'_>) {
    let workspace = new_workspace(first).await;
    let keys = |id: Uuid, only_one: bool| RecordKeys {
        kind: "thing".into(),
        id,
        keys: vec![RecordKey {
            key: "code".into(),
            value: "A".into(),
            only_one,
        }],
    };
    let (one, other) = (Uuid::new_v4(), Uuid::new_v4());
    write(first, workspace, |revision| Batch {
        keys: vec![keys(one, true)],
        ..batch(revision)
    })
    .await;
    let mut writer = first.begin_writer(workspace).await.expect("writer");
    let clash = Batch {
        keys: vec![keys(other, true)],
        ..batch(2)
    };
    let refused = writer
        .store(&clash)
        .await
        .expect_err("a second owner must be refused");
    assert!(
        refused.concerns_one_row(),
        "the caller must see that it is one row's fault"
    );
    drop(writer);
    write(first, workspace, |revision| Batch {
        keys: vec![keys(other, false)],
        ..batch(revision)
    })
    .await;
    // both exchange their codes in one batch
    write(first, workspace, |revision| Batch {
        keys: vec![
            keys(other, true),
            RecordKeys {
                kind: "thing".into(),
                id: one,
                keys: Vec::new(),
            },
        ],
        ..batch(revision)
    })
    .await;
}

pub async fn two_deciders_never_lose_an_update((first, second): Two<'_>) {
    let workspace = new_workspace(first).await;
    let id = Uuid::new_v4();
    write(first, workspace, |revision| Batch {
        records: vec![record(id, revision, "0")],
        ..batch(revision)
    })
    .await;
    let count = |database: Arc<dyn Database>| async move {
        for _ in 0..40 {
            let mut writer = database.begin_writer(workspace).await.expect("writer");
            let found = writer.load(&by_id(id)).await.expect("loaded").records;
            let seen: i64 = found[0].body.parse().expect("a number");
            tokio::task::yield_now().await;
            let revision = writer.head().revision + 1;
            let mut made = batch(revision);
            made.records
                .push(record(id, revision, &(seen + 1).to_string()));
            writer.store(&made).await.expect("stored");
            writer.commit().await.expect("committed");
        }
    };
    let one = tokio::spawn(count(first.clone()));
    let other = tokio::spawn(count(second.clone()));
    one.await.expect("the first decider");
    other.await.expect("the second decider");
    assert_eq!(
        body(first, workspace, id).await.as_deref(),
        Some("80"),
        "an update was lost"
    );
    let snapshot = second.snapshot(workspace).await.expect("snapshot");
    assert_eq!(
        snapshot.head().revision,
        81,
        "a revision was given twice or skipped"
    );
}

/// A reader that follows the feed while two write must never meet a revision below what it has seen.
pub async fn revisions_are_committed_in_order((first, second): Two<'_>) {
    let workspace = new_workspace(first).await;
    let writing = |database: Arc<dyn Database>| async move {
        for _ in 0..30 {
            write(&database, workspace, |revision| {
                let id = Uuid::new_v4();
                Batch {
                    records: vec![record(id, revision, "{}")],
                    places: vec![place("everyone", id, revision, true)],
                    ..batch(revision)
                }
            })
            .await;
        }
    };
    let writers = [
        tokio::spawn(writing(first.clone())),
        tokio::spawn(writing(second.clone())),
    ];
    let shelves = ["everyone".to_owned()];
    let (mut cursor, mut seen) = (0, Vec::new());
    while cursor < 60 {
        let mut snapshot = second.snapshot(workspace).await.expect("snapshot");
        let feed = snapshot.feed(&shelves, cursor, places(1_000)).await;
        let Feed::Rows(rows) = feed.expect("feed") else {
            panic!("the feed is far below its limit");
        };
        seen.extend(rows.iter().map(|row| row.revision));
        assert!(
            rows.iter()
                .all(|row| row.revision <= snapshot.head().revision)
        );
        cursor = snapshot.head().revision;
    }
    for writer in writers {
        writer.await.expect("a writer");
    }
    assert_eq!(
        seen,
        (1..=60).collect::<Vec<i64>>(),
        "a reader skipped or repeated a revision"
    );
}
