//! How does a person choose an account from anywhere? They type a name or a code; the nearest of all accounts aboard answer.

use leptos::prelude::*;
use shared::accounts::Account;
use shared::ids::{AccountId, Id};

use crate::kit::{Combobox, Icon, Suggestion, Words};
use crate::messages::{language, offers, say};
use crate::state::{Device, app};

/// Answers shown at once; typing one more letter is quicker than scrolling.
const SHOWN_MAX: usize = 24;

/// A field with search over the accounts on this device. `chosen` is the account chosen now.
#[component]
pub fn AccountPicker(
    #[prop(into)] chosen: Signal<Option<AccountId>>,
    #[prop(into)] on_choose: Callback<AccountId>,
    #[prop(optional, into)] label: Option<Words>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
) -> impl IntoView {
    let device = app().device;
    let name = move || {
        chosen
            .get()
            .and_then(|id| device.get::<Account>(id))
            .map(|account| account.name)
            .unwrap_or_default()
    };
    let search = move |typed: String| untrack(|| suggestions(device, &typed));
    let choose = move |id: String| {
        if let Ok(id) = id.parse::<AccountId>() {
            on_choose.run(id);
        }
    };
    let label =
        label.unwrap_or_else(|| Words::from(move || offers::account(language()).to_owned()));
    view! {
        <Combobox
            label=label
            hint=say(offers::account_hint)
            chosen=Signal::derive(name)
            search=search
            on_choose=choose
            problem=problem
            icon=Icon::Building2
        />
    }
}

fn suggestions(device: Device, typed: &str) -> Vec<Suggestion> {
    let found = device.find::<Account>(typed, 0, SHOWN_MAX).ids.into_iter();
    let accounts =
        found.filter_map(|id| Some((id, device.peek::<Account>(AccountId::from_uuid(id))?)));
    accounts
        .filter(|(_, account)| !account.archived)
        .map(|(id, account)| {
            let parts = [account.code.shown(), &account.city, &account.country];
            let detail: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            Suggestion::new(id.to_string(), account.name.clone()).detail(detail.join(" · "))
        })
        .collect()
}
