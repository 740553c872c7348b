//! The fields of a product's form, for new and existing ones. Tells which field was finished; saves nothing.

use leptos::prelude::*;
use shared::money::Currency;
use shared::products::{Draft, Tracking, WarrantyStart, WarrantyTerms, barcode};
use shared::text::fold;

use super::category;
use super::form::{Part, WARRANTY_UNITS};
use crate::kit::{
    Checkbox, Choice, Combobox, MoneyField, Notice, NumberField, Select, Suggestion, TextField,
    Verdict, Writing,
};
use crate::messages::{language, pricing, products, say};
use crate::pages::problems::Problems;
use crate::pages::unsaved::Unsaved;
use crate::state::app;

/// Answers shown for a category that is typed.
const SUGGESTED: usize = 30;

#[component]
pub fn Fields(
    #[prop(into)] draft: Signal<Draft>,
    #[prop(into)] finish: Callback<Part>,
    problems: Problems,
    unsaved: Unsaved,
    is_new: bool,
) -> impl IntoView {
    let text = move |of: fn(&Draft) -> String| Signal::derive(move || draft.with(of));
    let shown = move |field: &'static str, of: fn(&Draft) -> String| {
        Signal::derive(move || unsaved.of(field).unwrap_or_else(|| draft.with(of)))
    };
    let type_in = move |field: &'static str, of: fn(&Draft) -> String, typed: String| {
        // what stands already is no input; a new one is nothing but input
        match !is_new && draft.with_untracked(|draft| of(draft) == typed) {
            true => unsaved.done(field),
            false => unsaved.type_in(field, typed),
        }
    };
    let letters = move |field: &'static str, of: fn(&Draft) -> String| {
        Callback::new(move |typed: String| type_in(field, of, typed))
    };
    let digits = move |field: &'static str, of: fn(&Draft) -> String| {
        Callback::new(move |typed: Option<String>| {
            typed
                .into_iter()
                .for_each(|typed| type_in(field, of, typed))
        })
    };
    let say_to =
        move |part: fn(String) -> Part| Callback::new(move |typed: String| finish.run(part(typed)));
    let tick = move |part: fn(bool) -> Part| Callback::new(move |yes: bool| finish.run(part(yes)));
    let covered = Signal::derive(move || draft.with(|draft| draft.warranty.is_some()));
    let currency = text(|draft| draft.currency.code().to_owned());
    view! {
        <div class="fields">
            <TextField label=say(products::name) value=shown("name", name) on_input=letters("name", name) on_change=say_to(Part::Name) problem=problems.of("name") required=true />
            <TextField label=say(products::brand) value=shown("brand", brand) on_input=letters("brand", brand) on_change=say_to(Part::Brand) problem=problems.of("brand") />
            <CategoryField draft=draft finish=finish problems=problems />
            <MoneyField label=say(pricing::standard_price) currency=currency value=shown("price", price) on_typing=digits("price", price)
                on_change=say_to(Part::Price) problem=problems.of("price") />
            <Select label=say(products::currency) choices=currencies(draft) value=currency on_change=say_to(Part::Currency) problem=problems.of("currency") />
            <NumberField label=say(products::vat) unit="%" value=shown("vat", vat) on_typing=digits("vat", vat) on_change=say_to(Part::Vat) problem=problems.of("vat") />
            <TextField label=say(products::unit) hint=say(products::unit_hint) value=shown("unit", unit) on_input=letters("unit", unit)
                on_change=say_to(Part::Unit) problem=problems.of("unit") />
            <Barcodes codes=shown("barcodes", barcodes) on_input=letters("barcodes", barcodes) on_change=say_to(Part::Barcodes) draft=draft problem=problems.of("barcodes") />
        </div>
        <div class="fields">
            <Select label=say(products::tracking) choices=Signal::derive(trackings) value=text(tracking) on_change=say_to(Part::Tracking) problem=problems.of("tracking") />
            <TextField label=say(products::logistics_code) hint=say(products::logistics_code_hint) value=shown("logistics_code", logistics_code)
                on_input=letters("logistics_code", logistics_code) on_change=say_to(Part::LogisticsCode) problem=problems.of("logistics_code") />
        </div>
        {is_new.then(|| view! {
            <Checkbox label=say(products::service) checked=Signal::derive(move || draft.with(|draft| draft.service)) on_change=tick(Part::Service) />
        })}
        <h2 class="card-title">{say(products::warranty)}</h2>
        <Checkbox label=say(products::covered) checked=covered on_change=tick(Part::Covered) />
        <Show when=move || covered.get()>
            <div class="fields">
                <NumberField label=say(products::warranty_count) value=shown("warranty_count", warranty_count) on_typing=digits("warranty_count", warranty_count)
                    on_change=say_to(Part::WarrantyCount) problem=problems.of("warranty_count") />
                <Select label=say(products::warranty_unit) choices=Signal::derive(warranty_units) value=text(warranty_unit) on_change=say_to(Part::WarrantyUnit) problem=problems.of("warranty_unit") />
                <Select label=say(products::warranty_start) choices=Signal::derive(warranty_starts) value=text(warranty_start) on_change=say_to(Part::WarrantyStart) problem=problems.of("warranty_start") />
            </div>
        </Show>
    }
}

fn trackings() -> Vec<Choice> {
    let choice =
        |tracking: Tracking| Choice::new(tracking.name(), products::tracked(language(), tracking));
    Tracking::ALL.map(choice).to_vec()
}

fn warranty_units() -> Vec<Choice> {
    let choice = |(name, unit)| Choice::new(name, products::period_unit(language(), unit));
    WARRANTY_UNITS.map(choice).to_vec()
}

fn warranty_starts() -> Vec<Choice> {
    let choice =
        |start: WarrantyStart| Choice::new(start.name(), products::starts_on(language(), start));
    WarrantyStart::ALL.map(choice).to_vec()
}

fn tracking(draft: &Draft) -> String {
    draft.tracking.name().to_owned()
}

fn logistics_code(draft: &Draft) -> String {
    draft.logistics_code.clone()
}

fn terms(draft: &Draft) -> WarrantyTerms {
    draft.warranty.unwrap_or(WarrantyTerms::USUAL)
}

fn warranty_count(draft: &Draft) -> String {
    terms(draft).term.count.to_string()
}

fn warranty_unit(draft: &Draft) -> String {
    let unit = terms(draft).term.unit;
    let name = WARRANTY_UNITS.iter().find(|(_, known)| *known == unit);
    name.map_or("", |(name, _)| name).to_owned()
}

fn warranty_start(draft: &Draft) -> String {
    terms(draft).start.name().to_owned()
}

fn name(draft: &Draft) -> String {
    draft.name.clone()
}

fn brand(draft: &Draft) -> String {
    draft.brand.clone()
}

fn vat(draft: &Draft) -> String {
    draft.vat.value().to_string()
}

fn unit(draft: &Draft) -> String {
    draft.unit.code().to_owned()
}

/// One a line.
fn barcodes(draft: &Draft) -> String {
    draft.barcodes.join("\n")
}

/// With the decimals its currency is written in, at least.
fn price(draft: &Draft) -> String {
    let digits = draft.currency.digits();
    draft
        .price
        .map(|price| price.with_decimals(digits))
        .unwrap_or_default()
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

#[component]
fn CategoryField(
    draft: Signal<Draft>,
    finish: Callback<Part>,
    problems: Problems,
) -> impl IntoView {
    let device = app().device;
    let all = Memo::new(move |_| category::all(device));
    let chosen = Signal::derive(move || {
        draft
            .with(|draft| draft.category)
            .map(|id| category::path(device, id))
            .unwrap_or_default()
    });
    let search = move |typed: String| {
        let words = fold(&typed);
        let fits = |path: &str| words.split(' ').all(|word| fold(path).contains(word));
        all.with_untracked(|all| {
            let fitting = all.iter().filter(|(_, path)| fits(path)).take(SUGGESTED);
            fitting
                .map(|(id, path)| Suggestion::new(id.to_string(), path.clone()))
                .collect::<Vec<_>>()
        })
    };
    view! {
        <Combobox label=say(products::category) chosen=chosen search=search problem=problems.of("category")
            on_choose=move |id: String| finish.run(Part::Category(id)) />
    }
}

/// Barcodes with what is odd about them: said, and kept all the same.
#[component]
fn Barcodes(
    codes: Signal<String>,
    on_input: Callback<String>,
    on_change: Callback<String>,
    draft: Signal<Draft>,
    problem: Signal<Option<String>>,
) -> impl IntoView {
    let odd = move || {
        let codes = draft.with(|draft| draft.barcodes.clone());
        let odd = codes
            .into_iter()
            .filter_map(|code| barcode::check(&code).err().map(|why| (code, why)));
        odd.map(|(code, why)| products::barcode_warning(language(), &code, why))
            .collect::<Vec<String>>()
    };
    view! {
        <div class="stack">
            <TextField label=say(products::barcodes) hint=say(products::barcodes_hint) writing=Writing::Paragraph problem=problem
                value=codes on_input=on_input on_change=on_change />
            {move || odd().into_iter().map(|words| view! { <Notice verdict=Verdict::Warn title=words /> }).collect_view()}
        </div>
    }
}
