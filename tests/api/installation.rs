//! An installation as the program opens it: data in a folder or on a database server, people in it, and its devices.

use server::commands::add_user::{NewUser, add_user};
use server::commands::{Opened, open};
use server::config::{Config, Secret};
use server::db::Database;
use server::db::carrying::{self, TableSum};
use server::router;
use shared::text::Language;
use shared::users::Role;
use std::path::Path;
use support::device::Device;
use support::people::Person;
use support::world::PASSWORD;

pub fn in_folder(data: &Path) -> Config {
    Config {
        data: data.to_path_buf(),
        ..Config::default()
    }
}

pub fn on_server(data: &Path, url: &str) -> Config {
    Config {
        database: Some(Secret(url.to_owned())),
        ..in_folder(data)
    }
}

pub async fn opened(config: Config) -> Opened {
    open(config).await.expect("opened")
}

/// The server stops: nothing has the data open any more.
pub async fn closed(opened: Opened) {
    opened.state.database.close().await;
}

pub async fn seller(opened: &Opened) -> Device {
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

/// The same device, after another server has taken the place of the one it knew.
pub fn moved_to(device: &mut Device, opened: &Opened) {
    device.person = Person {
        cookie: device.person.cookie.clone(),
        ..Person::new(router(opened.state.clone()))
    };
}

/// Count and sum of every table, but for the one that says where each workspace stands.
pub async fn rows(database: &dyn Database) -> Vec<TableSum> {
    let mut tables = database.tables().await.expect("tables");
    let watch = &mut server::commands::backups::quiet();
    let sums = carrying::sums(&mut *tables, watch).await.expect("read");
    let others = sums.into_iter().filter(|sum| sum.table != "workspaces");
    others.collect()
}
