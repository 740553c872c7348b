//! The company every run begins with: a few people, accounts and products, made once and shared by all runs of a thread.

use crate::chance::Chance;
use crate::office::{BEGIN, at_once};
use crate::people::{Made, TERRITORIES, grants};
use jiff::tz::TimeZone;
use server::clock::Clock;
use server::db::memory::{MemoryDatabase, Saved};
use server::db::{Database, Workspace};
use server::sync::Author;
use server::sync::accept::Acceptor;
use server::sync::arrival::{Push, items};
use shared::calendar::Moment;
use shared::ids::{AccountId, ProductId, Uid, UserId};
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
        let people = vec![
            (user(0), grants("ada", Role::Administrator, &[])),
            (
                user(1),
                grants("ayse", Role::Salesperson, &TERRITORIES[..1]),
            ),
            (user(2), grants("jonas", Role::Salesperson, &TERRITORIES)),
            (user(3), grants("can", Role::Salesperson, &TERRITORIES[1..])),
            (user(4), grants("tea", Role::Technician, &TERRITORIES[..1])),
        ];
        let mut company = Self {
            workspace,
            saved: database.saved(),
            people,
            accounts: Vec::new(),
            products: Vec::new(),
        };
        company.fill(&database);
        company.saved = database.saved();
        company
    }

    fn fill(&mut self, database: &MemoryDatabase) {
        let mut changes: Vec<AnyChange> = Vec::new();
        for (user, grants) in &self.people {
            let (user, name, grants) = (*user, grants.login.clone(), grants.clone());
            changes.push(Change::Invited { user, name, grants }.into());
        }
        for number in 0..4u128 {
            let account = AccountId(Uuid::from_u128(0x2000 + number));
            self.accounts.push(account);
            changes.push(new_account(account, TERRITORIES[number as usize % 2]));
        }
        for number in 0..4u128 {
            let product = ProductId(Uuid::from_u128(0x3000 + number));
            self.products.push(product);
            changes.push(new_product(product));
        }
        let clock = Clock::by(TimeZone::UTC, || Moment::from_milliseconds(BEGIN));
        let acceptor = Acceptor::new(Arc::new(database.clone()), clock, self.workspace);
        let moment = Moment::from_milliseconds(BEGIN);
        let intention = |(number, change): (usize, AnyChange)| {
            Intention::new(
                Uid(Uuid::from_u128(0x9000 + number as u128)),
                &change,
                0,
                Vec::new(),
                moment,
            )
        };
        let intentions = changes.into_iter().enumerate().map(intention).collect();
        let items = items(0, None, intentions, Vec::new(), moment);
        let push = Push {
            author: Author::System,
            client: None,
        };
        let (results, _) = at_once(acceptor.accept(&[push], &items)).expect("founded");
        let refused = results[0]
            .decided
            .iter()
            .find(|decided| !decided.outcome.is_applied());
        assert!(
            refused.is_none(),
            "the company cannot be founded: {refused:?}"
        );
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

fn new_account(account: AccountId, territory: &str) -> AnyChange {
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
