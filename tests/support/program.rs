//! The program `sahada` as Cargo builds it: made when a test first asks, by the Cargo that runs the tests.

use crate::temporary::Folder;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Selected together as `cargo xtask test` selects them: features are unified per call, and with another selection every library
/// that the tests have compiled would be compiled again.
const TOGETHER: [&str; 4] = ["shared", "device", "server", "tests"];
/// A clean tree on a slow machine.
const BUILT_WITHIN: Duration = Duration::from_secs(1800);
/// What Cargo says of the package whose test is running; a nested Cargo would take it for a change and compile libraries again.
const OF_THIS_PACKAGE: [&str; 3] = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_CRATE_"];

pub fn sahada() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(build)
}

fn build() -> PathBuf {
    let folder = Folder::new();
    let said = folder.path().join("said.json");
    let file = std::fs::File::create(&said).expect("a file for what Cargo says");
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR")).args([
        "build",
        "--quiet",
        "--bin=sahada",
        "--message-format=json-render-diagnostics",
    ]);
    cargo.args(TOGETHER.iter().flat_map(|name| ["--package", *name]));
    for (name, _) in std::env::vars_os() {
        let said = name.to_string_lossy();
        if OF_THIS_PACKAGE.iter().any(|start| said.starts_with(start)) {
            cargo.env_remove(&name);
        }
    }
    finish(cargo.stdin(Stdio::null()).stdout(file));
    let said = std::fs::read_to_string(said).expect("what Cargo said is text");
    let program = said.lines().filter_map(executable).next_back();
    program.expect("Cargo names the program it made")
}

fn finish(cargo: &mut Command) {
    let end = Instant::now() + BUILT_WITHIN;
    let mut cargo = cargo.spawn().expect("Cargo starts");
    loop {
        match cargo.try_wait().expect("Cargo is our child") {
            Some(ended) => return assert!(ended.success(), "the server could not be built"),
            None => assert!(Instant::now() < end, "the server takes too long to build"),
        }
        sleep(Duration::from_millis(20));
    }
}

fn executable(line: &str) -> Option<PathBuf> {
    let message: Value = serde_json::from_str(line).ok()?;
    let ours = message["target"]["name"] == "sahada";
    let executable = message["executable"].as_str().filter(|_| ours)?;
    Some(PathBuf::from(executable))
}
