//! Photos, papers and signatures that hang on a record: an account, an offer or a ticket.
//!
//! | Term | File |
//! |---|---|
//! | the record, and what it hangs on | [`attachment`] |
//! | which bytes: their hash | [`content`] |
//! | which kinds of file are taken | [`media`] |
//! | what a camera wrote into a photo goes | [`metadata`] |
//! | how the bytes travel | [`upload`] |
//!
//! Invariants: an attachment stands where its parent stands; only ever added or removed, so two people never meet in one; it names its
//! bytes by their hash and never carries them. The bytes travel beside the queue, in whichever order: a record may be known before
//! its file has arrived, and neither knowing a hash nor adding a record that names it is a right
//! to the file.

pub mod attachment;
pub mod change;
pub mod content;
pub mod media;
pub mod metadata;
pub mod upload;

pub use attachment::{Attachment, Parent, Removal};
pub use change::{Change, Draft, Refusal};
pub use content::ContentHash;
pub use media::Media;
pub use upload::UploadAnswer;
