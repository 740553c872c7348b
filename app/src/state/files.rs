//! A file is added to a record, taken away from it, or opened: first its bytes are safe on this device, then its record is saved. What goes
//! to the server and when is the loop's business.

use super::device::NotSaved;
use super::host::files_are;
use super::{App, Device};
use crate::browser::files;
use crate::store::{LocalStore, StoreError};
use crate::sync::client::Http;
use crate::sync::filing::UnsentFiles;
use crate::sync::session::Trouble;
use crate::sync::{self, filing};
use leptos::prelude::*;
use shared::attachments::metadata::without_metadata;
use shared::attachments::{Attachment, Change, ContentHash, Draft, Media, Parent};
use shared::bounds::FILE_BYTES;
use shared::calendar::Moment;
use shared::ids::AttachmentId;

/// Why a file was not added. Nothing of it was saved.
#[derive(Debug)]
pub enum NotAdded {
    /// No kind of file that is taken.
    Unknown,
    Damaged,
    TooLarge {
        bytes_max: u64,
    },
    NotSaved(NotSaved),
}

/// Why a file cannot be opened now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotOpened {
    /// It is not on this device, and the server cannot be asked.
    NoSignal,
    /// Whoever added it has not sent all of it yet, or it is not ours to see.
    NotThere,
    /// The browser saved nothing.
    NotKept,
}

/// Where the bytes of a file are, as far as this device knows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stands {
    /// The server has so many bytes of all.
    OnItsWay { sent: u64, of: u64 },
    /// This device alone has it, and it cannot be sent.
    Stuck,
    /// The server said so, or it came from there.
    OnServer,
}

/// What hangs on a record, the newest first; those that were removed are left out.
pub fn of(device: Device, parent: Parent) -> Vec<(AttachmentId, Attachment)> {
    let all = device.all::<Attachment>().into_iter();
    let mut found: Vec<_> = all
        .filter(|(_, attachment)| attachment.on == parent && attachment.removed.is_none())
        .collect();
    found.sort_by_key(|(_, attachment)| std::cmp::Reverse(attachment.added_at));
    found
}

/// Followed while it goes. `None`: nothing is known, as of a colleague's file that nobody opened here.
pub fn stands(app: App, hash: &ContentHash) -> Option<Stands> {
    let files = app.connection.files;
    files.with(|unsent| stands_by(unsent, hash.as_str()))
}

fn stands_by(unsent: &UnsentFiles, hash: &str) -> Option<Stands> {
    let mut files = unsent.files.iter();
    match files.find(|(other, ..)| other == hash) {
        _ if unsent.stuck.iter().any(|other| other == hash) => Some(Stands::Stuck),
        Some((_, sent, of)) => Some(Stands::OnItsWay {
            sent: *sent,
            of: *of,
        }),
        None => (unsent.brought.contains(hash)).then_some(Stands::OnServer),
    }
}

/// What a camera wrote into it goes before it is hashed. A file whose record cannot be saved is not kept, unless it was here before.
pub async fn add(app: App, on: Parent, name: String, bytes: &[u8]) -> Result<(), NotAdded> {
    let closed = NotAdded::NotSaved(NotSaved::Closed);
    let store = app.device.store().ok_or(closed)?;
    let media = Media::of(bytes).ok_or(NotAdded::Unknown)?;
    if bytes.len() as u64 > FILE_BYTES {
        let bytes_max = FILE_BYTES;
        return Err(NotAdded::TooLarge { bytes_max });
    }
    let bytes = without_metadata(media, bytes).map_err(|_| NotAdded::Damaged)?;
    let hash = ContentHash::of(&bytes);
    let not_kept = |error: StoreError| NotAdded::NotSaved(NotSaved::Storage(error));
    let heads = store.files().await.map_err(not_kept)?;
    let was_here = heads.iter().any(|head| head.hash == hash.as_str());
    let before = app.connection.files.get_untracked();
    let now = sync::now();
    filing::add(&*store, &bytes, now).await.map_err(not_kept)?;
    tell_added(app, &hash, bytes.len() as u64, now);
    let draft = Draft {
        on,
        name,
        hash: hash.clone(),
        size_bytes: bytes.len() as u64,
        media,
    };
    let attachment = app.device.new_id::<AttachmentId>();
    let saved = app.device.commit(Change::Added { attachment, draft }).await;
    if saved.is_err() && !was_here {
        // what stays behind is thrown away unclaimed, here and on the server
        let _dropped = store.drop_file(hash.as_str()).await;
        files_are(app, before);
    }
    saved.map(drop).map_err(NotAdded::NotSaved)
}

/// Known before its record is seen: a file must never look as if it were elsewhere until the loop says so.
pub fn tell_added(app: App, hash: &ContentHash, bytes: u64, now: Moment) {
    let mut unsent = app.connection.files.get_untracked();
    unsent.add(hash, bytes, now);
    files_are(app, unsent);
}

pub async fn remove(app: App, attachment: AttachmentId) -> Result<(), NotSaved> {
    let removed = app.device.commit(Change::Removed { attachment }).await;
    removed.map(drop)
}

/// From this device, or from the server and kept here then; handed to the person as the browser hands files.
pub async fn open(app: App, attachment: Attachment) -> Result<(), NotOpened> {
    let store = app.device.store().ok_or(NotOpened::NotKept)?;
    let Attachment {
        hash,
        name,
        media,
        size_bytes,
        ..
    } = attachment;
    let bytes = filing::open(&*store, &Http, &hash, size_bytes, sync::now()).await;
    let bytes = bytes.map_err(|trouble| match trouble {
        Trouble::Server(failure) if failure.is_temporary() => NotOpened::NoSignal,
        Trouble::Server(_) => NotOpened::NotThere,
        Trouble::Store(_) | Trouble::Deposed => NotOpened::NotKept,
    })?;
    match files::save(&name, media.content_type(), &bytes) {
        true => Ok(()),
        false => Err(NotOpened::NotKept),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(unsent: &UnsentFiles, expected: Option<Stands>) {
        let photo = ContentHash::of(b"a photo");
        assert_eq!(stands_by(unsent, photo.as_str()), expected);
    }

    #[test]
    fn on_the_server_is_said_of_what_was_heard_to_be_there() {
        let photo = ContentHash::of(b"a photo");
        let mut unsent = UnsentFiles::default();
        check(&unsent, None);
        unsent.add(&photo, 7, Moment::EPOCH);
        check(&unsent, Some(Stands::OnItsWay { sent: 0, of: 7 }));
        unsent.stuck.push(photo.to_string());
        check(&unsent, Some(Stands::Stuck));
        let mut there = UnsentFiles::default();
        there.brought.insert(photo.to_string());
        check(&there, Some(Stands::OnServer));
        // the same picture once more is asked about once more
        there.add(&photo, 7, Moment::EPOCH);
        check(&there, Some(Stands::OnItsWay { sent: 0, of: 7 }));
    }
}
