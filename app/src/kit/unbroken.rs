//! Where may a product's name break? Never inside a model like "HK-40": half a model is another one.

use leptos::prelude::*;

/// A name whose words with a hyphen and a figure stay whole.
#[component]
pub fn Unbroken(#[prop(into)] text: String) -> impl IntoView {
    pieces(&text)
        .into_iter()
        .map(|(piece, whole)| match whole {
            true => view! { <span class="nowrap">{piece}</span> }.into_any(),
            false => piece.into_any(),
        })
        .collect_view()
}

/// The text in pieces, and whether a piece is a model.
fn pieces(text: &str) -> Vec<(String, bool)> {
    let mut pieces: Vec<(String, bool)> = Vec::new();
    for word in text.split_inclusive(' ') {
        let (name, space) = match word.strip_suffix(' ') {
            Some(name) => (name, " "),
            None => (word, ""),
        };
        let whole = name.contains('-') && name.chars().any(|letter| letter.is_ascii_digit());
        match pieces.last_mut() {
            Some((before, false)) if !whole => before.push_str(word),
            _ if !whole => pieces.push((word.to_owned(), false)),
            _ => pieces.extend([(name.to_owned(), true), (space.to_owned(), false)]),
        }
    }
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, bool)]) {
        let found = pieces(text);
        let found: Vec<(&str, bool)> = found
            .iter()
            .map(|(piece, whole)| (&**piece, *whole))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn models_stay_whole() {
        check(
            "Pro Vėtrungė V-40",
            &[("Pro Vėtrungė ", false), ("V-40", true)],
        );
        check("HK-40 kurutucu", &[("HK-40", true), (" kurutucu", false)]);
        check("O-ring 60 °C", &[("O-ring 60 °C", false)]);
        check("", &[]);
    }
}
