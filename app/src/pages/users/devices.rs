//! Somebody's devices as the server knows them: when each was last seen, and withdrawing one after a question.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::calendar::ZoneOffsets;
use shared::ids::UserId;
use shared::users::access::Device;

use crate::kit::{
    Button, Card, Dialog, EmptyState, Icon, Item, List, Look, Notice, Progress, Tag, Tone, Verdict,
};
use crate::messages::{days, language, language_now, pricing, say, users};
use crate::pages::asked::{self, NotAnswered, Stale};
use crate::state::asked::{Question, devices, withdraw};
use crate::state::{app, opening, time};

/// A card; asks the server when it opens.
#[component]
pub fn Devices(user: UserId) -> impl IntoView {
    let question = Question::new(move || devices(user));
    let chosen = RwSignal::new(None::<Device>);
    let again = move |()| question.again();
    let extra = move || {
        view! {
            <Button label=say(users::look_again) icon=Icon::RefreshCw icon_only=true look=Look::Quiet working=Signal::derive(move || question.under_way()) on_press=again />
        }
    };
    view! {
        <Stale question=question />
        <Card title=say(users::devices) extra=extra flush=true>
            {move || match question.get() {
                None => view! { <Progress what=say(users::fetching_devices) /> }.into_any(),
                Some(Err(why)) => view! { <div class="user-inset"><NotAnswered why=why again=again /></div> }.into_any(),
                Some(Ok(devices)) if devices.is_empty() => view! { <EmptyState title=say(users::no_devices) text=say(users::no_devices_text) /> }.into_any(),
                Some(Ok(devices)) => view! {
                    <List label=say(users::devices)>
                        {devices.into_iter().map(|device| view! { <Row device=device chosen=chosen /> }).collect_view()}
                    </List>
                }
                .into_any(),
            }}
        </Card>
        <Withdrawal user=user chosen=chosen question=question />
    }
}

#[component]
fn Row(device: Device, chosen: RwSignal<Option<Device>>) -> impl IntoView {
    let (name, this) = (device.name.clone(), device.this);
    let (seen, since, withdrawn) = (device.last_seen, device.signed_in, device.withdrawn);
    let day = move |at| {
        pricing::day(
            language(),
            ZoneOffsets::fixed(time::offset_minutes()).day_of(at),
        )
    };
    let title = move || {
        view! {
            {name.clone()} " " {this.then(|| view! { <Tag tone=Tone::Neutral icon=Icon::Check words=say(users::this_device) /> })}
        }
    };
    let detail = move || match withdrawn {
        Some(at) => users::withdrawn_on(language(), &day(at)),
        None => format!(
            "{} · {}",
            users::last_seen(
                language(),
                &days::ago(language(), opening::minutes_since(seen))
            ),
            users::signed_in_since(language(), &day(since))
        ),
    };
    let value = move || match withdrawn {
        Some(_) => view! { <Tag tone=Tone::Neutral icon=Icon::Ban words=say(users::withdrawn) /> }
            .into_any(),
        None => {
            let (shown, named) = (device.clone(), device.name.clone());
            view! {
                <Button label=say(users::withdraw) look=Look::Danger on_press=move |()| chosen.set(Some(shown.clone()))
                    attr:aria-label=move || users::withdraw_named(language(), &named) />
            }
            .into_any()
        }
    };
    view! { <Item title=title detail=move || view! { {detail} } value=value /> }
}

/// The question before, and what came of it.
#[component]
fn Withdrawal(
    user: UserId,
    chosen: RwSignal<Option<Device>>,
    question: Question<Vec<Device>>,
) -> impl IntoView {
    let app = app();
    let working = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let close = move |()| {
        problem.set(None);
        chosen.set(None);
    };
    let go = move |()| {
        let Some(device) = chosen.get_untracked() else {
            return;
        };
        working.set(true);
        spawn_local(async move {
            match withdraw(user, device.device).await {
                Ok(()) => {
                    app.notices.say(users::device_withdrawn(language_now()));
                    close(());
                    question.again();
                }
                Err(why) => problem.set(Some(asked::words(language_now(), why).to_owned())),
            }
            working.set(false);
        });
    };
    let actions = move || {
        view! {
            <Button label=say(users::keep_device) on_press=close />
            <Button label=say(users::withdraw) look=Look::Danger working=working on_press=go />
        }
    };
    let name = move || chosen.get().map(|device| device.name);
    let this = move || chosen.with(|device| device.as_ref().is_some_and(|device| device.this));
    view! {
        <Dialog title=say(users::withdraw_question) open=Signal::derive(move || chosen.with(Option::is_some)) on_close=close actions=actions>
            <p class="strong">{name}</p>
            <Show when=this><p>{say(users::withdraw_this)}</p></Show>
            <p>{say(users::withdraw_text)}</p>
            {move || problem.get().map(|words| view! { <Notice verdict=Verdict::Block title=words /> })}
        </Dialog>
    }
}
