//! Records as versions before packed them: a device that was updated starts without a network on the blocks it has.

use serde::Serialize;
use serde_json::{Value, json};
use shared::calendar::Moment;
use shared::code::Code;
use shared::ids::{AccountId, UserId};
use shared::record::Record;
use shared::shelf::Place;
use shared::sync::{before, kinds};
use shared::tickets::{Kind, Priority, Status, Ticket};
use std::ops::RangeInclusive;
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

fn signed_ticket() -> before::Ticket9 {
    let signature = before::Signature {
        name: "Çınar".into(),
        strokes: vec![vec![0, 0, 9, 9]],
        taken_by: PERSON,
        at: Moment::EPOCH,
    };
    before::Ticket9 {
        ticket: before::Ticket {
            signature: Some(signature),
            ..ticket()
        },
        request_kind: Some(Kind::Repair),
        channel: None,
        opened_at: Some(Moment::EPOCH),
        resolution: "Kayış".into(),
        ended_at: Some(Moment::EPOCH),
    }
}

/// Read from a block of these formats, and from the table, where a field that came later is missing.
#[track_caller]
fn reads<R: Record, Old: Serialize + Into<R>>(
    formats: RangeInclusive<u8>,
    old: fn() -> Old,
    later: &[&str],
) {
    let expected: R = old().into();
    let bytes = postcard::to_stdvec(&old()).expect("it packs");
    for format in formats {
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
    reads::<Ticket, _>(kinds::BODY_FORMAT_OLDEST..=8, ticket, &later);
}

#[test]
fn the_one_signature_of_a_ticket_from_before_is_the_first_of_its_signatures() {
    reads::<Ticket, _>(9..=9, signed_ticket, &[]);
    let expected: Ticket = signed_ticket().into();
    for (before, signed) in [(json!(null), false), (signature_in_json(), true)] {
        let mut stored = serde_json::to_value(&expected).expect("plain fields");
        let fields = stored.as_object_mut().expect("named fields");
        fields.remove("signatures").expect("it is signed");
        fields.insert("signature".to_owned(), before);
        let read = kinds::from_json(Ticket::KIND, &stored).expect("a ticket");
        let mut expected = expected.clone();
        expected.signatures.retain(|_| signed);
        assert!(read.same(&expected), "{read:?}");
    }
}

fn signature_in_json() -> Value {
    let before = signed_ticket().ticket.signature;
    serde_json::to_value(before).expect("plain fields")
}
