//! The first user, or a lost password. The person becomes a record by an intention of the system; the password does not.

use super::Opened;
use crate::auth::password;
use crate::db::{KeyWanted, SignIn, SignInStored, Wanted};
use crate::state::ServerState;
use anyhow::{Context, Result, bail};
use shared::ids::{Uid, UserId};
use shared::record::Record;
use shared::sync::{AnyChange, Intention, Outcome};
use shared::text::Language;
use shared::users::{Change, Role, User};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Who is to be added.
#[derive(Debug, Clone)]
pub struct NewUser {
    pub login: String,
    pub name: String,
    pub roles: BTreeSet<Role>,
    pub territories: BTreeSet<String>,
    pub language: Language,
    pub password: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    NewUser(Uuid),
    /// The name was known: only the password is new.
    NewPassword(Uuid),
}

pub async fn run(opened: &Opened, new: NewUser) -> Result<()> {
    let login = new.login.clone();
    match add_user(&opened.state, opened.workspace, new).await? {
        Added::NewUser(_) => println!("{login} can sign in now."),
        Added::NewPassword(_) => println!("{login} was there already; the password is changed."),
    }
    Ok(())
}

pub async fn add_user(state: &ServerState, workspace: Uuid, new: NewUser) -> Result<Added> {
    if !password::acceptable(&new.password) {
        bail!(
            "a password has {} to {} characters",
            password::LENGTH_MIN,
            password::LENGTH_MAX
        );
    }
    let login = new.login.trim().to_lowercase();
    let hash = state.passwords.hash(new.password.clone()).await?;
    let known = known_user(state, workspace, &login).await?;
    let user = known.unwrap_or_else(Uuid::new_v4);
    let sign_in = SignIn {
        user_id: user,
        login: login.clone(),
        password_hash: hash,
        changed: state.clock.milliseconds(),
    };
    if known.is_none() {
        invite(state, workspace, UserId(user), &login, new).await?;
    }
    match state
        .database
        .set_sign_in(workspace, &sign_in, None)
        .await?
    {
        SignInStored::LoginTaken => bail!("the sign-in name {login} belongs to somebody else"),
        SignInStored::Stored if known.is_some() => Ok(Added::NewPassword(user)),
        SignInStored::Stored => Ok(Added::NewUser(user)),
    }
}

async fn known_user(state: &ServerState, workspace: Uuid, login: &str) -> Result<Option<Uuid>> {
    let wanted = Wanted {
        records: Vec::new(),
        keys: vec![KeyWanted {
            kind: User::KIND.into(),
            key: "login".into(),
            value: login.into(),
        }],
    };
    let mut snapshot = state.database.snapshot(workspace).await?;
    let found = snapshot.load(&wanted).await?;
    Ok(found.matches.first().map(|found| found.id))
}

async fn invite(
    state: &ServerState,
    workspace: Uuid,
    user: UserId,
    login: &str,
    new: NewUser,
) -> Result<()> {
    let change = Change::Invited {
        user,
        name: new.name,
        grants: User {
            login: login.to_owned(),
            roles: new.roles,
            territories: new.territories,
            warehouses: BTreeSet::new(),
            sets: BTreeSet::new(),
            default_set: None,
            language: new.language,
            active: true,
        },
    };
    let change = AnyChange::from(change);
    let uid = Uid(Uuid::new_v4());
    let intention = Intention::new(uid, &change, 0, Vec::new(), state.clock.now());
    let decided = state.writers.system(workspace, vec![intention]).await?;
    let decided = decided.first().context("the writer gave no outcome")?;
    match decided.outcome {
        Outcome::Applied | Outcome::Merged => Ok(()),
        _ => bail!("the user was not added: {:?}", decided.reason),
    }
}
