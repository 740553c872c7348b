//! What stands between the cells of this file?
//! Tries each separator on the first rows; does not read numbers.

use serde::{Deserialize, Serialize};

use super::cut::Records;

/// What stands between two cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Separator {
    #[default]
    Semicolon,
    Tab,
    Bar,
    Comma,
}

impl Separator {
    /// In the order in which they are believed when two fit equally well: the comma last, because it also stands in numbers.
    pub const ALL: [Separator; 4] = [
        Separator::Semicolon,
        Separator::Tab,
        Separator::Bar,
        Separator::Comma,
    ];

    pub(super) fn byte(self) -> u8 {
        match self {
            Separator::Semicolon => b';',
            Separator::Tab => b'\t',
            Separator::Bar => b'|',
            Separator::Comma => b',',
        }
    }
}

/// Rows looked at to find the separator.
const SAMPLE_ROWS: usize = 30;
/// Spreadsheets write a first line `sep=;` when asked to; it is no header.
pub(super) fn told_separator(text: &str) -> (Option<Separator>, usize) {
    let line_end = text.find('\n').map_or(text.len(), |end| end + 1);
    let sign = text[..line_end]
        .trim_end_matches(['\r', '\n'])
        .strip_prefix("sep=");
    let found = sign.and_then(|sign| {
        Separator::ALL
            .into_iter()
            .find(|separator| sign.as_bytes() == [separator.byte()])
    });
    (found, if found.is_some() { line_end } else { 0 })
}

/// The separator with which most of the first rows have as many cells as the header, and more than one.
pub(super) fn find_separator(text: &str) -> Separator {
    let fits = |separator: &Separator| {
        let mut records = Records::new(text, *separator, 0);
        let width = records.next_filled().map_or(0, |header| header.cells.len());
        let sample = std::iter::from_fn(|| records.next_filled()).take(SAMPLE_ROWS);
        let alike = sample.filter(|record| record.cells.len() == width).count();
        if width > 1 {
            (alike + 1, width)
        } else {
            (0, 0)
        }
    };
    // the last of equals wins, so the most trusted one comes last
    Separator::ALL
        .into_iter()
        .rev()
        .max_by_key(fits)
        .unwrap_or_default()
}
