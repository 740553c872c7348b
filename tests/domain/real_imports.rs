//! The AdventureWorks company, imported whole where its files are present: catalogue, category tree and every order line.

use shared::ids::LineId;
use shared::money::Currency;
use shared::offers::import::{Catalogue, LineColumns, OrderColumns, orders};
use shared::products::import::{Mapping, Plan};
use shared::quantity::Unit;
use shared::rate::Percent;
use shared::table::{Options, Table};
use support::real_input::adventureworks;
use uuid::Uuid;

use crate::company::Company;

fn real(file: &str) -> Option<Table> {
    adventureworks(file).map(|bytes| Table::read(&bytes, &Options::default()))
}

fn adventureworks_company() -> Option<(Company, Plan)> {
    let (products, categories) = (real("Product.csv")?, real("ProductCategory.csv")?);
    let mapping = Mapping::detect(&products);
    let mut company = Company::default();
    let plan = company.plan_tables(Some((&products, &mapping)), Some(&categories));
    company.carry_out(&plan);
    assert!(
        company
            .plan_tables(Some((&products, &mapping)), Some(&categories))
            .changes_nothing()
    );
    Some((company, plan))
}

#[test]
fn the_adventureworks_catalogue_is_imported_whole() {
    let Some((company, plan)) = adventureworks_company() else {
        return;
    };
    assert_eq!((plan.products.new, plan.categories.new), (100, 41));
    assert!(plan.problems.is_empty(), "{:?}", plan.problems);
    let frame = &company.products["FR-R92B-58"].1;
    assert_eq!(frame.name, "HL Road Frame - Black, 58");
    assert_eq!(frame.price.unwrap().to_string(), "1431.5");
    assert_eq!(
        company.costs[&company.products["FR-R92B-58"].0]
            .price
            .to_string(),
        "1059.31"
    );
    assert_eq!(
        company.costs[&company.products["HL-U509-R"].0]
            .price
            .to_string(),
        "13.0863"
    );
    let attributes: Vec<&str> = frame
        .attributes
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(
        attributes,
        [
            "ProductID",
            "Color",
            "Size",
            "Weight",
            "ProductModelID",
            "SellStartDate",
            "ThumbnailPhotoFileName"
        ]
    );
    let category = company.category_of("FR-R92B-58");
    assert_eq!(category.name, "Road Frames");
    assert_eq!(
        company.categories[&category.parent.unwrap()].name,
        "Components"
    );
    let roots = company
        .categories
        .values()
        .filter(|category| category.parent.is_none())
        .count();
    assert_eq!(roots, 4);
}

#[test]
fn the_adventureworks_orders_keep_every_line() {
    let Some((company, _)) = adventureworks_company() else {
        return;
    };
    let (lines, headers) = (
        real("SalesOrderDetail.csv").unwrap(),
        real("SalesOrderHeader.csv").unwrap(),
    );
    let catalogue = Catalogue::new(
        company
            .products
            .values()
            .map(|(id, product)| (*id, product)),
        "ProductID",
    );
    let columns = LineColumns::detect(&lines).unwrap();
    let (orders, problems) = orders(
        (&lines, columns),
        Some((&headers, OrderColumns::detect(&headers).unwrap())),
        &catalogue,
    );
    assert_eq!(orders.len(), 32);
    assert_eq!(
        orders
            .iter()
            .filter(|order| !order.lines.is_empty())
            .count(),
        5
    );
    assert_eq!(orders[0].number.as_deref(), Some("SO71774"));
    assert_eq!(
        problems
            .iter()
            .filter(|problem| problem.code == "product-missing")
            .count(),
        83
    );
    assert_eq!(problems.len(), 83, "no total differs");
    let all: Vec<_> = orders.into_iter().flat_map(|order| order.lines).collect();
    assert_eq!(
        (
            all.len(),
            all.iter().filter(|line| line.product.is_none()).count()
        ),
        (100, 83)
    );
    for line in all {
        assert_eq!(line.exact_total().ok(), line.total);
        let rounded = line.total.unwrap().round_half_away(2);
        let offered = line.into_line(LineId(Uuid::nil()), Unit::piece(), Percent::ZERO);
        assert_eq!(offered.amount(Currency::USD), Ok(rounded));
    }
}
