//! Who works at the demo company. Their password is the same for all and means nothing anywhere else.

use super::ids::id;
use super::stock::Store;
use shared::ids::{SetId, UserId};
use shared::sync::AnyChange;
use shared::text::Language;
use shared::users::{self, Role, User};
use std::collections::BTreeSet;

pub const PASSWORD: &str = "sahada-demo";

/// One person, as `serve --demo` prints them.
#[derive(Clone, Copy)]
pub struct Person {
    pub login: &'static str,
    pub name: &'static str,
    pub role: Role,
    pub language: Language,
    pub territories: &'static [&'static str],
    pub stores: &'static [Store],
}

const TURKEY: &[&str] = &["marmara", "ege", "anadolu"];
const LITHUANIA: &[&str] = &["vilnius", "kaunas"];

#[rustfmt::skip]
pub const PEOPLE: [Person; 8] = [
    Person { login: "admin", name: "Ona Kazlauskienė", role: Role::Administrator, language: Language::En, territories: &[], stores: &Store::ALL },
    Person { login: "deniz", name: "Deniz Yılmaz", role: Role::SalesManager, language: Language::En, territories: &[], stores: &Store::ALL },
    Person { login: "ayse", name: "Ayşe Çelik", role: Role::Salesperson, language: Language::Tr, territories: &["marmara"], stores: &[Store::Istanbul] },
    Person { login: "elif", name: "Elif Işık", role: Role::Salesperson, language: Language::Tr, territories: &["ege", "anadolu"], stores: &[Store::Izmir] },
    Person { login: "mantas", name: "Mantas Žukauskas", role: Role::Salesperson, language: Language::Lt, territories: LITHUANIA, stores: &[Store::Vilnius, Store::Kaunas] },
    Person { login: "murat", name: "Murat Öztürk", role: Role::Technician, language: Language::Tr, territories: TURKEY, stores: &[Store::Istanbul, Store::Izmir] },
    Person { login: "jonas", name: "Jonas Šimkus", role: Role::Technician, language: Language::Lt, territories: LITHUANIA, stores: &[Store::Kaunas] },
    Person { login: "rasa", name: "Rasa Ąžuolaitė", role: Role::ServiceManager, language: Language::Lt, territories: &[], stores: &Store::ALL },
];

impl Person {
    pub fn id(&self) -> UserId {
        let place = PEOPLE.iter().position(|other| other.login == self.login);
        id("user", place.unwrap_or(0))
    }

    pub fn sells(&self) -> bool {
        self.role == Role::Salesperson
    }

    fn grants(&self, set: SetId) -> User {
        let works_with_erp = !matches!(self.role, Role::Technician);
        User {
            login: self.login.to_owned(),
            roles: BTreeSet::from([self.role]),
            territories: self
                .territories
                .iter()
                .map(|name| (*name).to_owned())
                .collect(),
            warehouses: self.stores.iter().map(|store| store.id()).collect(),
            sets: works_with_erp.then_some(set).into_iter().collect(),
            default_set: works_with_erp.then_some(set),
            language: self.language,
            active: true,
        }
    }
}

pub fn changes(set: SetId) -> impl Iterator<Item = AnyChange> {
    PEOPLE.iter().map(move |person| {
        AnyChange::from(users::Change::Invited {
            user: person.id(),
            name: person.name.to_owned(),
            grants: person.grants(set),
        })
    })
}
