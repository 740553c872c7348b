//! One set: its connection, what happens when an offer is converted, and how it is doing. Every finished field is saved by itself.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::edit::Edit;
use shared::ids::SetId;
use shared::integrations::{Change, IntegrationSet};
use shared::record::RecordKey;
use shared::users::Right;

use super::health_card::HealthCard;
use super::list_page::Standing;
use crate::kit::{
    Card, EmptyState, Icon, LinkButton, Notice, Page, Switch, Tag, TextField, Tone, Verdict,
    Writing,
};
use crate::messages::{integrations, language, language_now, say};
use crate::pages::problems::{Problems, not_saved};
use crate::pages::standing::RecordMark;
use crate::routes::Route;
use crate::state::app;
use crate::state::asked::{Question, health};

/// Says so when the set is not aboard.
#[component]
pub fn SetPage(id: SetId) -> impl IntoView {
    let device = app().device;
    let set = Memo::new(move |_| device.get::<IntegrationSet>(id));
    let here = Memo::new(move |_| set.with(Option::is_some));
    move || match here.get() {
        true => view! { <Here id=id set=set /> }.into_any(),
        false => view! {
            <EmptyState title=say(integrations::gone) text=say(integrations::gone_text)>
                <LinkButton label=say(integrations::to_list) href=Route::Integrations.href() />
            </EmptyState>
        }
        .into_any(),
    }
}

#[component]
fn Here(id: SetId, set: Memo<Option<IntegrationSet>>) -> impl IntoView {
    let active = is_active(set);
    let question = Question::new(move || health(id));
    let standing = move || match (active.get(), question.get()) {
        (false, _) => {
            view! { <Tag tone=Tone::Neutral icon=Icon::Ban words=say(integrations::inactive) /> }
                .into_any()
        }
        (true, Some(Ok(health))) => view! { <Standing health=health /> }.into_any(),
        (true, _) => {
            view! { <Tag tone=Tone::Neutral icon=Icon::Plug words=say(integrations::active) /> }
                .into_any()
        }
    };
    view! {
        <Page side=move || view! { <HealthCard id=id set=set question=question /> }>
            <div class="stack">
                <h2 class="title">{move || set.get().map(|set| set.name)}</h2>
                <div class="row">
                    <RecordMark key={RecordKey::of::<IntegrationSet>(id)} />
                    {standing}
                </div>
            </div>
            <Connection id=id set=set active=active />
            <Sentences set=set active=active />
        </Page>
    }
}

fn is_active(set: Memo<Option<IntegrationSet>>) -> Memo<bool> {
    Memo::new(move |_| set.with(|set| set.as_ref().is_some_and(|set| set.active)))
}

#[component]
fn Connection(id: SetId, set: Memo<Option<IntegrationSet>>, active: Memo<bool>) -> impl IntoView {
    let app = app();
    let problems = Problems::new();
    let fixed = Signal::derive(move || !app.login.has(Right::ManageSets));
    let text = move |of: fn(&IntegrationSet) -> &str| {
        Signal::derive(move || {
            set.with(|set| {
                set.as_ref()
                    .map(|set| of(set).to_owned())
                    .unwrap_or_default()
            })
        })
    };
    let erp = Signal::derive(move || {
        set.get()
            .map(|set| integrations::erp_name(language(), set.erp).to_owned())
            .unwrap_or_default()
    });
    let commit = move |field: &'static str, change: Change| {
        problems.clear(field);
        spawn_local(async move {
            if let Err(why) = app.device.commit(change).await {
                problems.say(field, not_saved(language_now(), &why));
            }
        });
    };
    let rename = move |now: String| {
        let was = text(|set| &set.name).get_untracked();
        if was != now {
            commit(
                "name",
                Change::Renamed {
                    set: id,
                    name: Edit::new(was, now.trim().to_owned()),
                },
            );
        }
    };
    let move_on = move |now: String| {
        let was = text(|set| &set.period).get_untracked();
        if was != now {
            commit(
                "period",
                Change::PeriodSet {
                    set: id,
                    period: Edit::new(was, now.trim().to_owned()),
                },
            );
        }
    };
    let switch = move |on: bool| {
        commit(
            "",
            Change::Switched {
                set: id,
                active: Edit::new(!on, on),
            },
        )
    };
    let whole = problems.of("");
    view! {
        <Card title=say(integrations::connection) extra=move || view! { <span>{say(integrations::passwords_stay)}</span> }>
            <div class="fields">
                <TextField label=say(integrations::name) value=text(|set| &set.name) on_change=rename problem=problems.of("name") read_only=fixed />
                <TextField label=say(integrations::erp) value=erp read_only=true />
                <TextField label=say(integrations::firm) value=text(|set| &set.firm) hint=say(integrations::firm_hint) writing=Writing::Plate read_only=true />
                <TextField label=say(integrations::period) value=text(|set| &set.period) hint=say(integrations::period_hint) on_change=move_on
                    problem=problems.of("period") writing=Writing::Plate read_only=fixed />
            </div>
            <Show when=move || !fixed.get()><Switch label=say(integrations::switched_on) on=active on_change=switch /></Show>
            {move || whole.get().map(|words| view! { <Notice verdict=Verdict::Block title=words /> })}
        </Card>
    }
}

/// What follows from the set as it is, in sentences.
#[component]
fn Sentences(set: Memo<Option<IntegrationSet>>, active: Memo<bool>) -> impl IntoView {
    let quotes = move || set.with(|set| set.as_ref().is_some_and(|set| set.erp.takes_quotes()));
    let kinds = move || {
        if quotes() {
            integrations::documents_all(language())
        } else {
            integrations::documents_no_quotes(language())
        }
    };
    view! {
        <Card title=say(integrations::before_conversion)>
            <Show when=move || active.get() fallback=|| view! { <p>{say(integrations::while_off)}</p> }>
                <p>{say(integrations::asks_live)}</p>
                <p>{say(integrations::not_told)}</p>
                <p>{say(integrations::waits_for_answer)}</p>
            </Show>
        </Card>
        <Card title=say(integrations::documents)>
            <p>{kinds}</p>
            <p>{say(integrations::documents_once)}</p>
        </Card>
    }
}
