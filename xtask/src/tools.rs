//! What the build and the tests need from the machine: found, or installed, or one sentence that says what to run.
//! Nothing here asks a question or waits for ever.

use crate::places;
use crate::steps::{command, finish, printed, step};
use anyhow::{Result, bail};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

const WASM: &str = "wasm32-unknown-unknown";
const NODE_MAJOR_MIN: u32 = 20;

pub fn wasm_target() -> Result<()> {
    target(WASM)
}

/// What Rust compiles for besides this machine.
pub fn target(name: &str) -> Result<()> {
    let present = || {
        printed("rustc", &["--print", "target-libdir", "--target", name])
            .is_some_and(|path| Path::new(&path).is_dir())
    };
    if present() {
        return Ok(());
    }
    let added = step(&format!("install the target {name}"), || {
        finish(&mut command("rustup", &["target", "add", name]), 10)
    });
    if added.is_err() || !present() {
        bail!("A target is missing: run `rustup target add {name}`.");
    }
    Ok(())
}

/// The runner that shows one line per test and cuts hanging tests off; cargo's own where it is missing.
pub fn has_nextest() -> bool {
    printed("cargo", &["nextest", "--version"]).is_some()
}

pub fn node() -> Result<()> {
    let version = printed("node", &["--version"]).unwrap_or_default();
    let major = version
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|major| major.parse::<u32>().ok());
    if major.is_some_and(|major| major >= NODE_MAJOR_MIN) {
        return Ok(());
    }
    bail!(
        "The browser journeys need Node {NODE_MAJOR_MIN} or newer: install it and call `cargo xtask test` again."
    )
}

/// The packages of the journeys, exactly as locked; nothing to do while the lock file stays the same.
pub fn journey_packages() -> Result<()> {
    let folder = places::in_root("tests/journeys");
    let wanted = format!(
        "{:x}",
        Sha256::digest(fs::read(folder.join("package-lock.json"))?)
    );
    let stamp = folder.join("node_modules/.installed");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let mut npm = command(
        "npm",
        &[
            "ci",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--loglevel=error",
        ],
    );
    let installed = step("install the journeys' packages", || {
        finish(npm.current_dir(&folder), 5)
    });
    if installed.is_err() {
        bail!(
            "The journeys' packages are missing: run `npm ci` in tests/journeys with the npm registry in reach."
        );
    }
    Ok(fs::write(stamp, wanted)?)
}

pub fn chromium() -> Result<PathBuf> {
    let found = || {
        let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
        named
            .filter(|path| path.is_file())
            .or_else(|| in_path(&["chromium", "chromium-browser", "google-chrome"]))
    };
    present_or_installed("Chromium", "chromium", found)
}

/// The folder with `initdb` and `postgres`.
pub fn postgres_programs() -> Result<PathBuf> {
    let found = || {
        let packaged = fs::read_dir("/usr/lib/postgresql")
            .into_iter()
            .flatten()
            .flatten();
        let mut folders: Vec<PathBuf> =
            packaged.map(|version| version.path().join("bin")).collect();
        folders.sort();
        let elsewhere =
            in_path(&["initdb"]).and_then(|program| program.parent().map(Path::to_path_buf));
        folders.splice(0..0, elsewhere);
        folders
            .into_iter()
            .rfind(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
    };
    present_or_installed("PostgreSQL", "postgresql", found)
}

/// Writes down the calls of a server, for the tests that hold its answers against its flushes.
pub fn strace() -> Result<()> {
    present_or_installed("strace", "strace", || in_path(&["strace"])).map(|_| ())
}

/// Reads the server's log beside it, in the chaos.
pub fn sqlite() -> Result<()> {
    present_or_installed("sqlite3", "sqlite3", || in_path(&["sqlite3"])).map(|_| ())
}

fn present_or_installed(
    name: &str,
    package: &str,
    found: impl Fn() -> Option<PathBuf>,
) -> Result<PathBuf> {
    if let Some(path) = found() {
        return Ok(path);
    }
    let advice =
        format!("{name} is missing: run `apt-get update && apt-get install {package}` as root.");
    if !is_root() || in_path(&["apt-get"]).is_none() {
        bail!(advice);
    }
    let installed = step(&format!("install {name}"), || apt_install(package));
    match (installed, found()) {
        (Ok(()), Some(path)) => Ok(path),
        _ => bail!(advice),
    }
}

/// A system left half upgraded refuses everything until it is mended, hence the step in the middle.
fn apt_install(package: &str) -> Result<()> {
    apt(&["update"])?;
    apt(&["--fix-broken", "install"])?;
    apt(&["--no-install-recommends", "install", package])
}

fn apt(arguments: &[&str]) -> Result<()> {
    let mut apt = command(
        "apt-get",
        &[
            "-y",
            "-qq",
            "-o",
            "DPkg::Lock::Timeout=120",
            "-o",
            "Acquire::Retries=2",
        ],
    );
    finish(
        apt.args(arguments).env("DEBIAN_FRONTEND", "noninteractive"),
        10,
    )
}

pub fn is_root() -> bool {
    printed("id", &["-u"]).as_deref() == Some("0")
}

fn in_path(names: &[&str]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    let candidates = names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    candidates.into_iter().find(|path| path.is_file())
}
