//! The written form of a filter and of what was shipped since: the body of `GET /api/v1/serials/filter`, and how both lie on a device.
//!
//! Format (1 byte), length of the head (32 bits, big-endian), the head as JSON, then the filter's own form or 16 bytes a serial.

use crate::calendar::Moment;
use crate::serials::filter::BadFilter;
use crate::serials::{SerialFilter, SerialMark};
use crate::sync::block::hash;
use crate::sync::cursor::Cursor;
use serde::{Deserialize, Serialize};

const FORMAT: u8 = 1;
/// Format, and the length of the head.
const BEFORE_HEAD: usize = 1 + 4;
/// Two cursors and some figures are shorter.
const HEAD_MAX: usize = 4_096;

#[derive(Clone, PartialEq, Debug)]
pub struct Letter {
    /// Everything shipped up to here.
    pub to: Cursor,
    /// When the server stood there, by its clock.
    pub as_of: Moment,
    pub brings: Brings,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Brings {
    Filter(SerialFilter),
    /// None of them: nothing was shipped since. One may come again.
    Since {
        from: Cursor,
        marks: Vec<SerialMark>,
    },
}

/// Why bytes are no such thing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BadLetter {
    #[error("it was written by a newer version ({found})")]
    Format { found: u8 },
    #[error("it is cut or too long")]
    Length,
    #[error("its head cannot be read")]
    Head,
    #[error("it is damaged")]
    Checksum,
    #[error("its filter cannot be read: {0}")]
    Filter(#[from] BadFilter),
    #[error("shipments where a filter should be")]
    OfAnotherKind,
}

#[derive(Serialize, Deserialize)]
struct Head {
    /// Absent: a whole filter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<Cursor>,
    to: Cursor,
    as_of: Moment,
    /// How many follow the head.
    bytes: u64,
    checksum: String,
}

impl Letter {
    pub fn to_bytes(&self) -> Vec<u8> {
        let (from, bytes) = match &self.brings {
            Brings::Filter(filter) => (None, filter.to_bytes()),
            Brings::Since { from, marks } => {
                let bytes = marks.iter().flat_map(|mark| mark.0).collect();
                (Some(from.clone()), bytes)
            }
        };
        let head = Head {
            from,
            to: self.to.clone(),
            as_of: self.as_of,
            bytes: bytes.len() as u64,
            checksum: hash(&bytes),
        };
        let head = serde_json::to_vec(&head).expect("plain fields serialise");
        let length = u32::try_from(head.len()).unwrap_or(u32::MAX);
        [&[FORMAT][..], &length.to_be_bytes(), &head, &bytes].concat()
    }

    pub fn read(bytes: &[u8]) -> Result<Letter, BadLetter> {
        let (head, bytes) = parted(bytes)?;
        if hash(bytes) != head.checksum {
            return Err(BadLetter::Checksum);
        }
        let brings = match head.from {
            None => Brings::Filter(SerialFilter::from_bytes(bytes)?),
            Some(from) => {
                let (marks, rest) = bytes.as_chunks::<{ SerialMark::BYTES }>();
                if !rest.is_empty() {
                    return Err(BadLetter::Length);
                }
                let marks = marks.iter().copied().map(SerialMark).collect();
                Brings::Since { from, marks }
            }
        };
        Ok(Letter {
            to: head.to,
            as_of: head.as_of,
            brings,
        })
    }
}

fn parted(bytes: &[u8]) -> Result<(Head, &[u8]), BadLetter> {
    let (before, rest) = bytes
        .split_first_chunk::<BEFORE_HEAD>()
        .ok_or(BadLetter::Length)?;
    let [format, length @ ..] = *before;
    if format != FORMAT {
        return Err(BadLetter::Format { found: format });
    }
    let length = u32::from_be_bytes(length) as usize;
    if length > HEAD_MAX {
        return Err(BadLetter::Length);
    }
    let (head, rest) = rest.split_at_checked(length).ok_or(BadLetter::Length)?;
    let head: Head = serde_json::from_slice(head).map_err(|_| BadLetter::Head)?;
    match head.bytes == rest.len() as u64 {
        true => Ok((head, rest)),
        false => Err(BadLetter::Length),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cursor(revision: u64) -> Cursor {
        Cursor {
            epoch: "one".to_owned(),
            revision,
            chain: String::new(),
        }
    }

    fn letter(brings: Brings) -> Letter {
        Letter {
            to: cursor(7),
            as_of: Moment::from_milliseconds(1_763_800_000_000),
            brings,
        }
    }

    fn whole() -> Letter {
        let mut filter = SerialFilter::for_count(2);
        ["VK30-1", "VK30-2"].iter().for_each(|key| filter.add(key));
        letter(Brings::Filter(filter))
    }

    fn since(keys: &[&str]) -> Letter {
        let from = cursor(5);
        let marks = keys.iter().map(|key| SerialMark::of(key)).collect();
        letter(Brings::Since { from, marks })
    }

    #[test]
    fn what_was_written_is_read() {
        for letter in [whole(), since(&[]), since(&["VK30-3", "VK30-4"])] {
            assert_eq!(Letter::read(&letter.to_bytes()), Ok(letter));
        }
    }

    #[test]
    fn the_form_of_the_first_release_stays_readable() {
        let head = r#"{"from":{"epoch":"one","revision":5,"chain":""},"to":{"epoch":"one","revision":7,"chain":""},"as_of":"2025-11-22T08:26:40.000Z","bytes":16,"checksum":"4fa59ef8e650d841eb38dc39aa2dfe3a"}"#;
        let mark = SerialMark::of("VK30-3");
        let length = (head.len() as u32).to_be_bytes();
        let bytes = [&[1][..], &length, head.as_bytes(), &mark.0].concat();
        assert_eq!(Letter::read(&bytes), Ok(since(&["VK30-3"])));
        assert_eq!(since(&["VK30-3"]).to_bytes(), bytes);
    }

    #[test]
    fn a_damaged_one_is_refused_with_its_reason() {
        let bytes = whole().to_bytes();
        let mut changed = bytes.clone();
        *changed.last_mut().expect("it has bytes") ^= 1;
        assert_eq!(Letter::read(&changed), Err(BadLetter::Checksum));
        let newer = [&[2], &bytes[1..]].concat();
        assert_eq!(Letter::read(&newer), Err(BadLetter::Format { found: 2 }));
        let long = [&bytes[..1], &[255; 4], &bytes[5..]].concat();
        assert_eq!(Letter::read(&long), Err(BadLetter::Length));
        let other = [&bytes[..5], b"?", &bytes[6..]].concat();
        assert_eq!(Letter::read(&other), Err(BadLetter::Head));
        let mut longer = bytes.clone();
        longer.push(0);
        assert_eq!(Letter::read(&longer), Err(BadLetter::Length));
        for cut in 0..bytes.len() {
            assert_eq!(Letter::read(&bytes[..cut]), Err(BadLetter::Length), "{cut}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn strange_bytes_are_refused_and_never_break_us(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _refused = Letter::read(&bytes);
            let framed = [&[1, 0, 0, 0][..], &bytes].concat();
            prop_assert!(Letter::read(&framed).is_err());
        }
    }
}
