//! What happens inside the built-in ERP when a call arrives: one document, one fault, one answer; the file before the books.

use super::SETTLES_WITHIN;
use super::books::{Booked, Books, UnderWay};
use super::faults::{Fault, Faults};
use super::journal::{Event, Journal};
use shared::calendar::Moment;
use shared::integrations::{Answer, NeutralDocument};
use shared::money::Decimal;
use std::io;
use std::path::Path;
use std::time::Duration;

/// Without a journal nothing outlives it: for simulations.
#[derive(Default)]
pub struct Erp {
    pub books: Books,
    pub(super) faults: Faults,
    journal: Option<Journal>,
}

impl Erp {
    pub fn open(file: &Path) -> io::Result<Self> {
        let mut books = Books::default();
        let journal = Journal::open(file, |event| told(&mut books, event))?;
        Ok(Self {
            books,
            faults: Faults::default(),
            journal: Some(journal),
        })
    }

    /// The file first, then the books: what was answered is on disk.
    pub fn happen(&mut self, events: &[Event]) -> io::Result<()> {
        if let Some(journal) = &mut self.journal {
            journal.write(events)?;
        }
        for event in events {
            told(&mut self.books, event.clone());
        }
        Ok(())
    }

    /// Requests that were under way and whose time has come.
    pub fn land(&mut self, now: Moment) -> io::Result<()> {
        while let Some(first) = self.books.under_way.first().cloned()
            && first.lands_at <= now
        {
            let mut events = vec![Event::Landed];
            if self.books.refusal(&first.document).is_none() {
                events.push(self.booking(first.document, None, first.lands_at));
            }
            self.happen(&events)?;
        }
        Ok(())
    }

    /// One document, one call; the fault decides what goes wrong on the way.
    pub fn send(
        &mut self,
        document: NeutralDocument,
        fault: Option<Fault>,
        now: Moment,
    ) -> io::Result<Answer> {
        let unclear = |reason: &str| Answer::Unclear {
            reason: reason.to_owned(),
        };
        match fault {
            Some(Fault::Down) => Ok(unclear("nobody listens at the ERP's address")),
            Some(Fault::LosesRequest) => Ok(unclear("the connection broke")),
            Some(Fault::Refuses { reason }) => Ok(Answer::Refused { reason }),
            Some(Fault::Late { milliseconds }) => {
                let limit = SETTLES_WITHIN.as_millis() as u64;
                let lands_at = now.plus_milliseconds(milliseconds.min(limit) as i64);
                let request = UnderWay { lands_at, document };
                self.happen(&[Event::TakenIn { request }])?;
                Ok(unclear("no answer within the time"))
            }
            Some(Fault::LosesAnswer) => {
                self.take(document, None, now)?;
                Ok(unclear("the connection broke"))
            }
            Some(Fault::HalfDone) => {
                let half = half(document);
                self.take(half, None, now)?;
                Ok(unclear("the connection broke"))
            }
            Some(Fault::WrongTotals) => {
                let other =
                    Decimal::from_parts(5, 2).and_then(|more| document.net_total.checked_add(more));
                self.take(document, other, now)
            }
            Some(Fault::DuplicateReference) => match self.take(document, None, now)? {
                Answer::Accepted { .. } => Ok(Answer::Refused {
                    reason: "a document with this reference exists".to_owned(),
                }),
                other => Ok(other),
            },
            Some(Fault::Slow { .. }) | None => self.take(document, None, now),
        }
    }

    /// Somebody in the ERP's office makes the document behind that reference what it should have been.
    pub fn correct(&mut self, reference: &str, document: NeutralDocument) -> io::Result<()> {
        let reference = reference.to_owned();
        self.happen(&[Event::Corrected {
            reference,
            document,
        }])
    }

    /// Somebody in the ERP's office takes the document behind that reference back.
    pub fn cancel(&mut self, reference: &str) -> io::Result<()> {
        let reference = reference.to_owned();
        self.happen(&[Event::Cancelled { reference }])
    }

    fn take(
        &mut self,
        document: NeutralDocument,
        net_total: Option<Decimal>,
        now: Moment,
    ) -> io::Result<Answer> {
        if let Some(reason) = self.books.refusal(&document) {
            return Ok(Answer::Refused { reason });
        }
        let slip = self.books.next_slip(document.kind);
        let event = self.booking(document, net_total, now);
        self.happen(&[event])?;
        Ok(Answer::Accepted { slip })
    }

    fn booking(
        &self,
        document: NeutralDocument,
        net_total: Option<Decimal>,
        booked_at: Moment,
    ) -> Event {
        let document = Booked {
            slip: self.books.next_slip(document.kind),
            booked_at,
            net_total: net_total.unwrap_or(document.net_total),
            document,
        };
        Event::Booked { document }
    }
}

impl Fault {
    /// How long the answer is held back.
    pub fn delay(&self) -> Option<Duration> {
        match self {
            Fault::Slow { milliseconds } => Some(Duration::from_millis(*milliseconds)),
            _ => None,
        }
    }

    /// A question with this fault gets no answer.
    pub fn cuts_answers(&self) -> bool {
        use Fault::*;
        matches!(
            self,
            Down | LosesRequest | LosesAnswer | Late { .. } | HalfDone
        )
    }
}

/// Only the first half of the lines arrived, and the total of those.
fn half(mut document: NeutralDocument) -> NeutralDocument {
    document.lines.truncate(document.lines.len() / 2);
    let digits = document.currency.digits();
    document.net_total = document
        .net_total
        .div_round(Decimal::from(2), digits)
        .unwrap_or_default();
    document
}

fn told(books: &mut Books, event: Event) {
    match event {
        Event::Product { card } => books.know_product(card),
        Event::Account { card } => books.know_account(card),
        Event::TakenIn { request } => {
            books.under_way.push(request);
            books.under_way.sort_by_key(|request| request.lands_at);
        }
        Event::Landed => {
            if !books.under_way.is_empty() {
                books.under_way.remove(0);
            }
        }
        Event::Booked { document } => books.book(document),
        Event::Corrected {
            reference,
            document,
        } => books.correct(&reference, document),
        Event::Cancelled { reference } => books.cancel(&reference),
    }
}
