//! Foreign tables become products and categories; every bad row is named and nothing else is lost.

use shared::money::Currency;
use shared::products::import::{Counts, Effect, Mapping, Target};
use shared::table::{Options, Table};

use crate::company::{Company, findings};

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
        .map(|row| row.product.code.as_str())
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
    assert_eq!(plan.product_rows[1].product.barcodes, ["12", "13"]);
    assert_eq!(plan.product_rows[1].product.currency, Currency::TRY);
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
