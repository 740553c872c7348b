//! What somebody who is signed in is answered about a file: load who may see it, then ask the depot. Knows no HTTP.

use super::depot::{Depot, Lying, Owner, Spot};
use super::named::{Seen, handed_in, supervising, visible};
use super::proof;
use super::upload::{self, Piece};
use crate::db::{Database, DbError};
use crate::sync::feed::Read;
use shared::attachments::{Attachment, ContentHash, UploadAnswer};
use shared::calendar::Moment;
use shared::ids::UserId;
use std::collections::BTreeSet;
use std::io;

/// Who sends. `withdrawn`: the device, or the person; such a one brings what they handed in names, and nothing besides.
#[derive(Clone, Copy, Debug)]
pub struct Sender {
    pub owner: Owner,
    pub withdrawn: bool,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Told<T> {
    Answer(T),
    /// Nothing that this person may ask about.
    Nothing,
    /// This person may not work here any more.
    NotActive,
    /// A record names it, and nobody who added one has sent all of it yet.
    OnItsWay,
}

#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    #[error(transparent)]
    Database(#[from] DbError),
    #[error(transparent)]
    Disk(#[from] io::Error),
}

pub async fn stands(
    database: &dyn Database,
    depot: &impl Depot,
    sender: Sender,
    hash: ContentHash,
) -> Result<Told<UploadAnswer>, Trouble> {
    let owner = sender.owner;
    if !may_send(database, sender, &hash).await? {
        return Ok(Told::Nothing);
    }
    let authors = match sender.withdrawn {
        true => Vec::new(),
        false => match visible(database, owner, std::slice::from_ref(&hash)).await? {
            Read::Answer(seen) => authors(&standing(seen)),
            _ => return Ok(Told::NotActive),
        },
    };
    vouched(database, depot, owner, &hash, &authors).await?;
    let stands = depot.aside(move |depot| upload::stands(depot, owner, &hash, &authors));
    Ok(Told::Answer(stands.await?))
}

/// When too much is unnamed, records may have come to name it since: those are counted out, and the piece is tried once more.
pub async fn append(
    database: &dyn Database,
    depot: &impl Depot,
    sender: Sender,
    piece: Piece,
    now: Moment,
) -> Result<Told<UploadAnswer>, Trouble> {
    let owner = sender.owner;
    if !may_send(database, sender, &piece.hash).await? {
        return Ok(Told::Nothing);
    }
    let again = piece.clone();
    let append = depot.aside(move |depot| upload::append(depot, owner, &piece, now));
    let answer = append.await?;
    if answer != UploadAnswer::TooMuchUnnamed || sender.withdrawn {
        return Ok(Told::Answer(answer));
    }
    match claimed(database, depot, owner).await? {
        Told::Answer(true) => {}
        Told::Answer(false) => return Ok(Told::Answer(answer)),
        _ => return Ok(Told::NotActive),
    }
    let append = depot.aside(move |depot| upload::append(depot, owner, &again, now));
    Ok(Told::Answer(append.await?))
}

/// A file that this person may open, and the attachment that says so.
pub async fn found(
    database: &dyn Database,
    depot: &impl Depot,
    owner: Owner,
    hash: ContentHash,
) -> Result<Told<(Attachment, Lying)>, Trouble> {
    let seen = match visible(database, owner, std::slice::from_ref(&hash)).await? {
        Read::Answer(seen) => seen,
        _ => return Ok(Told::NotActive),
    };
    let standing = standing(seen);
    if standing.is_empty() {
        return Ok(Told::Nothing);
    }
    vouched(database, depot, owner, &hash, &authors(&standing)).await?;
    let served = depot.aside(move |depot| opened(depot, owner, &hash, standing));
    Ok(match served.await? {
        Some(served) => Told::Answer(served),
        None => Told::OnItsWay,
    })
}

async fn vouched(
    database: &dyn Database,
    depot: &impl Depot,
    owner: Owner,
    hash: &ContentHash,
    authors: &[UserId],
) -> Result<(), Trouble> {
    let supervisors = supervising(database, owner.workspace, authors).await?;
    let hash = hash.clone();
    let vouch = depot.aside(move |depot| proof::vouch(depot, owner.workspace, &hash, &supervisors));
    Ok(vouch.await?)
}

/// By the first of the records that opens it.
fn opened(
    depot: &impl Depot,
    owner: Owner,
    hash: &ContentHash,
    standing: Vec<Seen>,
) -> io::Result<Option<(Attachment, Lying)>> {
    for Seen { attachment, by } in standing {
        if proof::opens(depot, owner, hash, &[by])? {
            let lying = depot.about(Spot::Kept(owner.workspace), hash)?;
            return Ok(lying.map(|lying| (attachment, lying)));
        }
    }
    Ok(None)
}

fn standing(mut seen: Vec<Seen>) -> Vec<Seen> {
    seen.retain(|seen| seen.attachment.removed.is_none());
    seen
}

/// Each once, however many records they added.
fn authors(standing: &[Seen]) -> Vec<UserId> {
    let authors: BTreeSet<UserId> = standing.iter().map(|seen| seen.by).collect();
    authors.into_iter().collect()
}

/// What nobody named counts as not there, so that a withdrawn device is not kept waiting for it.
async fn may_send(
    database: &dyn Database,
    sender: Sender,
    hash: &ContentHash,
) -> Result<bool, DbError> {
    Ok(!sender.withdrawn || handed_in(database, sender.owner, hash).await?)
}

/// Counts out what records name that this person may see; by what they may not see nothing is told. `false`: nothing was.
async fn claimed(
    database: &dyn Database,
    depot: &impl Depot,
    owner: Owner,
) -> Result<Told<bool>, Trouble> {
    let unnamed = depot.aside(move |depot| upload::unnamed(depot, owner));
    let hashes: Vec<ContentHash> = (unnamed.await?.into_iter())
        .map(|lying| lying.hash)
        .collect();
    let Read::Answer(seen) = visible(database, owner, &hashes).await? else {
        return Ok(Told::NotActive);
    };
    let named: Vec<ContentHash> = (seen.into_iter().map(|seen| seen.attachment.hash)).collect();
    let any = !named.is_empty();
    let claimed = depot.aside(move |depot| upload::claimed(depot, owner, &named));
    claimed.await?;
    Ok(Told::Answer(any))
}
