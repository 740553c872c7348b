//! Whose records open a file: of those who have had its bytes. A record may name any hash, so what it says proves nothing; whoever added it
//! must have sent every byte, or have heard that the file is here when another record opened it to them.
//!
//! Files that were kept before anybody was noted have nobody. The records that name them then were there before the rule, so whoever added
//! one counts as having had the bytes: [`note_earlier`] says so, once.

use super::asking::Trouble;
use super::depot::{Depot, Owner, Spot};
use super::named::authors;
use crate::db::Database;
use shared::attachments::ContentHash;
use shared::ids::UserId;
use std::collections::BTreeSet;
use std::io;
use uuid::Uuid;

/// Is the file this person's, or does a record of one of these authors, which the person sees, open it?
pub fn opens(
    depot: &impl Depot,
    owner: Owner,
    hash: &ContentHash,
    authors: &[UserId],
) -> io::Result<bool> {
    for user in [owner.user].iter().chain(authors) {
        if is_proven(depot, owner.workspace, *user, hash)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// From now on what this person adds opens the file. Where nobody is noted for one that is kept, nobody is alone either: that would close
/// the earlier records.
pub fn note(depot: &impl Depot, owner: Owner, hash: &ContentHash) -> io::Result<()> {
    let Owner { workspace, user } = owner;
    if is_proven(depot, workspace, user, hash)? {
        return Ok(());
    }
    let kept = depot.about(Spot::Kept(workspace), hash)?.is_some();
    match kept && !is_proven_by_anybody(depot, workspace, hash)? {
        true => Ok(()),
        false => depot.prove(owner, hash),
    }
}

/// Whoever supervises sees every file there is: what they hang somewhere of their own accord opens what somebody had. What they take up of
/// others opens what those had.
pub fn vouch(
    depot: &impl Depot,
    workspace: Uuid,
    hash: &ContentHash,
    supervisors: &[UserId],
) -> io::Result<()> {
    if depot.about(Spot::Kept(workspace), hash)?.is_none() {
        return Ok(());
    }
    let owner = |user: &UserId| Owner {
        workspace,
        user: *user,
    };
    let mut owners = supervisors.iter().map(owner);
    owners.try_for_each(|owner| note(depot, owner, hash))
}

/// With the file goes what was proven of it.
pub fn forget(depot: &impl Depot, workspace: Uuid, hash: &ContentHash) -> io::Result<()> {
    let mut owners = depot.owners(workspace)?.into_iter();
    owners.try_for_each(|owner| depot.remove(Spot::Proven(owner), hash))
}

/// For each kept file that nobody is noted for: whoever has sent it, and whoever added a record that names it.
pub async fn note_earlier(
    depot: &impl Depot,
    database: &dyn Database,
    workspace: Uuid,
) -> Result<(), Trouble> {
    let unnoted = depot.aside(move |depot| {
        let noted = noted(depot, workspace)?;
        let kept = depot.lying(Spot::Kept(workspace))?;
        let hashes = kept.into_iter().map(|lying| lying.hash);
        Ok(hashes.filter(|hash| !noted.contains(hash)).collect())
    });
    let unnoted: Vec<ContentHash> = unnoted.await?;
    for hash in unnoted {
        let mut users = authors(database, workspace, &hash).await?;
        let note = depot.aside(move |depot| {
            users.extend(bringers(depot, workspace, &hash)?);
            let owner = |user| Owner { workspace, user };
            let mut owners = users.into_iter().map(owner);
            owners.try_for_each(|owner| depot.prove(owner, &hash))
        });
        note.await?;
    }
    Ok(())
}

fn is_proven(
    depot: &impl Depot,
    workspace: Uuid,
    user: UserId,
    hash: &ContentHash,
) -> io::Result<bool> {
    let owner = Owner { workspace, user };
    Ok(depot.about(Spot::Proven(owner), hash)?.is_some())
}

fn is_proven_by_anybody(
    depot: &impl Depot,
    workspace: Uuid,
    hash: &ContentHash,
) -> io::Result<bool> {
    for owner in depot.owners(workspace)? {
        if is_proven(depot, workspace, owner.user, hash)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn noted(depot: &impl Depot, workspace: Uuid) -> io::Result<BTreeSet<ContentHash>> {
    let mut proven = BTreeSet::new();
    for owner in depot.owners(workspace)? {
        let lying = depot.lying(Spot::Proven(owner))?;
        proven.extend(lying.into_iter().map(|lying| lying.hash));
    }
    Ok(proven)
}

fn bringers(
    depot: &impl Depot,
    workspace: Uuid,
    hash: &ContentHash,
) -> io::Result<BTreeSet<UserId>> {
    let mut users = BTreeSet::new();
    for owner in depot.owners(workspace)? {
        let brought = depot.about(Spot::Brought(owner), hash)?;
        users.extend(brought.map(|_| owner.user));
    }
    Ok(users)
}
