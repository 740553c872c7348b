//! A product a ticket is about (SER-01): serial, quantity, and the verdict and warranty as they were shown when it was recorded.

use crate::calendar::{Day, Moment};
use crate::ids::{AccountId, LineId, ProductId};
use crate::quantity::Quantity;
use crate::serials::{self, Finding, NotShipped};
use crate::text::serial_fold;
use crate::warranty::{Coverage, Dates};
use serde::{Deserialize, Serialize};

/// Products one ticket may be about.
pub const LINES_MAX: usize = 200;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct RelatedProduct {
    pub id: LineId,
    pub product: ProductId,
    /// As it was called then: a card may be archived or not aboard.
    pub name: String,
    /// As typed; empty: none.
    pub serial: String,
    pub quantity: Quantity,
    /// What people wrote down; the days of the sale come from its documents.
    pub dates: Dates,
    /// `None`: there is no serial to ask for.
    pub checked: Option<Checked>,
}

/// What was found, by whom it was shown or by the server, which has every document.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Checked {
    pub verdict: Verdict,
    pub coverage: Coverage,
    /// The sale a warranty is counted from.
    pub sale: Option<Sale>,
    /// The server asked everything it has; otherwise it is asked again at sync and marked until then.
    pub verified: bool,
    pub at: Moment,
}

/// A product as people are told of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NamedProduct {
    pub product: Option<ProductId>,
    pub code: String,
    pub name: String,
}

/// [`serials::Verdict`], as it is stored.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Fine,
    NoDispatch { why: Option<NotShipped> },
    OtherProduct { owners: Vec<NamedProduct> },
    NotLinked { no_dispatch: bool },
    WillBeVerified { perhaps_ours: Option<bool> },
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Sale {
    pub document: String,
    pub day: Option<Day>,
    pub account: Option<AccountId>,
}

/// A product and its serial, as two lines are compared (TCK-02); `None`: there is no serial.
pub fn unit(product: ProductId, serial: &str) -> Option<(ProductId, String)> {
    let serial = serial_fold(serial);
    (!serial.is_empty()).then_some((product, serial))
}

impl RelatedProduct {
    /// The serial belongs to another product: nothing goes on with this line until it is corrected or cleared (SER-04).
    pub fn is_blocked(&self) -> bool {
        let verdict = self.checked.as_ref().map(|checked| &checked.verdict);
        matches!(verdict, Some(Verdict::OtherProduct { .. }))
    }

    /// Which unit it is; `None`: there is no serial.
    pub fn unit(&self) -> Option<(ProductId, String)> {
        unit(self.product, &self.serial)
    }

    /// Somebody has to look at it again: it was not verified, or it is blocked.
    pub fn is_open(&self) -> bool {
        self.is_blocked()
            || self
                .checked
                .as_ref()
                .is_some_and(|checked| !checked.verified)
    }
}

impl Checked {
    /// What is kept of a finding; `None` when there was no serial.
    pub fn of(finding: &Finding, coverage: Coverage, at: Moment) -> Option<Checked> {
        let sale = finding.sale.as_ref().map(|sale| Sale {
            document: sale.document.clone(),
            day: sale.day(),
            account: sale.account,
        });
        Some(Checked {
            verdict: Verdict::of(&finding.verdict)?,
            coverage,
            sale,
            verified: finding.verified,
            at,
        })
    }
}

impl Verdict {
    fn of(verdict: &serials::Verdict) -> Option<Verdict> {
        use serials::Verdict as Found;
        Some(match verdict {
            Found::Empty => return None,
            Found::Fine => Verdict::Fine,
            Found::NoDispatch { why } => Verdict::NoDispatch { why: *why },
            Found::OtherProduct { owners } => {
                let owners = owners.iter().map(|owner| NamedProduct {
                    product: owner.product,
                    code: owner.code.clone(),
                    name: owner.name.clone(),
                });
                let owners = owners.collect();
                Verdict::OtherProduct { owners }
            }
            Found::NotLinked { no_dispatch } => Verdict::NotLinked {
                no_dispatch: *no_dispatch,
            },
            Found::WillBeVerified { perhaps_ours } => Verdict::WillBeVerified {
                perhaps_ours: *perhaps_ours,
            },
        })
    }
}
