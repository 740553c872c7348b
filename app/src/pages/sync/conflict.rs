//! A field that was changed twice: base dashed and struck, mine and theirs equal, no default, each with its own button.

use crate::kit::{Base, ConflictCard, Side};
use crate::messages::{Language, days, language, numbers, pricing, say, sync};
use crate::state::{app, opening, time};
use leptos::prelude::*;
use serde_json::Value;
use shared::calendar::{Moment, ZoneOffsets};
use shared::desk::Conflict;
use shared::users::Person;

/// One field that was changed twice, with the deed it belongs to.
#[component]
pub fn TwiceChanged(
    conflict: Conflict,
    #[prop(into)] deed: Signal<String>,
    #[prop(into)] keep_mine: Callback<()>,
    #[prop(into)] keep_theirs: Callback<()>,
) -> impl IntoView {
    // the card takes fixed words, so it is made anew when the language changes
    move || {
        let Conflict {
            field,
            base,
            mine,
            theirs,
            by,
            at,
            ..
        } = conflict.clone();
        let percent = field.contains("discount");
        let (base, mine, theirs) = (
            words(&base, percent),
            words(&mine, percent),
            words(&theirs, percent),
        );
        let name = by
            .and_then(|id| app().device.get::<Person>(id))
            .map(|person| person.name);
        let language = language();
        let title = sync::field_changed_twice(language, &sync::field(language, &field));
        let own = Side {
            who: sync::yours(language).into(),
            place: sync::on_this_device(language).into(),
            keep: sync::keep_with(sync::keep_mine(language), &mine),
            value: mine,
            details: Vec::new(),
        };
        let other = Side {
            who: name
                .clone()
                .unwrap_or_else(|| sync::theirs(language).into()),
            place: sync::accepted_meanwhile(language).into(),
            keep: sync::keep_with(sync::keep_theirs(language), &theirs),
            value: theirs,
            details: at.map(|at| accepted(language, at)).into_iter().collect(),
        };
        view! {
            <ConflictCard
                title=title
                place=deed.get()
                base=Base { value: base, details: Vec::new() }
                mine=own
                theirs=other
                initials=initials(name.as_deref().unwrap_or_default())
                consequence=say(sync::both_stay)
                on_mine=keep_mine
                on_theirs=keep_theirs
            />
        }
    }
}

/// When the value that stands was accepted: how long ago, and the day when that was not today.
fn accepted(language: Language, at: Moment) -> String {
    let ago = days::ago(language, opening::minutes_since(at));
    let zone = ZoneOffsets::fixed(time::offset_minutes());
    match zone.day_of(at) {
        day if day == time::today() => ago,
        day => format!("{} · {ago}", pricing::day(language, day)),
    }
}

fn initials(name: &str) -> String {
    name.split_whitespace()
        .filter_map(|word| word.chars().next())
        .take(2)
        .collect()
}

/// A value in words: text as it is, decimals in the language's marks, nothing as such; a structure by its most telling part.
fn words(value: &Value, percent: bool) -> String {
    match value {
        Value::Null => sync::nothing(language()).to_owned(),
        Value::String(text) if percent => numbers::percent(language(), text),
        Value::String(text) if text.is_empty() => sync::nothing(language()).to_owned(),
        Value::String(text) if is_decimal(text) => numbers::decimal(language(), text),
        Value::String(text) => text.clone(),
        Value::Object(fields) => {
            let told = ["text", "name", "value", "price"]
                .iter()
                .find_map(|name| fields.get(*name));
            let unit = fields
                .get("unit")
                .and_then(Value::as_str)
                .map(|unit| format!(" {unit}"))
                .unwrap_or_default();
            told.map(|told| words(told, percent) + &unit)
                .unwrap_or_else(|| value.to_string())
        }
        Value::Array(items) => items
            .iter()
            .map(|item| words(item, percent))
            .collect::<Vec<_>>()
            .join(", "),
        other => other.to_string(),
    }
}

fn is_decimal(text: &str) -> bool {
    let digits = text.trim_start_matches('-');
    digits.contains('.')
        && digits
            .chars()
            .all(|letter| letter.is_ascii_digit() || letter == '.')
}
