//! What people in these stories do, in one line each.

use shared::accounts;
use shared::edit::Edit;
use shared::ids::{AccountId, ProductId};
use shared::money::Currency;
use shared::products::{self, Product};
use shared::rate::Percent;
use shared::sync::wire::PushAnswer;
use shared::text::Language;
use uuid::Uuid;

pub fn product_id() -> ProductId {
    ProductId(Uuid::now_v7())
}

pub fn new_product(name: &str) -> products::Change {
    product(product_id(), name)
}

pub fn product(product: ProductId, name: &str) -> products::Change {
    products::Change::Created {
        product,
        draft: products::change::Draft {
            name: name.into(),
            brand: "Kaplan".into(),
            vat: Percent::new("21".parse().expect("a number")).expect("a percentage"),
            ..products::change::Draft::blank(Currency::parse("EUR").expect("a currency"))
        },
        provisional: "T-1-1".into(),
    }
}

/// What an import brings.
pub fn imported(first: usize, count: usize) -> products::Change {
    let row = |number: usize| {
        let product = Product {
            name: format!("Imported {number}"),
            vat: Percent::new("21".parse().expect("a number")).expect("a percentage"),
            ..Product::blank(
                &format!("I-{number}"),
                Currency::parse("EUR").expect("a currency"),
            )
        };
        products::Row::new(product_id(), product, None)
    };
    let rows = (first..first + count).map(row).collect();
    products::Change::Imported { rows }
}

pub fn renamed(product: ProductId, was: &str, now: &str) -> products::Change {
    products::Change::Edited {
        product,
        field: products::change::Field::Name {
            edit: Edit::new(was.to_owned(), now.to_owned()),
        },
    }
}

/// The first price of a product that had none.
pub fn priced(product: ProductId, price: i64) -> products::Change {
    products::Change::Edited {
        product,
        field: products::change::Field::Price {
            edit: Edit::new(None, Some(price.into())),
        },
    }
}

pub fn account(account: AccountId, name: &str, territory: &str) -> accounts::Change {
    accounts::Change::Created {
        account,
        draft: accounts::change::Draft {
            name: name.into(),
            territory: territory.into(),
            city: "Kaunas".into(),
            country: "LT".into(),
            address: String::new(),
            phone: String::new(),
            email: String::new(),
            language: Language::Lt,
            currency: Currency::parse("EUR").expect("a currency"),
            price_list: None,
            payment_method: String::new(),
            note: String::new(),
        },
        provisional: "T-1-2".into(),
    }
}

pub fn outcomes(answer: &PushAnswer) -> Vec<&'static str> {
    match answer {
        PushAnswer::Decided { outcomes, .. } => outcomes
            .iter()
            .map(|decided| decided.outcome.word())
            .collect(),
        other => panic!("not decided: {other:?}"),
    }
}
