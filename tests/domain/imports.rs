//! Foreign tables become products and categories; every bad row is named and nothing else is lost.

use serde_json::json;
use shared::brought::Brought;
use shared::money::Currency;
use shared::products::import::{Counts, Effect, Mapping, Target};
use shared::products::{CategoryField, Field};
use shared::products::{Product, Row};
use shared::sync::outcome::{Outcome, Reason};
use shared::table::{Options, Table};

use crate::company::{Company, findings};

/// The product that a row makes.
#[track_caller]
fn created(row: &Row) -> &Product {
    match &row.product {
        Some(Brought::New { record }) => record,
        other => panic!("no new product: {other:?}"),
    }
}

#[test]
fn a_second_run_changes_nothing_and_an_edit_changes_one() {
    let mut company = Company::default();
    let file = "Ürün Kodu;Ürün Adı;Liste Fiyatı;Alış Fiyatı;KDV;Kategori;Renk\nA;Vida;1,50;0,75;%20;Bağlantı;kırmızı\nB;Somun;2,5;;20;Bağlantı;\n";
    let first = company.plan(file, "");
    assert_eq!(
        (
            first.products.new,
            first.categories.new,
            first.problems.len()
        ),
        (2, 1, 0),
        "{:?}",
        first.problems
    );
    company.carry_out(&first);
    assert_eq!(company.category_of("B").name, "Bağlantı");
    assert_eq!(
        company.products["A"].1.attributes,
        [("Renk".to_owned(), "kırmızı".to_owned())]
    );
    assert_eq!(company.costs.len(), 1);
    let second = company.plan(file, "");
    assert!(second.changes_nothing());
    assert_eq!(
        second.products,
        Counts {
            unchanged: 2,
            ..Counts::default()
        }
    );
    let edited = company.plan(&file.replace("1,50;0,75", "1,60;0,80"), "");
    let fields = ["price", "cost"].map(str::to_owned).to_vec();
    assert_eq!(edited.preview[0].effect, Effect::Changed(fields));
    assert_eq!((edited.products.changed, edited.products.unchanged), (1, 1));
}

#[test]
fn a_bad_row_is_named_and_loses_nothing_else() {
    let mut company = Company::default();
    let file = "code;name;price;currency;barcode;unit\n\
        A;Bolt;1,5;EUR;4006381333932;pcs\n\
        ;Nut;2;EUR;;pcs\n\
        A;Again;3;EUR;;pcs\n\
        C;;4;EUR;;pcs\n\
        D;Disc;four;EUR;;pcs\n\
        E;Edge;-5;euro;;pcs\n\
        F;Frame;6\n\
        G;Gear;7,1234567;₺;;pcs\n\
        H;Hub;8,25;TL;;a unit nobody has heard of\n\
        I;Iron;9;TL;12, 13;pcs\n";
    let plan = company.plan(file, "");
    let expected = [
        "8 wrong-number-of-cells",
        "2 barcode-check-digit",
        "3 code-missing",
        "4 code-twice",
        "5 name-missing",
        "6 number-invalid",
        "7 price-negative",
        "7 currency-invalid",
        "9 too-many-decimals",
        "10 unit-invalid",
    ];
    assert_eq!(findings(&plan.problems), expected);
    let codes: Vec<&str> = plan
        .product_rows
        .iter()
        .map(|row| created(row).code.as_str())
        .collect();
    assert_eq!(codes, ["A", "I"]);
    assert_eq!(
        plan.products,
        Counts {
            new: 2,
            refused: 7,
            ..Counts::default()
        }
    );
    assert_eq!(created(&plan.product_rows[1]).barcodes, ["12", "13"]);
    assert_eq!(created(&plan.product_rows[1]).currency, Currency::TRY);
}

#[test]
fn a_price_that_could_be_two_prices_is_refused_until_somebody_decides() {
    let plan = Company::default().plan("code;name;price\nA;Bolt;1.234\n", "");
    assert_eq!(
        findings(&plan.problems),
        ["- decimal-mark-unsure", "2 number-unsure"]
    );
    assert!(plan.changes_nothing());
}

#[test]
fn categories_keep_their_tree_and_a_circle_costs_only_the_place() {
    let mut company = Company::default();
    let categories = "CategoryID;ParentCategoryID;Name\n3;2;Screws\n2;1;Metal\n1;NULL;All\n4;5;Left\n5;4;Right\n6;9;Orphan\n6;1;Twice\n7;1;\n";
    let plan = company.plan("", categories);
    let expected = [
        "8 category-twice",
        "9 name-missing",
        "5 category-circle",
        "6 category-circle",
        "7 category-parent-missing",
    ];
    assert_eq!(findings(&plan.problems), expected);
    assert_eq!(
        plan.categories,
        Counts {
            new: 6,
            refused: 2,
            ..Counts::default()
        }
    );
    company.carry_out(&plan);
    let named = |name: &str| {
        company
            .categories
            .values()
            .find(|category| category.name == name)
            .unwrap()
    };
    let parent = |name: &str| {
        named(name)
            .parent
            .map(|id| company.categories[&id].name.clone())
    };
    assert_eq!(parent("Screws").as_deref(), Some("Metal"));
    assert_eq!(parent("Metal").as_deref(), Some("All"));
    assert_eq!((parent("Left"), parent("Orphan")), (None, None));
    assert!(company.plan("", categories).changes_nothing());
}

#[test]
fn a_product_of_an_unknown_category_is_kept_and_said() {
    let mut company = Company::default();
    let plan = company.plan("code;name;category id\nA;Bolt;7\n", "");
    assert_eq!(findings(&plan.problems), ["2 category-missing"]);
    assert_eq!(plan.products.new, 1);
}

#[test]
fn an_empty_cell_leaves_what_is_known() {
    let mut company = Company::default();
    let plan = company.plan("code;name;brand;price\nA;Bolt;Würth;2,5\n", "");
    company.carry_out(&plan);
    let plan = company.plan("code;name;brand;price\nA;;NULL;\n", "");
    assert_eq!(plan.products.unchanged, 1);
}

#[test]
fn who_may_not_see_costs_imports_none() {
    let mut company = Company {
        costs_hidden: true,
        ..Company::default()
    };
    let file = "code;name;cost\nA;Bolt;2,5\n";
    let plan = company.plan(file, "");
    assert_eq!(findings(&plan.problems), ["- costs-left-out"]);
    assert_eq!(plan.product_rows[0].cost, None);
    company.carry_out(&plan);
    assert!(company.plan(file, "").changes_nothing());
}

#[test]
fn headings_of_three_languages_are_known_and_can_be_changed() {
    let header =
        |heading: &str| Table::read(format!("{heading}\n").as_bytes(), &Options::default());
    let table = header("Prekės kodas;Pavadinimas;Kaina;PVM;Matavimas");
    let mut mapping = Mapping::detect(&table);
    assert_eq!(
        mapping.targets(),
        [
            Target::Code,
            Target::Name,
            Target::Price,
            Target::Vat,
            Target::Attribute
        ]
    );
    mapping.set(4, Target::Price);
    assert_eq!(
        mapping.targets()[2..],
        [Target::Attribute, Target::Vat, Target::Price]
    );
    mapping.set(0, Target::Ignore);
    assert_eq!(findings(&mapping.problems()), ["- column-for-code-missing"]);
    let turkish = Mapping::detect(&header(
        "STOK_KODU;AÇIKLAMA;SATIŞ FİYATI;PARA BİRİMİ;ÖLÇÜ BİRİMİ",
    ));
    assert_eq!(
        turkish.targets(),
        [
            Target::Code,
            Target::Name,
            Target::Price,
            Target::Currency,
            Target::Unit
        ]
    );
}

#[test]
fn a_known_product_is_edited_in_what_the_file_changes_and_nowhere_else() {
    let mut company = Company::default();
    let first = company.plan(
        "code;name;price;brand\nA;Bolt;1,5;Würth\nB;Nut;2,5;Ege\n",
        "",
    );
    company.carry_out(&first);
    let mut plan = company.plan("code;name;price\nA;Bolt;1,6\nB;Nut;2,5\n", "");
    assert_eq!(
        plan.product_rows.len(),
        1,
        "a row without news sends nothing"
    );
    let Some(Brought::Edited { fields }) = &plan.product_rows[0].product else {
        panic!("a known product is not brought whole")
    };
    let [Field::Price { edit }] = &fields[..] else {
        panic!("other fields: {fields:?}")
    };
    assert_eq!(
        (edit.was, edit.now),
        ("1.5".parse().ok(), "1.6".parse().ok())
    );
    // while the file lay there, somebody else was at work
    let (_, product) = company.products.get_mut("A").expect("a product");
    product.brand = "Kaplan".into();
    assert!(company.carry_out(&plan).is_empty());
    let (brand, price) = {
        let product = &company.products["A"].1;
        (product.brand.clone(), product.price)
    };
    assert_eq!((brand.as_str(), price), ("Kaplan", "1.6".parse().ok()));
    plan = company.plan("code;name;price\nA;Bolt;1,6\nB;Nut;2,5\n", "");
    assert!(plan.changes_nothing());
}

#[test]
fn what_others_changed_meanwhile_leaves_out_its_row_alone() {
    let mut company = Company::default();
    let file = "code;name;price;cost\nA;Bolt;1,5;1\nB;Nut;2,5;1\nC;Disc;3,5;1\n";
    let first = company.plan(file, "");
    company.carry_out(&first);
    let plan = company.plan(
        "code;name;price;cost\nA;Bolt;9,5;1\nB;Nut;9,5;1\nC;Disc;3,5;2\n",
        "",
    );
    let (id, product) = company.products.get_mut("A").expect("a product");
    product.price = "7".parse().ok();
    let (id, third) = (*id, company.products["C"].0);
    company.costs.get_mut(&third).expect("a cost").price = "8".parse().expect("a number");
    let left_out = company.carry_out(&plan);
    let told: Vec<_> = left_out
        .iter()
        .map(|left_out| (left_out.line, left_out.outcome))
        .collect();
    assert_eq!(
        told,
        [(Some(2), Outcome::Parked), (Some(4), Outcome::Parked)]
    );
    let Reason::ChangedTwice { conflicts } = &left_out[0].reason else {
        panic!("another reason")
    };
    assert_eq!((conflicts[0].id, &conflicts[0].field[..]), (id.0, "price"));
    assert_eq!(
        (&conflicts[0].base, &conflicts[0].theirs),
        (&json!("1.5"), &json!("7"))
    );
    assert_eq!(company.products["A"].1.price, "7".parse().ok());
    assert_eq!(company.products["B"].1.price, "9.5".parse().ok());
    assert_eq!(company.costs[&third].price, "8".parse().expect("a number"));
}

#[test]
fn a_taken_code_leaves_out_its_row_alone() {
    let mut company = Company::default();
    let plan = company.plan("code;name\nA;Bolt\nB;Nut\nC;Disc\n", "");
    // brought by somebody else before this file was carried out
    let others = company.plan("code;name\nB;Nut of others\n", "");
    company.carry_out(&others);
    let left_out = company.carry_out(&plan);
    assert_eq!(left_out.len(), 1);
    assert_eq!(
        (left_out[0].line, left_out[0].outcome),
        (Some(3), Outcome::Rejected)
    );
    assert!(matches!(&left_out[0].reason, Reason::KeyTaken { value, .. } if value == "B"));
    let names: Vec<&str> = company
        .products
        .values()
        .map(|(_, product)| product.name.as_str())
        .collect();
    assert_eq!(names, ["Bolt", "Nut of others", "Disc"]);
}

#[test]
fn a_category_file_without_parents_leaves_the_tree_as_it_is() {
    let mut company = Company::default();
    let first = company.plan("", "CategoryID;ParentCategoryID;Name\n1;;All\n2;1;Metal\n");
    company.carry_out(&first);
    let plan = company.plan("", "CategoryID;Name\n1;All\n2;Metals\n");
    let [row] = &plan.category_rows[..] else {
        panic!("other rows: {:?}", plan.category_rows)
    };
    let Brought::Edited { fields } = &row.category else {
        panic!("a known category is not brought whole")
    };
    assert!(
        matches!(&fields[..], [CategoryField::Name { .. }]),
        "{fields:?}"
    );
    assert_eq!(row.line, Some(3));
}

#[test]
fn categories_that_would_be_made_are_named_before_anything_is_saved() {
    let mut company = Company::default();
    let first = company.plan("code;name;category\nA;Bolt;Screws\n", "");
    company.carry_out(&first);
    let plan = company.plan(
        "code;name;category\nA;Bolt;Screws\nB;Nut;Scerws\nC;Disc;Discs\n",
        "",
    );
    let named: Vec<&str> = plan.new_categories().collect();
    assert_eq!(named, ["Scerws", "Discs"]);
    assert_eq!(plan.categories.new, 2);
    let lines: Vec<_> = plan.category_rows.iter().map(|row| row.line).collect();
    assert_eq!(lines, [Some(3), Some(4)]);
}

#[test]
fn letters_that_nobody_sees_cost_their_row_alone() {
    let mut company = Company::default();
    let plan = company.plan("code;name;color\nA;Bolt;red\u{202e}der\nB;Nut;blue\n", "");
    assert_eq!(findings(&plan.problems), ["2 text-unreadable"]);
    assert_eq!((plan.products.new, plan.products.refused), (1, 1));
}

#[test]
fn a_price_beyond_its_bounds_is_said_before_anything_is_saved() {
    let mut company = Company::default();
    let file = "code;name;price;cost\nA;Bolt;99999999999999999999;1\nB;Nut;1;1000000000000000\nC;Disc;999999999999999;1\n";
    let plan = company.plan(file, "");
    assert_eq!(
        findings(&plan.problems),
        ["2 number-too-long", "3 number-too-long"]
    );
    assert_eq!((plan.products.new, plan.products.refused), (1, 2));
    assert_eq!(company.carry_out(&plan), []);
}

#[test]
fn a_name_that_cannot_be_taken_is_not_called_missing() {
    let mut company = Company::default();
    let long = "ž".repeat(251);
    let file = format!("code;name\nA;{long}\nB;Bo\u{202e}lt\nC;\n");
    let plan = company.plan(&file, "");
    let expected = ["2 text-too-long", "3 text-unreadable", "4 name-missing"];
    assert_eq!(findings(&plan.problems), expected);
}

#[test]
fn a_problem_names_the_column_of_the_file_and_its_field() {
    let mut company = Company::default();
    let file = "SKU;ItemName;ListPrice;Renk\n;Bolt;1;x\nB;;2;x\nC;Disc;four;x\n";
    let plan = company.plan(file, "CategoryID;ParentCategoryID;Name\n1;7;All\n");
    let places: Vec<_> = plan
        .problems
        .iter()
        .map(|problem| (problem.path.as_str(), problem.value("field").unwrap_or("-")))
        .collect();
    let expected = [
        ("ParentCategoryID", "category-parent"),
        ("SKU", "code"),
        ("ItemName", "name"),
        ("ListPrice", "price"),
    ];
    assert_eq!(places, expected);
}
