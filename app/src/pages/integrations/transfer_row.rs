//! One document on its way to an ERP: what it is, how far it came, why it waits, and trying again.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ids::SetId;
use shared::integrations::transfer::DocumentSeen;
use shared::integrations::{TransferSeen, TransferState};

use crate::kit::{Button, Icon, Notice, Tag, Tone, Verdict};
use crate::messages::{integrations, language, language_now, offers, pricing, say};
use crate::pages::asked;
use crate::routes::Route;
use crate::state::asked::{NoAnswer, Question, retry};
use crate::state::{app, time};

#[component]
pub fn TransferRow(
    set: SetId,
    seen: TransferSeen,
    question: Question<Vec<TransferSeen>>,
) -> impl IntoView {
    let changed = seen.changed;
    let at = move |at| offers::day_and_time(language(), at, time::offset_minutes());
    let total = seen
        .document
        .as_ref()
        .map(|document| (document.net_total, document.currency));
    let slip = seen.slip.clone();
    view! {
        <tr>
            <th scope="row"><Document seen=seen.clone() /></th>
            <td data-label=say(integrations::state)><State set=set seen=seen question=question /></td>
            <td data-label=say(integrations::slip)>{match slip {
                Some(number) => view! { <span class="plate">{number}</span> }.into_any(),
                None => view! { <span class="soft">"–"</span> }.into_any(),
            }}</td>
            <td data-label=say(integrations::changed)>{move || at(changed)}</td>
            <td class="number" data-label=say(integrations::total)>
                {total.map(|(amount, currency)| move || pricing::amount(language(), amount, currency))}
            </td>
        </tr>
    }
}

/// Number and kind lead to the offer, or to the return whose document it is; the account below.
#[component]
fn Document(seen: TransferSeen) -> impl IntoView {
    let href = match seen.operation {
        Some(operation) => Route::Return(operation.0).href(),
        None => Route::Offer(seen.offer.0).href(),
    };
    match seen.document {
        Some(DocumentSeen {
            kind,
            number,
            account,
            ..
        }) => view! {
            <div class="transfer-document">
                <a href=href><span class="plate">{number}</span></a>
                <span>{account}</span>
                <span class="soft small">{move || offers::kind(language(), kind)}</span>
            </div>
        }
        .into_any(),
        None => view! { <a href=href>{say(integrations::unreadable)}</a> }.into_any(),
    }
}

#[component]
fn State(set: SetId, seen: TransferSeen, question: Question<Vec<TransferSeen>>) -> impl IntoView {
    let (tone, icon) = look(seen.state);
    let (state, attempts, again_at) = (seen.state, seen.attempts, seen.again_at);
    let clock = move |at| offers::clock(at, time::offset_minutes());
    let tried = move || match again_at {
        Some(at) if attempts > 0 => format!(
            "{} · {}",
            integrations::tried(language(), attempts),
            integrations::next_try(language(), &clock(at))
        ),
        _ if attempts > 1 => integrations::tried(language(), attempts),
        _ => String::new(),
    };
    view! {
        <div class="transfer-state">
            <Tag tone=tone icon=icon words=move || integrations::state_name(language(), state) />
            {seen.reason.clone().map(|reason| view! { <p class="small">{move || integrations::told(language(), &reason)}</p> })}
            <span class="soft small">{tried}</span>
            {(state == TransferState::NeedsHuman).then(|| view! { <Again set=set seen=seen question=question /> })}
        </div>
    }
}

fn look(state: TransferState) -> (Tone, Icon) {
    match state {
        TransferState::Pending => (Tone::Neutral, Icon::Clock),
        TransferState::Sending => (Tone::Move, Icon::CircleArrowUp),
        TransferState::Confirmed => (Tone::Fine, Icon::CircleCheck),
        TransferState::NeedsHuman => (Tone::Block, Icon::Hand),
        TransferState::Withdrawn => (Tone::Neutral, Icon::RotateCcw),
        TransferState::Unknown => (Tone::Open, Icon::CircleHelp),
    }
}

/// A person has looked at the ERP and wants it tried again.
#[component]
fn Again(set: SetId, seen: TransferSeen, question: Question<Vec<TransferSeen>>) -> impl IntoView {
    let app = app();
    let working = RwSignal::new(false);
    let problem = RwSignal::new(None::<NoAnswer>);
    let transfer = seen.transfer;
    let go = move |()| {
        working.set(true);
        spawn_local(async move {
            match retry(set, transfer).await {
                Ok(()) => {
                    app.notices.say(integrations::retried(language_now()));
                    question.again();
                }
                Err(why) => problem.set(Some(why)),
            }
            working.set(false);
        });
    };
    let words = move |why| {
        move || match why {
            NoAnswer::Gone => integrations::retry_gone(language()),
            other => asked::words(language(), other),
        }
    };
    view! {
        <div class="row"><Button label=say(integrations::retry) icon=Icon::RotateCcw working=working on_press=go /></div>
        <span class="soft small">{say(integrations::retry_text)}</span>
        {move || problem.get().map(|why| view! { <Notice verdict=Verdict::Block title=words(why) /> })}
    }
}
