//! From nothing to a working app: who is signed in here, their store opened, their loop started; and back out again.
//!
//! A start without network is the same start: who was signed in is kept on the device and works until the lease ends. It begins anew
//! with what is heard in [`renewing`].

use super::device::Open;
use super::host::{Pages, count, files_are};
use super::login::{self, Session};
use super::running::{self, Running};
use super::{App, carrying, connection, renewing, shipped, signing_out, waiting};
use crate::browser::{keep, page, storage, update};
use crate::store::{IndexedDbStore, StoreError, StoreName};
use crate::sync::driver::{Driver, Left};
use crate::sync::filing::UnsentFiles;
use crate::sync::following::Following;
use crate::sync::server::Failure;
pub use crate::sync::server::Withdrawn;
use crate::sync::{self, client, opening};
use futures::lock::Mutex;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::calendar::Moment;
use shared::ids::UserId;
use shared::sync::wire::{SignIn, SignedIn};
use std::cell::RefCell;
use std::rc::Rc;

const PERSON: &str = "sahada.person";
/// When the server last answered, and whom.
const CONTACT: &str = "sahada.contact";
/// Whose databases are being deleted, until they are.
const FORGETTING: &str = "sahada.forgetting";
/// Why nobody works here any more, until somebody signs in.
const LEFT: &str = "sahada.left";

/// Why nobody is signed in now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SignInProblem {
    Wrong,
    TooOften,
    /// The password was right, but the person may not work here any more.
    Withdrawn(Withdrawn),
    NoServer,
    /// This browser, or a page that is not secure, keeps nothing at all.
    NoStorage,
    /// What is kept here does not come back now.
    NotRead,
}

impl SignInProblem {
    pub(super) fn of(failure: &Failure) -> SignInProblem {
        match failure {
            Failure::WrongPassword | Failure::SignedOut | Failure::Refused { .. } => {
                SignInProblem::Wrong
            }
            Failure::TooMany { .. } => SignInProblem::TooOften,
            Failure::Withdrawn(what) => SignInProblem::Withdrawn(*what),
            _ => SignInProblem::NoServer,
        }
    }

    fn of_store(error: &StoreError) -> SignInProblem {
        match error {
            StoreError::NoDatabase | StoreError::NoSeal(_) => SignInProblem::NoStorage,
            _ => SignInProblem::NotRead,
        }
    }
}

/// Looks who was signed in, and opens; then the server is asked.
pub fn start(app: App) {
    page::mark("sahada:opening");
    // listened for as long as the app stands
    StoredValue::new_local(update::watch(move || app.connection.update_ready.set(true)));
    let aboard = move || app.connection.shell_aboard.set(true);
    StoredValue::new_local(update::watch_shell(aboard));
    StoredValue::new_local(keep::watch(move || follow_the_other_tabs(app)));
    spawn_local(async move {
        finish_forgetting().await;
        signing_out::end_when_heard();
        match kept_person().filter(|person| person.lease_until > sync::now()) {
            Some(person) => {
                if let Err(error) = open(app, person).await {
                    let why = SignInProblem::of_store(&error);
                    app.login.problem.set(Some(why));
                    app.login.session.set(Session::Nobody);
                    return;
                }
                renewing::when_due(app);
            }
            None => app.login.session.set(Session::Nobody),
        }
    });
}

/// Another tab heard more of this person. Or somebody signed out or in there: this page stops showing and sending what is not theirs.
/// Saved work is on the disk.
fn follow_the_other_tabs(app: App) {
    let Some(here) = app.login.person_now() else {
        return;
    };
    match kept_person() {
        Some(now) if now.user == here.user => renewing::heard_elsewhere(app, now),
        _ => {
            client::speak_for(None);
            page::reload();
        }
    }
}

pub(super) fn asked_with(login: &str, password: &str) -> SignIn {
    SignIn {
        login: login.trim().to_owned(),
        password: password.to_owned(),
        device: page::device_name(),
    }
}

pub async fn sign_in(app: App, login: &str, password: &str) -> Result<(), SignInProblem> {
    client::speak_for(None);
    let request = asked_with(login, password);
    let turn = signing_out::turn().await;
    // what a sign-out left over comes first; if it cannot be asked, this cannot either
    signing_out::end_session().await;
    let signed_in = client::sign_in(&request).await;
    if signed_in.is_ok() {
        signing_out::ended();
    }
    drop(turn);
    let person = signed_in.map_err(|failure| SignInProblem::of(&failure))?;
    finish_forgetting().await;
    keep::drop(LEFT);
    remember(&person);
    app.connection.signed_out.set(false);
    let opened = open(app, person).await;
    opened.map_err(|error| SignInProblem::of_store(&error))?;
    renewing::is_fresh(app);
    in_contact(app, sync::now());
    carrying::fetch_key(app);
    // asked once, after a sign-in: the moment a browser is most likely to say yes
    storage::ask_persistence().await;
    Ok(())
}

/// Nobody works here any more, in any tab; what lies on the disk is not touched.
pub fn stop(app: App) {
    keep::drop(PERSON);
    app.device.close();
    app.shipped.forget();
    app.connection.signed_out.set(false);
}

/// Who was here, how much of theirs waited and when the server last answered.
pub fn forget_person(user: UserId) {
    waiting::is_now(user, "", 0);
    [PERSON, CONTACT].into_iter().for_each(keep::drop);
    running::forget();
}

/// Everything was handed in: nobody works here any more. Who was here, and how much waited, is forgotten at once.
pub fn left(app: App, who: UserId, why: Withdrawn) {
    forget_person(who);
    if let Ok(text) = serde_json::to_string(&why) {
        keep::put(LEFT, &text);
    }
    app.device.close();
    app.shipped.forget();
    app.connection.signed_out.set(false);
    app.login.session.set(Session::Nobody);
}

/// What an administrator took back, since nobody signed in.
pub fn why_left() -> Option<Withdrawn> {
    keep::get(LEFT).and_then(|text| serde_json::from_str(&text).ok())
}

/// Written down before the deleting, so that a page that dies in between finishes it at its next start.
pub fn note_forgetting(person: &SignedIn) {
    keep::put(
        FORGETTING,
        &format!("{}\n{}", person.workspace, person.user),
    );
}

pub fn forgotten() {
    keep::drop(FORGETTING);
}

async fn finish_forgetting() {
    let noted = keep::get(FORGETTING);
    let Some((workspace, user)) = noted.as_deref().and_then(|noted| noted.split_once('\n')) else {
        return;
    };
    // a browser that refuses now is asked again at the next start
    if IndexedDbStore::forget(&StoreName::new(workspace, user))
        .await
        .is_ok()
    {
        forgotten();
    }
}

async fn open(app: App, person: SignedIn) -> Result<(), StoreError> {
    let name = StoreName::new(&person.workspace.to_string(), &person.user.to_string());
    let store = Rc::new(IndexedDbStore::open(name.clone()).await?);
    client::speak_for(Some(person.user));
    let context = login::context(&person, sync::now());
    let running = Running::begin().await;
    let opened = opening::open(&*store, &context, &running.killers, |uid| running.is(uid)).await?;
    let left = Left {
        journal_rows: opened.journal_rows,
    };
    let label = label(&opened.replica.client.to_string());
    let replica = Rc::new(RefCell::new(opened.replica));
    // one for the pages and the loop: what is heard of this person later counts for both
    let acting = Rc::new(RefCell::new(person.clone()));
    let following = Rc::new(Following::default());
    let host = Pages {
        app,
        person: acting.clone(),
        replica: replica.clone(),
        reading: Mutex::default(),
        following: following.clone(),
    };
    app.device.open(Open {
        person: acting,
        replica,
        store: store.clone(),
        after: Rc::new(move || count(app)),
        stored: Rc::new(move |problem| app.connection.stored(problem)),
        driver: None,
        following,
        label,
    });
    renewing::begins(app);
    app.device.speak(app.preferences.language.get_untracked());
    app.connection.last_contact.set(contact_of(&person));
    app.login.session.set(Session::Person(person));
    // whoever worked here before had others
    files_are(app, UnsentFiles::default());
    app.device.drive(Driver::start(name, store, host, left));
    spawn_local(carrying::look_for_key(app));
    shipped::read(app);
    page::mark("sahada:list-ready");
    Ok(())
}

/// The first characters of the client's id that differ between devices.
fn label(client: &str) -> String {
    client
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .rev()
        .take(4)
        .collect::<String>()
        .to_uppercase()
}

fn kept_person() -> Option<SignedIn> {
    keep::get(PERSON).and_then(|text| serde_json::from_str(&text).ok())
}

/// Unless they signed out meanwhile, in whichever tab.
pub fn remember_again(person: &SignedIn) {
    if kept_person().is_some_and(|kept| kept.user == person.user) {
        remember(person);
    }
}

fn remember(person: &SignedIn) {
    if let Ok(text) = serde_json::to_string(person) {
        keep::put(PERSON, &text);
    }
}

/// The age of everything on this device counts from here, also after a start without network.
pub fn in_contact(app: App, now: Moment) {
    app.connection.last_contact.set(Some(now));
    if let Some((user, _)) = app.device.whose() {
        keep::put(CONTACT, &format!("{user}\n{}", now.milliseconds()));
    }
}

/// Nothing when it was somebody else who was answered last.
fn contact_of(person: &SignedIn) -> Option<Moment> {
    let kept = keep::get(CONTACT)?;
    let (user, at) = kept.split_once('\n')?;
    let at = at
        .parse()
        .ok()
        .filter(|_| user == person.user.to_string())?;
    Some(Moment::from_milliseconds(at))
}

/// A person asks for the newest.
pub fn wake(app: App) {
    app.device.wake();
}

/// The new version takes over; everything saved is on disk already.
pub fn reload() {
    update::take_over();
}

pub fn print() {
    crate::browser::printing::print();
}

/// Whole minutes since a moment, never below zero.
pub fn minutes_since(moment: Moment) -> u64 {
    (sync::now().milliseconds_since(moment) / 60_000).max(0) as u64
}

pub fn minutes_since_contact(app: App) -> Option<u64> {
    app.connection.last_contact.get().map(minutes_since)
}

/// Space used and the browser's promise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Space {
    pub used: u64,
    pub persistent: bool,
}

pub async fn space() -> Space {
    let used = storage::space().await.map_or(0, |space| space.used);
    Space {
        used,
        persistent: storage::is_persistent().await,
    }
}

pub async fn ask_persistence() -> Space {
    storage::ask_persistence().await;
    space().await
}

/// The hour of the day here, for a greeting.
pub fn hour() -> u8 {
    page::hour()
}

pub use connection::Fetching;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_may_not_work_here_any_more_is_told_so() {
        for what in [Withdrawn::Access, Withdrawn::Device] {
            let told = SignInProblem::of(&Failure::Withdrawn(what));
            assert_eq!(told, SignInProblem::Withdrawn(what));
        }
        let wrong = SignInProblem::of(&Failure::WrongPassword);
        assert_eq!(wrong, SignInProblem::Wrong);
        let away = SignInProblem::of(&Failure::Unreachable);
        assert_eq!(away, SignInProblem::NoServer);
    }

    #[test]
    fn a_read_that_failed_is_not_the_browsers_want_of_a_store() {
        let words = || "the disk was busy".to_owned();
        for error in [
            StoreError::Aborted(words()),
            StoreError::Closed(words()),
            StoreError::Lost(words()),
            StoreError::Unknown(words()),
        ] {
            let told = SignInProblem::of_store(&error);
            assert_eq!(told, SignInProblem::NotRead, "{error}");
        }
        for error in [StoreError::NoDatabase, StoreError::NoSeal(words())] {
            let told = SignInProblem::of_store(&error);
            assert_eq!(told, SignInProblem::NoStorage, "{error}");
        }
    }
}
