//! Facts about what lies beside queue and cache: drafts, files, other people, and the end of a store.

use super::{Outcome, append, lead, listed, row, said, same, uids, write};
use crate::store::{CacheWrite, FILE_PIECE, FileHead, LocalStore, StoreError, StoreName, Stored};
use std::future::Future;

pub async fn drafts_come_back(here: &impl LocalStore, there: &impl LocalStore) -> Outcome {
    here.put_draft("offer/1", b"half").await.map_err(said)?;
    here.put_draft("offer/1", b"half a line")
        .await
        .map_err(said)?;
    here.put_draft("ticket/2", b"note").await.map_err(said)?;
    same(
        "keys",
        there.draft_keys().await,
        Ok(uids(&["offer/1", "ticket/2"])),
    )?;
    let whole = Some(Stored::Whole(b"half a line".to_vec()));
    same("draft", there.draft("offer/1").await, Ok(whole))?;
    there.drop_draft("offer/1").await.map_err(said)?;
    same("dropped", here.draft("offer/1").await, Ok(None))
}

pub async fn files_come_back(here: &impl LocalStore, there: &impl LocalStore) -> Outcome {
    let photo = photo();
    here.put_file("abc", b"mine", &photo).await.map_err(said)?;
    here.put_file("abd", b"", b"").await.map_err(said)?;
    let whole = |bytes: &[u8]| Ok(Some(Stored::Whole(bytes.to_vec())));
    same("file", there.file("abc").await, whole(&photo))?;
    same("empty", there.file("abd").await, whole(b""))?;
    there.drop_file("abc").await.map_err(said)?;
    same("dropped", here.file("abc").await, Ok(None))?;
    same("no piece", here.file_piece("abc", 1).await, Ok(None))?;
    same("the other", here.file("abd").await, whole(b""))
}

pub async fn a_file_is_read_piece_by_piece(
    here: &impl LocalStore,
    there: &impl LocalStore,
) -> Outcome {
    let photo = photo();
    here.put_file("abc", b"", &photo).await.map_err(said)?;
    for (number, piece) in (0..).zip(photo.chunks(FILE_PIECE)) {
        let found = there.file_piece("abc", number).await;
        same("piece", found, Ok(Some(Stored::Whole(piece.to_vec()))))?;
    }
    same("behind the end", there.file_piece("abc", 3).await, Ok(None))?;
    here.put_file("abc", b"", b"short").await.map_err(said)?;
    let whole = Some(Stored::Whole(b"short".to_vec()));
    same("put anew", there.file("abc").await, Ok(whole))?;
    same("the old rest", there.file_piece("abc", 1).await, Ok(None))
}

pub async fn files_are_listed_with_their_notes(
    here: &impl LocalStore,
    there: &impl LocalStore,
) -> Outcome {
    let head = |hash: &str, bytes, note: &[u8]| FileHead {
        hash: hash.to_owned(),
        bytes,
        note: Stored::Whole(note.to_vec()),
    };
    let photo = photo();
    here.put_file("b", b"to send", &photo).await.map_err(said)?;
    here.put_file("a", b"", b"page").await.map_err(said)?;
    let bytes = photo.len() as u64;
    let listed = vec![head("a", 4, b""), head("b", bytes, b"to send")];
    same("listed", there.files().await, Ok(listed))?;
    same("noted", there.note_file("b", b"sent").await, Ok(true))?;
    same("nothing there", there.note_file("c", b"x").await, Ok(false))?;
    let listed = vec![head("a", 4, b""), head("b", bytes, b"sent")];
    same("noted", here.files().await, Ok(listed))?;
    same(
        "whole",
        here.file("b").await,
        Ok(Some(Stored::Whole(photo))),
    )
}

/// Two pieces and a bit.
fn photo() -> Vec<u8> {
    (0..2 * FILE_PIECE + 77).map(|at| (at / 7) as u8).collect()
}

pub async fn a_wiped_store_is_dead(here: &impl LocalStore, _: &impl LocalStore) -> Outcome {
    append(here, "a").await?;
    here.wipe().await.map_err(said)?;
    same(
        "append",
        here.append("b", b"").await,
        Err(StoreError::Wiped),
    )?;
    same("queue", here.queue().await, Err(StoreError::Wiped))
}

pub async fn a_store_wiped_in_one_tab_is_dead_in_the_other(
    here: &impl LocalStore,
    there: &impl LocalStore,
) -> Outcome {
    append(there, "a").await?;
    same("no blocks", there.block_heads().await, Ok(vec![]))?;
    here.wipe().await.map_err(said)?;
    let late = there.append("b", b"").await;
    same("append", late, Err(StoreError::Wiped))?;
    same("queue", there.queue().await, Err(StoreError::Wiped))?;
    same("blocks", there.block_heads().await, Err(StoreError::Wiped))?;
    there.revive().await;
    same("revived", there.queue().await, Err(StoreError::Wiped))
}

pub async fn whoever_opens_after_a_wipe_begins_anew<S, F>(open: &impl Fn(StoreName) -> F) -> Outcome
where
    S: LocalStore,
    F: Future<Output = Result<S, StoreError>>,
{
    let name = StoreName::new("conformance", "again");
    let first = open(name.clone()).await.map_err(said)?;
    append(&first, "a").await?;
    first.put_draft("offer/1", b"half").await.map_err(said)?;
    first.put_file("abc", b"", b"photo").await.map_err(said)?;
    let fence = lead(&first).await?;
    let pull = CacheWrite::pull(vec![row("a", "1")], b"one".to_vec(), uids(&["a"]));
    write(&first, fence, pull).await?;
    let client = first.client().await;
    first.wipe().await.map_err(said)?;
    let second = open(name).await.map_err(said)?;
    same("queue", listed(&second).await?, vec![])?;
    same("draft", second.draft("offer/1").await, Ok(None))?;
    same("file", second.file("abc").await, Ok(None))?;
    same("cursor", second.meta("cursor").await, Ok(None))?;
    same("the same client", second.client().await == client, false)?;
    same("number", append(&second, "b").await?, 1)?;
    same("readable", listed(&second).await?, uids(&["1 b waits"]))?;
    second.wipe().await.map_err(said)
}

pub async fn users_do_not_meet<S, F>(open: &impl Fn(StoreName) -> F) -> Outcome
where
    S: LocalStore,
    F: Future<Output = Result<S, StoreError>>,
{
    let ayse = open(StoreName::new("conformance", "ayşe"))
        .await
        .map_err(said)?;
    let jonas = open(StoreName::new("conformance", "jonas"))
        .await
        .map_err(said)?;
    append(&ayse, "a").await?;
    ayse.put_draft("offer/1", b"half").await.map_err(said)?;
    same("queue", listed(&jonas).await?, vec![])?;
    same("draft", jonas.draft("offer/1").await, Ok(None))?;
    ayse.wipe().await.map_err(said)?;
    same("number", append(&jonas, "j").await?, 1)?;
    jonas.wipe().await.map_err(said)
}
