//! A PostgreSQL of our own for one test run: on loopback, in a temporary folder, gone afterwards.
//! Knows nothing about our tables.

use crate::steps::{command, finish, printed, status};
use crate::tools;
use anyhow::{Context, Result, bail};
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Tests that need it read the address from this variable; set beforehand, it names a server that is already there.
pub const ADDRESS: &str = "SAHADA_TEST_POSTGRES";

pub struct Postgres {
    process: Child,
    folder: PathBuf,
    pub address: String,
}

impl Postgres {
    pub fn start() -> Result<Postgres> {
        let programs = tools::postgres_programs()?;
        let owner = owner()?;
        let folder = std::env::temp_dir().join(format!("sahada-postgres-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        if let Some(owner) = &owner {
            chown(&folder, Some(owner.user), Some(owner.group))?;
        }
        let place = folder.to_string_lossy().into_owned();
        let by_owner = |program: &str, arguments: &[&str]| {
            run_by(&owner, &programs, program, arguments, &folder)
        };
        finish(
            &mut by_owner(
                "initdb",
                &[
                    "-D",
                    &place,
                    "-U",
                    "postgres",
                    "--auth=trust",
                    "--no-sync",
                    "--encoding=UTF8",
                    "--locale=C",
                ],
            ),
            2,
        )?;
        let port = free_port()?.to_string();
        let arguments = [
            "-D",
            &place,
            "-k",
            &place,
            "-h",
            "127.0.0.1",
            "-p",
            &port,
            "-c",
            "fsync=off",
            "-c",
            "max_connections=200",
        ];
        let process = by_owner("postgres", &arguments)
            .spawn()
            .context("starting postgres")?;
        let address = format!("postgres://postgres@127.0.0.1:{port}/postgres");
        let started = Postgres {
            process,
            folder,
            address,
        };
        started.wait_until_ready(&programs, &port)?;
        Ok(started)
    }

    fn wait_until_ready(&self, programs: &Path, port: &str) -> Result<()> {
        let end = Instant::now() + Duration::from_secs(30);
        while Instant::now() < end {
            let mut ask = command(
                programs.join("pg_isready"),
                &["-q", "-h", "127.0.0.1", "-p", port],
            );
            if status(&mut ask, 1)?.success() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        bail!(
            "PostgreSQL did not start within 30 seconds; its words are in {}",
            self.folder.display()
        )
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // QUIT ends it at once and takes its children along; nothing in it is kept
        let asked = command("kill", &["-QUIT", &self.process.id().to_string()]).status();
        if !asked.is_ok_and(|status| status.success()) {
            self.process.kill().ok();
        }
        self.process.wait().ok();
        fs::remove_dir_all(&self.folder).ok();
    }
}

struct Owner {
    user: u32,
    group: u32,
}

/// PostgreSQL refuses to run as root; its package brings a user for this.
fn owner() -> Result<Option<Owner>> {
    if !tools::is_root() {
        return Ok(None);
    }
    let number = |what: &str| printed("id", &[what, "postgres"]).and_then(|text| text.parse().ok());
    match (number("-u"), number("-g")) {
        (Some(user), Some(group)) => Ok(Some(Owner { user, group })),
        _ => bail!("PostgreSQL needs a user of its own: run `useradd --system postgres` as root."),
    }
}

fn run_by(
    owner: &Option<Owner>,
    programs: &Path,
    program: &str,
    arguments: &[&str],
    folder: &Path,
) -> Command {
    let mut command = command(programs.join(program), arguments);
    if let Some(owner) = owner {
        command.uid(owner.user).gid(owner.group);
    }
    let words = fs::File::options()
        .create(true)
        .append(true)
        .open(folder.with_extension("log"));
    command.current_dir(folder).stdout(Stdio::null());
    command.stderr(words.map_or_else(|_| Stdio::null(), Stdio::from));
    command
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
