//! Copies that lie here are asked about once more, one of them a round: a server whose folder was put back, or that lost a file, gets it
//! from whoever has it. A restore that is told is another matter ([`super::filing::offer_again`]); this is for what nobody noticed.

use super::filing::{note, to_send_again};
use super::server::{Failure, Server};
use super::session::{Host, Session, Trouble};
use crate::store::{FileHead, LocalStore};
use shared::attachments::{Attachment, ContentHash, UploadAnswer};
use shared::record::Record;
use std::collections::BTreeSet;

/// `true`: one is to be sent.
pub(super) async fn ask<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
) -> Result<bool, Trouble> {
    let Some(head) = next(session).await? else {
        return Ok(false);
    };
    let Ok(hash) = head.hash.parse::<ContentHash>() else {
        return Ok(false);
    };
    match session.server.upload_stands(&hash).await {
        Ok(UploadAnswer::Complete) | Err(Failure::Refused { .. }) => Ok(false),
        Ok(_) => {
            to_send_again(session, &head).await?;
            Ok(true)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// In the order of their hashes, round and round. One that no record names any more is gone on purpose.
async fn next<S: LocalStore, N, H: Host>(
    session: &Session<S, N, H>,
) -> Result<Option<FileHead>, Trouble> {
    let mut copies = session.store.files().await?;
    copies.retain(|head| note(head).is_some_and(|note| !note.to_send));
    if copies.is_empty() {
        return Ok(None);
    }
    let named = named(session);
    copies.retain(|head| named.contains(&head.hash));
    copies.sort_by(|left, right| left.hash.cmp(&right.hash));
    let mut filing = session.filing.borrow_mut();
    let after = copies.iter().position(|head| head.hash > filing.asked);
    let head = copies.into_iter().nth(after.unwrap_or(0));
    filing.asked = head
        .as_ref()
        .map_or_else(String::new, |head| head.hash.clone());
    Ok(head)
}

fn named<S, N, H: Host>(session: &Session<S, N, H>) -> BTreeSet<String> {
    let replica = session.host.replica().borrow();
    let Some(table) = replica.base().table(Attachment::KIND) else {
        return BTreeSet::new();
    };
    let stands = |id| {
        let row = table.get(id)?;
        let file = row.typed::<Attachment>()?;
        file.removed.is_none().then(|| file.hash.to_string())
    };
    table.places().filter_map(|(id, _)| stands(id)).collect()
}
