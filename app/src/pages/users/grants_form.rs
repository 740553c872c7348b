//! The boxes of what somebody is granted: roles, territories, warehouses, sets. Tells each gesture; saves nothing.

use std::collections::BTreeSet;

use leptos::prelude::*;
use shared::integrations::IntegrationSet;
use shared::stock::Warehouse;
use shared::text::Language;
use shared::users::{Right, Role, User};

use super::grants::{Grant, Part};
use crate::kit::{Button, Checkbox, Choice, Icon, Select, TextField, Words};
use crate::messages::{language, say, shell, users};
use crate::state::{Device, app};

/// One box with its words.
#[derive(Clone)]
struct Offered {
    grant: Grant,
    words: String,
    hint: Option<String>,
}

/// `draft` is what is ticked now.
#[component]
pub fn GrantsForm(
    #[prop(into)] draft: Signal<User>,
    #[prop(into)] on_part: Callback<Part>,
) -> impl IntoView {
    let device = app().device;
    let warehouses = Signal::derive(move || {
        let all = device.all::<Warehouse>().into_iter();
        all.map(|(id, warehouse)| Offered {
            grant: Grant::Warehouse(id),
            words: warehouse.name,
            hint: None,
        })
        .collect::<Vec<_>>()
    });
    let sets = Signal::derive(move || {
        let all = device.all::<IntegrationSet>().into_iter();
        all.map(|(id, set)| Offered {
            grant: Grant::Set(id),
            words: set.name,
            hint: None,
        })
        .collect::<Vec<_>>()
    });
    view! {
        <div class="stack">
            <Boxes title=say(users::roles) hint=say(users::roles_text) offered=Signal::derive(roles) draft=draft on_part=on_part />
            <Territories draft=draft on_part=on_part />
            <Boxes title=say(users::warehouses) none=say(users::no_warehouses) offered=warehouses draft=draft on_part=on_part />
            <Boxes title=say(users::sets) none=say(users::no_sets) offered=sets draft=draft on_part=on_part />
            <div class="fields">
                <DefaultSet draft=draft on_part=on_part />
                <Spoken draft=draft on_part=on_part />
            </div>
        </div>
    }
}

fn roles() -> Vec<Offered> {
    let one = |role: Role| Offered {
        grant: Grant::Role(role),
        words: users::role(language(), role).to_owned(),
        hint: Some(users::role_text(language(), role).to_owned()),
    };
    Role::ALL.into_iter().map(one).collect()
}

/// A group of boxes under one heading.
#[component]
fn Boxes(
    #[prop(into)] title: Words,
    #[prop(optional, into)] hint: Option<Words>,
    #[prop(optional, into)] none: Option<Words>,
    #[prop(into)] offered: Signal<Vec<Offered>>,
    draft: Signal<User>,
    on_part: Callback<Part>,
) -> impl IntoView {
    let box_of = move |offered: Offered| {
        let (grant, tick) = (offered.grant.clone(), offered.grant);
        let checked = Signal::derive(move || draft.with(|user| grant.is_given(user)));
        let on_change = move |given| on_part.run(Part::tick(tick.clone(), given));
        match offered.hint {
            Some(hint) => view! { <Checkbox label=offered.words hint=hint checked=checked on_change=on_change /> }.into_any(),
            None => view! { <Checkbox label=offered.words checked=checked on_change=on_change /> }.into_any(),
        }
    };
    let empty = move || {
        offered.with(Vec::is_empty).then(|| {
            none.clone()
                .map(|none| view! { <p class="soft small">{move || none.get()}</p> })
        })
    };
    view! {
        <fieldset class="user-boxes">
            <legend class="field-label">{move || title.get()}</legend>
            {hint.map(|hint| view! { <p class="field-hint">{move || hint.get()}</p> })}
            {empty}
            <div class="user-boxes-all">{move || offered.get().into_iter().map(box_of).collect_view()}</div>
        </fieldset>
    }
}

/// Those somebody works in already, and room for another.
#[component]
fn Territories(draft: Signal<User>, on_part: Callback<Part>) -> impl IntoView {
    let device = app().device;
    let typed = RwSignal::new(String::new());
    let everywhere = Memo::new(move |_| draft.with(|user| user.has(Right::SeeAllTerritories)));
    let offered = Signal::derive(move || {
        let all = territories(device)
            .into_iter()
            .chain(draft.get().territories);
        let all: BTreeSet<String> = all.collect();
        all.into_iter()
            .map(|name| Offered {
                grant: Grant::Territory(name.clone()),
                words: name,
                hint: None,
            })
            .collect::<Vec<_>>()
    });
    let add = move || {
        let name = typed.get_untracked().trim().to_owned();
        if !name.is_empty() {
            on_part.run(Part::Given(Grant::Territory(name)));
            typed.set(String::new());
        }
    };
    view! {
        <Boxes title=say(users::territories) hint=say(users::territories_hint) offered=offered draft=draft on_part=on_part />
        <Show when=move || everywhere.get()><p class="soft small">{say(users::sees_all_territories)}</p></Show>
        <form class="user-add" on:submit=move |event| { event.prevent_default(); add() }>
            <TextField label=say(users::another_territory) value=typed on_input=move |text| typed.set(text) />
            <Button label=say(users::add_territory) icon=Icon::Plus submit=true />
        </form>
    }
}

fn territories(device: Device) -> BTreeSet<String> {
    device
        .all::<User>()
        .into_iter()
        .flat_map(|(_, user)| user.territories)
        .collect()
}

#[component]
fn DefaultSet(draft: Signal<User>, on_part: Callback<Part>) -> impl IntoView {
    let device = app().device;
    let choices = Signal::derive(move || {
        let granted = draft.with(|user| user.sets.clone());
        let all = device
            .all::<IntegrationSet>()
            .into_iter()
            .filter(|(id, _)| granted.contains(id));
        all.map(|(id, set)| Choice::new(id.to_string(), set.name))
            .collect::<Vec<_>>()
    });
    let value = Signal::derive(move || {
        draft.with(|user| {
            user.default_set
                .map(|set| set.to_string())
                .unwrap_or_default()
        })
    });
    let choose = move |text: String| on_part.run(Part::DefaultSet(text.parse().ok()));
    view! {
        <Select label=say(users::default_set) hint=say(users::default_set_hint) none=say(users::default_set_none) choices=choices value=value on_change=choose />
    }
}

#[component]
fn Spoken(draft: Signal<User>, on_part: Callback<Part>) -> impl IntoView {
    let choices = Language::ALL
        .into_iter()
        .map(|language| Choice::new(language.code(), shell::name_of_language(language)));
    let value = Signal::derive(move || draft.with(|user| user.language.code().to_owned()));
    let choose = move |code: String| {
        if let Some(language) = Language::from_code(&code) {
            on_part.run(Part::Language(language));
        }
    };
    view! { <Select label=say(users::spoken) choices=Signal::stored(choices.collect::<Vec<_>>()) value=value on_change=choose /> }
}
