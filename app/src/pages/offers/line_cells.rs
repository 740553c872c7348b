//! The numbers of one line that a person may change: quantity, unit price, discount slots. Each finished field is one change;
//! the letters of an unfinished one only move the totals.

use leptos::prelude::*;
use shared::edit::Edit;
use shared::ids::LineId;
use shared::money::Decimal;
use shared::offers::Line;
use shared::offers::change::{Change, Refusal, price_fits, quantity_fits};
use shared::pricing::discounts::{Origin as Filled, Slot};
use shared::quantity::{Quantity, Unit};
use shared::rate::Percent;
use shared::users::Right;

use super::editor::{Editor, Field, Trouble, Typing};
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
    Callback::new(move |value: Option<String>| {
        editor
            .typing
            .set(value.map(|value| Typing { line, field, value }))
    })
}

/// A finished field with its new value.
fn field(line: LineId, field: Field, value: &str) -> Typing {
    Typing {
        line,
        field,
        value: value.to_owned(),
    }
}

/// What was typed is no value at all: said at the line, and the totals forget it.
fn refuse(editor: Editor, line: LineId, why: &Refusal) {
    editor.typing.set(None);
    editor.trouble.set(Some(Trouble {
        line: Some(line),
        words: offers::refusal(language_now(), why),
    }));
}

fn read(plain: &str) -> Option<Decimal> {
    Decimal::parse(plain).ok()
}

#[component]
pub fn QuantityCell(editor: Editor, id: LineId, line: Stored) -> impl IntoView {
    let value = move || of(line, |line| line.quantity.value.to_string());
    let unit = move || {
        of(line, |line| {
            stock::unit_name(language(), &line.quantity.unit)
        })
    };
    let change = move |plain: String| {
        let Some(value) = read(&plain).filter(|value| {
            quantity_fits(&Quantity {
                value: *value,
                unit: Unit::piece(),
            })
            .is_ok()
        }) else {
            return refuse(editor, id, &Refusal::QuantityInvalid);
        };
        editor.finish(field(id, Field::Quantity, &plain), move |offer| {
            let was = offer.line(id)?.quantity.clone();
            let quantity = Edit::new(was.clone(), Quantity { value, ..was });
            Some(Change::QuantitySet {
                offer: editor.id,
                line: id,
                quantity,
            })
        });
    };
    view! {
        <GridCell
            name=name(line, || offers::quantity(language()).to_owned())
            value=Signal::derive(value)
            on_change=change
            on_typing=typing(editor, id, Field::Quantity)
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
        of(line, |line| {
            line.price
                .map(|price| price.with_decimals(digits.get()))
                .unwrap_or_default()
        })
    };
    let change = move |plain: String| {
        let now = read(&plain);
        if !plain.is_empty() && (now.is_none() || price_fits(now).is_err()) {
            return refuse(editor, id, &Refusal::PriceInvalid);
        }
        editor.finish(field(id, Field::Price, &plain), move |offer| {
            let was = offer.line(id)?.price;
            (was != now).then(|| Change::PriceSet {
                offer: editor.id,
                line: id,
                price: Edit::new(was, now),
            })
        });
    };
    let read_only = move || !editor.is_open() || !editor.may(Right::OverridePrice);
    view! {
        <GridCell
            name=name(line, || offers::unit_price(language()).to_owned())
            value=Signal::derive(value)
            on_change=change
            on_typing=typing(editor, id, Field::Price)
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
        filled()
            .map(|slot: Slot| slot.value.value().to_string())
            .unwrap_or_default()
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
    let change = move |plain: String| {
        let now = match plain.is_empty() {
            true => None,
            false => match read(&plain)
                .and_then(|value| Percent::new(value).ok()?.checked_share().ok())
            {
                None => return refuse(editor, id, &Refusal::DiscountInvalid),
                percent => percent,
            },
        };
        editor.finish(field(id, Field::Discount(slot), &plain), move |offer| {
            let was = offer
                .line(id)?
                .slots
                .get(usize::from(slot))
                .map(|slot| slot.value);
            Some(Change::DiscountSet {
                offer: editor.id,
                line: id,
                slot,
                value: Edit::new(was, now),
            })
        });
    };
    match may_change {
        true => view! {
            <Cell value=value origin=origin line=line_words discount=words on_change=change on_typing=typing(editor, id, Field::Discount(slot)) />
        }
        .into_any(),
        false => view! { <Cell value=value origin=origin line=line_words discount=words /> }.into_any(),
    }
}
