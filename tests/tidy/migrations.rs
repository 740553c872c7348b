//! Steps of the database are only added to: what was released stays as it was, and both databases take the same steps.

use super::sources::{Source, below, nothing_found};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const FOLDER: &str = "server/migrations";
/// One line per released step: its sum and its path. A release adds the lines that `RELEASE_STEPS=1` prints.
const RELEASED: &str = include_str!("released_steps.txt");

#[test]
fn released_steps_are_unchanged() {
    let present: BTreeMap<String, String> = steps()
        .into_iter()
        .map(|step| (step.path, sum(&step.text)))
        .collect();
    if std::env::var_os("RELEASE_STEPS").is_some() {
        present
            .iter()
            .for_each(|(path, sum)| println!("{sum} {path}"));
    }
    let released = RELEASED
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '));
    let changed = released.filter(|(sum, path)| present.get(*path).is_none_or(|now| now != sum));
    nothing_found(
        changed.map(|(_, path)| path.to_string()).collect(),
        "released steps must stay as they are; add a new one:",
    );
}

#[test]
fn both_databases_take_the_same_steps_in_one_order() {
    let [sqlite, postgres] = ["sqlite", "postgres"].map(names);
    let difference: Vec<String> = sqlite.symmetric_difference(&postgres).cloned().collect();
    nothing_found(difference, "these steps exist for one database only:");
    for (place, name) in sqlite.iter().enumerate() {
        assert!(
            name.starts_with(&format!("{:04}_", place + 1)),
            "{name} is not step {}",
            place + 1
        );
    }
}

fn steps() -> Vec<Source> {
    below(FOLDER, ".sql")
}

fn names(database: &str) -> BTreeSet<String> {
    let here = format!("{FOLDER}/{database}/");
    let names = steps()
        .into_iter()
        .filter_map(|step| step.path.strip_prefix(&here).map(String::from));
    names
        .filter(|name| Path::new(name).extension().is_some())
        .collect()
}

/// FNV-1a: enough to notice a slip, and nothing to install.
fn sum(text: &str) -> String {
    let sum = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    });
    format!("{sum:016x}")
}
