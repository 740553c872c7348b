//! Which paths a source names: those of its `use` lines, their braces opened, and those written out in the middle of code.

use super::code::{code_only, line_at};

#[derive(Debug, PartialEq)]
pub struct Named {
    pub line: usize,
    pub segments: Vec<String>,
}

pub fn named(text: &str) -> Vec<Named> {
    let mut code = code_only(text);
    let mut found = Vec::new();
    while let Some((start, end)) = use_line(&code) {
        let line = line_at(&code, start);
        let tree = code[start + 4..end].to_string();
        found.extend(
            opened(&tree, &[])
                .into_iter()
                .map(|segments| Named { line, segments }),
        );
        let blank: String = code[start..end]
            .chars()
            .map(|letter| if letter == '\n' { '\n' } else { ' ' })
            .collect();
        code.replace_range(start..end, &blank);
    }
    found.extend(written_out(&code));
    found
}

fn use_line(code: &str) -> Option<(usize, usize)> {
    let starts = code.match_indices("use ").map(|(at, _)| at);
    let word = |at: &usize| {
        !code[..*at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_')
    };
    let start = starts.into_iter().find(word)?;
    Some((start, start + code[start..].find(';')?))
}

/// `a::{b, c::{d, e}}` is a::b, a::c::d and a::c::e.
fn opened(tree: &str, before: &[String]) -> Vec<Vec<String>> {
    let tree = tree.trim();
    let Some((path, inside)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or_default();
        return vec![[before, &segments(path)].concat()];
    };
    let before = [before, &segments(path)].concat();
    let inside = inside.trim_end().strip_suffix('}').unwrap_or(inside);
    parts(inside)
        .into_iter()
        .filter(|part| !part.trim().is_empty())
        .flat_map(|part| opened(part, &before))
        .collect()
}

/// Splits at the commas of the outermost level.
fn parts(text: &str) -> Vec<&str> {
    let mut depth = 0;
    let at_top = |letter: char| {
        depth += match letter {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        letter == ',' && depth == 0
    };
    text.split(at_top).collect()
}

fn segments(path: &str) -> Vec<String> {
    path.split("::")
        .map(str::trim)
        .filter(|segment| !segment.is_empty())
        .map(String::from)
        .collect()
}

fn written_out(code: &str) -> Vec<Named> {
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = code[from..].find("::").map(|at| at + from) {
        let start = code[..at]
            .rfind(|letter| !is_name(letter))
            .map_or(0, |before| {
                before + code[before..].chars().next().map_or(1, char::len_utf8)
            });
        let end = code[at..]
            .find(|letter| !is_name(letter) && letter != ':')
            .map_or(code.len(), |end| end + at);
        if start < at {
            found.push(Named {
                line: line_at(code, start),
                segments: segments(&code[start..end]),
            });
        }
        from = end.max(at + 2);
    }
    found
}

#[test]
fn braces_are_opened_and_paths_in_code_are_seen() {
    let text = "use a::{b, c::{d, e as f}};\nfn x() { crate::g::h(1); Vec::<u8>::new() }";
    let found: Vec<String> = named(text)
        .into_iter()
        .map(|named| format!("{} {}", named.line, named.segments.join("::")))
        .collect();
    assert_eq!(
        found,
        ["1 a::b", "1 a::c::d", "1 a::c::e", "2 crate::g::h", "2 Vec"]
    );
}
