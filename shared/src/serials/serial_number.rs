//! A serial as it was typed and the key it is compared by (SER-13); a pasted list of them.

use crate::text::{InvalidText, Text, serial_fold};

/// Kept as typed, trimmed; compared by [`key`](SerialNumber::key).
#[derive(Clone, Debug)]
pub struct SerialNumber(Text);

impl SerialNumber {
    /// Trims. Inner blanks and hyphens belong to the number.
    pub fn new(typed: &str) -> Result<SerialNumber, InvalidText> {
        // scanners end with line breaks, and GS1 ones with a separator nobody sees
        let typed =
            typed.trim_matches(|letter: char| letter.is_whitespace() || letter.is_control());
        Text::new(typed).map(SerialNumber)
    }

    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Capital letters by the invariant rule: `I` equals `i`, whatever the language.
    pub fn key(&self) -> String {
        serial_fold(self.as_str())
    }
}

impl PartialEq for SerialNumber {
    fn eq(&self, other: &SerialNumber) -> bool {
        self.key() == other.key()
    }
}

impl Eq for SerialNumber {}

/// A pasted list, parted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Pasted {
    /// In their order, each once.
    pub serials: Vec<SerialNumber>,
    /// What stood there again, as it was typed then: worth a warning.
    pub twice: Vec<SerialNumber>,
    /// What is no serial, with the reason.
    pub refused: Vec<(String, InvalidText)>,
}

/// Commas and line breaks part serials; what is empty is dropped.
///
/// ```
/// let pasted = shared::serials::split("A-1, b 2\n\na-1,");
/// let serials: Vec<&str> = pasted.serials.iter().map(|serial| serial.as_str()).collect();
/// assert_eq!(serials, ["A-1", "b 2"]);
/// assert_eq!(pasted.twice[0].as_str(), "a-1");
/// ```
pub fn split(pasted: &str) -> Pasted {
    let mut found = Pasted::default();
    let mut seen = hashbrown::HashSet::new();
    for part in pasted.split([',', '\n', '\r']) {
        match SerialNumber::new(part) {
            Ok(serial) if seen.insert(serial.key()) => found.serials.push(serial),
            Ok(serial) => found.twice.push(serial),
            Err(InvalidText::Empty) => {}
            Err(why) => found.refused.push((part.trim().to_owned(), why)),
        }
    }
    found
}
