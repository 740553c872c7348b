//! What an ERP said: to a document (accepted, refused, unclear) and to the questions asked before a conversion.

use crate::calendar::Moment;
use crate::money::Decimal;
use serde::{Deserialize, Serialize};

/// The ERP's own number and reference of a document (OFR-06).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Slip {
    pub number: String,
    pub reference: String,
}

/// The answer to one document.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    Accepted {
        slip: Slip,
    },
    Refused {
        reason: String,
    },
    /// No answer, or half of one: look the document up by its key before anything else.
    Unclear {
        reason: String,
    },
}

/// One product as the ERP sees it now. `None` means the ERP did not say.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ProductFigures {
    pub code: String,
    pub price: Option<Decimal>,
    pub available: Option<Decimal>,
}

/// Everything a conversion is decided on, fetched outside every lock and carried by a system intention.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct LiveFigures {
    pub read_at: Moment,
    pub products: Vec<ProductFigures>,
    /// What the account may still owe, in the document's currency.
    pub risk_available: Option<Decimal>,
}

impl LiveFigures {
    pub fn product(&self, code: &str) -> Option<&ProductFigures> {
        self.products.iter().find(|figures| figures.code == code)
    }
}
