//! Somebody else wrote into the field in which this person types: what, and which of the two it is to be. Both answers are alike; knows
//! no record.

use leptos::prelude::*;

use super::{Button, Notice, Verdict};
use crate::messages::{say, sync};

/// Under its field while `said` says what somebody else wrote there.
#[component]
pub fn Meanwhile(
    #[prop(into)] said: Signal<Option<String>>,
    #[prop(into)] on_mine: Callback<()>,
    #[prop(into)] on_theirs: Callback<()>,
) -> impl IntoView {
    let title = move || said.get().unwrap_or_default();
    let actions = move || {
        view! {
            <Button label=say(sync::keep_mine) on_press=on_mine />
            <Button label=say(sync::keep_theirs) on_press=on_theirs />
        }
    };
    view! {
        <Show when=move || said.with(Option::is_some)>
            <div class="meanwhile" role="status"><Notice verdict=Verdict::Warn title=title actions=actions /></div>
        </Show>
    }
}
