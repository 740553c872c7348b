//! Categories, products and price lists as bulk changes.

use super::articles::Article;
use super::ids::id;
use super::scale::Scale;
use super::trade_words::{GROUPS, Tongue};
use shared::brought::Brought;
use shared::calendar::{Day, Period, PeriodUnit, Validity};
use shared::edit::Edit;
use shared::ids::{CategoryId, PriceListId, SetId};
use shared::integrations::Link;
use shared::money::{Currency, Decimal};
use shared::pricing::{self, ListPrice, PriceList, PricesRow};
use shared::products::change::{CategoryRow, ROWS_MAX, Row};
use shared::products::{self, Category, Product, ProductCost, Tracking, WarrantyTerms};
use shared::rate::Percent;
use shared::sync::AnyChange;

/// The three lists.
pub const LISTS: [List; 3] = [List::Wholesale, List::Export, List::Retail];

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum List {
    /// TRY without VAT, the default.
    Wholesale,
    /// EUR without VAT.
    Export,
    /// EUR with VAT.
    Retail,
}

impl List {
    pub fn id(self) -> PriceListId {
        id("price list", self as usize)
    }

    pub fn currency(self) -> Currency {
        match self {
            List::Wholesale => Currency::TRY,
            List::Export | List::Retail => Currency::EUR,
        }
    }

    fn record(self, year: Day) -> PriceList {
        let name = match self {
            List::Wholesale => "Toptan satış TRY",
            List::Export => "Export EUR",
            List::Retail => "Mažmeninė kaina EUR su PVM",
        };
        PriceList {
            name: name.to_owned(),
            currency: self.currency(),
            gross: self == List::Retail,
            validity: Validity {
                from: Some(year),
                until: None,
            },
            default: self == List::Wholesale,
        }
    }
}

/// When the lists of this year begin, and when the second price of the wholesale list does.
#[derive(Clone, Copy)]
pub struct Seasons {
    year: Day,
    second: Day,
}

impl Seasons {
    /// A year back from today, so that every document of the year finds a price.
    pub fn before(today: Day) -> Self {
        Self {
            year: today.plus_days(-400),
            second: today.plus_days(-140),
        }
    }
}

/// The price an article has on a list today, with the day it began.
pub fn price_today(article: Article, list: List, seasons: Seasons) -> (Decimal, Day) {
    let prices = article.prices();
    match list {
        List::Wholesale => (prices.try_net, seasons.second),
        List::Export => (prices.eur_net, seasons.year),
        List::Retail => (prices.eur_gross, seasons.year),
    }
}

pub fn changes(scale: Scale, set: SetId, seasons: Seasons) -> impl Iterator<Item = AnyChange> {
    let lists = LISTS.into_iter().map(move |list| {
        AnyChange::from(pricing::Change::ListDefined {
            list: list.id(),
            brought: Brought::New {
                record: list.record(seasons.year),
            },
        })
    });
    let categories = products::Change::CategoriesImported { rows: categories() };
    let pages = move || (0..scale.products).step_by(ROWS_MAX / 2);
    let page = move |from: usize| (from..scale.products.min(from + ROWS_MAX / 2)).map(Article::of);
    let products = pages().map(move |from| {
        let rows = page(from).map(|article| row(article, set, seasons));
        AnyChange::from(products::Change::Imported {
            rows: rows.collect(),
        })
    });
    let prices = pages().map(move |from| {
        let rows = page(from).map(|article| prices_row(article, seasons));
        AnyChange::from(pricing::Change::PricesImported {
            rows: rows.collect(),
        })
    });
    lists
        .chain([categories.into()])
        .chain(products)
        .chain(prices)
}

/// Three levels: group, part, family.
fn categories() -> Vec<CategoryRow> {
    let mut rows = Vec::new();
    let (mut parts, mut families) = (0, 0);
    for (number, group) in GROUPS.iter().enumerate() {
        let root: CategoryId = id("category group", number);
        rows.push(CategoryRow::new(
            root,
            category(group.name, None, format!("{:02}", number + 1)),
        ));
        for (name, of_part) in group.parts {
            let part: CategoryId = id("category part", parts);
            parts += 1;
            rows.push(CategoryRow::new(
                part,
                category(name, Some(root), format!("P{parts:02}")),
            ));
            for family in *of_part {
                let record = category(family.name, Some(part), family.code.to_owned());
                rows.push(CategoryRow::new(id("category family", families), record));
                families += 1;
            }
        }
    }
    rows
}

fn category(name: &str, parent: Option<CategoryId>, reference: String) -> Category {
    Category {
        name: name.to_owned(),
        parent,
        reference,
    }
}

fn row(article: Article, set: SetId, seasons: Seasons) -> Row {
    let prices = article.prices();
    let turkish = article.tongue() == Tongue::Tr;
    let (price, currency) = if turkish {
        (prices.try_net, Currency::TRY)
    } else {
        (prices.eur_net, Currency::EUR)
    };
    let attribute = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let product = Product {
        name: article.name(),
        price: Some(price),
        brand: article.brand().to_owned(),
        category: Some(article.category()),
        vat: Percent::new(Decimal::from(20)).unwrap_or(Percent::ZERO),
        barcodes: vec![article.barcode()],
        producer_code: article.producer_code(),
        attributes: vec![
            attribute("size", article.size_text()),
            attribute("type", article.detail_text()),
        ],
        tracking: tracking(article),
        warranty: warranty(article),
        recorded: Some(seasons.year),
        links: vec![Link {
            set,
            reference: article.code(),
        }],
        archived: article.index % 211 == 210,
        ..Product::blank(&article.code(), currency)
    };
    let cost = ProductCost {
        price: prices.cost_eur,
        currency: Currency::EUR,
    };
    Row::new(article.id(), product, Some(cost))
}

fn tracking(article: Article) -> Tracking {
    match article.family.serial {
        true => Tracking::Serial,
        false => Tracking::None,
    }
}

/// Machines carry two or three years, one in seven of them none; what is used up carries nothing.
fn warranty(article: Article) -> Option<WarrantyTerms> {
    let covered = article.family.serial && article.index % 7 != 6;
    let term = match article.index % 3 {
        0 => Period::new(3, PeriodUnit::Years),
        _ => WarrantyTerms::USUAL.term,
    };
    covered.then_some(WarrantyTerms {
        term,
        ..WarrantyTerms::USUAL
    })
}

fn prices_row(article: Article, seasons: Seasons) -> PricesRow {
    let before = ListPrice {
        list: List::Wholesale.id(),
        price: article.prices().try_net_before,
        from: seasons.year,
        until: Some(seasons.second.plus_days(-1)),
    };
    let today = LISTS.into_iter().map(|list| {
        let (price, from) = price_today(article, list, seasons);
        ListPrice {
            list: list.id(),
            price,
            from,
            until: None,
        }
    });
    PricesRow {
        product: article.id(),
        prices: Edit::new(Vec::new(), std::iter::once(before).chain(today).collect()),
    }
}
