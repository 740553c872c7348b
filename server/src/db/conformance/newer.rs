//! Makes a file look as if a later version of the program had written it: no such version is there to ask.

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};
use std::path::Path;

pub async fn make_newer(file: &Path) {
    let options = SqliteConnectOptions::new().filename(file);
    let mut connection = options.connect().await.expect("a database");
    let newest = "UPDATE _sqlx_migrations SET version = 9999 \
         WHERE version = (SELECT max(version) FROM _sqlx_migrations)";
    let raised = sqlx::query(newest).execute(&mut connection).await;
    raised.expect("a list of migrations");
    connection.close().await.expect("closed");
}
