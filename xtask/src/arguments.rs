//! What was asked for on the command line. Does nothing about it.

use crate::build::How;
use std::path::PathBuf;

pub const USAGE: &str = "\
cargo xtask run [--dev|--release] [-- OPTIONS]  build, then serve http://127.0.0.1:8080 with the demo company
cargo xtask test [NAME]                         every test there is, or those with NAME in their name
cargo xtask build [--dev|--release]             the front end into target/site, then the server
cargo xtask bench [NAME] [--json FILE] [--scale PRODUCTS]
                                                the figures, with the machine they were measured on; 100,000 products unless said";

pub enum Command {
    Build(How),
    Run(How, Vec<String>),
    Test(Option<String>),
    Bench(Wanted),
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
        "test" => Ok(Command::Test(one_name(rest)?)),
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

fn one_name(words: &[String]) -> Result<Option<String>, String> {
    match words {
        [] => Ok(None),
        [name] if !name.starts_with('-') => Ok(Some(name.clone())),
        _ => Err(format!("`{}` is not one name", words.join(" "))),
    }
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
    fn what_stands_after_two_dashes_is_passed_on() {
        let Ok(Command::Run(How::Dev, more)) = read(&words("run --dev -- --listen 127.0.0.1:9000"))
        else {
            panic!("run --dev was not understood");
        };
        assert_eq!(more, words("--listen 127.0.0.1:9000"));
    }
}
