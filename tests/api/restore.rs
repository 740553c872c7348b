//! A backup goes into a file or onto a database server, whichever it came from: every row is there, the epoch is new, devices notice and
//! offer again what it lacks. What was there is kept, and nothing is replaced by accident.

use super::installation::{closed, in_folder, moved_to, on_server, opened, rows, seller};
use super::story::{product, product_id};
use server::commands::backups::quiet;
use server::commands::{backup, restore};
use server::config::Config;
use server::db::Workspace;
use server::db::conformance::make_newer;
use server::sync::replay;
use shared::ids::ClientId;
use shared::products::Product;
use shared::sync::wire::{PushAnswer, PushRequest};
use std::fs;
use std::path::Path;
use support::device::Device;
use support::postgres::Cluster;
use support::temporary::Folder;
use uuid::Uuid;

async fn put_back(config: &Config, file: &Path) -> Result<Option<std::path::PathBuf>, String> {
    let done = restore::restore(config, file, true, &mut quiet()).await;
    done.map_err(|error| format!("{error:#}"))
}

#[tokio::test]
async fn what_a_backup_holds_comes_back_with_a_new_epoch() {
    let folder = Folder::new();
    let (data, file) = (folder.path().join("data"), folder.path().join("backup.db"));
    let config = in_folder(&data);
    let before = opened(config.clone()).await;
    let mut device = seller(&before).await;
    let (kept, lost) = (product_id(), product_id());
    device.commit(product(kept, "Pump")).expect("it applies");
    device.sync().await;
    backup::backup(&before, &file, false, &mut quiet())
        .await
        .expect("a backup");
    device.commit(product(lost, "Valve")).expect("it applies");
    device.sync().await;
    let running = put_back(&config, &file).await;
    assert!(
        running
            .expect_err("refused")
            .contains("stop the server first")
    );
    closed(before).await;
    let unasked = restore::restore(&config, &file, false, &mut quiet()).await;
    let said = unasked.expect_err("nobody asked for it").to_string();
    assert!(said.contains("--replace"), "{said}");
    let aside = put_back(&config, &file).await.expect("restored");
    assert!(
        aside.is_some_and(|aside| aside.exists()),
        "nothing is deleted"
    );
    let after = opened(config).await;
    moved_to(&mut device, &after);
    let epoch = device.replica.cursor().epoch.clone();
    device.pull().await;
    assert_ne!(device.replica.cursor().epoch, epoch);
    assert!(device.get::<Product>(kept).is_some());
    assert!(
        device.get::<Product>(lost).is_none(),
        "the device sees what the server has"
    );
}

/// A restore is done in two names; a machine that stops between them leaves one of these.
#[tokio::test]
async fn a_restore_that_died_at_its_last_step_is_done_by_whoever_opens_the_data_next() {
    for present_is_aside in [false, true] {
        let folder = Folder::new();
        let place = |name: &str| folder.path().join(name);
        let config = in_folder(&place("data"));
        let there = opened(config.clone()).await;
        let backed_up = rows(&*there.state.database).await;
        let file = place("backup.db");
        let made = backup::backup(&there, &file, false, &mut quiet()).await;
        made.expect("a backup");
        seller(&there).await;
        closed(there).await;
        let ready = in_folder(&place("ready"));
        put_back(&ready, &file).await.expect("restored");
        let (from, to) = (place("ready/sahada.db"), place("data/restore.ready"));
        fs::rename(from, to).expect("renamed");
        if present_is_aside {
            let aside = place("data/before-restore-1.db");
            fs::rename(place("data/sahada.db"), aside).expect("renamed");
        }
        let after = opened(config).await;
        assert_eq!(rows(&*after.state.database).await, backed_up);
        closed(after).await;
        assert!(
            place("data/before-restore-1.db").exists(),
            "nothing is deleted"
        );
        assert!(!place("data/restore.ready").exists());
    }
}

#[tokio::test]
async fn a_new_epoch_alone_counts_nothing_as_backed_up() {
    let folder = Folder::new();
    let config = in_folder(&folder.path().join("data"));
    let there = opened(config.clone()).await;
    let mut device = seller(&there).await;
    let pump = product(product_id(), "Pump");
    device.commit(pump).expect("it applies");
    device.sync().await;
    let file = folder.path().join("backup.db");
    let made = backup::backup(&there, &file, false, &mut quiet()).await;
    let held = made.expect("a backup").workspaces[0].revision;
    let valve = product(product_id(), "Valve");
    device.commit(valve).expect("it applies");
    device.sync().await;
    let before = head(&there).await;
    closed(there).await;
    restore::new_epoch(config.clone()).await.expect("begun");
    let after = head(&opened(config.clone()).await).await;
    assert_ne!(after.epoch, before.epoch);
    assert_eq!((after.backed_up, after.revision), (held, before.revision));
    // a file that was read and checked is one
    put_back(&config, &file).await.expect("restored");
    let restored = head(&opened(config).await).await;
    assert_eq!((restored.backed_up, restored.revision), (held, held));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_installation_moves_to_a_database_server_and_back_without_losing_a_row() {
    let folder = Folder::new();
    let place = |name: &str| folder.path().join(name);
    let cluster = Cluster::with(&["fsync=off"]);
    let first = opened(in_folder(&place("first"))).await;
    let mut device = seller(&first).await;
    for number in 0..20 {
        device
            .commit(product(product_id(), &format!("Pump {number}")))
            .expect("it applies");
        device.sync().await;
    }
    backup::backup(&first, &place("one.db"), true, &mut quiet())
        .await
        .expect("a backup");
    let (at_first, stood) = (rows(&*first.state.database).await, head(&first).await);
    let forgotten = ahead(&mut device).await;
    closed(first).await;

    let server = on_server(&place("second"), &cluster.url());
    assert_eq!(
        put_back(&server, &place("one.db")).await,
        Ok(None),
        "nothing was there"
    );
    let second = opened(server.clone()).await;
    assert_eq!(rows(&*second.state.database).await, at_first);
    let moved = head(&second).await;
    assert_eq!(
        (moved.revision, &moved.chain),
        (stood.revision, &stood.chain)
    );
    assert_ne!(moved.epoch, stood.epoch);
    moved_to(&mut device, &second);
    device.pull().await;
    offered_again(&mut device, &forgotten).await;
    let elsewhere = on_server(&place("elsewhere"), &cluster.url());
    let running = put_back(&elsewhere, &place("one.db")).await;
    assert!(
        running
            .expect_err("refused")
            .contains("connected to the database")
    );
    backup::backup(&second, &place("two.db"), true, &mut quiet())
        .await
        .expect("a backup");
    let at_second = rows(&*second.state.database).await;
    closed(second).await;

    let back = in_folder(&place("third"));
    assert_eq!(put_back(&back, &place("two.db")).await, Ok(None));
    let third = opened(back).await;
    assert_eq!(rows(&*third.state.database).await, at_second);
    let mut snapshot = third
        .state
        .database
        .snapshot(third.workspace)
        .await
        .expect("read");
    let report = replay::check(&mut *snapshot).await.expect("replayed");
    assert_eq!(report.differences, Vec::<String>::new());
    assert_eq!(
        i64::try_from(report.intentions),
        Ok(head(&third).await.revision)
    );

    let kept = put_back(&server, &place("one.db"))
        .await
        .expect("restored once more");
    let kept = kept.expect("what stood on the server is kept");
    let fourth = in_folder(&place("fourth"));
    assert_eq!(
        put_back(&fourth, &kept).await,
        Ok(None),
        "and can be restored itself"
    );
    let fourth = opened(fourth).await;
    assert_eq!(rows(&*fourth.state.database).await, at_second);
}

/// Work that the backup does not hold.
async fn ahead(device: &mut Device) -> PushRequest {
    device
        .commit(product(product_id(), "Valve"))
        .expect("it applies");
    let request = device.replica.push_request(256).expect("something waits");
    device.sync().await;
    request
}

/// A new sender, numbered anew, with the same uids: decided once, and the second time answered.
async fn offered_again(device: &mut Device, forgotten: &PushRequest) {
    let mut request = forgotten.clone();
    request.client = ClientId(Uuid::now_v7());
    for (intention, seq) in request.intentions.iter_mut().zip(1..) {
        (intention.client, intention.seq) = (Some(request.client), seq);
    }
    for _ in 0..2 {
        let reply = device.person.post("/api/v1/sync/push", &request).await;
        let PushAnswer::Decided { outcomes, .. } = reply.is(200).json() else {
            panic!("it is decided");
        };
        assert!(outcomes.iter().all(|decided| decided.outcome.is_applied()));
    }
}

async fn head(opened: &server::commands::Opened) -> Workspace {
    let workspaces = opened.state.database.workspaces().await.expect("read");
    workspaces.into_iter().next().expect("a workspace")
}

#[tokio::test]
async fn another_companys_data_is_not_replaced() {
    let folder = Folder::new();
    let place = |name: &str| folder.path().join(name);
    let mine = opened(in_folder(&place("mine"))).await;
    seller(&mine).await;
    backup::backup(&mine, &place("mine.db"), false, &mut quiet())
        .await
        .expect("a backup");
    let other = in_folder(&place("theirs"));
    let theirs = opened(other.clone()).await;
    seller(&theirs).await;
    closed(theirs).await;
    let refused = put_back(&other, &place("mine.db"))
        .await
        .expect_err("refused");
    assert!(refused.contains("this backup does not"), "{refused}");
    // an installation in which nobody has worked yet is nobody's
    let fresh = in_folder(&place("fresh"));
    closed(opened(fresh.clone()).await).await;
    let restored = restore::restore(&fresh, &place("mine.db"), false, &mut quiet()).await;
    restored.expect("restored");
    assert_eq!(opened(fresh).await.workspace, mine.workspace);
}

#[tokio::test]
async fn a_backup_of_a_newer_version_is_not_restored() {
    let folder = Folder::new();
    let file = folder.path().join("newer.db");
    let there = opened(in_folder(&folder.path().join("data"))).await;
    backup::backup(&there, &file, false, &mut quiet())
        .await
        .expect("a backup");
    make_newer(&file).await;
    let target = in_folder(&folder.path().join("target"));
    let refused = put_back(&target, &file).await.expect_err("refused");
    assert!(refused.contains("newer version"), "{refused}");
}
