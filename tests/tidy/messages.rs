//! No visible text outside `messages/`: quoted words inside `view!` of pages, kit and shell are looked at. A heuristic;
//! text that reaches the screen through a variable is found by people.

use super::code::{line_at, without_comments};
use super::sources::{Source, below, nothing_found, rust_below};

/// Attributes and properties whose value people see or hear.
const SPOKEN: [&str; 10] = [
    "aria-label",
    "aria-description",
    "title",
    "placeholder",
    "alt",
    "label",
    "hint",
    "text",
    "heading",
    "caption",
];
/// Names and what is printed on keys stay themselves in every language.
const NAMES: [&str; 2] = ["Sahada", "Ctrl K"];

#[test]
fn no_visible_text_outside_messages() {
    let shell = below("app/src", "shell.rs");
    let sources = ["app/src/pages", "app/src/kit"]
        .into_iter()
        .flat_map(rust_below)
        .chain(shell);
    nothing_found(
        sources.flat_map(|source| spoken(&source)).collect(),
        "text for people belongs into app/src/messages:",
    );
}

fn spoken(source: &Source) -> Vec<String> {
    let text = without_comments(&source.text);
    let mut found = Vec::new();
    for (start, _) in text.match_indices("view!") {
        let view = body(&text[start..]);
        for (at, words) in quoted(view) {
            if has_letters(words) && !NAMES.contains(&words) && people_read(&view[..at]) {
                found.push(format!(
                    "{}:{} \"{words}\"",
                    source.path,
                    line_at(&text, start + at)
                ));
            }
        }
    }
    found.dedup();
    found
}

/// From `view!` to its closing bracket.
fn body(text: &str) -> &str {
    let mut depth = 0;
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 1 => return &text[..at],
            '}' => depth -= 1,
            _ => {}
        }
    }
    text
}

/// Place and content of the quoted texts; escapes do not matter here.
fn quoted(view: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = view[from..].find('"').map(|at| at + from) {
        let Some(length) = view[start + 1..].find('"') else {
            break;
        };
        found.push((start, &view[start + 1..start + 1 + length]));
        from = start + length + 2;
    }
    found
}

/// A text between tags, or the value of an attribute that is spoken; words inside an expression are not judged.
fn people_read(before: &str) -> bool {
    let before = before.trim_end();
    if let Some(attribute) = before.strip_suffix('=') {
        let name = attribute
            .rsplit(|letter: char| letter.is_whitespace() || letter == '<')
            .next()
            .unwrap_or_default();
        return SPOKEN.contains(&name);
    }
    before.ends_with(['>', '"']) && !before.ends_with("=>") && !before.ends_with("->")
}

fn has_letters(words: &str) -> bool {
    words
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .count()
        > 1
}

/// Words that would be a second one for a thing, or one for two things, and what is said instead; the dictionary at the head of the
/// requirements, and below it what people stumbled over: the customer's machine is no "device", as the tablet is one.
const TAKEN: [(&str, &str); 5] = [
    ("erijin", "serijos numeris"),
    ("erijos nr", "serijos numeris"),
    ("Kuris įrenginys", "įranga is the customer’s"),
    ("Cihazın geçmişi", "makine is the customer’s"),
    ("negarantiniai įrenginiai", "įranga is the customer’s"),
];

#[test]
fn a_thing_has_one_word() {
    let sources = rust_below("app/src/messages").into_iter();
    let sources = sources.chain(rust_below("server/src/mail"));
    let found = sources.flat_map(|source| {
        let taken = TAKEN.iter().filter(|(word, _)| source.text.contains(word));
        let said = taken.map(|(word, instead)| format!("{}: {word}: {instead}", source.path));
        said.collect::<Vec<_>>()
    });
    nothing_found(
        found.collect(),
        "the same thing is called otherwise elsewhere:",
    );
}

#[test]
fn words_between_tags_and_in_labels_are_found() {
    let check = |view: &str| {
        spoken(&Source {
            path: "page.rs".into(),
            text: format!("fn a() {{ view! {{ {view} }} }}"),
        })
        .len()
    };
    assert_eq!(check("<p>\"Hello there\"</p>"), 1);
    assert_eq!(check("<p class=\"lead\">{words()}</p>"), 0);
    assert_eq!(check("<button aria-label=\"Close\"></button>"), 1);
    assert_eq!(
        check("<i>{if a { \"one\" } else { \"two\" }}</i> \" · \""),
        0
    );
}
