//! The database contract, run against each back end with two handles on one database.

use super::story::{outcomes, product, product_id, renamed};
use futures::StreamExt;
use server::db::memory::MemoryDatabase;
use server::db::{self, Database, conformance};
use shared::ids::ProductId;
use shared::products::Product;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use support::device::Device;
use support::postgres::Postgres;
use support::temporary::Folder;
use support::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_keeps_the_contract_with_two_deciding_processes() {
    let folder = Folder::new();
    let first = db::open(None, folder.path()).await.expect("opened");
    let second = db::open(None, folder.path()).await.expect("opened again");
    conformance::check(&first, &second).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_keeps_the_contract_with_two_deciding_processes() {
    let postgres = Postgres::start();
    let url = postgres.url();
    let first = db::open(Some(&url), Path::new(".")).await.expect("opened");
    let second = db::open(Some(&url), Path::new("."))
        .await
        .expect("opened again");
    conformance::check(&first, &second).await;
    first.close().await;
    second.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_store_in_memory_keeps_the_contract_with_two_handles() {
    let memory = MemoryDatabase::new();
    let first: Arc<dyn Database> = Arc::new(memory.clone());
    let second: Arc<dyn Database> = Arc::new(memory);
    conformance::check(&first, &second).await;
}

/// Two server processes share one database: what one decides the other's devices are told of at once.
#[tokio::test(flavor = "multi_thread")]
async fn two_servers_on_one_postgres_tell_each_other() {
    let postgres = Postgres::start();
    let (first, second) = two_worlds(&postgres.url()).await;
    let seller = first.seller().await;
    let mut tablet = Device::of(&first, seller).await;
    let mut phone = Device::of(&second, second.signed_in("ayse").await).await;
    let mut hints = second.state.database.hints().await.expect("listening");
    let id = product_id();
    tablet.commit(product(id, "Pump")).expect("it applies");
    tablet.sync().await;
    let hint = tokio::time::timeout(Duration::from_secs(5), hints.next()).await;
    let hint = hint.expect("a hint came").expect("the stream is open");
    assert_eq!(hint.workspace, first.workspace);
    assert_eq!(
        hint.revision.unsigned_abs(),
        tablet.replica.cursor().revision
    );
    phone.sync().await;
    assert_eq!(phone.get::<Product>(id), tablet.get::<Product>(id));
    // who listens holds a connection
    drop(hints);
    both_decide(&mut tablet, &mut phone, id).await;
    first.state.database.close().await;
    second.state.database.close().await;
}

async fn two_worlds(url: &str) -> (World, World) {
    let first = World::on_database(url).await;
    let second = first.beside(url).await;
    (first, second)
}

/// Both change the same field, each at its own server: one is applied, the other parked, nothing is lost.
async fn both_decide(tablet: &mut Device, phone: &mut Device, id: ProductId) {
    tablet
        .commit(renamed(id, "Pump", "Pump A"))
        .expect("it applies");
    phone
        .commit(renamed(id, "Pump", "Pump B"))
        .expect("it applies");
    let (one, other) = tokio::join!(tablet.push(), phone.push());
    let mut words = outcomes(&one.expect("pushed"));
    words.extend(outcomes(&other.expect("pushed")));
    words.sort();
    assert_eq!(words, ["applied", "parked"]);
    tablet.pull().await;
    phone.pull().await;
    assert_eq!(phone.get::<Product>(id), tablet.get::<Product>(id));
}
