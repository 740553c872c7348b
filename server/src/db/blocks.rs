//! Packed blocks as they were made, and up to which revision each shelf's blocks are known to be right.
//! Packing itself is somebody else's: here are only bytes under a range.

use super::{Connection, Db, in_pieces};
use crate::db::{BlockBytes, DbError, ManifestRow, PackedShelf, Range, StoredRecord};
use sqlx::QueryBuilder;
use uuid::Uuid;

pub async fn manifest(
    connection: &mut Connection,
    workspace: Uuid,
    shelves: &[String],
    format: i64,
) -> Result<Vec<ManifestRow>, DbError> {
    let mut found = Vec::new();
    for piece in in_pieces(shelves, 1) {
        let mut query = QueryBuilder::<Db>::new(
            "SELECT shelf, kind, from_id, to_id, revision, hash, count, \
             CAST(length(bytes) AS BIGINT) AS size FROM blocks WHERE workspace = ",
        );
        query.push_bind(workspace);
        query.push(" AND format = ").push_bind(format);
        query.push(" AND shelf IN (");
        let mut names = query.separated(", ");
        for shelf in piece {
            names.push_bind(shelf);
        }
        query.push(") ORDER BY shelf, kind, from_id");
        let rows = query.build_query_as().persistent(false);
        found.extend(rows.fetch_all(&mut *connection).await?);
    }
    Ok(found)
}

/// By hash, because a device asks for what its manifest names; only on shelves it may read.
pub async fn bytes(
    connection: &mut Connection,
    workspace: Uuid,
    shelves: &[String],
    hashes: &[String],
) -> Result<Vec<BlockBytes>, DbError> {
    let mut found = Vec::new();
    for piece in in_pieces(hashes, 1) {
        let mut query =
            QueryBuilder::<Db>::new("SELECT shelf, hash, bytes FROM blocks WHERE workspace = ");
        query.push_bind(workspace);
        query.push(" AND hash IN (");
        let mut list = query.separated(", ");
        for hash in piece {
            list.push_bind(hash);
        }
        query.push(")");
        let rows: Vec<BlockBytes> = (query.build_query_as().persistent(false))
            .fetch_all(&mut *connection)
            .await?;
        found.extend(rows.into_iter().filter(|row| shelves.contains(&row.shelf)));
    }
    Ok(found)
}

pub async fn packed_to(
    connection: &mut Connection,
    workspace: Uuid,
    shelves: &[String],
    format: i64,
) -> Result<Vec<(String, i64)>, DbError> {
    let mut found = Vec::new();
    for piece in in_pieces(shelves, 1) {
        let mut query = QueryBuilder::<Db>::new(
            "SELECT shelf, revision FROM packed_shelves WHERE workspace = ",
        );
        query.push_bind(workspace);
        query.push(" AND format = ").push_bind(format);
        query.push(" AND shelf IN (");
        let mut names = query.separated(", ");
        for shelf in piece {
            names.push_bind(shelf);
        }
        query.push(")");
        let rows = query.build_query_as().persistent(false);
        found.extend(rows.fetch_all(&mut *connection).await?);
    }
    Ok(found)
}

/// The records of one kind that stand on a shelf, by id, both ends of the range included.
pub async fn standing(
    connection: &mut Connection,
    workspace: Uuid,
    range: &Range,
) -> Result<Vec<StoredRecord>, DbError> {
    let found = sqlx::query_as(
        "SELECT r.kind, r.id, r.revision, r.body, r.field_revisions, r.shelves, r.deleted \
         FROM shelves s CROSS JOIN records r WHERE s.workspace = $1 AND s.shelf = $2 AND s.kind = $3 \
         AND s.id >= $4 AND s.id <= $5 AND s.present \
         AND r.workspace = s.workspace AND r.kind = s.kind AND r.id = s.id ORDER BY s.id",
    )
    .bind(workspace)
    .bind(&range.shelf)
    .bind(&range.kind)
    .bind(range.from_id)
    .bind(range.to_id)
    .fetch_all(connection)
    .await?;
    Ok(found)
}

/// Stores only if nobody packed this shelf since; otherwise the caller reads again.
pub async fn store(
    connection: &mut Connection,
    workspace: Uuid,
    packed: &PackedShelf,
) -> Result<bool, DbError> {
    let names = std::slice::from_ref(&packed.shelf);
    let now = packed_to(connection, workspace, names, packed.format).await?;
    if now.first().map(|(_, revision)| *revision) != packed.expected {
        return Ok(false);
    }
    remove(connection, workspace, packed).await?;
    insert(connection, workspace, packed).await?;
    sqlx::query(
        "INSERT INTO packed_shelves (workspace, shelf, format, revision) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (workspace, shelf, format) DO UPDATE SET revision = excluded.revision",
    )
    .bind(workspace)
    .bind(&packed.shelf)
    .bind(packed.format)
    .bind(packed.revision)
    .execute(connection)
    .await?;
    Ok(true)
}

async fn remove(
    connection: &mut Connection,
    workspace: Uuid,
    packed: &PackedShelf,
) -> Result<(), DbError> {
    for piece in in_pieces(&packed.replaced, 2) {
        let mut query = QueryBuilder::<Db>::new("DELETE FROM blocks WHERE workspace = ");
        query.push_bind(workspace);
        query.push(" AND shelf = ").push_bind(&packed.shelf);
        query.push(" AND format = ").push_bind(packed.format);
        query.push(" AND (kind, from_id) IN (");
        query.push_values(piece, |mut row, (kind, from_id)| {
            row.push_bind(kind).push_bind(*from_id);
        });
        query.push(")");
        query
            .build()
            .persistent(false)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

async fn insert(
    connection: &mut Connection,
    workspace: Uuid,
    packed: &PackedShelf,
) -> Result<(), DbError> {
    for piece in in_pieces(&packed.blocks, 10) {
        let mut query = QueryBuilder::<Db>::new(
            "INSERT INTO blocks (workspace, shelf, format, kind, from_id, to_id, revision, hash, count, bytes) ",
        );
        query.push_values(piece, |mut row, block| {
            row.push_bind(workspace)
                .push_bind(&packed.shelf)
                .push_bind(packed.format)
                .push_bind(&block.kind)
                .push_bind(block.from_id)
                .push_bind(block.to_id)
                .push_bind(block.revision)
                .push_bind(&block.hash)
                .push_bind(block.count)
                .push_bind(&block.bytes);
        });
        query
            .build()
            .persistent(false)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
