//! Accepted and refused intentions, for ever, in the order of their revisions; and under which numbers they came.

use super::{Connection, Db, in_pieces};
use crate::db::{Author, Batch, ClientNumber, DbError, Decided, Settled, StoredIntention};
use sqlx::QueryBuilder;
use uuid::Uuid;

pub async fn decided(
    connection: &mut Connection,
    workspace: Uuid,
    uids: &[Uuid],
) -> Result<Vec<Decided>, DbError> {
    let mut found = Vec::new();
    for piece in in_pieces(uids, 1) {
        let mut query = QueryBuilder::<Db>::new(
            "SELECT uid, hash, outcome, reason, revision FROM intentions WHERE workspace = ",
        );
        query.push_bind(workspace).push(" AND uid IN (");
        let mut list = query.separated(", ");
        for uid in piece {
            list.push_bind(*uid);
        }
        query.push(")");
        let rows = query.build_query_as().persistent(false);
        found.extend(rows.fetch_all(&mut *connection).await?);
    }
    Ok(found)
}

pub async fn settled(
    connection: &mut Connection,
    workspace: Uuid,
    client: Uuid,
    from_seq: i64,
) -> Result<Vec<Settled>, DbError> {
    let found = sqlx::query_as(
        "SELECT n.seq, n.uid, i.outcome, i.reason, i.revision FROM client_numbers n \
         JOIN intentions i ON i.workspace = n.workspace AND i.uid = n.uid \
         WHERE n.workspace = $1 AND n.client = $2 AND n.seq >= $3 ORDER BY n.seq",
    )
    .bind(workspace)
    .bind(client)
    .bind(from_seq)
    .fetch_all(connection)
    .await?;
    Ok(found)
}

/// Numbers are decided in order, so everything before it is in the backup as well.
pub async fn backed_up(
    connection: &mut Connection,
    workspace: Uuid,
    client: Uuid,
    through: i64,
) -> Result<Option<i64>, DbError> {
    let seq = sqlx::query_scalar(
        "SELECT n.seq FROM client_numbers n \
         JOIN intentions i ON i.workspace = n.workspace AND i.uid = n.uid \
         WHERE n.workspace = $1 AND n.client = $2 AND i.revision <= $3 \
         ORDER BY n.seq DESC LIMIT 1",
    )
    .bind(workspace)
    .bind(client)
    .bind(through)
    .fetch_optional(connection)
    .await?;
    Ok(seq)
}

pub async fn authors(
    connection: &mut Connection,
    workspace: Uuid,
    revisions: &[i64],
) -> Result<Vec<Author>, DbError> {
    let mut found = Vec::new();
    for piece in in_pieces(revisions, 1) {
        let mut query = QueryBuilder::<Db>::new(
            "SELECT revision, author, decided_at FROM intentions WHERE workspace = ",
        );
        query.push_bind(workspace).push(" AND revision IN (");
        let mut list = query.separated(", ");
        for revision in piece {
            list.push_bind(*revision);
        }
        query.push(")");
        let rows = query.build_query_as::<Author>().persistent(false);
        found.extend(rows.fetch_all(&mut *connection).await?);
    }
    Ok(found)
}

pub async fn numbers_used(
    connection: &mut Connection,
    workspace: Uuid,
    numbers: &[(Uuid, i64)],
) -> Result<Vec<(Uuid, i64, Uuid)>, DbError> {
    let mut found = Vec::new();
    for piece in in_pieces(numbers, 2) {
        let mut query = QueryBuilder::<Db>::new("WITH v(client, seq) AS (");
        query.push_values(piece, |mut row, (client, seq)| {
            row.push_bind(*client).push_bind(*seq);
        });
        query.push(
            ") SELECT n.client, n.seq, n.uid FROM v CROSS JOIN client_numbers n \
             WHERE n.client = v.client AND n.seq = v.seq AND n.workspace = ",
        );
        query.push_bind(workspace);
        let rows = query
            .build_query_as::<(Uuid, i64, Uuid)>()
            .persistent(false);
        found.extend(rows.fetch_all(&mut *connection).await?);
    }
    Ok(found)
}

pub async fn chain_at(
    connection: &mut Connection,
    workspace: Uuid,
    revision: i64,
) -> Result<Option<String>, DbError> {
    let chain =
        sqlx::query_scalar("SELECT chain FROM intentions WHERE workspace = $1 AND revision = $2")
            .bind(workspace)
            .bind(revision)
            .fetch_optional(connection)
            .await?;
    Ok(chain)
}

pub async fn decided_at(
    connection: &mut Connection,
    workspace: Uuid,
    revision: i64,
) -> Result<Option<i64>, DbError> {
    let moment = sqlx::query_scalar(
        "SELECT decided_at FROM intentions WHERE workspace = $1 AND revision = $2",
    )
    .bind(workspace)
    .bind(revision)
    .fetch_optional(connection)
    .await?;
    Ok(moment)
}

pub async fn log(
    connection: &mut Connection,
    workspace: Uuid,
    after: i64,
    limit: i64,
) -> Result<Vec<StoredIntention>, DbError> {
    let found = sqlx::query_as(
        "SELECT uid, client, seq, name, version, body, hash, outcome, reason, context, author, \
         revision, chain, made_at, decided_at FROM intentions \
         WHERE workspace = $1 AND revision > $2 ORDER BY revision LIMIT $3",
    )
    .bind(workspace)
    .bind(after)
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
    for piece in in_pieces(&batch.intentions, 16) {
        let mut query = QueryBuilder::<Db>::new(
            "INSERT INTO intentions (workspace, uid, client, seq, name, version, body, hash, \
             outcome, reason, context, author, revision, chain, made_at, decided_at) ",
        );
        query.push_values(piece, |mut row, intention| {
            row.push_bind(workspace)
                .push_bind(intention.uid)
                .push_bind(intention.client)
                .push_bind(intention.seq)
                .push_bind(&intention.name)
                .push_bind(intention.version)
                .push_bind(&intention.body)
                .push_bind(&intention.hash)
                .push_bind(&intention.outcome)
                .push_bind(&intention.reason)
                .push_bind(&intention.context)
                .push_bind(intention.author)
                .push_bind(intention.revision)
                .push_bind(&intention.chain)
                .push_bind(intention.made_at)
                .push_bind(intention.decided_at);
        });
        query
            .build()
            .persistent(false)
            .execute(&mut *connection)
            .await?;
    }
    store_numbers(connection, workspace, &batch.numbers).await
}

async fn store_numbers(
    connection: &mut Connection,
    workspace: Uuid,
    numbers: &[ClientNumber],
) -> Result<(), DbError> {
    for piece in in_pieces(numbers, 4) {
        let mut query =
            QueryBuilder::<Db>::new("INSERT INTO client_numbers (workspace, client, seq, uid) ");
        query.push_values(piece, |mut row, number| {
            row.push_bind(workspace)
                .push_bind(number.client)
                .push_bind(number.seq)
                .push_bind(number.uid);
        });
        query
            .build()
            .persistent(false)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
