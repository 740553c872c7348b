//! Every test there is, in the order from quick to slow; with a name, only what carries it.
//! Knows the suites, not what they check.

mod native;

use crate::arguments::Tests;
use crate::build::{self, How};
use crate::steps::{command, finish, step};
use crate::{places, simulate, tools};
use anyhow::{Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// Runs of the chaos in Chromium, usually and with everything counted in full.
const CHAOS_RUNS: u32 = 20;
const CHAOS_RUNS_FULL: u32 = 200;
/// The journey that opens the page of checks instead of the product.
const CHECKS: &str = "check_page";

pub fn test(tests: &Tests) -> Result<()> {
    let name = tests.name.as_deref();
    tools::wasm_target()?;
    let journeys = journeys(name)?;
    let chaos = name.is_none_or(|name| "chaos".contains(name));
    if chaos || !journeys.is_empty() {
        tools::sqlite()?;
        tools::node()?;
        tools::journey_packages()?;
        tools::chromium()?;
    }
    let mut found = chaos || !journeys.is_empty();
    if name.is_none_or(|name| "clippy".contains(name)) {
        native::clippy()?;
        simulate::clippy()?;
        found = true;
    }
    found |= native::tests(name, tests.full)?;
    if name.is_none_or(|name| "simulate".contains(name)) {
        simulate::every_change()?;
        found = true;
    }
    if name.is_none_or(|name| "lockstep".contains(name)) {
        simulate::lockstep(tests.full)?;
        found = true;
    }
    if !journeys.is_empty() {
        run_journeys(name, &journeys)?;
    }
    if chaos {
        run_chaos(tests.full)?;
    }
    match name {
        Some(name) if !found => bail!("nothing has `{name}` in its name"),
        _ => Ok(()),
    }
}

/// Every file beside the runner that is not part of it is one journey.
fn journeys(name: Option<&str>) -> Result<Vec<String>> {
    let mut stems = Vec::new();
    for entry in fs::read_dir(places::in_root("tests/journeys"))? {
        let file = entry?.file_name().to_string_lossy().into_owned();
        let stem = file
            .strip_suffix(".mjs")
            .filter(|stem| !["run", "people"].contains(stem));
        stems.extend(
            stem.filter(|stem| name.is_none_or(|name| stem.contains(name)))
                .map(String::from),
        );
    }
    Ok(stems)
}

fn run_journeys(name: Option<&str>, journeys: &[String]) -> Result<()> {
    let (checks, others): (Vec<&String>, Vec<&String>) =
        journeys.iter().partition(|journey| *journey == CHECKS);
    if !checks.is_empty() {
        build::front_end(How::Check)?;
    }
    // the checks alone need neither the product's page nor its server
    let server = if others.is_empty() {
        PathBuf::from("none")
    } else {
        build::build(How::Usual)?
    };
    let chromium = tools::chromium()?;
    step("journeys in Chromium", || {
        finish(&mut runner(&server, &chromium, name), 40)
    })
}

/// Real tabs, a real server, and faults by seed.
fn run_chaos(full: bool) -> Result<()> {
    let server = build::build(How::Usual)?;
    let chromium = tools::chromium()?;
    let runs = if full { CHAOS_RUNS_FULL } else { CHAOS_RUNS };
    let mut runner = command("node", &["tests/chaos/run.mjs", "--server"]);
    runner.arg(server).arg("--chromium").arg(chromium);
    runner.args(["--runs", &runs.to_string()]);
    step("chaos in Chromium", || finish(&mut runner, 60))
}

fn runner(server: &Path, chromium: &Path, name: Option<&str>) -> std::process::Command {
    let mut runner = command("node", &["tests/journeys/run.mjs", "--server"]);
    runner
        .arg(server)
        .arg("--chromium")
        .arg(chromium)
        .args(name.map(|name| ["--name", name]).into_iter().flatten());
    runner
}
