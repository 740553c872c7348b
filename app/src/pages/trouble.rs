//! Why the last change of a page was not taken: said under the field it was about, and on top of the page where it was about none or its
//! field is gone.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::kit::Announcer;

#[derive(Clone, Copy)]
pub struct Trouble {
    said: RwSignal<Option<Said>>,
    /// Fields that stand on the page.
    fields: RwSignal<BTreeSet<String>>,
}

#[derive(Clone, PartialEq, Debug)]
struct Said {
    field: Option<String>,
    words: String,
}

impl Trouble {
    pub fn none() -> Trouble {
        Trouble {
            said: RwSignal::new(None),
            fields: RwSignal::new(BTreeSet::new()),
        }
    }

    /// About no field.
    pub fn say(self, words: String) {
        self.set(None, Some(words));
    }

    /// What became of the last change; whoever has left the page by now is told by the inbox.
    pub fn set(self, field: Option<String>, words: Option<String>) {
        let said = words.map(|words| Said { field, words });
        // the notice on top is read out by itself
        let at_field = said.as_ref().filter(|said| self.is_at_field(said));
        at_field
            .iter()
            .for_each(|said| Announcer::urge(said.words.as_str()));
        self.said.try_set(said);
    }

    fn is_at_field(self, said: &Said) -> bool {
        let field = said.field.as_ref();
        let stands = |fields: &BTreeSet<String>| field.is_some_and(|field| fields.contains(field));
        self.fields.try_with_untracked(stands).unwrap_or_default()
    }

    /// What a field of this page says; for as long as the field stands.
    pub fn at(self, field: impl Into<String>) -> Signal<Option<String>> {
        let field = field.into();
        self.fields
            .update(|fields| _ = fields.insert(field.clone()));
        let gone = field.clone();
        on_cleanup(move || _ = self.fields.try_update(|fields| fields.remove(&gone)));
        Signal::derive(move || {
            let said = self.said.get()?;
            (said.field.as_ref() == Some(&field)).then_some(said.words)
        })
    }

    /// What the top of the page says.
    pub fn on_top(self) -> Option<String> {
        let said = self.said.get()?;
        let under = |fields: &BTreeSet<String>| {
            let field = said.field.as_ref();
            field.is_some_and(|field| fields.contains(field))
        };
        let under = self.fields.with(under);
        (!under).then_some(said.words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_field_says_is_not_said_on_top_too_and_a_field_that_went_takes_nothing_along() {
        let owner = Owner::new();
        owner.set();
        let trouble = Trouble::none();
        let page = owner.child();
        let at = page.with(|| trouble.at("day"));
        trouble.set(Some("day".to_owned()), Some("changed".to_owned()));
        assert_eq!(
            (at.get(), trouble.on_top()),
            (Some("changed".to_owned()), None)
        );
        page.cleanup();
        assert_eq!(trouble.on_top().as_deref(), Some("changed"));
    }

    #[test]
    fn what_is_about_no_field_or_one_that_is_not_here_is_said_on_top() {
        let owner = Owner::new();
        owner.set();
        let trouble = Trouble::none();
        trouble.say("full".to_owned());
        assert_eq!(trouble.on_top().as_deref(), Some("full"));
        trouble.set(Some("note".to_owned()), Some("changed".to_owned()));
        assert_eq!(trouble.on_top().as_deref(), Some("changed"));
        trouble.set(Some("note".to_owned()), None);
        assert_eq!(trouble.on_top(), None);
    }
}
