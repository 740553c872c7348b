//! What was taken by the rules of its day is taken again; what no rules took is found.

use super::*;
use shared::accounts::Account;
use shared::calendar::{Day, Moment};
use shared::code::Code;
use shared::ids::{AccountId, Id, ProductId, TicketId};
use shared::money::Currency;
use shared::products::Product;
use shared::quantity::Quantity;
use shared::shelf::Place;
use shared::sync::AnyChange;
use shared::sync::portion::{Link, chain};
use shared::text::Language;
use shared::tickets::{Change, Draft, Status};
use shared::users::{Role, Rules};

fn id<I: Id>(number: u128) -> I {
    I::from_uuid(Uuid::from_u128(number))
}

const TICKET: TicketId = TicketId(Uuid::from_u128(1));
const ACCOUNT: AccountId = AccountId(Uuid::from_u128(2));
const PUMP: ProductId = ProductId(Uuid::from_u128(3));

fn customer() -> Account {
    Account {
        code: Code::given("C-00001"),
        name: "Çınar Otomotiv".into(),
        place: Place {
            territory: "north".into(),
        },
        city: String::new(),
        country: String::new(),
        address: String::new(),
        phone: String::new(),
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

fn manager(rules: Rules) -> Context {
    let today = Day::parse("2026-11-23").expect("a day");
    Context {
        user: id(100),
        roles: [Role::ServiceManager].into(),
        territories: ["north".to_owned()].into(),
        system: false,
        rules,
        ..Context::system(Moment::at_start_of(today), today)
    }
}

/// A log in which each entry was applied, whatever it asks for.
struct Log {
    model: Model,
}

impl Log {
    fn of_a_closed_ticket() -> Log {
        let mut model = Model::default();
        model.put(Stored::new(ACCOUNT, 0, customer()));
        model.put(Stored::new(PUMP, 0, Product::blank("PUMP", Currency::EUR)));
        let mut log = Log { model };
        let draft = Draft {
            title: "Leaks".into(),
            ..Draft::for_account(ACCOUNT, &customer(), manager(Rules::NOW).today)
        };
        let provisional = "T-1".to_owned();
        log.says(Change::Created {
            ticket: TICKET,
            draft,
            provisional,
        });
        for to in [Status::Resolved, Status::Closed] {
            log.says(Change::StatusSet {
                ticket: TICKET,
                to,
                at: None,
                resolution: None,
            });
        }
        log
    }

    fn says(&mut self, change: Change) {
        let context = manager(Rules::NOW);
        let said = self.replays(change, &serde_json::to_value(context).expect("written"));
        assert_eq!(said, Ok(()));
    }

    fn replays(&mut self, change: Change, context: &Value) -> Result<(), String> {
        let revision = self.model.revision + 1;
        let uid = Uid(Uuid::from_u128(0x1000 + revision.unsigned_abs() as u128));
        let change = AnyChange::Tickets(change);
        let intention = Intention::new(uid, &change, 0, Vec::new(), Moment::EPOCH);
        let link = Link {
            uid: uid.0,
            hash: &intention.hash,
            outcome: "applied",
            revision: revision.unsigned_abs(),
            decided_at: Moment::EPOCH,
        };
        let stored = StoredIntention {
            uid: uid.0,
            client: Some(Uuid::from_u128(7)),
            seq: Some(revision),
            name: intention.name.clone(),
            version: 1,
            body: serde_json::to_string(&intention).expect("written"),
            hash: intention.hash.clone(),
            outcome: "applied".into(),
            reason: None,
            context: context.to_string(),
            author: Uuid::from_u128(100),
            revision,
            chain: chain(&self.model.chain, link),
            made_at: 0,
            decided_at: 0,
        };
        self.model.replay(&stored)
    }
}

fn part() -> Change {
    Change::PartUsed {
        ticket: TICKET,
        id: id(50),
        product: PUMP,
        quantity: Quantity::pieces(1),
        warehouse: None,
        at: None,
    }
}

/// As it was written before the log kept the rules.
fn without_rules(warehouses: Option<Value>) -> Value {
    let mut context = serde_json::to_value(manager(Rules::FIRST)).expect("written");
    let fields = context.as_object_mut().expect("fields");
    fields.remove("rules");
    fields.extend(warehouses.map(|given| ("warehouses".to_owned(), given)));
    context
}

#[test]
fn an_entry_is_decided_again_by_the_rules_of_its_day() {
    let mut log = Log::of_a_closed_ticket();
    let taken = log.replays(part(), &without_rules(None));
    assert_eq!(taken, Ok(()));
    let key = RecordKey::of::<shared::tickets::Ticket>(TICKET);
    let row = log.model.records[&key].typed::<shared::tickets::Ticket>();
    assert_eq!(row.expect("it is there").parts.len(), 1);
}

#[test]
fn what_the_rules_of_its_day_refuse_is_found() {
    let now = serde_json::to_value(manager(Rules::NOW)).expect("written");
    for context in [now, without_rules(Some(serde_json::json!([])))] {
        let found = Log::of_a_closed_ticket().replays(part(), &context);
        let said = "was applied, is rejected when decided again".to_owned();
        assert_eq!(found, Err(said));
    }
}
