//! Who is signed in here, and as whom the rules run. Knows no password: signing in is one request.

use super::opening::SignInProblem;
use super::renewing::Renewal;
use leptos::prelude::*;
use shared::calendar::{Day, Moment, ZoneOffsets};
use shared::sync::wire::SignedIn;
use shared::users::{Context, Right, Rules};

use super::time;

/// Where the sign-in stands.
#[derive(Clone, PartialEq, Debug)]
pub enum Session {
    /// Not looked yet.
    Unknown,
    Nobody,
    Person(SignedIn),
}

#[derive(Clone, Copy)]
pub struct Login {
    pub session: RwSignal<Session>,
    /// Why nobody is.
    pub problem: RwSignal<Option<SignInProblem>>,
    pub(super) renewal: StoredValue<Renewal>,
}

impl Login {
    pub fn new() -> Self {
        Self {
            session: RwSignal::new(Session::Unknown),
            problem: RwSignal::new(None),
            renewal: StoredValue::new(Renewal::default()),
        }
    }

    pub fn person(&self) -> Option<SignedIn> {
        match self.session.get() {
            Session::Person(person) => Some(person),
            Session::Unknown | Session::Nobody => None,
        }
    }

    pub fn person_now(&self) -> Option<SignedIn> {
        match self.session.get_untracked() {
            Session::Person(person) => Some(person),
            Session::Unknown | Session::Nobody => None,
        }
    }

    pub fn has(&self, right: Right) -> bool {
        self.person()
            .is_some_and(|person| person.roles.iter().any(|role| role.has(right)))
    }
}

impl Default for Login {
    fn default() -> Self {
        Self::new()
    }
}

impl Login {
    /// In which the changes of whoever is signed in run just now.
    pub fn context(&self) -> Option<Context> {
        let person = self.person();
        person.map(|person| context(&person, untrack(time::now)))
    }
}

/// The context in which this person's changes run on this device.
pub fn context(person: &SignedIn, moment: Moment) -> Context {
    Context {
        user: person.user,
        roles: person.roles.iter().copied().collect(),
        territories: person.territories.iter().cloned().collect(),
        sets: person.sets.iter().copied().collect(),
        warehouses: None,
        system: false,
        moment,
        today: today(person, moment),
        offset_minutes: person.offset_minutes,
        rules: Rules::NOW,
    }
}

/// The day in the company's zone.
pub fn today(person: &SignedIn, moment: Moment) -> Day {
    ZoneOffsets::fixed(person.offset_minutes).day_of(moment)
}
