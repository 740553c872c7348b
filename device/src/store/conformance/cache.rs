//! Facts about the cache: blocks, journal, cursor, and that it never touches the queue.

use super::{Outcome, append, block, lead, listed, row, said, same, uids, write};
use crate::store::{Block, CacheWrite, Fence, Fenced, LocalStore, Stored};

pub async fn a_refused_write_changes_nothing(
    here: &impl LocalStore,
    there: &impl LocalStore,
) -> Outcome {
    let old = lead(here).await?;
    let new = lead(there).await?;
    let first = CacheWrite::pull(vec![row("p", "1")], b"one".to_vec(), uids(&["a"]));
    write(there, new, first).await?;
    let mut late = CacheWrite::pull(vec![row("p", "2")], b"two".to_vec(), uids(&["b"]));
    late.blocks = vec![block("everyone|product|0", 9)];
    let refused = here.write_cache(old, late.strictly()).await;
    same("refused", refused, Ok(Fenced::Refused))?;
    same("blocks", here.block_heads().await, Ok(vec![]))?;
    let cursor = Some(Stored::Whole(b"one".to_vec()));
    same("cursor", here.meta("cursor").await, Ok(cursor))?;
    let settled = here.settled().await.map_err(said)?;
    same("settled", settled.uids, uids(&["a"]))
}

pub async fn blocks_come_back_by_prefix(
    here: &impl LocalStore,
    there: &impl LocalStore,
) -> Outcome {
    let fence = lead(here).await?;
    let keys = [
        "everyone|product|0",
        "everyone|product|9",
        "everyone|unit|0",
        "north|account|0",
    ];
    let blocks: Vec<Block> = (1..)
        .zip(keys)
        .map(|(at, key)| block(key, at * 7000))
        .collect();
    let mut put = CacheWrite {
        blocks: blocks.clone(),
        ..CacheWrite::default()
    };
    write(here, fence, put.clone()).await?;
    let found = there.blocks("everyone|product|").await.map_err(said)?;
    same("products", found.len(), 2)?;
    for (found, block) in found.into_iter().zip(&blocks) {
        same("key", &found.key, &block.key)?;
        same("head", &found.head, &block.head)?;
        same("body", found.body, Stored::Whole(block.bytes.clone()))?;
    }
    same("all", there.blocks("").await.map_err(said)?.len(), 4)?;
    put.blocks = vec![block(keys[1], 3)];
    put.drop_blocks = uids(&[keys[0], keys[1], "not here"]);
    write(here, fence, put).await?;
    let heads = there.block_heads().await.map_err(said)?;
    let held: Vec<String> = heads.into_iter().map(|head| head.key).collect();
    same("held", held, uids(&keys[1..]))
}

pub async fn a_block_written_again_is_the_new_one(
    here: &impl LocalStore,
    there: &impl LocalStore,
) -> Outcome {
    let fence = lead(here).await?;
    let keys = ["everyone|product|0", "everyone|product|9"];
    for length in [700, 30] {
        let blocks = keys.iter().take(length / 30).map(|key| block(key, length));
        let put = CacheWrite {
            blocks: blocks.collect(),
            ..CacheWrite::default()
        };
        write(here, fence, put).await?;
    }
    let found = there.blocks("everyone|").await.map_err(said)?;
    for (found, wanted) in found
        .into_iter()
        .zip([block(keys[0], 30), block(keys[1], 700)])
    {
        same("key", found.key, wanted.key)?;
        same("head", found.head, wanted.head)?;
        same("body", found.body, Stored::Whole(wanted.bytes))?;
    }
    same("heads", there.block_heads().await.map_err(said)?.len(), 2)
}

pub async fn values_are_as_they_were_written_last(
    here: &impl LocalStore,
    there: &impl LocalStore,
) -> Outcome {
    let fence = lead(here).await?;
    // as long as the filter of a million serials
    let long: Vec<u8> = (0..1_300_000_u32).map(|at| (at / 251) as u8).collect();
    for value in [&b"one"[..], &long, b"two", b""] {
        let meta = vec![("held".to_owned(), value.to_vec())];
        let put = CacheWrite {
            meta,
            ..CacheWrite::default()
        };
        write(here, fence, put).await?;
        let whole = Some(Stored::Whole(value.to_vec()));
        same("held", there.meta("held").await, Ok(whole))?;
    }
    same("another", there.meta("cursor").await, Ok(None))
}

pub async fn a_pull_is_one_write(here: &impl LocalStore, there: &impl LocalStore) -> Outcome {
    let fence = lead(here).await?;
    same("no cursor yet", there.meta("cursor").await, Ok(None))?;
    let pull = CacheWrite::pull(vec![row("a", "1")], b"rev 1".to_vec(), uids(&["u"]));
    write(here, fence, pull.strictly()).await?;
    let cursor = Some(Stored::Whole(b"rev 1".to_vec()));
    same("cursor", there.meta("cursor").await, Ok(cursor))?;
    let journal = there.journal().await.map_err(said)?;
    same("rows", journal.rows, vec![row("a", "1")])?;
    let settled = there.settled().await.map_err(said)?;
    same("settled", settled.uids, uids(&["u"]))
}

pub async fn the_journal_keeps_the_latest(
    here: &impl LocalStore,
    there: &impl LocalStore,
) -> Outcome {
    let fence = lead(here).await?;
    for rows in [vec![row("a", "1"), row("b", "1")], vec![row("a", "2")]] {
        let pull = CacheWrite {
            rows,
            ..CacheWrite::default()
        };
        write(here, fence, pull).await?;
    }
    let journal = there.journal().await.map_err(said)?;
    same("rows", journal.rows, vec![row("b", "1"), row("a", "2")])?;
    same("damaged", journal.damaged, 0)
}

pub async fn journal_and_settled_are_cleared_as_far_as_read(
    here: &impl LocalStore,
    _: &impl LocalStore,
) -> Outcome {
    let fence = lead(here).await?;
    let pull = |id: &str| CacheWrite::pull(vec![row(id, "1")], vec![], uids(&[id]));
    write(here, fence, pull("a")).await?;
    let journal = here.journal().await.map_err(said)?;
    let settled = here.settled().await.map_err(said)?;
    write(here, fence, pull("b")).await?;
    let mut clear = pull("c");
    clear.drop_rows_through = Some(journal.through);
    clear.drop_settled_through = Some(settled.through);
    write(here, fence, clear).await?;
    let journal = here.journal().await.map_err(said)?;
    same("rows", journal.rows, vec![row("b", "1"), row("c", "1")])?;
    same(
        "settled",
        here.settled().await.map_err(said)?.uids,
        uids(&["b", "c"]),
    )
}

/// A leader that was slow clears no more than it had read, whatever became of the cache since.
pub async fn a_number_of_the_journal_is_never_used_again(
    here: &impl LocalStore,
    there: &impl LocalStore,
) -> Outcome {
    let fence = lead(here).await?;
    let pull = |id: &str| CacheWrite::pull(vec![row(id, "1")], vec![], uids(&[id]));
    let cleared = |journal: u64, settled: u64| CacheWrite {
        drop_rows_through: Some(journal),
        drop_settled_through: Some(settled),
        ..CacheWrite::default()
    };
    write(here, fence, pull("a")).await?;
    let journal = here.journal().await.map_err(said)?.through;
    let settled = here.settled().await.map_err(said)?.through;
    write(here, fence, cleared(journal, settled)).await?;
    write(here, fence, pull("b")).await?;
    write(here, fence, cleared(journal, settled)).await?;
    let rows = there.journal().await.map_err(said)?.rows;
    same("after clearing", rows, vec![row("b", "1")])?;
    same("reset", here.reset_cache(fence).await, Ok(Fenced::Done(())))?;
    write(here, fence, pull("c")).await?;
    write(here, fence, cleared(journal + 1, settled + 1)).await?;
    let rows = there.journal().await.map_err(said)?.rows;
    same("after a reset", rows, vec![row("c", "1")])?;
    let settled = there.settled().await.map_err(said)?.uids;
    same("settled", settled, uids(&["c"]))
}

pub async fn a_compacted_journal_says_the_same(
    here: &impl LocalStore,
    there: &impl LocalStore,
) -> Outcome {
    let fence = lead(here).await?;
    let _ = here.compact_journal(fence).await.map_err(said)?;
    for body in ["1", "2", "3"] {
        let rows = vec![row("a", body), row(body, body)];
        write(
            here,
            fence,
            CacheWrite {
                rows,
                ..CacheWrite::default()
            },
        )
        .await?;
    }
    let before = there.journal().await.map_err(said)?;
    let _ = here.compact_journal(fence).await.map_err(said)?;
    same("journal", there.journal().await.map_err(said)?, before)?;
    let rows = vec![row("a", "4")];
    write(
        here,
        fence,
        CacheWrite {
            rows,
            ..CacheWrite::default()
        },
    )
    .await?;
    let last = there.journal().await.map_err(said)?.rows.pop();
    same("newest last", last, Some(row("a", "4")))
}

pub async fn reset_leaves_the_queue(here: &impl LocalStore, there: &impl LocalStore) -> Outcome {
    append(here, "a").await?;
    here.put_draft("offer/1", b"half").await.map_err(said)?;
    let fence = lead(here).await?;
    let mut pull = CacheWrite::pull(vec![row("a", "1")], b"x".to_vec(), uids(&["u"]));
    pull.blocks = vec![block("everyone|product|0", 10)];
    write(here, fence, pull).await?;
    let client = here.client().await;
    same("reset", here.reset_cache(fence).await, Ok(Fenced::Done(())))?;
    same("blocks", there.block_heads().await, Ok(vec![]))?;
    same("journal", there.journal().await.map_err(said)?.rows, vec![])?;
    same("settled", there.settled().await.map_err(said)?.uids, vec![])?;
    same("cursor", there.meta("cursor").await, Ok(None))?;
    same("queue", listed(there).await?, uids(&["1 a waits"]))?;
    same("drafts", there.draft_keys().await, Ok(uids(&["offer/1"])))?;
    same("client", there.client().await, client)?;
    let older = Fence(fence.0 - 1);
    same("fence", there.reset_cache(older).await, Ok(Fenced::Refused))
}
