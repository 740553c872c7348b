//! What went to the ERP of a set and how it ended; trying again what needs somebody.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use shared::ids::SetId;
use shared::integrations::{IntegrationSet, TransferSeen, TransferState};

use super::transfer_row::TransferRow;
use crate::kit::PageHead;
use crate::kit::{
    Button, Card, Choice, Column, EmptyState, Icon, Look, Page, Progress, Segment, Table,
};
use crate::messages::{Language, integrations, language, say};
use crate::pages::asked::{NotAnswered, Stale};
use crate::pages::frame;
use crate::routes::{Route, SEARCH};
use crate::state::app;
use crate::state::asked::{Question, transfers};

/// Which of them are shown; the word stands in the address.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    All,
    NeedHuman,
    Waiting,
    Confirmed,
}

impl Shown {
    const ALL: [Shown; 4] = [
        Shown::All,
        Shown::NeedHuman,
        Shown::Waiting,
        Shown::Confirmed,
    ];

    fn word(self) -> &'static str {
        match self {
            Shown::All => "",
            Shown::NeedHuman => TransferState::NeedsHuman.word(),
            Shown::Waiting => "waiting",
            Shown::Confirmed => TransferState::Confirmed.word(),
        }
    }

    fn name(self, language: Language) -> &'static str {
        match self {
            Shown::All => integrations::all(language),
            Shown::NeedHuman => integrations::need_human(language),
            Shown::Waiting => integrations::waiting(language),
            Shown::Confirmed => integrations::confirmed(language),
        }
    }

    fn takes(self, state: TransferState) -> bool {
        match self {
            Shown::All => true,
            Shown::NeedHuman => state == TransferState::NeedsHuman,
            Shown::Waiting => state.waits(),
            Shown::Confirmed => state == TransferState::Confirmed,
        }
    }
}

#[component]
pub fn TransfersPage(id: SetId) -> impl IntoView {
    let device = app().device;
    frame::head(move || PageHead {
        title: integrations::transfer_log(language()).to_owned(),
        subtitle: device.get::<IntegrationSet>(id).map(|set| set.name),
        back: Some(Route::Set(id.0).href()),
    });
    let query = use_query_map();
    let shown = Memo::new(move |_| {
        let word = query.with(|query| query.get(SEARCH).unwrap_or_default());
        Shown::ALL
            .into_iter()
            .find(|shown| shown.word() == word)
            .unwrap_or(Shown::All)
    });
    let navigate = use_navigate();
    let show = Callback::new(move |word: String| {
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&Route::Transfers(id.0).searched(&word), options);
    });
    let question = Question::new(move || transfers(id));
    let again = move |()| question.again();
    let refresh = move || {
        view! {
            <Button label=say(integrations::look_again) icon=Icon::RefreshCw look=Look::Quiet working=Signal::derive(move || question.under_way()) on_press=again />
        }
    };
    view! {
        <Page>
            <div class="row" data-ends=true>
                <Filter question=question shown=shown show=show />
                {refresh}
            </div>
            <Stale question=question />
            {move || match question.get() {
                None => view! { <Progress what=say(integrations::fetching_transfers) /> }.into_any(),
                Some(Err(why)) => view! { <NotAnswered why=why again=again /> }.into_any(),
                Some(Ok(all)) if all.is_empty() => view! { <EmptyState title=say(integrations::no_transfers) text=say(integrations::no_transfers_text) /> }.into_any(),
                Some(Ok(all)) => view! { <Log set=id all=all shown=shown show=show question=question /> }.into_any(),
            }}
        </Page>
    }
}

#[component]
fn Filter(
    question: Question<Vec<TransferSeen>>,
    shown: Memo<Shown>,
    show: Callback<String>,
) -> impl IntoView {
    let count = move |of: Shown| match question.get() {
        Some(Ok(all)) => all.iter().filter(|seen| of.takes(seen.state)).count() as u64,
        _ => 0,
    };
    let choices = Signal::derive(move || {
        let choice = |of: Shown| {
            let choice = Choice::new(of.word(), of.name(language()));
            // the past only grows: its number says nothing
            if matches!(of, Shown::All | Shown::Confirmed) {
                choice
            } else {
                choice.count(count(of))
            }
        };
        Shown::ALL.into_iter().map(choice).collect::<Vec<_>>()
    });
    let value = Signal::derive(move || shown.get().word().to_owned());
    view! { <Segment label=say(integrations::state) label_hidden=true choices=choices value=value on_change=show /> }
}

#[component]
fn Log(
    set: SetId,
    all: Vec<TransferSeen>,
    shown: Memo<Shown>,
    show: Callback<String>,
    question: Question<Vec<TransferSeen>>,
) -> impl IntoView {
    let rows = move || {
        all.iter()
            .filter(|seen| shown.get().takes(seen.state))
            .cloned()
            .collect::<Vec<_>>()
    };
    move || {
        match rows() {
        rows if rows.is_empty() => view! {
            <EmptyState title=say(integrations::no_such_transfers) text=say(integrations::no_such_transfers_text)>
                <Button label=say(integrations::show_all) on_press=move |()| show.run(String::new()) />
            </EmptyState>
        }
        .into_any(),
        rows => view! {
            <Card flush=true>
                <Table caption=say(integrations::transfers) columns=columns() stacked=true>
                    {rows.into_iter().map(|seen| view! { <TransferRow set=set seen=seen question=question /> }).collect_view()}
                </Table>
            </Card>
            <p class="soft small">{say(integrations::newest_only)}</p>
        }
        .into_any(),
    }
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::new(say(integrations::document)),
        Column::new(say(integrations::state)),
        Column::new(say(integrations::slip)),
        Column::new(say(integrations::changed)),
        Column::new(say(integrations::total)).numeric(),
    ]
}
