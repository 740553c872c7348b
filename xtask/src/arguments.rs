//! What was asked for on the command line. Does nothing about it.

use crate::build::How;
use std::path::PathBuf;

pub const USAGE: &str = "\
cargo xtask run [--dev|--release] [-- OPTIONS]  build, then serve http://127.0.0.1:8080 with the demo company
cargo xtask test [NAME] [--full]                every test there is, or those with NAME in their name; `--full` as often as a release asks
cargo xtask simulate --seeds N --events M [--seed S] [--minutes T]
cargo xtask simulate --planted                  random worlds with random faults, or the net against bugs planted on purpose
cargo xtask build [--dev|--release]             the front end into target/site, then the server
cargo xtask bench [NAME] [--json FILE] [--scale PRODUCTS]
                                                the figures, with the machine they were measured on; 100,000 products unless said";

pub enum Command {
    Build(How),
    Run(How, Vec<String>),
    Test(Tests),
    Bench(Wanted),
    /// In the simulator's own words.
    Simulate(Vec<String>),
}

/// Which tests, and whether what is counted is done as often as a release asks: a tenth of it otherwise.
#[derive(Debug, Default, PartialEq)]
pub struct Tests {
    pub name: Option<String>,
    pub full: bool,
}

/// Which figures, and where else than on the screen they go.
#[derive(Debug, Default, PartialEq)]
pub struct Wanted {
    pub name: Option<String>,
    pub json: Option<PathBuf>,
    pub scale: Option<String>,
}

pub fn read(words: &[String]) -> Result<Command, String> {
    let (command, rest) = words.split_first().ok_or("say what to do")?;
    match command.as_str() {
        "build" => Ok(Command::Build(how(rest)?)),
        "run" => {
            let own = rest
                .iter()
                .position(|word| word == "--")
                .unwrap_or(rest.len());
            let passed_on = rest.get(own + 1..).unwrap_or_default().to_vec();
            Ok(Command::Run(how(&rest[..own])?, passed_on))
        }
        "test" => tests(rest).map(Command::Test),
        "simulate" => Ok(Command::Simulate(rest.to_vec())),
        "bench" => wanted(rest).map(Command::Bench),
        other => Err(format!("there is no command `{other}`")),
    }
}

fn how(words: &[String]) -> Result<How, String> {
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => Ok(How::Usual),
        ["--dev"] => Ok(How::Dev),
        ["--release"] => Ok(How::Release),
        _ => Err(format!("`{}` is not --dev or --release", words.join(" "))),
    }
}

fn tests(words: &[String]) -> Result<Tests, String> {
    let mut tests = Tests::default();
    for word in words {
        match word.as_str() {
            "--full" => tests.full = true,
            name if !name.starts_with('-') && tests.name.is_none() => {
                tests.name = Some(name.into())
            }
            other => return Err(format!("`{other}` was not understood")),
        }
    }
    Ok(tests)
}

fn wanted(words: &[String]) -> Result<Wanted, String> {
    let mut wanted = Wanted::default();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--json" => wanted.json = Some(words.next().ok_or("--json needs a file")?.into()),
            "--scale" => wanted.scale = Some(words.next().ok_or("--scale needs a number")?.into()),
            name if !name.starts_with('-') && wanted.name.is_none() => {
                wanted.name = Some(name.into())
            }
            other => return Err(format!("`{other}` was not understood")),
        }
    }
    Ok(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(String::from).collect()
    }

    #[test]
    fn bench_takes_a_name_and_a_file_in_any_order() {
        let expected = Wanted {
            name: Some("save".into()),
            json: Some("out.json".into()),
            scale: None,
        };
        assert_eq!(wanted(&words("save --json out.json")), Ok(expected));
        assert!(wanted(&words("--json")).is_err());
    }

    #[test]
    fn tests_take_a_name_and_the_word_full_in_any_order() {
        let expected = Tests {
            name: Some("killed".into()),
            full: true,
        };
        assert_eq!(tests(&words("--full killed")), Ok(expected));
        assert_eq!(tests(&words("")), Ok(Tests::default()));
        assert!(tests(&words("one two")).is_err());
    }

    #[test]
    fn what_stands_after_two_dashes_is_passed_on() {
        let Ok(Command::Run(How::Dev, more)) = read(&words("run --dev -- --listen 127.0.0.1:9000"))
        else {
            panic!("run --dev was not understood");
        };
        assert_eq!(more, words("--listen 127.0.0.1:9000"));
    }
}
