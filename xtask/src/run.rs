//! Serves the product with the demo company on this machine.

use crate::build::{How, build};
use crate::steps::command;
use anyhow::{Result, bail};
use std::os::unix::process::CommandExt;

/// The server takes over this process, so that the terminal's signals reach it and it can finish what is in flight.
pub fn run(how: How, more: &[String]) -> Result<()> {
    let server = build(how)?;
    let mut serve = command(&server, &["serve", "--demo"]);
    if !more.iter().any(|word| word.starts_with("--listen")) {
        serve.args(["--listen", "127.0.0.1:8080"]);
    }
    let problem = serve.args(more).exec();
    bail!("could not start {}: {problem}", server.display())
}
