//! Two technicians without signal on one ticket: both take the company's checklist, and both tick.

use shared::accounts::{self, Account};
use shared::brought::Brought;
use shared::calendar::Moment;
use shared::ids::{AccountId, ChecklistId, LineId, TicketId, UserId};
use shared::money::Currency;
use shared::record::{Record, RecordKey};
use shared::sync::InboxEntry;
use shared::text::Language;
use shared::tickets::checklist::{Checklist, lines, ticked};
use shared::tickets::{Change, Draft, Ticket};
use shared::users::{Role, User};
use std::collections::BTreeSet;
use support::model::{ModelDevice, ModelServer, today};
use uuid::Uuid;

const TICKET: TicketId = TicketId(Uuid::from_u128(600));
const CUSTOMER: AccountId = AccountId(Uuid::from_u128(601));
const YEARLY: ChecklistId = ChecklistId(Uuid::from_u128(602));

fn account() -> accounts::Change {
    accounts::Change::Created {
        account: CUSTOMER,
        draft: accounts::Draft {
            name: "Vidalı Makine".into(),
            territory: "ege".into(),
            city: String::new(),
            country: "TR".into(),
            address: String::new(),
            phone: String::new(),
            email: String::new(),
            language: Language::Tr,
            currency: Currency::EUR,
            price_list: None,
            payment_method: String::new(),
            note: String::new(),
        },
        provisional: "T-1".into(),
    }
}

fn yearly() -> Checklist {
    Checklist {
        lines: lines("Filtre\nYağ\nKayış"),
        ..Checklist::named("Yıllık bakım")
    }
}

fn ticket(device: &ModelDevice) -> Ticket {
    let key = RecordKey::of::<Ticket>(TICKET);
    let row = device.replica.get(&key).expect("the ticket is aboard");
    row.typed::<Ticket>().expect("a ticket").clone()
}

fn technician(login: &str) -> User {
    User {
        login: login.into(),
        roles: BTreeSet::from([Role::Technician]),
        territories: BTreeSet::from(["ege".to_owned()]),
        warehouses: BTreeSet::new(),
        sets: BTreeSet::new(),
        default_set: None,
        language: Language::Tr,
        active: true,
    }
}

/// The account, the ticket and the checklist, aboard of two.
fn company() -> (ModelServer, [ModelDevice; 2]) {
    let mut server = ModelServer::default();
    let mut device = |number: u128, login: &str| {
        let (id, record) = (UserId(Uuid::from_u128(number)), technician(login));
        server.people.insert(id, record.clone());
        ModelDevice::new(number, id, &record)
    };
    let mut devices = [device(1, "murat"), device(2, "rasa")];
    server.system(account().into());
    let brought = Brought::New { record: yearly() };
    let checklist = YEARLY;
    server.system(Change::ChecklistDefined { checklist, brought }.into());
    devices[0].pull(&server);
    let key = RecordKey::of::<Account>(CUSTOMER);
    let customer = devices[0].replica.get(&key).expect("aboard");
    let customer = customer.typed::<Account>().expect("an account");
    let draft = Draft {
        title: "Bakım".into(),
        ..Draft::for_account(CUSTOMER, customer, today())
    };
    let provisional = "T-2".to_owned();
    let made = Change::Created {
        ticket: TICKET,
        draft,
        provisional,
    };
    assert!(devices[0].commit(made));
    level(&mut server, &mut devices);
    (server, devices)
}

fn level(server: &mut ModelServer, devices: &mut [ModelDevice; 2]) {
    for _ in 0..2 {
        for device in devices.iter_mut() {
            device.push(server, 100, false);
            device.pull(server);
        }
    }
}

/// Takes the checklist onto the ticket as this device has it.
fn take(device: &mut ModelDevice) -> Vec<LineId> {
    let items = yearly().missing(YEARLY, TICKET, &ticket(device));
    let ids = items.iter().map(|item| item.id).collect();
    let ticket = TICKET;
    assert!(device.commit(Change::ItemsAdded { ticket, items }));
    ids
}

fn tick(device: &mut ModelDevice, id: LineId) {
    let ticked = Change::ItemTicked {
        ticket: TICKET,
        id,
        done: true,
        at: Moment::EPOCH,
    };
    assert!(device.commit(ticked));
}

#[test]
fn what_two_ticked_without_signal_counts_for_both() {
    let (mut server, mut devices) = company();
    let [first, second] = &mut devices;
    let ids = take(first);
    assert_eq!(take(second), ids, "the same lines, whoever takes them");
    tick(first, ids[0]);
    tick(first, ids[1]);
    tick(second, ids[1]);
    tick(second, ids[2]);
    level(&mut server, &mut devices);
    let inbox = |device: &ModelDevice| {
        let keys = device.view().into_keys();
        keys.filter(|key| key.kind == InboxEntry::KIND).count()
    };
    for device in &devices {
        assert!(device.replica.queue().is_empty());
        assert_eq!(inbox(device), 0, "nothing was parked");
        let items = ticket(device).checklist;
        assert_eq!((items.len(), ticked(&items)), (3, 3));
        let who = items.iter().map(|item| item.ticked.map(|tick| tick.by.0));
        let expected = [1, 1, 2].map(|number| Some(Uuid::from_u128(number)));
        assert_eq!(who.collect::<Vec<_>>(), expected);
    }
}
