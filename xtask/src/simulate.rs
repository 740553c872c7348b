//! The simulator: built optimised and alone, then run with whatever was asked. Knows nothing of what it checks.

use crate::places;
use crate::steps::{cargo, command, finish, step};
use crate::tools;
use anyhow::{Result, bail};
use std::process::{Command, Stdio};

/// WebAssembly that can be run without a browser, by the same engine.
const WASI: &str = "wasm32-wasip1";

/// What every change must survive, in at most five minutes on two cores.
const EVERY_CHANGE: [&str; 4] = ["--seeds", "20000", "--events", "600"];
/// A run that was asked for by hand may last as long as a sitting.
const MINUTES_MAX: u64 = 600;

pub fn simulate(words: &[String]) -> Result<()> {
    build()?;
    let mut run = program();
    finish(run.args(words), MINUTES_MAX)
}

pub fn every_change() -> Result<()> {
    build()?;
    let mut run = program();
    step("20,000 simulated runs", || {
        finish(run.args(EVERY_CHANGE), 15)
    })
}

/// The same seeds, native and as WebAssembly: the rules, the loop and the writer must leave the same behind (I12).
pub fn lockstep(full: bool) -> Result<()> {
    tools::node()?;
    tools::target(WASI)?;
    build()?;
    let mut build = cargo(&["build", "--package", "simulate", "--profile", "simulate"]);
    step("the simulator as WebAssembly", || {
        finish(build.args(["--target", WASI]), 30)
    })?;
    let seeds = if full { "2000" } else { "200" };
    let words = ["--lines", "--seeds", seeds, "--events", "600"];
    step("native and WebAssembly in lock-step", || {
        let native = lines(program().args(words))?;
        let module = places::target().join(WASI).join("simulate/simulate.wasm");
        let mut node = command("node", &["--no-warnings", "tests/simulate/wasm.mjs"]);
        let wasm = lines(node.arg(module).args(words))?;
        compare(&native, &wasm)
    })
}

fn lines(program: &mut Command) -> Result<Vec<String>> {
    let output = program.stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        bail!("the simulator ended with {}", output.status);
    }
    let text = String::from_utf8(output.stdout)?;
    Ok(text.lines().map(String::from).collect())
}

fn compare(native: &[String], wasm: &[String]) -> Result<()> {
    let pairs = native.iter().zip(wasm);
    let differ = pairs.filter(|(native, wasm)| native != wasm).count();
    match native.is_empty() || native.len() != wasm.len() || differ > 0 {
        true => bail!(
            "{differ} of {} runs differ between native and WebAssembly",
            native.len()
        ),
        false => Ok(()),
    }
}

pub fn clippy() -> Result<()> {
    let mut lint = cargo(&[
        "clippy",
        "--package",
        "simulate",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]);
    step("clippy, simulate", || finish(&mut lint, 30))
}

fn build() -> Result<()> {
    let mut build = cargo(&["build", "--package", "simulate", "--profile", "simulate"]);
    step("the simulator", || finish(&mut build, 30))
}

fn program() -> Command {
    let mut program = Command::new(places::target().join("simulate/simulate"));
    program.current_dir(places::root());
    program
}
