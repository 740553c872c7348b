//! A company that sells two things and takes them back: the real rules over records in a map. As a device it answers look-ups by key
//! with "not aboard", as every device does.

use shared::accounts::Account;
use shared::calendar::{Day, Moment};
use shared::code::Code;
use shared::desk::{Desk, Effect};
use shared::documents::{Document, DocumentCost, Kind, Line, LineCost};
use shared::ids::{
    AccountId, DocumentId, LineId, OperationId, ProductId, SetId, StepId, UserId, WarehouseId,
};
use shared::integrations::{ErpKind, IntegrationSet, Link};
use shared::money::{Currency, Decimal};
use shared::needs::{Look, Needs};
use shared::pricing::Slots;
use shared::products::{Product, ProductCost};
use shared::quantity::Quantity;
use shared::record::{Record, RecordKey, Stored};
use shared::rma::change::{Confirmation, Saw};
use shared::rma::{self, Draft, Operation};
use shared::shelf::Place;
use shared::stock::Warehouse;
use shared::sync::AnyChange;
use shared::sync::decide::{Run, run};
use shared::sync::outcome::Reason;
use shared::text::Language;
use shared::users::{Context, Role};
use std::collections::BTreeMap;
use uuid::Uuid;

pub const ACCOUNT: AccountId = AccountId(Uuid::from_u128(0xacc));
pub const WORKSHOP: WarehouseId = WarehouseId(Uuid::from_u128(0x3a1));

pub fn today() -> Day {
    Day::new(2026, 11, 22).expect("a day")
}

/// An id that its name leads to.
pub fn named(name: &str) -> Uuid {
    let number = name.bytes().fold(7u128, |sum, byte| {
        sum.wrapping_mul(257).wrapping_add(u128::from(byte))
    });
    Uuid::from_u128(number)
}

pub fn product(code: &str) -> ProductId {
    ProductId(named(code))
}

pub fn sale(number: &str) -> DocumentId {
    DocumentId(named(number))
}

/// Rasa manages the service, Tomas is a technician, Ayşe sells, Jonas has no territory of ours.
pub fn person(name: &str) -> Context {
    let mut context = Context::system(Moment::EPOCH, today());
    if name == "system" {
        return context;
    }
    let (role, territory) = match name {
        "Rasa" => (Role::ServiceManager, "north"),
        "Tomas" => (Role::Technician, "north"),
        "Jonas" => (Role::Technician, "south"),
        _ => (Role::Salesperson, "north"),
    };
    context.system = false;
    context.user = UserId(named(name));
    context.roles.insert(role);
    context.territories.insert(territory.into());
    context
}

#[derive(Clone, Default)]
pub struct Shop {
    pub rows: BTreeMap<RecordKey, Stored>,
    pub effects: Vec<Effect>,
    /// Look-ups by key know nothing, and neither do ids of records that are not here.
    pub device: bool,
    pub revision: u64,
}

impl Shop {
    /// HK-40 is tracked by serial, PUMP is not, CABLE is an accessory.
    pub fn open() -> Shop {
        let mut shop = Shop::default();
        shop.put(ACCOUNT, account("info@saltas.lt"));
        shop.put(
            WORKSHOP,
            Warehouse {
                name: "Workshop".into(),
            },
        );
        for (code, tracked) in [
            ("HK-40", true),
            ("HK-50", true),
            ("PUMP", false),
            ("CABLE", false),
        ] {
            let mut card = Product::blank(code, Currency::EUR);
            if tracked {
                card.logistics_code = "SN".into();
            }
            shop.put(product(code), card);
            let (price, currency) = (Decimal::from(70), Currency::EUR);
            shop.put(product(code), ProductCost { price, currency });
        }
        shop.put(product("CABLE"), rma::Accessory { listed: true });
        let set_up = rma::Change::SetUp;
        shop.act(&person("Rasa"), set_up).expect("it is set up");
        shop
    }

    /// The customer is one in an ERP, too.
    pub fn link(&mut self) {
        let set = SetId(named("the ERP"));
        let record = IntegrationSet {
            name: "ERP".into(),
            erp: ErpKind::Simulator,
            firm: "1".into(),
            period: "1".into(),
            active: true,
            block_unread_checks: false,
        };
        self.put(set, record);
        let reference = "120.01".into();
        let links = vec![Link { set, reference }];
        self.put(
            ACCOUNT,
            Account {
                links,
                ..account("info@saltas.lt")
            },
        );
    }

    pub fn put<R: Record>(&mut self, id: R::Id, row: R) {
        self.rows
            .insert(RecordKey::of::<R>(id), Stored::new::<R>(id, 1, row));
    }

    pub fn get<R: Record>(&self, id: R::Id) -> Option<&R> {
        self.rows.get(&RecordKey::of::<R>(id))?.typed::<R>()
    }

    pub fn all<R: Record>(&self) -> Vec<(R::Id, &R)> {
        let rows = self.rows.values();
        let typed = |row: &'_ Stored| <R::Id as shared::ids::Id>::from_uuid(row.id);
        rows.filter_map(|row| Some((typed(row), row.typed::<R>()?)))
            .collect()
    }

    /// A sale from before, at 100 less 10 and 5 %, cost 60.
    pub fn sold(&mut self, number: &str, code: &str, serials: &[&str], days_ago: i64) {
        let pieces = i64::try_from(serials.len().max(1)).expect("few");
        self.sold_pieces(number, (code, pieces), serials, days_ago);
    }

    /// Of a lot, several pieces have one number.
    pub fn sold_pieces(
        &mut self,
        number: &str,
        (code, pieces): (&str, i64),
        serials: &[&str],
        days_ago: i64,
    ) {
        let line = Line {
            id: LineId(named(&format!("{number} line"))),
            product: product(code),
            quantity: Quantity::pieces(pieces),
            price: Decimal::from(100),
            serials: serials.iter().map(|serial| (*serial).to_owned()).collect(),
            slots: Slots::manual([Decimal::from(10), Decimal::from(5)]).expect("discounts"),
        };
        let cost = LineCost {
            line: line.id,
            price: Decimal::from(60),
            currency: Currency::EUR,
        };
        let day = today().plus_days(-days_ago);
        let document = Document {
            number: number.to_owned(),
            lines: vec![line],
            ..Document::blank(Kind::SaleInvoice, ACCOUNT, place(), day, Currency::EUR)
        };
        self.put(sale(number), document);
        self.put(sale(number), DocumentCost { lines: vec![cost] });
    }

    /// Decides a change as the server does; the words of the refusal otherwise.
    pub fn act(&mut self, who: &Context, change: impl Into<AnyChange>) -> Result<(), String> {
        let change = change.into();
        // time passes from deed to deed
        let mut who = who.clone();
        who.moment = who
            .moment
            .plus_milliseconds(i64::try_from(self.revision).unwrap_or(0));
        let mut desk = Desk::default();
        loop {
            match run(&change, &mut desk, &who) {
                Run::Needs(needs) => self.lay(&mut desk, needs),
                Run::Refused(_, reason) => return Err(words(&reason)),
                Run::Fine(_) => break,
            }
        }
        self.revision += 1;
        let (writes, effects) = desk.settle(self.revision);
        for row in writes {
            let kind = row.body.kind();
            self.rows.insert(RecordKey { kind, id: row.id }, row);
        }
        if !self.device {
            self.effects.extend(effects);
        }
        Ok(())
    }

    fn lay(&self, desk: &mut Desk, needs: Needs) {
        for key in needs.ids {
            let row = match self.rows.get(&key) {
                Some(row) => Look::Here(row.clone()),
                None if self.device => Look::NotAboard,
                None => Look::None,
            };
            desk.lay(key, row);
        }
        for asked in needs.keys {
            let carries = |row: &&Stored| {
                let mut keys = row.body.keys().into_iter();
                row.body.kind() == asked.kind
                    && keys.any(|key| key.name == asked.name && key.value == asked.value)
            };
            let ids = self.rows.values().filter(carries).map(|row| row.id);
            let found = match self.device {
                true => Look::NotAboard,
                false => Look::Here(ids.collect()),
            };
            desk.lay_key(asked, found);
        }
    }

    pub fn operation(&self, id: OperationId) -> &Operation {
        self.get::<Operation>(id).expect("the operation is there")
    }

    /// What somebody who looks at the operation now would confirm.
    pub fn confirmation(&self, id: OperationId, step: Uuid) -> Confirmation {
        let operation = self.operation(id);
        Confirmation {
            step: StepId(step),
            saw: Saw {
                state: operation.state,
                task: operation.task,
            },
            made_at: Moment::EPOCH,
            note: String::new(),
            department: None,
            present_cost: false,
            settled: Vec::new(),
            cancels: false,
            replacement: Some(operation.replacement.clone()),
        }
    }
}

pub fn place() -> Place {
    Place {
        territory: "north".into(),
    }
}

pub fn account(email: &str) -> Account {
    Account {
        code: Code::given("C-00001"),
        name: "UAB Šaltas kelias".into(),
        place: place(),
        city: String::new(),
        country: String::new(),
        address: String::new(),
        phone: String::new(),
        email: email.into(),
        language: Language::Lt,
        currency: Currency::EUR,
        price_list: None,
        payment_method: String::new(),
        note: String::new(),
        links: Vec::new(),
        archived: false,
    }
}

pub fn by_serial(serial: &str) -> Draft {
    Draft {
        serial: Some(serial.to_owned()),
        ..Draft::default()
    }
}

fn words(reason: &Reason) -> String {
    match reason {
        Reason::Refused { refusal } => refusal.to_string(),
        Reason::KeyTaken { key, value, .. } => format!("{key} {value} is taken"),
        Reason::ChangedTwice { conflicts } => {
            let fields: Vec<&str> = conflicts.iter().map(|c| c.field.as_str()).collect();
            format!("changed twice: {}", fields.join(", "))
        }
        other => format!("{other:?}"),
    }
}
