//! Its customer is not there, or in a territory that its author was not given: the same work for another one, chosen where the reason
//! stands.

use crate::kit::Button;
use crate::messages::{say, sync};
use crate::pages::accounts::account_picker::AccountPicker;
use crate::state::stand::Stand;
use leptos::prelude::*;
use shared::ids::AccountId;
use shared::sync::inbox::{Answer, Waits};

/// What waits for other work is answered with that.
#[component]
pub fn ForAnother(stand: Memo<Stand>, on_answer: Callback<Answer>) -> impl IntoView {
    let chosen = RwSignal::new(None::<AccountId>);
    let alone = Memo::new(move |_| stand.get().waits == Waits::ForNothing);
    let send = move |()| {
        let account = chosen.get_untracked();
        account
            .into_iter()
            .for_each(|account| on_answer.run(Answer::For(account)));
    };
    view! {
        <Show when=move || alone.get()>
            <AccountPicker chosen=chosen on_choose=move |account| chosen.set(Some(account)) label=say(sync::for_another_customer) />
            <Show when=move || chosen.get().is_some()>
                <div class="row"><Button label=say(sync::for_this_one) on_press=send /></div>
            </Show>
        </Show>
    }
}
