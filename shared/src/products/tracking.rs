//! Are the units of a product told apart, and according to whom (PRD-10)?

use super::product::Product;
use serde::{Deserialize, Serialize};

/// The logistics code that means "tracked by serial", unless set otherwise.
pub const SERIAL_CODE: &str = "SN";
/// The setting that holds another one.
pub const SERIAL_CODE_SETTING: &str = "products.serial_code";

/// The company's logistics code for "tracked by serial", as its setting says.
pub fn serial_code(set: Option<&str>) -> &str {
    set.unwrap_or(SERIAL_CODE)
}

/// How units are told apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tracking {
    #[default]
    None,
    /// Every unit has a number of its own.
    Serial,
    /// Units of one batch share a number.
    Lot,
}

/// Who says so.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TrackingSource {
    /// The card's logistics code equals the company's.
    LogisticsCode,
    /// A person, on the card.
    Manual,
}

impl Tracking {
    pub const ALL: [Tracking; 3] = [Tracking::None, Tracking::Serial, Tracking::Lot];

    /// As it is stored and as a form names it.
    pub fn name(self) -> &'static str {
        match self {
            Tracking::None => "none",
            Tracking::Serial => "serial",
            Tracking::Lot => "lot",
        }
    }

    pub fn from_name(name: &str) -> Option<Tracking> {
        Self::ALL
            .into_iter()
            .find(|tracking| tracking.name() == name)
    }
}

impl Product {
    /// The logistics code comes from the ERP and counts before what a person chose.
    pub fn tracked(&self, serial_code: &str) -> (Tracking, TrackingSource) {
        let serial_code = serial_code.trim();
        let coded =
            !serial_code.is_empty() && self.logistics_code.trim().eq_ignore_ascii_case(serial_code);
        match coded {
            true => (Tracking::Serial, TrackingSource::LogisticsCode),
            false => (self.tracking, TrackingSource::Manual),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    #[track_caller]
    fn check(code: &str, by_hand: Tracking, expected: (Tracking, TrackingSource)) {
        let product = Product {
            logistics_code: code.to_owned(),
            tracking: by_hand,
            ..Product::blank("P-1", Currency::EUR)
        };
        assert_eq!(product.tracked(SERIAL_CODE), expected);
    }

    #[test]
    fn the_code_counts_before_the_card() {
        let coded = (Tracking::Serial, TrackingSource::LogisticsCode);
        check("", Tracking::None, (Tracking::None, TrackingSource::Manual));
        check("", Tracking::Lot, (Tracking::Lot, TrackingSource::Manual));
        check(" sn ", Tracking::None, coded);
        check("SN", Tracking::Lot, coded);
        check(
            "SNX",
            Tracking::None,
            (Tracking::None, TrackingSource::Manual),
        );
    }

    #[test]
    fn an_empty_company_code_means_no_product() {
        let product = Product::blank("P-1", Currency::EUR);
        assert_eq!(product.tracked("").0, Tracking::None);
    }
}
