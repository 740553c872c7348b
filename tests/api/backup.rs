//! A backup is one file, checked; a restore gives it a new epoch, keeps what was there, and devices notice.

use super::story::{product, product_id};
use server::commands::add_user::{NewUser, add_user};
use server::commands::{Opened, backup, open, restore};
use server::config::Config;
use server::db::backend_choice::is_whole;
use server::router;
use shared::products::Product;
use shared::text::Language;
use shared::users::Role;
use std::path::Path;
use support::device::Device;
use support::people::Person;
use support::temporary::Folder;
use support::world::PASSWORD;

fn config(data: &Path) -> Config {
    Config {
        data: data.to_path_buf(),
        ..Config::default()
    }
}

async fn opened(data: &Path) -> Opened {
    open(config(data)).await.expect("opened")
}

async fn seller(opened: &Opened) -> Device {
    let new = NewUser {
        login: "ayse".into(),
        name: "Ayşe".into(),
        roles: [Role::Salesperson].into(),
        territories: ["north".to_owned()].into(),
        language: Language::Tr,
        password: PASSWORD.into(),
    };
    let added = add_user(&opened.state, opened.workspace, new).await;
    added.expect("added");
    let mut person = Person::new(router(opened.state.clone()));
    person.sign_in("ayse", PASSWORD).await.is(200);
    Device::at(person, opened.state.clock.now()).await
}

#[tokio::test]
async fn what_a_backup_holds_comes_back_with_a_new_epoch() {
    let folder = Folder::new();
    let (data, file) = (folder.path().join("data"), folder.path().join("backup.db"));
    let before = opened(&data).await;
    let mut device = seller(&before).await;
    let (kept, lost) = (product_id(), product_id());
    device.commit(product(kept, "Pump")).expect("it applies");
    device.sync().await;
    backup::backup(&before, &file).await.expect("a backup");
    assert!(is_whole(&file).await.expect("read"));
    let said = before.state.database.workspaces().await.expect("read");
    assert_eq!(said[0].backed_up, said[0].revision, "the backup is noted");
    device.commit(product(lost, "Valve")).expect("it applies");
    device.sync().await;
    assert_eq!(device.backed_up, Some(1), "the second one came later");
    let refused = restore::restore(&config(&data), &file).await;
    assert!(refused.is_err(), "a running server has the data open");
    before.state.database.close().await;
    drop(before);
    let aside = restore::restore(&config(&data), &file)
        .await
        .expect("restored");
    assert!(
        aside.is_some_and(|aside| aside.exists()),
        "nothing is deleted"
    );
    let after = opened(&data).await;
    device.person = Person {
        cookie: device.person.cookie.clone(),
        ..Person::new(router(after.state.clone()))
    };
    let epoch = device.replica.cursor().epoch.clone();
    device.pull().await;
    assert_ne!(device.replica.cursor().epoch, epoch);
    assert!(device.get::<Product>(kept).is_some());
    assert!(
        device.get::<Product>(lost).is_none(),
        "the device sees what the server has"
    );
}

#[tokio::test]
async fn a_damaged_backup_is_not_restored() {
    let folder = Folder::new();
    let (data, file) = (folder.path().join("data"), folder.path().join("backup.db"));
    let there = opened(&data).await;
    backup::backup(&there, &file).await.expect("a backup");
    assert!(
        backup::backup(&there, &file).await.is_err(),
        "it overwrites nothing"
    );
    there.state.database.close().await;
    drop(there);
    let mut bytes = std::fs::read(&file).expect("read");
    let length = bytes.len();
    bytes[4096..length].fill(0x5a);
    std::fs::write(&file, bytes).expect("written");
    assert!(restore::restore(&config(&data), &file).await.is_err());
}
