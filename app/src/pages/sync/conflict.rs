//! A field that was changed twice: base dashed and struck, mine and theirs equal, no default, each with its own button; and the place
//! where a third value is typed.

use super::conflict_details::details;
use super::conflict_line::{line, line_total};
use super::conflict_words::{Sort, sort, words};
use super::third_value::ThirdValue;
use crate::kit::{Base, Button, Card, ConflictCard, Icon, LENGTH_BESIDE, Notice, Side, Verdict};
use crate::messages::{Language, days, language, pricing, say, sync};
use crate::pages::problems::not_answered;
use crate::state::repair::NotAnswered;
use crate::state::{app, opening, time};
use leptos::prelude::*;
use serde_json::Value;
use shared::calendar::{Moment, ZoneOffsets};
use shared::desk::Conflict;
use shared::sync::InboxEntry;
use shared::sync::choosing::{Answered, Choice};
use shared::users::Person;

/// Which of the fields is typed into.
#[derive(Clone, Copy)]
struct Typing {
    at: usize,
    who: RwSignal<Option<usize>>,
}

/// Every field of one entry that was changed twice. What is chosen counts once all of them are. `whose` names the colleague whose
/// work it is; nobody: one's own.
#[component]
pub fn Choosing(
    conflicts: Vec<Conflict>,
    entry: InboxEntry,
    whose: Option<String>,
    deed: Signal<String>,
    problem: RwSignal<Option<NotAnswered>>,
    #[prop(into)] on_chosen: Callback<Vec<Answered>>,
) -> impl IntoView {
    let choices = RwSignal::new(vec![None::<Choice>; conflicts.len()]);
    let asked = StoredValue::new(conflicts.clone());
    let entry = StoredValue::new(entry);
    let typing = RwSignal::new(None::<usize>);
    let choose = move |at: usize, choice: Option<Choice>| {
        problem.set(None);
        choices.update(|choices| choices[at] = choice);
        let all: Option<Vec<Choice>> = choices.with_untracked(|all| all.iter().cloned().collect());
        if let Some(all) = all {
            // what was refused is chosen anew, in place
            choices.update(|choices| choices[at] = None);
            on_chosen.run(asked.get_value().into_iter().zip(all).collect());
        }
    };
    let said = Signal::derive(move || problem.get().map(|why| not_answered(language(), &why)));
    let fields = conflicts.into_iter().enumerate().map(move |(at, conflict)| {
        let chosen = Memo::new(move |_| choices.with(|choices| choices[at].clone()));
        let whose = whose.clone();
        move || match chosen.get() {
            Some(choice) => view! { <ChosenField conflict=conflict.clone() choice=choice on_again=move |()| choose(at, None) /> }.into_any(),
            None => view! { <TwiceChanged conflict=conflict.clone() entry=entry whose=whose.clone() deed=deed typing=Typing { at, who: typing } problem=said on_choice=move |choice| choose(at, Some(choice)) /> }.into_any(),
        }
    });
    view! {
        {fields.collect_view()}
        // said under the field while one is typed into
        <Show when=move || typing.get().is_none()><Problem said=said /></Show>
    }
}

/// Why a choice was not taken either.
#[component]
fn Problem(said: Signal<Option<String>>) -> impl IntoView {
    move || {
        said.get()
            .map(|said| view! { <Notice verdict=Verdict::Block title=said /> })
    }
}

/// One field that was changed twice, with the deed it belongs to and when it was done. `problem` says why a typed value is not taken.
#[component]
fn TwiceChanged(
    conflict: Conflict,
    entry: StoredValue<InboxEntry>,
    whose: Option<String>,
    deed: Signal<String>,
    typing: Typing,
    problem: Signal<Option<String>>,
    #[prop(into)] on_choice: Callback<Choice>,
) -> impl IntoView {
    let Typing { at, who } = typing;
    let is_typed = Signal::derive(move || who.get() == Some(at));
    let shown = StoredValue::new(conflict.clone());
    let field = move || shown.with_value(|conflict| sync::field(language(), &conflict.field));
    let types = untrack(|| sort(app().device, &conflict)).is_typed();
    let third = move || {
        let conflict = shown.get_value();
        view! { <ThirdValue conflict=conflict entry=entry label=field problem=problem on_value=move |value| on_choice.run(Choice::Other(value)) on_cancel=move |()| who.set(None) /> }
    };
    // the card takes fixed words, so it is made anew when the language changes
    move || {
        let language = language();
        let made_at = entry.with_value(|entry| entry.made_at);
        let told =
            shown.with_value(|conflict| Told::of(conflict, made_at, whose.as_deref(), language));
        view! {
            <ConflictCard
                title=sync::field_changed_twice(language, &field())
                place=move || shown.with_value(|conflict| place(&deed.get(), conflict))
                base=told.base
                mine=told.mine
                theirs=told.theirs
                initials=told.initials
                consequence=say(sync::both_stay)
                on_mine=move |()| on_choice.run(Choice::Mine)
                on_theirs=move |()| on_choice.run(Choice::Theirs)
                on_other=types.then(|| Callback::new(move |()| who.set(Some(at))))
                typing=is_typed
                other=third
            />
        }
    }
}

/// What was chosen for one of several fields, until all are chosen.
#[component]
fn ChosenField(
    conflict: Conflict,
    choice: Choice,
    #[prop(into)] on_again: Callback<()>,
) -> impl IntoView {
    let title = {
        let field = conflict.field.clone();
        move || sync::field(language(), &field)
    };
    let device = app().device;
    let value = move || {
        let sort = sort(device, &conflict);
        words(device, language(), &sort, choice.value(&conflict))
    };
    view! {
        <Card title=title extra=move || view! { <Button label=say(sync::choose_again) icon=Icon::Pencil on_press=on_again /> }>
            <p class="strong">{value}</p>
        </Card>
    }
}

/// The card's words.
struct Told {
    base: Base,
    mine: Side,
    theirs: Side,
    initials: String,
}

impl Told {
    fn of(conflict: &Conflict, made_at: Moment, whose: Option<&str>, language: Language) -> Told {
        let device = app().device;
        let sort: Sort = sort(device, conflict);
        let said = |value: &Value| words(device, language, &sort, value);
        let details = |when: Option<String>, value: &Value| {
            let total = line_total(device, language, conflict, value);
            let differs = details(device, language, conflict, value);
            when.into_iter().chain(differs).chain(total).collect()
        };
        let name = (conflict.by)
            .and_then(|id| device.get::<Person>(id))
            .map(|person| person.name);
        let (mine, theirs) = (said(&conflict.mine), said(&conflict.theirs));
        let keep = match whose {
            Some(_) => sync::keep_this,
            None => sync::keep_mine,
        };
        let keep_mine = button(keep(language).to_owned(), &mine, &theirs);
        let keep_theirs = button(keep_theirs(language, name.as_deref()), &theirs, &mine);
        let written = when(language, made_at);
        let accepted = conflict.at.map(|at| when(language, at));
        Told {
            base: Base {
                value: said(&conflict.base),
                details: details(None, &conflict.base),
            },
            mine: Side {
                who: whose.unwrap_or(sync::yours(language)).into(),
                place: sync::not_accepted_yet(language).into(),
                keep: keep_mine,
                value: mine,
                details: details(Some(written), &conflict.mine),
            },
            theirs: Side {
                who: name
                    .clone()
                    .unwrap_or_else(|| sync::theirs(language).into()),
                place: sync::accepted_meanwhile(language).into(),
                keep: keep_theirs,
                value: theirs,
                details: details(accepted, &conflict.theirs),
            },
            initials: initials(name.as_deref().unwrap_or_default()),
        }
    }
}

/// By the first name of who it was: the whole one stands above.
fn keep_theirs(language: Language, name: Option<&str>) -> String {
    let name = name.and_then(|name| name.split_whitespace().next());
    name.map_or_else(
        || sync::keep_theirs(language).to_owned(),
        |name| sync::keep_of(language, name),
    )
}

/// With its result, where both are short: "Keep mine, 8%". A long value stands above and is not said twice, and neither is the other
/// one: both sides look alike.
fn button(keep: String, value: &str, other: &str) -> String {
    let long = |value: &str| value.chars().count() > LENGTH_BESIDE;
    match long(value) || long(other) {
        true => keep,
        false => sync::keep_with(&keep, value),
    }
}

/// "Discount · Q-2026-0391 · line 1, Screw compressor".
fn place(deed: &str, conflict: &Conflict) -> String {
    match line(app().device, conflict) {
        Some((place, line, _)) => {
            let line = sync::line_named(language(), place as u64, &line.text);
            format!("{deed} · {line}")
        }
        None => deed.to_owned(),
    }
}

/// How long ago, and the day when that was not today.
fn when(language: Language, at: Moment) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Language::{En, Lt, Tr};

    #[test]
    fn a_button_names_who_it_was_and_says_a_value_only_while_it_is_short() {
        let theirs =
            |language, value| button(keep_theirs(language, Some("Deniz Yılmaz")), value, "8%");
        assert_eq!(theirs(En, "6.5%"), "Keep Deniz’s, 6.5%");
        assert_eq!(theirs(Tr, "%6,5"), "Deniz’inki kalsın, %6,5");
        assert_eq!(theirs(Lt, "6,5 %"), "Palikti, ką įrašė Deniz, 6,5 %");
        let long = "Screw compressor VK-22, from the office";
        assert_eq!(theirs(En, long), "Keep Deniz’s");
        let mine = button("Keep mine".to_owned(), "8%", long);
        assert_eq!(mine, "Keep mine", "as the other side");
        assert_eq!(keep_theirs(En, None), "Keep theirs");
    }
}
