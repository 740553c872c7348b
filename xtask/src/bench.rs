//! The figures: the benchmark journeys on the product as it ships, with the machine they were measured on.
//! Measures nothing itself.

use crate::arguments::Wanted;
use crate::build::{How, build};
use crate::steps::{command, finish, printed, step};
use crate::tools;
use anyhow::{Context, Result};
use std::path::{Path, absolute};
use std::process::Command;

const NOT_SAID: &str = "unknown";

pub fn bench(wanted: &Wanted) -> Result<()> {
    tools::node()?;
    tools::journey_packages()?;
    let chromium = tools::chromium()?;
    let server = build(How::Release)?;
    step("measurements in Chromium", || {
        finish(&mut runner(&server, &chromium, wanted)?, 60)
    })
}

fn runner(server: &Path, chromium: &Path, wanted: &Wanted) -> Result<Command> {
    let mut runner = command("node", &["tests/journeys/run.mjs", "--bench", "--server"]);
    runner.arg(server).arg("--chromium").arg(chromium);
    runner.args(["--machine", &machine(chromium)]);
    if let Some(name) = &wanted.name {
        runner.args(["--name", name]);
    }
    if let Some(scale) = &wanted.scale {
        runner.args(["--scale", scale]);
    }
    if let Some(file) = &wanted.json {
        runner
            .arg("--json")
            .arg(absolute(file).context("the path of the JSON file")?);
    }
    Ok(runner)
}

/// Figures without the machine they come from mean nothing.
fn machine(chromium: &Path) -> String {
    let processor = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processor
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "))
        .map(|(_, model)| model.to_string());
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().map(String::from);
    let rustc = printed("rustc", &["--version"]);
    let browser = printed(&chromium.to_string_lossy(), &["--version"]);
    let said = |text: Option<String>| {
        text.filter(|text| !text.is_empty())
            .unwrap_or_else(|| NOT_SAID.into())
    };
    format!(
        "{}, {cores} cores, load {}, {}, {}",
        said(model),
        said(load),
        said(rustc),
        said(browser)
    )
}
