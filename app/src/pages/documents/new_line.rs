//! One line of a document as it is written down, and what is missing before the rule can be asked. Kept on the device letter by letter.

use serde::{Deserialize, Serialize};
use shared::documents::NewLine;
use shared::ids::{LineId, ProductId};
use shared::money::Decimal;
use shared::pricing::Slots;
use shared::quantity::{Quantity, Unit};

/// Numbers as plain decimals, whatever the language.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct TypedLine {
    pub id: LineId,
    pub product: ProductId,
    pub unit: Unit,
    pub quantity: String,
    pub price: String,
    pub serials: String,
}

/// What cannot be meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wrong {
    Quantity,
    Price,
}

impl TypedLine {
    /// One piece at `price`; nothing where none is known.
    pub fn of(id: LineId, product: ProductId, unit: Unit, price: Option<Decimal>) -> TypedLine {
        TypedLine {
            id,
            product,
            unit,
            quantity: "1".to_owned(),
            price: price.map(|price| price.to_string()).unwrap_or_default(),
            serials: String::new(),
        }
    }

    /// `None` while nobody can read the number.
    pub fn quantity(&self) -> Option<Quantity> {
        let value = Decimal::parse(&self.quantity).ok()?;
        Quantity::new(value, self.unit.clone()).ok()
    }

    /// A price that is not written is nothing.
    pub fn line(&self) -> Result<NewLine, Wrong> {
        let quantity = self.quantity().ok_or(Wrong::Quantity)?;
        let price = match self.price.trim() {
            "" => Decimal::ZERO,
            written => Decimal::parse(written).map_err(|_| Wrong::Price)?,
        };
        Ok(NewLine {
            id: self.id,
            product: self.product,
            quantity,
            price,
            slots: Slots::EMPTY,
            typed: self.serials.clone(),
        })
    }

    /// A serial that was scanned, on a line of its own behind those that are there.
    pub fn add_serial(&mut self, serial: &str) {
        if !self.serials.trim().is_empty() {
            self.serials.push('\n');
        }
        self.serials.push_str(serial);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::ids::Id;
    use uuid::Uuid;

    fn typed() -> TypedLine {
        let (line, product) = (Uuid::from_u128(1), Uuid::from_u128(7));
        let (line, product) = (LineId::from_uuid(line), ProductId::from_uuid(product));
        TypedLine::of(line, product, Unit::piece(), None)
    }

    #[test]
    fn a_line_is_one_piece_and_a_price_that_is_not_written_is_nothing() {
        let line = typed().line().expect("a line");
        assert_eq!(line.quantity, Quantity::pieces(1));
        assert!(line.price.is_zero());
    }

    #[test]
    fn what_is_no_number_is_said_of_its_field() {
        let with = |quantity: &str, price: &str| TypedLine {
            quantity: quantity.to_owned(),
            price: price.to_owned(),
            ..typed()
        };
        assert_eq!(with("", "5").line(), Err(Wrong::Quantity));
        assert_eq!(with("2", "five").line(), Err(Wrong::Price));
        let line = with("2", "199.90").line().expect("a line");
        assert_eq!(Decimal::parse("199.9"), Ok(line.price));
    }

    #[test]
    fn it_is_kept_and_comes_back_with_every_letter() {
        let mut line = typed();
        line.add_serial("SN-1");
        line.add_serial("SN-2");
        assert_eq!(line.serials, "SN-1\nSN-2");
        let kept = serde_json::to_string(&line).expect("plain fields");
        assert_eq!(
            serde_json::from_str::<TypedLine>(&kept).expect("read"),
            line
        );
    }
}
