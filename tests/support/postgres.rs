//! PostgreSQL for tests: the server whose address `SAHADA_TEST_POSTGRES` names, or a throw-away cluster made in a temporary
//! folder, on a socket of its own, stopped when dropped. Its programs are where `SAHADA_TEST_POSTGRES_PROGRAMS` says, or where
//! Debian keeps them.

use crate::temporary::Folder;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

const ADDRESS: &str = "SAHADA_TEST_POSTGRES";
const PROGRAMS: &str = "SAHADA_TEST_POSTGRES_PROGRAMS";
const PACKAGED: &str = "/usr/lib/postgresql/15/bin";
/// The server refuses to run as root.
const UNPRIVILEGED: &str = "postgres";

pub enum Postgres {
    /// Somebody else's: the tests use workspaces of their own in it.
    There(String),
    Ours(Cluster),
}

pub struct Cluster {
    server: Child,
    folder: Folder,
}

impl Postgres {
    /// Panics with what to install where there is none: a test that is skipped in silence proves nothing.
    pub fn start() -> Postgres {
        match std::env::var(ADDRESS) {
            Ok(address) => Postgres::There(address),
            Err(_) => Postgres::Ours(Cluster::start()),
        }
    }

    pub fn url(&self) -> String {
        match self {
            Postgres::There(address) => address.clone(),
            Postgres::Ours(cluster) => cluster.url(),
        }
    }
}

impl Cluster {
    fn start() -> Cluster {
        let said = std::env::var_os(PROGRAMS).map(PathBuf::from);
        let programs = said.unwrap_or_else(|| PathBuf::from(PACKAGED));
        assert!(
            programs.join("initdb").exists(),
            "PostgreSQL is missing: run `apt-get install postgresql-15`, or name a server in {ADDRESS}"
        );
        let folder = Folder::new();
        give_away(folder.path());
        let data = folder.path().join("data");
        let mut made = unprivileged(&programs.join("initdb"));
        made.arg("--pgdata").arg(&data);
        made.args([
            "--auth=trust",
            "--username=sahada",
            "--encoding=UTF8",
            "--no-sync",
            "--locale=C.UTF-8",
        ]);
        let made = made.stdout(Stdio::null()).status().expect("initdb starts");
        assert!(made.success(), "initdb failed");
        let mut server = unprivileged(&programs.join("postgres"));
        server.arg("-D").arg(&data).arg("-k").arg(folder.path());
        server.args(["-c", "listen_addresses=", "-c", "fsync=off"]);
        let server = server.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let server = server.expect("postgres starts");
        let cluster = Cluster { server, folder };
        cluster.wait();
        cluster
    }

    fn wait(&self) {
        for _ in 0..300 {
            if self.folder.path().join(".s.PGSQL.5432").exists() {
                return;
            }
            sleep(Duration::from_millis(50));
        }
        panic!("postgres did not open its socket within 15 seconds");
    }

    fn url(&self) -> String {
        let socket = self.folder.path().display().to_string();
        format!("postgres://sahada@{}/postgres", socket.replace('/', "%2F"))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // the child may be the program that changed the user: the real one writes its number down
        let pid_file = std::fs::read_to_string(self.folder.path().join("data/postmaster.pid"));
        let pid = pid_file
            .ok()
            .and_then(|text| text.lines().next().map(str::to_owned));
        if let Some(pid) = pid {
            let stopped = Command::new("kill").args(["-INT", &pid]).status();
            debug_assert!(stopped.is_ok(), "kill is a program everywhere");
        }
        let _ended = self.server.wait();
    }
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|id| id.stdout.starts_with(b"0"))
}

fn unprivileged(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid", UNPRIVILEGED, "--regid", UNPRIVILEGED]);
    // a test that is killed takes its server along
    command
        .args(["--clear-groups", "--pdeathsig", "INT"])
        .arg(program);
    command
}

fn give_away(folder: &Path) {
    if is_root() {
        let given = Command::new("chown").arg(UNPRIVILEGED).arg(folder).status();
        let given = given.is_ok_and(|given| given.success());
        assert!(given, "the folder can be given to {UNPRIVILEGED}");
    }
}
