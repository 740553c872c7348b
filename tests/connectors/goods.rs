//! What the tests sell: a document, and the ERP cards that let it through.

use server::clock::Clock;
use server::connectors::simulator::{AccountCard, CardPrice, ProductCard, Simulator};
use shared::calendar::{Day, Moment};
use shared::ids::TransferId;
use shared::integrations::{DocumentKind, NeutralDocument, NeutralLine, Source};
use shared::money::{Currency, Decimal};
use shared::quantity::Quantity;
use shared::rate::Percent;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use uuid::Uuid;

pub const ACCOUNT: &str = "120.01.0001";
pub const BLOCKED: &str = "120.01.0002";
pub const CODES: [&str; 3] = ["KMP-1", "FLT-2", "VAN-3"];

/// A clock that moves only when told to.
#[derive(Clone)]
pub struct Hand(Arc<AtomicI64>);

impl Hand {
    pub fn at_noon() -> Self {
        Self(Arc::new(AtomicI64::new(1_800_000_000_000)))
    }

    pub fn forward(&self, milliseconds: i64) {
        self.0.fetch_add(milliseconds, Ordering::SeqCst);
    }

    pub fn now(&self) -> Moment {
        Moment::from_milliseconds(self.0.load(Ordering::SeqCst))
    }

    pub fn clock(&self) -> Clock {
        let hand = self.clone();
        Clock::by(jiff::tz::TimeZone::UTC, move || hand.now())
    }
}

pub fn decimal(text: &str) -> Decimal {
    text.parse().expect("a number of the test")
}

/// An ERP that knows the test's account and products.
pub fn simulator(folder: &Path, hand: &Hand) -> Simulator {
    let simulator = Simulator::open(folder, hand.clock()).expect("the ERP's file can be made");
    let products = CODES.into_iter().map(|code| ProductCard {
        code: code.to_owned(),
        prices: vec![CardPrice {
            currency: Currency::TRY,
            gross: false,
            price: decimal("199.9"),
        }],
        stock: Some(decimal("1000")),
    });
    let account = |reference: &str, blocked| AccountCard {
        reference: reference.to_owned(),
        blocked,
        credit: vec![(Currency::TRY, decimal("1000000"))],
    };
    let accounts = vec![account(ACCOUNT, false), account(BLOCKED, true)];
    simulator
        .know(products.collect(), accounts)
        .expect("the cards are written");
    simulator
}

/// Two lines and a total, with letters that break easily.
pub fn document() -> NeutralDocument {
    let line = |code: &str, text: &str| NeutralLine {
        code: code.to_owned(),
        text: text.to_owned(),
        quantity: Quantity::pieces(2),
        price: decimal("199.9"),
        discounts: Vec::new(),
        vat: Percent::new(decimal("20")).expect("a rate"),
        serials: Vec::new(),
        cost: None,
    };
    NeutralDocument {
        key: TransferId(Uuid::new_v4()),
        kind: DocumentKind::Order,
        account: ACCOUNT.to_owned(),
        account_name: "UAB Žalgirio šilumos ūkis, Çağrı İnşaat".to_owned(),
        day: Day::parse("2026-11-21").expect("a day"),
        currency: Currency::TRY,
        our_number: "Q-2026-0001".to_owned(),
        lines: vec![
            line(CODES[0], "Vidalı kompresör ğüşıöç"),
            line(CODES[1], "Oro filtras ąčęėįšųūž"),
        ],
        net_total: decimal("799.6"),
        source: Source::Offer,
        takes_back: String::new(),
        warehouse: String::new(),
    }
}
