//! What is typed into a form and not saved yet: kept on this device with every letter, and back in its fields when the form opens
//! again. One helper for all forms; what a field means is the form's business.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::edit::Edit;

use super::typing::Typing;
use crate::kit::{Button, Look, Notice, Verdict};
use crate::messages::{kit, say};
use crate::state::{App, Drafts, Inputs};

/// What is typed into one form, by the name of its field.
#[derive(Clone, Copy)]
pub struct Unsaved {
    drafts: Drafts,
    form: StoredValue<Rc<Form>, LocalStorage>,
    /// What came back when the form opened and nobody has finished since: fields show it instead of what is saved.
    back: RwSignal<Inputs>,
    came_back: RwSignal<bool>,
    /// Fields that are saved one by one while others may write them too.
    typing: RwSignal<Typing>,
}

/// Outlives its page while a field of it is on its way to the disk.
struct Form {
    name: String,
    /// The newest letters; what the disk is told.
    typed: RefCell<Inputs>,
}

thread_local! {
    static FORMS: RefCell<BTreeMap<String, Weak<Form>>> = RefCell::default();
}

impl Form {
    /// The same while any field of it is on its way: two of one name would write over each other.
    fn named(name: &str) -> Rc<Form> {
        FORMS.with_borrow_mut(|forms| {
            forms.retain(|_, form| form.strong_count() > 0);
            if let Some(form) = forms.get(name).and_then(Weak::upgrade) {
                return form;
            }
            let form = Rc::new(Form {
                name: name.to_owned(),
                typed: RefCell::default(),
            });
            forms.insert(name.to_owned(), Rc::downgrade(&form));
            form
        })
    }
}

impl Unsaved {
    /// `form` is the name of this form on this device, for instance "account/new". `on_back` hears what came back, once.
    pub fn new(
        app: App,
        form: impl Into<String>,
        on_back: impl FnOnce(&Inputs) + 'static,
    ) -> Unsaved {
        let name = form.into();
        let unsaved = Unsaved {
            drafts: app.drafts,
            form: StoredValue::new_local(Form::named(&name)),
            back: RwSignal::new(Inputs::new()),
            came_back: RwSignal::new(false),
            typing: RwSignal::default(),
        };
        spawn_local(async move {
            let found = app.drafts.found(&name).await;
            unsaved.take_back(found, on_back);
        });
        unsaved
    }

    /// Who was quicker than the disk has typed the newer letters.
    fn take_back(self, mut found: Inputs, on_back: impl FnOnce(&Inputs)) {
        let Some(form) = self.form.try_get_value() else {
            return;
        };
        found.retain(|field, _| !form.typed.borrow().contains_key(field));
        if !found.is_empty() {
            form.typed.borrow_mut().extend(found.clone());
            self.type_on(&found);
            self.back.set(found.clone());
            self.came_back.set(true);
            on_back(&found);
        }
    }

    /// Letters that came back replace what they would have replaced.
    fn type_on(self, found: &Inputs) {
        let pairs = found.iter().filter_map(|(field, text)| {
            let was = found.get(&replaced(field))?;
            Some((field, text, was))
        });
        for (field, text, was) in pairs {
            let letter = |typing: &mut Typing| {
                typing.letter(field, text.clone(), || was.clone());
            };
            self.typing.update(letter);
        }
    }

    /// A letter more or less in a field that others may write meanwhile; `stands` is what is saved.
    pub fn type_over(self, field: &str, text: String, stands: String) {
        let typed = text.clone();
        let letter = |typing: &mut Typing| typing.letter(field, typed, || stands);
        match self.typing.try_update(letter).flatten() {
            Some(was) => {
                let form = self.form.get_value();
                form.typed.borrow_mut().insert(replaced(field), was);
                self.type_in(field, text);
            }
            None => self.done(field),
        }
    }

    /// What such a field's finished letters put in the place of what. Nothing where they change nothing, nor where somebody else wrote
    /// meanwhile: then they stay until a person has chosen.
    pub fn finished(self, field: &str, stands: String, now: String) -> Option<Edit<String>> {
        let is_met = |typing: &Typing| typing.is_met(field, &stands);
        if self.typing.with_untracked(is_met) {
            return None;
        }
        let edit = |typing: &Typing| typing.edit(field, stands, now);
        let edit = self.typing.with_untracked(edit);
        if edit.is_none() {
            self.done(field);
        }
        edit
    }

    /// What is typed into such a field.
    pub fn typing(self) -> RwSignal<Typing> {
        self.typing
    }

    /// A letter more or less in a field.
    pub fn type_in(self, field: &str, text: String) {
        let form = self.form.get_value();
        form.typed.borrow_mut().insert(field.to_owned(), text);
        self.keep(&form);
    }

    /// The field as it is typed now goes to be saved elsewhere; its letters stay kept until that has happened.
    pub fn finishing(self, field: impl Into<String>) -> Finishing {
        let (field, form) = (field.into(), self.form.get_value());
        let letters = form.typed.borrow().get(&field).cloned();
        let finish = |typing: &mut Typing| typing.finish(&field);
        let was = self.typing.try_update(finish).flatten();
        Finishing {
            unsaved: self,
            form,
            field,
            letters,
            was,
        }
    }

    /// The field is given up, or shows what stands.
    pub fn done(self, field: &str) {
        self.finishing(field).done();
    }

    /// The field shows the form's own value again; its letters stay kept.
    pub fn hide(self, field: &str) {
        let shown = self
            .back
            .try_with_untracked(|back| back.contains_key(field));
        if shown == Some(true) {
            self.back.try_update(|back| _ = back.remove(field));
        }
    }

    /// The form is saved, or its input was thrown away.
    pub fn forget(self) {
        self.back.try_set(Inputs::new());
        self.came_back.try_set(false);
        self.typing.try_update(Typing::forget);
        if let Some(form) = self.form.try_get_value() {
            form.typed.borrow_mut().clear();
            self.keep(&form);
        }
    }

    /// What came back for a field, instead of what is saved.
    pub fn of(self, field: &str) -> Option<String> {
        self.back.with(|back| back.get(field).cloned())
    }

    /// Something came back and waits to be saved or discarded.
    pub fn is_back(self) -> bool {
        self.came_back.get()
    }

    /// Everything that came back and nobody has finished since.
    pub fn back(self) -> Inputs {
        self.back.get()
    }

    fn keep(self, form: &Form) {
        self.drafts.keep(&form.name, form.typed.borrow().clone());
    }
}

/// Under this name what the letters of a field replace is kept beside them.
fn replaced(field: &str) -> String {
    format!("{field} was")
}

/// Letters on their way to be saved elsewhere. Whoever types on meanwhile has typed something newer, which stays kept.
pub struct Finishing {
    unsaved: Unsaved,
    form: Rc<Form>,
    field: String,
    letters: Option<String>,
    /// What they replace, where others may write the field too.
    was: Option<String>,
}

impl Finishing {
    /// They stay in their field.
    pub fn not_saved(self) {
        let Finishing { field, was, .. } = self;
        let typing = self.unsaved.typing;
        if let Some(was) = was {
            typing.try_update(|typing| typing.not_saved(&field, was));
        }
    }

    /// They are saved, and nobody needs them any more.
    pub fn done(self) {
        let Finishing { unsaved, form, .. } = self;
        if self.was.is_some() {
            (unsaved.typing).try_update(|typing| typing.saved(&self.field));
        }
        unsaved.hide(&self.field);
        let same = form.typed.borrow().get(&self.field) == self.letters.as_ref();
        if same && self.letters.is_some() {
            form.typed.borrow_mut().remove(&self.field);
            form.typed.borrow_mut().remove(&replaced(&self.field));
            unsaved.keep(&form);
        }
        if form.typed.borrow().is_empty() {
            unsaved.came_back.try_set(false);
        }
    }
}

/// Says that input came back. `on_save` is for forms whose fields are saved one by one: what came back is finished by it.
/// `on_discard` puts the form back to what is saved.
#[component]
pub fn CameBack(
    unsaved: Unsaved,
    #[prop(optional, into)] on_save: Option<Callback<()>>,
    #[prop(optional, into)] on_discard: Option<Callback<()>>,
    /// What came back, where the fields alone do not say it.
    #[prop(optional, into)]
    what: Option<ViewFn>,
) -> impl IntoView {
    let what = StoredValue::new(what);
    let discard = move |()| {
        unsaved.forget();
        on_discard.iter().for_each(|discard| discard.run(()));
    };
    let actions = move || {
        view! {
            {on_save.map(|save| view! { <Button label=say(kit::save_input) on_press=save /> })}
            <Button label=say(kit::discard_input) look=Look::Quiet on_press=discard />
        }
    };
    view! {
        <Show when=move || unsaved.came_back.get()>
            <div role="status">
                <Notice verdict=Verdict::Info title=say(kit::input_came_back) actions=actions>
                    {move || what.with_value(|what| what.as_ref().map(ViewFn::run))}
                </Notice>
            </div>
        </Show>
    }
}
