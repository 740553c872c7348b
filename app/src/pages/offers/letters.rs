//! Letters in a field of a line of the offer: which field, the name under which they are kept, and what the line is with them.

use shared::ids::LineId;
use shared::money::Decimal;
use shared::offers::Line;
use shared::pricing::discounts::{Origin, Slot};
use shared::rate::Percent;

use crate::messages::{Language, offers};

/// A field of a line and what can be read of what somebody typed into it.
#[derive(Clone, PartialEq, Debug)]
pub struct Typing {
    pub line: LineId,
    pub field: Field,
    /// A plain decimal, or "" for nothing; of a line of words its words.
    pub value: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Field {
    Quantity,
    Price,
    Discount(u8),
    Text,
}

impl Field {
    pub fn words(self, language: Language) -> String {
        match self {
            Field::Quantity => offers::quantity(language).to_owned(),
            Field::Price => offers::unit_price(language).to_owned(),
            Field::Discount(slot) => offers::discount_number(language, slot),
            Field::Text => offers::text(language).to_owned(),
        }
    }
}

impl Typing {
    /// Its name among what is typed and not saved.
    pub fn name(line: LineId, field: Field) -> String {
        let field = match field {
            Field::Quantity => "quantity".to_owned(),
            Field::Price => "price".to_owned(),
            Field::Discount(slot) => format!("discount/{slot}"),
            Field::Text => "text".to_owned(),
        };
        format!("{line}/{field}")
    }

    pub fn named(name: &str, value: String) -> Option<Typing> {
        let (line, field) = name.split_once('/')?;
        let field = match field {
            "quantity" => Field::Quantity,
            "price" => Field::Price,
            "text" => Field::Text,
            other => Field::Discount(other.strip_prefix("discount/")?.parse().ok()?),
        };
        Some(Typing {
            line: line.parse().ok()?,
            field,
            value,
        })
    }

    /// The line as it is with them.
    pub fn fill(&self, lines: &mut [Line]) {
        let Some(line) = lines.iter_mut().find(|line| line.id == self.line) else {
            return;
        };
        let value = Decimal::parse(&self.value).ok();
        match self.field {
            Field::Quantity => line.quantity.value = value.unwrap_or_default(),
            Field::Price => line.price = value,
            Field::Text => line.text = self.value.clone(),
            Field::Discount(slot) => {
                let value = value.and_then(|value| Percent::new(value).ok()?.checked_share().ok());
                // a slot beyond the tenth is not typed into; the rules say so at the commit
                _ = line.slots.set(
                    usize::from(slot),
                    value.map(|value| Slot {
                        value,
                        origin: Origin::Manual,
                    }),
                );
            }
        }
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use shared::ids::ProductId;
    use shared::money::Currency;
    use shared::pricing::{PriceSource, Slots};
    use uuid::Uuid;

    pub fn line() -> Line {
        Line {
            id: LineId(Uuid::from_u128(1)),
            product: Some(ProductId(Uuid::from_u128(2))),
            code: String::new(),
            text: String::new(),
            quantity: shared::quantity::Quantity::pieces(1),
            price: Some(Decimal::HUNDRED),
            source: PriceSource::Standard,
            vat: Percent::ZERO,
            slots: Slots::EMPTY,
            repriced: None,
        }
    }

    #[track_caller]
    fn check(field: Field, value: &str, amount: &str) {
        let mut lines = [line()];
        Typing {
            line: line().id,
            field,
            value: value.into(),
        }
        .fill(&mut lines);
        assert_eq!(
            lines[0].amount(Currency::EUR).expect("small").to_string(),
            amount
        );
    }

    #[test]
    fn a_field_is_found_again_by_its_name() {
        let (line, value) = (line().id, "12.5".to_owned());
        for field in [
            Field::Quantity,
            Field::Price,
            Field::Discount(3),
            Field::Text,
        ] {
            let again = Typing::named(&Typing::name(line, field), value.clone());
            let value = value.clone();
            assert_eq!(again, Some(Typing { line, field, value }));
        }
    }

    #[test]
    fn the_amount_follows_while_a_field_is_typed() {
        check(Field::Quantity, "12.5", "1250");
        check(Field::Quantity, "", "0");
        check(Field::Price, "99.999", "100");
        check(Field::Price, "", "0");
        check(Field::Discount(3), "15", "85");
        check(Field::Discount(3), "150", "100");
    }
}
