//! Which fields may a column become, and by which headings is each known?
//! A list of words in three languages; `mapping` decides with it.

use serde::{Deserialize, Serialize};

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
    /// By serial, by lot, or not at all.
    Tracking,
    LogisticsCode,
    /// How long: `24`, `2 yıl`, `24 mėn.`.
    Warranty,
    Service,
    Recorded,
    /// Kept on the product under the column's heading.
    Attribute,
    Ignore,
}

impl Target {
    pub const ALL: [Target; 19] = [
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
        Target::Tracking,
        Target::LogisticsCode,
        Target::Warranty,
        Target::Service,
        Target::Recorded,
        Target::Attribute,
        Target::Ignore,
    ];

    /// As problems name it, and as it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Target::Code => "code",
            Target::Name => "name",
            Target::Price => "price",
            Target::Cost => "cost",
            Target::Currency => "currency",
            Target::Unit => "unit",
            Target::Brand => "brand",
            Target::CategoryReference => "category-reference",
            Target::CategoryName => "category-name",
            Target::Vat => "vat",
            Target::Barcode => "barcode",
            Target::ProducerCode => "producer-code",
            Target::Tracking => "tracking",
            Target::LogisticsCode => "logistics-code",
            Target::Warranty => "warranty",
            Target::Service => "service",
            Target::Recorded => "recorded",
            Target::Attribute => "attribute",
            Target::Ignore => "ignore",
        }
    }

    /// Whether several columns may have it.
    pub fn repeatable(self) -> bool {
        matches!(self, Target::Barcode | Target::Attribute | Target::Ignore)
    }

    /// Headings that mean it, folded and without blanks: English, Turkish, Lithuanian.
    pub(super) fn headings(self) -> &'static [&'static str] {
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
            Target::Tracking => &[
                "tracking",
                "serialtracked",
                "serialtracking",
                "seritakibi",
                "seritakip",
                "izlemetipi",
                "serijinenumeracija",
            ],
            Target::LogisticsCode => &[
                "logisticscode",
                "lojistikkodu",
                "logistikoskodas",
                "n17kodasls1",
            ],
            Target::Warranty => &[
                "warranty",
                "warrantymonths",
                "warrantyperiod",
                "garanti",
                "garantisuresi",
                "garantiay",
                "garantija",
                "garantijosterminas",
                "garantijamen",
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
