//! Facts about the queue: numbers, settling, forks, and who may lead.

use super::{Outcome, append, entry, lead, listed, said, same, uids, write};
use crate::store::{CacheWrite, Fenced, LocalStore, StoreError};

pub async fn numbers_count_from_one_in_order(
    here: &impl LocalStore,
    _: &impl LocalStore,
) -> Outcome {
    for (wanted, uid) in (1..).zip(["a", "b", "c"]) {
        same("number", append(here, uid).await?, wanted)?;
    }
    same(
        "queue",
        listed(here).await?,
        uids(&["1 a waits", "2 b waits", "3 c waits"]),
    )
}

pub async fn two_tabs_never_share_a_number(
    here: &impl LocalStore,
    there: &impl LocalStore,
) -> Outcome {
    let names: Vec<String> = (0..20).map(|at| format!("u{at}")).collect();
    let tabs = names.iter().enumerate().map(|(at, uid)| async move {
        match at % 2 {
            0 => append(here, uid).await,
            _ => append(there, uid).await,
        }
    });
    let mut numbers = futures::future::try_join_all(tabs).await?;
    numbers.sort_unstable();
    same("numbers", numbers, (1..=20).collect())?;
    let rows = here.queue().await.map_err(said)?;
    let listed = rows.iter().map(|row| row.seq).collect();
    same("in their order", (1..=20).collect::<Vec<u64>>(), listed)?;
    same("clients", here.client().await, there.client().await)
}

pub async fn the_same_entry_twice_keeps_its_number(
    here: &impl LocalStore,
    there: &impl LocalStore,
) -> Outcome {
    append(here, "a").await?;
    same("first again", append(there, "a").await?, 1)?;
    same("next", append(here, "b").await?, 2)?;
    let fence = lead(here).await?;
    let _ = here
        .mark_settled(fence, &uids(&["a"]))
        .await
        .map_err(said)?;
    same("settled again", append(here, "a").await?, 1)?;
    same(
        "queue",
        listed(here).await?,
        uids(&["2 b waits", "1 a settled"]),
    )
}

pub async fn several_entries_go_in_together(
    here: &impl LocalStore,
    _: &impl LocalStore,
) -> Outcome {
    let entries = [entry("a"), entry("b"), entry("a"), entry("c")];
    let numbers = here.append_all(&entries).await.map_err(said)?;
    same("numbers", numbers, vec![1, 2, 1, 3])?;
    let none = here.append_all(&[]).await.map_err(said)?;
    same("no entries", none, vec![])
}

pub async fn settled_entries_stay_until_dropped(
    here: &impl LocalStore,
    there: &impl LocalStore,
) -> Outcome {
    for uid in ["a", "b", "c"] {
        append(here, uid).await?;
    }
    let fence = lead(here).await?;
    let marked = here.mark_settled(fence, &uids(&["b", "nobody", "b"])).await;
    same("marked", marked, Ok(Fenced::Done(1)))?;
    let both = uids(&["1 a waits", "3 c waits", "2 b settled"]);
    same("kept", listed(there).await?, both)?;
    let dropped = here.drop_settled(fence, &uids(&["a", "b"])).await;
    same("dropped", dropped, Ok(Fenced::Done(1)))?;
    same(
        "left",
        listed(there).await?,
        uids(&["1 a waits", "3 c waits"]),
    )
}

pub async fn settled_entries_are_listed_by_number(
    here: &impl LocalStore,
    there: &impl LocalStore,
) -> Outcome {
    for uid in ["c", "a", "b", "d"] {
        append(here, uid).await?;
    }
    let fence = lead(here).await?;
    for names in [&["b"][..], &["a", "c"]] {
        let marked = here.mark_settled(fence, &uids(names)).await;
        same("marked", marked, Ok(Fenced::Done(names.len())))?;
    }
    let wanted = ["4 d waits", "1 c settled", "2 a settled", "3 b settled"];
    same("queue", listed(there).await?, uids(&wanted))
}

pub async fn a_number_is_never_used_again(here: &impl LocalStore, _: &impl LocalStore) -> Outcome {
    append(here, "a").await?;
    let fence = lead(here).await?;
    let _ = here
        .mark_settled(fence, &uids(&["a"]))
        .await
        .map_err(said)?;
    let _ = here
        .drop_settled(fence, &uids(&["a"]))
        .await
        .map_err(said)?;
    same("queue", listed(here).await?, vec![])?;
    same("next number", append(here, "b").await?, 2)
}

pub async fn an_entry_that_opens_is_not_dropped_by_number(
    here: &impl LocalStore,
    _: &impl LocalStore,
) -> Outcome {
    append(here, "a").await?;
    let fence = lead(here).await?;
    let dropped = here.drop_unreadable(fence, &[1, 2]).await;
    same("dropped", dropped, Ok(Fenced::Done(0)))?;
    same("queue", listed(here).await?, uids(&["1 a waits"]))
}

pub async fn a_new_client_numbers_what_waits_anew(
    here: &impl LocalStore,
    there: &impl LocalStore,
) -> Outcome {
    for uid in ["a", "b", "c"] {
        append(here, uid).await?;
    }
    let before = here.client().await.map_err(said)?;
    let fence = lead(here).await?;
    let _ = here
        .mark_settled(fence, &uids(&["b"]))
        .await
        .map_err(said)?;
    let renewed = here.renew_client(fence).await.map_err(said)?.done();
    same(
        "known everywhere",
        there.client().await.ok(),
        renewed.clone(),
    )?;
    same("another id", renewed.as_deref() == Some(&*before), false)?;
    let wanted = uids(&["1 a waits", "2 c waits", "2 b settled"]);
    same("queue", listed(there).await?, wanted)?;
    let rows = there.queue().await.map_err(said)?;
    let clients: Vec<bool> = rows.iter().map(|row| row.client == before).collect();
    same(
        "counted under the old id",
        clients,
        vec![false, false, true],
    )?;
    same("next number", append(there, "d").await?, 3)
}

pub async fn a_restored_server_is_offered_everything_again(
    here: &impl LocalStore,
    _: &impl LocalStore,
) -> Outcome {
    for uid in ["a", "b", "c", "d"] {
        append(here, uid).await?;
    }
    let fence = lead(here).await?;
    let before = here.client().await.map_err(said)?;
    // named in any order, settled in the order of their numbers
    let _ = here
        .mark_settled(fence, &uids(&["b", "a"]))
        .await
        .map_err(said)?;
    let _ = here.renew_client(fence).await.map_err(said)?;
    let _ = here
        .mark_settled(fence, &uids(&["c"]))
        .await
        .map_err(said)?;
    let renewed = here.offer_again(fence).await.map_err(said)?;
    same("a new client", renewed.done() == Some(before), false)?;
    let all = uids(&["1 a waits", "2 b waits", "3 c waits", "4 d waits"]);
    same("queue", listed(here).await?, all)?;
    same("next", append(here, "e").await?, 5)
}

pub async fn an_entry_settled_under_an_earlier_client_keeps_its_number(
    here: &impl LocalStore,
    there: &impl LocalStore,
) -> Outcome {
    for uid in ["a", "b", "c"] {
        append(here, uid).await?;
    }
    let fence = lead(here).await?;
    let marked = here.mark_settled(fence, &uids(&["b"])).await;
    same("marked", marked, Ok(Fenced::Done(1)))?;
    let _ = here.renew_client(fence).await.map_err(said)?;
    same("settled again", append(there, "b").await?, 2)?;
    same("waiting again", append(there, "c").await?, 2)?;
    let marked = here.mark_settled(fence, &uids(&["c"])).await;
    same("marked", marked, Ok(Fenced::Done(1)))?;
    let client = here.client().await.map_err(said)?;
    let rows = there.queue().await.map_err(said)?.into_iter();
    let ours = rows.filter(|row| row.client == client).map(|row| row.uid);
    same("of the new client", ours.collect(), uids(&["a", "c"]))
}

pub async fn a_closed_queue_takes_nothing(
    here: &impl LocalStore,
    there: &impl LocalStore,
) -> Outcome {
    append(here, "a").await?;
    append(there, "b").await?;
    let old = lead(there).await?;
    let fence = lead(here).await?;
    let close = async |fence, names: &[&str]| here.close_queue(fence, &uids(names)).await;
    same(
        "another leads",
        close(old, &["a", "b"]).await,
        Ok(Fenced::Refused),
    )?;
    same(
        "b waits",
        close(fence, &["a"]).await,
        Ok(Fenced::Done(false)),
    )?;
    same("still open", append(there, "c").await?, 3)?;
    let all = close(fence, &["a", "b", "c"]).await;
    same("all named", all, Ok(Fenced::Done(true)))?;
    let late = there.append("d", b"").await;
    same("closed", late, Err(StoreError::Wiped))?;
    let wanted = uids(&["1 a waits", "2 b waits", "3 c waits"]);
    same("queue", listed(there).await?, wanted)
}

pub async fn a_closed_queue_can_still_be_emptied(
    here: &impl LocalStore,
    there: &impl LocalStore,
) -> Outcome {
    append(here, "a").await?;
    append(here, "b").await?;
    let fence = lead(here).await?;
    let all = uids(&["a", "b"]);
    same(
        "closed",
        here.close_queue(fence, &all).await,
        Ok(Fenced::Done(true)),
    )?;
    let again = there.append("a", b"").await;
    same("not even what is here", again, Err(StoreError::Wiped))?;
    same(
        "nobody named",
        here.close_queue(fence, &[]).await,
        Ok(Fenced::Done(false)),
    )?;
    let late = there.append("c", b"").await;
    same("closed for ever", late, Err(StoreError::Wiped))?;
    let marked = here.mark_settled(fence, &uids(&["a"])).await;
    same("marked", marked, Ok(Fenced::Done(1)))?;
    let dropped = here.drop_settled(fence, &all).await;
    same("dropped", dropped, Ok(Fenced::Done(1)))?;
    same("left", listed(there).await?, uids(&["2 b waits"]))
}

pub async fn a_refused_leader_leaves_the_queue_as_it_is(
    here: &impl LocalStore,
    there: &impl LocalStore,
) -> Outcome {
    append(here, "a").await?;
    append(here, "b").await?;
    let old = lead(here).await?;
    let (a, b) = (uids(&["a"]), uids(&["b"]));
    let marked = here.mark_settled(old, &a).await;
    same("marked", marked, Ok(Fenced::Done(1)))?;
    let client = here.client().await;
    lead(there).await?;
    same(
        "settle",
        here.mark_settled(old, &b).await,
        Ok(Fenced::Refused),
    )?;
    same(
        "drop",
        here.drop_settled(old, &a).await,
        Ok(Fenced::Refused),
    )?;
    same(
        "unreadable",
        here.drop_unreadable(old, &[2]).await,
        Ok(Fenced::Refused),
    )?;
    same("renew", here.renew_client(old).await, Ok(Fenced::Refused))?;
    same(
        "close",
        here.close_queue(old, &b).await,
        Ok(Fenced::Refused),
    )?;
    same("client", there.client().await, client)?;
    let wanted = uids(&["2 b waits", "1 a settled"]);
    same("queue", listed(there).await?, wanted)?;
    same("still open", append(here, "c").await?, 3)
}

pub async fn the_higher_fence_wins(here: &impl LocalStore, there: &impl LocalStore) -> Outcome {
    let old = lead(here).await?;
    let new = lead(there).await?;
    same("grows", new > old, true)?;
    append(here, "a").await?;
    let refused = here.write_cache(old, CacheWrite::default()).await;
    same("cache", refused, Ok(Fenced::Refused))?;
    same("reset", here.reset_cache(old).await, Ok(Fenced::Refused))?;
    same(
        "compact",
        here.compact_journal(old).await,
        Ok(Fenced::Refused),
    )?;
    let a = uids(&["a"]);
    same(
        "settle",
        here.mark_settled(old, &a).await,
        Ok(Fenced::Refused),
    )?;
    same(
        "drop",
        here.drop_settled(old, &a).await,
        Ok(Fenced::Refused),
    )?;
    same("renew", here.renew_client(old).await, Ok(Fenced::Refused))?;
    write(there, new, CacheWrite::default()).await
}
