//! What is one question and what is several.

use super::*;
use crate::calendar::Moment;
use crate::ids::Uid;
use crate::sync::inbox::Answered;
use crate::sync::outcome::Outcome;
use serde_json::json;

type Entry = (InboxId, InboxEntry);

fn id(number: u128) -> InboxId {
    InboxId(Uuid::from_u128(number))
}

fn met(field: &str, base: &str, mine: &str) -> Conflict {
    Conflict {
        kind: "product".into(),
        id: Uuid::nil(),
        field: field.into(),
        base: json!(base),
        mine: json!(mine),
        theirs: json!("Theirs"),
        by: None,
        at: None,
    }
}

/// Fields, each from what was seen to what was wanted.
fn entry(number: u128, fields: &[(&str, &str, &str)]) -> Entry {
    let conflicts = fields
        .iter()
        .map(|(field, base, mine)| met(field, base, mine));
    let reason = Reason::ChangedTwice {
        conflicts: conflicts.collect(),
    };
    let entry = InboxEntry {
        author: UserId(Uuid::nil()),
        uid: Uid(Uuid::from_u128(number)),
        change: "products.edited".into(),
        version: 1,
        args: "{}".into(),
        depends_on: Vec::new(),
        outcome: Outcome::Parked.word().to_owned(),
        reason: serde_json::to_string(&reason).expect("plain fields"),
        made_at: Moment::EPOCH,
        decided_at: Moment::EPOCH,
        answered: None,
        files: Vec::new(),
        raised: false,
    };
    (id(number), entry)
}

fn named(number: u128, base: &str, mine: &str) -> Entry {
    entry(number, &[("name", base, mine)])
}

fn answered((id, mut entry): Entry) -> Entry {
    entry.answered = serde_json::to_string(&Answered::KeptTheirs).ok();
    (id, entry)
}

fn asked(entries: &[Entry]) -> Vec<InboxId> {
    let corrections = Corrections::among(entries);
    let ids = entries.iter().map(|(id, _)| *id);
    ids.filter(|id| !corrections.is_corrected(*id)).collect()
}

/// The fields that an entry asks about, each with what is said to have stood before.
fn questions(entries: &[Entry], of: u128) -> Vec<(String, Value)> {
    let conflicts = match entries.iter().find(|(other, _)| *other == id(of)) {
        Some((_, entry)) => match entry.reason() {
            Some(Reason::ChangedTwice { conflicts }) => conflicts,
            other => panic!("another reason: {other:?}"),
        },
        None => panic!("no entry {of}"),
    };
    let questions = Corrections::among(entries).questions(id(of), conflicts);
    let shown = questions.into_iter().filter_map(|question| question.shown);
    shown.map(|shown| (shown.field, shown.base)).collect()
}

fn closed_with(entries: &[Entry], of: u128) -> Vec<InboxId> {
    Corrections::among(entries).closed_with(id(of))
}

#[test]
fn a_typing_error_and_its_correction_are_one_question() {
    let both = [named(1, "Pump", "Pmup"), named(2, "Pmup", "Pump 2")];
    assert_eq!(asked(&both), [id(2)]);
    assert_eq!(questions(&both, 2), [("name".to_owned(), json!("Pump"))]);
    assert_eq!(closed_with(&both, 2), [id(1)]);
}

#[test]
fn and_so_are_several_corrections() {
    let all = [
        named(1, "Pump", "Pmup"),
        named(2, "Pmup", "Pum"),
        named(3, "Pum", "Pump 2"),
    ];
    assert_eq!(asked(&all), [id(3)]);
    assert_eq!(questions(&all, 3), [("name".to_owned(), json!("Pump"))]);
    assert_eq!(closed_with(&all, 3), [id(1), id(2)]);
}

#[test]
fn what_others_wrote_or_what_stands_elsewhere_corrects_nothing() {
    let first = named(1, "Pump", "Mine");
    let mut colleagues = named(2, "Mine", "Other");
    colleagues.1.author = UserId(Uuid::from_u128(9));
    let elsewhere = entry(3, &[("brand", "Mine", "Other")]);
    let unheard = named(4, "Theirs", "Other");
    let all = [first, colleagues, elsewhere, unheard];
    assert_eq!(asked(&all), [id(1), id(2), id(3), id(4)]);
    assert!(closed_with(&all, 2).is_empty());
    // it stood there for everybody, or for nobody, when the other one was written
    let settled = [
        answered(named(1, "Pump", "Mine")),
        named(2, "Mine", "Other"),
    ];
    assert_eq!(questions(&settled, 2), [("name".to_owned(), json!("Mine"))]);
    // the server decided it before: it cannot have seen the other one
    let reversed = [named(2, "Mine", "Other"), named(1, "Pump", "Mine")];
    assert_eq!(asked(&reversed), [id(2), id(1)]);
}

#[test]
fn one_change_corrects_nothing_of_its_own() {
    let strange = [entry(
        1,
        &[("name", "Pump", "Pmup"), ("name", "Pmup", "Pump 2")],
    )];
    assert_eq!(asked(&strange), [id(1)]);
    assert_eq!(questions(&strange, 1).len(), 2);
}

#[test]
fn of_several_fields_those_are_asked_about_that_were_not_corrected() {
    let row = entry(1, &[("name", "Pump", "Pmup"), ("brand", "Old", "Bosch")]);
    let all = [row, named(2, "Pmup", "Pump 2")];
    assert_eq!(asked(&all), [id(1), id(2)]);
    assert_eq!(questions(&all, 1), [("brand".to_owned(), json!("Old"))]);
    assert!(closed_with(&all, 2).is_empty(), "there is more to ask");
}

/// What it met was accepted then; the entries themselves were all decided at the epoch.
fn met_what_was_accepted((id, mut entry): Entry, at: i64) -> Entry {
    let Some(Reason::ChangedTwice { mut conflicts }) = entry.reason() else {
        panic!("another reason")
    };
    let at = Some(Moment::from_milliseconds(at));
    conflicts.iter_mut().for_each(|met| met.at = at);
    let reason = Reason::ChangedTwice { conflicts };
    entry.reason = serde_json::to_string(&reason).expect("plain fields");
    (id, entry)
}

#[test]
fn a_typing_error_stays_one_when_the_other_field_beside_it_is_answered_first() {
    let row = entry(1, &[("name", "Pump", "Pmup"), ("brand", "Old", "Bosch")]);
    let check = |at, expected: &str| {
        let correction = met_what_was_accepted(named(2, "Pmup", "Pump 2"), at);
        let all = [answered(row.clone()), correction];
        assert_eq!(questions(&all, 2), [("name".to_owned(), json!(expected))]);
        assert!(closed_with(&all, 2).is_empty(), "it is answered already");
    };
    check(0, "Pump");
    // somebody wrote the field since: it may have been the answer first
    check(1, "Pmup");
}

#[test]
fn of_two_that_wanted_what_was_seen_the_open_one_is_corrected() {
    let open = named(1, "Pump", "Pmup");
    let other = answered(entry(
        2,
        &[("name", "Valve", "Pmup"), ("brand", "Old", "Bosch")],
    ));
    let correction = met_what_was_accepted(named(3, "Pmup", "Pump 2"), 0);
    let all = [open, other, correction];
    assert_eq!(questions(&all, 3), [("name".to_owned(), json!("Pump"))]);
    assert_eq!(closed_with(&all, 3), [id(1)]);
}

#[test]
fn with_the_last_of_its_corrections_an_entry_is_answered_whichever_it_is() {
    let row = entry(1, &[("name", "Pump", "Pmup"), ("brand", "Od", "Bohcs")]);
    let name = named(2, "Pmup", "Pump 2");
    let brand = entry(3, &[("brand", "Bohcs", "Bosch")]);
    let all = [row.clone(), name.clone(), brand.clone()];
    assert!(closed_with(&all, 2).is_empty() && closed_with(&all, 3).is_empty());
    let one = [row.clone(), answered(name.clone()), brand.clone()];
    assert_eq!(closed_with(&one, 3), [id(1)]);
    assert_eq!(questions(&one, 3), [("brand".to_owned(), json!("Od"))]);
    assert!(Corrections::among(&one).left_over().is_empty());
    // whoever answered could not see it
    let both = [row, answered(name), answered(brand)];
    assert_eq!(Corrections::among(&both).left_over(), [id(1)]);
    assert!(!Corrections::among(&both).is_corrected(id(1)));
}

#[test]
fn each_choice_is_for_what_was_asked_and_the_rest_gives_way() {
    let question = |shown: bool, field: &str| Question {
        met: met(field, "Pmup", "Pump 2"),
        shown: shown.then(|| met(field, "Pump", "Pump 2")),
    };
    let asked = [question(false, "name"), question(true, "brand")];
    let mine = |field: &str| (met(field, "Pump", "Pump 2"), Choice::Mine);
    let meant = |field: &str, choice| (met(field, "Pmup", "Pump 2"), choice);
    let expected = vec![meant("name", Choice::Theirs), meant("brand", Choice::Mine)];
    assert_eq!(choices(&asked, &[mine("brand")]), Some(expected.clone()));
    let settled = [mine("unit"), mine("brand")];
    assert_eq!(choices(&asked, &settled), Some(expected), "in any order");
    // a colleague wrote again before the tap
    let mut before = mine("brand");
    before.0.theirs = json!("Theirs before");
    assert_eq!(choices(&asked, &[before]), None);
    assert_eq!(choices(&asked, &[]), None);
}
