//! A field that was changed twice: base dashed and struck, mine and theirs equal, no default, each with its own button; and the place
//! where a third value is typed.

use super::conflict_details::details;
use super::conflict_line::{line, line_total};
use super::conflict_words::{Sort, sort, words};
use super::letters::{chosen, field_of, sent};
use super::third_value::ThirdValue;
use super::typed::Typed;
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

/// Every field of one entry that was changed twice, as it stands now; `shown` are those, and such as are typed into. What is chosen counts
/// once all of them are, and as long as nobody changes that field. `whose` names the colleague whose work it is; nobody: one's own.
#[component]
pub fn Choosing(
    asked: Memo<Vec<Conflict>>,
    shown: Memo<Vec<Conflict>>,
    entry: InboxEntry,
    whose: Option<String>,
    deed: Signal<String>,
    problem: RwSignal<Option<NotAnswered>>,
    typed: Typed,
    #[prop(into)] on_chosen: Callback<Vec<Answered>>,
) -> impl IntoView {
    let choices = RwSignal::new(Vec::<Answered>::new());
    let entry = StoredValue::new(entry);
    let choose = move |conflict: &Conflict, choice: Option<Choice>| {
        problem.set(None);
        let forget =
            |choices: &mut Vec<Answered>| choices.retain(|(of, _)| !of.is_about_the_same(conflict));
        choices.update(|choices| {
            forget(choices);
            choices.extend(choice.map(|choice| (conflict.clone(), choice)));
        });
        let (asked, shown) = (asked.get_untracked(), shown.get_untracked());
        let all = choices.with_untracked(|choices| sent(choices, &asked, &shown));
        if let Some(all) = all {
            // what was refused is chosen anew, in place
            choices.update(forget);
            on_chosen.run(all);
        }
    };
    let said = Signal::derive(move || problem.get().map(|why| not_answered(language(), &why)));
    let one = move |first: Conflict| {
        let conflict = Memo::new(move |before: Option<&Conflict>| {
            let now = shown.with(|shown| {
                shown
                    .iter()
                    .find(|now| now.is_about_the_same(&first))
                    .cloned()
            });
            now.or(before.cloned()).unwrap_or_else(|| first.clone())
        });
        let choice =
            Memo::new(move |_| conflict.with(|of| choices.with(|choices| chosen(choices, of))));
        let whose = whose.clone();
        move || {
            match choice.get() {
            Some((conflict, choice)) => {
                let of = conflict.clone();
                view! { <ChosenField conflict=conflict choice=choice on_again=move |()| choose(&of, None) /> }.into_any()
            }
            None => view! { <TwiceChanged conflict=conflict entry=entry whose=whose.clone() deed=deed asked=asked typed=typed problem=said on_choice=move |choice| conflict.with_untracked(|of| choose(of, Some(choice))) /> }.into_any(),
        }
        }
    };
    view! {
        <For each=move || shown.get() key=field_of children=one />
        // said under the field while one is typed into
        <Show when=move || typed.is_empty()><Problem said=said /></Show>
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
    conflict: Memo<Conflict>,
    entry: StoredValue<InboxEntry>,
    whose: Option<String>,
    deed: Signal<String>,
    asked: Memo<Vec<Conflict>>,
    typed: Typed,
    problem: Signal<Option<String>>,
    #[prop(into)] on_choice: Callback<Choice>,
) -> impl IntoView {
    let this = StoredValue::new(conflict.with_untracked(field_of));
    let is_typed = Memo::new(move |_| this.with_value(|this| typed.is_open(this)));
    let is_settled = Signal::derive(move || this.with_value(|this| typed.is_settled(this, asked)));
    let asks_others = Signal::derive(move || asked.with(|asked| !asked.is_empty()));
    let give_up = move |()| this.with_value(|this| typed.give_up(this));
    let field = move || conflict.with(|conflict| sync::field(language(), &conflict.field));
    let types = untrack(|| {
        conflict
            .with(|conflict| sort(app().device, conflict))
            .is_typed()
    });
    let third = move || {
        view! { <ThirdValue conflict=conflict entry=entry typed=typed label=field is_settled=is_settled asks_others=asks_others problem=problem on_value=move |value| on_choice.run(Choice::Other(value)) on_cancel=give_up /> }
    };
    let made_at = entry.with_value(|entry| entry.made_at);
    let words_of = Memo::new(move |_| {
        conflict.with(|conflict| Told::of(conflict, made_at, whose.as_deref(), language()))
    });
    let side = move |part: fn(&Told) -> &Side| {
        Signal::derive(move || words_of.with(|told| part(told).clone()))
    };
    view! {
        <ConflictCard
            title=move || sync::field_changed_twice(language(), &field())
            place=move || conflict.with(|conflict| place(&deed.get(), conflict))
            base=Signal::derive(move || words_of.with(|told| told.base.clone()))
            mine=side(|told| &told.mine)
            theirs=side(|told| &told.theirs)
            initials=Signal::derive(move || words_of.with(|told| told.initials.clone()))
            consequence=say(sync::both_stay)
            on_mine=move |()| on_choice.run(Choice::Mine)
            on_theirs=move |()| on_choice.run(Choice::Theirs)
            on_other=types.then(|| Callback::new(move |()| typed.open(this.get_value())))
            typing=is_typed
            other=third
        />
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
#[derive(Clone, PartialEq)]
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
