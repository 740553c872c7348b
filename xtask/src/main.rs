//! `cargo xtask`: the two commands of the project (`run`, `test`) and what they are made of.
//! The only place that installs tools; knows nothing about the business.

mod arguments;
mod bench;
mod build;
mod places;
mod run;
mod simulate;
mod steps;
mod test;
mod tools;

use arguments::Command;
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments::read(&words) {
        Ok(Command::Build(how)) => build::build(how).map(|_| ()),
        Ok(Command::Run(how, more)) => run::run(how, &more),
        Ok(Command::Test(tests)) => test::test(&tests),
        Ok(Command::Simulate(words)) => simulate::simulate(&words),
        Ok(Command::Bench(wanted)) => bench::bench(&wanted),
        Err(problem) => {
            eprintln!("{problem}\n\n{}", arguments::USAGE);
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("\n{problem:#}");
            ExitCode::FAILURE
        }
    }
}
