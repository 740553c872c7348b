//! How far an upload stands, and what became of the next piece of it. Decides by what lies in the folder; who may know of a file that
//! somebody else brought is asked before, and handed in.

use super::folder::{Folder, Lying, Owner, dated, lying_in, remove};
use bytes::Bytes;
use sha2::{Digest, Sha256};
use shared::attachments::{ContentHash, UploadAnswer};
use shared::calendar::Moment;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

/// What one person may have here that no record names yet: a day of photos, and no storage for strangers.
pub const UNNAMED_BYTES_MAX: u64 = 2 * 1024 * 1024 * 1024;
pub const UNNAMED_COUNT_MAX: usize = 1_000;
const READ_AT_ONCE: usize = 64 * 1024;

/// One piece on its way in.
#[derive(Clone, Debug)]
pub struct Piece {
    pub hash: ContentHash,
    pub offset: u64,
    /// Bytes of the whole file.
    pub length: u64,
    /// Of these bytes alone.
    pub checksum: ContentHash,
    pub bytes: Bytes,
}

impl Folder {
    /// `may_know`: a record that the person may see names it.
    pub fn stands(
        &self,
        owner: Owner,
        hash: &ContentHash,
        may_know: bool,
    ) -> io::Result<UploadAnswer> {
        if may_know || self.brought(owner).join(hash.as_str()).exists() {
            let _stays = self.stays(owner.workspace)?;
            if self.kept(owner.workspace, hash).exists() {
                return Ok(UploadAnswer::Complete);
            }
        }
        let offset = length(&self.unfinished(owner).join(hash.as_str()))?;
        Ok(UploadAnswer::Stands { offset })
    }

    /// Keeps the piece where it fits exactly. With the last one the whole is hashed, flushed and given its name.
    pub fn append(&self, owner: Owner, piece: &Piece, now: Moment) -> io::Result<UploadAnswer> {
        let _turn = self.turn(owner)?;
        let unfinished = self.unfinished(owner).join(piece.hash.as_str());
        let offset = length(&unfinished)?;
        // the answer to the last piece was lost
        if offset == 0 && self.stands(owner, &piece.hash, false)? == UploadAnswer::Complete {
            return Ok(UploadAnswer::Complete);
        }
        if offset > piece.length {
            remove(&unfinished)?;
            return Ok(UploadAnswer::WrongHash);
        }
        if offset != piece.offset {
            return Ok(UploadAnswer::Stands { offset });
        }
        if ContentHash::of(&piece.bytes) != piece.checksum {
            return Ok(UploadAnswer::WrongChecksum { offset });
        }
        if !self.has_room(owner, piece)? {
            return Ok(UploadAnswer::TooMuchUnnamed);
        }
        fs::create_dir_all(self.unfinished(owner))?;
        write_at(&unfinished, offset, &piece.bytes, now)?;
        let offset = offset + piece.bytes.len() as u64;
        match offset == piece.length {
            true => self.finish(owner, piece, now),
            false => Ok(UploadAnswer::Stands { offset }),
        }
    }

    fn finish(&self, owner: Owner, piece: &Piece, now: Moment) -> io::Result<UploadAnswer> {
        let unfinished = self.unfinished(owner).join(piece.hash.as_str());
        let file = File::open(&unfinished)?;
        if hashed(&file)? != piece.hash {
            remove(&unfinished)?;
            return Ok(UploadAnswer::WrongHash);
        }
        file.sync_all()?;
        let kept = self.kept(owner.workspace, &piece.hash);
        let beside = kept.parent().unwrap_or(&kept);
        fs::create_dir_all(beside)?;
        let _stays = self.stays(owner.workspace)?;
        self.note_brought(owner, piece, now)?;
        // also over one that is there already: the newest counts its age from now
        fs::rename(&unfinished, &kept)?;
        flush_folders(beside)?;
        Ok(UploadAnswer::Complete)
    }

    /// Written before the file has its name: a mark without a file says nothing, a file without a mark could not be claimed.
    fn note_brought(&self, owner: Owner, piece: &Piece, now: Moment) -> io::Result<()> {
        let brought = self.brought(owner);
        fs::create_dir_all(&brought)?;
        let mark = File::create(brought.join(piece.hash.as_str()))?;
        // as long as the file, without taking its space
        mark.set_len(piece.length)?;
        dated(&mark, now)?;
        mark.sync_all()?;
        flush_folders(&brought)
    }

    fn has_room(&self, owner: Owner, piece: &Piece) -> io::Result<bool> {
        let lying = self.unnamed(owner)?;
        let bytes: u64 = lying.iter().map(|lying| lying.bytes).sum();
        let begun = lying.iter().any(|lying| lying.hash == piece.hash);
        let count = lying.len() + usize::from(!begun);
        let bytes = bytes + piece.bytes.len() as u64;
        Ok(bytes <= UNNAMED_BYTES_MAX && count <= UNNAMED_COUNT_MAX)
    }

    /// What this person sends or has sent and, as far as is known here, no record names.
    pub fn unnamed(&self, owner: Owner) -> io::Result<Vec<Lying>> {
        let mut lying = lying_in(&self.unfinished(owner))?;
        lying.extend(lying_in(&self.brought(owner))?);
        Ok(lying)
    }

    /// Records that the person may see name these: they need no mark any more.
    pub fn claimed(&self, owner: Owner, hashes: &[ContentHash]) -> io::Result<()> {
        let _turn = self.turn(owner)?;
        let marks = self.brought(owner);
        (hashes.iter()).try_for_each(|hash| remove(&marks.join(hash.as_str())))
    }
}

fn length(path: &Path) -> io::Result<u64> {
    match fs::metadata(path) {
        Ok(about) => Ok(about.len()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
        Err(error) => Err(error),
    }
}

/// Nothing of a piece stays that could not be written whole.
fn write_at(path: &Path, offset: u64, bytes: &[u8], now: Moment) -> io::Result<()> {
    let mut file = File::options().create(true).append(true).open(path)?;
    let written = file.write_all(bytes);
    if written.is_err() {
        file.set_len(offset)?;
    }
    written?;
    dated(&file, now)
}

fn hashed(mut file: &File) -> io::Result<ContentHash> {
    let (mut digest, mut piece) = (Sha256::new(), vec![0; READ_AT_ONCE]);
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(ContentHash::of_digest(digest.finalize().into())),
            read => digest.update(&piece[..read]),
        }
    }
}

/// A name is on the disk when its folder is, and the two folders above it, which may be new.
fn flush_folders(folder: &Path) -> io::Result<()> {
    let levels = folder.ancestors().take(3);
    levels
        .into_iter()
        .try_for_each(|level| File::open(level)?.sync_all())
}
