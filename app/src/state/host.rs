//! The view's side of the loop: what it changed reaches signals, what it learned reaches the connection.

use super::connection::Fetching;
use super::{App, carrying, login, opening, renewing, shipped, stand, waiting};
use crate::browser::page;
use crate::sync::filing::UnsentFiles;
use crate::sync::following::Following;
use crate::sync::server::Failure;
use crate::sync::session::{Host, News};
use crate::sync::{self, Onlooker};
use futures::lock::Mutex;
use leptos::prelude::*;
use shared::record::RecordKey;
use shared::sync::Replica;
use shared::sync::wire::SignedIn;
use shared::users::Context;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

pub struct Pages {
    pub app: App,
    pub person: Rc<RefCell<SignedIn>>,
    pub replica: Rc<RefCell<Replica>>,
    pub reading: Mutex<()>,
    pub following: Rc<Following>,
}

impl Pages {
    fn is_open(&self) -> bool {
        let whose = self.app.device.whose();
        whose.is_some_and(|(user, _)| user == self.person.borrow().user)
    }

    fn failed(&self, failure: Failure) {
        let connection = self.app.connection;
        match failure {
            Failure::SignedOut | Failure::Withdrawn(_) => connection.signed_out.set(true),
            Failure::UpdateNeeded => connection.update_ready.set(true),
            _ => connection.online.set(false),
        }
    }
}

impl Host for Pages {
    fn replica(&self) -> &RefCell<Replica> {
        &self.replica
    }

    fn reading(&self) -> &Mutex<()> {
        &self.reading
    }

    fn context(&self) -> Context {
        login::context(&self.person.borrow(), sync::now())
    }

    fn touched(&self, records: &BTreeSet<RecordKey>) {
        self.app.device.notify(records);
        count(self.app);
    }

    fn refilled(&self) {
        self.app.device.refilled();
        count(self.app);
        renewing::when_due(self.app);
    }

    fn told(&self, news: News) {
        self.following.hears(&self.app, &self.replica, &news);
        let connection = self.app.connection;
        match news {
            News::Contact { .. } => {
                connection.online.set(true);
                connection.signed_out.set(false);
                super::opening::in_contact(self.app, sync::now());
                carrying::fetch_key_if_missing(self.app);
                renewing::when_due(self.app);
            }
            News::Sending(sending) => connection.sending.set(sending),
            News::Fetching(figures) => {
                connection
                    .fetching
                    .set(figures.map(|(done, of)| Fetching { done, of }));
                if figures.is_none() {
                    page::mark("sahada:aboard");
                }
            }
            // of somebody who signs out meanwhile, they are not the next person's
            News::Files(unsent) if self.is_open() => files_are(self.app, unsent),
            News::Files(_) => {}
            News::Pulled => {
                page::mark("sahada:pull-applied");
                renewing::when_due(self.app);
            }
            News::Shipped => shipped::read(self.app),
            News::Leading(_) => {}
            News::Line(report) => connection.hears(report),
            News::Offline => connection.online.set(false),
            News::Failed(failure) => self.failed(failure),
            News::Storage(error) => connection.loop_failed(&error),
            News::Left(why) => opening::left(self.app, self.person.borrow().user, why),
            News::Forgetting(true) => opening::note_forgetting(&self.person.borrow()),
            News::Forgetting(false) => opening::forgotten(),
        }
    }
}

impl Onlooker for Pages {
    fn round_begins(&self) {
        self.app.connection.round_begins();
    }

    fn disk_answered(&self) {
        self.app.connection.loop_ended_well();
    }
}

/// What waits and what needs the person, after anything changed.
pub fn count(app: App) {
    let (waiting, oldest) = app
        .device
        .with(|replica| {
            (
                replica.waiting(),
                replica
                    .queue()
                    .entries()
                    .first()
                    .map(|pending| pending.intention.made_at),
            )
        })
        .unwrap_or_default();
    set(app.connection.waiting, waiting);
    let files = app.connection.files.with_untracked(|unsent| unsent.oldest);
    set(app.connection.oldest, oldest.into_iter().chain(files).min());
    set(app.connection.needs_you, untrack(|| stand::count(app)));
    // whoever is signing out has closed the device already: nobody counted nothing
    if let Some((user, name)) = app.device.whose() {
        waiting::is_now(user, &name, untrack(|| app.connection.unsent()));
    }
}

/// Which files nobody else has, as the loop says it or as somebody just added one.
pub fn files_are(app: App, unsent: UnsentFiles) {
    set(app.connection.files, unsent);
    count(app);
}

fn set<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|present| *present != value) {
        signal.set(value);
    }
}
