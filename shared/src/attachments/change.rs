//! What can happen to an attachment: added to a record, removed from it. Nothing of it is ever edited, so nobody's work meets another's.

use super::attachment::{Attachment, ON, Parent, Removal};
use super::content::ContentHash;
use super::media::Media;
use crate::accounts::Account;
use crate::bounds::{FILE_BYTES, FILES};
use crate::desk::Desk;
use crate::ids::AttachmentId;
use crate::needs::Needs;
use crate::offers::Offer;
use crate::shelf::Place;
use crate::tickets::Ticket;
use crate::users::policy::may;
use crate::users::{Context, Denied, Right};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A file as the device has it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Draft {
    pub on: Parent,
    pub name: String,
    pub hash: ContentHash,
    pub size_bytes: u64,
    pub media: Media,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    Added {
        attachment: AttachmentId,
        draft: Draft,
    },
    /// Removed twice is removed once: who was first stays named.
    Removed { attachment: AttachmentId },
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    #[error(transparent)]
    Denied { why: Denied },
    #[error("there is no such record to hang a file on")]
    NoSuchParent,
    #[error("there is no such attachment")]
    NoSuchAttachment,
    #[error("the attachment exists already")]
    Exists,
    #[error("the name is empty")]
    NameEmpty,
    #[error("the name is a path")]
    NameIsAPath,
    #[error("the file is empty")]
    FileEmpty,
    #[error("a file has at most {bytes_max} bytes")]
    FileTooLarge { bytes_max: u64 },
    #[error("a record has at most {count_max} files")]
    TooManyFiles { count_max: usize },
}

impl From<Denied> for Refusal {
    fn from(why: Denied) -> Self {
        Self::Denied { why }
    }
}

impl Change {
    pub fn makes(&self) -> Vec<Uuid> {
        match self {
            Change::Added { attachment, .. } => vec![attachment.0],
            Change::Removed { .. } => Vec::new(),
        }
    }

    pub fn uses(&self) -> Vec<Uuid> {
        match self {
            Change::Added { draft, .. } => vec![draft.on.uuid()],
            Change::Removed { attachment } => vec![attachment.0],
        }
    }

    /// The files it names; they travel beside the queue.
    pub fn files(&self) -> Vec<String> {
        match self {
            Change::Added { draft, .. } => vec![draft.hash.to_string()],
            Change::Removed { .. } => Vec::new(),
        }
    }

    pub fn reads(&self, _desk: &Desk) -> Needs {
        match self {
            Change::Added { attachment, draft } => {
                let needs = Needs::none().id::<Attachment>(*attachment);
                let needs = needs.key::<Attachment>(ON, draft.on.uuid().to_string());
                match draft.on {
                    Parent::Account(account) => needs.id::<Account>(account),
                    Parent::Offer(offer) => needs.id::<Offer>(offer),
                    Parent::Ticket(ticket) => needs.id::<Ticket>(ticket),
                }
            }
            Change::Removed { attachment } => Needs::none().id::<Attachment>(*attachment),
        }
    }

    pub fn apply(&self, desk: &mut Desk, context: &Context) -> Result<(), Refusal> {
        match self {
            Change::Added { attachment, draft } => added(desk, context, *attachment, draft),
            Change::Removed { attachment } => removed(desk, context, *attachment),
        }
    }
}

fn added(
    desk: &mut Desk,
    context: &Context,
    id: AttachmentId,
    draft: &Draft,
) -> Result<(), Refusal> {
    let place = place_of(desk, context, draft.on)?;
    file_fits(draft)?;
    if desk.get::<Attachment>(id).here().is_some() {
        return Err(Refusal::Exists);
    }
    let others = desk.find::<Attachment>(ON, &draft.on.uuid().to_string());
    if others.here().is_some_and(|others| others.len() >= FILES) {
        return Err(Refusal::TooManyFiles { count_max: FILES });
    }
    let d = draft.clone();
    let attachment = Attachment {
        name: d.name.trim().to_owned(),
        on: d.on,
        place,
        hash: d.hash,
        size_bytes: d.size_bytes,
        media: d.media,
        added_by: context.user,
        added_at: context.moment,
        removed: None,
    };
    desk.put(id, attachment);
    Ok(())
}

fn removed(desk: &mut Desk, context: &Context, id: AttachmentId) -> Result<(), Refusal> {
    let found = desk.get::<Attachment>(id).here();
    let found = found.filter(|found| context.reaches(&found.place.territory));
    let mut attachment = found.ok_or(Refusal::NoSuchAttachment)?.clone();
    may(context, right_for(attachment.on))?;
    let (by, at) = (context.user, context.moment);
    attachment.removed = attachment.removed.or(Some(Removal { by, at }));
    desk.put(id, attachment);
    Ok(())
}

/// Whoever may change a record may hang files on it.
pub fn right_for(parent: Parent) -> Right {
    match parent {
        Parent::Account(_) => Right::EditAccounts,
        Parent::Offer(_) => Right::MakeOffers,
        Parent::Ticket(_) => Right::WorkOnTickets,
    }
}

/// Where the parent stands; one out of reach is answered as one that is not there.
fn place_of(desk: &Desk, context: &Context, parent: Parent) -> Result<Place, Refusal> {
    may(context, right_for(parent))?;
    let place = match parent {
        Parent::Account(id) => desk.get::<Account>(id).here().map(|found| &found.place),
        Parent::Offer(id) => desk.get::<Offer>(id).here().map(|found| &found.place),
        Parent::Ticket(id) => desk.get::<Ticket>(id).here().map(|found| &found.place),
    };
    let place = place.filter(|place| context.reaches(&place.territory));
    place.cloned().ok_or(Refusal::NoSuchParent)
}

fn file_fits(draft: &Draft) -> Result<(), Refusal> {
    let name = draft.name.trim();
    if name.is_empty() {
        return Err(Refusal::NameEmpty);
    }
    if name.contains(['/', '\\', '\n', '\r', '\t']) || name.chars().all(|letter| letter == '.') {
        return Err(Refusal::NameIsAPath);
    }
    match draft.size_bytes {
        0 => Err(Refusal::FileEmpty),
        1..=FILE_BYTES => Ok(()),
        _ => Err(Refusal::FileTooLarge {
            bytes_max: FILE_BYTES,
        }),
    }
}

#[cfg(test)]
mod tests;
