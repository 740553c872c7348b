//! Why the last change of a page was not taken: said under the field it was about, and on top of the page where it was about none or its
//! field is gone.

use std::collections::BTreeSet;

use leptos::{html, prelude::*};

use crate::kit::{Announcer, Notice, Verdict, focus};

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

/// The notice on top of a page. What moves up because its field went does not call away who types elsewhere by now.
#[component]
pub fn OnTop(trouble: Trouble) -> impl IntoView {
    let place = NodeRef::new();
    Effect::new(move |_| {
        if trouble.said.with(Option::is_some) {
            bring(place);
        }
    });
    move || trouble.on_top().map(|words| said_at(place, words))
}

/// Why something was not taken, where no field says it.
#[component]
pub fn NotTaken(#[prop(into)] words: Signal<Option<String>>) -> impl IntoView {
    let place = NodeRef::new();
    Effect::new(move |_| {
        if words.with(Option::is_some) {
            bring(place);
        }
    });
    move || words.get().map(|words| said_at(place, words))
}

fn said_at(place: NodeRef<html::Div>, words: String) -> impl IntoView {
    view! { <div class="notice-place" tabindex="-1" node_ref=place><Notice verdict=Verdict::Block title=words /></div> }
}

/// Into sight and under the next key, in the frame after it was drawn: whoever pressed a button far below would see nothing happen.
fn bring(place: NodeRef<html::Div>) {
    request_animation_frame(move || {
        let place = place.try_get_untracked().flatten();
        place.iter().for_each(|place| focus(place));
    });
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
