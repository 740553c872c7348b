//! A field that was changed twice: base dashed and struck, mine and theirs equal, no default, each with its own button.

use crate::kit::{Button, Glyph, Icon};
use crate::messages::{language, numbers, say, sync};
use leptos::prelude::*;
use serde_json::Value;
use shared::desk::Conflict;

#[component]
pub fn ConflictCard(conflict: Conflict, #[prop(into)] keep_mine: Callback<()>, #[prop(into)] keep_theirs: Callback<()>) -> impl IntoView {
    let Conflict { field, base, mine, theirs, .. } = conflict;
    let percent = field.contains("discount");
    let said = move |value: &Value| words(value, percent);
    view! {
        <section class="conflict-card" aria-label=move || sync::field_changed_twice(language(), &sync::field(language(), &field))>
            <div class="conflict-card-base">
                <Glyph icon=Icon::History />
                <p><strong>{say(sync::before)}</strong><br />{say(sync::both_started)}</p>
                <s class="conflict-card-value">{said(&base)}</s>
            </div>
            <div class="conflict-card-side">
                <p class="conflict-card-who"><Glyph icon=Icon::Tablet /><span><strong>{say(sync::yours)}</strong><br />{say(sync::on_this_device)}</span></p>
                <p class="conflict-card-value">{said(&mine)}</p>
                <Button label=say(sync::keep_mine) on_press=move |()| keep_mine.run(()) />
            </div>
            <div class="conflict-card-side">
                <p class="conflict-card-who"><Glyph icon=Icon::User /><span><strong>{say(sync::theirs)}</strong><br />{say(sync::accepted_meanwhile)}</span></p>
                <p class="conflict-card-value">{said(&theirs)}</p>
                <Button label=say(sync::keep_theirs) on_press=move |()| keep_theirs.run(()) />
            </div>
        </section>
    }
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
            let told = ["text", "name", "value"].iter().find_map(|name| fields.get(*name));
            let unit = fields.get("unit").and_then(Value::as_str).map(|unit| format!(" {unit}")).unwrap_or_default();
            told.map(|told| words(told, percent) + &unit).unwrap_or_else(|| value.to_string())
        }
        Value::Array(items) => items.iter().map(|item| words(item, percent)).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

fn is_decimal(text: &str) -> bool {
    let digits = text.trim_start_matches('-');
    digits.contains('.') && digits.chars().all(|letter| letter.is_ascii_digit() || letter == '.')
}
