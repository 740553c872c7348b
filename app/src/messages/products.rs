//! The words of products: list, card, form, and why a change of a product is refused.

use shared::calendar::{Period, PeriodUnit};
use shared::products::barcode::InvalidBarcode;
use shared::products::{Refusal, Tracking, WarrantyStart, WarrantyTerms};
use shared::text::InvalidText;

use super::{
    Language,
    Language::{En, Lt, Tr},
    kit::messages,
    numbers,
    plural::Counted,
    policy,
};

messages! {
    products { "Ürünler", "Prekės", "Products" }
    product { "Ürün", "Prekė", "Product" }
    new_product { "Yeni ürün", "Nauja prekė", "New product" }
    edit_product { "Ürünü düzenle", "Keisti prekę", "Edit product" }
    edit { "Düzenle", "Keisti", "Edit" }
    save { "Ürünü kaydet", "Įrašyti prekę", "Save product" }
    add_to_offer { "Teklife ekle", "Į pasiūlymą", "Add to offer" }
    archive { "Arşivle", "Archyvuoti", "Archive" }
    restore { "Arşivden çıkar", "Grąžinti iš archyvo", "Take out of the archive" }
    archived { "Arşivde", "Archyve", "Archived" }
    archived_text { "Eski belgelerde görünür, yenilerine eklenemez.", "Matoma senuose dokumentuose, į naujus nededama.", "It stays in old documents and cannot be added to new ones." }
    actions { "Diğer ürün işlemleri", "Kiti prekės veiksmai", "More product actions" }
    import { "Dosyadan al", "Importuoti iš failo", "Import from a file" }

    search { "Ürün ara", "Ieškoti prekių", "Search products" }
    no_hits { "Bu aramaya uyan ürün yok", "Tokios prekės nėra", "No product fits this search" }
    no_hits_text { "Adın, kodun veya barkodun bir parçası yeter.", "Pakanka pavadinimo, kodo ar brūkšninio kodo dalies.", "A part of the name, code or barcode is enough." }
    none { "Henüz ürün yok", "Prekių dar nėra", "No products yet" }
    none_text { "Ürünler bu cihaza indirildiğinde burada durur.", "Į šį įrenginį atsiųstos prekės bus čia.", "Products stand here once they are on this device." }
    choose { "Bir ürün seçin", "Pasirinkite prekę", "Choose a product" }
    choose_text { "Fiyatı, stoku ve barkodları burada görünür.", "Čia matysite jos kainą, likučius ir brūkšninius kodus.", "Its price, stock and barcodes appear here." }
    gone { "Bu ürün bu cihazda yok", "Šios prekės šiame įrenginyje nėra", "This product is not on this device" }
    gone_text { "Silinmiş olabilir ya da görme yetkiniz yok.", "Ji ištrinta arba jums nerodoma.", "It was removed, or you may not see it." }
    to_list { "Ürünlere dön", "Į prekių sąrašą", "Back to products" }

    code { "Kod", "Kodas", "Code" }
    name { "Ad", "Pavadinimas", "Name" }
    brand { "Marka", "Prekės ženklas", "Brand" }
    category { "Kategori", "Kategorija", "Category" }
    no_category { "Kategorisiz", "Be kategorijos", "No category" }
    currency { "Para birimi", "Valiuta", "Currency" }
    unit { "Birim", "Matavimo vienetas", "Unit" }
    unit_hint { "Kısa kod, örneğin pcs, kg, m", "Trumpas kodas, pavyzdžiui, pcs, kg, m", "A short code, for example pcs, kg, m" }
    vat { "KDV oranı", "PVM tarifas", "VAT rate" }
    barcodes { "Barkodlar", "Brūkšniniai kodai", "Barcodes" }
    barcodes_hint { "Her satıra bir barkod", "Po vieną kodą eilutėje", "One barcode a line" }
    producer_code { "Üretici kodu", "Gamintojo kodas", "Producer code" }
    tracking { "İzleme", "Vienetų apskaita", "Tracking" }
    logistics_code { "Lojistik kodu", "Logistikos kodas", "Logistics code" }
    logistics_code_hint { "SN yazılırsa her birim seri no ile izlenir", "Su kodu SN kiekvienas vienetas sekamas pagal serijos numerį", "With SN, every unit is tracked by its serial number" }
    warranty { "Garanti takibi", "Garantijos sekimas", "Warranty tracking" }
    covered { "Garantili", "Taikoma garantija", "Under warranty" }
    not_covered { "Garanti kapsamı dışında", "Garantija netaikoma", "Not covered" }
    warranty_count { "Garanti süresi", "Garantijos trukmė", "Warranty duration" }
    warranty_unit { "Garanti periyodu", "Laikotarpis", "Period" }
    warranty_start { "Garanti başlama şekli", "Garantijos pradžia", "Warranty starts" }
    warranty_wanted { "1 ile 9999 arasında bir tam sayı yazın.", "Įrašykite sveiką skaičių nuo 1 iki 9999.", "Write a whole number from 1 to 9999." }
    service { "Hizmet, stok tutulmaz", "Paslauga, atsargos nevedamos", "A service, no stock is kept" }
    service_short { "Hizmet", "Paslauga", "Service" }
    cost { "Alış fiyatı", "Pirkimo kaina", "Purchase price" }
    attributes { "Özellikler", "Savybės", "Attributes" }
    card { "Ürün kartı", "Prekės kortelė", "Product card" }
    recorded { "Kayıt tarihi", "Įvesta", "Recorded" }
    yes { "Evet", "Taip", "Yes" }
    provisional { "Geçici kod", "Laikinas kodas", "Provisional code" }
    code_comes { "Kalıcı kod sunucudan gelir; geçici kod da aramada bulunur.", "Galutinį kodą suteiks serveris; laikinas lieka randamas.", "The server gives the final code; the provisional one stays searchable." }
    other_codes { "Diğer kodlar", "Kiti kodai", "Other codes" }

    name_wanted { "Bir ad yazın.", "Įrašykite pavadinimą.", "Write a name." }
    price_wanted { "Fiyat eksi olamaz ve en çok 6 ondalık alır.", "Kaina negali būti neigiama ir turi daugiausia 6 skaitmenis po kablelio.", "A price is not negative and has at most 6 decimals." }
    vat_wanted { "Oran 0 ile 100 arasındadır.", "Tarifas yra nuo 0 iki 100.", "The rate lies between 0 and 100." }
    unit_wanted { "1–16 karakterlik bir birim kodu yazın.", "Įrašykite 1–16 ženklų vieneto kodą.", "Write a unit code of 1 to 16 characters." }
    not_stored { "Bu cihaz kaydı tutamadı. Yer açıp yeniden deneyin.", "Šis įrenginys negalėjo įrašyti. Atlaisvinkite vietos ir bandykite dar kartą.", "This device could not keep it. Free some space and try again." }
    not_saved { "Kaydedilemedi. Değeri denetleyip yeniden deneyin.", "Neįrašyta. Patikrinkite reikšmę ir bandykite dar kartą.", "It was not saved. Check the value and try again." }
    code_taken { "Bu kod başka bir kayıtta kullanılıyor.", "Šį kodą jau turi kitas įrašas.", "Another record has this code." }
    saved { "Ürün bu cihaza kaydedildi.", "Prekė įrašyta šiame įrenginyje.", "The product is saved on this device." }
    each_field { "Her alan, bitirdiğinizde bu cihaza kaydedilir.", "Kiekvienas baigtas laukas iškart įrašomas šiame įrenginyje.", "Each field is saved on this device when you finish it." }
    done { "Bitti", "Baigta", "Done" }
}

/// "48.212 ürün", and while searching "7 ürün · 48.212 içinde".
pub fn count_line(language: Language, hits: u64, of: u64, searching: bool) -> String {
    let hits_line = count(language, hits);
    if !searching {
        return hits_line;
    }
    let of = numbers::count(language, of);
    match language {
        Tr => format!("{hits_line} · {of} içinde"),
        Lt => format!("{hits_line} iš {of}"),
        En => format!("{hits_line} of {of}"),
    }
}

fn count(language: Language, count: u64) -> String {
    let forms = Counted {
        tr: "# ürün",
        lt: ["# prekė", "# prekės", "# prekių"],
        en: ["# product", "# products"],
    };
    forms.of(language, count)
}

/// What is odd about a barcode; it is kept all the same, because a house may have its own.
pub fn barcode_warning(language: Language, code: &str, why: InvalidBarcode) -> String {
    match (why, language) {
        (InvalidBarcode::CheckDigit { expected }, Tr) => {
            format!("{code}: son hane {expected} olmalıydı. Böyle de kaydedilir.")
        }
        (InvalidBarcode::CheckDigit { expected }, Lt) => {
            format!("{code}: paskutinis skaitmuo turėtų būti {expected}. Įrašoma ir taip.")
        }
        (InvalidBarcode::CheckDigit { expected }, En) => {
            format!("{code}: the last digit should be {expected}. It is kept all the same.")
        }
        (_, Tr) => format!("{code}: GTIN değil, firmanın kendi kodu olarak kaydedilir."),
        (_, Lt) => format!("{code}: ne GTIN, įrašoma kaip įmonės kodas."),
        (_, En) => format!("{code}: not a GTIN, kept as a code of your own."),
    }
}

/// How units are told apart.
pub fn tracked(language: Language, tracking: Tracking) -> &'static str {
    let [tr, lt, en] = match tracking {
        Tracking::None => ["İzlenmez", "Nesekama", "Not tracked"],
        Tracking::Serial => ["Seri no ile", "Pagal serijos numerį", "By serial number"],
        Tracking::Lot => ["Parti (lot) ile", "Pagal partiją", "By lot"],
    };
    match language {
        Tr => tr,
        Lt => lt,
        En => en,
    }
}

/// The unit of a warranty's duration, as a choice.
pub fn period_unit(language: Language, unit: PeriodUnit) -> &'static str {
    let [tr, lt, en] = match unit {
        PeriodUnit::Days => ["Gün", "Dienos", "Days"],
        PeriodUnit::Weeks => ["Hafta", "Savaitės", "Weeks"],
        PeriodUnit::Months => ["Ay", "Mėnesiai", "Months"],
        PeriodUnit::Years => ["Yıl", "Metai", "Years"],
    };
    match language {
        Tr => tr,
        Lt => lt,
        En => en,
    }
}

/// The day a warranty is counted from.
pub fn starts_on(language: Language, start: WarrantyStart) -> &'static str {
    let [tr, lt, en] = match start {
        WarrantyStart::Shipment => [
            "İrsaliye, yoksa fatura tarihi",
            "Važtaraščio, jei jo nėra – sąskaitos data",
            "Dispatch date, else invoice date",
        ],
        WarrantyStart::Dispatch => ["İrsaliye tarihi", "Važtaraščio data", "Dispatch date"],
        WarrantyStart::Invoice => ["Fatura tarihi", "Sąskaitos faktūros data", "Invoice date"],
        WarrantyStart::Installation => [
            "Teslim veya kurulum tarihi",
            "Pristatymo ar įrengimo data",
            "Delivery or installation date",
        ],
        WarrantyStart::ByHand => [
            "Elle girilen tarih",
            "Ranka įrašyta data",
            "A date entered by hand",
        ],
        WarrantyStart::Production => ["Üretim tarihi", "Pagaminimo data", "Production date"],
    };
    match language {
        Tr => tr,
        Lt => lt,
        En => en,
    }
}

/// "24 months · Dispatch date, else invoice date".
pub fn warranty_line(language: Language, terms: &WarrantyTerms) -> String {
    let start = starts_on(language, terms.start);
    format!("{} · {start}", period(language, terms.term))
}

/// "24 months".
fn period(language: Language, term: Period) -> String {
    let forms = match term.unit {
        PeriodUnit::Days => Counted {
            tr: "# gün",
            lt: ["# diena", "# dienos", "# dienų"],
            en: ["# day", "# days"],
        },
        PeriodUnit::Weeks => Counted {
            tr: "# hafta",
            lt: ["# savaitė", "# savaitės", "# savaičių"],
            en: ["# week", "# weeks"],
        },
        PeriodUnit::Months => Counted {
            tr: "# ay",
            lt: ["# mėnuo", "# mėnesiai", "# mėnesių"],
            en: ["# month", "# months"],
        },
        PeriodUnit::Years => Counted {
            tr: "# yıl",
            lt: ["# metai", "# metai", "# metų"],
            en: ["# year", "# years"],
        },
    };
    forms.of(language, u64::from(term.count))
}

/// Why a text cannot stand in a field.
pub fn text_wanted(language: Language, why: InvalidText) -> String {
    match (why, language) {
        (InvalidText::Empty, _) => name_wanted(language).into(),
        (InvalidText::TooLong { length_max }, Tr) => format!("En çok {length_max} karakter sığar."),
        (InvalidText::TooLong { length_max }, Lt) => {
            format!("Telpa daugiausia {length_max} ženklų.")
        }
        (InvalidText::TooLong { length_max }, En) => {
            format!("At most {length_max} characters fit here.")
        }
        (InvalidText::ControlCharacter, Tr) => "Metinde gösterilemeyen karakterler var.".into(),
        (InvalidText::ControlCharacter, Lt) => "Tekste yra nerodomų ženklų.".into(),
        (InvalidText::ControlCharacter, En) => {
            "The text contains characters that cannot be shown.".into()
        }
    }
}

/// An intention that is too large; the file has to be split.
pub fn too_many_rows(language: Language, count: usize) -> String {
    let forms = Counted {
        tr: "# satır tek seferde çok fazla. Dosyayı bölün.",
        lt: [
            "# eilutė vienu kartu per daug. Padalykite failą.",
            "# eilutės vienu kartu per daug. Padalykite failą.",
            "# eilučių vienu kartu per daug. Padalykite failą.",
        ],
        en: [
            "# row is too much at once. Split the file.",
            "# rows are too many at once. Split the file.",
        ],
    };
    forms.of(language, count as u64)
}

/// Why a change of a product is refused.
pub fn refusal(language: Language, refusal: &Refusal) -> String {
    match (refusal, language) {
        (Refusal::Denied { why }, _) => policy::denied(language, why),
        (Refusal::NoSuchProduct, Tr) => "Bu ürün artık yok.".into(),
        (Refusal::NoSuchProduct, Lt) => "Šios prekės nebėra.".into(),
        (Refusal::NoSuchProduct, En) => "This product is no longer there.".into(),
        (Refusal::Exists, Tr) => "Bu ürün zaten kayıtlı.".into(),
        (Refusal::Exists, Lt) => "Ši prekė jau įrašyta.".into(),
        (Refusal::Exists, En) => "This product is already there.".into(),
        (Refusal::NoSuchCategory, Tr) => "Bu kategori artık yok.".into(),
        (Refusal::NoSuchCategory, Lt) => "Šios kategorijos nebėra.".into(),
        (Refusal::NoSuchCategory, En) => "This category is no longer there.".into(),
        (Refusal::CategoryExists, Tr) => "Bu kategori zaten kayıtlı.".into(),
        (Refusal::CategoryExists, Lt) => "Ši kategorija jau įrašyta.".into(),
        (Refusal::CategoryExists, En) => "This category is already there.".into(),
        (Refusal::NameEmpty, _) => name_wanted(language).into(),
        (Refusal::PriceInvalid, _) => price_wanted(language).into(),
        (Refusal::VatInvalid, Tr) => "KDV oranı 0 ile 100 arasında olmalı.".into(),
        (Refusal::VatInvalid, Lt) => "PVM tarifas turi būti nuo 0 iki 100.".into(),
        (Refusal::VatInvalid, En) => "The VAT rate must be between 0 and 100.".into(),
        (Refusal::WarrantyInvalid, _) => warranty_wanted(language).into(),
        (Refusal::TooManyRows { count }, _) => too_many_rows(language, *count),
    }
}
