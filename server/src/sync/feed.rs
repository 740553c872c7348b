//! What changed after a cursor, cut down to the user's portion, read at one moment: whole, or "compare blocks".

use crate::db::{Database, DbError, Feed, FeedLimit, FeedRow, Head, Snapshot, Wanted};
use shared::calendar::Moment;
use shared::ids::{Uid, UserId};
use shared::planted::{Bug, planted};
use shared::record::Record;
use shared::shelf::Shelf;
use shared::sync::portion::ShelfSum;
use shared::sync::wire::{
    PULL_BYTES_MAX, PULL_ROWS_MAX, PullAnswer, PullRequest, Pulled, Row, Settled,
};
use shared::sync::{Cursor, Outcome};
use shared::users::{User, portion};
use std::collections::BTreeMap;
use uuid::Uuid;

/// An answer is whole or none: what would be more comes in blocks, piece by piece.
const LIMIT: FeedLimit = FeedLimit {
    places: PULL_ROWS_MAX,
    bytes: PULL_BYTES_MAX,
};

/// What a reader may be told.
#[derive(Debug)]
pub enum Read<T> {
    Answer(T),
    /// The grants at the moment of reading are not those of a working user any more.
    NotActive,
    ForeignClient,
}

/// The shelves of a user as the snapshot has them: a right taken away a moment ago is gone here too.
pub async fn portion_at(
    snapshot: &mut dyn Snapshot,
    user: UserId,
) -> Result<Option<Vec<Shelf>>, DbError> {
    let wanted = Wanted {
        records: vec![(User::KIND.into(), user.0)],
        keys: Vec::new(),
    };
    let loaded = snapshot.load(&wanted).await?;
    let grants = loaded.records.first().filter(|row| !row.deleted);
    let grants: Option<User> = grants.and_then(|row| serde_json::from_str(&row.body).ok());
    Ok(grants.filter(|grants| grants.active).map(|mut grants| {
        if planted(Bug::PortionOfYesterday) {
            grants.territories = ["ege".to_owned(), "marmara".to_owned()].into();
        }
        portion(user, &grants)
    }))
}

pub fn names(shelves: &[Shelf]) -> Vec<String> {
    shelves.iter().map(|shelf| shelf.0.clone()).collect()
}

pub fn cursor(head: &Head) -> Cursor {
    Cursor {
        epoch: head.epoch.to_string(),
        revision: head.revision.unsigned_abs(),
        chain: head.chain.clone(),
    }
}

pub async fn pull(
    database: &dyn Database,
    workspace: Uuid,
    user: UserId,
    request: PullRequest,
    now: Moment,
) -> Result<Read<PullAnswer>, DbError> {
    let client = database.client(workspace, request.client.0).await?;
    if client.is_some_and(|client| client.user_id != user.0) {
        return Ok(Read::ForeignClient);
    }
    let mut snapshot = database.snapshot(workspace).await?;
    let Some(shelves) = portion_at(&mut *snapshot, user).await? else {
        return Ok(Read::NotActive);
    };
    let compare = |portion: Vec<Shelf>, restored: bool| {
        Ok(Read::Answer(PullAnswer::CompareBlocks {
            portion,
            restored,
        }))
    };
    let all_held = shelves.iter().all(|shelf| request.held.contains(shelf));
    match reach(&mut *snapshot, &request.cursor).await? {
        Reach::NotOurs => return compare(shelves, true),
        Reach::TooOld => return compare(shelves, false),
        Reach::InFeed if !all_held => return compare(shelves, false),
        Reach::InFeed => {}
    }
    let after = super::desk_rows::signed(request.cursor.revision);
    let mut asked = names(&shelves);
    if planted(Bug::FeedOfEveryShelf) {
        asked.push(Shelf::office().0);
    }
    let feed = snapshot.feed(&asked, after, LIMIT).await?;
    let Feed::Rows(mut rows) = feed else {
        return compare(shelves, false);
    };
    if planted(Bug::HalfAFeed) && rows.len() > 1 {
        rows.truncate(rows.len() / 2);
    }
    let pulled = Pulled {
        from: request.cursor,
        to: cursor(snapshot.head()),
        portion: sums(&mut *snapshot, &shelves).await?,
        rows: rows.into_iter().map(row).collect(),
        settled: settled(&mut *snapshot, request.client.0, request.queue_from).await?,
        server_time: now,
        backed_up: (snapshot.backed_up(request.client.0).await?).map(i64::unsigned_abs),
    };
    Ok(Read::Answer(PullAnswer::Rows(pulled)))
}

/// What a reader's cursor is to us.
enum Reach {
    /// A moment of our own past from which the feed is still whole.
    InFeed,
    /// One before the removal marks that are still kept, or none at all.
    TooOld,
    /// It was never a moment of ours: a backup was put back, by command or by hand.
    NotOurs,
}

async fn reach(snapshot: &mut dyn Snapshot, cursor: &Cursor) -> Result<Reach, DbError> {
    let head = snapshot.head();
    let (floor, last) = (head.feed_floor, head.revision);
    if cursor.is_start() {
        return Ok(Reach::TooOld);
    }
    let revision = super::desk_rows::signed(cursor.revision);
    if planted(Bug::RestoreIsNotNoticed) {
        return Ok(Reach::InFeed);
    }
    if cursor.epoch != head.epoch.to_string() || revision > last {
        return Ok(Reach::NotOurs);
    }
    if chain_at(snapshot, revision).await? != Some(cursor.chain.clone()) {
        return Ok(Reach::NotOurs);
    }
    Ok(match revision >= floor {
        true => Reach::InFeed,
        false => Reach::TooOld,
    })
}

/// The chain begins empty.
pub async fn chain_at(
    snapshot: &mut dyn Snapshot,
    revision: i64,
) -> Result<Option<String>, DbError> {
    match revision {
        0 => Ok(Some(String::new())),
        revision => snapshot.chain_at(revision).await,
    }
}

async fn sums(
    snapshot: &mut dyn Snapshot,
    shelves: &[Shelf],
) -> Result<BTreeMap<Shelf, ShelfSum>, DbError> {
    let mut sums: BTreeMap<Shelf, ShelfSum> = (shelves.iter())
        .map(|shelf| (shelf.clone(), ShelfSum::default()))
        .collect();
    for stored in snapshot.shelf_sums(&names(shelves)).await? {
        let sum = ShelfSum {
            count: stored.count.cast_unsigned(),
            sum: stored.sum.cast_unsigned(),
        };
        sums.insert(Shelf(stored.shelf), sum);
    }
    Ok(sums)
}

async fn settled(
    snapshot: &mut dyn Snapshot,
    client: Uuid,
    from_seq: u64,
) -> Result<Vec<Settled>, DbError> {
    let found = snapshot
        .settled(client, super::desk_rows::signed(from_seq))
        .await?;
    let skipped = |seq: i64| planted(Bug::SettledIsNotNamed) && seq % 3 == 0;
    let found = found.into_iter().filter(|settled| !skipped(settled.seq));
    let named = found.filter_map(|settled| {
        Some(Settled {
            seq: settled.seq.unsigned_abs(),
            uid: Uid(settled.uid),
            outcome: Outcome::from_word(&settled.outcome)?,
        })
    });
    Ok(named.collect())
}

fn row(row: FeedRow) -> Row {
    Row {
        kind: row.kind,
        id: row.id,
        rev: row.revision.unsigned_abs(),
        // a body is stored only after it was written as JSON by ourselves
        body: (row.body).map(|body| serde_json::from_str(&body).unwrap_or_default()),
        on: row.on.into_iter().map(Shelf).collect(),
    }
}
