//! What can happen to an offer, told as facts: prices beside each other, frozen offers, differences taken and returned.

use super::*;
use crate::accounts::Account;
use crate::calendar::{Moment, Validity};
use crate::code::Code;
use crate::ids::{Id, ProductId};
use crate::integrations::answer::ProductFigures;
use crate::integrations::{ErpKind, IntegrationSet};
use crate::money::Currency;
use crate::needs::Look;
use crate::pricing::discounts::Origin;
use crate::pricing::price_list::ListPrice;
use crate::pricing::{PriceList, PriceSource, ProductPrices, Question, Slots};
use crate::products::Product;
use crate::quantity::Unit;
use crate::record::{Record, RecordKey, Stored};
use crate::shelf::Place;
use crate::users::{Denied, Role};

fn id<I: Id>(number: u128) -> I {
    I::from_uuid(Uuid::from_u128(number))
}

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a test writes decimals")
}

fn day(text: &str) -> Day {
    Day::parse(text).expect("a test writes days")
}

fn context(role: Role) -> Context {
    Context {
        user: id(9),
        roles: [role].into(),
        territories: ["north".to_owned()].into(),
        sets: [id(4)].into(),
        warehouses: None,
        system: false,
        moment: Moment::from_milliseconds(1_790_000_000_000),
        today: day("2026-11-21"),
        offset_minutes: 0,
        rules: crate::users::Rules::NOW,
    }
}

fn system() -> Context {
    Context::system(
        Moment::from_milliseconds(1_790_000_100_000),
        day("2026-11-21"),
    )
}

fn lay<R: Record>(desk: &mut Desk, id: R::Id, record: R) {
    let row = Stored::new::<R>(id, 1, record);
    desk.lay(RecordKey::of::<R>(id), Look::Here(row));
}

const OFFER: u128 = 100;
const LINE: u128 = 101;

/// An account in the north with a euro list, one product at 100 on it and at 90 from December on.
fn desk() -> Desk {
    let mut desk = Desk::default();
    lay::<Account>(&mut desk, id(1), account());
    let list = PriceList {
        name: "2026".into(),
        currency: Currency::EUR,
        gross: false,
        validity: Validity::ALWAYS,
        default: true,
    };
    lay::<PriceList>(&mut desk, id(2), list);
    lay::<Product>(&mut desk, id(3), product());
    let price = |price: &str, from: &str| ListPrice {
        list: id(2),
        price: decimal(price),
        from: day(from),
        until: None,
    };
    let prices = vec![price("100", "2026-01-01"), price("90", "2026-12-01")];
    lay::<ProductPrices>(&mut desk, id(3), ProductPrices { prices });
    let set = IntegrationSet {
        name: "Tiger 001".into(),
        erp: ErpKind::Tiger,
        firm: "001".into(),
        period: "2026".into(),
        active: true,
        block_unread_checks: false,
    };
    lay::<IntegrationSet>(&mut desk, id(4), set);
    desk
}

fn account() -> Account {
    Account {
        code: Code::given("C-00001"),
        name: "UAB „Šaltas kelias“".into(),
        place: Place {
            territory: "north".into(),
        },
        city: String::new(),
        country: String::new(),
        address: String::new(),
        phone: String::new(),
        email: String::new(),
        language: crate::text::Language::Lt,
        currency: Currency::EUR,
        price_list: Some(id(2)),
        payment_method: "30 d.".into(),
        note: String::new(),
        links: Vec::new(),
        archived: false,
    }
}

fn product() -> Product {
    Product {
        name: "Screw compressor".into(),
        vat: Percent::new(decimal("21")).expect("a rate"),
        ..Product::blank("KMP-VK22", Currency::EUR)
    }
}

fn line(price: &str, source: PriceSource) -> NewLine {
    NewLine {
        id: id(LINE),
        product: Some(id(3)),
        text: String::new(),
        quantity: Quantity::pieces(2),
        price: Some(decimal(price)),
        source,
        slots: Slots::EMPTY,
    }
}

fn from_list() -> PriceSource {
    PriceSource::List {
        list: id(2),
        from: day("2026-01-01"),
    }
}

fn created(line: NewLine) -> Change {
    let lists = [(
        id(2),
        desk().get::<PriceList>(id(2)).here().expect("laid").clone(),
    )];
    let draft = Draft::for_account(id(1), &account(), &lists, day("2026-11-21"), Some(id(4)));
    Change::Created {
        offer: id(OFFER),
        draft: Draft {
            lines: vec![line],
            ..draft
        },
        provisional: "T-ab-1".into(),
    }
}

/// An offer with one line at the list's price, settled on the desk.
fn with_offer() -> Desk {
    let mut desk = desk();
    take(&mut desk, created(line("100", from_list())));
    desk
}

#[track_caller]
fn take(desk: &mut Desk, change: Change) {
    by(desk, &change, &context(Role::Salesperson)).expect("it applies");
}

fn by(desk: &mut Desk, change: &Change, context: &Context) -> Result<(), Refusal> {
    let done = change.apply(desk, context);
    if done.is_ok() && desk.conflicts().is_empty() {
        desk.settle(2);
    }
    done
}

fn offer(desk: &Desk) -> Offer {
    desk.get::<Offer>(id(OFFER)).here().expect("made").clone()
}

fn request(kind: DocumentKind) -> Change {
    Change::ConversionRequested {
        offer: id(OFFER),
        kind,
        set: None,
    }
}

fn figures(price: &str, available: &str) -> LiveFigures {
    LiveFigures {
        read_at: Moment::from_milliseconds(1_790_000_050_000),
        products: vec![ProductFigures {
            code: "KMP-VK22".into(),
            price: Some(decimal(price)),
            available: Some(decimal(available)),
        }],
        risk_available: None,
    }
}

fn decide(desk: &mut Desk, figures: LiveFigures) {
    let change = Change::ConversionDecided {
        offer: id(OFFER),
        figures,
        account: Some("120.01".into()),
    };
    by(desk, &change, &system()).expect("the system decides");
}

#[test]
fn a_new_offer_has_name_tax_and_total_of_its_product_and_account() {
    let desk = with_offer();
    let offer = offer(&desk);
    assert_eq!(offer.net_total, decimal("200"));
    assert_eq!(offer.valid_until, Some(day("2026-12-21")));
    assert_eq!(offer.payment_method, "30 d.");
    let line = &offer.lines[0];
    assert_eq!((line.code.as_str(), line.vat), ("KMP-VK22", product().vat));
    assert_eq!(
        (line.text.as_str(), line.repriced),
        ("Screw compressor", None)
    );
}

#[test]
fn a_price_that_is_no_longer_the_lists_is_kept_and_the_new_one_noted_beside_it() {
    let mut desk = desk();
    take(&mut desk, created(line("95", from_list())));
    let line = &offer(&desk).lines[0];
    assert_eq!(
        (line.price, line.repriced),
        (Some(decimal("95")), Some(decimal("100")))
    );
}

#[test]
fn another_day_asks_for_prices_again_and_the_seller_accepts_or_keeps() {
    let other_day = Change::HeaderEdited {
        offer: id(OFFER),
        field: Field::Day {
            edit: Edit::new(day("2026-11-21"), day("2026-12-02")),
        },
    };
    let mut desk = with_offer();
    take(&mut desk, other_day.clone());
    assert_eq!(offer(&desk).lines[0].repriced, Some(decimal("90")));
    let accepted = |now: &str| Change::PricesAccepted {
        offer: id(OFFER),
        prices: vec![AcceptedPrice {
            line: id(LINE),
            price: Edit::new(Some(decimal("100")), Some(decimal(now))),
        }],
    };
    let seller = context(Role::Salesperson);
    assert_eq!(
        by(&mut desk, &accepted("80"), &seller),
        Err(Refusal::NotRepriced)
    );
    take(&mut desk, accepted("90"));
    let line = &offer(&desk).lines[0];
    assert_eq!((line.price, line.repriced), (Some(decimal("90")), None));
    assert_eq!(
        line.source,
        PriceSource::List {
            list: id(2),
            from: day("2026-12-01")
        }
    );

    let mut desk = with_offer();
    take(&mut desk, other_day);
    take(
        &mut desk,
        Change::PricesKept {
            offer: id(OFFER),
            prices: vec![KeptPrice {
                line: id(LINE),
                instead_of: decimal("90"),
            }],
        },
    );
    let line = &offer(&desk).lines[0];
    assert_eq!(
        (line.price, line.source),
        (Some(decimal("100")), PriceSource::Manual)
    );
}

#[test]
fn a_tiger_set_takes_no_quote_and_words_alone_are_nothing_to_convert() {
    let mut desk = with_offer();
    let seller = context(Role::Salesperson);
    assert_eq!(
        by(&mut desk, &request(DocumentKind::Quote), &seller),
        Err(Refusal::NoQuotes)
    );
    let mut desk = self::desk();
    take(&mut desk, created(NewLine::of_text(id(LINE), "As agreed")));
    assert_eq!(
        by(&mut desk, &request(DocumentKind::Order), &seller),
        Err(Refusal::NothingToConvert)
    );
}

#[test]
fn a_requested_offer_is_closed_until_it_is_withdrawn() {
    let mut desk = with_offer();
    take(&mut desk, request(DocumentKind::Order));
    let note = Change::HeaderEdited {
        offer: id(OFFER),
        field: Field::Note {
            edit: Edit::new(String::new(), "x".into()),
        },
    };
    let seller = context(Role::Salesperson);
    assert!(matches!(
        by(&mut desk, &note, &seller),
        Err(Refusal::Closed { .. })
    ));
    take(&mut desk, Change::ConversionWithdrawn { offer: id(OFFER) });
    take(&mut desk, note);
    assert_eq!(offer(&desk).status, Status::Draft);
}

#[test]
fn where_no_conversion_is_requested_there_is_none_to_withdraw() {
    let mut desk = with_offer();
    take(&mut desk, request(DocumentKind::Order));
    take(&mut desk, Change::ConversionWithdrawn { offer: id(OFFER) });
    take(&mut desk, Change::Sent { offer: id(OFFER) });
    let late = Change::ConversionWithdrawn { offer: id(OFFER) };
    assert!(matches!(
        by(&mut desk, &late, &context(Role::Salesperson)),
        Err(Refusal::MoveNotAllowed {
            from: Status::Sent,
            ..
        })
    ));
    assert_eq!(offer(&desk).status, Status::Sent);
}

#[test]
fn what_the_seller_accepted_does_not_come_back_unless_it_is_worse() {
    let mut desk = with_offer();
    take(&mut desk, request(DocumentKind::Order));
    decide(&mut desk, figures("110", "1"));
    let back = offer(&desk);
    assert_eq!((back.status, back.differences().len()), (Status::Draft, 2));
    take(
        &mut desk,
        Change::DifferencesAccepted {
            offer: id(OFFER),
            differences: back.differences().to_vec(),
        },
    );
    assert_eq!(offer(&desk).lines[0].price, Some(decimal("110")));

    take(&mut desk, request(DocumentKind::Order));
    decide(&mut desk, figures("110", "0"));
    assert_eq!(offer(&desk).differences().len(), 1, "stock got worse");
    let worse = offer(&desk).differences().to_vec();
    take(
        &mut desk,
        Change::DifferencesAccepted {
            offer: id(OFFER),
            differences: worse,
        },
    );
    take(&mut desk, request(DocumentKind::Order));
    decide(&mut desk, figures("110", "0"));
    let won = offer(&desk);
    assert_eq!(won.status, Status::Won);
    assert!(won.conversion.expect("converted").transfer.is_some());
}

#[test]
fn a_difference_that_was_not_returned_cannot_be_accepted() {
    let mut desk = with_offer();
    let change = Change::DifferencesAccepted {
        offer: id(OFFER),
        differences: vec![Difference::Price {
            line: id(LINE),
            offered: Some(decimal("100")),
            now: decimal("1"),
        }],
    };
    let seller = context(Role::Salesperson);
    assert_eq!(
        by(&mut desk, &change, &seller),
        Err(Refusal::NoSuchDifference)
    );
}

#[test]
fn a_converted_offer_is_frozen_and_its_revision_is_a_new_draft() {
    let mut desk = with_offer();
    take(&mut desk, request(DocumentKind::Order));
    decide(&mut desk, figures("100", "5"));
    let seller = context(Role::Salesperson);
    let removed = Change::LineRemoved {
        offer: id(OFFER),
        line: id(LINE),
        was: offer(&desk).lines[0].clone(),
    };
    assert!(matches!(
        by(&mut desk, &removed, &seller),
        Err(Refusal::Closed { .. })
    ));
    take(
        &mut desk,
        Change::Revised {
            offer: id(200),
            of: id(OFFER),
            day: day("2026-12-05"),
            valid_until: None,
            set: Some(id(4)),
            provisional: "T-ab-2".into(),
        },
    );
    let copy = desk.get::<Offer>(id(200)).here().expect("made").clone();
    assert_eq!(
        (copy.status, copy.revision_of),
        (Status::Draft, Some(id(OFFER)))
    );
    assert_ne!(copy.lines[0].id, id(LINE));
    assert_eq!(copy.lines[0].repriced, Some(decimal("90")));
    assert!(copy.conversion.is_none());
}

#[test]
fn an_offer_expires_the_day_after_its_last_and_only_by_the_system() {
    let mut desk = with_offer();
    let expired = Change::Expired { offer: id(OFFER) };
    let seller = context(Role::Salesperson);
    assert!(matches!(
        by(&mut desk, &expired, &seller),
        Err(Refusal::Denied { .. })
    ));
    let on = |day| Context {
        today: day,
        ..system()
    };
    assert!(by(&mut desk, &expired, &on(day("2026-12-21"))).is_err());
    assert!(by(&mut desk, &expired, &on(day("2026-12-22"))).is_ok());
    assert_eq!(offer(&desk).status, Status::Expired);
}

#[test]
fn a_technician_makes_no_offers() {
    let mut desk = desk();
    let change = created(line("100", from_list()));
    assert_eq!(
        by(&mut desk, &change, &context(Role::Technician)),
        Err(Refusal::Denied {
            why: Denied::MissingRight {
                right: Right::MakeOffers
            }
        })
    );
}

#[test]
fn a_price_set_by_hand_is_not_compared_with_the_erps() {
    let mut desk = desk();
    take(&mut desk, created(line("80", PriceSource::Manual)));
    take(&mut desk, request(DocumentKind::Order));
    decide(&mut desk, figures("100", "5"));
    assert_eq!(offer(&desk).status, Status::Won);
}

#[test]
fn a_set_that_was_not_granted_makes_no_document() {
    let denied = Err(Refusal::Denied {
        why: Denied::SetNotGranted,
    });
    let ungranted = Context {
        sets: Default::default(),
        ..context(Role::Salesperson)
    };
    let mut desk = with_offer();
    let request = Change::ConversionRequested {
        offer: id(OFFER),
        kind: DocumentKind::Order,
        set: Some(id(4)),
    };
    assert_eq!(by(&mut desk, &request, &ungranted), denied);
}

#[test]
fn a_page_shows_the_price_that_the_rule_will_find() {
    let desk = desk();
    let card = product();
    let records = crate::offers::draft::PriceRecords {
        card: &card,
        prices: desk.get::<ProductPrices>(id(3)).here(),
        list: desk.get::<PriceList>(id(2)).here(),
    };
    let product: ProductId = id(3);
    let question = Question {
        product,
        list: Some(id(2)),
        day: day("2026-12-01"),
        currency: Currency::EUR,
    };
    let shown = crate::offers::draft::shown_price(&question, &records);
    assert_eq!(shown, crate::pricing::resolve(&desk, &question));
    assert_eq!(shown.price, Some(decimal("90")));
}

/// A line with what only an ERP or a condition says.
fn told(role: Role) -> Result<Line, Refusal> {
    let slots = [(
        Percent::new(decimal("12")).expect("a rate"),
        Origin::Campaign,
    )];
    let read_at = Moment::from_milliseconds(1_790_000_000_000);
    let line = NewLine {
        slots: Slots::EMPTY.with_erp(&slots),
        ..line("1", PriceSource::Erp { read_at })
    };
    let mut desk = desk();
    by(&mut desk, &created(line), &context(role))?;
    Ok(offer(&desk).lines[0].clone())
}

#[test]
fn nobody_speaks_for_the_erp() {
    let line = told(Role::Salesperson).expect("whoever may set prices by hand");
    assert_eq!(line.source, PriceSource::Manual);
    let origins: Vec<Origin> = line.slots.filled().map(|(_, slot)| slot.origin).collect();
    assert_eq!(origins, [Origin::Manual]);
    let mut desk = desk();
    let source = PriceSource::Missing;
    take(&mut desk, created(self::line("7", source)));
    assert_eq!(offer(&desk).lines[0].source, PriceSource::Manual);
}

#[test]
fn a_line_put_back_after_the_erp_priced_it_is_the_sellers_own() {
    let mut desk = with_offer();
    take(&mut desk, request(DocumentKind::Order));
    decide(&mut desk, figures("120", "10"));
    let differences = offer(&desk).differences().to_vec();
    let accepted = Change::DifferencesAccepted {
        offer: id(OFFER),
        differences,
    };
    take(&mut desk, accepted);
    let was = offer(&desk).lines[0].clone();
    assert!(matches!(was.source, PriceSource::Erp { .. }), "{was:?}");
    let line = NewLine {
        source: was.source,
        id: id(LINE + 1),
        ..line("120", PriceSource::Standard)
    };
    let (gone, put_back) = (
        Change::LineRemoved {
            offer: id(OFFER),
            line: id(LINE),
            was,
        },
        Change::LineAdded {
            offer: id(OFFER),
            line,
        },
    );
    take(&mut desk, gone);
    take(&mut desk, put_back);
    let line = &offer(&desk).lines[0];
    assert_eq!(
        (line.price, line.source),
        (Some(decimal("120")), PriceSource::Manual)
    );
}

#[test]
fn a_revision_keeps_what_the_erp_said() {
    let mut desk = with_offer();
    let read_at = Moment::from_milliseconds(1_790_000_000_000);
    let mut old = offer(&desk);
    old.lines[0].source = PriceSource::Erp { read_at };
    lay::<Offer>(&mut desk, id(OFFER), old);
    let revised = Change::Revised {
        offer: id(OFFER + 9),
        of: id(OFFER),
        day: day("2026-11-21"),
        valid_until: None,
        set: None,
        provisional: "T-ab-2".into(),
    };
    take(&mut desk, revised);
    let new = desk.get::<Offer>(id(OFFER + 9)).here().expect("made");
    assert_eq!(new.lines[0].source, PriceSource::Erp { read_at });
}

#[test]
fn days_prices_and_quantities_are_within_sense() {
    let seller = context(Role::Salesperson);
    let made = |day: &str, until: Option<&str>| {
        let Change::Created {
            offer,
            draft,
            provisional,
        } = created(line("100", from_list()))
        else {
            unreachable!("just made")
        };
        let (day, valid_until) = (self::day(day), until.map(self::day));
        let draft = Draft {
            day,
            valid_until,
            ..draft
        };
        by(
            &mut desk(),
            &Change::Created {
                offer,
                draft,
                provisional,
            },
            &seller,
        )
    };
    assert_eq!(
        made("2025-11-19", None),
        Err(Refusal::DayFarAway { days_max: 366 })
    );
    assert_eq!(made("2025-11-19", None), made("2027-11-23", None));
    assert_eq!(
        (made("2025-11-20", None), made("2027-11-22", None)),
        (Ok(()), Ok(()))
    );
    assert_eq!(
        made("2026-11-21", Some("2026-11-20")),
        Err(Refusal::EndsBeforeStart)
    );
    let too_long = Err(Refusal::ValidTooLong { days_max: 1_827 });
    assert_eq!(made("2026-11-21", Some("2031-11-23")), too_long);
    assert_eq!(made("2026-11-21", Some("2031-11-22")), Ok(()));

    let edited = |field| {
        let change = Change::HeaderEdited {
            offer: id(OFFER),
            field,
        };
        by(&mut with_offer(), &change, &seller)
    };
    let edit = Edit::new(day("2026-11-21"), day("2062-11-21"));
    assert_eq!(
        edited(Field::Day { edit }),
        Err(Refusal::DayFarAway { days_max: 366 })
    );
    let edit = Edit::new(Some(day("2026-12-21")), Some(day("9999-12-31")));
    assert_eq!(edited(Field::ValidUntil { edit }), too_long);

    let priced = |price: &str| by(&mut desk(), &created(line(price, from_list())), &seller);
    assert_eq!(priced("1000000000000000"), Err(Refusal::PriceInvalid));
    let most = NewLine {
        quantity: Quantity {
            value: decimal("1000000000000000"),
            unit: Unit::piece(),
        },
        ..line("1", from_list())
    };
    assert_eq!(
        by(&mut desk(), &created(most), &seller),
        Err(Refusal::QuantityInvalid)
    );
}

#[test]
fn what_is_out_of_reach_is_answered_as_what_is_not_there() {
    let elsewhere = |user: u128| Context {
        user: id(user),
        territories: Default::default(),
        ..context(Role::Salesperson)
    };
    let stranger = elsewhere(8);
    let changes = [
        Change::Sent { offer: id(OFFER) },
        Change::Expired { offer: id(OFFER) },
        request(DocumentKind::Order),
        Change::ConversionWithdrawn { offer: id(OFFER) },
        Change::LineMoved {
            offer: id(OFFER),
            line: id(LINE),
            after: None,
        },
        Change::Revised {
            offer: id(OFFER + 9),
            of: id(OFFER),
            day: day("2026-11-21"),
            valid_until: None,
            set: None,
            provisional: "T-ab-2".into(),
        },
    ];
    for change in changes {
        let there = by(&mut with_offer(), &change, &stranger);
        let missing = by(&mut self::desk(), &change, &stranger);
        assert_eq!(there, missing, "{change:?}");
        assert_eq!(there, Err(Refusal::NoSuchOffer));
    }
    let change = created(line("100", from_list()));
    assert_eq!(
        by(&mut self::desk(), &change, &stranger),
        Err(Refusal::NoSuchAccount)
    );
    // its own seller knows it, and hears what became of the rights
    let sent = Change::Sent { offer: id(OFFER) };
    let why = Denied::OtherTerritory;
    assert_eq!(
        by(&mut with_offer(), &sent, &elsewhere(9)),
        Err(Refusal::Denied { why })
    );
}

#[test]
fn a_requested_conversion_does_not_end_because_somebody_sends_or_takes_back_the_offer() {
    let mut desk = with_offer();
    let seller = context(Role::Salesperson);
    assert_eq!(
        by(&mut desk, &request(DocumentKind::Order), &seller),
        Ok(())
    );
    let offer_id = id(OFFER);
    let moves = [
        (Change::Sent { offer: offer_id }, Status::Sent),
        (Change::TakenBack { offer: offer_id }, Status::Draft),
    ];
    for (change, to) in moves {
        let from = Status::ConversionRequested;
        let refused = Err(Refusal::MoveNotAllowed { from, to });
        assert_eq!(by(&mut desk, &change, &seller), refused);
        assert_eq!(offer(&desk).status, from);
    }
}

#[test]
fn an_offer_made_from_a_ticket_names_it_and_so_does_its_revision() {
    let Change::Created {
        offer,
        draft,
        provisional,
    } = created(line("100", from_list()))
    else {
        unreachable!("just made")
    };
    let ticket = Some(id(77));
    let draft = Draft { ticket, ..draft };
    let mut desk = desk();
    let made = Change::Created {
        offer,
        draft,
        provisional,
    };
    take(&mut desk, made);
    assert_eq!(self::offer(&desk).ticket, ticket);
    let revised = Change::Revised {
        offer: id(78),
        of: id(OFFER),
        day: day("2026-11-21"),
        valid_until: None,
        set: None,
        provisional: "T-ab-2".into(),
    };
    take(&mut desk, revised);
    let revision = desk.get::<Offer>(id(78)).here();
    assert_eq!(revision.and_then(|offer| offer.ticket), ticket);
}
