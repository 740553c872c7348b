//! A company to try everything with: a technical trader in Türkiye and Lithuania, always the same one.
//!
//! Ids, names, prices and sales follow from their place in the list alone; days are counted back from today, so that the
//! company never looks asleep. Everything goes through the writer as anybody's work does; nothing is written around it.

mod accounts;
mod articles;
mod catalogue;
mod company_words;
mod dice;
mod ids;
mod install;
mod offers;
mod people;
mod sales;
mod scale;
pub mod simulator_desk;
mod sizes;
mod start;
mod stock;
mod trade_words;

pub use install::{Installed, Installer, install};
pub use people::{PASSWORD, PEOPLE, Person};
pub use scale::Scale;
pub use start::start;

use crate::connectors::simulator::{AccountCard, CardPrice, ProductCard};
use articles::Article;
use catalogue::{LISTS, Seasons};
use shared::brought::Brought;
use shared::calendar::{Day, Moment};
use shared::ids::SetId;
use shared::integrations::{self, ErpKind, IntegrationSet};
use shared::rma;
use shared::sync::AnyChange;

/// The one link, to the built-in ERP.
pub fn set() -> SetId {
    ids::id("integration set", 0)
}

/// Everything the system brings in, in an order that can be decided from front to back.
pub fn changes(scale: Scale, today: Day, now: Moment) -> impl Iterator<Item = AnyChange> {
    let defined = integrations::Change::Defined {
        set: set(),
        brought: Brought::New {
            record: IntegrationSet {
                name: "Demo ERP".to_owned(),
                erp: ErpKind::Simulator,
                firm: "001".to_owned(),
                period: "01".to_owned(),
                active: true,
                block_unread_checks: false,
            },
        },
    };
    std::iter::once(defined.into())
        .chain(people::changes(set()))
        .chain(catalogue::changes(scale, set(), Seasons::before(today)))
        .chain(accounts::changes(scale, set()))
        .chain(stock::changes(scale, now))
        .chain(sales::changes(scale, today))
        .chain(accounts::tax_numbers(scale))
        .chain([rma::Change::SetUp.into()])
}

/// The same goods and customers as the built-in ERP knows them.
pub fn cards(scale: Scale, today: Day) -> (Vec<ProductCard>, Vec<AccountCard>) {
    let seasons = Seasons::before(today);
    let card = |article: Article| ProductCard {
        code: article.code(),
        prices: LISTS
            .map(|list| CardPrice {
                currency: list.currency(),
                gross: list == catalogue::List::Retail,
                price: catalogue::price_today(article, list, seasons).0,
            })
            .into(),
        stock: stock::in_the_erp(article),
    };
    let products = (0..scale.products).map(|index| card(Article::of(index)));
    let accounts = (0..scale.accounts).filter_map(|index| accounts::Customer::of(index).card());
    (products.collect(), accounts.collect())
}
