//! Facts about what lies beside queue and cache: drafts, files, other people, and the end of a store.

use super::{Outcome, append, listed, said, same, uids};
use crate::store::{LocalStore, StoreError, StoreName, Stored};
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
    let photo: Vec<u8> = (0..300_000).map(|at| (at / 7) as u8).collect();
    here.put_file("abc", &photo).await.map_err(said)?;
    same(
        "file",
        there.file("abc").await,
        Ok(Some(Stored::Whole(photo))),
    )?;
    there.drop_file("abc").await.map_err(said)?;
    same("dropped", here.file("abc").await, Ok(None))
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
