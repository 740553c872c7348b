//! The simulator: built optimised and alone, then run with whatever was asked. Knows nothing of what it checks.

use crate::places;
use crate::steps::{cargo, finish, step};
use anyhow::Result;
use std::process::Command;

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
