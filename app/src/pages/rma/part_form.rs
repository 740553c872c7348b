//! One more part of a repair as it is written down: product, quantity, and its serials where the product has them (RMA-22, SER-13). Kept
//! with every letter until it is written off.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::documents::serials::typed;
use shared::documents::{Change, NewLine, Refusal};
use shared::ids::{LineId, ProductId};
use shared::money::Decimal;
use shared::pricing::Slots;
use shared::products::{Product, Tracking};
use shared::quantity::{Quantity, Unit};
use shared::sync::any_change;
use shared::sync::outcome::Reason;

use super::parts_card::Parts;
use super::sheet::Sheet;
use crate::kit::{
    Button, Combobox, Icon, Look, Notice, NumberField, TextField, Verdict, Words, Writing,
};
use crate::messages::{documents, kit, language, language_now, rma, say, stock};
use crate::pages::problems::Problems;
use crate::pages::serials::scan_button::ScanButton;
use crate::pages::tickets::checked::tracked;
use crate::pages::tickets::parts_card::suggestions;
use crate::pages::unsaved::{Finishing, Unsaved};
use crate::state::device::NotSaved;

const FIELDS: [&str; 3] = ["product", "quantity", "serials"];

/// What is typed and chosen.
#[derive(Clone, PartialEq, Debug)]
pub struct NewPart {
    pub product: Option<ProductId>,
    pub quantity: String,
    pub serials: String,
}

/// What is missing before the rule can be asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Missing {
    Product,
    Quantity,
}

impl Default for NewPart {
    fn default() -> Self {
        NewPart {
            product: None,
            quantity: "1".to_owned(),
            serials: String::new(),
        }
    }
}

impl NewPart {
    /// Parts are written off at what they cost; a price is nobody's to name.
    pub fn line(&self, id: LineId, unit: Unit) -> Result<NewLine, Missing> {
        let product = self.product.ok_or(Missing::Product)?;
        let value = Decimal::parse(&self.quantity).map_err(|_| Missing::Quantity)?;
        let quantity = Quantity::new(value, unit).map_err(|_| Missing::Quantity)?;
        Ok(NewLine {
            id,
            product,
            quantity,
            price: Decimal::ZERO,
            slots: Slots::EMPTY,
            typed: self.serials.clone(),
        })
    }

    /// A serial that was scanned, behind those that are there.
    pub fn add_serial(&mut self, serial: &str) {
        if !self.serials.trim().is_empty() {
            self.serials.push_str(", ");
        }
        self.serials.push_str(serial);
    }
}

/// The open form, its letters, and what is wrong with them.
#[derive(Clone, Copy)]
pub struct Entry {
    pub open: RwSignal<bool>,
    part: RwSignal<NewPart>,
    problems: Problems,
    unsaved: Unsaved,
}

impl Entry {
    pub fn new(sheet: Sheet) -> Entry {
        let (open, part) = (RwSignal::new(false), RwSignal::new(NewPart::default()));
        let form = format!("return/{}/part", sheet.id);
        let unsaved = Unsaved::new(sheet.app, form, move |back| {
            let of = |name: &str| back.get(name).cloned();
            open.set(true);
            part.update(|part| {
                part.product = of("product").and_then(|id| id.parse().ok());
                part.quantity = of("quantity").unwrap_or_else(|| part.quantity.clone());
                part.serials = of("serials").unwrap_or_default();
            });
        });
        Entry {
            open,
            part,
            problems: Problems::new(),
            unsaved,
        }
    }

    fn type_in(self, field: &'static str, text: String, into: impl FnOnce(&mut NewPart)) {
        self.problems.clear(field);
        self.part.update(into);
        self.unsaved.type_in(field, text);
    }

    fn close(self) {
        self.unsaved.forget();
        self.problems.clear_all();
        self.open.try_set(false);
        self.part.try_set(NewPart::default());
    }
}

#[component]
pub fn PartForm(parts: Parts, entry: Entry) -> impl IntoView {
    let device = parts.sheet.app.device;
    let Entry { part, problems, .. } = entry;
    let card = Memo::new(move |_| {
        let product = part.with(|part| part.product);
        product.and_then(|id| device.get::<Product>(id))
    });
    let name = move || card.with(|card| card.as_ref().map(|card| card.name.clone()));
    let search = move |typed: String| untrack(|| suggestions(device, &typed));
    let choose = move |id: String| {
        entry.type_in("product", id.clone(), |part| part.product = id.parse().ok());
    };
    let unit = move || {
        let unit = card.with(|card| card.as_ref().map(|card| card.unit.clone()));
        unit.map_or_else(String::new, |unit| stock::unit_name(language(), &unit))
    };
    let quantity = Signal::derive(move || part.with(|part| part.quantity.clone()));
    let count = move |now: String| {
        entry.type_in("quantity", now.clone(), |part| part.quantity = now);
    };
    let counting = move |now: Option<String>| now.into_iter().for_each(count);
    let has_serials = Memo::new(move |_| tracked(device, card.get().as_ref()) != Tracking::None);
    let working = RwSignal::new(false);
    let add = move |()| write_off(parts, entry, working);
    view! {
        <div class="stack">
            <Combobox label=say(rma::part_product) hint=say(rma::product_hint) chosen=Signal::derive(move || name().unwrap_or_default()) search=search on_choose=choose problem=problems.of("product") icon=Icon::Package />
            <NumberField label=say(rma::quantity) value=quantity unit=Words::from(unit) on_change=count on_typing=counting problem=problems.of("quantity") />
            <Show when=move || has_serials.get()><Serials entry=entry card=card /></Show>
            <div class="row">
                <Button label=say(rma::write_off) icon=Icon::Check working=working on_press=add />
                <Button label=say(kit::close) look=Look::Quiet on_press=move |()| entry.close() />
            </div>
        </div>
    }
}

/// The field of serials, by scanner, camera or hand; a count that does not fit is said and stops nothing.
#[component]
fn Serials(entry: Entry, card: Memo<Option<Product>>) -> impl IntoView {
    let Entry { part, problems, .. } = entry;
    let value = Signal::derive(move || part.with(|part| part.serials.clone()));
    let input = move |text: String| {
        entry.type_in("serials", text.clone(), |part| part.serials = text);
    };
    let scanned = move |serial: String| {
        let mut with = part.get_untracked();
        with.add_serial(&serial);
        input(with.serials);
    };
    let warned = move || {
        let unit = card.with(|card| card.as_ref().map(|card| card.unit.clone()))?;
        let value = Decimal::parse(&part.with(|part| part.quantity.clone())).ok()?;
        let quantity = Quantity { value, unit };
        let text = part.with(|part| part.serials.clone());
        let found = typed("serials", &text, &quantity, Tracking::Serial);
        let said = found.problems.into_iter().map(|problem| {
            let serial = problem.values.get("serial").cloned().unwrap_or_default();
            let words = documents::serial_problem(language(), problem.code.as_str(), &serial);
            view! { <Notice verdict=Verdict::Warn title=words /> }
        });
        Some(said.collect_view())
    };
    view! {
        <TextField label=say(rma::part_serials) hint=say(rma::part_serials_hint) value=value on_input=input writing=Writing::Plate problem=problems.of("serials") />
        <ScanButton on_serial=scanned />
        <div aria-live="polite">{warned}</div>
    }
}

fn write_off(parts: Parts, entry: Entry, working: RwSignal<bool>) {
    let Parts { sheet, document } = parts;
    let device = sheet.app.device;
    let part = entry.part.get_untracked();
    let card = part.product.and_then(|id| device.peek::<Product>(id));
    let unit = card.map_or_else(Unit::piece, |card| card.unit);
    let line = match part.line(device.new_id(), unit) {
        Ok(line) => line,
        Err(missing) => return entry.say_missing(missing),
    };
    working.set(true);
    let letters = FIELDS.map(|field| entry.unsaved.finishing(field));
    let saved = sheet.saved(move |_| Some(Change::LineAdded { document, line }));
    spawn_local(async move {
        let saved = saved.await;
        working.try_set(false);
        match refused(&saved) {
            Some((field, why)) => entry.say(field, &why),
            None => sheet.say(&saved),
        }
        if saved.is_ok() {
            letters.into_iter().for_each(Finishing::done);
            entry.close();
        }
    });
}

impl Entry {
    fn say(self, field: &'static str, why: &Refusal) {
        let words = documents::refusal(language_now(), why);
        self.problems.say(field, words);
    }

    fn say_missing(self, missing: Missing) {
        match missing {
            Missing::Product => {
                let words = rma::part_missing(language_now()).to_owned();
                self.problems.say("product", words);
            }
            Missing::Quantity => self.say("quantity", &Refusal::QuantityInvalid),
        }
    }
}

/// The field that a refusal belongs to.
fn refused(saved: &Result<(), NotSaved>) -> Option<(&'static str, Refusal)> {
    let Err(NotSaved::Refused(_, Reason::Refused { refusal })) = saved else {
        return None;
    };
    let any_change::Refusal::Documents(why) = refusal else {
        return None;
    };
    let field = match why {
        Refusal::NoSuchProduct => "product",
        Refusal::QuantityInvalid => "quantity",
        Refusal::SerialInvalid => "serials",
        _ => return None,
    };
    Some((field, why.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::ids::Id;
    use uuid::Uuid;

    fn pump() -> NewPart {
        NewPart {
            product: Some(ProductId::from_uuid(Uuid::from_u128(7))),
            ..NewPart::default()
        }
    }

    fn line(part: &NewPart) -> Result<NewLine, Missing> {
        part.line(LineId::from_uuid(Uuid::from_u128(1)), Unit::piece())
    }

    #[test]
    fn a_part_is_one_piece_without_a_price_unless_more_are_typed() {
        let one = line(&pump()).expect("a line");
        assert_eq!(one.quantity, Quantity::pieces(1));
        assert!(one.price.is_zero());
        let typed = |quantity: &str| NewPart {
            quantity: quantity.to_owned(),
            ..pump()
        };
        let some = line(&typed("2.5")).expect("a line");
        assert_eq!(some.quantity.value.to_string(), "2.5");
        assert_eq!(line(&typed("")), Err(Missing::Quantity));
    }

    #[test]
    fn no_part_without_its_product() {
        assert_eq!(line(&NewPart::default()), Err(Missing::Product));
    }

    #[test]
    fn scanned_serials_stand_behind_each_other() {
        let mut part = pump();
        part.add_serial("SN-1");
        part.add_serial("SN-2");
        assert_eq!(line(&part).expect("a line").typed, "SN-1, SN-2");
    }
}
