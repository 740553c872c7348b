//! Which letters of a text were meant by what somebody typed? For marking what a search found; finds nothing itself.

use std::ops::Range;

use super::fold::{self, fold};

/// The byte ranges of `text` that the words of `typed` stand for, in order and apart from each other. Words beside each
/// other become one range with the blank or hyphen between them.
///
/// ```
/// use shared::text::hits;
/// assert_eq!(hits("Vidalı kompresör", "vidali"), [0..7]);
/// ```
pub fn hits(text: &str, typed: &str) -> Vec<Range<usize>> {
    let traced = Traced::of(text);
    let words = fold(typed);
    let words = words.split(' ').filter(|word| !word.is_empty());
    let found = words.flat_map(|word| {
        let places = traced.folded.match_indices(word);
        places.map(|(at, word)| traced.origin(at, at + word.len()))
    });
    let mut found: Vec<Range<usize>> = found.collect();
    found.sort_by_key(|range| (range.start, range.end));
    joined(text, found)
}

/// A search key that remembers which letter each of its bytes came from.
struct Traced {
    folded: String,
    origins: Vec<Range<usize>>,
}

impl Traced {
    fn of(text: &str) -> Traced {
        let mut traced = Traced {
            folded: String::with_capacity(text.len()),
            origins: Vec::with_capacity(text.len()),
        };
        for (at, letter) in text.char_indices() {
            fold::push(letter, 0, &mut traced.folded);
            let origin = at..at + letter.len_utf8();
            traced.origins.resize(traced.folded.len(), origin);
        }
        traced
    }

    fn origin(&self, from: usize, until: usize) -> Range<usize> {
        self.origins[from].start..self.origins[until - 1].end
    }
}

/// Ranges that overlap, touch or have neither letter nor digit between them become one.
fn joined(text: &str, ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            Some(last) if fold(&text[last.end..range.start]).is_empty() => last.end = range.end,
            _ => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, typed: &str, expected: &[&str]) {
        let found: Vec<&str> = hits(text, typed)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn letters_are_marked_however_they_were_typed() {
        check("Vidalı kompresör VK-22", "vidali kom", &["Vidalı kom"]);
        check("Isı pompası", "ISI", &["Isı"]);
        check("Žarnų jungtis", "zarnu", &["Žarnų"]);
        check("ĞÜŞİÖÇ", "gusioc", &["ĞÜŞİÖÇ"]);
    }

    #[test]
    fn words_are_marked_wherever_they_stand() {
        check(
            "Screw kit, screw and nut",
            "screw nut",
            &["Screw", "screw", "nut"],
        );
        check("KMP-VK22", "vk22", &["VK22"]);
        check("KMP-VK22", "kmp-vk", &["KMP-VK"]);
        check("Hava tankı", "", &[]);
        check("Hava tankı", "filtre", &[]);
    }

    #[test]
    fn a_letter_that_folds_to_two_is_marked_whole() {
        check("Straße", "ss", &["ß"]);
        check("Straße 7", "stras", &["Straß"]);
    }
}
