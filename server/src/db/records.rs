//! Records and their keys: load many in one round, store many in one statement, find by key.

use super::{Connection, Db, in_pieces};
use crate::db::{Batch, DbError, KeyMatch, KeyWanted, Loaded, RecordKeys, StoredRecord, Wanted};
use hashbrown::HashSet;
use sqlx::{AssertSqlSafe, QueryBuilder};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const COLUMNS: &str = "r.kind, r.id, r.revision, r.body, r.field_revisions, r.shelves, r.deleted";

pub async fn load(
    connection: &mut Connection,
    workspace: Uuid,
    wanted: &Wanted,
) -> Result<Loaded, DbError> {
    let matches = by_key(connection, workspace, &wanted.keys).await?;
    let ids: HashSet<(&str, Uuid)> = (wanted.records.iter().map(|(kind, id)| (kind.as_str(), *id)))
        .chain(matches.iter().map(|found| (found.kind.as_str(), found.id)))
        .collect();
    let ids: Vec<(&str, Uuid)> = ids.into_iter().collect();
    let records = by_id(connection, workspace, &ids).await?;
    Ok(Loaded { records, matches })
}

pub async fn by_id(
    connection: &mut Connection,
    workspace: Uuid,
    ids: &[(&str, Uuid)],
) -> Result<Vec<StoredRecord>, DbError> {
    let mut found = Vec::with_capacity(ids.len());
    for piece in in_pieces(ids, 2) {
        let mut query = QueryBuilder::<Db>::new("WITH v(kind, id) AS (");
        query.push_values(piece, |mut row, (kind, id)| {
            row.push_bind(*kind).push_bind(*id);
        });
        query.push(format!(
            ") SELECT {COLUMNS} FROM v CROSS JOIN records r \
             WHERE r.kind = v.kind AND r.id = v.id AND r.workspace = "
        ));
        query.push_bind(workspace);
        let rows = query.build_query_as().persistent(false);
        found.extend(rows.fetch_all(&mut *connection).await?);
    }
    Ok(found)
}

/// Bytes of their bodies together, known without reading them.
pub async fn bytes_of(
    connection: &mut Connection,
    workspace: Uuid,
    ids: &[(&str, Uuid)],
) -> Result<usize, DbError> {
    let mut bytes = 0;
    for piece in in_pieces(ids, 2) {
        let mut query = QueryBuilder::<Db>::new("WITH v(kind, id) AS (");
        query.push_values(piece, |mut row, (kind, id)| {
            row.push_bind(*kind).push_bind(*id);
        });
        query.push(
            ") SELECT CAST(coalesce(sum(octet_length(r.body)), 0) AS BIGINT) FROM v CROSS JOIN records r \
             WHERE r.kind = v.kind AND r.id = v.id AND r.workspace = ",
        );
        query.push_bind(workspace);
        let sum = query.build_query_scalar::<i64>().persistent(false);
        let sum = sum.fetch_one(&mut *connection).await?;
        bytes += usize::try_from(sum).unwrap_or(0);
    }
    Ok(bytes)
}

async fn by_key(
    connection: &mut Connection,
    workspace: Uuid,
    keys: &[KeyWanted],
) -> Result<Vec<KeyMatch>, DbError> {
    let mut found = Vec::new();
    // equal keys would each bring all records that carry them
    let keys: Vec<&KeyWanted> = keys.iter().collect::<BTreeSet<_>>().into_iter().collect();
    for piece in in_pieces(&keys, 3) {
        let mut query = QueryBuilder::<Db>::new("WITH v(kind, key, value) AS (");
        query.push_values(piece, |mut row, wanted| {
            row.push_bind(&wanted.kind)
                .push_bind(&wanted.key)
                .push_bind(&wanted.value);
        });
        query.push(
            ") SELECT k.kind, k.key, k.value, k.id FROM v CROSS JOIN keys k \
             WHERE k.kind = v.kind AND k.key = v.key AND k.value = v.value AND k.workspace = ",
        );
        query.push_bind(workspace);
        let rows = query.build_query_as().persistent(false);
        found.extend(rows.fetch_all(&mut *connection).await?);
    }
    Ok(found)
}

/// Of one kind, because only then both databases go through the index and not through all keys.
pub async fn keys_of(
    connection: &mut Connection,
    workspace: Uuid,
    kind: &str,
    ids: &[Uuid],
) -> Result<Vec<KeyMatch>, DbError> {
    let mut found = Vec::new();
    for piece in in_pieces(ids, 1) {
        let mut query =
            QueryBuilder::<Db>::new("SELECT kind, key, value, id FROM keys WHERE workspace = ");
        query.push_bind(workspace);
        query.push(" AND kind = ").push_bind(kind);
        push_ids(&mut query, piece);
        let rows = query.build_query_as().persistent(false);
        found.extend(rows.fetch_all(&mut *connection).await?);
    }
    Ok(found)
}

fn push_ids(query: &mut QueryBuilder<Db>, ids: &[Uuid]) {
    query.push(" AND id IN (");
    let mut list = query.separated(", ");
    for id in ids {
        list.push_bind(*id);
    }
    query.push(")");
}

/// Every record, in the order of kind and id, after this one.
pub async fn after(
    connection: &mut Connection,
    workspace: Uuid,
    kind: &str,
    id: Uuid,
    limit: i64,
) -> Result<Vec<StoredRecord>, DbError> {
    let found = sqlx::query_as(
        "SELECT kind, id, revision, body, field_revisions, shelves, deleted FROM records \
         WHERE workspace = $1 AND (kind, id) > ($2, $3) ORDER BY kind, id LIMIT $4",
    )
    .bind(workspace)
    .bind(kind)
    .bind(id)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    Ok(found)
}

/// In the order of their latest change. The kind stands in the text and not among the values: only so do both databases see that an
/// index over this kind alone answers it.
pub async fn changed_after(
    connection: &mut Connection,
    workspace: Uuid,
    kind: &'static str,
    (revision, id): (i64, Uuid),
    limit: i64,
) -> Result<Vec<StoredRecord>, DbError> {
    debug_assert!(
        kind.chars()
            .all(|letter| letter.is_ascii_lowercase() || letter == '_')
    );
    let text = format!(
        "SELECT {COLUMNS} FROM records r WHERE r.workspace = $1 AND r.kind = '{kind}' \
         AND (r.revision, r.id) > ($2, $3) ORDER BY r.revision, r.id LIMIT $4"
    );
    let found = sqlx::query_as(AssertSqlSafe(text))
        .bind(workspace)
        .bind(revision)
        .bind(id)
        .bind(limit)
        .fetch_all(connection)
        .await?;
    Ok(found)
}

pub async fn store(
    connection: &mut Connection,
    workspace: Uuid,
    batch: &Batch,
) -> Result<(), DbError> {
    for piece in in_pieces(&batch.records, 8) {
        let mut query = QueryBuilder::<Db>::new(
            "INSERT INTO records (workspace, kind, id, revision, body, field_revisions, shelves, deleted) ",
        );
        query.push_values(piece, |mut row, record| {
            row.push_bind(workspace)
                .push_bind(&record.kind)
                .push_bind(record.id)
                .push_bind(record.revision)
                .push_bind(&record.body)
                .push_bind(&record.field_revisions)
                .push_bind(&record.shelves)
                .push_bind(record.deleted);
        });
        query.push(
            " ON CONFLICT (workspace, kind, id) DO UPDATE SET revision = excluded.revision, \
             body = excluded.body, field_revisions = excluded.field_revisions, \
             shelves = excluded.shelves, deleted = excluded.deleted",
        );
        query
            .build()
            .persistent(false)
            .execute(&mut *connection)
            .await?;
    }
    replace_keys(connection, workspace, &batch.keys).await
}

/// All old keys go before a new one comes, so that two records may exchange a code in one batch.
async fn replace_keys(
    connection: &mut Connection,
    workspace: Uuid,
    records: &[RecordKeys],
) -> Result<(), DbError> {
    for piece in in_pieces(records, 1) {
        remove_keys(connection, workspace, piece).await?;
    }
    let rows: Vec<_> = (records.iter())
        .flat_map(|record| record.keys.iter().map(move |key| (record, key)))
        .collect();
    for piece in in_pieces(&rows, 6) {
        let mut query = QueryBuilder::<Db>::new(
            "INSERT INTO keys (workspace, kind, key, value, id, only_one) ",
        );
        query.push_values(piece, |mut row, (record, key)| {
            row.push_bind(workspace)
                .push_bind(&record.kind)
                .push_bind(&key.key)
                .push_bind(&key.value)
                .push_bind(record.id)
                .push_bind(key.only_one);
        });
        query
            .build()
            .persistent(false)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Kind by kind, because only then both databases go through the index and not through all keys.
async fn remove_keys(
    connection: &mut Connection,
    workspace: Uuid,
    records: &[RecordKeys],
) -> Result<(), DbError> {
    let mut by_kind: BTreeMap<&str, Vec<Uuid>> = BTreeMap::new();
    for record in records {
        by_kind.entry(&record.kind).or_default().push(record.id);
    }
    for (kind, ids) in by_kind {
        let mut query = QueryBuilder::<Db>::new("DELETE FROM keys WHERE workspace = ");
        query.push_bind(workspace);
        query.push(" AND kind = ").push_bind(kind);
        push_ids(&mut query, &ids);
        let delete = query.build().persistent(false);
        delete.execute(&mut *connection).await?;
    }
    Ok(())
}
