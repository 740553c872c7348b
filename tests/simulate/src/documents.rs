//! What the ERP has against what the server sent: at most one document per transfer at any time (I9), and in the end exactly one for
//! each, and a transfer for each of ours (I17).
//!
//! A backup that is put back forgets transfers whose documents stay. Their key follows from offer and set, so whoever converts the
//! offer again finds the document. It may stay without a transfer only while its offer is not won: the request was destroyed with the
//! device it was on, or was decided otherwise this time. Those are counted, each by its reason.

use crate::book::Fate;
use crate::errands::Asked;
use crate::office::{Office, at_once};
use crate::world::World;
use serde::de::DeserializeOwned;
use server::connectors::simulator::Booked;
use server::db::{Database, StoredRecord, Transfer};
use shared::documents::Booked::{Refused, Requested, Taken, Waits};
use shared::documents::Document;
use shared::ids::TransferId;
use shared::integrations::{NeutralDocument, NeutralLine};
use shared::offers::{Offer, Status};
use shared::record::Record;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What was ever sent, seen from outside.
#[derive(Default)]
pub struct Ledger {
    sent: RefCell<BTreeMap<TransferId, Sent>>,
    /// Sent, and written down nowhere.
    stray: RefCell<Vec<TransferId>>,
    /// Documents in the books that were looked at.
    seen: Cell<usize>,
    /// How often a person put a transfer right.
    pub repaired: Cell<u64>,
    pub sums: RefCell<Sums>,
}

#[derive(Clone, Copy)]
struct Sent {
    /// The offer or the document of ours.
    source: Uuid,
    /// The server knew it, and a backup from before was put back.
    forgotten: bool,
}

/// Every document of the ERP in exactly one of them.
#[derive(Debug, Clone, Default)]
pub struct Sums {
    pub documents: u64,
    pub confirmed: u64,
    /// Forgotten by a restore, and whoever asked for it is destroyed.
    pub destroyed: u64,
    /// Forgotten by a restore, and decided otherwise afterwards.
    pub otherwise: u64,
}

impl Sums {
    pub fn add(&mut self, other: &Sums) {
        self.documents += other.documents;
        self.confirmed += other.confirmed;
        self.destroyed += other.destroyed;
        self.otherwise += other.otherwise;
    }

    pub fn add_up(&self) -> bool {
        self.documents == self.confirmed + self.destroyed + self.otherwise
    }
}

impl Ledger {
    /// The server sends something.
    pub fn note(&self, office: &Office, asked: &Asked) {
        let Asked::Send(document, _) = asked else {
            return;
        };
        match row(office, document.key) {
            None => self.stray.borrow_mut().push(document.key),
            Some(row) => {
                let sent = Sent {
                    source: row.document,
                    forgotten: false,
                };
                self.sent.borrow_mut().insert(document.key, sent);
            }
        }
    }

    pub fn restored(&self, office: &Office) {
        for (key, sent) in self.sent.borrow_mut().iter_mut() {
            sent.forgotten |= row(office, *key).is_none();
        }
    }
}

fn row(office: &Office, key: TransferId) -> Option<Transfer> {
    let key = key.to_string();
    at_once(office.database.transfer(office.workspace, &key)).expect("the table")
}

/// I9, after everything that may have booked something.
pub fn are_single(world: &World) {
    let (office, book) = (&world.office, &world.book);
    for key in office.ledger.stray.take() {
        book.broken("I17", format!("{key} was sent and is no transfer"));
    }
    if !office.erp.touched.replace(false) {
        return;
    }
    let documents = office.erp.documents();
    let seen = office.ledger.seen.replace(documents.len());
    for new in documents.iter().skip(seen) {
        let key = new.document.key;
        let same = |other: &&Booked| other.document.key == key;
        let count = documents.iter().filter(same).count();
        if count > 1 {
            book.broken("I9", format!("the ERP has {key} {count} times"));
        }
    }
}

/// I17, when nothing is under way any more.
pub fn are_settled(world: &World) {
    world.office.erp.touched.set(true);
    are_single(world);
    let sources = Sources::of(world);
    let transfers = world.office.transfers();
    for row in &transfers {
        if let Err(what) = is_settled(world, row, &sources) {
            world
                .book
                .broken("I17", format!("transfer {} {what}", row.key));
        }
    }
    let keys: BTreeSet<&str> = transfers.iter().map(|row| row.key.as_str()).collect();
    for (id, offer) in &sources.offers {
        let transfer = (offer.conversion.as_ref()).and_then(|conversion| conversion.transfer);
        let known = transfer.is_some_and(|transfer| keys.contains(transfer.to_string().as_str()));
        match offer.status {
            Status::Won if !known => {
                let what = format!("offer {id} is won and nothing is sent: {transfer:?}");
                world.book.broken("I17", what);
            }
            Status::ConversionRequested => {
                let what = format!("offer {id} waits for ever to be converted");
                world.book.broken("I17", what);
            }
            _ => {}
        }
    }
    for (id, paper) in &sources.papers {
        if paper.stands() && matches!(paper.booked, Some(Waits | Requested)) {
            let what = format!(
                "document {id} waits for ever for its ERP: {:?}",
                paper.booked
            );
            world.book.broken("I17", what);
        }
    }
    count(world, &keys, &sources);
}

/// Where transfers come from, as the server has them now.
struct Sources {
    offers: BTreeMap<Uuid, Offer>,
    /// Returns, replacement sales and write-offs.
    papers: BTreeMap<Uuid, Document>,
}

impl Sources {
    fn of(world: &World) -> Sources {
        let office = &world.office;
        let mut snapshot = at_once(office.database.snapshot(office.workspace)).expect("a moment");
        let records = at_once(snapshot.records_after("", Uuid::nil(), 100_000)).expect("records");
        let there = || records.iter().filter(|row| !row.deleted);
        let offers = there().filter(|row| row.kind == Offer::KIND);
        let papers = there().filter(|row| row.kind == Document::KIND);
        Sources {
            offers: offers.filter_map(typed).collect(),
            papers: papers.filter_map(typed).collect(),
        }
    }
}

fn typed<R: DeserializeOwned>(row: &StoredRecord) -> Option<(Uuid, R)> {
    Some((row.id, serde_json::from_str(&row.body).ok()?))
}

/// In no order: a restored server may learn of a line that was moved after the ERP had the document.
fn lines(document: &NeutralDocument) -> Vec<String> {
    let lines = document.lines.iter();
    // a line's text may have been written otherwise since
    let goods = |line: &NeutralLine| {
        let (code, quantity) = (&line.code, &line.quantity.value);
        format!("{code} {quantity} {} {:?}", line.price, line.discounts)
    };
    let mut lines: Vec<String> = lines.map(goods).collect();
    lines.sort_unstable();
    lines
}

/// One document as it was sent, confirmed, and its people see its number. Or none: what was not sent yet may be taken back.
fn is_settled(world: &World, row: &Transfer, sources: &Sources) -> Result<(), String> {
    let sent: NeutralDocument =
        serde_json::from_str(&row.payload).map_err(|error| error.to_string())?;
    let documents = world.office.erp.documents();
    let own = |booked: &&Booked| booked.document.key == sent.key;
    let mut found = documents.iter().filter(own);
    let paper = sources.papers.get(&row.document);
    let booked = match (found.next(), found.next()) {
        (Some(booked), None) => booked,
        (None, None) if row.state == "withdrawn" => return is_taken_back(paper),
        _ => return Err("has no document, or more than one".to_owned()),
    };
    let theirs = &booked.document;
    let whole = (theirs.kind, &theirs.account, theirs.currency)
        == (sent.kind, &sent.account, sent.currency)
        && (lines(theirs), booked.net_total) == (lines(&sent), sent.net_total);
    if !whole {
        return Err(format!(
            "is {} of {} {}, {:?}, and was sent as {:?} of {} {}, {:?}",
            booked.slip.number,
            theirs.account,
            booked.net_total,
            lines(theirs),
            sent.kind,
            sent.account,
            sent.net_total,
            lines(&sent),
        ));
    }
    if row.state != "confirmed" {
        return Err(format!("is still {}: {:?}", row.state, row.answer));
    }
    match (sources.offers.get(&row.document), paper) {
        (Some(offer), _) => is_told(offer, booked),
        (None, Some(paper)) => has_its_number(paper, booked),
        (None, None) => Err("is confirmed, and nothing here was sent".to_owned()),
    }
}

fn is_told(offer: &Offer, booked: &Booked) -> Result<(), String> {
    let conversion = Some(offer).filter(|offer| offer.status == Status::Won);
    match conversion.and_then(|offer| offer.conversion.as_ref()) {
        None => Err("is confirmed, and its offer is not won".to_owned()),
        Some(told) if told.slip.as_ref() != Some(&booked.slip) || told.refused.is_some() => {
            let (slip, refused) = (&told.slip, &told.refused);
            Err(format!("is confirmed, its offer has {slip:?}, {refused:?}"))
        }
        Some(_) => Ok(()),
    }
}

fn has_its_number(paper: &Document, booked: &Booked) -> Result<(), String> {
    match &paper.booked {
        Some(Taken { slip }) if *slip == booked.slip.number => Ok(()),
        other => Err(format!("is confirmed, and its document is {other:?}")),
    }
}

/// Nobody asks for it any more.
fn is_taken_back(paper: Option<&Document>) -> Result<(), String> {
    let stands = paper.filter(|paper| paper.stands());
    match stands.and_then(|paper| paper.booked.as_ref()) {
        None | Some(Refused { .. }) => Ok(()),
        other => Err(format!("was withdrawn, and its document is {other:?}")),
    }
}

/// Every document has a transfer, or a restore forgot it for a reason.
fn count(world: &World, keys: &BTreeSet<&str>, sources: &Sources) {
    let ledger = &world.office.ledger;
    let mut sums = Sums::default();
    for booked in world.office.erp.documents().iter() {
        let key = booked.document.key;
        sums.documents += 1;
        if keys.contains(key.to_string().as_str()) {
            sums.confirmed += 1;
            continue;
        }
        let sent = ledger.sent.borrow().get(&key).copied();
        let Some(sent) = sent.filter(|sent| sent.forgotten) else {
            world.book.broken("I17", format!("{key} has no transfer"));
            continue;
        };
        let offer = sources.offers.get(&sent.source);
        let won = offer.map(|offer| offer.status) == Some(Status::Won);
        let paper = sources.papers.get(&sent.source);
        let taken = paper.is_some_and(Document::is_in_erp);
        if won || taken {
            let what =
                format!("{key} has no transfer, and what it was made of became another document");
            world.book.broken("I17", what);
        } else if offer.is_some() && was_decided_again(world, sent.source) {
            sums.otherwise += 1;
        } else {
            sums.destroyed += 1;
        }
    }
    ledger.sums.replace(sums);
}

/// Did the server hear again of everybody who asked for that conversion?
fn was_decided_again(world: &World, offer: Uuid) -> bool {
    let entries = world.book.entries.borrow();
    let requests = world.book.requests.borrow();
    let mut asked = requests.get(&offer).into_iter().flatten();
    asked.all(|uid| {
        let fate = entries.get(uid).map(|entry| entry.fate);
        matches!(fate, Some(Fate::Decided(_)))
    })
}
