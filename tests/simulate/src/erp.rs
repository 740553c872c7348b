//! The company's ERP, in a building of its own: the built-in double keeps the books, here is what goes wrong around it. Who asked may
//! be dead when the effect happens. Its people tidy up what needs a person.

use crate::chance::Chance;
use crate::clockwork::{Clockwork, Group};
use crate::errands::Asked;
use crate::office::BEGIN;
use crate::swarm::{Struck, Swarm};
use server::connectors::simulator::{
    AccountCard, Booked, CAPABILITIES, CardPrice, Erp as Double, Fault, ProductCard,
};
use server::connectors::{Found, NotReached};
use shared::calendar::Moment;
use shared::ids::TransferId;
use shared::integrations::{Answer, NeutralDocument};
use shared::money::{Currency, Decimal};
use std::cell::{Cell, Ref, RefCell};
use std::rc::Rc;

/// One way between server and ERP, at most.
const LEG_MS: u64 = 50;
/// Longer than anybody waits for an answer.
const NEVER_MS: u64 = 6_000;
/// An answer that is slow, at most: often slower than anybody waits.
const SLOW_MS: u64 = 20_000;

pub struct Erp {
    double: RefCell<Double>,
    clock: Clockwork,
    chance: Rc<Chance>,
    swarm: Rc<Swarm>,
    struck: Rc<RefCell<Struck>>,
    /// What is under way between server and ERP; it outlives the server's process.
    pub street: Rc<Group>,
    pub calm: Cell<bool>,
    /// Something may have been booked since somebody looked.
    pub touched: Cell<bool>,
}

impl Erp {
    pub fn new(
        clock: Clockwork,
        chance: Rc<Chance>,
        swarm: Rc<Swarm>,
        struck: Rc<RefCell<Struck>>,
    ) -> Self {
        Self {
            double: RefCell::new(founded()),
            clock,
            chance,
            swarm,
            struck,
            street: Rc::default(),
            calm: Cell::new(false),
            touched: Cell::new(false),
        }
    }

    fn now(&self) -> Moment {
        Moment::from_milliseconds(BEGIN + self.clock.now() as i64)
    }

    /// Everything in the books, in the order in which it came.
    pub fn documents(&self) -> Ref<'_, [Booked]> {
        let landed = self.double.borrow_mut().land(self.now());
        landed.expect("it writes no file");
        Ref::map(self.double.borrow(), |double| double.books.documents())
    }

    pub fn with_key(&self, key: TransferId) -> Vec<Found> {
        self.double.borrow().books.with_key(key)
    }

    // --- asked by the server ---

    pub fn ask(self: &Rc<Self>, asked: Asked) {
        let erp = Rc::clone(self);
        self.clock.spawn(&self.street, async move {
            erp.leg().await;
            match asked {
                Asked::Figures(question, answer) => {
                    let answered = erp.reached(|double| double.books.figures(&question)).await;
                    let _hung_up = answer.send(answered);
                }
                Asked::LookUp(key, answer) => {
                    let answered = erp.reached(|double| double.books.with_key(key)).await;
                    let _hung_up = answer.send(answered);
                }
                Asked::Send(document, answer) => {
                    let answered = erp.take(*document).await;
                    let _hung_up = answer.send(answered);
                }
            }
        });
    }

    async fn leg(&self) {
        self.clock.sleep(self.chance.between(1, LEG_MS)).await;
    }

    /// A question: asking changes nothing, and may remain without an answer.
    async fn reached<T>(&self, read: impl FnOnce(&Double) -> T) -> Result<T, NotReached> {
        let landed = self.double.borrow_mut().land(self.now());
        landed.expect("it writes no file");
        self.touched.set(true);
        let answer = read(&self.double.borrow());
        if self.strikes(|swarm| swarm.erp_down, |struck| &mut struck.erp_down) {
            return Err(NotReached::because("nobody listens at the ERP's address"));
        }
        let lost = self.strikes(|s| s.erp_request_lost, |s| &mut s.erp_request_lost);
        if lost || self.strikes(|s| s.erp_answer_lost, |s| &mut s.erp_answer_lost) {
            self.clock.sleep(NEVER_MS).await;
            return Err(NotReached::because("the connection broke"));
        }
        self.way_back().await;
        Ok(answer)
    }

    /// A document: one call, at most one effect, whatever is answered.
    async fn take(&self, document: NeutralDocument) -> Answer {
        let fault = self.fault();
        let unheard = matches!(
            fault,
            Some(Fault::LosesRequest | Fault::Late { .. } | Fault::HalfDone)
        );
        self.clock
            .say(|| format!("the ERP is sent {}: {fault:?}", document.key));
        let now = self.now();
        let answer = {
            let mut double = self.double.borrow_mut();
            double.land(now).expect("it writes no file");
            double.send(document, fault, now)
        };
        self.touched.set(true);
        if unheard {
            self.clock.sleep(NEVER_MS).await;
        }
        self.way_back().await;
        answer.expect("it writes no file")
    }

    /// The work is done, its answer takes its time.
    async fn way_back(&self) {
        self.leg().await;
        if self.strikes(|swarm| swarm.erp_slow, |struck| &mut struck.erp_slow) {
            self.clock.sleep(self.chance.between(100, SLOW_MS)).await;
        }
    }

    fn strikes(
        &self,
        share: impl FnOnce(&Swarm) -> u32,
        count: impl FnOnce(&mut Struck) -> &mut u64,
    ) -> bool {
        let struck = !self.calm.get() && self.chance.per_mille(share(&self.swarm));
        if struck {
            *count(&mut self.struck.borrow_mut()) += 1;
        }
        struck
    }

    fn fault(&self) -> Option<Fault> {
        let settles = CAPABILITIES.settles_within.as_millis() as u64;
        macro_rules! strikes {
            ($fault:ident) => {
                self.strikes(|swarm| swarm.$fault, |struck| &mut struck.$fault)
            };
        }
        match () {
            () if strikes!(erp_down) => Some(Fault::Down),
            () if strikes!(erp_request_lost) => Some(Fault::LosesRequest),
            () if strikes!(erp_answer_lost) => Some(Fault::LosesAnswer),
            () if strikes!(erp_late) => Some(Fault::Late {
                milliseconds: self.chance.between(1, settles),
            }),
            () if strikes!(erp_refuses) => Some(Fault::Refuses {
                reason: "the period is closed".to_owned(),
            }),
            () if strikes!(erp_half_done) => Some(Fault::HalfDone),
            () if strikes!(erp_other_totals) => Some(Fault::WrongTotals),
            () if strikes!(erp_duplicate_reference) => Some(Fault::DuplicateReference),
            () => None,
        }
    }

    // --- its people ---

    /// Somebody takes back what was taken back on our side.
    pub fn cancel(&self, key: TransferId) {
        for found in self.with_key(key) {
            let cancelled = (self.double.borrow_mut()).cancel(&found.slip.reference);
            cancelled.expect("it writes no file");
        }
        self.touched.set(true);
    }

    /// Somebody makes every document with that key what was sent.
    pub fn tidy_up(&self, sent: &NeutralDocument) {
        let references = self.with_key(sent.key).into_iter();
        for reference in references.map(|found| found.slip.reference) {
            let corrected = (self.double.borrow_mut()).correct(&reference, sent.clone());
            corrected.expect("it writes no file");
        }
        self.touched.set(true);
    }
}

/// How the ERP calls the company's account of that number.
pub fn account(number: u128) -> String {
    format!("120.01.000{number}")
}

/// The code of the company's product of that number.
fn product(number: u128) -> String {
    format!("P-{:05}", number + 1)
}

/// Most cards say nothing of price, stock and credit, so that most conversions go through; each of them is said by one.
fn founded() -> Double {
    let mut double = Double::default();
    for number in 0..4 {
        let price = CardPrice {
            currency: Currency::TRY,
            gross: false,
            price: Decimal::from(100),
        };
        double.books.know_product(ProductCard {
            code: product(number),
            prices: (number == 2).then_some(price).into_iter().collect(),
            stock: (number == 3).then(|| Decimal::from(6)),
        });
        let credit = (number == 3).then(|| (Currency::TRY, Decimal::from(1_500)));
        double.books.know_account(AccountCard {
            reference: account(number),
            blocked: false,
            credit: credit.into_iter().collect(),
        });
    }
    double
}
