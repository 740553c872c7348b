//! One field that is saved by itself while others may write it too: what it shows, what its letters replace once it is finished, and the
//! question under it where somebody else wrote here meanwhile. Knows no record.

use leptos::prelude::*;
use shared::edit::Edit;

use super::unsaved::Unsaved;
use crate::kit;
use crate::kit::Words;
use crate::messages::{Language, kit as messages, language, numbers};

#[derive(Clone, Copy)]
pub struct TypedOver {
    unsaved: Unsaved,
    name: StoredValue<String>,
    /// What is saved.
    stands: Signal<String>,
    /// How a value is written in a sentence.
    written: fn(Language, &str) -> String,
}

impl TypedOver {
    /// `name` is the field's among what is typed and not saved.
    pub fn new(
        unsaved: Unsaved,
        name: impl Into<String>,
        stands: impl Into<Signal<String>>,
    ) -> TypedOver {
        TypedOver {
            unsaved,
            name: StoredValue::new(name.into()),
            stands: stands.into(),
            written: |_, words| words.to_owned(),
        }
    }

    /// The same for a plain decimal.
    pub fn of_number(
        unsaved: Unsaved,
        name: impl Into<String>,
        stands: impl Into<Signal<String>>,
    ) -> TypedOver {
        TypedOver {
            written: in_digits,
            ..TypedOver::new(unsaved, name, stands)
        }
    }

    /// What the field shows: its letters, else what is saved.
    pub fn value(self) -> Signal<String> {
        Memo::new(move |_| self.shown()).into()
    }

    fn shown(self) -> String {
        let typing = self.unsaved.typing();
        let of = |name: &String| {
            let typed = typing.with(|typing| typing.shown(name));
            typed.or_else(|| self.unsaved.of(name))
        };
        self.name
            .with_value(of)
            .unwrap_or_else(|| self.stands.get())
    }

    /// A letter more or less.
    pub fn type_in(self, text: String) {
        let stands = self.stands.get_untracked();
        (self.name).with_value(|name| self.unsaved.type_over(name, text, stands));
    }

    /// Why its letters were not taken, for as long as they stand.
    pub fn problem(self, said: Signal<Option<String>>) -> Signal<Option<String>> {
        let typing = self.unsaved.typing();
        let is_typed = move |name: &String| typing.with(|typing| typing.shown(name).is_some());
        Signal::derive(move || {
            let stands = self.name.with_value(is_typed);
            stands.then(|| said.get())?
        })
    }

    /// What somebody else wrote here meanwhile.
    pub fn met(self) -> Option<String> {
        let stands = self.stands.get();
        let typing = self.unsaved.typing();
        let is_met = |name: &String| typing.with(|typing| typing.is_met(name, &stands));
        self.name.with_value(is_met).then_some(stands)
    }

    /// What the finished letters put in the place of what, as [`Unsaved::finished`] says it.
    pub fn finished(self, now: String) -> Option<Edit<String>> {
        let stands = self.stands.get_untracked();
        (self.name).with_value(|name| self.unsaved.finished(name, stands, now))
    }

    /// Whoever chose the letters has seen what stands; returns them.
    fn keep(self) -> String {
        let stands = self.stands.get_untracked();
        let replace = |name: &String| {
            let typing = self.unsaved.typing();
            typing.update(|typing| typing.replace(name, stands));
        };
        self.name.with_value(replace);
        untrack(|| self.shown())
    }

    /// Letters stand in it that nobody has finished.
    pub fn is_typed(self) -> bool {
        let typing = self.unsaved.typing();
        let typed = |name: &String| typing.with(|typing| typing.shown(name).is_some());
        self.name.with_value(typed)
    }

    /// It shows what is saved again.
    pub fn give_up(self) {
        self.name.with_value(|name| self.unsaved.done(name));
    }
}

/// Nothing for an emptied field.
fn in_digits(language: Language, plain: &str) -> String {
    match plain.is_empty() {
        true => String::new(),
        false => numbers::decimal(language, plain),
    }
}

/// What somebody else wrote; mine or theirs. `on_keep` hears the letters that stay, as a field that is finished; `on_give_up` that they
/// went; `called` names a field that stands away from here.
#[component]
pub fn Meanwhile(
    field: TypedOver,
    #[prop(into)] on_keep: Callback<String>,
    #[prop(optional, into)] on_give_up: Option<Callback<()>>,
    #[prop(optional, into)] called: Option<Words>,
) -> impl IntoView {
    let said = Memo::new(move |_| {
        let theirs = (field.written)(language(), &field.met()?);
        let said = messages::written_meanwhile(language(), &theirs);
        let called = called.as_ref().map(|called| called.get());
        Some(called.map_or(said.clone(), |called| format!("{called}: {said}")))
    });
    let theirs = move |()| {
        field.give_up();
        on_give_up.iter().for_each(|told| told.run(()));
    };
    view! { <kit::Meanwhile said=said on_mine=move |()| on_keep.run(field.keep()) on_theirs=theirs /> }
}
