//! The words of stock figures: what they count, how old they are, and why a change of them is refused.

use shared::calendar::{Moment, ZoneOffsets};
use shared::money::Decimal;
use shared::quantity::Unit;
use shared::stock::Refusal;
use shared::stock::total::AGE_HOURS_MAX;

use super::{
    Language,
    Language::{En, Lt, Tr},
    days,
    kit::messages,
    numbers,
    plural::Counted,
    policy, pricing,
};

messages! {
    on_hand { "Elde", "Yra", "On hand" }
    reserved { "Ayrılmış", "Rezervuota", "Reserved" }
    available { "Kullanılabilir", "Laisva", "Available" }
    warehouse { "Ambar", "Sandėlis", "Warehouse" }
    warehouses { "Ambarlar", "Sandėliai", "Warehouses" }
    no_warehouses { "Henüz ambar yok. Onarımlar ve araç stokları bir ambar ister.", "Sandėlių dar nėra. Jų reikia remontui ir automobilių atsargoms.", "No warehouses yet. Repairs and van stock need one." }
    new_warehouse { "Yeni ambar", "Naujas sandėlis", "New warehouse" }
    warehouse_name { "Ambarın adı", "Sandėlio pavadinimas", "Name of the warehouse" }
    add_warehouse { "Ambarı ekle", "Pridėti sandėlį", "Add the warehouse" }
    no_such_warehouse { "Bu ambar artık yok.", "Šio sandėlio nebėra.", "This warehouse is no longer there." }
    warehouse_name_empty { "Ambara bir ad verin.", "Įrašykite sandėlio pavadinimą.", "Give the warehouse a name." }
    none_aboard { "Bu ürünün stok rakamı bu cihazda yok", "Šios prekės likučių šiame įrenginyje nėra", "No stock figure of this product is on this device" }
    none_aboard_text { "Yetkili olduğunuz ambarların rakamları burada durur.", "Čia rodomi jums priskirtų sandėlių likučiai.", "Figures of the warehouses you were given stand here." }
    no_stock_kept { "Hizmet, stok tutulmaz", "Paslauga, atsargos nevedamos", "A service, no stock is kept" }
}

/// How many warehouses the figures come from.
pub fn of_warehouses(language: Language, count: u64) -> String {
    let forms = Counted {
        tr: "yetkili # ambar",
        lt: [
            "# jums priskirtas sandėlis",
            "# jums priskirti sandėliai",
            "# jums priskirtų sandėlių",
        ],
        en: ["# warehouse of yours", "# warehouses of yours"],
    };
    forms.of(language, count)
}

/// "3 adet", "3 vnt.", "3 pcs".
pub fn quantity(language: Language, value: Decimal, unit: &Unit) -> String {
    format!(
        "{}\u{a0}{}",
        numbers::decimal(language, &value.to_string()),
        unit_name(language, unit)
    )
}

/// A unit as people say it; a code of the company's own stays as it is.
pub fn unit_name(language: Language, unit: &Unit) -> String {
    match (unit.code(), language) {
        ("pcs", Tr) => "adet".into(),
        ("pcs", Lt) => "vnt.".into(),
        ("h", Tr) => "saat".into(),
        ("h", Lt) => "val.".into(),
        (code, _) => code.to_owned(),
    }
}

/// When a figure was read, as the company's clock says it: "06:12, 3 h ago", "yesterday, 17:40", "19 Nov 2026, 17:40".
pub fn read_at(language: Language, read_at: Moment, now: Moment, offset_minutes: i32) -> String {
    let zone = ZoneOffsets::fixed(offset_minutes);
    let (day, today) = (zone.day_of(read_at), zone.day_of(now));
    let minutes = (read_at.milliseconds() / 60_000 + i64::from(offset_minutes)).rem_euclid(24 * 60);
    let time = days::time((minutes / 60) as u8, (minutes % 60) as u8);
    let age = now.milliseconds_since(read_at).max(0) / 60_000;
    match day.days_until(today) {
        ..=0 => format!("{time}, {}", days::ago(language, age as u64)),
        1 => format!("{}, {time}", yesterday(language)),
        _ => format!("{}, {time}", pricing::day(language, day)),
    }
}

/// Instead of a figure that is past its greatest age.
pub fn too_old(language: Language) -> String {
    match language {
        Tr => format!("{AGE_HOURS_MAX} saatten eski"),
        Lt => format!("senesni nei {AGE_HOURS_MAX} val."),
        En => format!("older than {AGE_HOURS_MAX} h"),
    }
}

/// The common age of the figures in a list.
pub fn stock_age(language: Language, age: &str) -> String {
    match language {
        Tr => format!("stok {age}"),
        Lt => format!("likučiai {age}"),
        En => format!("stock {age}"),
    }
}

fn yesterday(language: Language) -> &'static str {
    match language {
        Tr => "dün",
        Lt => "vakar",
        En => "yesterday",
    }
}

/// Why a change of stock figures is refused.
pub fn refusal(language: Language, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Denied { why } => policy::denied(language, why),
        Refusal::TooManyRows { count } => super::products::too_many_rows(language, *count),
        Refusal::NoSuchWarehouse => no_such_warehouse(language).to_owned(),
        Refusal::NameEmpty => warehouse_name_empty(language).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_age_names_the_day_when_it_was_not_today() {
        let now = Moment::parse("2026-11-21T06:30:00.000Z").expect("a moment");
        let before = |minutes: i64| {
            read_at(
                Language::En,
                now.plus_milliseconds(-minutes * 60_000),
                now,
                180,
            )
        };
        assert_eq!(before(198), "06:12, 3 h ago");
        assert_eq!(before(60 * 14), "yesterday, 19:30");
        assert_eq!(before(60 * 60), "18 Nov 2026, 21:30");
    }
}
