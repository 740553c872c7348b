//! A ticket from its making to its end, against a desk as the server lays it.

mod believed;
mod checklist;
mod closed;
mod ended;
mod not_linked;
mod offering;
mod signed;
mod taking;
mod write_off;

use super::*;
use crate::accounts::Account;
use crate::code::Code;
use crate::documents::{Document, Kind, Line};
use crate::ids::Id;
use crate::money::Currency;
use crate::needs::Look;
use crate::pricing::Slots;
use crate::products::{Product, WarrantyTerms};
use crate::record::{Record, RecordKey, Stored};
use crate::shelf::Place;
use crate::text::Language;
use crate::tickets::related_product::{NamedProduct, Verdict};
use crate::tickets::status::WaitingFor;
use crate::users::Role;
use crate::warranty::Status as Warranty;
use Status::*;

fn id<I: Id>(number: u128) -> I {
    I::from_uuid(Uuid::from_u128(number))
}

const TICKET: u128 = 1;
const ACCOUNT: u128 = 2;
const HK40: u128 = 10;
const VK30: u128 = 11;
const LINE: u128 = 20;

fn context(role: Role) -> Context {
    let today = Day::parse("2026-11-20").expect("a day");
    let mut context = Context::system(Moment::at_start_of(today), today);
    context.system = false;
    context.user = id(if role == Role::Technician { 100 } else { 101 });
    context.roles.insert(role);
    context.territories.insert("north".to_owned());
    context
}

fn technician() -> Context {
    context(Role::Technician)
}

fn account() -> Account {
    Account {
        code: Code::given("C-00001"),
        name: "Çınar Otomotiv".into(),
        place: Place {
            territory: "north".into(),
        },
        city: "Bursa".into(),
        country: "TR".into(),
        address: "Nilüfer 4".into(),
        phone: "+90 224 000".into(),
        email: String::new(),
        language: Language::Tr,
        currency: Currency::EUR,
        price_list: None,
        payment_method: String::new(),
        note: String::new(),
        links: Vec::new(),
        archived: false,
    }
}

/// Two products, one sale of each with a serial.
struct World {
    desk: Desk,
    rows: Vec<(RecordKey, Stored)>,
    /// What left the tables.
    effects: Vec<crate::desk::Effect>,
    /// What the last change met that its author had not seen.
    met: Vec<crate::desk::Conflict>,
    /// A device: what is looked up by a key may be elsewhere.
    on_device: bool,
}

impl World {
    fn new() -> World {
        let mut world = World {
            desk: Desk::default(),
            rows: Vec::new(),
            effects: Vec::new(),
            met: Vec::new(),
            on_device: false,
        };
        world.keep(id(ACCOUNT), account());
        for (number, name) in [(HK40, "HK-40"), (VK30, "VK-30")] {
            let mut card = Product::blank(name, Currency::EUR);
            card.name = name.to_owned();
            card.warranty = Some(WarrantyTerms::USUAL);
            card.logistics_code = "SN".to_owned();
            world.keep(id(number), card);
        }
        world.keep(id(30), sale(HK40, "HK40-0001", "2026-03-05"));
        world.keep(id(31), sale(VK30, "VK30-7715-0042", "2024-01-02"));
        world
    }

    fn keep<R: Record>(&mut self, id: R::Id, record: R) {
        let key = RecordKey::of::<R>(id);
        self.rows.retain(|(other, _)| *other != key);
        self.rows.push((key, Stored::new::<R>(id, 1, record)));
    }

    /// Loads what is asked for and lets it happen.
    fn run(&mut self, context: &Context, change: Change) -> Result<(), Refusal> {
        self.desk = Desk::default();
        loop {
            let needs = change.reads(&self.desk);
            let needs = self.desk.missing(needs);
            if needs.is_empty() {
                break;
            }
            for key in needs.ids {
                let row = self.rows.iter().find(|(other, _)| *other == key);
                let row = row.map_or(Look::None, |(_, row)| Look::Here(row.clone()));
                self.desk.lay(key, row);
            }
            for asked in needs.keys {
                let has = |row: &Stored| {
                    let mut keys = row.body.keys().into_iter();
                    keys.any(|key| key.name == asked.name && key.value == asked.value)
                };
                let rows = self.rows.iter();
                let rows = rows.filter(|(key, row)| key.kind == asked.kind && has(row));
                let ids: Vec<Uuid> = rows.map(|(key, _)| key.id).collect();
                let found = match ids.is_empty() {
                    _ if self.on_device => Look::NotAboard,
                    true => Look::None,
                    false => Look::Here(ids),
                };
                self.desk.lay_key(asked, found);
            }
        }
        change.apply(&mut self.desk, context)?;
        self.met = self.desk.conflicts().to_vec();
        let (rows, effects) = self.desk.settle(2);
        self.effects.extend(effects);
        for row in rows {
            let key = RecordKey {
                kind: row.body.kind(),
                id: row.id,
            };
            self.rows.retain(|(other, _)| *other != key);
            self.rows.push((key, row));
        }
        Ok(())
    }

    fn record<R: Record>(&self, id: R::Id) -> Option<R> {
        let key = RecordKey::of::<R>(id);
        let found = self.rows.iter().find(|(other, _)| *other == key);
        found.and_then(|(_, row)| row.typed::<R>().cloned())
    }

    fn ticket(&self) -> Ticket {
        self.record(id(TICKET)).expect("the ticket was made")
    }

    fn line(&self) -> RelatedProduct {
        self.ticket().lines[0].clone()
    }

    fn with_serial(serial: &str) -> World {
        let mut world = World::new();
        let mut draft = draft();
        draft.lines = vec![line(HK40, serial)];
        world.run(&technician(), created(draft)).expect("made");
        world
    }
}

fn sale(product: u128, serial: &str, day: &str) -> Document {
    let day = Day::parse(day).expect("a day");
    let money = Currency::EUR;
    Document {
        number: format!("IRS-{serial}"),
        lines: vec![Line {
            id: id(900),
            product: id(product),
            quantity: Quantity::pieces(1),
            price: 100.into(),
            serials: vec![serial.to_owned()],
            slots: Slots::EMPTY,
        }],
        ..Document::blank(Kind::SaleDispatch, id(ACCOUNT), account().place, day, money)
    }
}

fn draft() -> Draft {
    let today = technician().today;
    Draft {
        title: "Kompresör duruyor".into(),
        ..Draft::for_account(id(ACCOUNT), &account(), today)
    }
}

fn line(product: u128, serial: &str) -> NewLine {
    NewLine {
        id: id(LINE),
        product: id(product),
        serial: serial.to_owned(),
        quantity: Quantity::pieces(3),
        dates: Dates::default(),
        shown: None,
    }
}

fn created(draft: Draft) -> Change {
    Change::Created {
        ticket: id(TICKET),
        draft,
        provisional: "T-1-1".into(),
    }
}

fn set(to: Status) -> Change {
    Change::StatusSet {
        ticket: id(TICKET),
        to,
        at: None,
        resolution: None,
    }
}

fn serial(was: &str, now: &str) -> Change {
    Change::LineEdited {
        ticket: id(TICKET),
        line: id(LINE),
        field: LineField::Serial {
            edit: Edit::new(was.into(), now.into()),
            shown: None,
        },
    }
}

#[test]
fn a_ticket_knows_its_customer_and_where_to_go() {
    let mut world = World::new();
    assert_eq!(world.run(&technician(), created(draft())), Ok(()));
    let ticket = world.ticket();
    assert_eq!(ticket.code.number.as_deref(), Some("DK-00001"));
    assert_eq!(ticket.account_name, "Çınar Otomotiv");
    assert_eq!(ticket.address, "Nilüfer 4, Bursa");
    assert_eq!((ticket.status, ticket.made_by), (New, technician().user));
    let again = world.run(&technician(), created(draft()));
    assert_eq!(again, Err(Refusal::Exists));
}

#[test]
fn a_ticket_is_not_made_without_a_title_or_in_another_territory() {
    let mut world = World::new();
    let untitled = Draft {
        title: " ".into(),
        ..draft()
    };
    let untitled = world.run(&technician(), created(untitled));
    assert_eq!(untitled, Err(Refusal::TitleEmpty));
    let mut elsewhere = technician();
    elsewhere.territories = ["south".to_owned()].into();
    let elsewhere = world.run(&elsewhere, created(draft()));
    assert_eq!(elsewhere, Err(Refusal::NoSuchAccount));
    let late = Draft {
        reported: technician().today.plus_days(2),
        ..draft()
    };
    let late = world.run(&technician(), created(late));
    assert_eq!(late, Err(Refusal::ReportedInFuture));
}

#[test]
fn a_right_serial_is_one_piece_with_its_warranty() {
    let world = World::with_serial(" hk40-0001 ");
    let line = world.line();
    assert_eq!(line.serial, "hk40-0001", "as typed, trimmed");
    assert_eq!(line.quantity, Quantity::pieces(1));
    let checked = line.checked.expect("checked");
    assert_eq!((checked.verdict, checked.verified), (Verdict::Fine, true));
    assert_eq!(checked.coverage.status, Warranty::InWarranty);
    assert_eq!(
        checked.sale.map(|sale| sale.document),
        Some("IRS-HK40-0001".into())
    );
}

#[test]
fn another_products_serial_is_kept_and_holds_the_ticket_up() {
    let mut world = World::with_serial("VK30-7715-0042");
    let checked = world.line().checked.expect("checked");
    let owner = NamedProduct {
        product: Some(id(VK30)),
        code: "VK-30".into(),
        name: "VK-30".into(),
    };
    let owners = vec![owner];
    assert_eq!(checked.verdict, Verdict::OtherProduct { owners });
    let resolved = world.run(&technician(), set(Resolved));
    assert_eq!(resolved, Err(Refusal::LineBlocked { line: 1 }));

    // each of the three ways out of MSG-03: cleared, another serial, another product
    let mut cleared = World::with_serial("VK30-7715-0042");
    let done = cleared.run(&technician(), serial("VK30-7715-0042", ""));
    assert_eq!((done, cleared.line().checked), (Ok(()), None));
    assert_eq!(cleared.run(&technician(), set(Resolved)), Ok(()));
    let done = world.run(&technician(), serial("VK30-7715-0042", "HK40-0001"));
    assert_eq!((done, world.line().is_blocked()), (Ok(()), false));
    let mut other = World::with_serial("VK30-7715-0042");
    let field = LineField::Product {
        edit: Edit::new(id(HK40), id(VK30)),
        shown: None,
    };
    let other_product = Change::LineEdited {
        ticket: id(TICKET),
        line: id(LINE),
        field,
    };
    assert_eq!(other.run(&technician(), other_product), Ok(()));
    let line = other.line();
    assert_eq!((line.name.as_str(), line.is_blocked()), ("VK-30", false));
    let status = line.checked.expect("checked").coverage.status;
    assert_eq!(status, Warranty::OutOfWarranty);
}

#[test]
fn what_a_device_cannot_tell_stays_as_it_was_shown_until_the_server_asks() {
    let mut world = World::new();
    world.on_device = true;
    let shown = World::with_serial("VK30-7715-0042").line().checked;
    let mut draft = draft();
    draft.lines = vec![NewLine {
        shown: shown.clone(),
        ..line(HK40, "VK30-7715-0042")
    }];
    world.run(&technician(), created(draft)).expect("made");
    let kept = world.line().checked.expect("as shown");
    assert_eq!(Some(kept.verdict), shown.map(|shown| shown.verdict));
    assert!(!kept.verified);
    world.on_device = false;
    let again = Change::Rechecked {
        ticket: id(TICKET),
        line: id(LINE),
        shown: None,
    };
    assert_eq!(world.run(&technician(), again), Ok(()));
    assert!(world.line().checked.is_some_and(|checked| checked.verified));
}

#[test]
fn what_the_device_claims_is_nothing_to_the_server() {
    let mut world = World::new();
    let claimed = World::with_serial("HK40-0001").line().checked;
    let mut draft = draft();
    draft.lines = vec![NewLine {
        shown: claimed,
        ..line(HK40, "VK30-7715-0042")
    }];
    world.run(&technician(), created(draft)).expect("made");
    assert!(world.line().is_blocked());
}

#[test]
fn the_quantity_of_a_serial_stays_one_and_opens_when_it_is_cleared() {
    let mut world = World::with_serial("HK40-0001");
    let quantity = |was, now| Change::LineEdited {
        ticket: id(TICKET),
        line: id(LINE),
        field: LineField::Quantity {
            edit: Edit::new(Quantity::pieces(was), Quantity::pieces(now)),
        },
    };
    let three = world.run(&technician(), quantity(1, 3));
    assert_eq!(three, Err(Refusal::QuantityIsOne));
    let cleared = world.run(&technician(), serial("HK40-0001", ""));
    assert_eq!(cleared, Ok(()));
    assert_eq!(world.run(&technician(), quantity(1, 3)), Ok(()));
    let none = world.run(&technician(), quantity(3, 0));
    assert_eq!(none, Err(Refusal::QuantityInvalid));
}

#[test]
fn a_serial_that_two_people_corrected_is_shown_to_both() {
    let mut world = World::with_serial("HK40-0001");
    let colleague = serial("HK40-0001", "HK40-0002");
    assert_eq!(world.run(&technician(), colleague), Ok(()));
    let change = serial("HK40-0001", "HK40-0003");
    let mut desk = Desk::default();
    let key = RecordKey::of::<Ticket>(id(TICKET));
    let row = world.rows.iter().find(|(other, _)| *other == key);
    desk.lay(key, Look::Here(row.expect("the ticket").1.clone()));
    assert_eq!(change.apply(&mut desk, &technician()), Ok(()));
    let conflict = &desk.conflicts()[0];
    assert_eq!(conflict.theirs, "HK40-0002");
    assert!(conflict.field.ends_with("/serial"), "{}", conflict.field);
}

#[test]
fn the_clock_runs_once_per_person_and_is_stopped_before_the_end() {
    let mut world = World::with_serial("HK40-0001");
    let at = |minute: i64| Moment::from_milliseconds(minute * 60_000);
    let start = |number: u128, minute| Change::WorkStarted {
        ticket: id(TICKET),
        id: id(number),
        kind: WorkKind::Labour,
        at: at(minute),
    };
    let stop = |minute| Change::WorkEnded {
        ticket: id(TICKET),
        id: id(50),
        at: at(minute),
        began: None,
        note: " Radyatör temizlendi ".into(),
    };
    assert_eq!(world.run(&technician(), start(50, 10)), Ok(()));
    let twice = world.run(&technician(), start(51, 11));
    assert_eq!(twice, Err(Refusal::ClockRuns));
    let resolved = world.run(&technician(), set(Resolved));
    assert_eq!(resolved, Err(Refusal::ClockRuns));
    assert_eq!(world.run(&technician(), stop(58)), Ok(()));
    assert_eq!(world.run(&technician(), stop(99)), Ok(()), "stopped once");
    let work = &world.ticket().work[0];
    assert_eq!(work.milliseconds(at(1_000)), 48 * 60_000);
    assert_eq!(work.note, "Radyatör temizlendi");
    assert_eq!(world.run(&technician(), set(Resolved)), Ok(()));
}

#[test]
fn only_its_author_or_a_manager_takes_an_entry_back() {
    let mut world = World::with_serial("HK40-0001");
    let part = Change::PartUsed {
        ticket: id(TICKET),
        id: id(60),
        product: id(VK30),
        quantity: Quantity::pieces(2),
        warehouse: None,
        at: None,
    };
    let back = Change::PartRemoved {
        ticket: id(TICKET),
        id: id(60),
    };
    assert_eq!(world.run(&technician(), part.clone()), Ok(()));
    assert_eq!(
        world.run(&technician(), part),
        Err(Refusal::LineExists),
        "what came twice was used once"
    );
    let mut colleague = technician();
    colleague.user = id(102);
    assert_eq!(world.run(&colleague, back.clone()), Err(Refusal::NotYours));
    assert_eq!(
        world.run(&context(Role::ServiceManager), back.clone()),
        Ok(())
    );
    assert_eq!(world.run(&technician(), back), Ok(()), "it is gone already");
}

#[test]
fn a_cancelled_ticket_takes_words_but_no_work() {
    let mut world = World::with_serial("HK40-0001");
    let cancel = world.run(&technician(), set(Cancelled));
    assert!(matches!(cancel, Err(Refusal::Denied { .. })));
    assert_eq!(
        world.run(&context(Role::ServiceManager), set(Cancelled)),
        Ok(())
    );
    let note = Change::NoteAdded {
        ticket: id(TICKET),
        id: id(70),
        note: "Yine de gittim.".into(),
        public: false,
        at: None,
    };
    assert_eq!(world.run(&technician(), note), Ok(()));
    let status = Cancelled;
    let closed = || Err(Refusal::Closed { status });
    let work = Change::WorkLogged {
        ticket: id(TICKET),
        id: id(71),
        kind: WorkKind::Travel,
        started: Moment::from_milliseconds(0),
        ended: Moment::from_milliseconds(60_000),
        note: String::new(),
    };
    assert_eq!(world.run(&technician(), work), closed());
    let edited = world.run(&technician(), serial("HK40-0001", ""));
    assert_eq!(edited, closed());
    let on = world.run(&technician(), set(OnTheWay));
    let (from, to) = (Cancelled, OnTheWay);
    assert_eq!(on, Err(Refusal::MoveNotAllowed { from, to }));
}

#[test]
fn whoever_is_sent_to_another_territory_works_there_too() {
    let mut world = World::with_serial("HK40-0001");
    let mut away = technician();
    away.user = id(103);
    away.territories = ["south".to_owned()].into();
    let start = set(InProgress);
    assert_eq!(world.run(&away, start.clone()), Err(Refusal::NoSuchTicket));
    let mut ticket = world.ticket();
    ticket.assignee = Some(away.user);
    world.keep(id(TICKET), ticket.clone());
    assert_eq!(world.run(&away, start), Ok(()));
    let shelves = ticket.shelves(Uuid::nil());
    assert!(shelves.contains(&crate::shelf::Shelf::user(away.user)));
}

#[test]
fn a_ticket_moves_only_along_its_states() {
    let open = [New, Assigned, OnTheWay, InProgress];
    let waiting = [WaitingFor::Customer, WaitingFor::Part, WaitingFor::Supplier];
    let open: Vec<Status> = open.into_iter().chain(waiting.map(Waiting)).collect();
    for from in Status::ALL {
        let found: Vec<Status> = (Status::ALL.into_iter())
            .filter(|next| from.may_become(*next))
            .collect();
        let expected: Vec<Status> = match from {
            Resolved => vec![InProgress, Closed],
            Closed | Cancelled => vec![InProgress],
            _ => (open.iter().copied())
                .filter(|next| *next != from)
                .chain([Resolved, Cancelled])
                .collect(),
        };
        assert_eq!(found, expected, "{from:?}");
    }
    assert!(!Resolved.asks_a_manager(InProgress), "it stopped again");
    assert!(Closed.asks_a_manager(InProgress) && New.asks_a_manager(Cancelled));
}

#[test]
fn the_names_of_a_form_lead_back() {
    for status in Status::ALL {
        assert_eq!(Status::from_name(status.name()), Some(status));
    }
    for priority in Priority::ALL {
        assert_eq!(Priority::from_name(priority.name()), Some(priority));
    }
}

#[test]
fn a_packed_ticket_reads_back() {
    let mut ticket = World::with_serial("VK30-7715-0042").ticket();
    ticket.status = Waiting(WaitingFor::Part);
    let bytes = postcard::to_stdvec(&ticket).expect("it packs");
    assert_eq!(postcard::from_bytes::<Ticket>(&bytes), Ok(ticket));
}
