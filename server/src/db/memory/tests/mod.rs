//! What only this store can do: stand as it stood, and fail at a commit as somebody wishes. The contract itself is
//! checked by the suite that every store passes; what the suite leaves open is answered as the embedded one answers it.

#[cfg(feature = "serving")]
mod as_sqlite;
#[cfg(feature = "serving")]
mod chance;

use super::{CommitFate, MemoryDatabase};
use crate::db::{Batch, Database, DbError, StoredRecord, Wanted, Workspace, Writer};
use uuid::Uuid;

const WORKSPACE: Uuid = Uuid::from_u128(1);
const RECORD: Uuid = Uuid::from_u128(2);

async fn database() -> MemoryDatabase {
    let database = MemoryDatabase::new();
    let workspace = Workspace {
        id: WORKSPACE,
        name: "company".into(),
        epoch: Uuid::from_u128(3),
        revision: 0,
        chain: String::new(),
        feed_floor: 0,
        backed_up: 0,
        created: 1,
    };
    let created = database.create_workspace(&workspace).await;
    assert!(created.expect("asked"));
    database
}

async fn stored(database: &MemoryDatabase, body: &str) -> Box<dyn Writer> {
    let mut writer = database.begin_writer(WORKSPACE).await.expect("writer");
    let revision = writer.head().revision + 1;
    let record = StoredRecord {
        kind: "thing".into(),
        id: RECORD,
        revision,
        body: body.into(),
        field_revisions: "{}".into(),
        shelves: "[]".into(),
        deleted: false,
    };
    let batch = Batch {
        records: vec![record],
        revision,
        ..Batch::default()
    };
    writer.store(&batch).await.expect("stored");
    writer
}

async fn write(database: &MemoryDatabase, body: &str) -> Result<(), DbError> {
    stored(database, body).await.commit().await
}

fn wanted() -> Wanted {
    Wanted {
        records: vec![("thing".into(), RECORD)],
        keys: Vec::new(),
    }
}

/// The revision and the record's body.
async fn standing(database: &MemoryDatabase) -> (i64, Option<String>) {
    let mut snapshot = database.snapshot(WORKSPACE).await.expect("snapshot");
    let loaded = snapshot.load(&wanted()).await.expect("loaded");
    let body = loaded.records.into_iter().next().map(|record| record.body);
    (snapshot.head().revision, body)
}

#[tokio::test]
async fn what_was_saved_is_put_back_with_its_epoch() {
    let database = database().await;
    write(&database, "old").await.expect("committed");
    let saved = database.saved();
    let epoch = Uuid::from_u128(4);
    database.start_epoch(WORKSPACE, epoch).await.expect("begun");
    write(&database, "new").await.expect("committed");
    assert_eq!(standing(&database).await, (2, Some("new".into())));
    database.put_back(&saved);
    assert_eq!(standing(&database).await, (1, Some("old".into())));
    let head = database.workspaces().await.expect("listed").remove(0);
    assert_eq!((head.epoch, head.backed_up), (Uuid::from_u128(3), 0));
}

#[tokio::test]
async fn who_began_before_the_data_was_put_back_cannot_commit() {
    let database = database().await;
    let saved = database.saved();
    let writer = stored(&database, "late").await;
    database.put_back(&saved);
    writer.commit().await.expect_err("it knows other data");
    assert_eq!(standing(&database).await, (0, None));
}

#[tokio::test]
async fn a_commit_ends_as_fate_has_it() {
    let database = database().await;
    let mut fates = [CommitFate::NotDone, CommitFate::DoneUnheard].into_iter();
    let second = database.clone();
    second.on_commit(move || fates.next().unwrap_or_default());
    let lost = write(&database, "lost").await.expect_err("not done");
    assert!(!lost.concerns_one_row());
    assert_eq!(standing(&database).await, (0, None));
    let unheard = write(&database, "unheard").await.expect_err("not heard");
    assert_eq!(unheard.to_string(), lost.to_string());
    assert_eq!(standing(&database).await, (1, Some("unheard".into())));
    write(&database, "heard").await.expect("done from here on");
}

#[tokio::test]
async fn a_writer_sees_what_it_stored_and_nobody_else_does() {
    let database = database().await;
    let mut writer = stored(&database, "mine").await;
    let loaded = writer.load(&wanted()).await.expect("loaded");
    assert_eq!(loaded.records[0].body, "mine");
    assert_eq!(standing(&database).await, (0, None));
    writer.commit().await.expect("committed");
    assert_eq!(standing(&database).await, (1, Some("mine".into())));
}
