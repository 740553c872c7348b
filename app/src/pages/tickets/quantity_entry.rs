//! How many of a line, while there is no serial, and of a lot (SER-05).

use leptos::prelude::*;
use shared::edit::Edit;
use shared::ids::LineId;
use shared::money::Decimal;
use shared::products::{Product, Tracking};
use shared::quantity::Quantity;
use shared::tickets::change::LineField;
use shared::tickets::{Change, RelatedProduct};

use super::checked;
use super::sheet::Sheet;
use crate::kit::NumberField;
use crate::messages::{language, say, stock, tickets};
use crate::pages::typed_over::{Meanwhile, TypedOver};

#[component]
pub fn QuantityEntry(
    sheet: Sheet,
    id: LineId,
    line: Memo<Option<RelatedProduct>>,
) -> impl IntoView {
    let device = sheet.app.device;
    let stands = Memo::new(move |_| {
        let quantity = line.with(|line| line.as_ref().map(|line| line.quantity.value.to_string()));
        quantity.unwrap_or_default()
    });
    let field = TypedOver::of_number(sheet.unsaved, kept_as(id), stands);
    let typed = move |text: Option<String>| {
        let text = text.unwrap_or_default();
        // the same number is the same however it is typed
        let number = Decimal::parse(&text).map(|number| number.to_string());
        field.type_in(number.unwrap_or(text));
    };
    let unit = move || {
        let unit = line.with(|line| line.as_ref().map(|line| line.quantity.unit.clone()));
        unit.map(|unit| stock::unit_name(language(), &unit))
            .unwrap_or_default()
    };
    let fixed = Signal::derive(move || {
        let line = line.get();
        let serial = line.as_ref().is_some_and(|line| !line.serial.is_empty());
        let card = line.and_then(|line| device.get::<Product>(line.product));
        serial && checked::tracked(device, card.as_ref()) != Tracking::Lot
    });
    let letters = field.value();
    let value = move || match fixed.get() {
        true => stands.get(),
        false => letters.get(),
    };
    let finish = move |text: String| match text.is_empty() {
        true => field.give_up(),
        false => {
            let edit = field.finished(text);
            edit.into_iter().for_each(|edit| enter(sheet, id, edit));
        }
    };
    view! {
        <NumberField label=say(tickets::quantity) value=Signal::derive(value) unit=unit on_typing=typed on_change=finish problem=field.problem(sheet.trouble.at(kept_as(id))) read_only=fixed />
        <Show when=move || !fixed.get()><Meanwhile field=field on_keep=finish /></Show>
    }
}

/// Under this name its letters are kept.
fn kept_as(id: LineId) -> String {
    format!("{id}/quantity")
}

fn enter(sheet: Sheet, id: LineId, typed: Edit<String>) {
    sheet.change(Some(kept_as(id)), move |ticket| {
        let unit = &ticket.line(id)?.quantity.unit;
        let of = |text: &str| {
            let value = Decimal::parse(text).ok()?;
            Some(Quantity {
                value,
                unit: unit.clone(),
            })
        };
        let edit = Edit::new(of(&typed.was)?, of(&typed.now)?);
        (edit.was != edit.now).then_some(Change::LineEdited {
            ticket: sheet.id,
            line: id,
            field: LineField::Quantity { edit },
        })
    });
}
