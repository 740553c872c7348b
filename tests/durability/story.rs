//! What the people of these tests do, by chance: products and accounts made, names and prices changed under each other's hands,
//! and now and then what the server will refuse or cannot read.

use shared::accounts;
use shared::calendar::Moment;
use shared::edit::Edit;
use shared::ids::{AccountId, ProductId, Uid};
use shared::money::Currency;
use shared::products::{self, Product, change::Field};
use shared::rate::Percent;
use shared::sync::{AnyChange, Intention};
use shared::text::Language;
use support::chance::Chance;

pub fn product(product: ProductId, name: String) -> AnyChange {
    let draft = products::change::Draft {
        name,
        brand: "Kaplan".into(),
        vat: Percent::new("21".parse().expect("a number")).expect("a percentage"),
        ..products::change::Draft::blank(Currency::parse("EUR").expect("a currency"))
    };
    let provisional = "T-1-1".into();
    AnyChange::from(products::Change::Created {
        product,
        draft,
        provisional,
    })
}

pub fn account(account: AccountId, name: String) -> AnyChange {
    let draft = accounts::change::Draft {
        name,
        territory: "north".into(),
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
    };
    AnyChange::from(accounts::Change::Created {
        account,
        draft,
        provisional: "T-1-2".into(),
    })
}

/// A field of a product as this device sees it; two devices that do it at once are in conflict over the name or price.
pub fn edited(product: ProductId, seen: &Product, chance: &mut Chance) -> AnyChange {
    let field = if chance.per_cent(60) {
        let now = format!("Pump {}", chance.below(1_000_000));
        let edit = Edit::new(seen.name.clone(), now);
        Field::Name { edit }
    } else {
        let price = i64::try_from(chance.below(100_000)).unwrap_or(1);
        let edit = Edit::new(seen.price, Some(price.into()));
        Field::Price { edit }
    };
    AnyChange::from(products::Change::Edited { product, field })
}

/// From an app that knows more, or that lets people do more, than this server.
pub fn strange(chance: &mut Chance) -> Intention {
    let change = product(ProductId(chance.id()), "Never seen".into());
    let uid = Uid(chance.id());
    let mut intention = Intention::new(uid, &change, 0, Vec::new(), Moment::EPOCH);
    if chance.per_cent(50) {
        intention.name = "products.melted".into();
    } else {
        // the system's own work, in the name of a person
        intention.name = "accounts.imported".into();
        intention.args = serde_json::json!({ "rows": [] });
    }
    intention.hash = intention.digest();
    intention
}
