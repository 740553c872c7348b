//! What is a text people typed, and how are texts found and put in order?
//! Knows Turkish, Lithuanian and English letters; not what any text means.

mod collation;
mod fold;
mod hits;
mod wire;

use std::fmt;

use crate::bounds;
use serde::{Deserialize, Deserializer, Serialize};

pub use collation::{Alphabet, compare, sort_key};
pub use fold::{fold, fold_into, serial_fold};
pub use hits::hits;
pub(crate) use wire::deserialize_text;

/// A language of the product's pages and of its order of letters.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    Tr,
    Lt,
    #[default]
    En,
}

impl Language {
    pub const ALL: [Language; 3] = [Language::En, Language::Tr, Language::Lt];

    /// The two letters, as in the `lang` attribute.
    pub fn code(self) -> &'static str {
        match self {
            Language::Tr => "tr",
            Language::Lt => "lt",
            Language::En => "en",
        }
    }

    /// Reads `tr`, `tr-TR`, `LT`; nothing for a language the product does not speak.
    pub fn from_code(code: &str) -> Option<Language> {
        let primary = code.split(['-', '_']).next()?;
        Language::ALL
            .into_iter()
            .find(|language| primary.eq_ignore_ascii_case(language.code()))
    }
}

/// A text with something in it: trimmed, bounded, without control characters except line breaks and tabs.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Text(String);

/// Why a text cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidText {
    #[error("something must be written here")]
    Empty,
    #[error("at most {length_max} characters fit here")]
    TooLong { length_max: usize },
    #[error("the text contains characters that cannot be shown")]
    ControlCharacter,
}

impl Text {
    /// Characters of a name or a single line.
    pub const NAME_LENGTH_MAX: usize = bounds::LINE;
    /// Characters of any text at all.
    pub const LENGTH_MAX: usize = bounds::NOTE;

    /// A name or a single line: at most [`Text::NAME_LENGTH_MAX`] characters.
    pub fn new(text: &str) -> Result<Text, InvalidText> {
        Text::bounded(text, Text::NAME_LENGTH_MAX)
    }

    /// A text of at most so many characters (never more than [`Text::LENGTH_MAX`]).
    pub fn bounded(text: &str, length_max: usize) -> Result<Text, InvalidText> {
        let text = text.trim();
        let length_max = length_max.min(Text::LENGTH_MAX);
        if text.is_empty() {
            return Err(InvalidText::Empty);
        }
        if text.len() > length_max && text.chars().count() > length_max {
            return Err(InvalidText::TooLong { length_max });
        }
        if text.contains(bounds::is_hidden) {
            return Err(InvalidText::ControlCharacter);
        }
        Ok(Text(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::ops::Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

impl<'de> Deserialize<'de> for Text {
    /// Takes any length up to [`Text::LENGTH_MAX`]: the bound of the field was checked when it was written.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        deserialize_text(deserializer, |text| Text::bounded(text, Text::LENGTH_MAX))
    }
}
