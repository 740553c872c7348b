//! What the pieces of one ticket's page share: the ticket as it stands, letters nobody has finished, and the commit of one change
//! after the other. Holds no rule.

use std::rc::Rc;

use futures::lock::Mutex;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::calendar::Moment;
use shared::ids::{LineId, TicketId};
use shared::tickets::signature::{is_after, signed_at};
use shared::tickets::{Change, Field, Meaning, RelatedProduct, Ticket, taking};
use shared::users::{Person, Right};

use crate::messages::language_now;
use crate::pages::problems;
use crate::pages::trouble::Trouble;
use crate::pages::unsaved::Unsaved;
use crate::state::device::NotSaved;
use crate::state::register::{self, Register};
use crate::state::{App, app};

#[derive(Clone, Copy)]
pub struct Sheet {
    pub app: App,
    pub id: TicketId,
    pub ticket: Memo<Option<Ticket>>,
    pub register: Memo<Register>,
    /// Why the last change was not taken.
    pub trouble: Trouble,
    pub unsaved: Unsaved,
    /// One commit after the other: the next one's "was" is what the last one wrote.
    turn: StoredValue<Rc<Mutex<()>>, LocalStorage>,
}

impl Sheet {
    pub fn new(id: TicketId) -> Sheet {
        let app = app();
        Sheet {
            app,
            id,
            ticket: Memo::new(move |_| app.device.get::<Ticket>(id)),
            register: register::watched(app.device),
            trouble: Trouble::none(),
            unsaved: Unsaved::new(app, format!("ticket/{id}"), |_| ()),
            turn: StoredValue::new_local(Rc::default()),
        }
    }

    /// One part of the ticket, or its default while there is none.
    pub fn part<T: Default>(self, of: impl FnOnce(&Ticket) -> T) -> T {
        self.ticket
            .with(|ticket| ticket.as_ref().map(of).unwrap_or_default())
    }

    pub fn line(self, id: LineId) -> Option<RelatedProduct> {
        self.part(|ticket| ticket.line(id).cloned())
    }

    /// Header and lines may change, and this person may change them.
    pub fn is_open(self) -> bool {
        self.part(|ticket| ticket.status.is_open()) && self.may_work()
    }

    pub fn may_work(self) -> bool {
        self.app.login.has(Right::WorkOnTickets)
    }

    /// What is built in may be written down.
    pub fn takes_parts(self) -> bool {
        self.part(|ticket| ticket.status.takes_parts()) && self.may_work()
    }

    /// Time may be written down and items ticked, after the end too; not where it was called off.
    pub fn takes_work(self) -> bool {
        let cancelled = self.part(|ticket| ticket.status.meaning() == Meaning::Cancelled);
        !cancelled && self.may_work()
    }

    /// Nobody signed for what came then.
    pub fn is_after_signature(self, at: Moment) -> bool {
        self.part(|ticket| is_after(signed_at(&ticket.signatures), at))
    }

    /// Commits what was decided without looking at a value.
    pub fn commit(self, change: Change) {
        self.change(None, move |_| Some(change));
    }

    /// Commits a step of the work, and then that whoever takes it has the ticket, where nobody had it.
    pub fn begin(self, step: Change) {
        let step = self.saved(move |_| Some(step));
        let taken = self.saved(move |ticket| {
            let user = self.app.login.person_now()?.user;
            let person = self.app.device.peek::<Person>(user)?;
            let edit = taking::taken(ticket, user, &person)?;
            Some(Change::Edited {
                ticket: self.id,
                field: Field::Assignee { edit },
            })
        });
        spawn_local(async move {
            let saved = match step.await {
                Ok(()) => taken.await,
                not_taken => not_taken,
            };
            let trouble = saved.err();
            let trouble = trouble.map(|why| problems::not_saved(language_now(), &why));
            self.trouble.set(None, trouble);
        });
    }

    /// Commits what `make` says about the ticket when the changes before it are done; `field` is the one it is about, whose letters
    /// are kept until it stands on the disk, and at which a refusal is said.
    pub fn change(
        self,
        field: Option<String>,
        make: impl FnOnce(&Ticket) -> Option<Change> + 'static,
    ) {
        self.change_and(field, make, || ());
    }

    /// The same; `ended` hears that it stands or was not taken.
    pub fn change_and(
        self,
        field: Option<String>,
        make: impl FnOnce(&Ticket) -> Option<Change> + 'static,
        ended: impl FnOnce() + 'static,
    ) {
        let letters = field.clone();
        let letters = letters.map(|field| self.unsaved.finishing(field));
        let saved = self.saved(make);
        spawn_local(async move {
            let saved = saved.await;
            ended();
            let trouble = saved.as_ref().err();
            let trouble = trouble.map(|why| problems::not_saved(language_now(), why));
            self.trouble.set(field, trouble);
            match (saved, letters) {
                (Ok(()), Some(letters)) => letters.done(),
                (Err(_), Some(letters)) => letters.not_saved(),
                (_, None) => (),
            }
        });
    }

    /// The same, for whoever says themselves why it was not taken.
    pub fn saved(
        self,
        make: impl FnOnce(&Ticket) -> Option<Change> + 'static,
    ) -> impl Future<Output = Result<(), NotSaved>> {
        let turn = self.turn.get_value();
        async move {
            let _mine = turn.lock().await;
            let found = self.app.device.peek::<Ticket>(self.id);
            match found.and_then(|ticket| make(&ticket)) {
                Some(change) => self.app.device.commit(change).await.map(|_| ()),
                None => Ok(()),
            }
        }
    }
}
