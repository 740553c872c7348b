//! Lints and tests that need no browser. Tests start what they need themselves; here it is only made sure that it is installed.

use crate::places;
use crate::steps::{cargo, finish, status, step};
use crate::tools;
use anyhow::{Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Tests that need PostgreSQL read from it where its programs are.
const POSTGRES: &str = "SAHADA_TEST_POSTGRES";
const PACKAGES: [&str; 5] = ["shared", "server", "tests", "app", "xtask"];
/// What nextest answers when no test has the name.
const NO_TESTS_RUN: i32 = 4;

pub fn clippy() -> Result<()> {
    let strict = ["--", "-D", "warnings"];
    let native = [
        &["clippy", "--workspace", "--exclude", "app", "--all-targets"][..],
        &strict,
    ]
    .concat();
    step("clippy, native", || finish(&mut cargo(&native), 30))?;
    let browser = [
        &[
            "clippy",
            "--package",
            "app",
            "--target",
            "wasm32-unknown-unknown",
        ][..],
        &strict,
    ]
    .concat();
    step("clippy, browser", || finish(&mut cargo(&browser), 30))
}

/// Answers whether anything had the name.
pub fn tests(name: Option<&str>) -> Result<bool> {
    let packages = match name {
        Some(name) => packages_with(name)?,
        None => PACKAGES.to_vec(),
    };
    if packages.is_empty() {
        return Ok(false);
    }
    let postgres = postgres_for(&packages)?;
    let mut found = step("tests without a browser", || {
        run(&packages, name, postgres.as_deref())
    })?;
    if packages.contains(&"shared") {
        step("examples in the documentation", || {
            finish(&mut examples(name), 30)
        })?;
        found |= name.is_none();
    }
    Ok(found)
}

fn run(packages: &[&str], name: Option<&str>, postgres: Option<&Path>) -> Result<bool> {
    let nextest = tools::has_nextest();
    let mut command = if nextest {
        cargo(&["nextest", "run"])
    } else {
        cargo(&["test", "--all-targets"])
    };
    command.args(packages.iter().flat_map(|package| ["--package", package]));
    match (name, nextest) {
        (Some(name), true) => command.args(["--filterset", &filter(name)?]),
        (Some(name), false) => command.arg(name),
        (None, true) => command.args(["--no-tests", "pass", "--no-fail-fast"]),
        (None, false) => command.arg("--no-fail-fast"),
    };
    if let Some(postgres) = postgres {
        command.env(POSTGRES, postgres);
    }
    match status(&mut command, 60)? {
        ended if ended.success() => Ok(true),
        ended if nextest && name.is_some() && ended.code() == Some(NO_TESTS_RUN) => Ok(false),
        _ => bail!("tests failed"),
    }
}

/// A whole suite may be named, too; nextest refuses to be asked for a suite that does not exist.
fn filter(name: &str) -> Result<String> {
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

fn examples(name: Option<&str>) -> Command {
    let mut command = cargo(&["test", "--doc", "--package", "shared"]);
    command.args(name.map(|name| ["--", name]).into_iter().flatten());
    command
}

fn postgres_for(packages: &[&str]) -> Result<Option<PathBuf>> {
    let wanted = packages
        .iter()
        .any(|package| ["server", "tests"].contains(package));
    let said = std::env::var_os(POSTGRES).is_some();
    (wanted && !said).then(tools::postgres_programs).transpose()
}

/// Only packages whose sources have the name are compiled. A path of modules (`a::b`) stands in no file as one text: then all.
fn packages_with(name: &str) -> Result<Vec<&'static str>> {
    let mut found = Vec::new();
    for package in PACKAGES {
        if name.contains("::") || mentions(&places::in_root(package), name)? {
            found.push(package);
        }
    }
    Ok(found)
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
