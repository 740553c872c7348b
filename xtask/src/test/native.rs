//! Lints and tests that need no browser. Tests start what they need themselves; here it is only made sure that it is installed.

use crate::places;
use crate::steps::{cargo, finish, status, step};
use crate::tools;
use anyhow::{Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The address of a server that is there already, said by whoever runs the tests.
const POSTGRES_THERE: &str = "SAHADA_TEST_POSTGRES";
/// Tests that need PostgreSQL read from it where the programs are that make them one of their own.
const POSTGRES_PROGRAMS: &str = "SAHADA_TEST_POSTGRES_PROGRAMS";
/// Tests that count read from it whether they do all of it.
const FULL: &str = "SAHADA_TEST_FULL";
/// What all tests of a group may take, usually and with everything counted in full.
const MINUTES_MAX: u64 = 60;
const MINUTES_MAX_FULL: u64 = 300;
/// Compiled together, always in the same company: features are unified per call, and another company means another build of
/// every library they share. The first shares its libraries with the server that `run` builds.
const GROUPS: [&[&str]; 3] = [
    &["shared", "device", "server", "tests"],
    &["xtask"],
    &["app"],
];
/// What nextest answers when no test has the name.
const NO_TESTS_RUN: i32 = 4;

pub fn clippy() -> Result<()> {
    let strict = ["--", "-D", "warnings"];
    for group in &GROUPS[..2] {
        let mut lint = cargo(&["clippy", "--all-targets"]);
        lint.args(selected(group)).args(strict);
        step(&format!("clippy, {}", group.join(", ")), || {
            finish(&mut lint, 30)
        })?;
    }
    let mut lint = cargo(&[
        "clippy",
        "--package",
        "app",
        "--target",
        "wasm32-unknown-unknown",
        "--features",
        "parts",
    ]);
    step("clippy, app", || finish(lint.args(strict), 30))
}

/// Answers whether anything had the name. All groups run, also after a failure: one call shows everything that is wrong.
pub fn tests(name: Option<&str>, full: bool) -> Result<bool> {
    let (mut found, mut failed) = (false, Vec::new());
    for group in GROUPS {
        if name.is_some_and(|name| !mentioned(group, name).unwrap_or(true)) {
            continue;
        }
        let postgres = postgres_for(group)?;
        if group.contains(&"tests") {
            tools::strace()?;
            // a real mail server runs beside them
            tools::node()?;
            tools::journey_packages()?;
        }
        let ran = step(&format!("tests of {}", group.join(", ")), || {
            run(group, name, full, postgres.as_deref())
        });
        match ran {
            Ok(any) => found |= any,
            Err(problem) => failed.push(problem.to_string()),
        }
        if group.contains(&"shared") && name.is_none() {
            step("examples in the documentation", || {
                finish(&mut examples(group), 30)
            })?;
        }
    }
    if !failed.is_empty() {
        bail!(failed.join("; "));
    }
    Ok(found)
}

fn run(group: &[&str], name: Option<&str>, full: bool, postgres: Option<&Path>) -> Result<bool> {
    let nextest = tools::has_nextest();
    let mut command = if nextest {
        cargo(&["nextest", "run"])
    } else {
        cargo(&["test", "--all-targets"])
    };
    command.args(selected(group));
    match (name, nextest) {
        (Some(name), true) => command.args(["--filterset", &filter(group, name)?]),
        (Some(name), false) => command.arg(name),
        (None, true) => command.args(["--no-tests", "pass", "--no-fail-fast"]),
        (None, false) => command.arg("--no-fail-fast"),
    };
    if let Some(postgres) = postgres {
        command.env(POSTGRES_PROGRAMS, postgres);
    }
    let mut minutes_max = MINUTES_MAX;
    if full {
        command.env(FULL, "1");
        minutes_max = MINUTES_MAX_FULL;
    }
    match status(&mut command, minutes_max)? {
        ended if ended.success() => Ok(true),
        ended if nextest && name.is_some() && ended.code() == Some(NO_TESTS_RUN) => Ok(false),
        _ => bail!("tests of {} failed", group.join(", ")),
    }
}

fn selected<'a>(group: &'a [&str]) -> impl Iterator<Item = &'a str> {
    group.iter().flat_map(|package| ["--package", *package])
}

/// A whole suite may be named, too; nextest refuses to be asked for a suite that does not exist.
fn filter(group: &[&str], name: &str) -> Result<String> {
    if !group.contains(&"tests") {
        return Ok(format!("test(~{name})"));
    }
    let manifest = fs::read_to_string(places::in_root("tests/Cargo.toml"))?;
    let suites = manifest
        .split("[[test]]")
        .skip(1)
        .filter_map(|rest| rest.split('"').nth(1));
    let suite = if suites.into_iter().any(|suite| suite.contains(name)) {
        format!(" | binary(~{name})")
    } else {
        String::new()
    };
    Ok(format!("test(~{name}){suite}"))
}

fn examples(group: &[&str]) -> Command {
    let mut command = cargo(&["test", "--doc"]);
    command.args(selected(group));
    command
}

fn postgres_for(group: &[&str]) -> Result<Option<PathBuf>> {
    let said = std::env::var_os(POSTGRES_THERE).is_some();
    (group.contains(&"tests") && !said)
        .then(tools::postgres_programs)
        .transpose()
}

/// Only groups whose sources have the name are compiled. A path of modules (`a::b`) stands in no file as one text: then all.
fn mentioned(group: &[&str], name: &str) -> Result<bool> {
    for package in group {
        if name.contains("::") || mentions(&places::in_root(package), name)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn mentions(folder: &Path, name: &str) -> Result<bool> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let file = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let here = if path.is_dir() {
            file != "node_modules" && mentions(&path, name)?
        } else {
            file.ends_with(".rs")
                && (file.contains(name) || function_named(&fs::read_to_string(&path)?, name))
        };
        if here || (path.is_dir() && file.contains(name)) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn function_named(source: &str, name: &str) -> bool {
    let functions = source
        .lines()
        .filter_map(|line| line.trim_start().split_once("fn "));
    functions
        .filter_map(|(_, rest)| rest.split_once('('))
        .any(|(function, _)| function.contains(name))
}
