//! What goes: pieces nobody went on with, marks that are old, and files that nobody claimed for so long. What a record names or named
//! stays: a backup may be put back, and the log names it for ever. Counts by the dates of the files, so a killed sweep is begun again.

use super::asking::Trouble;
use super::depot::{Depot, Lying, Spot};
use super::named::named;
use super::proof;
use crate::db::Database;
use shared::attachments::ContentHash;
use shared::calendar::Moment;
use std::io;
use uuid::Uuid;

/// Longer than a device is away whose records are still to come.
const UNCLAIMED_DAYS: i64 = 30;
const DAY_MILLISECONDS: i64 = 86_400_000;
const ASKED_AT_ONCE: usize = 500;

/// How much went.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Swept {
    pub unfinished: usize,
    pub files: usize,
}

pub async fn sweep(
    depot: &impl Depot,
    database: &dyn Database,
    workspace: Uuid,
    now: Moment,
) -> Result<Swept, Trouble> {
    // by the marks that go next
    proof::note_earlier(depot, database, workspace).await?;
    let before = now.milliseconds() - UNCLAIMED_DAYS * DAY_MILLISECONDS;
    let before = Moment::from_milliseconds(before);
    let begun = depot.aside(move |depot| {
        let unfinished = forget_old(depot, workspace, before)?;
        Ok((unfinished, depot.lying(Spot::Kept(workspace))?))
    });
    let (unfinished, mut old) = begun.await?;
    let mut swept = Swept {
        unfinished,
        files: 0,
    };
    old.retain(|lying| lying.since < before);
    for some in old.chunks(ASKED_AT_ONCE) {
        let hashes: Vec<ContentHash> = some.iter().map(|lying| lying.hash.clone()).collect();
        let named = named(database, workspace, &hashes).await?;
        for lying in some.iter().filter(|lying| !named.contains(&lying.hash)) {
            swept.files += usize::from(gone(depot, database, workspace, lying).await?);
        }
    }
    Ok(swept)
}

/// Asked once more when nobody can finish or be told of a file: a record may have come to name it, or somebody brought it again.
async fn gone(
    depot: &impl Depot,
    database: &dyn Database,
    workspace: Uuid,
    lying: &Lying,
) -> Result<bool, Trouble> {
    let was = lying.clone();
    let look = depot.aside(move |depot| {
        let alone = depot.alone(workspace)?;
        let now = depot.about(Spot::Kept(workspace), &was.hash)?;
        let unchanged = now.is_some_and(|now| now.since == was.since);
        let goes = unchanged && !is_brought(depot, workspace, &was)?;
        Ok((alone, goes))
    });
    let (alone, goes) = look.await?;
    let hash = std::slice::from_ref(&lying.hash);
    if !goes || !named(database, workspace, hash).await?.is_empty() {
        return Ok(false);
    }
    let hash = lying.hash.clone();
    let remove = depot.aside(move |depot| {
        depot.remove(Spot::Kept(workspace), &hash)?;
        proof::forget(depot, workspace, &hash)?;
        drop(alone);
        Ok(())
    });
    remove.await?;
    Ok(true)
}

fn forget_old(depot: &impl Depot, workspace: Uuid, before: Moment) -> io::Result<usize> {
    let mut count = 0;
    for owner in depot.owners(workspace)? {
        let _turn = depot.turn(owner)?;
        for spot in [Spot::Unfinished(owner), Spot::Brought(owner)] {
            for lying in depot.lying(spot)? {
                if lying.since < before {
                    depot.remove(spot, &lying.hash)?;
                    count += 1;
                }
            }
        }
    }
    Ok(count)
}

fn is_brought(depot: &impl Depot, workspace: Uuid, lying: &Lying) -> io::Result<bool> {
    for owner in depot.owners(workspace)? {
        if depot.about(Spot::Brought(owner), &lying.hash)?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
