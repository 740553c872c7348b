//! Out of the app, with and without signal: what the person leaves on this device, and the end of their session on the server.
//!
//! The browser alone cannot end a session: its token is out of reach of every script. So who signed out is kept, without any secret,
//! until the server has heard of it; it is asked before anybody signs in, and ends nobody else's session, because it is told whose.

use super::login::Session;
use super::{App, opening};
use crate::browser::locks::{self, Lock, Take};
use crate::browser::{keep, online, random, timer};
use crate::store::{IndexedDbStore, LocalStore};
use crate::sync::backoff::delay_ms;
use crate::sync::{Emptied, client, empty};
use futures::channel::oneshot;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ids::UserId;
use shared::sync::wire::SignedIn;
use std::cell::Cell;
use std::rc::Rc;
use std::str::FromStr;

/// Whose session is to be ended.
const ENDING: &str = "sahada.ending";
/// Ending a session and beginning one happen one after the other, in whichever tabs.
const LOCK: &str = "sahada:session";

/// What signing out means now, to be said beforehand.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Leaving {
    /// Changes and files that the server does not have: they stay on this device, sealed.
    pub unsent: u64,
    /// Something was typed and not saved.
    pub typed: bool,
    /// Signing in again is not possible before there is signal.
    pub offline: bool,
}

impl Leaving {
    pub fn needs_asking(self) -> bool {
        self != Leaving::default()
    }
}

pub async fn leaving(app: App) -> Leaving {
    app.drafts.settled().await;
    let typed = match app.device.store() {
        Some(store) => store.draft_keys().await.is_ok_and(|keys| !keys.is_empty()),
        None => false,
    };
    Leaving {
        unsent: untrack(|| app.connection.unsent()),
        typed,
        offline: !online::is_online() || !app.connection.online.get_untracked(),
    }
}

/// Nothing of the person's stays here but work that nobody else has; the server ends the session now or at the next contact.
pub async fn sign_out(app: App) {
    let Some(person) = app.login.person_now() else {
        return;
    };
    keep::put(ENDING, &person.user.to_string());
    let (store, answered) = (app.device.store(), answered(app));
    opening::stop(app);
    if let Some(store) = store {
        leave(&person, &store, &answered).await;
    }
    client::speak_for(None);
    app.login.session.set(Session::Nobody);
    end_when_heard();
}

/// What has an answer and only waits for the next pull to be forgotten here.
fn answered(app: App) -> Vec<String> {
    let uids = app.device.with(|replica| {
        let entries = replica.queue().entries().iter();
        let answered = entries.filter(|pending| pending.answered.is_some());
        answered
            .map(|pending| pending.intention.uid.to_string())
            .collect()
    });
    uids.unwrap_or_default()
}

async fn leave(person: &SignedIn, store: &IndexedDbStore, answered: &[String]) {
    // a store that does not answer is left as it is: what lies there is sealed, and may be all there is of somebody's work
    if let Ok(Emptied::NothingWaits) = empty(store, answered).await {
        opening::note_forgetting(person);
        opening::forget_person(person.user);
        if store.wipe().await.is_ok() {
            opening::forgotten();
        }
    }
}

/// A session that began and is nobody's here.
pub fn end(whose: UserId) {
    keep::put(ENDING, &whose.to_string());
    end_when_heard();
}

/// Goes on until the server has heard of it; a page that ends meanwhile goes on at its next start.
pub fn end_when_heard() {
    spawn_local(async {
        let mut failures = 0;
        while keep::get(ENDING).is_some() {
            let turn = turn().await;
            let heard = end_session().await;
            drop(turn);
            if heard {
                return;
            }
            failures += 1;
            wait(delay_ms(failures, random::chance())).await;
        }
    });
}

/// Until that long has passed, or the network is back.
async fn wait(milliseconds: u32) {
    let (sender, back) = oneshot::channel();
    let sender = Cell::new(Some(sender));
    let sender = Rc::new(sender);
    let _listeners = online::on_network_change(move |is_online| {
        if let Some(sender) = is_online.then(|| sender.take()).flatten() {
            // nobody waits any more
            let _ = sender.send(());
        }
    });
    timer::within_ms(milliseconds, back).await;
}

/// Whoever signs in holds it until the new session stands. `None`: a browser without locks.
pub async fn turn() -> Option<Lock> {
    locks::take(LOCK, Take::Wait).await
}

/// `false`: the server could not be asked. Answered by a refusal, there is nothing to end any more: the session is over, or the
/// browser's cookie is somebody else's since.
pub async fn end_session() -> bool {
    let Some(kept) = keep::get(ENDING) else {
        return true;
    };
    let heard = match UserId::from_str(&kept) {
        Ok(person) => match client::sign_out(person).await {
            Ok(()) => true,
            Err(failure) => !failure.is_temporary(),
        },
        Err(_) => true,
    };
    if heard {
        keep::drop(ENDING);
    }
    heard
}

/// The server has put a new session in the place of the old one.
pub fn ended() {
    keep::drop(ENDING);
}
