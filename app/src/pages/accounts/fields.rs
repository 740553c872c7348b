//! The fields of an account's form, for new and existing ones. Tells which field was finished; saves nothing.

use leptos::prelude::*;
use shared::accounts::Draft;
use shared::money::Currency;
use shared::pricing::PriceList;

use super::form::Part;
use crate::kit::{Choice, Select, TextField, Writing};
use crate::messages::{Language, accounts, pricing, say, shell};
use crate::pages::problems::Problems;
use crate::pages::unsaved::Unsaved;
use crate::state::app;

/// `territories` is where the account may stand; none when there is nothing to choose.
#[component]
pub fn Fields(
    #[prop(into)] draft: Signal<Draft>,
    #[prop(into)] finish: Callback<Part>,
    problems: Problems,
    unsaved: Unsaved,
    is_new: bool,
    territories: Vec<String>,
) -> impl IntoView {
    let form = Form {
        draft,
        finish,
        problems,
        unsaved,
        is_new,
    };
    let text = move |of: fn(&Draft) -> String| Signal::derive(move || draft.with(of));
    let done =
        move |part: fn(String) -> Part| Callback::new(move |typed: String| finish.run(part(typed)));
    view! {
        <div class="fields">
            <TextField label=say(accounts::name) value=form.shown("name", name) on_input=form.letters("name", name) on_change=done(Part::Name) problem=problems.of("name") required=true suggest="organization" />
            {(!territories.is_empty()).then(|| view! {
                <Select label=say(accounts::territory) choices=Signal::stored(named(territories)) value=text(|draft| draft.territory.clone())
                    on_change=done(Part::Territory) problem=problems.of("territory") />
            })}
            {form.text(accounts::phone, "phone", |draft| draft.phone.clone(), Part::Phone, Writing::Telephone)}
            {form.text(accounts::email, "email", |draft| draft.email.clone(), Part::Email, Writing::Email)}
            {form.text(accounts::address, "address", |draft| draft.address.clone(), Part::Address, Writing::Paragraph)}
            {form.text(accounts::city, "city", |draft| draft.city.clone(), Part::City, Writing::Line)}
            {form.text(accounts::country, "country", |draft| draft.country.clone(), Part::Country, Writing::Line)}
            <Select label=say(accounts::language) choices=Signal::stored(languages()) value=text(|draft| draft.language.code().to_owned()) on_change=done(Part::Language) problem=problems.of("language") />
            <Select label=say(accounts::currency) choices=currencies(draft) value=text(|draft| draft.currency.code().to_owned()) on_change=done(Part::Currency) problem=problems.of("currency") />
            <Select label=say(pricing::price_list) none=say(pricing::no_list) choices=lists() on_change=done(Part::PriceList) problem=problems.of("price_list")
                value=text(|draft| draft.price_list.map(|id| id.to_string()).unwrap_or_default()) />
            {form.text(accounts::payment_method, "payment_method", |draft| draft.payment_method.clone(), Part::PaymentMethod, Writing::Line)}
            {form.text(accounts::note, "note", |draft| draft.note.clone(), Part::Note, Writing::Paragraph)}
        </div>
    }
}

fn name(draft: &Draft) -> String {
    draft.name.clone()
}

/// What the fields of one form share.
#[derive(Clone, Copy)]
struct Form {
    draft: Signal<Draft>,
    finish: Callback<Part>,
    problems: Problems,
    unsaved: Unsaved,
    is_new: bool,
}

impl Form {
    fn text(
        self,
        label: fn(Language) -> &'static str,
        field: &'static str,
        of: fn(&Draft) -> String,
        part: fn(String) -> Part,
        writing: Writing,
    ) -> impl IntoView {
        let done = move |typed: String| self.finish.run(part(typed));
        view! {
            <TextField label=say(label) value=self.shown(field, of) on_input=self.letters(field, of) on_change=done
                problem=self.problems.of(field) writing=writing />
        }
    }

    fn shown(self, field: &'static str, of: fn(&Draft) -> String) -> Signal<String> {
        let Form { draft, unsaved, .. } = self;
        Signal::derive(move || unsaved.of(field).unwrap_or_else(|| draft.with(of)))
    }

    /// What stands already is no input; a new one is nothing but input.
    fn letters(self, field: &'static str, of: fn(&Draft) -> String) -> Callback<String> {
        Callback::new(move |typed: String| {
            let stands = !self.is_new && self.draft.with_untracked(|draft| of(draft) == typed);
            match stands {
                true => self.unsaved.done(field),
                false => self.unsaved.type_in(field, typed),
            }
        })
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
