//! Which column of a foreign table is which field of ours?
//! Guesses from the headings in three languages; a person may say otherwise for every column.

use serde::{Deserialize, Serialize};

use crate::problem::Problem;
use crate::table::Table;
use crate::text::fold;

/// What a column becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// The product's code: rows are found again by it.
    Code,
    Name,
    /// Standard sale price, net.
    Price,
    /// Purchase price.
    Cost,
    Currency,
    Unit,
    Brand,
    /// The number or code of a category of the category table.
    CategoryReference,
    /// The name of a category; made when there is none.
    CategoryName,
    Vat,
    /// One or several barcodes; several columns may be barcodes.
    Barcode,
    ProducerCode,
    SerialTracked,
    Service,
    Recorded,
    /// Kept on the product under the column's heading.
    Attribute,
    Ignore,
}

/// A column whose cells are longer is no attribute but a picture or an essay.
pub(super) const ATTRIBUTE_LENGTH_MAX: usize = 250;

impl Target {
    pub const ALL: [Target; 17] = [
        Target::Code,
        Target::Name,
        Target::Price,
        Target::Cost,
        Target::Currency,
        Target::Unit,
        Target::Brand,
        Target::CategoryReference,
        Target::CategoryName,
        Target::Vat,
        Target::Barcode,
        Target::ProducerCode,
        Target::SerialTracked,
        Target::Service,
        Target::Recorded,
        Target::Attribute,
        Target::Ignore,
    ];

    /// Whether several columns may have it.
    pub fn repeatable(self) -> bool {
        matches!(self, Target::Barcode | Target::Attribute | Target::Ignore)
    }

    /// Headings that mean it, folded and without blanks: English, Turkish, Lithuanian.
    fn headings(self) -> &'static [&'static str] {
        match self {
            Target::Code => &[
                "code",
                "productcode",
                "productnumber",
                "itemcode",
                "itemnumber",
                "itemno",
                "sku",
                "articlenumber",
                "stockcode",
                "kod",
                "kodu",
                "urunkodu",
                "stokkodu",
                "malzemekodu",
                "kodas",
                "prekeskodas",
            ],
            Target::Name => &[
                "name",
                "productname",
                "itemname",
                "description",
                "title",
                "ad",
                "adi",
                "urunadi",
                "stokadi",
                "malzemeadi",
                "malzemeaciklamasi",
                "aciklama",
                "pavadinimas",
                "prekespavadinimas",
                "aprasymas",
            ],
            Target::Price => &[
                "price",
                "listprice",
                "saleprice",
                "salesprice",
                "unitprice",
                "fiyat",
                "fiyati",
                "satisfiyati",
                "listefiyati",
                "birimfiyat",
                "kaina",
                "pardavimokaina",
            ],
            Target::Cost => &[
                "cost",
                "standardcost",
                "unitcost",
                "purchaseprice",
                "maliyet",
                "alisfiyati",
                "savikaina",
                "pirkimokaina",
            ],
            Target::Currency => &[
                "currency",
                "currencycode",
                "doviz",
                "dovizcinsi",
                "parabirimi",
                "valiuta",
            ],
            Target::Unit => &[
                "unit",
                "uom",
                "unitofmeasure",
                "birim",
                "birimi",
                "olcubirimi",
                "vienetas",
                "matovienetas",
                "matovnt",
            ],
            Target::Brand => &[
                "brand",
                "make",
                "marka",
                "markasi",
                "prekeszenklas",
                "prekesenklas",
            ],
            Target::CategoryReference => &[
                "productcategoryid",
                "categoryid",
                "categorycode",
                "categorynumber",
                "kategoriid",
                "kategorikodu",
                "kategorijosid",
                "kategorijoskodas",
            ],
            Target::CategoryName => &[
                "category",
                "categoryname",
                "productcategory",
                "kategori",
                "kategoriadi",
                "kategorija",
            ],
            Target::Vat => &[
                "vat",
                "vatrate",
                "tax",
                "taxrate",
                "kdv",
                "kdvorani",
                "pvm",
                "pvmtarifas",
            ],
            Target::Barcode => &[
                "barcode",
                "ean",
                "ean13",
                "gtin",
                "upc",
                "barkod",
                "barkodu",
                "bruksninekodas",
                "bruksniniskodas",
            ],
            Target::ProducerCode => &[
                "producercode",
                "manufacturercode",
                "mpn",
                "ureticikodu",
                "gamintojokodas",
            ],
            Target::SerialTracked => &[
                "serialtracked",
                "serialtracking",
                "seritakibi",
                "seritakip",
                "serijinenumeracija",
            ],
            Target::Service => &["service", "isservice", "hizmet", "paslauga"],
            Target::Recorded => &[
                "created",
                "createdat",
                "recorddate",
                "kayittarihi",
                "sukurta",
                "sukurimodata",
            ],
            Target::Ignore => &["rowguid", "guid", "modifieddate"],
            Target::Attribute => &[],
        }
    }
}

/// One target per column, in the columns' order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    columns: Vec<Target>,
}

impl Mapping {
    /// Guesses from the headings. What has no field of ours becomes an attribute; what is too long for one is left out.
    pub fn detect(table: &Table) -> Mapping {
        let mut mapping = Mapping {
            columns: vec![Target::Attribute; table.header.len()],
        };
        for (column, heading) in table.header.iter().enumerate() {
            let target = guess(heading, table, column);
            let taken = !target.repeatable() && mapping.columns[..column].contains(&target);
            mapping.columns[column] = if taken { Target::Attribute } else { target };
        }
        mapping
    }

    pub fn targets(&self) -> &[Target] {
        &self.columns
    }

    /// Gives a column another meaning; the column that had it becomes an attribute.
    pub fn set(&mut self, column: usize, target: Target) {
        for (other, had) in self.columns.iter_mut().enumerate() {
            if other == column {
                *had = target;
            } else if *had == target && !target.repeatable() {
                *had = Target::Attribute;
            }
        }
    }

    /// The column of a target that only one column has.
    pub fn column(&self, target: Target) -> Option<usize> {
        self.columns.iter().position(|had| *had == target)
    }

    /// What keeps the table from being read at all: no column for the code.
    pub fn problems(&self) -> Vec<Problem> {
        match self.column(Target::Code) {
            Some(_) => Vec::new(),
            None => vec![Problem::block("", "column-for-code-missing")],
        }
    }
}

fn guess(heading: &str, table: &Table, column: usize) -> Target {
    let heading = squeezed(heading);
    let meant = Target::ALL
        .into_iter()
        .find(|target| target.headings().contains(&heading.as_str()));
    let too_long = |row: &crate::table::Row| {
        row.cell(column)
            .is_some_and(|cell| cell.chars().nth(ATTRIBUTE_LENGTH_MAX).is_some())
    };
    match meant {
        Some(target) => target,
        None if heading.is_empty() || table.rows.iter().any(too_long) => Target::Ignore,
        None => Target::Attribute,
    }
}

/// A heading without blanks, marks and case: `Ürün Kodu`, `URUN_KODU` and `urunKodu` are one.
pub(crate) fn squeezed(heading: &str) -> String {
    fold(heading).replace(' ', "")
}
