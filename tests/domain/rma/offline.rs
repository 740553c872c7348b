//! What a device says alone, and what the server makes of it.

use super::shop::{Shop, by_serial, person, sale};
use shared::calendar::Moment;
use shared::desk::Effect;
use shared::documents::Document;
use shared::edit::Edit;
use shared::ids::{OperationId, StepId};
use shared::rma::{Change, Draft, Meaning, Operation, Part, Task};
use shared::users::Context;
use uuid::Uuid;

const ID: OperationId = OperationId(Uuid::from_u128(1));

fn taken_in(draft: Draft) -> Change {
    Change::TakenIn {
        operation: ID,
        draft,
        provisional: "T-7-1".into(),
    }
}

fn company() -> (Shop, Shop) {
    let mut server = Shop::open();
    server.sold("S-1", "HK-40", &["SN-1"], 100);
    let device = Shop {
        device: true,
        ..server.clone()
    };
    (server, device)
}

#[test]
fn an_unknown_serial_is_its_authors_draft_until_the_server_says() {
    let (mut server, mut device) = company();
    for serial in ["SN-1", "SN-404"] {
        let change = taken_in(by_serial(serial));
        device.act(&person("Tomas"), change.clone()).expect("kept");
        let draft = device.operation(ID);
        assert!(!draft.is_verified() && !draft.code.is_final());
        assert_eq!(draft.serial.as_deref(), Some(serial));
        let confirmation = device.confirmation(ID, Uuid::from_u128(2));
        let operation = ID;
        let early = Change::Confirmed {
            operation,
            confirmation,
        };
        let said = device.act(&person("Rasa"), early).expect_err("too early");
        assert_eq!(said, "the return is not verified");
        device.rows.retain(|key, _| key.id != ID.0);
        let said = server.act(&person("Tomas"), change);
        match serial {
            "SN-1" => assert!(said.is_ok() && server.operation(ID).code.is_final()),
            _ => assert_eq!(said, Err("no sale has this serial".into())),
        }
        server.rows.retain(|key, _| key.id != ID.0);
    }
}

#[test]
fn nothing_is_confirmed_before_the_server_knows_the_serial() {
    let (_, mut device) = company();
    let rasa = person("Rasa");
    device
        .act(&rasa, taken_in(by_serial("SN-1")))
        .expect("kept");
    let confirmation = device.confirmation(ID, Uuid::from_u128(2));
    let change = Change::Confirmed {
        operation: ID,
        confirmation,
    };
    assert_eq!(
        device.act(&rasa, change),
        Err("the return is not verified".into())
    );
}

fn dropped() -> Change {
    Change::Dropped {
        operation: ID,
        step: StepId(Uuid::from_u128(9)),
        made_at: Moment::EPOCH,
    }
}

#[test]
fn a_draft_is_its_authors_to_drop() {
    let (_, mut device) = company();
    let (tomas, rasa) = (person("Tomas"), person("Rasa"));
    device
        .act(&tomas, taken_in(by_serial("SN-404")))
        .expect("kept");
    let said = device.act(&rasa, dropped());
    assert_eq!(said, Err("it is no draft of this person".into()));
    device.act(&tomas, dropped()).expect("dropped");
    assert!(!device.operation(ID).is_open());
    device.act(&tomas, dropped()).expect("twice is once");
    assert_eq!(device.operation(ID).log.len(), 1);
}

#[test]
fn what_was_confirmed_meanwhile_is_no_draft_any_more() {
    let (mut server, _) = company();
    let (tomas, rasa) = (person("Tomas"), person("Rasa"));
    let mut known = server.clone();
    for shop in [&mut server, &mut known] {
        shop.act(&tomas, taken_in(by_serial("SN-1"))).expect("kept");
    }
    known.act(&tomas, dropped()).expect("dropped");
    assert_eq!(known.operation(ID).state, Meaning::Cancelled);

    let said = server.act(&rasa, dropped());
    assert_eq!(said, Err("it is no draft of this person".into()));
    let confirmation = server.confirmation(ID, Uuid::from_u128(2));
    let operation = ID;
    let confirmed = Change::Confirmed {
        operation,
        confirmation,
    };
    server.act(&rasa, confirmed).expect("confirmed");
    let said = server.act(&tomas, dropped());
    assert_eq!(said, Err("it is no draft of this person".into()));
}

#[test]
fn the_sale_that_the_register_shows_verifies_it_for_the_device() {
    let (_, mut device) = company();
    let draft = Draft {
        sale: Some(sale("S-1")),
        ..by_serial("sn-1")
    };
    device.act(&person("Tomas"), taken_in(draft)).expect("kept");
    let operation = device.operation(ID);
    assert_eq!(operation.sale, Some(sale("S-1")));
    assert_eq!(operation.account_name, "UAB Šaltas kelias");
    assert!(
        !operation.code.is_final(),
        "the number is the server's to give"
    );
}

#[test]
fn three_states_confirmed_offline_are_decided_as_they_were_seen() {
    let (mut server, mut device) = company();
    let (tomas, rasa) = (person("Tomas"), person("Rasa"));
    let draft = Draft {
        sale: Some(sale("S-1")),
        task: Some(Task::Exchange),
        ..by_serial("SN-1")
    };
    let mut changes = vec![(tomas, taken_in(draft))];
    device
        .act(&changes[0].0, changes[0].1.clone())
        .expect("kept");
    for step in 2..5u128 {
        let confirmation = device.confirmation(ID, Uuid::from_u128(step));
        let change = Change::Confirmed {
            operation: ID,
            confirmation,
        };
        device.act(&rasa, change.clone()).expect("it fits here");
        changes.push((rasa.clone(), change));
    }
    let here = device.operation(ID).clone();
    for (who, change) in changes {
        server.act(&who, change.clone()).expect("it fits there");
        // a lost answer: the same again changes nothing
        let before = server.operation(ID).clone();
        let again = server.act(&who, change);
        assert!(again.is_ok() || before.log.is_empty());
        assert_eq!(server.operation(ID), &before);
    }
    let there = server.operation(ID);
    assert_eq!(there.state, Meaning::Preparing);
    let ids = |of: &Operation| of.standing(Part::NewSale).map(|made| made.document);
    assert_eq!(ids(there), ids(&here), "both name the new sale alike");
}

#[test]
fn a_confirmation_of_yesterday_makes_no_orphan() {
    let (mut server, _) = company();
    let (tomas, rasa) = (person("Tomas"), person("Rasa"));
    let draft = Draft {
        task: Some(Task::Exchange),
        ..by_serial("SN-1")
    };
    server.act(&tomas, taken_in(draft)).expect("taken in");
    for step in 2..4u128 {
        let confirmation = server.confirmation(ID, Uuid::from_u128(step));
        let change = Change::Confirmed {
            operation: ID,
            confirmation,
        };
        server.act(&rasa, change).expect("confirmed");
    }
    let confirmation = server.confirmation(ID, Uuid::from_u128(9));
    let late = Change::Confirmed {
        operation: ID,
        confirmation,
    };
    let task = Edit::new(Some(Task::Exchange), Some(Task::Cancel));
    server
        .act(
            &tomas,
            Change::TaskChosen {
                operation: ID,
                task,
            },
        )
        .expect("chosen");
    let confirmation = server.confirmation(ID, Uuid::from_u128(4));
    server
        .act(
            &rasa,
            Change::Confirmed {
                operation: ID,
                confirmation,
            },
        )
        .expect("cancelled");
    let before = server.rows.len();
    let said = server.act(&rasa, late).expect_err("it was cancelled");
    assert_eq!(said, "it was Received and is Cancelled");
    assert_eq!(server.rows.len(), before, "no document is left behind");
}

#[test]
fn without_an_address_the_customer_is_not_told_and_the_log_says_so() {
    let (mut server, _) = company();
    server.put(super::shop::ACCOUNT, super::shop::account(" "));
    let (tomas, rasa) = (person("Tomas"), person("Rasa"));
    server
        .act(&tomas, taken_in(by_serial("SN-1")))
        .expect("taken in");
    let key = shared::rma::state::id(Meaning::Approved);
    let field = shared::rma::state::StateField::Notify {
        edit: Edit::new(false, true),
    };
    server
        .act(&rasa, Change::StateEdited { state: key, field })
        .expect("set");
    let confirmation = server.confirmation(ID, Uuid::from_u128(2));
    server
        .act(
            &rasa,
            Change::Confirmed {
                operation: ID,
                confirmation,
            },
        )
        .expect("confirmed");
    assert_eq!(
        server.operation(ID).log[0].told,
        shared::rma::Told::NoAddress
    );
    assert!(server.effects.is_empty());
    let operation = server.operation(ID);
    let accepted = operation.log[0].accepted_at;
    let warns = |who: &Context, days: i64| {
        let now = accepted.plus_milliseconds(days * 86_400_000);
        operation.warns(who.user, now).is_some()
    };
    assert!(warns(&rasa, 0) && warns(&rasa, 6), "who confirmed it");
    assert!(
        !warns(&tomas, 0) && !warns(&rasa, 7),
        "nobody else, not for ever"
    );
    assert!(operation.untold().is_some());
}

/// What was done in the basement, in its order, is decided the same by the server.
#[test]
fn a_document_of_a_device_is_requested_and_its_unit_may_be_corrected() {
    let (mut server, mut device) = company();
    server.link();
    device.link();
    let (tomas, rasa) = (person("Tomas"), person("Rasa"));
    let draft = Draft {
        sale: Some(sale("S-1")),
        task: Some(Task::Exchange),
        ..by_serial("SN-1")
    };
    let mut changes = vec![(tomas.clone(), taken_in(draft))];
    device.act(&tomas, changes[0].1.clone()).expect("kept");
    for step in 2..5u128 {
        let confirmation = device.confirmation(ID, Uuid::from_u128(step));
        let operation = ID;
        let change = Change::Confirmed {
            operation,
            confirmation,
        };
        device.act(&rasa, change.clone()).expect("it fits here");
        changes.push((rasa.clone(), change));
    }
    for (was, now) in [("", "SN-9"), ("SN-9", "SN-8")] {
        let change = Change::ReplacementEntered {
            operation: ID,
            serial: Edit::new(was.into(), now.into()),
        };
        device.act(&tomas, change.clone()).expect("nothing is sent");
        changes.push((tomas.clone(), change));
        let requested = new_sale(&device);
        assert!(requested.is_requested() && !requested.is_on_its_way());
    }
    assert!(device.effects.is_empty());
    for (who, change) in changes {
        server.act(&who, change).expect("it fits there");
    }
    assert_eq!(new_sale(&server).lines[0].serials, ["SN-8"]);
    let Some(Effect::Transfer { document, .. }) = server.effects.last() else {
        panic!("the last thing is the new sale: {:?}", server.effects);
    };
    assert_eq!(document["lines"][0]["serials"][0], "SN-8");
}

fn new_sale(shop: &Shop) -> &Document {
    let made = shop.operation(ID).standing(Part::NewSale).expect("made");
    shop.get::<Document>(made.document).expect("it is there")
}
