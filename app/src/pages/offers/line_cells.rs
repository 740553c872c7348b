//! The numbers of one line that a person may change: quantity, unit price, discount slots. Each finished field is one change;
//! the letters of an unfinished one only move the totals.

use leptos::prelude::*;
use shared::ids::LineId;
use shared::money::Decimal;
use shared::offers::Line;
use shared::offers::change::Refusal;
use shared::pricing::discounts::Origin as Filled;
use shared::users::Right;

use super::editor::Editor;
use super::letters::Field;
use super::line_field;
use crate::kit::{Cell, GridCell, Origin, Tag, Tone};
use crate::messages::{self, language, offers, stock};

/// One line's place and content as they are saved: what the cells show while nobody types.
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

/// Hears what is being typed.
fn typing(editor: Editor, line: LineId, field: Field) -> Callback<Option<String>> {
    Callback::new(move |typed| line_field::type_in(editor, line, field, typed))
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

/// What was finished is no number: it stays in its cell, and the line says what is wanted.
fn unread(editor: Editor, line: LineId, field: Field) -> Callback<()> {
    let why = match field {
        Field::Price => Refusal::PriceInvalid,
        Field::Discount(_) => Refusal::DiscountInvalid,
        Field::Quantity | Field::Text => Refusal::QuantityInvalid,
    };
    Callback::new(move |()| line_field::refuse(editor, line, field, None, &why))
}

#[component]
pub fn QuantityCell(editor: Editor, id: LineId, line: Stored) -> impl IntoView {
    let value = line_field::typed_over(editor, id, Field::Quantity).value();
    let unit = move || {
        of(line, |line| {
            stock::unit_name(language(), &line.quantity.unit)
        })
    };
    let change = move |plain: String| line_field::finish(editor, id, Field::Quantity, plain);
    view! {
        <GridCell
            name=name(line, || offers::quantity(language()).to_owned())
            value=value
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
    let plain = line_field::typed_over(editor, id, Field::Price).value();
    let value = move || {
        let price = Decimal::parse(&plain.get()).ok();
        price.map_or_else(|| plain.get(), |price| price.with_decimals(digits.get()))
    };
    let change = move |plain: String| line_field::finish(editor, id, Field::Price, plain);
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
    let value = line_field::typed_over(editor, id, Field::Discount(slot)).value();
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
    let change = move |plain: String| line_field::finish(editor, id, Field::Discount(slot), plain);
    match may_change {
        true => view! {
            <Cell value=value origin=origin line=line_words discount=words on_change=change on_typing=typing(editor, id, Field::Discount(slot)) on_unread=unread(editor, id, Field::Discount(slot)) refused=refused(editor, id, Field::Discount(slot)) described=sentences(id) changed=came_back(editor, id, Field::Discount(slot)) />
        }
        .into_any(),
        false => view! { <Cell value=value origin=origin line=line_words discount=words /> }.into_any(),
    }
}
