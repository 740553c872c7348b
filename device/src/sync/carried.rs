//! Unsent work in a file: what stands in it, in which order, and why a file is not taken. Knows no key and no browser: the sealing
//! is the store's.
//!
//! `sahada-unsent 2⏎ | head, one line of JSON⏎ | sealed`. The two lines can be read by anybody and are bound into the seal, so
//! that no other head opens it. What lies inside is in [`inside`]; the first format had no files.

use serde::{Deserialize, Serialize};
use shared::calendar::Moment;
use shared::ids::{UserId, WorkspaceId};
use shared::sync::Intention;
use thiserror::Error;

mod inside;

pub use inside::{CarriedFile, FILE_LINE_BYTES, Inside};

pub const FORMAT: u32 = 2;
/// A month of work is some tens of megabytes, beside its photos; a file beyond this is not ours.
pub const FILE_BYTES_MAX: usize = 256 * 1024 * 1024;
/// Of them for photos and papers: a phone holds them several times over while it seals.
pub const PHOTOS_BYTES_MAX: u64 = 64 * 1024 * 1024;

const MARK: &str = "sahada-unsent ";
/// Mark and number of the format, with its line end.
const MARK_BYTES_MAX: usize = 32;
const HEAD_BYTES_MAX: usize = 4 * 1024;
/// What head and seal add.
const AROUND_BYTES: usize = HEAD_BYTES_MAX + 1024;
const LINES_BYTES_MAX: usize = FILE_BYTES_MAX - PHOTOS_BYTES_MAX as usize - AROUND_BYTES;
const MINUTE_MS: i64 = 60_000;
const DAY_MINUTES: i64 = 24 * 60;

/// What anybody may know of it: whose it is, when it was saved and how much there is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Head {
    pub workspace: WorkspaceId,
    pub user: UserId,
    pub count: u64,
    #[serde(default)]
    pub files: u64,
    pub made_at: Moment,
}

/// Ready to be sealed: `clear` is bound into the seal and stands before it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Packed {
    pub clear: Vec<u8>,
    pub inside: Vec<u8>,
    pub count: u64,
    /// What no longer fitted.
    pub beyond: u64,
}

/// A file taken apart, not yet opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Closed<'a> {
    pub head: Head,
    pub clear: &'a [u8],
    pub sealed: &'a [u8],
}

/// Why a file is not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum NotTaken {
    #[error("this is no file of unsent work")]
    NotOurs,
    #[error("it belongs to another company")]
    OtherCompany,
    #[error("it belongs to another person")]
    OtherPerson,
    #[error("a newer version wrote it")]
    NewerFormat,
    #[error("it is damaged")]
    Damaged,
}

/// As many intentions as a file holds, from the first on: each may need those before it. The files are all there is room for
/// already ([`PHOTOS_BYTES_MAX`]).
pub fn pack(
    (workspace, user): (WorkspaceId, UserId),
    made_at: Moment,
    work: &[Intention],
    files: &[CarriedFile<'_>],
) -> Packed {
    let mut inside = Vec::new();
    let mut count = 0;
    for intention in work {
        let line = inside::line(intention);
        if inside.len() + line.len() > LINES_BYTES_MAX {
            break;
        }
        inside.extend(line);
        count += 1;
    }
    inside::put_files(&mut inside, files);
    let head = Head {
        workspace,
        user,
        count,
        files: files.len() as u64,
        made_at,
    };
    let head = serde_json::to_string(&head).expect("a head serialises: plain fields");
    Packed {
        clear: format!("{MARK}{FORMAT}\n{head}\n").into_bytes(),
        inside,
        count,
        beyond: work.len() as u64 - count,
    }
}

/// Takes a file apart as far as it can be read without a key.
pub fn read(file: &[u8]) -> Result<Closed<'_>, NotTaken> {
    if file.len() > FILE_BYTES_MAX {
        return Err(NotTaken::NotOurs);
    }
    let (mark, rest) = line(file, MARK_BYTES_MAX).ok_or(NotTaken::NotOurs)?;
    let format = mark.strip_prefix(MARK).ok_or(NotTaken::NotOurs)?;
    match format.parse::<u32>() {
        Ok(1..=FORMAT) => {}
        Ok(newer) if newer > FORMAT => return Err(NotTaken::NewerFormat),
        _ => return Err(NotTaken::NotOurs),
    }
    let (head, sealed) = line(rest, HEAD_BYTES_MAX).ok_or(NotTaken::Damaged)?;
    Ok(Closed {
        head: serde_json::from_str(head).map_err(|_| NotTaken::Damaged)?,
        clear: &file[..file.len() - sealed.len()],
        sealed,
    })
}

impl Closed<'_> {
    /// Whoever is signed in here takes in nobody's work but their own.
    pub fn belongs_to(&self, workspace: WorkspaceId, user: UserId) -> Result<(), NotTaken> {
        match (self.head.workspace == workspace, self.head.user == user) {
            (true, true) => Ok(()),
            (true, false) => Err(NotTaken::OtherPerson),
            (false, _) => Err(NotTaken::OtherCompany),
        }
    }

    /// What was under the seal; all of it, whole, or nothing.
    pub fn inside<'a>(&self, opened: &'a [u8]) -> Result<Inside<'a>, NotTaken> {
        inside::read(opened, self.head.count, self.head.files)
    }
}

/// `sahada-unsent-2026-11-22-14-05.sahada`, by the clock on the wall.
pub fn file_name(made_at: Moment, offset_minutes: i32) -> String {
    let here = made_at.plus_milliseconds(i64::from(offset_minutes) * MINUTE_MS);
    let day = here.utc_day();
    let minute = here.milliseconds().div_euclid(MINUTE_MS);
    let minute = minute.rem_euclid(DAY_MINUTES);
    format!(
        "sahada-unsent-{:04}-{:02}-{:02}-{:02}-{:02}.sahada",
        day.year(),
        day.month(),
        day.day_of_month(),
        minute / 60,
        minute % 60
    )
}

/// The first line of at most so many bytes, and what comes after it.
fn line(bytes: &[u8], length_max: usize) -> Option<(&str, &[u8])> {
    let begin = &bytes[..bytes.len().min(length_max)];
    let end = begin.iter().position(|byte| *byte == b'\n')?;
    let text = std::str::from_utf8(&bytes[..end]).ok()?;
    Some((text, &bytes[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::attachments::ContentHash;
    use shared::ids::{Id, Uid};
    use shared::products::Change;
    use shared::sync::AnyChange;
    use std::borrow::Cow;
    use uuid::Uuid;

    fn company(number: u128) -> WorkspaceId {
        WorkspaceId::from_uuid(Uuid::from_u128(number))
    }

    fn person(number: u128) -> UserId {
        UserId::from_uuid(Uuid::from_u128(number))
    }

    fn done(number: u128) -> Intention {
        let change = AnyChange::from(Change::CategoriesImported { rows: Vec::new() });
        let uid = Uid(Uuid::from_u128(number));
        Intention::new(uid, &change, 7, Vec::new(), Moment::EPOCH)
    }

    /// A file whose seal leaves everything as it is.
    fn file(work: &[Intention], photos: &[CarriedFile<'_>]) -> Vec<u8> {
        let packed = pack((company(1), person(2)), Moment::EPOCH, work, photos);
        [packed.clear, packed.inside].concat()
    }

    fn photo(bytes: &[u8]) -> CarriedFile<'_> {
        CarriedFile {
            hash: ContentHash::of(bytes),
            added_at: Moment::EPOCH,
            bytes: Cow::Borrowed(bytes),
        }
    }

    #[track_caller]
    fn refused(file: &[u8], why: NotTaken) {
        assert_eq!(read(file), Err(why));
    }

    #[test]
    fn what_goes_in_comes_out_in_its_order() {
        let work = [done(3), done(1), done(2)];
        let files = [photo(b"two\nlines\n"), photo(b"another")];
        let file = file(&work, &files);
        let closed = read(&file).expect("it is ours");
        assert_eq!((closed.head.count, closed.head.files), (3, 2));
        assert_eq!(closed.belongs_to(company(1), person(2)), Ok(()));
        let (work, files) = (work.to_vec(), files.to_vec());
        assert_eq!(closed.inside(closed.sealed), Ok(Inside { work, files }));
        assert_eq!([closed.clear, closed.sealed].concat(), file);
    }

    #[test]
    fn nobody_takes_in_the_work_of_others() {
        let file = file(&[done(1)], &[]);
        let closed = read(&file).expect("it is ours");
        let (here, there) = ((company(1), person(9)), (company(9), person(2)));
        assert_eq!(
            closed.belongs_to(here.0, here.1),
            Err(NotTaken::OtherPerson)
        );
        assert_eq!(
            closed.belongs_to(there.0, there.1),
            Err(NotTaken::OtherCompany)
        );
    }

    #[test]
    fn other_files_are_told_from_newer_and_damaged_ones() {
        refused(b"", NotTaken::NotOurs);
        refused(b"code;name;price\n1;Pump;2\n", NotTaken::NotOurs);
        refused(&[0xff; 4096], NotTaken::NotOurs);
        refused(b"sahada-unsent \n{}\n", NotTaken::NotOurs);
        refused(b"sahada-unsent 0\n{}\n", NotTaken::NotOurs);
        refused(b"sahada-unsent 3\nwhatever comes", NotTaken::NewerFormat);
        refused(b"sahada-unsent 2\n", NotTaken::Damaged);
        refused(b"sahada-unsent 2\n{}\n", NotTaken::Damaged);
        let head = format!("sahada-unsent 2\n{}\n", " ".repeat(HEAD_BYTES_MAX));
        refused(head.as_bytes(), NotTaken::Damaged);
    }

    #[test]
    fn a_file_cut_anywhere_is_never_taken() {
        let file = file(&[done(1), done(2)], &[photo(b"one"), photo(b"another")]);
        for end in 0..file.len() {
            let cut = &file[..end];
            let taken = read(cut).and_then(|closed| closed.inside(closed.sealed).map(drop));
            assert!(taken.is_err(), "cut at {end}");
        }
    }

    #[test]
    fn one_photo_that_is_another_refuses_the_whole() {
        let mut file = file(&[done(1)], &[photo(b"one"), photo(b"another")]);
        let last = file.len() - 1;
        file[last] ^= 1;
        let closed = read(&file).expect("it is ours");
        assert_eq!(closed.inside(closed.sealed), Err(NotTaken::Damaged));
        let longer = [closed.sealed, b"more"].concat();
        assert_eq!(closed.inside(&longer), Err(NotTaken::Damaged));
    }

    #[test]
    fn a_copy_of_the_first_format_is_taken_without_files() {
        let (company, person) = (company(1), person(2));
        let head = format!(
            "{{\"workspace\":\"{company}\",\"user\":\"{person}\",\"count\":1,\"made_at\":\"1970-01-01T00:00:00Z\"}}"
        );
        let head = format!("sahada-unsent 1\n{head}\n").into_bytes();
        let file = [head, inside::line(&done(1))].concat();
        let closed = read(&file).expect("it is ours");
        let (work, files) = (vec![done(1)], Vec::new());
        assert_eq!(closed.inside(closed.sealed), Ok(Inside { work, files }));
    }

    #[test]
    fn a_file_is_named_by_the_clock_on_the_wall() {
        let moment = Moment::parse("2026-11-22T22:05:59Z").expect("a moment");
        assert_eq!(
            file_name(moment, 0),
            "sahada-unsent-2026-11-22-22-05.sahada"
        );
        assert_eq!(
            file_name(moment, 180),
            "sahada-unsent-2026-11-23-01-05.sahada"
        );
        assert_eq!(
            file_name(moment, -1320),
            "sahada-unsent-2026-11-22-00-05.sahada"
        );
    }
}
