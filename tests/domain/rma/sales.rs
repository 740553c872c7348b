//! RMA-06, RMA-07: which sales are offered for a product that comes without a serial.

use super::shop::{ACCOUNT, Shop, product, sale};
use shared::documents::{Document, Kind};
use shared::ids::AccountId;
use shared::rma::origin::offered;
use uuid::Uuid;

const STRANGER: AccountId = AccountId(Uuid::from_u128(0xbad));

/// S-1 sold a heater, S-2 a pump, S-3 a pump to somebody else, S-4 is a return of a pump.
fn company() -> Shop {
    let mut shop = Shop::open();
    for (number, code) in [
        ("S-1", "HK-40"),
        ("S-2", "PUMP"),
        ("S-3", "PUMP"),
        ("S-4", "PUMP"),
    ] {
        shop.sold(number, code, &[], 30);
    }
    let document = |number| {
        shop.get::<Document>(sale(number))
            .expect("it is there")
            .clone()
    };
    let (third, fourth) = (document("S-3"), document("S-4"));
    let account = STRANGER;
    shop.put(sale("S-3"), Document { account, ..third });
    let kind = Kind::SaleReturn;
    shop.put(sale("S-4"), Document { kind, ..fourth });
    shop
}

#[track_caller]
fn check(code: &str, account: Option<AccountId>, accessory: bool, expected: &[&str]) {
    let shop = company();
    let all = ["S-1", "S-2", "S-3", "S-4"].into_iter();
    let fits = |number: &&str| {
        let document = shop.get::<Document>(sale(number)).expect("it is there");
        offered(document, product(code), account, accessory)
    };
    assert_eq!(all.filter(fits).collect::<Vec<_>>(), expected);
}

#[test]
fn only_sales_that_contain_the_product_are_offered() {
    check("PUMP", None, false, &["S-2", "S-3"]);
    check("CABLE", None, false, &[]);
}

#[test]
fn of_a_customer_who_is_known_only_theirs() {
    check("PUMP", Some(ACCOUNT), false, &["S-2"]);
    check("HK-40", Some(STRANGER), false, &[]);
}

#[test]
fn an_accessory_comes_with_any_sale_of_the_customer() {
    check("CABLE", None, true, &["S-1", "S-2", "S-3"]);
    check("CABLE", Some(ACCOUNT), true, &["S-1", "S-2"]);
}
