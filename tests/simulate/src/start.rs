//! The company every run begins with: a few people, accounts and products, made once and shared by all runs of a thread.

use crate::chance::Chance;
use crate::erp;
use crate::office::{BEGIN, at_once};
use crate::people::{Made, TERRITORIES, grants};
use crate::returns::{OUT, begun};
use crate::tickets::SERIALS;
use crate::yesterday::leave_open;
use jiff::tz::TimeZone;
use server::clock::Clock;
use server::db::memory::{MemoryDatabase, Saved};
use server::db::{Database, Workspace};
use server::sync::Author;
use server::sync::accept::Acceptor;
use server::sync::arrival::{Push, items};
use shared::accounts::Account;
use shared::brought::Brought;
use shared::calendar::Moment;
use shared::code::Code;
use shared::documents;
use shared::documents::recorded::{Recorded, RecordedLine};
use shared::edit::Edit;
use shared::ids::{
    AccountId, DocumentId, LineId, OfferId, OperationId, ProductId, SetId, Uid, UserId, WarehouseId,
};
use shared::integrations::{ErpKind, IntegrationSet, Link};
use shared::money::{Currency, Decimal};
use shared::offers;
use shared::pricing::{PriceSource, Slots};
use shared::quantity::Quantity;
use shared::rma;
use shared::shelf::Place;
use shared::stock::{self, Warehouse};
use shared::sync::{AnyChange, Intention};
use shared::text::Language;
use shared::users::{Change, Role, User};
use std::sync::Arc;
use uuid::Uuid;

pub struct Company {
    pub workspace: Uuid,
    saved: Saved,
    people: Vec<(UserId, User)>,
    accounts: Vec<AccountId>,
    products: Vec<ProductId>,
    offers: Vec<OfferId>,
    operations: Vec<OperationId>,
}

/// The company's link to its ERP.
pub fn set() -> SetId {
    SetId(Uuid::from_u128(0x4000))
}

/// Whose parts a repair uses.
pub fn department() -> WarehouseId {
    WarehouseId(Uuid::from_u128(0x4100))
}

impl Company {
    pub fn found(thread: u32) -> Self {
        let workspace = Uuid::from_u128(0xacee_0000 + u128::from(thread));
        let database = MemoryDatabase::new();
        let row = Workspace {
            id: workspace,
            name: "acme".into(),
            epoch: Uuid::from_u128(1),
            revision: 0,
            chain: String::new(),
            feed_floor: 0,
            backed_up: 0,
            created: BEGIN,
        };
        assert!(at_once(database.create_workspace(&row)).expect("created"));
        let user = |number: u128| UserId(Uuid::from_u128(0x1000 + number));
        let mut people = vec![
            (user(0), grants("ada", Role::Administrator, &[])),
            (
                user(1),
                grants("ayse", Role::Salesperson, &TERRITORIES[..1]),
            ),
            (user(2), grants("jonas", Role::Salesperson, &TERRITORIES)),
            (user(3), grants("can", Role::Salesperson, &TERRITORIES[1..])),
            (user(4), grants("tea", Role::Technician, &TERRITORIES[..1])),
            (user(5), grants("rasa", Role::ServiceManager, &TERRITORIES)),
        ];
        for (_, grants) in &mut people {
            grants.sets.insert(set());
            grants.warehouses.insert(department());
        }
        let mut company = Self {
            workspace,
            saved: database.saved(),
            people,
            accounts: Vec::new(),
            products: Vec::new(),
            offers: Vec::new(),
            operations: Vec::new(),
        };
        company.fill(&database);
        company.saved = database.saved();
        company
    }

    fn fill(&mut self, database: &MemoryDatabase) {
        let mut changes: Vec<AnyChange> = Vec::new();
        let before = self.yesterday();
        for (user, grants) in &before {
            let (user, name, grants) = (*user, grants.login.clone(), grants.clone());
            changes.push(Change::Invited { user, name, grants }.into());
        }
        for number in 0..4u128 {
            let account = AccountId(Uuid::from_u128(0x2000 + number));
            self.accounts.push(account);
            changes.push(new_account(account, TERRITORIES[number as usize % 2]));
        }
        changes.push(new_set());
        changes.push(new_department());
        changes.push(rma::Change::SetUp.into());
        changes.push(linked(&self.accounts));
        for number in 0..4u128 {
            let product = ProductId(Uuid::from_u128(0x3000 + number));
            self.products.push(product);
            changes.push(new_product(product));
        }
        changes.push(sold(&self.accounts, &self.products));
        for (operation, own) in begun() {
            self.operations.push(operation);
            changes.extend(own.into_iter().map(AnyChange::from));
        }
        for number in 0..4u128 {
            let offer = OfferId(Uuid::from_u128(0x5000 + number));
            self.offers.push(offer);
            changes.push(self.new_offer(offer, number as usize));
        }
        let clock = Clock::by(TimeZone::UTC, || Moment::from_milliseconds(BEGIN));
        let acceptor = Acceptor::new(Arc::new(database.clone()), clock, self.workspace);
        decide(&acceptor, 0x9000, changes);
        leave_open(&acceptor, &before, &self.accounts);
        let granted = before.into_iter().zip(&self.people);
        let granted = granted.filter(|((_, was), (_, now))| was != now);
        let granted = granted.map(|((user, was), (_, now))| {
            let grants = Edit::new(was, now.clone());
            Change::Granted { user, grants }.into()
        });
        decide(&acceptor, 0x9800, granted.collect());
    }

    /// Who had fewer rights then: what was refused them is taken today.
    fn yesterday(&self) -> Vec<(UserId, User)> {
        let mut people = self.people.clone();
        let widest = people
            .iter_mut()
            .find(|(_, grants)| grants.login == "jonas");
        if let Some((_, grants)) = widest {
            grants.territories.remove(TERRITORIES[1]);
        }
        people
    }

    /// Ready to become a document.
    fn new_offer(&self, offer: OfferId, number: usize) -> AnyChange {
        let line = |at: usize| offers::change::NewLine {
            id: LineId(Uuid::from_u128(0x6000 + 16 * number as u128 + at as u128)),
            product: Some(self.products[(number + at) % self.products.len()]),
            text: String::new(),
            quantity: Quantity::pieces(1 + at as i64),
            price: Some(Decimal::from(100)),
            source: PriceSource::Standard,
            slots: Slots::EMPTY,
        };
        let draft = offers::change::Draft {
            account: self.accounts[number],
            day: Moment::from_milliseconds(BEGIN).utc_day(),
            valid_until: None,
            currency: Currency::TRY,
            price_list: None,
            payment_method: String::new(),
            set: None,
            note: String::new(),
            lines: (0..2).map(line).collect(),
            ticket: None,
        };
        offers::Change::Created {
            offer,
            draft,
            provisional: "T-0".into(),
        }
        .into()
    }

    pub fn database(&self) -> MemoryDatabase {
        let database = MemoryDatabase::new();
        database.put_back(&self.saved);
        database
    }

    pub fn made(&self) -> Made {
        let made = Made::starting_at(0x10_0000);
        made.accounts.replace(self.accounts.clone());
        made.products.replace(self.products.clone());
        made.offers.replace(self.offers.clone());
        made.operations.replace(self.operations.clone());
        made.users
            .replace(self.people.iter().map(|(user, _)| *user).collect());
        made
    }

    /// Who sits at which device in this run: two to five devices, often two of one person.
    pub fn seats(&self, chance: &Chance) -> Vec<UserId> {
        let count = 2 + chance.below(4);
        (0..count)
            .map(|_| self.people[chance.below(self.people.len())].0)
            .collect()
    }

    pub fn grants(&self, user: UserId) -> User {
        let found = self.people.iter().find(|(id, _)| *id == user);
        found.expect("one of the company").1.clone()
    }
}

/// By the system, under names from there on.
fn decide(acceptor: &Acceptor, first: u128, changes: Vec<AnyChange>) {
    let moment = Moment::from_milliseconds(BEGIN);
    let intention = |(number, change): (usize, AnyChange)| {
        let uid = Uid(Uuid::from_u128(first + number as u128));
        Intention::new(uid, &change, 0, Vec::new(), moment)
    };
    let intentions = changes.into_iter().enumerate().map(intention).collect();
    let items = items(0, None, intentions, Vec::new(), moment);
    let push = Push {
        author: Author::System,
        client: None,
    };
    let (results, _) = at_once(acceptor.accept(&[push], &items)).expect("founded");
    let mut decided = results[0].decided.iter();
    let refused = decided.find(|decided| !decided.outcome.is_applied());
    assert!(
        refused.is_none(),
        "the company cannot be founded: {refused:?}"
    );
}

/// Units out at customers, so that a check of a serial has something to find.
fn sold(accounts: &[AccountId], products: &[ProductId]) -> AnyChange {
    let document = |number: usize, serial: &str| Recorded {
        number: format!("D-{number}"),
        kind: documents::Kind::SaleDispatch,
        account: accounts[number % accounts.len()],
        place: Place {
            territory: TERRITORIES[number % TERRITORIES.len()].into(),
        },
        day: Moment::from_milliseconds(BEGIN).utc_day(),
        currency: Currency::TRY,
        lines: vec![RecordedLine {
            id: LineId(Uuid::from_u128(0x7100 + number as u128)),
            product: products[number % products.len()],
            quantity: Quantity::pieces(1),
            price: Decimal::from(100),
            serials: vec![serial.to_owned()],
            slots: Slots::EMPTY,
        }],
        warehouse: None,
        of: None,
        cancelled: None,
    };
    let sold = SERIALS[..3].iter().chain(&OUT);
    let serials = sold.enumerate();
    let rows = serials.map(|(number, serial)| {
        let id = DocumentId(Uuid::from_u128(0x7000 + number as u128));
        (id, document(number, serial))
    });
    documents::Change::Recorded {
        rows: rows.collect(),
    }
    .into()
}

pub fn new_account(account: AccountId, territory: &str) -> AnyChange {
    let draft = shared::accounts::Draft {
        name: "Akdeniz Gıda".into(),
        territory: territory.into(),
        city: String::new(),
        country: "TR".into(),
        address: String::new(),
        phone: String::new(),
        email: String::new(),
        language: Language::Tr,
        currency: shared::money::Currency::TRY,
        price_list: None,
        payment_method: String::new(),
        note: String::new(),
    };
    shared::accounts::Change::Created {
        account,
        draft,
        provisional: "T-0".into(),
    }
    .into()
}

fn new_product(product: ProductId) -> AnyChange {
    let draft = shared::products::Draft {
        name: "Vidalı kompresör".into(),
        price: Some(shared::money::Decimal::from(100)),
        ..shared::products::Draft::blank(shared::money::Currency::TRY)
    };
    shared::products::Change::Created {
        product,
        draft,
        provisional: "T-0".into(),
    }
    .into()
}

fn new_department() -> AnyChange {
    let record = Warehouse {
        name: "Servis".into(),
    };
    let warehouse = department();
    stock::Change::WarehouseNamed { warehouse, record }.into()
}

fn new_set() -> AnyChange {
    let record = IntegrationSet {
        name: "ERP".into(),
        erp: ErpKind::Simulator,
        firm: "1".into(),
        period: "1".into(),
        active: true,
        block_unread_checks: false,
    };
    let brought = Brought::New { record };
    let set = set();
    shared::integrations::Change::Defined { set, brought }.into()
}

/// The accounts as they were created, each with its card in the ERP.
fn linked(accounts: &[AccountId]) -> AnyChange {
    let row = |(number, id): (usize, &AccountId)| {
        let link = Link {
            set: set(),
            reference: erp::account(number as u128),
        };
        (*id, known_account(number, link))
    };
    let rows = accounts.iter().enumerate().map(row).collect();
    shared::accounts::Change::Imported { rows }.into()
}

fn known_account(number: usize, link: Link) -> Account {
    Account {
        code: Code {
            number: Some(format!("C-{:05}", number + 1)),
            provisional: Some("T-0".into()),
        },
        name: "Akdeniz Gıda".into(),
        place: Place {
            territory: TERRITORIES[number % 2].into(),
        },
        city: String::new(),
        country: "TR".into(),
        address: String::new(),
        phone: String::new(),
        email: String::new(),
        language: Language::Tr,
        currency: Currency::TRY,
        price_list: None,
        payment_method: String::new(),
        note: String::new(),
        links: vec![link],
        archived: false,
    }
}
