//! A line of a new document: how many, at what price, and which units where the product has serials (SER-13).

use leptos::prelude::*;
use shared::documents::serials::typed;
use shared::ids::LineId;
use shared::money::Currency;
use shared::products::{Product, Tracking};

use super::new_line::TypedLine;
use crate::kit::{
    Button, Card, Icon, Look, MoneyField, Notice, NumberField, TextField, Verdict, Words, Writing,
};
use crate::messages::{documents, language, say, stock};
use crate::pages::serials::scan_button::ScanButton;
use crate::pages::tickets::checked::tracked;
use crate::state::app;

/// The lines that are written down, and who hears of every letter.
#[derive(Clone, Copy)]
pub struct Lines {
    pub all: RwSignal<Vec<TypedLine>>,
    pub on_letter: Callback<()>,
}

impl Lines {
    fn find<T>(self, id: LineId, of: impl FnOnce(&TypedLine) -> T) -> Option<T> {
        self.all
            .with(|all| all.iter().find(|line| line.id == id).map(of))
    }

    fn write(self, id: LineId, into: impl FnOnce(&mut TypedLine)) {
        self.all.update(|all| {
            if let Some(line) = all.iter_mut().find(|line| line.id == id) {
                into(line);
            }
        });
        self.on_letter.run(());
    }

    pub fn add(self, line: TypedLine) {
        self.all.update(|all| all.push(line));
        self.on_letter.run(());
    }

    fn remove(self, id: LineId) {
        self.all.update(|all| all.retain(|line| line.id != id));
        self.on_letter.run(());
    }
}

/// `problem` is what is wrong with this line.
#[component]
pub fn LineForm(
    lines: Lines,
    id: LineId,
    #[prop(into)] priced: Signal<bool>,
    #[prop(into)] currency: Signal<Option<Currency>>,
    #[prop(into)] problem: Signal<Option<String>>,
) -> impl IntoView {
    let device = app().device;
    let card = Memo::new(move |_| {
        let product = lines.find(id, |line| line.product);
        product.and_then(|product| device.get::<Product>(product))
    });
    let name = move || {
        let name = card.with(|card| card.as_ref().map(|card| card.name.clone()));
        name.unwrap_or_default()
    };
    let unit = move || {
        let unit = lines.find(id, |line| line.unit.clone());
        unit.map_or_else(String::new, |unit| stock::unit_name(language(), &unit))
    };
    let quantity = Signal::derive(move || {
        let quantity = lines.find(id, |line| line.quantity.clone());
        quantity.unwrap_or_default()
    });
    let price = Signal::derive(move || {
        let price = lines.find(id, |line| line.price.clone());
        price.unwrap_or_default()
    });
    let sign = move || currency.get().map(|currency| currency.code().to_owned());
    let sign = Signal::derive(move || sign().unwrap_or_default());
    let count = move |now: String| lines.write(id, |line| line.quantity = now);
    let counting = move |now: Option<String>| now.into_iter().for_each(count);
    let cost = move |now: String| lines.write(id, |line| line.price = now);
    let costing = move |now: Option<String>| now.into_iter().for_each(cost);
    let has_serials = Memo::new(move |_| tracked(device, card.get().as_ref()) != Tracking::None);
    let remove = move || {
        let label = move || documents::remove_one(language(), &name());
        view! { <Button label=label icon=Icon::Trash2 icon_only=true look=Look::Quiet on_press=move |()| lines.remove(id) /> }
    };
    view! {
        <Card title=name extra=remove>
            {move || problem.get().map(|words| view! { <Notice verdict=Verdict::Block title=words /> })}
            <div class="fields">
                <NumberField label=say(documents::quantity) value=quantity unit=Words::from(unit) on_change=count on_typing=counting />
                <Show when=move || priced.get()>
                    <MoneyField label=say(documents::price) value=price currency=sign on_change=cost on_typing=costing />
                </Show>
            </div>
            <Show when=move || has_serials.get()><Serials lines=lines id=id /></Show>
        </Card>
    }
}

/// By scanner, camera or hand; a count that does not fit is said and stops nothing.
#[component]
fn Serials(lines: Lines, id: LineId) -> impl IntoView {
    let value = Signal::derive(move || {
        let serials = lines.find(id, |line| line.serials.clone());
        serials.unwrap_or_default()
    });
    let input = move |text: String| lines.write(id, |line| line.serials = text);
    let scanned = move |serial: String| lines.write(id, |line| line.add_serial(&serial));
    let warned = move || {
        let (text, quantity) = lines.find(id, |line| (line.serials.clone(), line.quantity()))?;
        let found = typed("serials", &text, &quantity?, Tracking::Serial);
        let said = found.problems.into_iter().map(|problem| {
            let serial = problem.values.get("serial").cloned().unwrap_or_default();
            let words = documents::serial_problem(language(), problem.code.as_str(), &serial);
            view! { <Notice verdict=Verdict::Warn title=words /> }
        });
        Some(said.collect_view())
    };
    view! {
        <TextField label=say(documents::serials) hint=say(documents::serials_hint) value=value on_input=input writing=Writing::Paragraph />
        <ScanButton on_serial=scanned />
        <div aria-live="polite">{warned}</div>
    }
}
