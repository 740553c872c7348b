//! Who is this person, and what may they? Asked again while in contact, so that the lease begins anew, and the rules run with the rights
//! that were given or taken since. Without network nothing happens.

use super::{App, opening};
use crate::sync::{self, Failure, client};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::calendar::Moment;
use shared::ids::UserId;
use shared::record::RecordKey;
use shared::shelf::Shelf;
use shared::sync::Replica;
use shared::sync::wire::SignedIn;
use shared::users::User;
use std::collections::BTreeSet;

/// How long an answer is good for, unless something was granted or taken meanwhile.
const GOOD_FOR_MS: u64 = 3_600_000;
/// After a failure, with a later contact.
const AGAIN_MS: u64 = 60_000;

/// What the device itself sees of somebody's grants: whenever it changes, their rights may have.
#[derive(Clone, PartialEq, Debug, Default)]
struct Granted {
    held: BTreeSet<Shelf>,
    /// As the server has it, without what waits.
    user: Option<User>,
}

impl Granted {
    fn of(replica: &Replica, user: UserId) -> Granted {
        let row = replica.base().get(&RecordKey::of::<User>(user));
        Granted {
            held: replica.held().clone(),
            user: row.and_then(|row| row.typed::<User>().cloned()),
        }
    }
}

/// When the server was asked, and what was seen here at the time.
#[derive(Clone, Debug, Default)]
pub struct Renewal {
    under_way: bool,
    answered: Option<(Moment, Granted)>,
    failed: Option<Moment>,
}

impl Renewal {
    fn is_due(&self, now: Moment, granted: &Granted) -> bool {
        // a clock that was put back must not put it off for years
        let within =
            |since: Moment, length: u64| now.milliseconds_since(since).unsigned_abs() < length;
        if self.under_way || self.failed.is_some_and(|at| within(at, AGAIN_MS)) {
            return false;
        }
        match &self.answered {
            Some((at, seen)) => seen != granted || !within(*at, GOOD_FOR_MS),
            None => true,
        }
    }

    fn answered(now: Moment, granted: Granted) -> Renewal {
        Renewal {
            answered: Some((now, granted)),
            ..Renewal::default()
        }
    }

    fn failed(self, now: Moment) -> Renewal {
        Renewal {
            under_way: false,
            failed: Some(now),
            ..self
        }
    }
}

/// With each contact and each change of the portion; most of the time it does nothing.
pub fn when_due(app: App) {
    if due(app).is_none() {
        return;
    }
    spawn_local(async move {
        // something may have been granted while the server answered
        while let Some((user, granted)) = due(app) {
            ask(app, user, granted).await;
        }
    });
}

/// Somebody else works here, of whom nothing was asked yet.
pub fn begins(app: App) {
    app.login.renewal.set_value(Renewal::default());
}

/// The server has just said who they are.
pub fn is_fresh(app: App) {
    if let Some((_, granted)) = seen(app) {
        let renewal = Renewal::answered(sync::now(), granted);
        app.login.renewal.set_value(renewal);
    }
}

fn seen(app: App) -> Option<(UserId, Granted)> {
    let (user, _) = app.device.whose()?;
    let granted = app.device.with(|replica| Granted::of(replica, user))?;
    Some((user, granted))
}

fn due(app: App) -> Option<(UserId, Granted)> {
    let now = sync::now();
    seen(app).filter(|(_, granted)| {
        app.login
            .renewal
            .with_value(|renewal| renewal.is_due(now, granted))
    })
}

async fn ask(app: App, user: UserId, granted: Granted) {
    let renewal = app.login.renewal;
    renewal.update_value(|renewal| renewal.under_way = true);
    let answer = client::who_am_i().await;
    // whoever signed out meanwhile must not be remembered again
    if app.device.whose().is_none_or(|(whose, _)| whose != user) {
        return;
    }
    let now = sync::now();
    match answer {
        Ok(person) if person.user == user => {
            opening::remember_again(&person);
            becomes(app, person);
            opening::in_contact(app, now);
            renewal.set_value(Renewal::answered(now, granted));
            return;
        }
        Ok(_) | Err(Failure::SignedOut) => app.connection.signed_out.set(true),
        Err(_) => {}
    }
    renewal.update_value(|renewal| *renewal = renewal.clone().failed(now));
}

/// Another tab was answered: that one asks, this one follows.
pub fn heard_elsewhere(app: App, person: SignedIn) {
    let known = app.device.person();
    if known.is_some_and(|known| *known.borrow() != person) {
        becomes(app, person);
        app.connection.signed_out.set(false);
    }
}

/// The rules run with these rights from here on, and the pages show what they allow.
pub fn becomes(app: App, person: SignedIn) {
    app.device.acts_as(&person);
    if let Some(following) = app.device.following() {
        following.rights_changed(&app);
    }
    let shown = app.login.person_now();
    if shown.is_some_and(|shown| pages_differ(&shown, &person)) {
        app.login.session.set(super::Session::Person(person));
    }
}

/// Pages know nothing of the lease; told of every new one, they would begin anew under whoever is typing.
fn pages_differ(shown: &SignedIn, fresh: &SignedIn) -> bool {
    shown.user == fresh.user
        && *shown
            != SignedIn {
                lease_until: shown.lease_until,
                server_time: shown.server_time,
                ..fresh.clone()
            }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::users::Role;

    const ASKED: Moment = Moment::from_milliseconds(1_800_000_000_000);

    fn later(milliseconds: u64) -> Moment {
        ASKED.plus_milliseconds(milliseconds as i64)
    }

    fn holding(territory: &str) -> Granted {
        Granted {
            held: BTreeSet::from([Shelf::territory(territory)]),
            user: None,
        }
    }

    #[test]
    fn a_person_is_asked_about_at_the_first_contact_and_then_by_the_hour() {
        let granted = holding("İzmir");
        assert!(Renewal::default().is_due(ASKED, &granted));
        let renewal = Renewal::answered(ASKED, granted.clone());
        assert!(!renewal.is_due(ASKED, &granted));
        assert!(!renewal.is_due(later(GOOD_FOR_MS - 1), &granted));
        assert!(renewal.is_due(later(GOOD_FOR_MS), &granted));
        let put_back = ASKED.plus_milliseconds(-(GOOD_FOR_MS as i64));
        assert!(renewal.is_due(put_back, &granted));
    }

    #[test]
    fn what_is_granted_or_taken_is_asked_about_at_once() {
        let renewal = Renewal::answered(ASKED, holding("İzmir"));
        assert!(renewal.is_due(later(1), &holding("Vilnius")));
        assert!(renewal.is_due(later(1), &Granted::default()));
    }

    #[test]
    fn one_question_at_a_time_and_a_minute_after_a_failure() {
        let (old, new) = (holding("İzmir"), holding("Vilnius"));
        let asking = Renewal {
            under_way: true,
            ..Renewal::answered(ASKED, old)
        };
        assert!(!asking.is_due(later(1), &new));
        let failed = asking.failed(later(1));
        assert!(!failed.is_due(later(AGAIN_MS), &new));
        assert!(failed.is_due(later(AGAIN_MS + 1), &new));
    }

    #[test]
    fn pages_hear_of_rights_and_not_of_the_lease() {
        let shown = person();
        let mut fresh = person();
        fresh.lease_until = later(GOOD_FOR_MS);
        fresh.server_time = later(1);
        assert!(!pages_differ(&shown, &fresh));
        fresh.roles.push(Role::Technician);
        assert!(pages_differ(&shown, &fresh));
    }

    fn person() -> SignedIn {
        use shared::ids::WorkspaceId;
        use uuid::Uuid;
        SignedIn {
            workspace: WorkspaceId(Uuid::from_u128(1)),
            company: "Sahada".to_owned(),
            user: UserId(Uuid::from_u128(2)),
            name: "Ayşe Yılmaz".to_owned(),
            login: "ayse".to_owned(),
            roles: Vec::new(),
            territories: vec!["İzmir".to_owned()],
            sets: Vec::new(),
            language: shared::text::Language::Tr,
            lease_until: ASKED,
            server_time: ASKED,
            offset_minutes: 180,
        }
    }
}
