//! What comes of each choice.

use super::*;
use crate::calendar::Moment;
use crate::ids::{Id, ProductId, Uid, UserId};
use crate::record::RecordKey;
use crate::sync::Intention;
use crate::sync::inbox::{TakeUp, take_up};
use crate::sync::intention::VERSION;
use crate::sync::outcome::Outcome;
use crate::sync::queue::Standing;
use serde_json::json;
use uuid::Uuid;

fn renamed(was: &str, now: &str) -> AnyChange {
    let args = json!({
        "product": ProductId::from_uuid(Uuid::nil()),
        "field": { "name": { "edit": { "was": was, "now": now } } },
    });
    AnyChange::decode("products.edited", &args).expect("it is readable")
}

fn named(field: &str, base: Value, mine: Value, theirs: Value) -> Conflict {
    Conflict {
        kind: "product".into(),
        id: Uuid::nil(),
        field: field.into(),
        base,
        mine,
        theirs,
        by: None,
        at: None,
    }
}

fn conflict(base: &str, mine: &str, theirs: &str) -> Conflict {
    named("name", json!(base), json!(mine), json!(theirs))
}

fn parked(change: &AnyChange, conflicts: Vec<Conflict>) -> InboxEntry {
    let (uid, author) = (Uid(Uuid::nil()), UserId::from_uuid(Uuid::nil()));
    let intention = Intention::new(uid, change, 1, Vec::new(), Moment::EPOCH);
    let reason = Reason::ChangedTwice { conflicts };
    let entries = InboxEntry::of(&intention, author, Outcome::Parked, &reason, Moment::EPOCH);
    entries.into_iter().next().expect("one")
}

/// Pump became Mine here and Theirs there.
fn entry() -> InboxEntry {
    let met = conflict("Pump", "Mine", "Theirs");
    parked(&renamed("Pump", "Mine"), vec![met])
}

/// A row of an import with these fields, each from one value to another.
fn imported(fields: &[(&str, &str, &str)], cost: Value) -> AnyChange {
    let field = |(name, was, now): &(&str, &str, &str)| json!({ *name: { "edit": { "was": was, "now": now } } });
    let fields: Vec<Value> = fields.iter().map(field).collect();
    let product = json!({ "edited": { "fields": fields } });
    let row = json!({ "id": Uuid::nil(), "line": 2, "product": product, "cost": cost });
    let args = json!({ "rows": [row] });
    AnyChange::decode("products.imported", &args).expect("it is readable")
}

fn cost(price: &str) -> Value {
    json!({ "price": price, "currency": "EUR" })
}

#[track_caller]
fn check(choice: Choice, expected: Option<Chosen>) {
    let answer = (conflict("Pump", "Mine", "Theirs"), choice);
    assert_eq!(chosen(&entry(), &[answer]), expected);
}

fn made(change: AnyChange) -> Option<Chosen> {
    Some(Chosen::Change(Box::new(change)))
}

fn change(was: &str, now: &str) -> Option<Chosen> {
    made(renamed(was, now))
}

#[test]
fn each_choice_has_seen_what_stands_there_now() {
    check(Choice::Mine, change("Theirs", "Mine"));
    check(Choice::Other(json!("Third")), change("Theirs", "Third"));
    check(Choice::Theirs, Some(Chosen::Theirs));
}

#[test]
fn whoever_types_what_the_others_wrote_keeps_theirs() {
    check(Choice::Other(json!("Theirs")), Some(Chosen::Theirs));
}

#[test]
fn what_does_not_fit_the_field_is_no_change() {
    check(Choice::Other(json!({ "no": "text" })), None);
}

#[test]
fn keeping_theirs_in_one_field_of_a_row_loses_none_of_the_others() {
    let fields = [
        ("name", "Pump", "Mine"),
        ("brand", "Old", "Bosch"),
        ("unit", "pcs", "box"),
    ];
    let met = conflict("Pump", "Mine", "Theirs");
    let entry = parked(&imported(&fields, Value::Null), vec![met.clone()]);
    let theirs = chosen(&entry, &[(met.clone(), Choice::Theirs)]);
    assert_eq!(theirs, made(imported(&fields[1..], Value::Null)));
    let gave_way = given_way(&entry).and_then(|answers| chosen(&entry, &answers));
    assert_eq!(gave_way, theirs);
    let alone = parked(&imported(&fields[..1], Value::Null), vec![met.clone()]);
    let theirs = chosen(&alone, &[(met, Choice::Theirs)]);
    assert_eq!(theirs, Some(Chosen::Theirs), "nothing is left");
}

#[test]
fn what_a_row_says_beside_the_product_stays_in_it() {
    let bought = json!({ "was": cost("5"), "now": cost("6") });
    let name = [("name", "Pump", "Mine")];
    let met = Conflict {
        kind: "product_cost".into(),
        ..named("cost", cost("5"), cost("6"), cost("7"))
    };
    let entry = parked(&imported(&name, bought), vec![met.clone()]);
    let seen = json!({ "was": cost("7"), "now": cost("7") });
    let theirs = chosen(&entry, &[(met, Choice::Theirs)]);
    assert_eq!(theirs, made(imported(&name, seen)));
}

#[test]
fn of_several_prices_those_are_taken_that_nobody_else_changed() {
    let (first, second) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let accepted = |lines: &[Uuid]| {
        let price = |line| json!({ "line": line, "price": { "was": "10", "now": "12" } });
        let prices: Vec<Value> = lines.iter().map(price).collect();
        let args = json!({ "offer": Uuid::nil(), "prices": prices });
        AnyChange::decode("offers.prices_accepted", &args).expect("it is readable")
    };
    let field = format!("lines/{second}/price");
    let met = named(&field, json!("10"), json!("12"), json!("11"));
    let entry = parked(&accepted(&[first, second]), vec![met.clone()]);
    let theirs = chosen(&entry, &[(met, Choice::Theirs)]);
    assert_eq!(theirs, made(accepted(&[first])));
}

#[test]
fn a_choice_stands_in_its_own_field_and_in_no_other_that_was_changed_alike() {
    let met = |field: &str| named(field, json!("Old"), json!("Bosch"), json!("Siemens"));
    let alike = [("brand", "Old", "Bosch"), ("producer_code", "Old", "Bosch")];
    for (field, at) in [("brand", 0), ("producer_code", 1)] {
        let entry = parked(&imported(&alike, Value::Null), vec![met(field)]);
        let mut expected = alike;
        expected[at] = (field, "Siemens", "Third");
        let third = Choice::Other(json!("Third"));
        let third = chosen(&entry, &[(met(field), third)]);
        assert_eq!(third, made(imported(&expected, Value::Null)), "{field}");
    }
    let both = [met("producer_code"), met("brand")].map(|met| (met, Choice::Mine));
    let entry = parked(&imported(&alike, Value::Null), Vec::new());
    let expected = alike.map(|(field, _, now)| (field, "Siemens", now));
    assert_eq!(
        chosen(&entry, &both),
        made(imported(&expected, Value::Null))
    );
}

#[test]
fn a_removal_that_gives_way_leaves_nothing() {
    let line = json!({ "any": "line" });
    let args = json!({ "offer": Uuid::nil(), "line": Uuid::nil(), "was": line });
    let mut entry = entry();
    (entry.change, entry.args) = ("offers.line_removed".into(), args.to_string());
    let met = named(
        &format!("lines/{}", Uuid::nil()),
        line,
        Value::Null,
        json!({ "any": "other" }),
    );
    let theirs = chosen(&entry, &[(met, Choice::Theirs)]);
    assert_eq!(theirs, Some(Chosen::Theirs));
}

#[test]
fn what_the_rule_made_of_typed_letters_is_found_by_its_name() {
    let entered = |was: &str, now: &str| {
        let number = json!({ "was": was, "now": now });
        let args = json!({ "account": Uuid::nil(), "number": number });
        AnyChange::decode("accounts.tax_number_entered", &args).expect("it is readable")
    };
    let met = named("number", json!("123"), json!("456"), json!("789"));
    let entry = parked(&entered("1 2 3", "4 5 6"), vec![met.clone()]);
    let mine = chosen(&entry, &[(met, Choice::Mine)]);
    assert_eq!(mine, made(entered("789", "456")));
}

#[test]
fn whether_a_field_may_be_empty_is_the_rules_to_say() {
    let args = json!({
        "offer": Uuid::nil(),
        "line": Uuid::nil(),
        "slot": 1,
        "value": { "was": "5", "now": "8" },
    });
    let discount = AnyChange::decode("offers.discount_set", &args).expect("it is readable");
    let met = named("lines/1/discount1", json!("5"), json!("8"), json!("6.5"));
    let discounted = parked(&discount, vec![met.clone()]);
    assert!(
        fits(&discounted, &met, Value::Null),
        "none of the three is empty"
    );
    let name = conflict("Pump", "Mine", "Theirs");
    assert!(!fits(&entry(), &name, Value::Null));
}

#[test]
fn what_was_met_is_shown_as_it_stands_now() {
    let wrote = |theirs: &str, by: u128| Conflict {
        by: Some(UserId(Uuid::from_u128(by))),
        at: Some(Moment::EPOCH),
        ..conflict("Pump", "Mine", theirs)
    };
    let met = [wrote("Theirs", 7)];
    let run = |conflicts: Vec<Conflict>| {
        let reason = Reason::ChangedTwice { conflicts };
        Standing::LikelyRefused(Outcome::Parked, reason)
    };
    let present = |met: &[Conflict], standing: &Standing| present(met, standing, |_| true);
    let unsigned = |theirs| vec![conflict("Pump", "Mine", theirs)];
    assert_eq!(present(&met, &run(unsigned("Theirs"))), met);
    assert_eq!(present(&met, &run(unsigned("Newer"))), unsigned("Newer"));
    assert_eq!(
        present(&met, &Standing::Fits),
        [],
        "it is as it was seen, or as it is wanted"
    );
    let refused = Reason::Lost {
        detail: String::new(),
    };
    let elsewhere = Standing::LikelyRefused(Outcome::Rejected, refused);
    assert_eq!(present(&met, &elsewhere), met);
}

#[test]
fn of_a_record_that_is_not_here_what_was_met_is_all_there_is() {
    let cost = |theirs: &str| Conflict {
        kind: "product_cost".into(),
        ..named("cost", json!("5"), json!("6"), json!(theirs))
    };
    let met = [cost("7"), conflict("Pump", "Mine", "Theirs")];
    let here = |key: &RecordKey| key.kind != "product_cost";
    assert_eq!(present(&met, &Standing::Fits, here), [cost("7")]);
    let conflicts = vec![cost("none"), conflict("Pump", "Mine", "Newer")];
    let reason = Reason::ChangedTwice { conflicts };
    let standing = Standing::LikelyRefused(Outcome::Parked, reason);
    let newer = conflict("Pump", "Mine", "Newer");
    assert_eq!(present(&met, &standing, here), [cost("7"), newer]);
}

/// Parked by a server before the update, in the words of the version before the first (see `intention`).
#[test]
fn what_was_kept_in_older_words_is_brought_up_as_a_pushed_one_would_be() {
    let mut old = entry();
    old.version = 0;
    old.change = "products.changed".into();
    old.args = old.args.replace("\"was\":", "\"from\":");
    old.args = old.args.replace("\"now\":", "\"to\":");
    assert_eq!(take_up(&old, TakeUp::Again), Some(renamed("Pump", "Mine")));
    let kept = take_up(&old, TakeUp::KeepMine);
    assert_eq!(kept, Some(renamed("Theirs", "Mine")));
    let answer = (
        conflict("Pump", "Mine", "Theirs"),
        Choice::Other(json!("Third")),
    );
    let third = Chosen::Change(Box::new(renamed("Theirs", "Third")));
    assert_eq!(chosen(&old, &[answer]), Some(third));
    assert_eq!(old.carried(), Some(renamed("Pump", "Mine")));
}

/// Its letters may be ours and mean something else: sent again from here, it would say today's version of what nobody meant.
#[test]
fn what_a_newer_version_wrote_is_not_sent_again_in_its_name_by_this_one() {
    let mut newer = entry();
    newer.version = VERSION + 1;
    for how in [TakeUp::Again, TakeUp::KeepMine] {
        assert_eq!(take_up(&newer, how), None);
    }
    let answer = (conflict("Pump", "Mine", "Theirs"), Choice::Theirs);
    assert_eq!(chosen(&newer, &[answer]), None);
}
