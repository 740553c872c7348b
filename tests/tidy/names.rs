//! How files, modules and tests are called. Knows which words say nothing.

use super::code::code_only;
use super::sources::{nothing_found, rust, rust_below};

const EMPTY_WORDS: [&str; 12] = [
    "utils", "util", "helpers", "helper", "common", "manager", "service", "handler", "data",
    "info", "misc", "stuff",
];
const EMPTY_ENDINGS: [&str; 5] = ["Manager", "Helper", "Helpers", "Utils", "Handler"];

#[test]
fn no_file_and_no_folder_has_an_empty_name() {
    let sources = rust();
    let words = |path: &str| {
        path.trim_end_matches(".rs")
            .split('/')
            .any(|word| EMPTY_WORDS.contains(&word))
    };
    let found = sources
        .into_iter()
        .map(|source| source.path)
        .filter(|path| words(path));
    nothing_found(
        found.collect(),
        "these names say nothing; what is the noun or the question?",
    );
}

#[test]
fn no_type_and_no_module_has_an_empty_name() {
    let mut found = Vec::new();
    for source in rust() {
        for line in code_only(&source.text).lines() {
            found.extend(
                declared(line)
                    .filter(|name| says_nothing(name))
                    .map(|name| format!("{}: {name}", source.path)),
            );
        }
    }
    nothing_found(found, "these names say nothing; what is the noun?");
}

#[test]
fn pages_end_in_page_and_nothing_else_does() {
    let elsewhere = rust().into_iter().filter(|source| {
        source.stem().ends_with("_page") && !source.path.starts_with("app/src/pages/")
    });
    nothing_found(
        elsewhere.map(|source| source.path).collect(),
        "only pages end in `_page.rs`",
    );
    let pages = rust_below("app/src/pages");
    let unnamed = pages
        .into_iter()
        .filter(|source| is_page(&source.text) && !source.stem().ends_with("_page"));
    nothing_found(
        unnamed.map(|source| source.path).collect(),
        "pages end in `_page.rs`",
    );
}

#[test]
fn names_of_tests_are_facts() {
    let mut found = Vec::new();
    for source in rust() {
        let mut after_mark = false;
        for line in source.text.lines().map(str::trim) {
            if after_mark && line.trim_start_matches("async ").starts_with("fn test_") {
                found.push(format!("{}: {line}", source.path));
            }
            after_mark = line.starts_with("#[test]") || line.starts_with("#[tokio::test");
        }
    }
    nothing_found(found, "names of tests state a fact, without a prefix:");
}

fn declared(line: &str) -> impl Iterator<Item = &str> {
    let after = ["struct ", "enum ", "trait ", "mod "]
        .into_iter()
        .filter_map(move |word| {
            let at = line.find(word)?;
            let before = line[..at].trim();
            (before.is_empty() || before.starts_with("pub")).then(|| &line[at + word.len()..])
        });
    after.map(|rest| {
        rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
            .next()
            .unwrap_or_default()
    })
}

fn says_nothing(name: &str) -> bool {
    EMPTY_WORDS.contains(&name) || EMPTY_ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// A component that takes the whole screen is called so.
fn is_page(text: &str) -> bool {
    let components = text.split("#[component]").skip(1);
    components
        .filter_map(|rest| rest.split_once("fn "))
        .any(|(_, rest)| {
            let name = rest
                .split(|letter: char| !letter.is_alphanumeric())
                .next()
                .unwrap_or_default();
            name.ends_with("Page")
        })
}
