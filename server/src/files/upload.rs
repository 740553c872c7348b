//! How far an upload stands, and what became of the next piece of it. Decides by what lies in the depot; who may know of a file that
//! somebody else brought is asked before, and handed in.

use super::depot::{At, Depot, Lying, Owner, Spot};
use super::proof;
use bytes::Bytes;
use shared::attachments::{ContentHash, UploadAnswer};
use shared::bounds::FILE_BYTES;
use shared::calendar::Moment;
use shared::ids::UserId;
use shared::planted::{Bug, planted};
use std::io;

/// What one person may have here that no record names yet: a day of photos, and no storage for strangers.
pub const UNNAMED_BYTES_MAX: u64 = 2 * 1024 * 1024 * 1024;
pub const UNNAMED_COUNT_MAX: usize = 1_000;

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

/// Why a piece cannot be one of any file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unfit {
    /// The file would be empty or too large.
    Length,
    /// The piece has more bytes than one may have.
    TooLarge,
    BehindTheEnd,
}

impl Piece {
    /// `piece_bytes`: as many as one piece may have.
    pub fn fits(&self, piece_bytes: usize) -> Result<(), Unfit> {
        let end = self.offset.checked_add(self.bytes.len() as u64);
        if !(1..=FILE_BYTES).contains(&self.length) {
            return Err(Unfit::Length);
        }
        if self.bytes.len() > piece_bytes {
            return Err(Unfit::TooLarge);
        }
        match end.is_some_and(|end| end <= self.length) {
            true => Ok(()),
            false => Err(Unfit::BehindTheEnd),
        }
    }
}

/// `authors`: who added the standing records naming it that the person may see. Whoever hears that it is here has proven it from then
/// on: at that moment they might have fetched it.
pub fn stands(
    depot: &impl Depot,
    owner: Owner,
    hash: &ContentHash,
    authors: &[UserId],
) -> io::Result<UploadAnswer> {
    let brought = depot.about(Spot::Brought(owner), hash)?.is_some();
    let knows = brought || proof::opens(depot, owner, hash, authors)?;
    if knows || planted(Bug::AHashIsARight) {
        let _stays = depot.stays(owner.workspace)?;
        if depot.about(Spot::Kept(owner.workspace), hash)?.is_some() {
            proof::note(depot, owner, hash)?;
            return Ok(UploadAnswer::Complete);
        }
    }
    let offset = length(depot, owner, hash)?;
    Ok(UploadAnswer::Stands { offset })
}

/// Keeps the piece where it fits exactly. With the last one the whole is hashed, flushed and given its name.
pub fn append(
    depot: &impl Depot,
    owner: Owner,
    piece: &Piece,
    now: Moment,
) -> io::Result<UploadAnswer> {
    let _turn = depot.turn(owner)?;
    let offset = length(depot, owner, &piece.hash)?;
    // the answer to the last piece was lost
    if offset == 0 && stands(depot, owner, &piece.hash, &[])? == UploadAnswer::Complete {
        return Ok(UploadAnswer::Complete);
    }
    if offset > piece.length {
        depot.remove(Spot::Unfinished(owner), &piece.hash)?;
        return Ok(UploadAnswer::WrongHash);
    }
    if offset != piece.offset {
        return Ok(UploadAnswer::Stands { offset });
    }
    if ContentHash::of(&piece.bytes) != piece.checksum {
        return Ok(UploadAnswer::WrongChecksum { offset });
    }
    if !has_room(depot, owner, piece)? {
        return Ok(UploadAnswer::TooMuchUnnamed);
    }
    let (bytes, hash) = (&piece.bytes[..], &piece.hash);
    depot.write(owner, hash, At { offset, bytes }, now)?;
    let offset = offset + bytes.len() as u64;
    match offset == piece.length {
        true => finish(depot, owner, piece, now),
        false => Ok(UploadAnswer::Stands { offset }),
    }
}

fn finish(
    depot: &impl Depot,
    owner: Owner,
    piece: &Piece,
    now: Moment,
) -> io::Result<UploadAnswer> {
    let hash = &piece.hash;
    if depot.hashed(owner, hash)? != *hash && !planted(Bug::HashIsNotChecked) {
        depot.remove(Spot::Unfinished(owner), hash)?;
        return Ok(UploadAnswer::WrongHash);
    }
    let _stays = depot.stays(owner.workspace)?;
    // before the file has its name: a mark without a file says nothing, a file without a mark could not be claimed
    depot.mark(owner, hash, piece.length, now)?;
    proof::note(depot, owner, hash)?;
    depot.keep(owner, hash)?;
    Ok(UploadAnswer::Complete)
}

fn has_room(depot: &impl Depot, owner: Owner, piece: &Piece) -> io::Result<bool> {
    let lying = unnamed(depot, owner)?;
    let bytes: u64 = lying.iter().map(|lying| lying.bytes).sum();
    let begun = lying.iter().any(|lying| lying.hash == piece.hash);
    let count = lying.len() + usize::from(!begun);
    let bytes = bytes + piece.bytes.len() as u64;
    Ok(bytes <= UNNAMED_BYTES_MAX && count <= UNNAMED_COUNT_MAX)
}

/// What this person sends or has sent and, as far as is known here, no record names.
pub fn unnamed(depot: &impl Depot, owner: Owner) -> io::Result<Vec<Lying>> {
    let mut lying = depot.lying(Spot::Unfinished(owner))?;
    lying.extend(depot.lying(Spot::Brought(owner))?);
    Ok(lying)
}

/// Records that the person may see name these: they need no mark any more.
pub fn claimed(depot: &impl Depot, owner: Owner, hashes: &[ContentHash]) -> io::Result<()> {
    let _turn = depot.turn(owner)?;
    let gone = |hash| depot.remove(Spot::Brought(owner), hash);
    hashes.iter().try_for_each(gone)
}

fn length(depot: &impl Depot, owner: Owner, hash: &ContentHash) -> io::Result<u64> {
    let about = depot.about(Spot::Unfinished(owner), hash)?;
    Ok(about.map_or(0, |lying| lying.bytes))
}
