//! What does a row say that consists of words alone? One value, compared: a row whose words stay is not touched when the list
//! around it changes with every letter that is typed.

use leptos::prelude::*;
use shared::text::hits;

use super::{Mark, Standing};

/// A stretch of a text, marked when a search meant it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub hit: bool,
}

/// A text with the words of `typed` marked, letters folded as the search folds them.
pub fn pieces(text: &str, typed: &str) -> Vec<Piece> {
    let piece = |range: std::ops::Range<usize>, hit| Piece {
        text: text[range].to_owned(),
        hit,
    };
    let mut pieces = Vec::with_capacity(3);
    let mut from = 0;
    for range in hits(text, typed) {
        pieces.push(piece(from..range.start, false));
        from = range.end;
        pieces.push(piece(range, true));
    }
    pieces.push(piece(from..text.len(), false));
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

/// Title and code at the left with the mark of the record, a value and a note at the right.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowWords {
    pub title: Vec<Piece>,
    pub code: Vec<Piece>,
    pub standing: Option<Standing>,
    pub value: Option<String>,
    pub note: String,
}

/// The inside of a list row; nothing for a row that has just gone.
pub fn word_row(words: Memo<Option<RowWords>>) -> AnyView {
    (move || words.get().map(lines)).into_any()
}

fn lines(words: RowWords) -> impl IntoView {
    let RowWords {
        title,
        code,
        standing,
        value,
        note,
    } = words;
    view! {
        <span class="list-words">
            <span class="list-title">{marked(title)}</span>
            <span class="list-detail">
                <span class="plate">{marked(code)}</span>
                " "
                {standing.map(|standing| view! { <Mark standing=standing /> })}
            </span>
        </span>
        <span class="list-end">
            {value.map(|value| view! { <span class="list-value">{value}</span> })}
            <span class="list-detail">{note}</span>
        </span>
    }
}

/// The pieces one after the other, for a text that is not watched.
pub(super) fn marked(pieces: Vec<Piece>) -> Vec<AnyView> {
    let shown = |Piece { text, hit }| match hit {
        true => view! { <mark class="hit">{text}</mark> }.into_any(),
        false => text.into_any(),
    };
    pieces.into_iter().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_the_search_meant_it_and_is_whole_again_when_joined() {
        let found = pieces("Vidalı kompresör 11 kW", "vidali 11");
        let marked: Vec<&str> = found
            .iter()
            .filter(|piece| piece.hit)
            .map(|piece| piece.text.as_str())
            .collect();
        assert_eq!(marked, ["Vidalı", "11"]);
        let whole: String = found.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(whole, "Vidalı kompresör 11 kW");
        assert_eq!(pieces("", "x"), []);
    }
}
