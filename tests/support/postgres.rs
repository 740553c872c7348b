//! PostgreSQL for tests: the server whose address `SAHADA_TEST_POSTGRES` names, or a throw-away cluster made in a temporary
//! folder, on a socket of its own, stopped when dropped. Its programs are where `SAHADA_TEST_POSTGRES_PROGRAMS` says, or where
//! Debian keeps them.

use crate::process::signal;
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
    programs: PathBuf,
    folder: Folder,
    settings: Vec<String>,
    server: Option<Child>,
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
    /// For tests that do not ask what a power cut leaves.
    fn start() -> Cluster {
        Self::with(&["fsync=off"])
    }

    /// A cluster that only this test has, so that it may be killed; with settings of its own.
    pub fn with(settings: &[&str]) -> Cluster {
        let said = std::env::var_os(PROGRAMS).map(PathBuf::from);
        let programs = said.unwrap_or_else(|| PathBuf::from(PACKAGED));
        assert!(
            programs.join("initdb").exists(),
            "PostgreSQL is missing: run `apt-get install postgresql-15`, or name a server in {ADDRESS}"
        );
        let mut cluster = Cluster {
            programs,
            folder: Folder::new(),
            settings: settings.iter().map(|&setting| setting.to_owned()).collect(),
            server: None,
        };
        cluster.make();
        cluster.start_again();
        cluster
    }

    fn make(&self) {
        give_away(self.folder.path());
        let mut made = unprivileged(&self.programs.join("initdb"));
        made.arg("--pgdata").arg(self.data()).args([
            "--auth=trust",
            "--username=sahada",
            "--encoding=UTF8",
            "--no-sync",
            "--locale=C.UTF-8",
        ]);
        let made = made.stdout(Stdio::null()).status().expect("initdb starts");
        assert!(made.success(), "initdb failed");
    }

    /// After a kill, processes of the old server may hold its memory for a moment longer: then the new one gives up, and is
    /// started once more.
    pub fn start_again(&mut self) {
        for _ in 0..100 {
            self.server = Some(self.spawn());
            if self.is_up_soon() {
                return;
            }
            self.server = None;
            sleep(Duration::from_millis(50));
        }
        panic!("postgres did not open its socket");
    }

    fn spawn(&self) -> Child {
        let mut server = unprivileged(&self.programs.join("postgres"));
        server.arg("-D").arg(self.data());
        server.arg("-k").arg(self.folder.path());
        server.args(["-c", "listen_addresses="]);
        server.args(self.settings.iter().flat_map(|setting| ["-c", setting]));
        let server = server.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        server.expect("postgres starts")
    }

    /// `false` when it ended by itself.
    fn is_up_soon(&mut self) -> bool {
        for _ in 0..1500 {
            let server = self.server.as_mut().expect("it was started");
            // the file of a killed server stays: without it the new one would not see that the old one's processes still write
            let number_file =
                std::fs::read_to_string(self.folder.path().join("data/postmaster.pid"));
            let lines = number_file.unwrap_or_default();
            let line = |at| lines.lines().nth(at).map(str::trim);
            if line(0) == Some(&server.id().to_string()) && line(7) == Some("ready") {
                return true;
            }
            if server.try_wait().expect("it is our child").is_some() {
                return false;
            }
            sleep(Duration::from_millis(10));
        }
        panic!("postgres was not ready within 15 seconds");
    }

    /// `KILL`: it does nothing more. `QUIT`: the stop that PostgreSQL calls immediate. `INT`: the usual one.
    pub fn end(&mut self, how: &str) {
        if let Some(mut server) = self.server.take() {
            signal(server.id(), how);
            server.wait().expect("it is our child");
        }
    }

    /// What one statement answers, or nothing.
    pub fn ask(&self, statement: &str) -> String {
        let mut psql = Command::new(self.programs.join("psql"));
        psql.arg(self.url()).args(["-qAtX", "-c", statement]);
        let output = psql.output().expect("psql starts");
        let problem = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{statement}: {problem}");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub fn url(&self) -> String {
        let socket = self.folder.path().display().to_string();
        format!("postgres://sahada@{}/postgres", socket.replace('/', "%2F"))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.end("INT");
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
