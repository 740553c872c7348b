//! What is wrong with the fields of a form, each said under its field; and why something could not be saved.

use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::sync::outcome::Reason;

use crate::kit::focus_first_wrong;
use crate::messages::{Language, products, refusals, sync};
use crate::state::device::NotSaved;
use crate::state::repair::NotAnswered;

/// Problems by the name of their field.
#[derive(Clone, Copy)]
pub struct Problems(RwSignal<BTreeMap<&'static str, String>>);

impl Problems {
    pub fn new() -> Problems {
        Problems(RwSignal::new(BTreeMap::new()))
    }

    /// Heard when it changes, not when another field does.
    pub fn of(self, field: &'static str) -> Signal<Option<String>> {
        Memo::new(move |_| self.0.with(|problems| problems.get(field).cloned())).into()
    }

    pub fn say(self, field: &'static str, words: String) {
        self.0.update(|problems| _ = problems.insert(field, words));
    }

    pub fn clear(self, field: &'static str) {
        if self
            .0
            .with_untracked(|problems| problems.contains_key(field))
        {
            self.0.update(|problems| _ = problems.remove(field));
        }
    }

    pub fn clear_all(self) {
        self.0.update(BTreeMap::clear);
    }

    pub fn is_empty(self) -> bool {
        self.0.with_untracked(BTreeMap::is_empty)
    }

    /// Nothing is wrong; otherwise it is shown.
    pub fn let_through(self) -> bool {
        let fine = self.is_empty();
        if !fine {
            self.show();
        }
        fine
    }

    /// The first wrong field has the focus: whoever pressed a button far below would see nothing happen.
    pub fn show(self) {
        focus_first_wrong();
    }
}

impl Default for Problems {
    fn default() -> Self {
        Self::new()
    }
}

/// Why an answer in the inbox was not taken, in a sentence.
pub fn not_answered(language: Language, why: &NotAnswered) -> String {
    match why {
        NotAnswered::Unreadable => sync::cannot_be_sent_again(language).to_owned(),
        NotAnswered::NotForThisField => sync::not_for_this_field(language).to_owned(),
        NotAnswered::AskedAnew(conflicts)
        | NotAnswered::NotSaved(NotSaved::Refused(_, Reason::ChangedTwice { conflicts })) => {
            sync::asked_anew(language, conflicts)
        }
        NotAnswered::NotSaved(why) => not_saved(language, why),
    }
}

/// Why a tap did not become saved work, in a sentence.
pub fn not_saved(language: Language, why: &NotSaved) -> String {
    match why {
        NotSaved::Refused(_, Reason::Refused { refusal }) => refusals::words(language, refusal),
        NotSaved::Refused(_, Reason::ChangedTwice { conflicts }) => {
            sync::theirs_stay(language, conflicts)
        }
        NotSaved::Refused(_, reason) => sync::reason(language, reason),
        why if why.is_of_a_closed_queue() => sync::queue_closed(language).to_owned(),
        NotSaved::Storage(_) => products::not_stored(language).to_owned(),
        NotSaved::WithTheServer => sync::with_the_server(language).to_owned(),
        NotSaved::Unsure => sync::perhaps_with_the_server(language).to_owned(),
        NotSaved::Closed => products::not_saved(language).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::StoreError;
    use shared::sync::outcome::Outcome;

    #[test]
    fn an_answer_that_is_not_taken_has_a_sentence_in_every_language() {
        let number = "7".to_owned();
        let saved = [
            NotSaved::Storage(StoreError::Quota),
            NotSaved::Storage(StoreError::Wiped),
            NotSaved::WithTheServer,
            NotSaved::Unsure,
            NotSaved::Closed,
            NotSaved::Refused(Outcome::Rejected, Reason::Failed { number }),
        ];
        let mut reasons = vec![NotAnswered::Unreadable, NotAnswered::NotForThisField];
        reasons.push(NotAnswered::AskedAnew(Vec::new()));
        reasons.extend(saved.map(NotAnswered::NotSaved));
        for why in &reasons {
            for language in [Language::Tr, Language::Lt, Language::En] {
                assert!(not_answered(language, why).ends_with('.'), "{why:?}");
            }
        }
    }
}
