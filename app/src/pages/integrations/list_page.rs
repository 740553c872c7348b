//! The integration sets of this person: ERP, firm, period, active or not, and how each is doing; the chosen one beside them.

use leptos::prelude::*;
use shared::ids::SetId;
use shared::integrations::{IntegrationSet, SetHealth};
use shared::record::RecordKey;
use shared::text::compare;
use shared::users::Right;

use super::set_page::SetPage;
use crate::kit::PageHead;
use crate::kit::{EmptyState, Icon, Item, LinkButton, List, ListDetail, Tag, Tone};
use crate::messages::{integrations, language, numbers, say};
use crate::pages::frame;
use crate::pages::standing::RecordMark;
use crate::routes::Route;
use crate::state::app;
use crate::state::asked::{Question, health};

/// The list, and the set of the address beside it.
#[component]
pub fn ListPage(#[prop(into)] selected: Signal<Option<SetId>>) -> impl IntoView {
    frame::head(move || PageHead {
        title: integrations::sets(language()).to_owned(),
        subtitle: None,
        back: Some(
            selected
                .get()
                .map_or(Route::Settings, |_| Route::Integrations)
                .href(),
        ),
    });
    let detail = move || {
        match selected.get() {
        Some(id) => view! { <SetPage id=id /> }.into_any(),
        None => view! { <EmptyState title=say(integrations::choose) text=say(integrations::choose_text) /> }.into_any(),
    }
    };
    let open = Signal::derive(move || selected.get().is_some());
    view! { <ListDetail list=move || view! { <Sets selected=selected /> } detail=detail detail_open=open /> }
}

#[component]
fn Sets(selected: Signal<Option<SetId>>) -> impl IntoView {
    let app = app();
    let ids = Memo::new(move |_| {
        let language = language();
        let mut sets = app.device.all::<IntegrationSet>();
        sets.sort_by(|(_, one), (_, other)| {
            other
                .active
                .cmp(&one.active)
                .then_with(|| compare(language, &one.name, &other.name))
        });
        sets.into_iter().map(|(id, _)| id).collect::<Vec<_>>()
    });
    let count = move || integrations::count(language(), ids.with(Vec::len) as u64);
    view! {
        <Show when=move || app.login.has(Right::ManageSets)>
            <div class="page-list-head">
                <div class="page-list-tools"><LinkButton label=say(integrations::new_set) icon=Icon::Plus href=Route::SetNew.href() /></div>
            </div>
        </Show>
        <div class="page-list-count"><span>{count}</span></div>
        <Show when=move || !ids.with(Vec::is_empty) fallback=|| view! { <EmptyState title=say(integrations::none) text=say(integrations::none_text) /> }>
            <List label=say(integrations::sets)>
                <For each=move || ids.get() key=|id| *id let:id><SetRow id=id selected=selected /></For>
            </List>
        </Show>
    }
}

#[component]
fn SetRow(id: SetId, selected: Signal<Option<SetId>>) -> impl IntoView {
    let device = app().device;
    let set = Memo::new(move |_| device.get::<IntegrationSet>(id));
    let question = Question::new(move || health(id));
    let title = move || view! { {move || set.get().map(|set| set.name)} };
    let line = move || {
        set.get()
            .map(|set| integrations::line(language(), set.erp, &set.firm, &set.period))
    };
    let detail =
        move || view! { {line} " " <RecordMark key={RecordKey::of::<IntegrationSet>(id)} /> };
    let value = move || {
        view! {
            {move || match (set.with(|set| set.as_ref().is_some_and(|set| set.active)), question.get()) {
                (false, _) => view! { <Tag tone=Tone::Neutral icon=Icon::Ban words=say(integrations::inactive) /> }.into_any(),
                (true, Some(Ok(health))) => view! { <Standing health=health /> }.into_any(),
                // without an answer only what the record says is known
                (true, _) => view! { <Tag tone=Tone::Neutral icon=Icon::Plug words=say(integrations::active) /> }.into_any(),
            }}
        }
    };
    let href = Signal::stored(Route::Set(id.0).href());
    let current = Signal::derive(move || selected.get() == Some(id));
    view! { <Item title=title detail=detail value=value href=href current=current /> }
}

/// The most urgent of what the server says, in a word.
#[component]
pub(super) fn Standing(health: SetHealth) -> impl IntoView {
    let counted = |words: fn(_) -> &'static str, count: u64| {
        move || {
            format!(
                "{} {}",
                numbers::count(language(), count),
                words(language())
            )
        }
    };
    match (health.need_human, health.waiting_for_erp.is_some(), health.waiting) {
        (1.., ..) => view! { <Tag tone=Tone::Block icon=Icon::Hand words=counted(integrations::need_human_short, health.need_human) /> }.into_any(),
        (_, true, _) => view! { <Tag tone=Tone::Warn icon=Icon::ClockAlert words=say(integrations::no_answer) /> }.into_any(),
        (.., 1..) => view! { <Tag tone=Tone::Move icon=Icon::CircleArrowUp words=counted(integrations::waiting_short, health.waiting) /> }.into_any(),
        _ => view! { <Tag tone=Tone::Fine icon=Icon::CircleCheck words=say(integrations::active) /> }.into_any(),
    }
}
