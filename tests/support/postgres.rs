//! A throw-away PostgreSQL cluster: made in a temporary folder, on a socket of its own, stopped when dropped.
//! `None` where the machine has no PostgreSQL, so that the caller can say so.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// Where Debian keeps the programs; `SAHADA_TEST_POSTGRES` names another folder.
const PROGRAMS: &str = "/usr/lib/postgresql/15/bin";
/// The server refuses to run as root.
const UNPRIVILEGED: &str = "postgres";

pub struct Postgres {
    server: Child,
    folder: PathBuf,
}

impl Postgres {
    pub fn start() -> Option<Postgres> {
        let programs = std::env::var("SAHADA_TEST_POSTGRES").unwrap_or_else(|_| PROGRAMS.into());
        let programs = Path::new(&programs);
        if !programs.join("initdb").exists() {
            return None;
        }
        let folder =
            std::env::temp_dir().join(format!("sahada-pg-{}", uuid::Uuid::new_v4().simple()));
        std::fs::create_dir_all(&folder).expect("a temporary folder can be made");
        give_away(&folder);
        let data = folder.join("data");
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
        server.arg("-D").arg(&data).arg("-k").arg(&folder);
        server.args(["-c", "listen_addresses=", "-c", "fsync=off"]);
        let server = server.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let server = Postgres {
            server: server.expect("postgres starts"),
            folder,
        };
        server.wait();
        Some(server)
    }

    fn wait(&self) {
        for _ in 0..300 {
            if self.folder.join(".s.PGSQL.5432").exists() {
                return;
            }
            sleep(Duration::from_millis(50));
        }
        panic!("postgres did not open its socket within 15 seconds");
    }

    pub fn url(&self) -> String {
        let socket = self.folder.display().to_string().replace('/', "%2F");
        format!("postgres://sahada@{socket}/postgres")
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // the child may be the program that changed the user: the real one writes its number down
        let pid_file = std::fs::read_to_string(self.folder.join("data/postmaster.pid"));
        if let Some(pid) = pid_file
            .ok()
            .and_then(|text| text.lines().next().map(str::to_owned))
        {
            let stopped = Command::new("kill").args(["-INT", &pid]).status();
            debug_assert!(stopped.is_ok(), "kill is a program everywhere");
        }
        if self.server.wait().is_ok() {
            std::fs::remove_dir_all(&self.folder).unwrap_or_default();
        }
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
    command
        .args([
            "--reuid",
            UNPRIVILEGED,
            "--regid",
            UNPRIVILEGED,
            "--clear-groups",
        ])
        .arg(program);
    command
}

fn give_away(folder: &Path) {
    if is_root() {
        let given = Command::new("chown").arg(UNPRIVILEGED).arg(folder).status();
        assert!(
            given.is_ok_and(|given| given.success()),
            "the folder can be given to {UNPRIVILEGED}"
        );
    }
}
