//! Which attachments name a file, cut down to what a person may see: by the shelves of their portion, as everything is. Decides nothing.

use super::depot::Owner;
use crate::db::{Database, DbError, KeyWanted, Loaded, StoredRecord, Wanted};
use crate::sync::feed::{Read, names, portion_at};
use hashbrown::HashMap;
use shared::attachments::attachment::FILE;
use shared::attachments::{Attachment, Change, ContentHash};
use shared::ids::{Id, UserId};
use shared::record::Record;
use shared::sync::inbox::SUPERVISES;
use shared::sync::{AnyChange, InboxEntry};
use shared::users::User;
use std::collections::BTreeSet;
use uuid::Uuid;

/// What names a file: what hangs on a record, and what was not applied and may be taken up again.
const NAMING: [&str; 2] = [Attachment::KIND, InboxEntry::KIND];

/// What a person sees that names a file, and on whose word the file opens: whose work it was, when somebody else took that up.
pub struct Seen {
    pub attachment: Attachment,
    pub by: UserId,
}

/// Removed ones too.
pub async fn visible(
    database: &dyn Database,
    owner: Owner,
    hashes: &[ContentHash],
) -> Result<Read<Vec<Seen>>, DbError> {
    let mut snapshot = database.snapshot(owner.workspace).await?;
    let Some(portion) = portion_at(&mut *snapshot, owner.user).await? else {
        return Ok(Read::NotActive);
    };
    let portion = names(&portion);
    let loaded = snapshot.load(&wanted(hashes)).await?;
    let attachments = (loaded.records.iter()).filter(|row| row.kind == Attachment::KIND);
    let seen = attachments.filter(|row| stands_on(row, &portion));
    let left = left(&loaded);
    let found = seen.filter_map(|row| {
        let attachment: Attachment = serde_json::from_str(&row.body).ok()?;
        let by = work_of(&attachment, row.id, &left);
        Some(Seen { attachment, by })
    });
    Ok(Read::Answer(found.collect()))
}

/// Work of people that was not applied when it came, by the attachment it would have made.
type Left = HashMap<Uuid, Vec<InboxEntry>>;

fn left(loaded: &Loaded) -> Left {
    let entries = (loaded.records.iter()).filter(|row| row.kind == InboxEntry::KIND);
    let entries = entries.filter_map(|row| serde_json::from_str::<InboxEntry>(&row.body).ok());
    let mut left = Left::new();
    for entry in entries {
        if let Some(AnyChange::Attachments(Change::Added { attachment, .. })) = entry.carried() {
            left.entry(attachment.0).or_default().push(entry);
        }
    }
    left
}

/// Taken up again it makes the attachment that it would have made. One that names an attachment which stood there already made nothing.
fn work_of(attachment: &Attachment, id: Uuid, left: &Left) -> UserId {
    let entries = left.get(&id).into_iter().flatten();
    let mut before = entries.filter(|entry| entry.decided_at <= attachment.added_at);
    before
        .next()
        .map_or(attachment.added_by, |entry| entry.author)
}

/// Did this person hand in something that names the file, whatever became of it? For whoever may do nothing but hand in what is left.
pub async fn handed_in(
    database: &dyn Database,
    owner: Owner,
    hash: &ContentHash,
) -> Result<bool, DbError> {
    let mut snapshot = database.snapshot(owner.workspace).await?;
    let loaded = snapshot.load(&wanted(std::slice::from_ref(hash))).await?;
    Ok(loaded
        .records
        .iter()
        .any(|row| author(row) == Some(owner.user)))
}

/// Whoever added a record that names the file, whoever may see it.
pub async fn authors(
    database: &dyn Database,
    workspace: Uuid,
    hash: &ContentHash,
) -> Result<BTreeSet<UserId>, DbError> {
    let mut snapshot = database.snapshot(workspace).await?;
    let loaded = snapshot.load(&wanted(std::slice::from_ref(hash))).await?;
    let attachments = (loaded.records.iter()).filter(|row| row.kind == Attachment::KIND);
    Ok(attachments.filter_map(author).collect())
}

/// Those of them who see everything, and answer for others.
pub async fn supervising(
    database: &dyn Database,
    workspace: Uuid,
    people: &[UserId],
) -> Result<Vec<UserId>, DbError> {
    let wanted = Wanted {
        records: (people.iter())
            .map(|user| (User::KIND.into(), user.uuid()))
            .collect(),
        keys: Vec::new(),
    };
    let mut snapshot = database.snapshot(workspace).await?;
    let loaded = snapshot.load(&wanted).await?;
    let supervises = |row: &&StoredRecord| {
        let user = serde_json::from_str::<User>(&row.body);
        user.is_ok_and(|user| user.has(SUPERVISES))
    };
    let found = loaded.records.iter().filter(supervises);
    Ok(found.map(|row| UserId::from_uuid(row.id)).collect())
}

fn author(row: &StoredRecord) -> Option<UserId> {
    match row.kind.as_str() {
        Attachment::KIND => {
            let attachment = serde_json::from_str::<Attachment>(&row.body).ok()?;
            Some(attachment.added_by)
        }
        InboxEntry::KIND => {
            let entry = serde_json::from_str::<InboxEntry>(&row.body).ok()?;
            Some(entry.author)
        }
        _ => None,
    }
}

/// Those of them that any record of the workspace names, whoever may see it.
pub async fn named(
    database: &dyn Database,
    workspace: Uuid,
    hashes: &[ContentHash],
) -> Result<BTreeSet<ContentHash>, DbError> {
    let mut snapshot = database.snapshot(workspace).await?;
    let loaded = snapshot.load(&wanted(hashes)).await?;
    let values = loaded.matches.iter().map(|found| found.value.parse());
    Ok(values.filter_map(Result::ok).collect())
}

fn wanted(hashes: &[ContentHash]) -> Wanted {
    let key = |(hash, kind): (&ContentHash, &str)| KeyWanted {
        kind: kind.into(),
        key: FILE.into(),
        value: hash.to_string(),
    };
    let kinds = |hash| NAMING.map(|kind| (hash, kind));
    Wanted {
        records: Vec::new(),
        keys: hashes.iter().flat_map(kinds).map(key).collect(),
    }
}

fn stands_on(row: &StoredRecord, portion: &[String]) -> bool {
    let shelves: Vec<String> = serde_json::from_str(&row.shelves).unwrap_or_default();
    !row.deleted && shelves.iter().any(|shelf| portion.contains(shelf))
}
