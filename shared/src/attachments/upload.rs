//! What device and server say to each other about the bytes of a file: how far an upload stands, and what became of a piece. The idea is
//! that of tus 1.0: ask for the offset, append there, with a checksum for each piece. Only ever added to.

use serde::{Deserialize, Serialize};

/// Bytes of one piece, but for the last: what a bad line carries in a minute (1 MiB at 128 kbit a second).
pub const PIECE_BYTES: usize = 1024 * 1024;

/// The offset a piece begins at.
pub const OFFSET_HEADER: &str = "upload-offset";
/// Bytes of the whole file.
pub const LENGTH_HEADER: &str = "upload-length";
/// SHA-256 of the piece alone, in hexadecimal.
pub const CHECKSUM_HEADER: &str = "upload-checksum";

/// `GET` and `PATCH` of `/api/v1/files/{hash}/upload`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "upload", rename_all = "snake_case")]
pub enum UploadAnswer {
    /// So many bytes are here: go on from there, whatever was asked for.
    Stands { offset: u64 },
    /// All of it is here and on the disk, and its hash is right. Said only to whoever has brought it all or sees a standing record of
    /// somebody who has: to anybody else it is as if nobody had it.
    Complete,
    /// The piece is not what was sent; nothing of it was kept.
    WrongChecksum { offset: u64 },
    /// All came, and it is not the file it was said to be: thrown away. Begin again from 0.
    WrongHash,
    /// Too much of what this person brought is named by no record yet: the records first. Whatever a later server says instead is taken
    /// for this: not now, and the next file may go.
    #[serde(other)]
    TooMuchUnnamed,
}
