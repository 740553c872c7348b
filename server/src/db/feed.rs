//! Where records stand, what changed after a cursor, and the sums that let both sides compare a shelf.

use super::{Connection, Db, in_pieces, records};
use crate::db::{Batch, DbError, Extent, Feed, FeedLimit, FeedRow, ShelfPlace, ShelfSum};
use hashbrown::HashMap;
use sqlx::{FromRow, QueryBuilder};
use uuid::Uuid;

#[derive(FromRow)]
struct Place {
    shelf: String,
    kind: String,
    id: Uuid,
    revision: i64,
    present: bool,
}

pub async fn changed(
    connection: &mut Connection,
    workspace: Uuid,
    shelves: &[String],
    after: i64,
    limit: FeedLimit,
) -> Result<Feed, DbError> {
    let places = places_since(connection, workspace, shelves, after, limit.places).await?;
    if places.len() > limit.places {
        return Ok(Feed::TooMany);
    }
    with_bodies(connection, workspace, places, limit.bytes).await
}

async fn places_since(
    connection: &mut Connection,
    workspace: Uuid,
    shelves: &[String],
    after: i64,
    limit: usize,
) -> Result<Vec<Place>, DbError> {
    let mut places = Vec::new();
    for piece in in_pieces(shelves, 1) {
        let mut query = QueryBuilder::<Db>::new(
            "SELECT shelf, kind, id, revision, present FROM shelves WHERE workspace = ",
        );
        query.push_bind(workspace);
        query.push(" AND revision > ").push_bind(after);
        push_names(&mut query, piece);
        query.push(" LIMIT ");
        query.push_bind(i64::try_from(limit + 1).unwrap_or(i64::MAX));
        let rows = query.build_query_as().persistent(false);
        places.extend(rows.fetch_all(&mut *connection).await?);
    }
    Ok(places)
}

/// One row per record: a record on two of the shelves is named once, with both. What the bodies weigh is asked before any is read.
async fn with_bodies(
    connection: &mut Connection,
    workspace: Uuid,
    places: Vec<Place>,
    bytes_max: usize,
) -> Result<Feed, DbError> {
    let mut rows: HashMap<(String, Uuid), FeedRow> = HashMap::new();
    for place in places {
        let row = (rows.entry((place.kind.clone(), place.id))).or_insert_with(|| FeedRow {
            kind: place.kind,
            id: place.id,
            revision: place.revision,
            body: None,
            on: Vec::new(),
        });
        row.revision = row.revision.max(place.revision);
        if place.present {
            row.on.push(place.shelf);
        }
    }
    let ids: Vec<_> = (rows.values().filter(|row| !row.on.is_empty()))
        .map(|row| (row.kind.as_str(), row.id))
        .collect();
    if records::bytes_of(connection, workspace, &ids).await? > bytes_max {
        return Ok(Feed::TooMany);
    }
    for record in records::by_id(connection, workspace, &ids).await? {
        if let Some(row) = rows.get_mut(&(record.kind, record.id)) {
            row.body = Some(record.body);
        }
    }
    let mut rows: Vec<FeedRow> = rows.into_values().collect();
    rows.iter_mut().for_each(|row| row.on.sort());
    rows.sort_by(|one, other| {
        (one.revision, &one.kind, one.id).cmp(&(other.revision, &other.kind, other.id))
    });
    Ok(Feed::Rows(rows))
}

fn push_names(query: &mut QueryBuilder<Db>, shelves: &[String]) {
    query.push(" AND shelf IN (");
    let mut names = query.separated(", ");
    for shelf in shelves {
        names.push_bind(shelf);
    }
    query.push(")");
}

pub async fn touched(
    connection: &mut Connection,
    workspace: Uuid,
    shelf: &str,
    after: i64,
) -> Result<Vec<(String, Uuid)>, DbError> {
    let found = sqlx::query_as(
        "SELECT kind, id FROM shelves WHERE workspace = $1 AND shelf = $2 AND revision > $3",
    )
    .bind(workspace)
    .bind(shelf)
    .bind(after)
    .fetch_all(connection)
    .await?;
    Ok(found)
}

pub async fn sums(
    connection: &mut Connection,
    workspace: Uuid,
    shelves: &[String],
) -> Result<Vec<ShelfSum>, DbError> {
    let mut found = Vec::new();
    for piece in in_pieces(shelves, 1) {
        let mut query =
            QueryBuilder::<Db>::new("SELECT shelf, count, sum FROM shelf_sums WHERE workspace = ");
        query.push_bind(workspace);
        push_names(&mut query, piece);
        let rows = query.build_query_as().persistent(false);
        found.extend(rows.fetch_all(&mut *connection).await?);
    }
    Ok(found)
}

pub async fn extent(
    connection: &mut Connection,
    workspace: Uuid,
    (shelf, kind): (&str, &str),
    text: &str,
) -> Result<Extent, DbError> {
    let extent = sqlx::query_as(
        "SELECT count(*) AS count, CAST(coalesce(sum(octet_length(r.body)), 0) AS BIGINT) AS bytes \
         FROM shelves s JOIN records r \
         ON r.workspace = s.workspace AND r.kind = s.kind AND r.id = s.id \
         WHERE s.workspace = $1 AND s.shelf = $2 AND s.kind = $3 AND s.present \
         AND r.body LIKE $4",
    )
    .bind(workspace)
    .bind(shelf)
    .bind(kind)
    .bind(format!("%{text}%"))
    .fetch_one(connection)
    .await?;
    Ok(extent)
}

pub async fn store(
    connection: &mut Connection,
    workspace: Uuid,
    batch: &Batch,
) -> Result<(), DbError> {
    store_places(connection, workspace, &batch.places).await?;
    store_sums(connection, workspace, &batch.sums).await
}

async fn store_places(
    connection: &mut Connection,
    workspace: Uuid,
    places: &[ShelfPlace],
) -> Result<(), DbError> {
    for piece in in_pieces(places, 6) {
        let mut query = QueryBuilder::<Db>::new(
            "INSERT INTO shelves (workspace, shelf, kind, id, revision, present) ",
        );
        query.push_values(piece, |mut row, place| {
            row.push_bind(workspace)
                .push_bind(&place.shelf)
                .push_bind(&place.kind)
                .push_bind(place.id)
                .push_bind(place.revision)
                .push_bind(place.present);
        });
        query.push(
            " ON CONFLICT (workspace, shelf, kind, id) DO UPDATE SET \
             revision = excluded.revision, present = excluded.present",
        );
        query
            .build()
            .persistent(false)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

async fn store_sums(
    connection: &mut Connection,
    workspace: Uuid,
    sums: &[ShelfSum],
) -> Result<(), DbError> {
    for piece in in_pieces(sums, 4) {
        let mut query =
            QueryBuilder::<Db>::new("INSERT INTO shelf_sums (workspace, shelf, count, sum) ");
        query.push_values(piece, |mut row, sum| {
            row.push_bind(workspace)
                .push_bind(&sum.shelf)
                .push_bind(sum.count)
                .push_bind(sum.sum);
        });
        query.push(
            " ON CONFLICT (workspace, shelf) DO UPDATE SET count = excluded.count, sum = excluded.sum",
        );
        query
            .build()
            .persistent(false)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// A shelf that was packed before the marks went could not notice any more what left it: its blocks go as well.
pub async fn forget_removals(
    connection: &mut Connection,
    workspace: Uuid,
    revision: i64,
) -> Result<(), DbError> {
    for statement in [
        "DELETE FROM shelves WHERE workspace = $1 AND NOT present AND revision <= $2",
        "DELETE FROM blocks WHERE workspace = $1 AND shelf IN \
         (SELECT shelf FROM packed_shelves WHERE workspace = $1 AND revision < $2)",
        "DELETE FROM packed_shelves WHERE workspace = $1 AND revision < $2",
    ] {
        sqlx::query(statement)
            .bind(workspace)
            .bind(revision)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
