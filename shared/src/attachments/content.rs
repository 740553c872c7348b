//! Which bytes a file is: their SHA-256, as 64 lower-case hexadecimal digits. Two files of the same hash are one file.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use std::str::FromStr;

const DIGITS: usize = 64;

/// Always whole and in lower case, so that it is a safe name for a file on a disk, too.
///
/// ```
/// use shared::attachments::ContentHash;
/// let hash = ContentHash::of(b"photo");
/// assert_eq!(hash.to_string().parse(), Ok(hash));
/// assert!("../../etc/passwd".parse::<ContentHash>().is_err());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ContentHash(String);

#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a content hash is {DIGITS} lower-case hexadecimal digits")]
pub struct NoContentHash;

impl ContentHash {
    pub fn of(bytes: &[u8]) -> ContentHash {
        ContentHash::of_digest(Sha256::digest(bytes).into())
    }

    /// For whoever reads the bytes in pieces.
    pub fn of_digest(digest: [u8; 32]) -> ContentHash {
        ContentHash(digest.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ContentHash {
    type Err = NoContentHash;

    fn from_str(text: &str) -> Result<Self, NoContentHash> {
        let digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        match text.len() == DIGITS && text.bytes().all(digit) {
            true => Ok(ContentHash(text.to_owned())),
            false => Err(NoContentHash),
        }
    }
}

impl TryFrom<String> for ContentHash {
    type Error = NoContentHash;

    fn try_from(text: String) -> Result<Self, NoContentHash> {
        text.parse()
    }
}

impl From<ContentHash> for String {
    fn from(hash: ContentHash) -> String {
        hash.0
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sixty_four_small_digits_are_a_hash() {
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(ContentHash::of(b"abc").as_str(), known);
        let upper = known.to_uppercase();
        let long = format!("{known}0");
        for other in ["", "abc", &known[1..], &upper, &long, &"é".repeat(32)] {
            assert_eq!(other.parse::<ContentHash>(), Err(NoContentHash), "{other}");
        }
    }
}
