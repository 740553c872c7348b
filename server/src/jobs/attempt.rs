//! What is remembered of a transfer between two attempts: kept as JSON beside its row, shown to people as it is.

use crate::connectors::Found;
use serde::{Deserialize, Serialize};
use shared::calendar::Moment;
use shared::integrations::{DocumentKind, NeutralDocument, Slip};
use shared::money::Decimal;
use shared::text::serial_fold;

/// The row's `answer`. Fields are only ever added.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Note {
    /// How many attempts this note knows of: a row that counts more was left by an attempt that died.
    #[serde(default)]
    pub attempts: i64,
    /// Until when the last request could have been on its way to the ERP.
    #[serde(default)]
    pub sent_until: Option<Moment>,
    /// The ERP said yes to it, but it was not found there yet.
    #[serde(default)]
    pub accepted: Option<Slip>,
    /// Why it is not confirmed, or what a person has to look at.
    #[serde(default)]
    pub reason: Option<String>,
    /// Since when it waits for an ERP that does not answer.
    #[serde(default)]
    pub waiting_since: Option<Moment>,
    #[serde(default)]
    pub slip: Option<Slip>,
}

impl Note {
    /// A note nobody can read counts as none: the document is looked up either way.
    pub fn read(answer: Option<&str>) -> Self {
        answer
            .and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default()
    }

    pub fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| "{}".to_owned())
    }
}

/// What the ERP holds under our key.
#[derive(Clone, PartialEq, Debug)]
pub enum Held {
    Nothing,
    /// One document, and it is ours.
    Whole(Slip),
    /// One document with another total (PRC-10).
    OtherTotal {
        slip: Slip,
        reason: String,
    },
    /// Somebody has to tidy up in the ERP.
    Wrong {
        reason: String,
    },
}

/// A cent of difference is rounding.
fn tolerated() -> Decimal {
    Decimal::from_parts(1, 2).unwrap_or_default()
}

pub fn held(sent: &NeutralDocument, found: &[Found]) -> Held {
    let [one] = found else {
        let numbers: Vec<&str> = (found.iter())
            .map(|found| found.slip.number.as_str())
            .collect();
        return match numbers.len() {
            0 => Held::Nothing,
            count => Held::Wrong {
                reason: format!("the ERP has it {count} times: {}", numbers.join(", ")),
            },
        };
    };
    let (slip, number) = (one.slip.clone(), &one.slip.number);
    // a restore may have forgotten what an offer became, and somebody made it something else since
    if one.kind != sent.kind || one.account != sent.account {
        return Held::Wrong {
            reason: format!(
                "{number} is {} of {} instead of {} of {}",
                word(one.kind),
                one.account,
                word(sent.kind),
                sent.account
            ),
        };
    }
    if one.lines.len() != sent.lines.len() {
        let (has, should) = (one.lines.len(), sent.lines.len());
        return Held::Wrong {
            reason: format!("{number} has {has} of {should} lines"),
        };
    }
    if let Some((code, quantity)) = not_sent(sent, &one.lines) {
        return Held::Wrong {
            reason: format!("{number} has {quantity} of {code}, which was not sent"),
        };
    }
    if let Some(unit) = other_unit(sent, &one.serials) {
        return Held::Wrong {
            reason: format!("{number} has the unit {unit}, which was not sent"),
        };
    }
    match one.net_total {
        Some(total) if differs(total, sent.net_total) => Held::OtherTotal {
            reason: format!(
                "{number} has the total {total} instead of {}",
                sent.net_total
            ),
            slip,
        },
        _ => Held::Whole(slip),
    }
}

/// A line of theirs that is none of ours.
fn not_sent<'a>(
    sent: &NeutralDocument,
    found: &'a [(String, Decimal)],
) -> Option<&'a (String, Decimal)> {
    let mut ours: Vec<(&str, Decimal)> = (sent.lines.iter())
        .map(|line| (line.code.as_str(), line.quantity.value))
        .collect();
    found.iter().find(|(code, quantity)| {
        let same = |(ours, of): &(&str, Decimal)| ours == code && of == quantity;
        let at = ours.iter().position(same);
        at.map(|at| ours.swap_remove(at)).is_none()
    })
}

/// A serial of theirs that is none of ours. An ERP that keeps none says none.
fn other_unit<'a>(sent: &NeutralDocument, found: &'a [String]) -> Option<&'a String> {
    let ours = sent.lines.iter().flat_map(|line| &line.serials);
    let ours: Vec<String> = ours.map(|serial| serial_fold(serial)).collect();
    found
        .iter()
        .find(|serial| !ours.contains(&serial_fold(serial)))
}

fn word(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Order => "an order",
        DocumentKind::Dispatch => "a dispatch",
        DocumentKind::Quote => "a quote",
        DocumentKind::Return => "a return",
        DocumentKind::Consumption => "a consumption",
    }
}

fn differs(theirs: Decimal, ours: Decimal) -> bool {
    let difference = theirs.checked_sub(ours).map(Decimal::abs);
    difference.is_none_or(|difference| difference > tolerated())
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::calendar::Day;
    use shared::ids::TransferId;
    use shared::integrations::{NeutralLine, Source};
    use shared::money::Currency;
    use shared::quantity::Quantity;
    use shared::rate::Percent;

    fn order() -> NeutralDocument {
        NeutralDocument {
            key: TransferId(uuid::Uuid::nil()),
            kind: DocumentKind::Order,
            account: "120.01".into(),
            account_name: String::new(),
            day: Day::parse("2026-11-21").expect("a day"),
            currency: Currency::TRY,
            our_number: String::new(),
            lines: Vec::new(),
            net_total: Decimal::ZERO,
            source: Source::Offer,
            takes_back: String::new(),
            warehouse: String::new(),
        }
    }

    fn there(kind: DocumentKind, account: &str) -> Found {
        Found {
            slip: Slip {
                number: "SIP1".into(),
                reference: "1".into(),
            },
            kind,
            account: account.into(),
            lines: Vec::new(),
            serials: Vec::new(),
            net_total: None,
        }
    }

    #[test]
    fn a_document_of_another_kind_or_account_is_not_ours_as_we_sent_it() {
        let held = |kind, account| held(&order(), &[there(kind, account)]);
        let whole = held(DocumentKind::Order, "120.01");
        assert!(matches!(whole, Held::Whole(_)));
        let kind = held(DocumentKind::Dispatch, "120.01");
        assert!(matches!(kind, Held::Wrong { .. }));
        let account = held(DocumentKind::Order, "120.02");
        assert!(matches!(account, Held::Wrong { .. }));
    }

    #[test]
    fn other_goods_for_the_same_money_are_not_what_was_sent() {
        let line = |code: &str, pieces| NeutralLine {
            code: code.into(),
            text: String::new(),
            quantity: Quantity::pieces(pieces),
            price: Decimal::from(100),
            discounts: Vec::new(),
            vat: Percent::ZERO,
            serials: Vec::new(),
            cost: None,
        };
        let sent = NeutralDocument {
            lines: vec![line("A", 1), line("B", 2), line("A", 1)],
            ..order()
        };
        let held = |goods: &[(&str, i64)]| {
            let lines = goods
                .iter()
                .map(|(code, pieces)| ((*code).to_owned(), Decimal::from(*pieces)));
            let found = Found {
                lines: lines.collect(),
                ..there(DocumentKind::Order, "120.01")
            };
            super::held(&sent, &[found])
        };
        let whole = held(&[("B", 2), ("A", 1), ("A", 1)]);
        assert!(matches!(whole, Held::Whole(_)));
        for other in [
            [("B", 2), ("A", 1), ("B", 1)],
            [("B", 1), ("A", 1), ("A", 2)],
        ] {
            assert!(matches!(held(&other), Held::Wrong { .. }), "{other:?}");
        }
    }
}
