//! Four warehouses, and what lies in each: fast movers everywhere, other articles at home, some nowhere.

use super::articles::Article;
use super::dice::Dice;
use super::ids::id;
use super::scale::Scale;
use shared::calendar::Moment;
use shared::ids::WarehouseId;
use shared::money::Decimal;
use shared::stock::change::Reading;
use shared::stock::{self, Warehouse};
use shared::sync::AnyChange;

const READINGS_AT_ONCE: usize = 4_000;
/// The first articles are never out of stock, so that a first try succeeds.
const ALWAYS_THERE: usize = 200;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Store {
    Istanbul,
    Izmir,
    Vilnius,
    Kaunas,
}

impl Store {
    pub const ALL: [Store; 4] = [Store::Istanbul, Store::Izmir, Store::Vilnius, Store::Kaunas];

    pub fn id(self) -> WarehouseId {
        id("warehouse", self as usize)
    }

    fn name(self) -> &'static str {
        match self {
            Store::Istanbul => "İstanbul merkez depo",
            Store::Izmir => "İzmir deposu",
            Store::Vilnius => "Vilniaus sandėlis",
            Store::Kaunas => "Kauno sandėlis",
        }
    }

    fn keeps(self, article: Article) -> bool {
        let fast = article.index.is_multiple_of(5);
        article.is_stocked() && (fast || (article.index / 5) % 4 == self as usize)
    }

    /// On hand; `None` where the article is not kept.
    fn on_hand(self, article: Article) -> Option<usize> {
        if !self.keeps(article) {
            return None;
        }
        let mut dice = Dice::of("stock", article.index * 4 + self as usize);
        if article.index < ALWAYS_THERE {
            return Some(dice.between(200, 900));
        }
        Some(if dice.one_in(30) {
            0
        } else {
            dice.between(30, 400)
        })
    }

    /// Some of it is promised to others.
    fn reading(self, article: Article) -> Option<Reading> {
        let on_hand = self.on_hand(article)?;
        let reserved = on_hand / 10;
        Some(Reading {
            product: article.id(),
            on_hand: count(on_hand),
            available: count(on_hand - reserved),
        })
    }
}

fn count(pieces: usize) -> Decimal {
    Decimal::from(i64::try_from(pieces).unwrap_or(0))
}

/// What the ERP has of it in all warehouses; `None` where stock is not kept.
pub fn in_the_erp(article: Article) -> Option<Decimal> {
    let readings = Store::ALL
        .into_iter()
        .filter_map(|store| store.reading(article));
    let available: Vec<Decimal> = readings.map(|reading| reading.available).collect();
    (!available.is_empty()).then(|| Decimal::checked_sum(available).unwrap_or_default())
}

pub fn changes(scale: Scale, read_at: Moment) -> impl Iterator<Item = AnyChange> {
    let named = Store::ALL.into_iter().map(|store| {
        AnyChange::from(stock::Change::WarehouseNamed {
            warehouse: store.id(),
            record: Warehouse {
                name: store.name().to_owned(),
            },
        })
    });
    let read = Store::ALL.into_iter().flat_map(move |store| {
        let articles = (0..scale.products).map(Article::of);
        let readings: Vec<Reading> = articles
            .filter_map(|article| store.reading(article))
            .collect();
        let pages = readings.chunks(READINGS_AT_ONCE).map(|page| {
            AnyChange::from(stock::Change::Refreshed {
                warehouse: store.id(),
                read_at,
                readings: page.to_vec(),
            })
        });
        pages.collect::<Vec<_>>()
    });
    named.chain(read)
}
