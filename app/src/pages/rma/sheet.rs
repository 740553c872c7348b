//! What the pieces of one return's page share: the return as it stands, which of its steps nobody has accepted yet, letters nobody has
//! finished, and the commit of one change after the other. Holds no rule.

use std::collections::BTreeSet;
use std::rc::Rc;

use futures::lock::Mutex;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ids::{OperationId, StepId};
use shared::record::RecordKey;
use shared::rma::change::Saw;
use shared::rma::{Change, Operation, Task};
use shared::sync::outcome::Reason;
use shared::sync::queue::Pending;
use shared::sync::{AnyChange, any_change};
use shared::users::Right;

use super::status::refusal;
use crate::messages::language_now;
use crate::pages::problems;
use crate::pages::trouble::Trouble;
use crate::pages::unsaved::Unsaved;
use crate::state::device::NotSaved;
use crate::state::register::{self, Register};
use crate::state::{App, Inputs, app};

/// What somebody saw who is asked, or taps: the answer holds for that and nothing else.
#[derive(Clone, PartialEq, Debug)]
pub struct Seen {
    pub saw: Saw,
    /// The unit that goes out, where one does.
    pub replacement: Option<String>,
}

pub fn seen(operation: &Operation) -> Seen {
    let exchanged = operation.task == Some(Task::Exchange);
    Seen {
        saw: Saw {
            state: operation.state,
            task: operation.task,
        },
        replacement: exchanged.then(|| operation.replacement.clone()),
    }
}

#[derive(Clone, Copy)]
pub struct Sheet {
    pub app: App,
    pub id: OperationId,
    pub operation: Memo<Option<Operation>>,
    pub register: Memo<Register>,
    /// Confirmed or undone here, and not accepted yet.
    pub waiting: Memo<BTreeSet<StepId>>,
    /// Why the last change was not taken.
    pub trouble: Trouble,
    pub unsaved: Unsaved,
    /// What is written down with the next confirmation (RMA-26).
    pub note: RwSignal<String>,
    /// One commit after the other: the next one's "was" is what the last one wrote.
    turn: StoredValue<Rc<Mutex<()>>, LocalStorage>,
}

impl Sheet {
    pub fn new(id: OperationId) -> Sheet {
        let app = app();
        let key = RecordKey::of::<Operation>(id);
        let note = RwSignal::new(String::new());
        let came_back = move |back: &Inputs| {
            let typed = back.get(NOTE).cloned();
            typed.into_iter().for_each(|typed| note.set(typed));
        };
        Sheet {
            app,
            id,
            operation: Memo::new(move |_| app.device.get::<Operation>(id)),
            register: register::watched(app.device),
            waiting: Memo::new(move |_| app.device.pending(&key).iter().filter_map(step).collect()),
            trouble: Trouble::none(),
            unsaved: Unsaved::new(app, format!("return/{id}"), came_back),
            note,
            turn: StoredValue::new_local(Rc::default()),
        }
    }

    /// One part of the return, or its default while there is none.
    pub fn part<T: Default>(self, of: impl FnOnce(&Operation) -> T) -> T {
        self.operation
            .with(|operation| operation.as_ref().map(of).unwrap_or_default())
    }

    /// It may change, and this person may change it.
    pub fn is_open(self) -> bool {
        self.part(Operation::is_open) && self.may_work()
    }

    pub fn may_work(self) -> bool {
        self.app.login.has(Right::TakeInReturns)
    }

    /// What stands on the page just now.
    pub fn seen(self) -> Option<Seen> {
        self.operation
            .with(|operation| operation.as_ref().map(seen))
    }

    /// Commits what was decided without looking at a value.
    pub fn commit(self, change: impl Into<AnyChange> + 'static) {
        self.change(None, move |_| Some(change));
    }

    /// Commits what `make` says about the return when the changes before it are done; `field` is the one it is about, whose letters
    /// are kept until it stands on the disk, and at which a refusal is said.
    pub fn change<C: Into<AnyChange> + 'static>(
        self,
        field: Option<String>,
        make: impl FnOnce(&Operation) -> Option<C> + 'static,
    ) {
        let letters = field.clone();
        let letters = letters.map(|field| self.unsaved.finishing(field));
        let saved = self.saved(make);
        spawn_local(async move {
            let saved = saved.await;
            self.trouble.set(field, self.not_taken(&saved));
            match (saved, letters) {
                (Ok(()), Some(letters)) => letters.done(),
                (Err(_), Some(letters)) => letters.not_saved(),
                (_, None) => (),
            }
        });
    }

    /// Commits a confirmation with the note that was typed for it; `ended` hears that it stands, or why not.
    pub fn confirm<C: Into<AnyChange> + 'static>(
        self,
        make: impl FnOnce(&Operation, String) -> Option<C> + 'static,
        ended: impl FnOnce(Option<String>) + 'static,
    ) {
        let note = self.note.get_untracked();
        let letters = self.unsaved.finishing(NOTE);
        let saved = self.saved(move |operation| make(operation, note));
        spawn_local(async move {
            let saved = saved.await;
            let why = self.not_taken(&saved);
            if saved.is_ok() {
                letters.done();
                self.note.try_set(String::new());
            }
            ended(why);
        });
    }

    /// The same, for whoever says themselves why it was not taken.
    pub fn saved<C: Into<AnyChange>>(
        self,
        make: impl FnOnce(&Operation) -> Option<C> + 'static,
    ) -> impl Future<Output = Result<(), NotSaved>> {
        let turn = self.turn.get_value();
        async move {
            let _mine = turn.lock().await;
            let found = self.app.device.peek::<Operation>(self.id);
            match found.and_then(|operation| make(&operation)) {
                Some(change) => self.app.device.commit(change).await.map(|_| ()),
                None => Ok(()),
            }
        }
    }

    /// Why it was not taken, on the page.
    pub fn say(self, saved: &Result<(), NotSaved>) {
        self.trouble.set(None, self.not_taken(saved));
    }

    /// In a sentence.
    pub fn not_taken(self, saved: &Result<(), NotSaved>) -> Option<String> {
        let why = saved.as_ref().err()?;
        Some(match why {
            NotSaved::Refused(
                _,
                Reason::Refused {
                    refusal: any_change::Refusal::Rma(why),
                },
            ) => untrack(|| refusal(self.app.device, why)),
            why => problems::not_saved(language_now(), why),
        })
    }
}

/// The letters of the note, which the confirmation that takes it along uses up.
pub const NOTE: &str = "note";

/// The step of an entry that no answer has applied yet.
fn step(pending: &Pending) -> Option<StepId> {
    let answered = pending.answered.as_ref();
    if answered.is_some_and(|decided| decided.outcome.is_applied()) {
        return None;
    }
    match pending.change.as_ref()? {
        AnyChange::Rma(Change::Confirmed { confirmation, .. }) => Some(confirmation.step),
        AnyChange::Rma(Change::Undone { step, .. } | Change::Dropped { step, .. }) => Some(*step),
        AnyChange::Rma(Change::ExchangeReversed { step, .. }) => *step,
        _ => None,
    }
}
