//! The articles of the demo company: what the `index`-th one is called, costs and looks like. Prices, stock and sales all ask here.

use super::dice::Dice;
use super::ids::id;
use super::sizes;
use super::trade_words::{BRANDS, Family, GROUPS, Tongue};
use shared::ids::{CategoryId, ProductId};
use shared::money::Decimal;
use std::sync::LazyLock;

/// Every family with the number of its category.
static FAMILIES: LazyLock<Vec<(&'static Family, usize)>> = LazyLock::new(|| {
    let parts = GROUPS.iter().flat_map(|group| group.parts);
    let families = parts.flat_map(|(_, families)| families.iter());
    families.zip(0..).collect()
});

/// One article, in so far as other things follow from it.
#[derive(Clone, Copy)]
pub struct Article {
    pub index: usize,
    pub family: &'static Family,
    category: usize,
    size: usize,
    detail: usize,
    brand: usize,
    series: usize,
}

/// Everything a price list says about it, in the currency of the list.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Prices {
    pub eur_net: Decimal,
    /// Retail, with VAT.
    pub eur_gross: Decimal,
    pub try_net: Decimal,
    /// Until the middle of the year.
    pub try_net_before: Decimal,
    pub cost_eur: Decimal,
}

impl Article {
    pub fn of(index: usize) -> Self {
        let (family, category) = FAMILIES[index % FAMILIES.len()];
        let nth = index / FAMILIES.len();
        let mut dice = Dice::of("article", index);
        Self {
            index,
            family,
            category,
            size: nth % sizes::sizes(family.size),
            detail: nth / sizes::sizes(family.size),
            brand: dice.below(BRANDS.len()),
            series: dice.between(10, 999),
        }
    }

    pub fn id(self) -> ProductId {
        id("product", self.index)
    }

    pub fn category(self) -> CategoryId {
        id("category family", self.category)
    }

    pub fn brand(self) -> &'static str {
        BRANDS[self.brand].0
    }

    pub fn tongue(self) -> Tongue {
        BRANDS[self.brand].1
    }

    pub fn code(self) -> String {
        format!("{}-{:05}", self.family.code, self.index + 1)
    }

    /// `Vidalı kompresör 7,5 kW 10 bar Altınok A-204`
    pub fn name(self) -> String {
        let family = self.family;
        let noun = match self.tongue() {
            Tongue::Tr => family.tr,
            Tongue::Lt => family.lt,
            Tongue::En => family.en,
        };
        let brand = self.brand();
        let letter = brand.chars().next().unwrap_or('A');
        let size = sizes::size(family.size, self.size).0;
        let detail = sizes::detail(family.detail, self.detail);
        let text = format!("{noun} {size} {detail} {brand} {letter}-{}", self.series);
        sizes::in_tongue(&text, self.tongue())
    }

    pub fn size_text(self) -> &'static str {
        sizes::size(self.family.size, self.size).0
    }

    pub fn detail_text(self) -> &'static str {
        sizes::detail(self.family.detail, self.detail)
    }

    pub fn producer_code(self) -> String {
        let mut dice = Dice::of("producer code", self.index);
        format!(
            "{}{}.{:04}",
            self.family.code,
            self.series,
            dice.below(10_000)
        )
    }

    /// Small parts cost fractions of a cent, so their prices carry four decimals.
    pub fn prices(self) -> Prices {
        let mut dice = Dice::of("price", self.index);
        let grown = u64::from(sizes::size(self.family.size, self.size).1);
        let spread = 90 + dice.below(31) as u64;
        // in hundredths of a cent
        let exact = u64::from(self.family.cents) * 10 * grown * spread / 100;
        let small = exact < 10_000;
        let eur = if small { exact } else { exact / 500 * 500 };
        let digits = if small { 4 } else { 2 };
        let price = |hundredths: u64| decimal(hundredths, digits);
        Prices {
            eur_net: price(eur),
            eur_gross: price(eur * 135 / 100 * 121 / 100),
            try_net: price(eur * 485 / 10),
            try_net_before: price(eur * 452 / 10),
            cost_eur: price(eur * 62 / 100),
        }
    }

    /// An EAN-13 with a Turkish or Lithuanian prefix.
    pub fn barcode(self) -> String {
        let prefix = match self.tongue() {
            Tongue::Tr => 869,
            Tongue::Lt => 477,
            Tongue::En => 500,
        };
        let body = format!(
            "{prefix}{:04}{:05}",
            4_100 + self.index / 100_000,
            self.index % 100_000
        );
        format!("{body}{}", check_digit(&body))
    }

    /// Every tenth article is out of stock somewhere; services and long tails are not kept at all.
    pub fn is_stocked(self) -> bool {
        self.index % 5 != 4
    }
}

/// Hundredths of a cent as an amount with so many decimals; a Turkish lira has a hundredth too.
fn decimal(hundredths: u64, digits: u32) -> Decimal {
    let divisor = 10u64.pow(4 - digits);
    let rounded = (hundredths + divisor / 2) / divisor;
    Decimal::from_parts(i128::from(rounded), digits).unwrap_or_default()
}

/// Weights one and three from the left: the twelfth digit weighs three (GS1 General Specifications 7.9.1).
fn check_digit(body: &str) -> u32 {
    let digits = body.chars().filter_map(|digit| digit.to_digit(10));
    let sum: u32 = digits
        .zip([1, 3].into_iter().cycle())
        .map(|(digit, weight)| digit * weight)
        .sum();
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::products::barcode::{BarcodeKind, check};
    use std::collections::BTreeSet;

    #[test]
    fn every_barcode_is_right_and_every_code_its_own() {
        let articles = || (0..20_000).map(Article::of);
        assert!(articles().all(|article| check(&article.barcode()) == Ok(BarcodeKind::Ean13)));
        let codes: BTreeSet<String> = articles().map(Article::code).collect();
        let barcodes: BTreeSet<String> = articles().map(Article::barcode).collect();
        assert_eq!((codes.len(), barcodes.len()), (20_000, 20_000));
    }

    #[test]
    fn names_use_the_letters_of_both_languages() {
        let names: String = (0..10_000).map(|index| Article::of(index).name()).collect();
        for letter in "çğıİöşüąčęėįšųūž".chars() {
            assert!(names.contains(letter), "no name has {letter}");
        }
    }

    #[test]
    fn prices_fit_and_are_never_nothing() {
        for article in (0..10_000).map(Article::of) {
            let prices = article.prices();
            for price in [
                prices.eur_net,
                prices.eur_gross,
                prices.try_net,
                prices.cost_eur,
            ] {
                assert!(
                    price.fits(6) && !price.is_negative() && !price.is_zero(),
                    "{}",
                    article.name()
                );
            }
        }
    }
}
