//! The words of integration sets: their ERPs, and why a change of one is refused.

use shared::integrations::Refusal;
use shared::integrations::set::ErpKind;

use super::{Language, Language::{En, Lt, Tr}, policy};

/// An ERP by the name people know it by.
pub fn erp_name(language: Language, erp: ErpKind) -> &'static str {
    match (erp, language) {
        (ErpKind::Tiger, _) => "Logo Tiger",
        (ErpKind::Go, _) => "Logo Go",
        (ErpKind::Netsis, _) => "Netsis",
        (ErpKind::Tryton, _) => "Tryton",
        (ErpKind::Simulator, Tr) => "Yerleşik deneme ERP’si",
        (ErpKind::Simulator, Lt) => "Įtaisytoji bandomoji ERP",
        (ErpKind::Simulator, En) => "Built-in trial ERP",
    }
}

/// Why a change of an integration set is refused.
pub fn refusal(language: Language, refusal: &Refusal) -> String {
    match (refusal, language) {
        (Refusal::Denied { why }, _) => policy::denied(language, why),
        (Refusal::NoSuchSet, Tr) => "Bu entegrasyon seti artık yok.".into(),
        (Refusal::NoSuchSet, Lt) => "Šio integracijos rinkinio nebėra.".into(),
        (Refusal::NoSuchSet, En) => "This integration set is no longer there.".into(),
        (Refusal::Missing { field }, Tr) => format!("{} boş bırakılamaz.", field_name(Tr, field)),
        (Refusal::Missing { field }, Lt) => format!("Įrašykite: {}.", field_name(Lt, field)),
        (Refusal::Missing { field }, En) => format!("{} must be filled in.", field_name(En, field)),
        (Refusal::NoQuotes { erp }, Tr) => format!("{} teklif belgesi tanımaz. Sipariş veya irsaliye seçin.", erp_name(Tr, *erp)),
        (Refusal::NoQuotes { erp }, Lt) => format!("{} pasiūlymų nepriima. Pasirinkite užsakymą arba važtaraštį.", erp_name(Lt, *erp)),
        (Refusal::NoQuotes { erp }, En) => format!("{} does not take quotes. Choose an order or a dispatch.", erp_name(En, *erp)),
    }
}

fn field_name(language: Language, field: &str) -> &str {
    match (field, language) {
        ("name", Tr) => "Ad",
        ("name", Lt) => "pavadinimas",
        ("name", En) => "The name",
        ("firm", Tr) => "Firma numarası",
        ("firm", Lt) => "įmonės numeris",
        ("firm", En) => "The firm number",
        ("period", Tr) => "Dönem numarası",
        ("period", Lt) => "laikotarpio numeris",
        ("period", En) => "The period number",
        (other, _) => other,
    }
}
