//! Rust text taken apart just enough: what is code, what is comment, what is quoted. No grammar.

/// The same text with comments and the insides of quotes blanked; lines stay where they are, tests at the end are cut off.
pub fn code_only(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Code(code) => kept.push_str(code),
            Piece::Comment(other) | Piece::Quoted(other) => kept.extend(
                other
                    .chars()
                    .map(|letter| if letter == '\n' { '\n' } else { ' ' }),
            ),
        }
    }
    without_tests(kept)
}

/// The same text without comments, quotes kept.
pub fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Code(same) | Piece::Quoted(same) => kept.push_str(same),
            Piece::Comment(comment) => {
                kept.extend(comment.chars().filter(|letter| *letter == '\n'))
            }
        }
    }
    without_tests(kept)
}

pub fn line_at(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

fn without_tests(mut text: String) -> String {
    if let Some(start) = text.find("#[cfg(test)]\nmod ").filter(|start| {
        text[*start..]
            .lines()
            .nth(1)
            .is_some_and(|line| line.ends_with('{'))
    }) {
        text.truncate(start);
    }
    text
}

enum Piece<'a> {
    Code(&'a str),
    Comment(&'a str),
    /// With its quotes.
    Quoted(&'a str),
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let start = next_special(rest);
        let (code, special) = rest.split_at(start);
        found.push(Piece::Code(code));
        let end = length(special);
        let (piece, after) = special.split_at(end);
        match piece.as_bytes().first() {
            None => {}
            Some(b'/') => found.push(Piece::Comment(piece)),
            Some(_) => found.push(Piece::Quoted(piece)),
        }
        rest = after;
    }
    found
}

/// Where the next comment, quoted text or quoted letter begins.
fn next_special(text: &str) -> usize {
    let bytes = text.as_bytes();
    let starts = |at: usize| match bytes[at] {
        b'"' => true,
        b'/' => matches!(bytes.get(at + 1), Some(b'/' | b'*')),
        b'r' => {
            raw_quote(&text[at..]).is_some()
                && (at == 0 || !bytes[at - 1].is_ascii_alphanumeric() && bytes[at - 1] != b'_')
        }
        b'\'' => letter_length(&text[at..]).is_some(),
        _ => false,
    };
    (0..bytes.len())
        .find(|at| starts(*at))
        .unwrap_or(bytes.len())
}

fn length(special: &str) -> usize {
    let until = |end: &str, skip: usize| {
        special[skip..]
            .find(end)
            .map_or(special.len(), |at| at + skip + end.len())
    };
    match special.as_bytes() {
        [] => 0,
        [b'/', b'/', ..] => special.find('\n').unwrap_or(special.len()),
        [b'/', ..] => until("*/", 2),
        [b'r', ..] => {
            let hashes = raw_quote(special).unwrap_or_default();
            until(&format!("\"{}", "#".repeat(hashes)), hashes + 2)
        }
        [b'\'', ..] => letter_length(special).unwrap_or(1),
        _ => quoted_length(special),
    }
}

/// The number of `#` before the quote of a raw text.
fn raw_quote(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('r')?;
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    rest[hashes..].starts_with('"').then_some(hashes)
}

/// `'a'` and `'\n'` are letters, `'a` alone is a lifetime.
fn letter_length(text: &str) -> Option<usize> {
    let mut letters = text.char_indices().skip(1);
    let (_, first) = letters.next()?;
    if first == '\\' {
        return text[3..].find('\'').map(|at| at + 4);
    }
    letters
        .next()
        .filter(|(_, second)| *second == '\'')
        .map(|(at, _)| at + 1)
}

fn quoted_length(text: &str) -> usize {
    let mut hidden = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if hidden => hidden = false,
            '\\' => hidden = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[test]
fn comments_and_quotes_are_not_code() {
    let text = "let a = \"use b::c\"; // use d::e\nlet f: &'a str = r#\"g::h \"i\" \"#; let q = '\"'; use j::k;";
    let code = code_only(text);
    assert!(
        !code.contains("b::c") && !code.contains("d::e") && !code.contains("g::h"),
        "{code}"
    );
    assert!(
        code.contains("use j::k;") && code.contains("&'a str"),
        "{code}"
    );
    assert_eq!(line_at(&code, code.find("use j").expect("it is code")), 2);
}
