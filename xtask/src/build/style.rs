//! One sheet out of many: joined in the order of the cascade, without comments and spare white space.
//! Does not understand the rules in it; what a browser would read stays as it is.

use super::site::Site;
use crate::places;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

pub fn joined(sheets: &[PathBuf], site: &Site) -> Result<String> {
    let mut all = String::new();
    for sheet in sheets {
        all.push_str(&smaller(&read(sheet)?));
    }
    Ok(site.with_hashes(&all))
}

/// A page without one of its sheets is not the page that was meant.
fn read(sheet: &Path) -> Result<String> {
    if !sheet.exists() {
        let name = sheet.strip_prefix(places::root()).unwrap_or(sheet);
        bail!(
            "{} is missing, but app/index.html links it: write the sheet or take the link out",
            name.display()
        );
    }
    fs::read_to_string(sheet).with_context(|| format!("reading {}", sheet.display()))
}

fn smaller(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' | '\'' => quoted(rest, first),
            _ => first.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        match first {
            _ if piece.starts_with("/*") => {}
            _ if first.is_whitespace() => space(&mut kept),
            '{' | '}' | ';' | ',' => {
                kept.truncate(kept.trim_end().len());
                kept.push(first);
            }
            _ => kept.push_str(piece),
        }
        rest = after;
    }
    kept.truncate(kept.trim_end().len());
    kept.push('\n');
    kept
}

/// The length of a quoted text with its quotes; a backslash hides the character after it.
fn quoted(text: &str, quote: char) -> usize {
    let mut hidden = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if hidden => hidden = false,
            '\\' => hidden = true,
            _ if letter == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn space(kept: &mut String) {
    if !kept.is_empty() && !kept.ends_with([' ', '{', '}', ';', ',', '\n']) {
        kept.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::{read, smaller};
    use std::path::Path;

    #[test]
    fn a_missing_sheet_stops_the_build_and_is_named() {
        let why = read(Path::new("style/kit/nowhere.css")).expect_err("it is not there");
        assert_eq!(
            why.to_string(),
            "style/kit/nowhere.css is missing, but app/index.html links it: write the sheet or take the link out"
        );
    }

    #[track_caller]
    fn check(written: &str, expected: &str) {
        assert_eq!(smaller(written), format!("{expected}\n"));
    }

    #[test]
    fn what_the_browser_reads_stays() {
        check("a  :hover { color : red ; }\n", "a :hover{color : red;}");
        check(
            "/* why */ a { width: calc(1px + 2px) }",
            "a{width: calc(1px + 2px)}",
        );
        check(
            "a::before { content: \"a  /* b */ \\\" }\" }",
            "a::before{content: \"a  /* b */ \\\" }\"}",
        );
        check(
            "@layer a, b;\n\nb, c > d { margin: 0 }",
            "@layer a,b;b,c > d{margin: 0}",
        );
    }
}
