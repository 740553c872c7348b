//! The numbers of one line that a person may change: quantity, unit price, discount slots. Each finished field is one change;
//! the letters of an unfinished one only move the totals.

use leptos::prelude::*;
use shared::edit::Edit;
use shared::ids::{LineId, OfferId};
use shared::money::Decimal;
use shared::offers::Line;
use shared::offers::change::{Change, Refusal, price_fits, quantity_fits};
use shared::pricing::discounts::{Origin as Filled, Slot};
use shared::quantity::{Quantity, Unit};
use shared::rate::Percent;
use shared::users::Right;

use super::editor::{Editor, Field, Typing, Unfit};
use crate::kit::{Cell, GridCell, Origin, Tag, Tone};
use crate::messages::{self, language, language_now, offers, stock};

/// One line's place and content with its finished fields: what the cells show while nobody types.
pub type Stored = Memo<Option<(usize, Line)>>;

fn of<T: Default>(line: Stored, part: impl Fn(&Line) -> T) -> T {
    line.with(|line| {
        line.as_ref()
            .map(|(_, line)| part(line))
            .unwrap_or_default()
    })
}

/// The name of a cell: "Line 3, Quantity".
fn name(
    line: Stored,
    field: impl Fn() -> String + Send + Sync + 'static,
) -> impl Fn() -> String + Send + Sync + 'static {
    move || {
        offers::of_line(
            language(),
            line.with(|line| line.as_ref().map_or(0, |(place, _)| place + 1)),
            &field(),
        )
    }
}

/// Tells the totals what is being typed.
fn typing(editor: Editor, line: LineId, field: Field) -> Callback<Option<String>> {
    Callback::new(move |value: Option<String>| editor.type_in(line, field, value))
}

/// A number that was refused here and stays.
fn refused(editor: Editor, line: LineId, field: Field) -> Signal<Option<String>> {
    Signal::derive(move || editor.refused(line, field))
}

/// The id of the sentences below a line.
pub fn sentences(line: LineId) -> String {
    format!("said-{line}")
}

/// Painted as not saved yet.
fn came_back(editor: Editor, line: LineId, field: Field) -> Signal<bool> {
    Signal::derive(move || editor.came_back(line, field).is_some())
}

/// What was finished is no value: it stays in its cell, the line says what is wanted, and the totals forget it.
fn refuse(editor: Editor, line: LineId, field: Field, number: Option<String>, why: &Refusal) {
    editor.type_in(line, field, None);
    let words = offers::refusal(language_now(), why);
    let unfit = Unfit {
        line,
        field,
        number,
        words,
    };
    editor.unfit.update(|all| all.push(unfit));
}

/// What was finished is no number: it stays in its cell, and the line says what is wanted.
fn unread(editor: Editor, line: LineId, field: Field) -> Callback<()> {
    let why = match field {
        Field::Price => Refusal::PriceInvalid,
        Field::Discount(_) => Refusal::DiscountInvalid,
        Field::Quantity | Field::Text => Refusal::QuantityInvalid,
    };
    Callback::new(move |()| refuse(editor, line, field, None, &why))
}

fn read(plain: &str) -> Option<Decimal> {
    Decimal::parse(plain).ok()
}

/// A field is finished, by whoever typed it or by whoever saves what came back: one change, or why not at its line.
pub fn finish(editor: Editor, line: LineId, field: Field, value: String) {
    let refused = match field {
        Field::Quantity if !is_quantity(&value) => Some(Refusal::QuantityInvalid),
        Field::Price if !is_price(&value) => Some(Refusal::PriceInvalid),
        Field::Discount(_) if !is_discount(&value) => Some(Refusal::DiscountInvalid),
        _ => None,
    };
    if let Some(why) = refused {
        return refuse(editor, line, field, Some(value), &why);
    }
    editor.mended(line, field);
    let typed = Typing {
        line,
        field,
        value: value.clone(),
    };
    editor.finish(typed, move |offer| {
        change(editor.id, offer.line(line)?, field, value)
    });
}

/// The change that puts a readable value into a field.
fn change(offer: OfferId, was: &Line, field: Field, value: String) -> Option<Change> {
    let line = was.id;
    Some(match field {
        Field::Quantity => {
            let was = was.quantity.clone();
            let now = Quantity {
                value: read(&value)?,
                ..was.clone()
            };
            let quantity = Edit::new(was, now);
            (quantity.was != quantity.now).then_some(Change::QuantitySet {
                offer,
                line,
                quantity,
            })?
        }
        Field::Price => {
            let price = Edit::new(was.price, read(&value));
            (price.was != price.now).then_some(Change::PriceSet { offer, line, price })?
        }
        Field::Discount(slot) => {
            let was = was.slots.get(usize::from(slot)).map(|slot| slot.value);
            let value = Edit::new(was, share(&value));
            (value.was != value.now).then_some(Change::DiscountSet {
                offer,
                line,
                slot,
                value,
            })?
        }
        Field::Text => {
            let text = Edit::new(was.text.clone(), value);
            (text.was != text.now).then_some(Change::TextSet { offer, line, text })?
        }
    })
}

fn is_quantity(value: &str) -> bool {
    let unit = Unit::piece();
    read(value).is_some_and(|value| quantity_fits(&Quantity { value, unit }).is_ok())
}

/// No price is one, too.
fn is_price(value: &str) -> bool {
    value.is_empty() || read(value).is_some_and(|price| price_fits(Some(price)).is_ok())
}

fn is_discount(value: &str) -> bool {
    value.is_empty() || share(value).is_some()
}

fn share(value: &str) -> Option<Percent> {
    Percent::new(read(value)?).ok()?.checked_share().ok()
}

#[component]
pub fn QuantityCell(editor: Editor, id: LineId, line: Stored) -> impl IntoView {
    let value = move || {
        let typed = editor.came_back(id, Field::Quantity);
        typed.unwrap_or_else(|| of(line, |line| line.quantity.value.to_string()))
    };
    let unit = move || {
        of(line, |line| {
            stock::unit_name(language(), &line.quantity.unit)
        })
    };
    let change = move |plain: String| finish(editor, id, Field::Quantity, plain);
    view! {
        <GridCell
            name=name(line, || offers::quantity(language()).to_owned())
            value=Signal::derive(value)
            on_change=change
            on_typing=typing(editor, id, Field::Quantity)
            on_unread=unread(editor, id, Field::Quantity)
            refused=refused(editor, id, Field::Quantity)
            described=sentences(id)
            changed=came_back(editor, id, Field::Quantity)
            read_only=Signal::derive(move || !editor.is_open())
        />
        <span class="offer-line-unit">{unit}</span>
    }
}

#[component]
pub fn PriceCell(editor: Editor, id: LineId, line: Stored) -> impl IntoView {
    let digits = Memo::new(move |_| {
        editor
            .offer
            .with(|offer| offer.as_ref().map_or(2, |offer| offer.currency.digits()))
    });
    let value = move || {
        let typed = editor.came_back(id, Field::Price);
        typed.unwrap_or_else(|| {
            of(line, |line| {
                line.price
                    .map(|price| price.with_decimals(digits.get()))
                    .unwrap_or_default()
            })
        })
    };
    let change = move |plain: String| finish(editor, id, Field::Price, plain);
    let read_only = move || !editor.is_open() || !editor.may(Right::OverridePrice);
    view! {
        <GridCell
            name=name(line, || offers::unit_price(language()).to_owned())
            value=Signal::derive(value)
            on_change=change
            on_typing=typing(editor, id, Field::Price)
            on_unread=unread(editor, id, Field::Price)
            refused=refused(editor, id, Field::Price)
            described=sentences(id)
            changed=came_back(editor, id, Field::Price)
            read_only=Signal::derive(read_only)
        />
    }
}

/// The discount slots of the basket's structure, and how many discounts it does not show (CND-18).
#[component]
pub fn DiscountCells(
    editor: Editor,
    id: LineId,
    line: Stored,
    cells: Memo<Vec<u8>>,
) -> impl IntoView {
    let may_change = Memo::new(move |_| editor.is_open() && editor.may(Right::OverrideDiscount));
    let hidden = Memo::new(move |_| {
        let shown = cells.get();
        of(line, |line| {
            line.slots
                .hidden(|slot| shown.iter().any(|cell| usize::from(*cell) == slot))
                as u64
        })
    });
    let one = move |slot: u8| view! { <DiscountCell editor=editor id=id line=line number=slot may_change=may_change.get() /> };
    view! {
        {move || cells.get().into_iter().map(one).collect_view()}
        <Show when=move || { hidden.get() > 0 }>
            <span class="offer-line-hidden"><Tag tone=Tone::Neutral words=move || messages::kit::hidden_discounts(language(), hidden.get()) /></span>
        </Show>
    }
}

#[component]
fn DiscountCell(
    editor: Editor,
    id: LineId,
    line: Stored,
    number: u8,
    may_change: bool,
) -> impl IntoView {
    let slot = number;
    let filled = move || of(line, |line| line.slots.get(usize::from(slot)));
    let value = Signal::derive(move || {
        let typed = editor.came_back(id, Field::Discount(slot));
        typed.unwrap_or_else(|| {
            filled()
                .map(|slot: Slot| slot.value.value().to_string())
                .unwrap_or_default()
        })
    });
    let origin = Signal::derive(move || match filled().map(|slot| slot.origin) {
        None => Origin::Empty,
        Some(Filled::Manual) => Origin::Hand,
        Some(_) => Origin::Condition,
    });
    let line_words = move || {
        offers::line_number(
            language(),
            line.with(|line| line.as_ref().map_or(0, |(place, _)| place + 1)),
        )
    };
    let words = move || offers::discount_number(language(), slot);
    let change = move |plain: String| finish(editor, id, Field::Discount(slot), plain);
    match may_change {
        true => view! {
            <Cell value=value origin=origin line=line_words discount=words on_change=change on_typing=typing(editor, id, Field::Discount(slot)) on_unread=unread(editor, id, Field::Discount(slot)) refused=refused(editor, id, Field::Discount(slot)) described=sentences(id) changed=came_back(editor, id, Field::Discount(slot)) />
        }
        .into_any(),
        false => view! { <Cell value=value origin=origin line=line_words discount=words /> }.into_any(),
    }
}
