//! Passwords, sessions and sealed secrets. People themselves are records; a workspace has few sessions at a time.

use crate::db::{Session, SignIn, SignInStored};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use uuid::Uuid;

#[derive(Clone, Default)]
pub struct Access {
    sign_ins: BTreeMap<Uuid, SignIn>,
    /// whose a login is
    logins: BTreeMap<String, Uuid>,
    /// by the hash of the token
    sessions: BTreeMap<Vec<u8>, Session>,
    secrets: BTreeMap<String, Vec<u8>>,
}

impl Access {
    /// With a new password the person's other sessions end, but for those of withdrawn devices.
    pub fn set_sign_in(&mut self, sign_in: &SignIn, keep: Option<&[u8]>) -> SignInStored {
        let user = sign_in.user_id;
        let owner = self.logins.get(&sign_in.login);
        if owner.is_some_and(|owner| *owner != user) {
            return SignInStored::LoginTaken;
        }
        if let Some(before) = self.sign_ins.insert(user, sign_in.clone()) {
            self.logins.remove(&before.login);
        }
        self.logins.insert(sign_in.login.clone(), user);
        self.sessions.retain(|token, session| {
            session.user_id != user || session.revoked.is_some() || keep == Some(token)
        });
        SignInStored::Stored
    }

    pub fn by_login(&self, login: &str) -> Option<SignIn> {
        self.by_user(*self.logins.get(login)?)
    }

    pub fn by_user(&self, user: Uuid) -> Option<SignIn> {
        self.sign_ins.get(&user).cloned()
    }

    pub fn session(&self, token_hash: &[u8]) -> Option<&Session> {
        self.sessions.get(token_hash)
    }

    pub fn open_session(&mut self, session: &Session) {
        let token = session.token_hash.clone();
        self.sessions.insert(token, session.clone());
    }

    pub fn session_seen(&mut self, token_hash: &[u8], now: i64) {
        if let Some(session) = self.sessions.get_mut(token_hash) {
            session.last_seen = now;
        }
    }

    /// The one seen last first.
    pub fn sessions_of(&self, user: Uuid) -> Vec<Session> {
        let theirs = (self.sessions.values()).filter(|session| session.user_id == user);
        let mut theirs: Vec<Session> = theirs.cloned().collect();
        theirs.sort_by_key(|session| Reverse(session.last_seen));
        theirs
    }

    pub fn forget_session(&mut self, token_hash: &[u8]) {
        self.sessions.remove(token_hash);
    }

    /// `false` if the user has no such device.
    pub fn withdraw_sessions(&mut self, user: Uuid, device: Uuid, now: i64) -> bool {
        let mut found = false;
        for session in self.sessions.values_mut() {
            let theirs = (session.user_id, session.device) == (user, device);
            if theirs && session.revoked.is_none() {
                session.revoked = Some(now);
                found = true;
            }
        }
        found
    }

    pub fn set_secret(&mut self, name: &str, sealed: &[u8]) {
        self.secrets.insert(name.to_owned(), sealed.to_owned());
    }

    pub fn secret_or(&mut self, name: &str, fresh: &[u8]) -> Vec<u8> {
        let kept = self.secrets.entry(name.to_owned());
        kept.or_insert_with(|| fresh.to_owned()).clone()
    }

    pub fn secret(&self, name: &str) -> Option<Vec<u8>> {
        self.secrets.get(name).cloned()
    }
}
