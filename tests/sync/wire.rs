//! What was stored or sent once is read for ever: one body of every change that people and the system have made, as they made it.
//! Files are added, never changed: a form that no longer fits an old one needs a version and an `upcast`.

use serde::Deserialize;
use serde_json::Value;
use shared::sync::intention::VERSION;
use shared::sync::{AnyChange, Intention};
use std::path::PathBuf;

#[derive(Deserialize)]
struct Body {
    name: String,
    version: u32,
    args: Value,
}

fn bodies() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("cases/sync/wire");
    let files = std::fs::read_dir(&folder).expect("the folder is there");
    let files = files.map(|file| file.expect("it can be listed").path());
    let text = |file: PathBuf| {
        let text = std::fs::read_to_string(&file).expect("it can be read");
        (file.display().to_string(), text)
    };
    files.map(text).collect()
}

#[test]
fn every_change_that_was_ever_made_is_known_and_says_the_same() {
    let bodies = bodies();
    assert!(bodies.len() > 20, "only {} bodies", bodies.len());
    for (file, text) in bodies {
        let body: Body = serde_json::from_str(&text).expect("name, version and arguments");
        let change = AnyChange::decode(&body.name, &body.args);
        let change = change.unwrap_or_else(|problem| panic!("{file}: {problem}"));
        assert!(!matches!(change, AnyChange::Unknown { .. }), "{file}");
        if body.version == VERSION {
            assert_eq!(change.encode(), (body.name, body.args), "{file}");
        }
    }
}

#[test]
fn an_intention_that_was_sent_once_keeps_its_hash() {
    let sent = include_str!("../cases/sync/intention.json");
    let intention: Intention = serde_json::from_str(sent).expect("an intention");
    assert!(intention.change().is_ok());
    let again = serde_json::to_value(&intention).expect("it is written");
    let sent: Value = serde_json::from_str(sent).expect("JSON");
    assert_eq!(again, sent, "byte for byte the same fields");
}
