//! The database contract, run against each back end with two handles on one database.

use server::db::{self, conformance};
use std::path::Path;
use support::postgres::Postgres;
use support::temporary::Folder;

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_keeps_the_contract_with_two_deciding_processes() {
    let folder = Folder::new();
    let first = db::open(None, folder.path()).await.expect("opened");
    let second = db::open(None, folder.path()).await.expect("opened again");
    conformance::check(&first, &second).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_keeps_the_contract_with_two_deciding_processes() {
    let Some(postgres) = Postgres::start() else {
        panic!(
            "PostgreSQL is missing: run `apt-get install postgresql-15` or set SAHADA_TEST_POSTGRES"
        );
    };
    let url = postgres.url();
    let first = db::open(Some(&url), Path::new(".")).await.expect("opened");
    let second = db::open(Some(&url), Path::new("."))
        .await
        .expect("opened again");
    conformance::check(&first, &second).await;
    first.close().await;
    second.close().await;
}
