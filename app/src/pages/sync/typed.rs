//! Third values that are typed in one entry, as drafts of a form: they are back when the entry opens again, and stay readable when it was
//! answered elsewhere.

use super::letters::{Field, Letters, field_of};
use crate::messages::{language, sync};
use crate::pages::unsaved::Unsaved;
use crate::state::App;
use leptos::prelude::*;
use shared::desk::Conflict;
use shared::ids::InboxId;

#[derive(Clone, Copy)]
pub struct Typed {
    pub unsaved: Unsaved,
    letters: RwSignal<Letters>,
}

/// The name under which they are kept on this device.
pub fn form_of(id: InboxId) -> String {
    format!("inbox/{}", id.0)
}

impl Typed {
    pub fn new(app: App, id: InboxId) -> Typed {
        let letters = RwSignal::new(Letters::default());
        let unsaved = Unsaved::new(app, form_of(id), move |found| {
            letters.update(|letters| letters.take_back(found));
        });
        Typed { unsaved, letters }
    }

    pub fn open(self, field: Field) {
        self.letters.update(|letters| letters.open(field));
    }

    pub fn put(self, field: &str, text: String) {
        self.unsaved.type_in(field, text.clone());
        self.letters.update(|letters| letters.put(field, text));
    }

    pub fn give_up(self, field: &str) {
        self.unsaved.done(field);
        self.letters.update(|letters| letters.give_up(field));
    }

    /// Everything that was typed goes.
    pub fn forget(self) {
        self.unsaved.forget();
        self.letters.set(Letters::default());
    }

    /// The entry is answered here, with what was chosen about these fields. What was typed into others went nowhere, and is found again in
    /// the answered entry.
    pub fn answered(self, sent: &[Conflict]) {
        let unsent = self.letters.with_untracked(|letters| letters.beside(sent));
        if unsent.is_empty() {
            return self.forget();
        }
        let kept: Vec<Field> = unsent.into_iter().map(|(field, _)| field).collect();
        let sent = self
            .letters
            .with_untracked(|letters| letters.all_but(&kept));
        sent.iter().for_each(|field| self.give_up(field));
    }

    pub fn is_open(self, field: &str) -> bool {
        self.letters.with(|letters| letters.is_open(field))
    }

    pub fn is_empty(self) -> bool {
        self.letters.with(Letters::is_empty)
    }

    pub fn of(self, field: &str) -> Option<String> {
        self.letters.with_untracked(|letters| letters.of(field))
    }

    /// Whether nothing stands against a field any more; `asked` is what does.
    pub fn is_settled(self, field: &str, asked: Memo<Vec<Conflict>>) -> bool {
        self.is_open(field) && !asked.with(|asked| asked.iter().any(|of| field_of(of) == field))
    }

    pub fn shown(self, asked: Memo<Vec<Conflict>>) -> Memo<Vec<Conflict>> {
        Memo::new(move |before: Option<&Vec<Conflict>>| {
            let before = before.map(Vec::as_slice).unwrap_or_default();
            asked.with(|asked| self.letters.with(|letters| letters.shown(before, asked)))
        })
    }

    /// What was typed into fields other than these, to be read.
    pub fn beside(self, shown: &[Conflict]) -> Vec<(Field, String)> {
        self.letters.with(|letters| letters.beside(shown))
    }
}

/// Letters with the name of their field.
#[component]
pub fn TypedFacts(typed: Signal<Vec<(Field, String)>>) -> impl IntoView {
    let row = |(field, letters): (Field, String)| {
        view! { <dt>{sync::field(language(), &field)}</dt> <dd class="typed-letters">{letters}</dd> }
    };
    move || {
        let typed = typed.get();
        let some = !typed.is_empty();
        some.then(|| view! { <dl class="facts">{typed.into_iter().map(row).collect_view()}</dl> })
    }
}
