//! The books of the built-in ERP: which documents it took, what it refuses, what is reserved and owed because of them.
//! Plain state; faults and files are known elsewhere. Like most ERPs it does not care whether a key came twice.

use super::cards::{AccountCard, ProductCard};
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};
use shared::calendar::Moment;
use shared::ids::TransferId;
use shared::integrations::answer::ProductFigures;
use shared::integrations::{DocumentKind, LiveFigures, NeutralDocument, Slip};
use shared::money::{Currency, Decimal};
use shared::text::serial_fold;

use crate::connectors::{Found, Question};

/// A document in the books.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Booked {
    pub slip: Slip,
    pub booked_at: Moment,
    /// As the ERP computed it.
    pub net_total: Decimal,
    pub document: NeutralDocument,
}

/// A request that was taken in and has its effect later.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct UnderWay {
    pub lands_at: Moment,
    pub document: NeutralDocument,
}

#[derive(Debug, Default)]
pub struct Books {
    products: HashMap<String, ProductCard>,
    accounts: HashMap<String, AccountCard>,
    documents: Vec<Booked>,
    /// Their numbers are given to no other.
    cancelled: Vec<Booked>,
    reserved: HashMap<String, Decimal>,
    owed: HashMap<(String, Currency), Decimal>,
    pub under_way: Vec<UnderWay>,
}

impl Books {
    pub fn know_product(&mut self, card: ProductCard) {
        self.products.insert(card.code.clone(), card);
    }

    pub fn know_account(&mut self, card: AccountCard) {
        self.accounts.insert(card.reference.clone(), card);
    }

    pub fn documents(&self) -> &[Booked] {
        &self.documents
    }

    /// Why the document cannot be taken, in the words of an ERP.
    pub fn refusal(&self, document: &NeutralDocument) -> Option<String> {
        match self.accounts.get(&document.account) {
            None => return Some(format!("account {} is not known", document.account)),
            Some(card) if card.blocked => {
                return Some(format!("account {} is blocked", document.account));
            }
            Some(_) => {}
        }
        let unknown = |code: &&str| !code.is_empty() && !self.products.contains_key(*code);
        let mut codes = document.lines.iter().map(|line| line.code.as_str());
        let product = codes
            .find(unknown)
            .map(|code| format!("product {code} is not known"));
        product.or_else(|| self.sold_already(document))
    }

    /// A unit leaves once, unless it came back since.
    fn sold_already(&self, document: &NeutralDocument) -> Option<String> {
        if document.kind != DocumentKind::Dispatch {
            return None;
        }
        let last = |serial: &str| {
            let carries = |booked: &&Booked| carries(&booked.document, serial);
            let moved = self.documents.iter().rev().find(carries);
            moved.is_some_and(|booked| booked.document.kind == DocumentKind::Dispatch)
        };
        let mut serials = document.lines.iter().flat_map(|line| &line.serials);
        let sold = serials.find(|serial| last(serial.as_str()))?;
        Some(format!("unit {sold} is sold already"))
    }

    /// What the next document of that kind will be called.
    pub fn next_slip(&self, kind: DocumentKind) -> Slip {
        let prefix = match kind {
            DocumentKind::Order => "SIP",
            DocumentKind::Dispatch => "IRS",
            DocumentKind::Quote => "TKL",
            DocumentKind::Return => "IAD",
            DocumentKind::Consumption => "SRF",
        };
        let ever = || self.documents.iter().chain(&self.cancelled);
        let of_kind = |booked: &&Booked| booked.document.kind == kind;
        let count = ever().filter(of_kind).count();
        Slip {
            number: format!("{prefix}{:09}", count + 1),
            reference: (1_001 + ever().count()).to_string(),
        }
    }

    /// Writes the document down: from now on its goods are reserved and its total is owed.
    pub fn book(&mut self, booked: Booked) {
        self.count(&booked, true);
        self.documents.push(booked);
    }

    /// Once in, or once out again (`more`). What comes back is neither reserved nor owed any more; what was used up nobody owes.
    fn count(&mut self, booked: &Booked, more: bool) {
        let goes_out = booked.document.kind != DocumentKind::Return;
        let with = match more == goes_out {
            true => Decimal::checked_add,
            false => Decimal::checked_sub,
        };
        for line in &booked.document.lines {
            let sum = self.reserved.entry(line.code.clone()).or_default();
            *sum = with(*sum, line.quantity.value).unwrap_or(*sum);
        }
        if booked.document.kind == DocumentKind::Consumption {
            return;
        }
        let key = (booked.document.account.clone(), booked.document.currency);
        let owed = self.owed.entry(key).or_default();
        *owed = with(*owed, booked.net_total).unwrap_or(*owed);
    }

    /// Nothing is reserved or owed for it any more, and nobody finds it.
    pub fn cancel(&mut self, reference: &str) {
        let meant = |booked: &Booked| booked.slip.reference == reference;
        if let Some(at) = self.documents.iter().position(meant) {
            let booked = self.documents.remove(at);
            self.count(&booked, false);
            self.cancelled.push(booked);
        }
    }

    /// What was reserved and owed for it follows.
    pub fn correct(&mut self, reference: &str, document: NeutralDocument) {
        let wrong = |booked: &Booked| booked.slip.reference == reference;
        let Some(at) = self.documents.iter().position(wrong) else {
            return;
        };
        let before = self.documents[at].clone();
        self.count(&before, false);
        let after = Booked {
            net_total: document.net_total,
            document,
            ..before
        };
        self.count(&after, true);
        self.documents[at] = after;
    }

    pub fn figures(&self, question: &Question) -> LiveFigures {
        let known = |code: &String| self.products.get(code);
        let products = question.codes.iter().filter_map(known);
        LiveFigures {
            read_at: question.at,
            products: products.map(|card| self.seen(card, question)).collect(),
            risk_available: self.risk_available(question),
        }
    }

    fn seen(&self, card: &ProductCard, question: &Question) -> ProductFigures {
        let reserved = self.reserved.get(&card.code).copied().unwrap_or_default();
        ProductFigures {
            code: card.code.clone(),
            price: card.price(question.currency, question.gross),
            available: card.stock.and_then(|stock| stock.checked_sub(reserved)),
        }
    }

    fn risk_available(&self, question: &Question) -> Option<Decimal> {
        let card = self.accounts.get(&question.account)?;
        let credit = card.credit_in(question.currency)?;
        let key = (question.account.clone(), question.currency);
        credit.checked_sub(self.owed.get(&key).copied().unwrap_or_default())
    }

    pub fn with_key(&self, key: TransferId) -> Vec<Found> {
        let carry = |booked: &&Booked| booked.document.key == key;
        self.documents.iter().filter(carry).map(found).collect()
    }

    pub fn by_reference(&self, reference: &str) -> Option<Found> {
        let same = |booked: &&Booked| booked.slip.reference == reference;
        self.documents.iter().find(same).map(found)
    }
}

fn carries(document: &NeutralDocument, serial: &str) -> bool {
    let key = serial_fold(serial);
    let mut serials = document.lines.iter().flat_map(|line| &line.serials);
    serials.any(|typed| serial_fold(typed) == key)
}

fn found(booked: &Booked) -> Found {
    Found {
        slip: booked.slip.clone(),
        kind: booked.document.kind,
        account: booked.document.account.clone(),
        lines: (booked.document.lines.iter())
            .map(|line| (line.code.clone(), line.quantity.value))
            .collect(),
        serials: (booked.document.lines.iter())
            .flat_map(|line| line.serials.clone())
            .collect(),
        net_total: Some(booked.net_total),
    }
}
