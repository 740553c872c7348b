//! What is asked for, how the wish came in and by when somebody is there, as a new ticket and one that stands are filled in.

use leptos::prelude::*;
use shared::calendar::{Moment, ZoneOffsets};
use shared::edit::Edit;
use shared::tickets::{Channel, Kind};

use crate::kit::{Choice, Select, TimeField};
use crate::messages::{language, say, tickets};
use crate::state::time;

#[component]
pub fn KindChoice(
    #[prop(into)] value: Signal<Option<Kind>>,
    #[prop(into)] on_change: Callback<Option<Kind>>,
) -> impl IntoView {
    let choices = move || {
        let choice = |kind: Kind| Choice::new(kind.name(), tickets::kind_name(language(), kind));
        Kind::ALL.map(choice).to_vec()
    };
    let chosen = move || {
        value
            .get()
            .map_or_else(String::new, |kind| kind.name().to_owned())
    };
    let choose = move |name: String| on_change.run(Kind::from_name(&name));
    view! { <Select label=say(tickets::request_kind) choices=Signal::derive(choices) value=Signal::derive(chosen) on_change=choose none=say(tickets::not_said) /> }
}

#[component]
pub fn ChannelChoice(
    #[prop(into)] value: Signal<Option<Channel>>,
    #[prop(into)] on_change: Callback<Option<Channel>>,
) -> impl IntoView {
    let choices = move || {
        let choice = |channel: Channel| {
            Choice::new(channel.name(), tickets::channel_name(language(), channel))
        };
        Channel::ALL.map(choice).to_vec()
    };
    let chosen = move || {
        let channel = value.get();
        channel.map_or_else(String::new, |channel| channel.name().to_owned())
    };
    let choose = move |name: String| on_change.run(Channel::from_name(&name));
    view! { <Select label=say(tickets::channel) choices=Signal::derive(choices) value=Signal::derive(chosen) on_change=choose none=say(tickets::not_said) /> }
}

/// By the company's clock; emptied, nothing is promised.
#[component]
pub fn PromisedField(
    #[prop(into)] value: Signal<Option<Moment>>,
    #[prop(into)] on_change: Callback<Edit<Option<Moment>>>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
) -> impl IntoView {
    let zone = || ZoneOffsets::fixed(time::offset_minutes());
    let written = move || {
        value
            .get()
            .map_or_else(String::new, |at| zone().wall_clock(at))
    };
    let at = move |text: String| untrack(zone).moment_at(&text).ok();
    // a clock on the wall shows no seconds, and what stands may have some
    let replaced = move |text: String| match untrack(written) == text {
        true => value.get_untracked(),
        false => at(text),
    };
    let enter =
        move |edit: Edit<String>| on_change.run(Edit::new(replaced(edit.was), at(edit.now)));
    view! { <TimeField label=say(tickets::promised) hint=say(tickets::promised_hint) value=Signal::derive(written) on_change=enter problem=problem /> }
}
