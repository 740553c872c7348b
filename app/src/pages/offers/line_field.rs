//! One field of one line that a person may change: quantity, unit price, a discount slot, its words. What it says, which values it takes,
//! and the change that a finished one is; it replaces what stood there when typing began.

use leptos::prelude::*;
use shared::edit::Edit;
use shared::ids::{LineId, OfferId};
use shared::money::Decimal;
use shared::offers::Line;
use shared::offers::change::{Change, Refusal, price_fits, quantity_fits};
use shared::quantity::{Quantity, Unit};
use shared::rate::Percent;

use super::editor::{Editor, Unfit};
use super::letters::{Field, Typing};
use crate::messages::{language_now, offers};
use crate::pages::typed_over::TypedOver;

/// What a field says: a plain decimal, or "" for nothing; of a line of words its words.
pub fn plain(line: &Line, field: Field) -> String {
    match field {
        Field::Quantity => line.quantity.value.to_string(),
        Field::Price => line
            .price
            .map(|price| price.to_string())
            .unwrap_or_default(),
        Field::Discount(slot) => {
            let slot = line.slots.get(usize::from(slot));
            slot.map(|slot| slot.value.value().to_string())
                .unwrap_or_default()
        }
        Field::Text => line.text.clone(),
    }
}

/// What is saved there, while the offer is aboard.
pub fn stands(editor: Editor, line: LineId, field: Field) -> String {
    editor.part(|offer| {
        offer
            .line(line)
            .map(|line| plain(line, field))
            .unwrap_or_default()
    })
}

/// The field as it is typed into while others may write it too.
pub fn typed_over(editor: Editor, line: LineId, field: Field) -> TypedOver {
    let name = Typing::name(line, field);
    let stands = Memo::new(move |_| stands(editor, line, field));
    match field {
        Field::Text => TypedOver::new(editor.unsaved, name, stands),
        _ => TypedOver::of_number(editor.unsaved, name, stands),
    }
}

/// A letter more or less; nothing when it is given up. The same number is the same however it is typed.
pub fn type_in(editor: Editor, line: LineId, field: Field, typed: Option<String>) {
    let name = Typing::name(line, field);
    let Some(typed) = typed else {
        editor.mended(line, field);
        return editor.unsaved.done(&name);
    };
    let number = read(&typed).filter(|_| field != Field::Text);
    let typed = number.map_or(typed, |number| number.to_string());
    let stands = untrack(|| stands(editor, line, field));
    editor.unsaved.type_over(&name, typed, stands);
}

/// What was finished is no value: it stays in its cell, the line says what is wanted, and the totals forget it.
pub fn refuse(editor: Editor, line: LineId, field: Field, number: Option<String>, why: &Refusal) {
    editor.mended(line, field);
    let words = offers::refusal(language_now(), why);
    let unfit = Unfit {
        line,
        field,
        number,
        words,
    };
    editor.unfit.update(|all| all.push(unfit));
}

/// A field is finished, by whoever typed it or by whoever saves what came back: one change, or why not at its line. Where somebody else
/// wrote meanwhile it is asked there first.
pub fn finish(editor: Editor, line: LineId, field: Field, value: String) {
    if let Some(why) = refusal(field, &value) {
        return refuse(editor, line, field, Some(value), &why);
    }
    editor.mended(line, field);
    let name = Typing::name(line, field);
    let stands = untrack(|| stands(editor, line, field));
    if let Some(edit) = editor.unsaved.finished(&name, stands, value) {
        editor.finish(line, name, move |offer| {
            change(editor.id, offer.line(line)?, field, edit)
        });
    }
}

fn refusal(field: Field, value: &str) -> Option<Refusal> {
    match field {
        Field::Quantity if !is_quantity(value) => Some(Refusal::QuantityInvalid),
        Field::Price if !is_price(value) => Some(Refusal::PriceInvalid),
        Field::Discount(_) if !is_discount(value) => Some(Refusal::DiscountInvalid),
        _ => None,
    }
}

/// The change that puts a readable value into the place of what was there.
fn change(offer: OfferId, line: &Line, field: Field, typed: Edit<String>) -> Option<Change> {
    let (unit, line) = (line.quantity.unit.clone(), line.id);
    let change = match field {
        Field::Quantity => {
            let of = |text: &str| {
                Some(Quantity {
                    value: read(text)?,
                    unit: unit.clone(),
                })
            };
            let quantity = differs(of(&typed.was)?, of(&typed.now)?)?;
            Change::QuantitySet {
                offer,
                line,
                quantity,
            }
        }
        Field::Price => {
            let price = differs(read(&typed.was), read(&typed.now))?;
            Change::PriceSet { offer, line, price }
        }
        Field::Discount(slot) => {
            let value = differs(share(&typed.was), share(&typed.now))?;
            Change::DiscountSet {
                offer,
                line,
                slot,
                value,
            }
        }
        Field::Text => {
            let text = differs(typed.was, typed.now)?;
            Change::TextSet { offer, line, text }
        }
    };
    Some(change)
}

fn differs<T: PartialEq>(was: T, now: T) -> Option<Edit<T>> {
    (was != now).then(|| Edit::new(was, now))
}

fn read(plain: &str) -> Option<Decimal> {
    Decimal::parse(plain).ok()
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

#[cfg(test)]
mod tests {
    use super::super::letters::tests::line;
    use super::*;

    fn changed(field: Field, was: &str, now: &str) -> Option<Change> {
        let offer = OfferId(uuid::Uuid::from_u128(9));
        change(
            offer,
            &line(),
            field,
            Edit::new(was.to_owned(), now.to_owned()),
        )
    }

    #[test]
    fn a_field_replaces_what_stood_when_typing_began_and_not_what_stands_now() {
        let Some(Change::QuantitySet { quantity, .. }) = changed(Field::Quantity, "3", "5") else {
            panic!("a quantity")
        };
        assert_eq!(
            (quantity.was, quantity.now),
            (Quantity::pieces(3), Quantity::pieces(5))
        );
        let Some(Change::PriceSet { price, .. }) = changed(Field::Price, "", "12.5") else {
            panic!("a price")
        };
        assert_eq!((price.was, price.now), (None, read("12.5")));
    }

    #[test]
    fn the_same_number_in_other_letters_is_no_change() {
        for field in [Field::Quantity, Field::Price, Field::Discount(3)] {
            assert_eq!(changed(field, "3", "3.00"), None);
        }
    }

    #[test]
    fn what_a_field_says_is_what_it_takes() {
        for field in [
            Field::Quantity,
            Field::Price,
            Field::Discount(3),
            Field::Text,
        ] {
            assert_eq!(refusal(field, &plain(&line(), field)), None);
        }
    }
}
