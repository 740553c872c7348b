//! The fields of an account's form, for new and existing ones. Tells which field was finished; saves nothing.

use leptos::prelude::*;
use shared::accounts::Draft;
use shared::money::Currency;
use shared::pricing::PriceList;

use super::form::Part;
use crate::kit::{Choice, Select, TextField, Writing};
use crate::messages::{Language, accounts, pricing, say, shell};
use crate::pages::problems::Problems;
use crate::state::app;

/// `territories` is where a new account may stand; nothing for one that stands already.
#[component]
pub fn Fields(
    #[prop(into)] draft: Signal<Draft>,
    #[prop(into)] finish: Callback<Part>,
    problems: Problems,
    territories: Option<Vec<String>>,
) -> impl IntoView {
    let text = move |of: fn(&Draft) -> String| Signal::derive(move || draft.with(of));
    let done =
        move |part: fn(String) -> Part| Callback::new(move |typed: String| finish.run(part(typed)));
    view! {
        <div class="fields">
            <TextField label=say(accounts::name) value=text(|draft| draft.name.clone()) on_change=done(Part::Name) problem=problems.of("name") required=true suggest="organization" />
            {territories.map(|territories| view! {
                <Select label=say(accounts::territory) choices=Signal::stored(named(territories)) value=text(|draft| draft.territory.clone())
                    on_change=done(Part::Territory) problem=problems.of("territory") />
            })}
            <TextField label=say(accounts::phone) value=text(|draft| draft.phone.clone()) on_change=done(Part::Phone) problem=problems.of("phone") writing=Writing::Telephone />
            <TextField label=say(accounts::email) value=text(|draft| draft.email.clone()) on_change=done(Part::Email) problem=problems.of("email") writing=Writing::Email />
            <TextField label=say(accounts::address) value=text(|draft| draft.address.clone()) on_change=done(Part::Address) problem=problems.of("address") writing=Writing::Paragraph />
            <TextField label=say(accounts::city) value=text(|draft| draft.city.clone()) on_change=done(Part::City) problem=problems.of("city") />
            <TextField label=say(accounts::country) value=text(|draft| draft.country.clone()) on_change=done(Part::Country) problem=problems.of("country") />
            <Select label=say(accounts::language) choices=Signal::stored(languages()) value=text(|draft| draft.language.code().to_owned()) on_change=done(Part::Language) problem=problems.of("language") />
            <Select label=say(accounts::currency) choices=currencies(draft) value=text(|draft| draft.currency.code().to_owned()) on_change=done(Part::Currency) problem=problems.of("currency") />
            <Select label=say(pricing::price_list) none=say(pricing::no_list) choices=lists() on_change=done(Part::PriceList) problem=problems.of("price_list")
                value=text(|draft| draft.price_list.map(|id| id.to_string()).unwrap_or_default()) />
            <TextField label=say(accounts::payment_method) value=text(|draft| draft.payment_method.clone()) on_change=done(Part::PaymentMethod) problem=problems.of("payment_method") />
            <TextField label=say(accounts::note) value=text(|draft| draft.note.clone()) on_change=done(Part::Note) problem=problems.of("note") writing=Writing::Paragraph />
        </div>
    }
}

fn named(territories: Vec<String>) -> Vec<Choice> {
    territories
        .into_iter()
        .map(|name| Choice::new(name.clone(), name))
        .collect()
}

fn languages() -> Vec<Choice> {
    Language::ALL
        .into_iter()
        .map(|language| Choice::new(language.code(), shell::name_of_language(language)))
        .collect()
}

/// The currencies of the trade, and the one that is there already.
fn currencies(draft: Signal<Draft>) -> Signal<Vec<Choice>> {
    Signal::derive(move || {
        let mut all = vec![Currency::TRY, Currency::EUR, Currency::USD, Currency::GBP];
        let own = draft.with(|draft| draft.currency);
        if !all.contains(&own) {
            all.push(own);
        }
        all.iter()
            .map(|currency| Choice::new(currency.code(), currency.code()))
            .collect()
    })
}

fn lists() -> Signal<Vec<Choice>> {
    let device = app().device;
    Signal::derive(move || {
        device
            .all::<PriceList>()
            .into_iter()
            .map(|(id, list)| Choice::new(id.to_string(), list.name))
            .collect()
    })
}
