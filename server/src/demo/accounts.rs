//! The customers of the demo company: names, places, lists and their cards in the ERP.

use super::catalogue::List;
use super::company_words::*;
use super::dice::Dice;
use super::ids::id;
use super::scale::Scale;
use crate::connectors::simulator::AccountCard;
use shared::accounts::{self, Account, tax_key};
use shared::code::Code;
use shared::edit::Edit;
use shared::ids::{AccountId, SetId};
use shared::integrations::Link;
use shared::money::{Currency, Decimal};
use shared::shelf::Place;
use shared::sync::AnyChange;
use shared::text::{Language, fold};

const ROWS_AT_ONCE: usize = 2_500;

/// What the `index`-th customer is, in so far as other things follow from it.
#[derive(Clone, Copy)]
pub struct Customer {
    pub index: usize,
    region: &'static Region,
}

impl Customer {
    pub fn of(index: usize) -> Self {
        let mut at = Dice::of("region", index).below(100);
        let region = REGIONS.iter().find(|region| {
            let here = at < region.share;
            at = at.saturating_sub(region.share);
            here
        });
        Self {
            index,
            region: region.unwrap_or(&REGIONS[0]),
        }
    }

    pub fn id(self) -> AccountId {
        id("account", self.index)
    }

    pub fn territory(self) -> &'static str {
        self.region.territory
    }

    pub fn place(self) -> Place {
        Place {
            territory: self.region.territory.to_owned(),
        }
    }

    pub fn is_turkish(self) -> bool {
        self.region.country == "TR"
    }

    /// Some shops in Lithuania buy at retail prices.
    pub fn list(self) -> List {
        match (self.is_turkish(), self.index % 9) {
            (true, _) => List::Wholesale,
            (false, 8) => List::Retail,
            (false, _) => List::Export,
        }
    }

    /// Every 25th is a prospect without a card in the ERP.
    pub fn reference(self) -> Option<String> {
        let prospect = self.index % 25 == 24;
        (!prospect).then(|| format!("120.{:02}.{:05}", 1 + self.index / 50_000, self.index + 1))
    }

    pub fn name(self) -> String {
        let mut dice = Dice::of("account name", self.index);
        if self.is_turkish() {
            let (name, trade) = (dice.pick(TR_NAMES), dice.pick(TR_TRADES));
            return format!("{name} {trade} {}", dice.pick(TR_FORMS));
        }
        let form = dice.pick(LT_FORMS);
        format!("{form} {} {}", dice.pick(LT_NAMES), dice.pick(LT_TRADES))
    }

    fn record(self, set: SetId) -> Account {
        let mut dice = Dice::of("account", self.index);
        let (turkish, name) = (self.is_turkish(), self.name());
        let town = *dice.pick(self.region.towns);
        let streets = if turkish { TR_STREETS } else { LT_STREETS };
        let payments = if turkish { TR_PAYMENTS } else { LT_PAYMENTS };
        let address = format!("{} {}, {town}", dice.pick(streets), dice.between(1, 180));
        let number = dice.between(1_000_000, 9_999_999);
        let phone = if turkish {
            format!("+90 5{:02} {number}", dice.between(30, 59))
        } else {
            format!("+370 6{number}")
        };
        Account {
            code: Code::given(format!("M-{:05}", self.index + 1)),
            email: format!(
                "{}@{}.example",
                if turkish { "satinalma" } else { "pirkimai" },
                site(&name)
            ),
            name,
            place: self.place(),
            city: town.to_owned(),
            country: self.region.country.to_owned(),
            address,
            phone,
            language: if turkish { Language::Tr } else { Language::Lt },
            currency: self.list().currency(),
            price_list: Some(self.list().id()),
            payment_method: (*dice.pick(payments)).to_owned(),
            note: String::new(),
            links: self.link(set).into_iter().collect(),
            archived: self.index % 173 == 172,
        }
    }

    fn link(self, set: SetId) -> Option<Link> {
        let reference = self.reference()?;
        Some(Link { set, reference })
    }

    /// Every 97th is blocked; the others may owe a lot, so that a demo does not end in a refusal.
    pub fn card(self) -> Option<AccountCard> {
        let euros = 250_000 + 50_000 * (self.index % 7) as i64;
        Some(AccountCard {
            reference: self.reference()?,
            blocked: self.index % 97 == 96,
            credit: vec![
                (Currency::EUR, Decimal::from(euros)),
                (Currency::TRY, Decimal::from(euros * 50)),
            ],
        })
    }

    /// A number of the right kind with a right check digit.
    fn tax_number(self) -> Option<String> {
        let mut dice = Dice::of("tax number", self.index);
        let body = if self.is_turkish() {
            format!("{}", dice.between(100_000_000, 999_999_999))
        } else {
            format!("30{}", dice.between(100_000, 999_999))
        };
        let all = (0..10).map(|last| format!("{body}{last}"));
        all.into_iter()
            .find(|number| tax_key::check(number).is_ok())
    }
}

/// The name as an address on the web would have it.
fn site(name: &str) -> String {
    let kept = fold(name);
    kept.chars()
        .filter(char::is_ascii_alphanumeric)
        .take(24)
        .collect()
}

pub fn changes(scale: Scale, set: SetId) -> impl Iterator<Item = AnyChange> {
    (0..scale.accounts).step_by(ROWS_AT_ONCE).map(move |from| {
        let page = from..scale.accounts.min(from + ROWS_AT_ONCE);
        let rows = page.map(Customer::of);
        let rows = rows.map(|customer| (customer.id(), customer.record(set)));
        AnyChange::from(accounts::Change::Imported {
            rows: rows.collect(),
        })
    })
}

/// Every tenth customer's tax number is known; it stands on the administrators' shelf.
pub fn tax_numbers(scale: Scale) -> impl Iterator<Item = AnyChange> {
    let customers = (0..scale.accounts).step_by(10).map(Customer::of);
    customers.filter_map(|customer| {
        let entered = accounts::Change::TaxNumberEntered {
            account: customer.id(),
            number: Edit::new(String::new(), customer.tax_number()?),
        };
        Some(entered.into())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn every_territory_has_its_share() {
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        for index in 0..2_000 {
            *count.entry(Customer::of(index).territory()).or_default() += 1;
        }
        for region in &REGIONS {
            let here = count[region.territory];
            assert!(
                here.abs_diff(region.share * 20) < 80,
                "{}: {here}",
                region.territory
            );
        }
    }

    #[test]
    fn tax_numbers_are_right() {
        let numbers = (0..300).filter_map(|index| Customer::of(index).tax_number());
        let numbers: Vec<String> = numbers.collect();
        assert!(numbers.len() > 250);
        assert!(numbers.iter().all(|number| tax_key::check(number).is_ok()));
    }

    #[test]
    fn names_use_the_letters_of_both_languages() {
        let names: String = (0..2_000).map(|index| Customer::of(index).name()).collect();
        for letter in "çğıİöşüąčęėįšųūž".chars() {
            assert!(names.contains(letter), "no name has {letter}");
        }
    }
}
