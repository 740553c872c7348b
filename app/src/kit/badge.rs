//! How many are there? A round count beside a word: neutral for work, in the vial colour for what needs this person.

use leptos::prelude::*;

use crate::messages::{Language, language, numbers};

/// More than two digits fit nowhere beside a word.
const SHOWN_MOST: u64 = 99;

/// A count; a large one is heard whole and shown as "99+". Nothing is shown for zero.
#[component]
pub fn Badge(#[prop(into)] count: Signal<u64>, #[prop(optional)] attention: bool) -> impl IntoView {
    let is_cut = move || count.get() > SHOWN_MOST;
    let whole = move || is_cut().then(|| numbers::count(language(), count.get()));
    view! {
        <Show when=move || { count.get() > 0 }>
            <span class="badge" data-attention=attention>
                <span aria-hidden=move || is_cut().then_some("true")>{move || shown(language(), count.get())}</span>
                <span class="visually-hidden">{whole}</span>
            </span>
        </Show>
    }
}

fn shown(language: Language, count: u64) -> String {
    match count {
        0..=SHOWN_MOST => numbers::count(language, count),
        _ => format!("{}+", numbers::count(language, SHOWN_MOST)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_count_stays_as_narrow_as_a_small_one() {
        let said = [1, 99, 100, 2_000].map(|count| shown(Language::Tr, count));
        assert_eq!(said, ["1", "99", "99+", "99+"]);
    }
}
