//! The server's process, and its database where that is another one, end with SIGKILL at moments that chance chooses, while four
//! clients work. The page cache outlives them; that flushes come before answers is shown in `flushed`.

use crate::book::Book;
use crate::client::Client;
use crate::company::{all_hold_the_same, checked, clients, day, found};
use futures::future::join_all;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};
use support::chance::Chance;
use support::extent::{seed, times};
use support::postgres::Cluster;
use support::process::Process;
use support::temporary::Folder;
use tokio::runtime::Runtime;

const KILLS: usize = 300;
const KILLS_WITH_DATABASE: usize = 60;
/// The stream of the director; those of the clients follow.
const DIRECTOR: u64 = 0;
const NEWS_WITHIN: Duration = Duration::from_secs(2);

#[test]
fn what_was_answered_survives_a_kill() {
    let folder = Folder::new();
    let process = Process::new(folder.path(), None);
    survives(times(KILLS), process, folder.path(), None);
}

#[test]
fn what_was_answered_survives_a_kill_of_the_server_or_of_its_database() {
    let folder = Folder::new();
    let cluster = Cluster::with(&[]);
    let process = Process::new(folder.path(), Some(&cluster.url()));
    let kills = times(KILLS_WITH_DATABASE);
    survives(kills, process, folder.path(), Some(cluster));
}

fn survives(kills: usize, process: Process, data: &Path, cluster: Option<Cluster>) {
    let (seed, book) = (seed(), Arc::new(Book::default()));
    let runtime = Runtime::new().expect("threads for the clients");
    let database = cluster.as_ref().map(Cluster::url);
    runtime.block_on(found(data, database.as_deref()));
    let mut stage = Stage {
        before: 0,
        process,
        cluster,
        book: book.clone(),
        chance: Chance::new(seed, DIRECTOR),
        starts: Vec::new(),
    };
    // the first start sets up what a company needs, and that stands in the log as well
    stage.start();
    stage.process.stop();
    stage.before = checked(&stage.process);
    stage.start();
    let people = runtime.block_on(clients(&stage.process, &book));
    let over = Over::default();
    let working = runtime.spawn(at_work(people, seed, over.0.clone()));
    for kill in 0..kills {
        assert!(!working.is_finished(), "a client has failed");
        stage.kill(kill);
    }
    drop(over);
    let mut people = runtime.block_on(working).expect("no client fails");
    runtime.block_on(all_hold_the_same(&mut people, &stage.process));
    stage.adds_up(kills);
}

/// Dropped, also by a failure, it ends the clients' day.
#[derive(Default)]
struct Over(Arc<AtomicBool>);

impl Drop for Over {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

async fn at_work(mut people: Vec<Client>, seed: u64, over: Arc<AtomicBool>) -> Vec<Client> {
    let days = people.iter_mut().zip(DIRECTOR + 1..);
    let days = days.map(|(client, stream)| day(client, Chance::new(seed, stream), &over));
    join_all(days.collect::<Vec<_>>()).await;
    people
}

struct Stage {
    process: Process,
    cluster: Option<Cluster>,
    book: Arc<Book>,
    chance: Chance,
    /// Intentions in the log before anybody worked.
    before: usize,
    /// From the start of the process to its being ready.
    starts: Vec<Duration>,
}

impl Stage {
    fn start(&mut self) {
        self.process.spawn();
        self.starts.push(self.process.wait());
    }

    /// One death and everything up to the next readiness. With a database of its own they take turns.
    fn kill(&mut self, number: usize) {
        self.wait_for_a_moment();
        match &mut self.cluster {
            Some(cluster) if number % 2 == 1 => {
                cluster.end(if number % 4 == 1 { "QUIT" } else { "KILL" });
                cluster.start_again();
                self.process.wait();
            }
            _ => {
                self.process.kill();
                if self.chance.per_cent(10) {
                    // before it is ready, too
                    self.process.spawn();
                    self.pause(150);
                    self.process.kill();
                }
                self.start();
            }
        }
    }

    /// Some time after the start, or just after a push has left.
    fn wait_for_a_moment(&mut self) {
        if self.chance.per_cent(40) {
            return self.pause(400);
        }
        let begun = Instant::now();
        let sent = |book: &Book| book.pages().pushes;
        let awaited = sent(&self.book) + 1 + self.chance.below(20);
        while sent(&self.book) < awaited && begun.elapsed() < NEWS_WITHIN {
            sleep(Duration::from_micros(200));
        }
        let microseconds = u64::try_from(self.chance.below(40_000)).unwrap_or(0);
        sleep(Duration::from_micros(microseconds));
    }

    fn pause(&mut self, milliseconds_max: usize) {
        let milliseconds = u64::try_from(self.chance.below(milliseconds_max)).unwrap_or(0);
        sleep(Duration::from_millis(milliseconds));
    }

    fn adds_up(mut self, kills: usize) {
        self.process.stop();
        let logged = checked(&self.process) - self.before;
        let pages = self.book.pages();
        let outcomes = pages.outcomes();
        assert_eq!(outcomes.values().sum::<usize>(), pages.saved_count());
        assert_eq!(logged, pages.saved_count(), "the log has each once");
        self.starts.sort();
        println!(
            "{kills} kills; pushes: {} sent, {} unanswered, {} repeated; {} pulls; {} intentions, \
             {} of them settled before any answer; {outcomes:?}; \
             ready again after {:?} (median), {:?} (longest)",
            pages.pushes,
            pages.pushes_unanswered,
            pages.pushes_repeated,
            pages.pulls,
            pages.saved_count(),
            pages.settled_unanswered,
            self.starts[self.starts.len() / 2],
            self.starts[self.starts.len() - 1],
        );
    }
}
