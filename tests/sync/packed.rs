//! Records as versions before packed them: a device that was updated starts without a network on the blocks it has.

use serde::Serialize;
use shared::calendar::Moment;
use shared::code::Code;
use shared::documents::{self, Booked, Document};
use shared::ids::{AccountId, UserId};
use shared::money::Currency;
use shared::record::Record;
use shared::shelf::Place;
use shared::sync::{before, kinds};
use shared::tickets::{Priority, Status, Ticket};
use support::model::today;
use uuid::Uuid;

const PERSON: UserId = UserId(Uuid::from_u128(1));
const CUSTOMER: AccountId = AccountId(Uuid::from_u128(2));

fn place() -> Place {
    Place {
        territory: "ege".into(),
    }
}

fn ticket() -> before::Ticket {
    before::Ticket {
        code: Code::given("DK-00001"),
        title: "Kompresör duruyor".into(),
        text: String::new(),
        account: CUSTOMER,
        account_name: "Vidalı Makine".into(),
        place: place(),
        contact: String::new(),
        phone: String::new(),
        address: String::new(),
        priority: Priority::High,
        reported: today(),
        promised: None,
        status: Status::Resolved,
        assignee: Some(PERSON),
        made_by: PERSON,
        made_at: Moment::EPOCH,
        lines: Vec::new(),
        notes: Vec::new(),
        work: Vec::new(),
        parts: Vec::new(),
        signature: None,
        checklist: Vec::new(),
        offer_wanted: None,
    }
}

fn document() -> before::Document {
    before::Document {
        number: "W-00007".into(),
        kind: documents::Kind::StockWriteOff,
        account: CUSTOMER,
        place: place(),
        day: today(),
        currency: Currency::TRY,
        lines: Vec::new(),
        provisional: Some("W-1-7".into()),
        warehouse: None,
        of: None,
        operation: None,
        entered_at: Some(Moment::EPOCH),
        note: String::new(),
        cancelled: None,
        booked: Some(Booked::Waits),
    }
}

/// Read from a block up to `until`, and from the table, where a field that came later is missing.
#[track_caller]
fn reads<R: Record, Old: Serialize + Into<R>>(until: u8, old: fn() -> Old, later: &[&str]) {
    let expected: R = old().into();
    let bytes = postcard::to_stdvec(&old()).expect("it packs");
    for format in kinds::BODY_FORMAT_OLDEST..=until {
        let read = kinds::from_packed(R::KIND, format, &bytes).expect("a record");
        assert!(read.same(&expected), "format {format}: {read:?}");
    }
    let mut stored = serde_json::to_value(&expected).expect("plain fields");
    let fields = stored.as_object_mut().expect("named fields");
    for field in later {
        assert!(fields.remove(*field).is_some(), "{field}");
    }
    let read = kinds::from_json(R::KIND, &stored).expect("a record");
    assert!(read.same(&expected), "{read:?}");
}

#[test]
fn a_ticket_from_before_is_of_no_kind_and_does_not_say_how_it_ended() {
    let later = [
        "request_kind",
        "channel",
        "opened_at",
        "resolution",
        "ended_at",
    ];
    reads::<Ticket, _>(8, ticket, &later);
}

#[test]
fn a_document_from_before_does_not_say_which_erp_was_asked_nor_that_its_return_is_over() {
    reads::<Document, _>(7, document, &["asked_of", "over"]);
}
