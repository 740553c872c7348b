//! What lies under the seal: one line of JSON for each intention, as it lies in the queue and in its order; then each file, a line of
//! JSON that names it and the bytes themselves. How many there are of both the head says.

use super::NotTaken;
use serde::{Deserialize, Serialize};
use shared::attachments::ContentHash;
use shared::calendar::Moment;
use shared::sync::Intention;
use std::borrow::Cow;

/// More than the line that names a file takes.
pub const FILE_LINE_BYTES: u64 = 256;

/// A photo or a paper that the server does not have.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CarriedFile<'a> {
    pub hash: ContentHash,
    pub added_at: Moment,
    pub bytes: Cow<'a, [u8]>,
}

/// All that was inside.
#[derive(Clone, PartialEq, Debug)]
pub struct Inside<'a> {
    pub work: Vec<Intention>,
    pub files: Vec<CarriedFile<'a>>,
}

#[derive(Serialize, Deserialize)]
struct FileLine {
    hash: ContentHash,
    bytes: u64,
    added_at: Moment,
}

/// With its line end.
pub fn line(value: &impl Serialize) -> Vec<u8> {
    let mut line = serde_json::to_vec(value).expect("what is carried serialises: plain fields");
    line.push(b'\n');
    line
}

/// Exactly so much more is taken that nothing is copied to make room.
pub fn put_files(inside: &mut Vec<u8>, files: &[CarriedFile<'_>]) {
    let bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
    inside.reserve_exact(bytes + files.len() * FILE_LINE_BYTES as usize);
    for file in files {
        inside.extend(line(&FileLine {
            hash: file.hash.clone(),
            bytes: file.bytes.len() as u64,
            added_at: file.added_at,
        }));
        inside.extend_from_slice(&file.bytes);
    }
}

/// All of it, whole, or none.
pub fn read(mut bytes: &[u8], work: u64, files: u64) -> Result<Inside<'_>, NotTaken> {
    let left = &mut bytes;
    let work: Option<Vec<Intention>> = (0..work).map(|_| take_line(left)).collect();
    let files: Option<Vec<CarriedFile<'_>>> = (0..files).map(|_| take_file(left)).collect();
    match (work, files, left.is_empty()) {
        (Some(work), Some(files), true) => Ok(Inside { work, files }),
        _ => Err(NotTaken::Damaged),
    }
}

/// Whether the hash of an intention fits is judged by the server, which keeps what it does not take.
fn take_line<T: for<'a> Deserialize<'a>>(left: &mut &[u8]) -> Option<T> {
    let end = left.iter().position(|byte| *byte == b'\n')?;
    let (line, rest) = left.split_at(end);
    *left = &rest[1..];
    serde_json::from_slice(line).ok()
}

fn take_file<'a>(left: &mut &'a [u8]) -> Option<CarriedFile<'a>> {
    let named: FileLine = take_line(left)?;
    let length = usize::try_from(named.bytes).ok()?;
    let (bytes, rest) = left.split_at_checked(length)?;
    *left = rest;
    (ContentHash::of(bytes) == named.hash).then_some(CarriedFile {
        hash: named.hash,
        added_at: named.added_at,
        bytes: Cow::Borrowed(bytes),
    })
}
