//! Everything that can happen to a user: invited, renamed, granted, deactivated. The password is no part of any change.

use super::context::Context;
use super::policy::{Denied, may};
use super::right::Right;
use super::user::{Person, User};
use crate::desk::Desk;
use crate::edit::Edit;
use crate::ids::UserId;
use crate::needs::Needs;
use crate::record::RecordKey;
use crate::text::Language;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    Invited {
        user: UserId,
        name: String,
        grants: User,
    },
    Granted {
        user: UserId,
        grants: Edit<User>,
    },
    Deactivated {
        user: UserId,
    },
    LanguageChosen {
        user: UserId,
        language: Edit<Language>,
    },
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    #[error(transparent)]
    Denied { why: Denied },
    #[error("there is no such user")]
    NoSuchUser,
    #[error("the sign-in name {login} is taken")]
    LoginTaken { login: String },
    /// An id is used once: whoever is here already keeps name and rights.
    #[error("somebody is here under this id already")]
    AlreadyHere,
    #[error("the default set was not granted")]
    DefaultSetNotGranted,
    #[error("the name is empty")]
    NameEmpty,
    /// Whoever manages users cannot take that right or their access from themselves: the last one would lock everybody out.
    #[error("this would end your own access")]
    OwnAccess,
}

impl From<Denied> for Refusal {
    fn from(why: Denied) -> Self {
        Self::Denied { why }
    }
}

impl Change {
    pub fn makes(&self) -> Vec<Uuid> {
        match self {
            Change::Invited { user, .. } => vec![user.0],
            _ => Vec::new(),
        }
    }

    pub fn uses(&self) -> Vec<Uuid> {
        match self {
            Change::Invited { .. } => Vec::new(),
            Change::Granted { user, .. }
            | Change::Deactivated { user }
            | Change::LanguageChosen { user, .. } => vec![user.0],
        }
    }

    pub fn reads(&self, _desk: &Desk) -> Needs {
        match self {
            Change::Invited { user, grants, .. } => Needs::none()
                .id::<User>(*user)
                .id::<Person>(*user)
                .key::<User>("login", grants.login.to_lowercase()),
            Change::Granted { user, .. }
            | Change::Deactivated { user }
            | Change::LanguageChosen { user, .. } => {
                Needs::none().id::<User>(*user).id::<Person>(*user)
            }
        }
    }

    pub fn apply(&self, desk: &mut Desk, context: &Context) -> Result<(), Refusal> {
        match self {
            Change::Invited { user, name, grants } => invited(desk, context, *user, name, grants),
            Change::Granted { user, grants } => granted(desk, context, *user, grants),
            Change::Deactivated { user } => deactivated(desk, context, *user),
            Change::LanguageChosen { user, language } => {
                if *user != context.user {
                    may(context, Right::ManageUsers)?;
                }
                let mut record = desk
                    .get::<User>(*user)
                    .here()
                    .ok_or(Refusal::NoSuchUser)?
                    .clone();
                // low-value: the last writer wins
                record.language = language.now;
                desk.put(*user, record);
                Ok(())
            }
        }
    }
}

fn invited(
    desk: &mut Desk,
    context: &Context,
    user: UserId,
    name: &str,
    grants: &User,
) -> Result<(), Refusal> {
    may(context, Right::ManageUsers)?;
    if name.trim().is_empty() || grants.login.trim().is_empty() {
        return Err(Refusal::NameEmpty);
    }
    check_default(grants)?;
    let known =
        desk.get::<Person>(user).here().is_some() || desk.get::<User>(user).here().is_some();
    if known {
        return Err(Refusal::AlreadyHere);
    }
    let taken = desk
        .find::<User>("login", &grants.login.to_lowercase())
        .here()
        .unwrap_or_default();
    if !taken.is_empty() {
        return Err(Refusal::LoginTaken {
            login: grants.login.clone(),
        });
    }
    desk.put(
        user,
        Person {
            name: name.trim().to_owned(),
            active: true,
        },
    );
    desk.put(user, grants.clone());
    Ok(())
}

fn deactivated(desk: &mut Desk, context: &Context, user: UserId) -> Result<(), Refusal> {
    may(context, Right::ManageUsers)?;
    if user == context.user {
        return Err(Refusal::OwnAccess);
    }
    let (mut person, mut record) = both(desk, user)?;
    person.active = false;
    record.active = false;
    desk.put(user, person);
    desk.put(user, record);
    Ok(())
}

fn both(desk: &Desk, user: UserId) -> Result<(Person, User), Refusal> {
    let person = desk.get::<Person>(user).here().ok_or(Refusal::NoSuchUser)?;
    let record = desk.get::<User>(user).here().ok_or(Refusal::NoSuchUser)?;
    Ok((person.clone(), record.clone()))
}

fn granted(
    desk: &mut Desk,
    context: &Context,
    user: UserId,
    grants: &Edit<User>,
) -> Result<(), Refusal> {
    may(context, Right::ManageUsers)?;
    if grants.now.login.trim().is_empty() {
        return Err(Refusal::NameEmpty);
    }
    check_default(&grants.now)?;
    if user == context.user && !grants.now.has(Right::ManageUsers) {
        return Err(Refusal::OwnAccess);
    }
    let (person, mut record) = both(desk, user)?;
    let key = RecordKey::of::<User>(user);
    desk.guard(&key, "grants", &mut record, grants);
    // whoever was deactivated and is granted something anew works here again
    if person.active != record.active {
        let active = record.active;
        desk.put(user, Person { active, ..person });
    }
    desk.put(user, record);
    Ok(())
}

/// A default that the user is not granted is refused (INT-04).
fn check_default(grants: &User) -> Result<(), Refusal> {
    match grants.default_set {
        Some(set) if !grants.sets.contains(&set) => Err(Refusal::DefaultSetNotGranted),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Day, Moment};
    use crate::needs::Look;
    use crate::record::Stored;
    use crate::users::Role;

    const ADA: UserId = UserId(Uuid::from_u128(1));
    const AYSE: UserId = UserId(Uuid::from_u128(2));

    fn user(role: Role) -> User {
        User {
            login: "x".into(),
            roles: [role].into(),
            territories: Default::default(),
            warehouses: Default::default(),
            sets: Default::default(),
            default_set: None,
            language: Language::En,
            active: true,
        }
    }

    /// An administrator and a salesperson; the administrator acts.
    fn after(changes: &[Change]) -> Result<Desk, Refusal> {
        let (moment, today) = (Moment::EPOCH, Day::from_days_since_1970(0));
        let mut context = Context::system(moment, today);
        (context.user, context.system) = (ADA, false);
        context.roles.insert(Role::Administrator);
        let mut desk = Desk::default();
        for (id, role) in [(ADA, Role::Administrator), (AYSE, Role::Salesperson)] {
            let (name, active) = ("x".to_owned(), true);
            let person = Stored::new::<Person>(id, 1, Person { name, active });
            desk.lay(RecordKey::of::<Person>(id), Look::Here(person));
            let record = Stored::new::<User>(id, 1, user(role));
            desk.lay(RecordKey::of::<User>(id), Look::Here(record));
        }
        for change in changes {
            change.apply(&mut desk, &context)?;
        }
        Ok(desk)
    }

    fn grants(user: UserId, was: User, now: User) -> Change {
        let grants = Edit::new(was, now);
        Change::Granted { user, grants }
    }

    #[test]
    fn whoever_is_granted_something_anew_is_active_again() {
        let here = user(Role::Salesperson);
        let gone = User {
            active: false,
            ..here.clone()
        };
        let left = Change::Deactivated { user: AYSE };
        let desk = after(&[left, grants(AYSE, gone, here)]).expect("it applies");
        let person = desk.get::<Person>(AYSE).here().expect("a colleague");
        assert!(person.active);
    }

    #[test]
    fn nobody_is_invited_in_the_place_of_another() {
        let invited = |id: u128| Change::Invited {
            user: UserId(Uuid::from_u128(id)),
            name: "Mantas".into(),
            grants: user(Role::Technician),
        };
        assert_eq!(after(&[invited(2)]).err(), Some(Refusal::AlreadyHere));
        let desk = after(&[invited(3)]).expect("it applies");
        assert!(
            desk.get::<User>(UserId(Uuid::from_u128(3)))
                .here()
                .is_some()
        );
    }

    #[test]
    fn nobody_ends_their_own_access() {
        let (was, now) = (user(Role::Administrator), user(Role::Technician));
        for change in [
            Change::Deactivated { user: ADA },
            grants(ADA, was.clone(), now),
        ] {
            assert_eq!(after(&[change]).err(), Some(Refusal::OwnAccess));
        }
        assert!(after(&[grants(ADA, was.clone(), was)]).is_ok());
    }
}
