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
#[serde(tag = "name", content = "args", rename_all = "snake_case")]
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
    #[error("the default set was not granted")]
    DefaultSetNotGranted,
    #[error("the name is empty")]
    NameEmpty,
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
            Change::Deactivated { user } => {
                may(context, Right::ManageUsers)?;
                let mut person = desk
                    .get::<Person>(*user)
                    .here()
                    .ok_or(Refusal::NoSuchUser)?
                    .clone();
                let mut record = desk
                    .get::<User>(*user)
                    .here()
                    .ok_or(Refusal::NoSuchUser)?
                    .clone();
                person.active = false;
                record.active = false;
                desk.put(*user, person);
                desk.put(*user, record);
                Ok(())
            }
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
    let taken = desk
        .find::<User>("login", &grants.login.to_lowercase())
        .here()
        .unwrap_or_default();
    if taken.iter().any(|other| *other != user) {
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

fn granted(
    desk: &mut Desk,
    context: &Context,
    user: UserId,
    grants: &Edit<User>,
) -> Result<(), Refusal> {
    may(context, Right::ManageUsers)?;
    check_default(&grants.now)?;
    let mut record = desk
        .get::<User>(user)
        .here()
        .ok_or(Refusal::NoSuchUser)?
        .clone();
    let key = RecordKey::of::<User>(user);
    desk.guard(&key, "grants", &mut record, grants);
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
