//! How a set is doing, as the server sees it now: what it waits for, and its transfers in three figures.

use leptos::prelude::*;
use shared::calendar::Moment;
use shared::ids::SetId;
use shared::integrations::{ErpKind, IntegrationSet, SetHealth, TransferState, WaitingForErp};
use shared::users::Right;

use crate::kit::{
    Age, Button, Card, Figure, Icon, LinkButton, Look, Notice, Progress, Tag, Tone, Verdict,
};
use crate::messages::{days, integrations, language, numbers, offers, say};
use crate::pages::asked::{NotAnswered, Stale};
use crate::routes::Route;
use crate::state::asked::Question;
use crate::state::{app, opening, time};

/// Asked again when somebody wants to know.
#[component]
pub fn HealthCard(
    id: SetId,
    set: Memo<Option<IntegrationSet>>,
    question: Question<SetHealth>,
) -> impl IntoView {
    let app = app();
    let again = move |()| question.again();
    let extra = move || {
        view! {
            <Button label=say(integrations::look_again) icon=Icon::RefreshCw icon_only=true look=Look::Quiet working=Signal::derive(move || question.under_way()) on_press=again />
        }
    };
    view! {
        <Card title=say(integrations::health) extra=extra>
            <Stale question=question />
            {move || match question.get() {
                None => view! { <Progress what=say(integrations::fetching_health) /> }.into_any(),
                Some(Err(why)) => view! { <NotAnswered why=why again=again /> }.into_any(),
                Some(Ok(health)) => view! { <Figures id=id set=set health=health /> }.into_any(),
            }}
            <Show when=move || app.login.has(Right::ManageSets)>
                <div class="row"><LinkButton label=say(integrations::transfer_log) icon=Icon::History href=Route::Transfers(id.0).href() /></div>
            </Show>
        </Card>
    }
}

#[component]
fn Figures(id: SetId, set: Memo<Option<IntegrationSet>>, health: SetHealth) -> impl IntoView {
    let erp = set
        .get_untracked()
        .map_or(ErpKind::Simulator, |set| set.erp);
    let count = |count: u64| move || numbers::count(language(), count);
    let (waiting, read_at) = (health.waiting_for_erp.clone(), health.read_at);
    let standing = match waiting {
        Some(waiting) => {
            view! { <NoAnswerYet erp=erp waiting=waiting count=health.waiting /> }.into_any()
        }
        None if health.need_human == 0 => view! { <Quiet set=set /> }.into_any(),
        None => ().into_any(),
    };
    let need_human = health.need_human;
    view! {
        {standing}
        {(need_human > 0).then(|| view! { <NeedHuman id=id count=need_human /> })}
        <div class="figures">
            <Figure name=say(integrations::sent_today) value=count(health.confirmed_today) age=Signal::derive(move || read(read_at)) />
            <Figure name=say(integrations::waiting) value=count(health.waiting) age=Signal::derive(move || since(health.waiting_since, read_at)) />
            <Figure name=say(integrations::need_human) value=count(health.need_human) age=Signal::derive(move || warned(health.need_human_since, read_at)) />
        </div>
    }
}

/// Fresh from the server, or how long ago.
fn read(at: Moment) -> Age {
    time::now();
    match opening::minutes_since(at) {
        0 => Age::Live,
        minutes => Age::At(days::ago(language(), minutes)),
    }
}

fn since(oldest: Option<Moment>, read_at: Moment) -> Age {
    oldest.map_or_else(
        || read(read_at),
        |at| {
            Age::At(integrations::since(
                language(),
                &days::length(language(), opening::minutes_since(at)),
            ))
        },
    )
}

/// Something that waits for a person is late by itself.
fn warned(oldest: Option<Moment>, read_at: Moment) -> Age {
    match since(oldest, read_at) {
        Age::At(words) if oldest.is_some() => Age::Old(words),
        other => other,
    }
}

#[component]
fn Quiet(set: Memo<Option<IntegrationSet>>) -> impl IntoView {
    let active = Memo::new(move |_| set.with(|set| set.as_ref().is_some_and(|set| set.active)));
    view! {
        <div class="row">
            <Show when=move || active.get() fallback=|| view! { <Tag tone=Tone::Neutral icon=Icon::Ban words=say(integrations::is_off) /> }>
                <Tag tone=Tone::Fine icon=Icon::CircleCheck words=say(integrations::no_trouble) />
            </Show>
        </div>
    }
}

/// What only a person can settle; whoever manages sets gets there from here.
#[component]
fn NeedHuman(id: SetId, count: u64) -> impl IntoView {
    let app = app();
    let href = Route::Transfers(id.0).searched(TransferState::NeedsHuman.word());
    let look = move || {
        app.login.has(Right::ManageSets).then(
            || view! { <LinkButton label=say(integrations::look_at_them) href=href.clone() /> },
        )
    };
    view! {
        <Notice verdict=Verdict::Warn title=move || integrations::need_human_title(language(), count) actions=look>
            <p>{say(integrations::need_human_text)}</p>
        </Notice>
    }
}

/// "Waiting for the ERP since …" (INT-18): what happens to the documents, and what the ERP said.
#[component]
fn NoAnswerYet(erp: ErpKind, waiting: WaitingForErp, count: u64) -> impl IntoView {
    let WaitingForErp {
        since,
        again_at,
        reason,
    } = waiting;
    let clock = move |at| offers::clock(at, time::offset_minutes());
    view! {
        <Notice verdict=Verdict::Warn title=move || integrations::waiting_for(language(), erp, &clock(since))>
            <p>{move || integrations::waiting_for_text(language(), count, &clock(again_at))}</p>
            <p>{move || integrations::told(language(), &reason)}</p>
        </Notice>
    }
}
