//! What is typed into forms and not saved yet: every letter goes to the sealed drafts of this device, the newest of each form, one
//! write after the other. Knows forms by name; what their fields mean is the pages' business.

use super::Device;
use crate::browser::{page, timer};
use crate::store::{IndexedDbStore, LocalStore};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What was typed, by the name of its field.
pub type Inputs = BTreeMap<String, String>;

/// How long a reload waits for the disk, and how often it looks.
const WAIT_MILLISECONDS_MAX: u32 = 1_000;
const LOOK_MILLISECONDS: u32 = 10;

#[derive(Default)]
struct Waiting {
    forms: BTreeMap<String, (Rc<IndexedDbStore>, Inputs)>,
    writing: bool,
}

#[derive(Clone, Copy)]
pub struct Drafts {
    device: Device,
    waiting: StoredValue<Rc<RefCell<Waiting>>, LocalStorage>,
}

impl Drafts {
    pub fn new(device: Device) -> Drafts {
        Drafts {
            device,
            waiting: StoredValue::new_local(Rc::default()),
        }
    }

    /// What was typed into a form and never saved, on this device by this person; mostly nothing.
    pub async fn found(&self, form: &str) -> Inputs {
        let Some(store) = self.device.store() else {
            return Inputs::new();
        };
        self.settled().await;
        // what does not open any more cannot be typed on; the form begins as if nothing had been
        let found = store.draft(form).await.ok().flatten();
        found
            .and_then(|found| serde_json::from_slice(found.whole()?).ok())
            .unwrap_or_default()
    }

    /// What is typed now, instead of what was kept for this form; nothing forgets the form.
    pub fn keep(&self, form: &str, inputs: Inputs) {
        let Some(store) = self.device.store() else {
            return;
        };
        page::mark("sahada:draft-typed");
        let waiting = self.waiting.get_value();
        {
            let mut waiting = waiting.borrow_mut();
            waiting.forms.insert(form.to_owned(), (store, inputs));
            if std::mem::replace(&mut waiting.writing, true) {
                return;
            }
        }
        spawn_local(write(waiting));
    }

    /// Returns when everything typed so far is on disk, or when the disk takes too long.
    pub async fn settled(&self) {
        let waiting = self.waiting.get_value();
        for _ in 0..WAIT_MILLISECONDS_MAX / LOOK_MILLISECONDS {
            if !waiting.borrow().writing {
                return;
            }
            timer::sleep_ms(LOOK_MILLISECONDS).await;
        }
    }
}

/// While one write is under way, newer letters of the same form replace those that wait.
async fn write(waiting: Rc<RefCell<Waiting>>) {
    loop {
        let next = waiting.borrow_mut().forms.pop_first();
        let Some((form, (store, inputs))) = next else {
            break;
        };
        // a disk that takes nothing says so when work is saved; a draft is no work yet
        let _ = match inputs.is_empty() {
            true => store.drop_draft(&form).await,
            false => {
                let bytes = serde_json::to_vec(&inputs).unwrap_or_default();
                store.put_draft(&form, &bytes).await
            }
        };
    }
    waiting.borrow_mut().writing = false;
    page::mark("sahada:drafts-kept");
}
