//! The same on PostgreSQL, which counts its flushes itself: never fewer than answered pushes. What would turn them off is
//! overruled, or refused, or noticed here.

use crate::flushed::{push, ready};
use std::time::{Duration, Instant};
use support::extent::times;
use support::postgres::Cluster;
use support::process::Process;
use support::temporary::Folder;

const PUSHES: usize = 300;
/// No flush but those that somebody waits for.
const QUIET: [&str; 3] = [
    "wal_writer_delay=10s",
    "checkpoint_timeout=1h",
    "autovacuum=off",
];
/// The server does not say its own word at the start of a session.
const UNSAID: (&str, &str) = ("SAHADA_TEST_FLUSHING", "off");

#[test]
fn a_database_that_would_not_flush_is_made_to() {
    let (cluster, folder) = (Cluster::with(&QUIET), Folder::new());
    cluster.ask("ALTER ROLE sahada SET synchronous_commit TO off");
    let mut process = Process::new(folder.path(), Some(&cluster.url()));
    let (pushes, flushes) = counted(&cluster, &mut process, &folder, || {});
    assert!(flushes >= pushes, "{flushes} flushes of {pushes} pushes");
    println!("{pushes} pushes, {flushes} flushes of PostgreSQL");
}

#[test]
fn a_database_that_cannot_be_made_to_flush_is_refused() {
    let (cluster, folder) = (Cluster::with(&QUIET), Folder::new());
    cluster.ask("ALTER ROLE sahada SET synchronous_commit TO off");
    let mut process = Process::new(folder.path(), Some(&cluster.url()));
    process.environment.push((UNSAID.0, UNSAID.1.to_owned()));
    process.spawn();
    let said = process.refuses();
    assert!(said.contains("set synchronous_commit to on"), "{said}");
}

#[test]
fn a_database_that_stops_flushing_is_noticed() {
    let (cluster, folder) = (Cluster::with(&QUIET), Folder::new());
    let mut process = Process::new(folder.path(), Some(&cluster.url()));
    process.environment.push((UNSAID.0, UNSAID.1.to_owned()));
    let (pushes, flushes) = counted(&cluster, &mut process, &folder, || {
        cluster.ask("ALTER SYSTEM SET synchronous_commit TO off");
        cluster.ask("SELECT pg_reload_conf()");
    });
    assert!(flushes < pushes, "{flushes} flushes of {pushes} pushes");
    println!("{pushes} pushes with {flushes} flushes: noticed");
}

/// How many pushes were answered, and how many flushes the database counts meanwhile. A process of the database hands in its
/// counts when its session ends, so that the server is stopped before each look, and its sessions are waited for.
fn counted(
    cluster: &Cluster,
    process: &mut Process,
    folder: &Folder,
    before_the_pushes: impl FnOnce(),
) -> (usize, usize) {
    let pushes = times(PUSHES);
    let (runtime, mut people) = ready(process, folder.path(), Some(&cluster.url()));
    process.stop();
    let before = flushes(cluster);
    process.spawn();
    process.wait();
    before_the_pushes();
    // the first call meets the connection of the server that is gone
    runtime.block_on(people[0].pull()).unwrap_or_default();
    push(&runtime, &mut people[..1], pushes);
    process.stop();
    (pushes, flushes(cluster) - before)
}

fn flushes(cluster: &Cluster) -> usize {
    const SESSIONS: &str = "SELECT count(*) FROM pg_stat_activity \
         WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";
    let end = Instant::now() + Duration::from_secs(20);
    while cluster.ask(SESSIONS) != "0" {
        assert!(
            Instant::now() < end,
            "a session of the stopped server stays"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    let counted = cluster.ask("SELECT wal_sync FROM pg_stat_wal");
    counted.parse().expect("a count")
}
