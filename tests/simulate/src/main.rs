//! The simulator: the real rules, the real loop of the device and the real writer of the server, over a disk, a network and a clock
//! that fail as the seed says. One thread a run, no waiting; the same seed gives the same run.
//!
//! `simulate --seeds N --events M [--seed S] [--minutes T]`, or `simulate --planted`

mod arguments;
mod audit;
mod book;
mod chance;
mod checks;
mod clockwork;
mod director;
mod documents;
mod erp;
mod errands;
mod fate;
mod files;
mod following;
mod inbox;
mod link;
mod lockstep;
mod office;
mod outbox;
mod people;
mod planted;
mod profile;
mod returns;
mod run;
mod start;
mod swarm;
mod tab;
mod tables;
mod tickets;
mod totals;
mod weather;
mod world;
mod yesterday;

use arguments::Asked;
use std::process::ExitCode;

#[cfg(not(target_family = "wasm"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let asked = match Asked::read(std::env::args().skip(1)) {
        Ok(asked) => asked,
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::from(2);
        }
    };
    if asked.lines {
        lockstep::lines(&asked);
        return ExitCode::SUCCESS;
    }
    let right = match asked.planted {
        true => planted::table(&asked),
        false => totals::simulate(&asked),
    };
    match right {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}
