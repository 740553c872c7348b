//! In which encoding was this file written?
//! Looks at bytes only; knows the letters of Turkish and Lithuanian, not their words.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::Table;
use super::letters::{self, WINDOWS_1254, WINDOWS_1257};
use crate::problem::Problem;

/// The encodings European spreadsheets write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    #[default]
    Utf8,
    Utf16Le,
    Utf16Be,
    /// Turkish, and the letters of western Europe.
    Windows1254,
    /// Lithuanian, Latvian, Estonian.
    Windows1257,
}

impl Encoding {
    pub const ALL: [Encoding; 5] = [
        Encoding::Utf8,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
        Encoding::Windows1254,
        Encoding::Windows1257,
    ];

    /// The name people know it by.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16 LE",
            Encoding::Utf16Be => "UTF-16 BE",
            Encoding::Windows1254 => "Windows-1254",
            Encoding::Windows1257 => "Windows-1257",
        }
    }

    /// U+FFFD stands where the bytes are no letter.
    fn read(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            Encoding::Utf8 => String::from_utf8_lossy(bytes),
            Encoding::Utf16Le => Cow::Owned(letters::utf16(bytes, u16::from_le_bytes)),
            Encoding::Utf16Be => Cow::Owned(letters::utf16(bytes, u16::from_be_bytes)),
            Encoding::Windows1254 => Cow::Owned(letters::single(bytes, WINDOWS_1254)),
            Encoding::Windows1257 => Cow::Owned(letters::single(bytes, WINDOWS_1257)),
        }
    }

    fn mark(self) -> &'static [u8] {
        match self {
            Encoding::Utf8 => &[0xef, 0xbb, 0xbf],
            Encoding::Utf16Le => &[0xff, 0xfe],
            Encoding::Utf16Be => &[0xfe, 0xff],
            Encoding::Windows1254 | Encoding::Windows1257 => &[],
        }
    }

    fn by_mark(bytes: &[u8]) -> Option<Encoding> {
        let marked = [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be];
        marked
            .into_iter()
            .find(|encoding| bytes.starts_with(encoding.mark()))
    }
}

/// Decodes the file, a byte-order mark removed, and notes in the table how and with which doubts.
/// A byte-order mark decides before everything else, then what the caller says, then the bytes.
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    told: Option<Encoding>,
    table: &mut Table,
) -> Cow<'a, str> {
    let by_mark = Encoding::by_mark(bytes);
    let by_bytes = || std::str::from_utf8(bytes).is_ok().then_some(Encoding::Utf8);
    let sure = by_mark.or(told).or_else(by_bytes);
    table.encoding = sure.unwrap_or_else(|| guess(bytes));
    if sure.is_none() {
        let problem = Problem::warn("", "encoding-guessed");
        table
            .problems
            .push(problem.with("encoding", table.encoding.name()));
    }
    let bytes = bytes.strip_prefix(table.encoding.mark()).unwrap_or(bytes);
    let text = table.encoding.read(bytes);
    if text.contains(char::REPLACEMENT_CHARACTER) {
        report_broken(&text, table);
    }
    text
}

fn report_broken(text: &str, table: &mut Table) {
    let first = text.find('\u{fffd}').unwrap_or(0);
    let line = super::cut::line_breaks(&text[..first]) + 1;
    let problem = Problem::warn("", "characters-unreadable").with("line", line);
    let count = text.matches('\u{fffd}').count();
    table.problems.push(
        problem
            .with("count", count)
            .with("encoding", table.encoding.name()),
    );
}

/// Ş and Ž, Ğ and Š share their bytes, so only the letters that one of the two languages has to itself are counted.
fn guess(bytes: &[u8]) -> Encoding {
    let count = |letters: &[u8]| bytes.iter().filter(|byte| letters.contains(byte)).count();
    // ı İ ç Ç ö Ö ü Ü in Windows-1254
    let turkish = count(&[0xfd, 0xdd, 0xe7, 0xc7, 0xf6, 0xd6, 0xfc, 0xdc]);
    // ą Ą į Į č Č ę Ę ė Ė ų Ų ū Ū in Windows-1257
    let lithuanian = count(&[
        0xe0, 0xc0, 0xe1, 0xc1, 0xe8, 0xc8, 0xe6, 0xc6, 0xeb, 0xcb, 0xf8, 0xd8, 0xfb, 0xdb,
    ]);
    if lithuanian > turkish {
        Encoding::Windows1257
    } else {
        Encoding::Windows1254
    }
}
