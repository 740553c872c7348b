//! A small company on a real server's process: who works there, their clients at work on a thread of their own, and what must
//! hold once everything is quiet.

use crate::book::Book;
use crate::client::Client;
use futures::future::join_all;
use server::commands::add_user::{NewUser, add_user};
use server::config::{Config, Secret};
use shared::text::Language;
use shared::users::Role;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use support::chance::Chance;
use support::process::Process;
use support::world::PASSWORD;
use tokio::time::sleep;

/// One person has two devices: their portion is the same.
const CLIENTS: [&str; 4] = ["ayse", "ayse", "jonas", "ada"];
const PEOPLE: [(&str, Role); 3] = [
    ("ayse", Role::Salesperson),
    ("jonas", Role::Technician),
    ("ada", Role::Administrator),
];
/// Of one client, however long it has.
const SAVED_MAX: usize = 20_000;
const ROUNDS_TO_QUIET: usize = 2_000;

/// The people, before the first start.
pub async fn found(data: &Path, database: Option<&str>) {
    let config = Config {
        data: data.to_path_buf(),
        database: database.map(|url| Secret(url.to_owned())),
        ..Config::default()
    };
    let opened = server::commands::open(config).await.expect("opened");
    for (login, role) in PEOPLE {
        let new = NewUser {
            login: login.to_owned(),
            name: login.to_owned(),
            roles: [role].into(),
            territories: ["north".to_owned()].into(),
            language: Language::En,
            password: PASSWORD.to_owned(),
        };
        add_user(&opened.state, opened.workspace, new)
            .await
            .expect("added");
    }
    opened.state.database.close().await;
}

pub async fn clients(process: &Process, book: &Arc<Book>) -> Vec<Client> {
    let address = process.address();
    join_all(CLIENTS.map(|login| Client::of(address, login, book.clone()))).await
}

/// One client's day.
pub async fn day(client: &mut Client, mut chance: Chance, over: &AtomicBool) {
    while !over.load(Ordering::SeqCst) {
        if client.made() < SAVED_MAX {
            (0..chance.below(6)).for_each(|_| client.act(&mut chance));
        }
        pause(&mut chance, 15).await;
        let heard = match chance.below(4) {
            0 => client.pull().await.map(|()| true),
            _ => client.push(1 + chance.below(24)).await,
        };
        if heard.is_err() {
            pause(&mut chance, 30).await;
            // cut again is no news
            match chance.below(3) {
                0 => client.repeat().await.unwrap_or_default(),
                1 => client.pull().await.unwrap_or_default(),
                _ => {}
            }
        }
    }
    for _ in 0..ROUNDS_TO_QUIET {
        let pushed = client.push(256).await;
        let quiet = pushed.is_ok_and(|pushed| !pushed) && client.pull().await.is_ok();
        if quiet && client.replica.queue().is_empty() {
            return;
        }
        pause(&mut chance, 30).await;
    }
    panic!("the queue of {} never empties", client.login);
}

async fn pause(chance: &mut Chance, milliseconds_max: usize) {
    let milliseconds = u64::try_from(chance.below(milliseconds_max)).unwrap_or(0);
    sleep(Duration::from_millis(milliseconds)).await;
}

/// Everybody has pulled all: who sees the same holds the same bytes, and they are what the server gives a new device.
pub async fn all_hold_the_same(clients: &mut [Client], process: &Process) {
    for client in clients.iter_mut() {
        client.repeat_all().await;
        client.pull().await.expect("nobody is killed any more");
        assert!(client.replica.queue().is_empty());
    }
    for client in clients.iter() {
        let fresh = Client::of(process.address(), client.login, Arc::default()).await;
        assert_eq!(client.replica.cursor(), fresh.replica.cursor());
        let (held, given) = (client.bytes(), fresh.bytes());
        assert!(
            !held.is_empty() && held == given,
            "{} differs",
            client.login
        );
    }
}

/// `check-data` of the real program: no difference, and how many intentions the log has.
pub fn checked(process: &Process) -> usize {
    let output = process.told("check-data");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let problem = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "check-data: {said}{problem}");
    assert!(said.contains(" 0 differences"), "{said}");
    let words: Vec<&str> = said.split_whitespace().collect();
    let before = words.iter().position(|word| *word == "intentions,");
    let count = before.and_then(|at| words.get(at.checked_sub(1)?));
    count.and_then(|count| count.parse().ok()).expect("a count")
}
