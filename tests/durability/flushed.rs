//! Every answer comes after the flush. A killed process does not show it, for the page cache outlives it; so the calls of the
//! real server are written down and held against its answers. A server that does not flush is caught by the same check.

use crate::book::Book;
use crate::calls::{Answered, WATCHED, answered, calls};
use crate::client::Client;
use crate::company::{clients, found};
use futures::future::join_all;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};
use support::chance::Chance;
use support::extent::{seed, times};
use support::process::Process;
use support::temporary::Folder;
use tokio::runtime::Runtime;

const PUSHES: usize = 500;
/// A flush that comes after its answer must not be taken for the next one's.
const BETWEEN: Duration = Duration::from_millis(30);
const WRITTEN_WITHIN: Duration = Duration::from_secs(20);

#[test]
fn no_push_is_answered_before_its_flush() {
    let pushes = times(PUSHES);
    let answered = watched(pushes, 1, &[]);
    assert_eq!(answered.len(), pushes, "all were seen");
    let whole = |push: &&Answered| push.flushed && !push.written_since;
    assert_eq!(answered.iter().filter(whole).count(), pushes);
    println!("{pushes} pushes one by one, each answered after its flush");
}

#[test]
fn no_push_is_answered_before_its_flush_when_several_come_at_once() {
    let pushes = times(PUSHES);
    let answered = watched(pushes, 3, &[]);
    assert_eq!(answered.len(), 3 * pushes, "all were seen");
    assert_eq!(
        answered.iter().filter(|push| push.flushed).count(),
        3 * pushes
    );
    println!(
        "{} pushes of 3 clients, each answered after a flush",
        3 * pushes
    );
}

#[test]
fn a_server_that_does_not_flush_is_noticed() {
    let pushes = times(PUSHES);
    let answered = watched(pushes, 1, &[("SAHADA_TEST_FLUSHING", "off")]);
    assert_eq!(answered.len(), pushes, "it answers as if all were well");
    let caught = answered
        .iter()
        .filter(|push| !push.flushed && push.written_since);
    assert_eq!(caught.count(), pushes);
    println!("{pushes} pushes without a flush, each noticed");
}

fn watched(pushes: usize, at_once: usize, environment: &[(&'static str, &str)]) -> Vec<Answered> {
    let folder = Folder::new();
    let trace = folder.path().join("trace");
    let mut process = Process::new(folder.path(), None);
    process.before = strace(&trace);
    let said = environment
        .iter()
        .map(|&(name, value)| (name, value.to_owned()));
    process.environment.extend(said);
    let (runtime, mut people) = ready(&mut process, folder.path(), None);
    push(&runtime, &mut people[..at_once], pushes);
    let id = process.id();
    process.stop();
    answered(&calls(&whole(&trace, id)))
}

/// With `-D` the server is our own child, and the watcher stands beside it.
fn strace(trace: &Path) -> Vec<String> {
    let mut tried = Command::new("strace");
    tried
        .args(["-o", "/dev/null", "true"])
        .stderr(Stdio::null());
    let there = tried.status();
    assert!(
        there.is_ok_and(|ended| ended.success()),
        "strace is missing or may not watch: run `apt-get install strace`, and allow ptrace"
    );
    let mut line: Vec<String> = ["strace", "-D", "-f", "-y"].map(String::from).into();
    line.extend(WATCHED.map(String::from));
    line.extend(["-o".to_owned(), trace.display().to_string()]);
    line
}

/// The server runs, and everybody is signed in.
pub fn ready(process: &mut Process, data: &Path, database: Option<&str>) -> (Runtime, Vec<Client>) {
    let runtime = Runtime::new().expect("threads for the clients");
    runtime.block_on(found(data, database));
    process.spawn();
    process.wait();
    let people = runtime.block_on(clients(process, &Arc::new(Book::default())));
    (runtime, people)
}

/// So many pushes of each client, every one with something in it and every one answered.
pub fn push(runtime: &Runtime, people: &mut [Client], pushes: usize) {
    let seed = seed();
    let busy = people.iter_mut().zip(0..);
    let busy = busy.map(|(client, stream)| one_pushes(client, Chance::new(seed, stream), pushes));
    runtime.block_on(join_all(busy.collect::<Vec<_>>()));
}

async fn one_pushes(client: &mut Client, mut chance: Chance, pushes: usize) {
    for _ in 0..pushes {
        let waiting = client.made();
        while client.made() == waiting {
            client.act(&mut chance);
        }
        assert!(client.push(256).await.expect("nobody is killed here"));
        tokio::time::sleep(BETWEEN).await;
    }
}

/// The watcher writes its last line a moment after the server is gone.
fn whole(trace: &Path, id: u32) -> String {
    let begun = Instant::now();
    loop {
        let text = std::fs::read(trace).unwrap_or_default();
        let text = String::from_utf8_lossy(&text).into_owned();
        let last = |line: &str| line.starts_with(&format!("{id} ")) && line.contains("+++ exited");
        if text.lines().any(last) {
            return text;
        }
        assert!(begun.elapsed() < WRITTEN_WITHIN, "strace does not end");
        sleep(Duration::from_millis(20));
    }
}
