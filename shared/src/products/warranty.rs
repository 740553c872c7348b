//! The section "warranty tracking" of a product's card (PRD-09): for how long, and from which day on. What it means for one unit is
//! computed in `warranty`.

use crate::calendar::{Period, PeriodUnit};
use serde::{Deserialize, Serialize};

/// What is promised with every unit of a product; a product without terms is not under warranty.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct WarrantyTerms {
    pub term: Period,
    pub start: WarrantyStart,
}

/// The day from which the term is counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WarrantyStart {
    /// The dispatch to the customer, where there is none the invoice.
    #[default]
    Shipment,
    /// The dispatch alone.
    Dispatch,
    /// The invoice alone.
    Invoice,
    /// The day of delivery or installation, as the ticket says.
    Installation,
    /// A day that somebody writes down for the unit.
    ByHand,
    /// The day the unit was made.
    Production,
}

/// Terms that nobody can mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "a warranty lasts a whole number of days, months or years, at least one and at most {} of them",
    WarrantyTerms::COUNT_MAX
)]
pub struct InvalidTerms;

impl WarrantyTerms {
    /// Days, months or years: more is a typing error.
    pub const COUNT_MAX: u32 = 9_999;

    /// Two years from the shipment: what the law asks for in the Union and in Türkiye alike, so what a form begins with.
    pub const USUAL: WarrantyTerms = WarrantyTerms {
        term: Period {
            count: 24,
            unit: PeriodUnit::Months,
        },
        start: WarrantyStart::Shipment,
    };

    /// Checks terms that came from elsewhere.
    pub fn checked(self) -> Result<WarrantyTerms, InvalidTerms> {
        let counted = (1..=Self::COUNT_MAX).contains(&self.term.count);
        match counted && self.term.unit != PeriodUnit::Weeks {
            true => Ok(self),
            false => Err(InvalidTerms),
        }
    }
}

impl WarrantyStart {
    pub const ALL: [WarrantyStart; 6] = [
        WarrantyStart::Shipment,
        WarrantyStart::Dispatch,
        WarrantyStart::Invoice,
        WarrantyStart::Installation,
        WarrantyStart::ByHand,
        WarrantyStart::Production,
    ];

    /// As it is stored and as a form names it.
    pub fn name(self) -> &'static str {
        match self {
            WarrantyStart::Shipment => "shipment",
            WarrantyStart::Dispatch => "dispatch",
            WarrantyStart::Invoice => "invoice",
            WarrantyStart::Installation => "installation",
            WarrantyStart::ByHand => "by-hand",
            WarrantyStart::Production => "production",
        }
    }

    pub fn from_name(name: &str) -> Option<WarrantyStart> {
        Self::ALL.into_iter().find(|start| start.name() == name)
    }
}
