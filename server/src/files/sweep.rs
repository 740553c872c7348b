//! What goes: pieces nobody went on with, marks that are old, and files that nobody claimed for so long. What a record names or named
//! stays: a backup may be put back, and the log names it for ever. Counts by the dates of the files, so a killed sweep is begun again.

use super::folder::{Folder, Lying, by_our_clock, lying_in, remove};
use super::named::named;
use crate::db::Database;
use shared::attachments::ContentHash;
use shared::calendar::Moment;
use std::io;
use std::time::{Duration, SystemTime};
use uuid::Uuid;

/// Longer than a device is away whose records are still to come.
const UNCLAIMED_DAYS: u64 = 30;
const ASKED_AT_ONCE: usize = 500;

/// How much went.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Swept {
    pub unfinished: usize,
    pub files: usize,
}

pub async fn sweep(
    folder: &Folder,
    database: &dyn Database,
    workspace: Uuid,
    now: Moment,
) -> anyhow::Result<Swept> {
    let before = by_our_clock(now) - Duration::from_secs(UNCLAIMED_DAYS * 86_400);
    let mut swept = Swept {
        unfinished: folder.forget_old(workspace, before)?,
        files: 0,
    };
    let mut old = folder.all_kept(workspace)?;
    old.retain(|lying| lying.since < before);
    for some in old.chunks(ASKED_AT_ONCE) {
        let hashes: Vec<ContentHash> = some.iter().map(|lying| lying.hash.clone()).collect();
        let named = named(database, workspace, &hashes).await?;
        for lying in some.iter().filter(|lying| !named.contains(&lying.hash)) {
            swept.files += usize::from(gone(folder, database, workspace, lying).await?);
        }
    }
    Ok(swept)
}

/// Asked once more when nobody can finish or be told of a file: a record may have come to name it, or somebody brought it again.
async fn gone(
    folder: &Folder,
    database: &dyn Database,
    workspace: Uuid,
    lying: &Lying,
) -> anyhow::Result<bool> {
    let waits = folder.clone();
    let alone = tokio::task::spawn_blocking(move || waits.alone(workspace)).await??;
    let same = std::fs::metadata(&lying.path).and_then(|about| about.modified());
    let unchanged = same.is_ok_and(|since| since == lying.since);
    if !unchanged || folder.is_brought(workspace, lying)? {
        return Ok(false);
    }
    let hash = std::slice::from_ref(&lying.hash);
    if !named(database, workspace, hash).await?.is_empty() {
        return Ok(false);
    }
    remove(&lying.path)?;
    drop(alone);
    Ok(true)
}

impl Folder {
    fn forget_old(&self, workspace: Uuid, before: SystemTime) -> io::Result<usize> {
        let mut count = 0;
        for owner in self.owners(workspace)? {
            let _turn = self.turn(owner)?;
            for lying in self.unnamed(owner)? {
                if lying.since < before {
                    remove(&lying.path)?;
                    count += 1;
                }
            }
        }
        Ok(count)
    }

    fn is_brought(&self, workspace: Uuid, lying: &Lying) -> io::Result<bool> {
        for owner in self.owners(workspace)? {
            let marks = lying_in(&self.brought(owner))?;
            if marks.iter().any(|mark| mark.hash == lying.hash) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
