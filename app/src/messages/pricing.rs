//! The words of prices and price lists: amounts, days of validity, where a price comes from, and refusals.

use shared::calendar::{Day, Validity};
use shared::money::{Currency, Decimal};
use shared::pricing::Refusal;
use shared::rate::Percent;

use super::{
    Language,
    Language::{En, Lt, Tr},
    days,
    kit::messages,
    numbers,
    plural::Counted,
    policy,
};

messages! {
    price_lists { "Fiyat listeleri", "Kainoraščiai", "Price lists" }
    price_list { "Fiyat listesi", "Kainoraštis", "Price list" }
    prices { "Fiyatlar", "Kainos", "Prices" }
    price { "Fiyat", "Kaina", "Price" }
    standard_price { "Standart satış fiyatı", "Standartinė pardavimo kaina", "Standard sale price" }
    validity { "Geçerlilik", "Galioja", "Valid" }
    in_force { "Yürürlükte", "Galioja", "In force" }
    not_yet { "Henüz başlamadı", "Dar negalioja", "Not yet in force" }
    ended { "Süresi bitti", "Nebegalioja", "Ended" }
    default_list { "Varsayılan liste", "Numatytasis kainoraštis", "Default list" }
    net { "KDV hariç", "be PVM", "without VAT" }
    gross { "KDV dahil", "su PVM", "with VAT" }
    vat { "KDV", "PVM", "VAT" }
    no_list { "Liste yok (varsayılan)", "Be kainoraščio (numatytasis)", "No list (the default)" }
    no_lists { "Fiyat listesi yok", "Kainoraščių nėra", "No price lists" }
    no_lists_text { "Fiyat türleri ve geçerlilik tarihleri burada durur.", "Čia bus kainoraščiai ir jų galiojimas.", "Lists and the days they are valid stand here." }
    no_list_price { "Hiçbir listede fiyatı yok; standart fiyat geçer.", "Kainoraščiuose kainos nėra; galioja standartinė kaina.", "No list has a price; the standard price holds." }
    always { "süresiz", "neterminuotai", "always" }
}

/// An amount in its currency, with the currency's digits at least.
pub fn amount(language: Language, amount: Decimal, currency: Currency) -> String {
    numbers::money(
        language,
        &amount.with_decimals(currency.digits()),
        currency.code(),
    )
}

/// A price that may be missing: then a dash, never zero.
pub fn maybe_amount(language: Language, price: Option<Decimal>, currency: Currency) -> String {
    price.map_or_else(
        || numbers::NOTHING.to_owned(),
        |price| amount(language, price, currency),
    )
}

/// A rate such as "%20", "21 %", "20%".
pub fn rate(language: Language, rate: Percent) -> String {
    numbers::percent(language, &rate.value().to_string())
}

/// A day for tables and second lines.
pub fn day(language: Language, day: Day) -> String {
    days::day_short(
        language,
        day.year(),
        day.month() as u8,
        day.day_of_month() as u8,
    )
}

/// From when until when, both days included.
pub fn valid(language: Language, from: Option<Day>, until: Option<Day>) -> String {
    let day = |of: Day| day(language, of);
    match (from, until, language) {
        (None, None, _) => always(language).to_owned(),
        (Some(from), Some(until), _) => format!("{} – {}", day(from), day(until)),
        (Some(from), None, Tr) => format!("{} tarihinden beri", day(from)),
        (Some(from), None, Lt) => format!("nuo {}", day(from)),
        (Some(from), None, En) => format!("from {}", day(from)),
        (None, Some(until), Tr) => format!("{} tarihine kadar", day(until)),
        (None, Some(until), Lt) => format!("iki {}", day(until)),
        (None, Some(until), En) => format!("until {}", day(until)),
    }
}

/// The validity of a list.
pub fn list_valid(language: Language, validity: Validity) -> String {
    valid(language, validity.from, validity.until)
}

/// How many price lists there are.
pub fn count_of_lists(language: Language, count: u64) -> String {
    let forms = Counted {
        tr: "# liste",
        lt: ["# kainoraštis", "# kainoraščiai", "# kainoraščių"],
        en: ["# list", "# lists"],
    };
    forms.of(language, count)
}

/// How many products have a price in a list.
pub fn priced_products(language: Language, count: u64) -> String {
    let forms = Counted {
        tr: "# ürün fiyatlı",
        lt: ["# prekė su kaina", "# prekės su kaina", "# prekių su kaina"],
        en: ["# product priced", "# products priced"],
    };
    forms.of(language, count)
}

/// Why a change of prices is refused.
pub fn refusal(language: Language, refusal: &Refusal) -> String {
    match (refusal, language) {
        (Refusal::Denied { why }, _) => policy::denied(language, why),
        (Refusal::NoSuchList, Tr) => "Bu fiyat listesi artık yok.".into(),
        (Refusal::NoSuchList, Lt) => "Šio kainoraščio nebėra.".into(),
        (Refusal::NoSuchList, En) => "This price list is no longer there.".into(),
        (Refusal::Exists, Tr) => "Bu fiyat listesi zaten kayıtlı.".into(),
        (Refusal::Exists, Lt) => "Šis kainoraštis jau įrašytas.".into(),
        (Refusal::Exists, En) => "This price list is already there.".into(),
        (Refusal::NameEmpty, _) => super::products::name_wanted(language).into(),
        (Refusal::PriceInvalid, _) => super::products::price_wanted(language).into(),
        (Refusal::TooManyRows { count }, _) => super::products::too_many_rows(language, *count),
    }
}
