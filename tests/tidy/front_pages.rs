//! Every file says first what question it answers; every room has a front page; the README's map shows the rooms that exist.

use super::sources::{below, folders_in, nothing_found, root, rust, rust_below};
use std::collections::BTreeSet;

#[test]
fn every_file_opens_with_its_question() {
    let scripts = below("tests/journeys", ".mjs");
    let silent = rust()
        .into_iter()
        .chain(scripts)
        .filter(|source| !opens_with_a_sentence(&source.text));
    nothing_found(
        silent.map(|source| source.path).collect(),
        "these files do not open with `//!`:",
    );
}

#[test]
fn every_room_has_a_front_page_without_logic() {
    let mut found = Vec::new();
    for room in rooms() {
        let front = rust_below(&format!("shared/src/{room}"))
            .into_iter()
            .find(|source| source.path.ends_with(&format!("{room}/mod.rs")));
        let logic = front.is_some_and(|front| {
            front
                .text
                .lines()
                .any(|line| line.starts_with("fn ") || line.starts_with("pub fn "))
        });
        if logic {
            found.push(format!("shared/src/{room}/mod.rs has a function"));
        }
    }
    nothing_found(
        found,
        "a front page tells terms and invariants; rules stand in files of their own:",
    );
}

#[test]
fn the_readme_lists_exactly_the_rooms_there_are() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("the README is there");
    let listed: BTreeSet<String> = listed_rooms(&readme);
    let present: BTreeSet<String> = rooms().into_iter().collect();
    let missing = present
        .difference(&listed)
        .map(|room| format!("{room} is not in the README's list of rooms"));
    let gone = listed
        .difference(&present)
        .map(|room| format!("{room} stands in the README's list of rooms but not in shared/src"));
    nothing_found(
        missing.chain(gone).collect(),
        "README.md, section \"Rooms\":",
    );
}

#[test]
fn pages_and_cases_carry_the_names_of_rooms() {
    let rooms = rooms();
    let pages = folders_in("app/src/pages")
        .into_iter()
        .map(|folder| ("app/src/pages", folder));
    let cases = folders_in("tests/cases")
        .into_iter()
        .map(|folder| ("tests/cases", folder));
    let strange = pages
        .chain(cases)
        .filter(|(_, folder)| !rooms.contains(folder));
    nothing_found(
        strange
            .map(|(place, folder)| format!("{place}/{folder}"))
            .collect(),
        "no room in shared/src has this name:",
    );
}

/// A folder of `shared/src` with a front page is a room; leaves keep their parts in folders without one.
fn rooms() -> Vec<String> {
    let folders = folders_in("shared/src");
    folders
        .into_iter()
        .filter(|folder| {
            root()
                .join("shared/src")
                .join(folder)
                .join("mod.rs")
                .is_file()
        })
        .collect()
}

fn opens_with_a_sentence(text: &str) -> bool {
    text.lines()
        .next()
        .is_some_and(|line| line.starts_with("//! ") && line.len() > 20)
}

/// The first word in backticks of every list item or table row below the heading.
fn listed_rooms(readme: &str) -> BTreeSet<String> {
    let section = readme
        .lines()
        .skip_while(|line| *line != "## Rooms")
        .skip(1)
        .take_while(|line| !line.starts_with("## "));
    let rows = section.filter(|line| {
        line.starts_with("| `") || line.starts_with("- `") || line.starts_with("* `")
    });
    rows.filter_map(|line| line.split('`').nth(1))
        .map(String::from)
        .collect()
}
