//! What the suite writes: records without a meaning, as small as they can be.

use crate::db::*;
use std::sync::Arc;
use uuid::Uuid;

/// Two handles on one database, as two server processes have them.
pub type Two<'a> = (&'a Arc<dyn Database>, &'a Arc<dyn Database>);

pub async fn new_workspace(database: &Arc<dyn Database>) -> Uuid {
    let id = Uuid::new_v4();
    let workspace = Workspace {
        id,
        name: id.to_string(),
        epoch: Uuid::new_v4(),
        revision: 0,
        chain: String::new(),
        feed_floor: 0,
        backed_up: 0,
        created: 1,
    };
    assert!(
        database
            .create_workspace(&workspace)
            .await
            .expect("created")
    );
    id
}

pub fn record(id: Uuid, revision: i64, body: &str) -> StoredRecord {
    StoredRecord {
        kind: "thing".into(),
        id,
        revision,
        body: body.into(),
        field_revisions: "{}".into(),
        shelves: "[\"everyone\"]".into(),
        deleted: false,
    }
}

pub fn place(shelf: &str, id: Uuid, revision: i64, present: bool) -> ShelfPlace {
    ShelfPlace {
        shelf: shelf.into(),
        kind: "thing".into(),
        id,
        revision,
        present,
    }
}

pub fn intention(client: Uuid, seq: i64, revision: i64) -> StoredIntention {
    StoredIntention {
        uid: Uuid::new_v4(),
        client: Some(client),
        seq: Some(seq),
        name: "things.made".into(),
        version: 1,
        body: "{}".into(),
        hash: format!("hash {revision}"),
        outcome: "applied".into(),
        reason: None,
        context: "{}".into(),
        author: Uuid::nil(),
        revision,
        chain: format!("chain {revision}"),
        made_at: 1,
        decided_at: 2,
    }
}

pub fn batch(revision: i64) -> Batch {
    Batch {
        revision,
        chain: format!("chain {revision}"),
        ..Batch::default()
    }
}

pub async fn write(database: &Arc<dyn Database>, workspace: Uuid, fill: impl FnOnce(i64) -> Batch) {
    let mut writer = database.begin_writer(workspace).await.expect("writer");
    let batch = fill(writer.head().revision + 1);
    writer.store(&batch).await.expect("stored");
    writer.commit().await.expect("committed");
}

pub fn places(places: usize) -> FeedLimit {
    let bytes = usize::MAX;
    FeedLimit { places, bytes }
}

pub fn by_id(id: Uuid) -> Wanted {
    Wanted {
        records: vec![("thing".into(), id)],
        keys: Vec::new(),
    }
}

pub async fn body(database: &Arc<dyn Database>, workspace: Uuid, id: Uuid) -> Option<String> {
    let mut snapshot = database.snapshot(workspace).await.expect("snapshot");
    let loaded = snapshot.load(&by_id(id)).await.expect("loaded");
    loaded.records.into_iter().next().map(|record| record.body)
}
