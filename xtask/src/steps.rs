//! Runs other programs: named, timed, without input, and never for longer than allowed.
//! Does not know what they do.

use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

const LOOK_EVERY: Duration = Duration::from_millis(20);

/// Does `work` and prints how long it took.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let start = Instant::now();
    let done = work();
    let seconds = start.elapsed().as_secs_f64();
    let mark = if done.is_ok() { "✓" } else { "✗" };
    println!("{mark} {name:<44} {seconds:>7.1} s");
    done
}

/// A command in the root folder that cannot ask anything.
pub fn command(program: impl AsRef<OsStr>, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .current_dir(crate::places::root())
        .stdin(Stdio::null());
    command
}

pub fn cargo(arguments: &[&str]) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = command(program, arguments);
    // set by the cargo that started us; a nested one would rebuild for a changed environment
    for name in [
        "CARGO_MANIFEST_DIR",
        "CARGO_MANIFEST_PATH",
        "CARGO_PKG_NAME",
    ] {
        command.env_remove(name);
    }
    command
}

/// Runs to the end; anything but success is an error that repeats the command line.
pub fn finish(command: &mut Command, minutes_max: u64) -> Result<()> {
    let status = status(command, minutes_max)?;
    if !status.success() {
        bail!("failed: {}", shown(command));
    }
    Ok(())
}

pub fn status(command: &mut Command, minutes_max: u64) -> Result<ExitStatus> {
    let mut child = command
        .spawn()
        .with_context(|| format!("could not start: {}", shown(command)))?;
    let end = Instant::now() + Duration::from_secs(minutes_max * 60);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if Instant::now() > end {
            child.kill()?;
            child.wait()?;
            bail!("stopped after {minutes_max} minutes: {}", shown(command));
        }
        std::thread::sleep(LOOK_EVERY);
    }
}

/// What a short command prints, or nothing where it is missing or fails.
pub fn printed(program: &str, arguments: &[&str]) -> Option<String> {
    let output = command(program, arguments)
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_string();
    output.status.success().then_some(text)
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}
