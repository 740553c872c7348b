//! What was stored or sent once is read for ever: one body of every change that people and the system have made, as they made it.
//! Files are added, never changed: a form that no longer fits an old one needs a version and an `upcast`.
//! And what a later server answers is read as far as it is known.

use serde::Deserialize;
use serde_json::{Value, json};
use shared::attachments::UploadAnswer;
use shared::sync::intention::VERSION;
use shared::sync::wire::{PushAnswer, Settled, SignedIn};
use shared::sync::{AnyChange, Intention, Outcome, Reason};
use shared::text::Language;
use shared::users::Role;
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

#[test]
fn a_reason_of_a_later_release_leaves_the_rest_of_the_answer_readable() {
    let answered = include_str!("../cases/sync/answers/push_of_a_later_release.json");
    let answer = serde_json::from_str(answered).expect("an answer");
    let PushAnswer::Decided { outcomes, revision } = answer else {
        panic!("it was decided");
    };
    let read: Vec<_> = outcomes
        .into_iter()
        .map(|decided| (decided.revision, decided.outcome, decided.reason))
        .collect();
    let number = "0a1b2c3d".to_owned();
    let expected = [
        (41, Outcome::Rejected, None),
        (42, Outcome::Rejected, None),
        (43, Outcome::Quarantined, None),
        (44, Outcome::Rejected, Some(Reason::Failed { number })),
        (45, Outcome::Applied, None),
    ];
    assert_eq!((read.as_slice(), revision), (&expected[..], 45));
}

#[test]
fn other_words_of_a_later_release_are_read_as_far_as_they_are_known() {
    let settled = json!({ "seq": 1, "uid": uuid::Uuid::nil(), "outcome": "postponed" });
    let settled: Settled = serde_json::from_value(settled).expect("settled");
    assert_eq!(settled.outcome, Outcome::Quarantined);
    let session = include_str!("../cases/sync/answers/session_of_a_later_release.json");
    let session: SignedIn = serde_json::from_str(session).expect("a session");
    assert_eq!(session.roles, [Role::Salesperson]);
    assert_eq!(session.language, Language::default());
    let later = json!({ "upload": "elsewhere", "at": "https://files.example" });
    let later: UploadAnswer = serde_json::from_value(later).expect("an answer");
    assert_eq!(later, UploadAnswer::TooMuchUnnamed);
    let now = serde_json::to_value(later).expect("it is written");
    assert_eq!(now, json!({ "upload": "too_much_unnamed" }));
}
