//! One value that a browser lost stands in the way of no other value. The page that runs this loses the values of entries whose `uid` begins
//! with `lost`, and with `kept, then lost` once they are settled: whatever asks for one fails, and everything else of its transaction with it.

use super::IndexedDbStore;
use crate::store::{
    Check, Fence, Fenced, LocalStore, NewEntry, QueueRow, StoreError, StoreName, Stored,
};
use std::fmt::Debug;

type Outcome = Result<(), String>;

pub async fn lost_suite() -> Vec<Check> {
    let mut results = Vec::new();
    macro_rules! checks {
        ($($check:ident)*) => {$(
            let name = StoreName::new("lost", stringify!($check));
            let outcome = match IndexedDbStore::open(name).await {
                Ok(store) => {
                    let outcome = $check(&store).await;
                    outcome.and(store.wipe().await.map_err(said))
                }
                Err(error) => Err(said(error)),
            };
            results.push((stringify!($check).replace('_', " "), outcome));
        )*};
    }
    checks! {
        the_others_are_read_beside_a_lost_value
        a_queue_of_nothing_but_lost_values_can_be_read
        a_lost_value_is_numbered_anew_under_its_name
        a_lost_value_is_settled_by_its_name
        a_value_lost_after_it_was_settled_waits_again_by_its_name
        an_entry_is_added_again_that_was_lost_after_it_was_settled
        a_lost_value_keeps_no_queue_open
        a_lost_value_goes_by_its_number
        a_lost_draft_is_damaged
    }
    results
}

async fn the_others_are_read_beside_a_lost_value(store: &IndexedDbStore) -> Outcome {
    append(store, &["first", "lost", "last"]).await?;
    is_listed(store, &["1 first waits", "2 lost is lost", "3 last waits"]).await
}

async fn a_queue_of_nothing_but_lost_values_can_be_read(store: &IndexedDbStore) -> Outcome {
    append(store, &["lost one", "lost two"]).await?;
    is_listed(store, &["1 lost one is lost", "2 lost two is lost"]).await
}

async fn a_lost_value_is_numbered_anew_under_its_name(store: &IndexedDbStore) -> Outcome {
    append(store, &["first", "lost", "last"]).await?;
    let fence = lead(store).await?;
    let settled = store.mark_settled(fence, &names(&["first"])).await;
    same(settled, Ok(Fenced::Done(1)))?;
    let before = store.client().await;
    let client = store.renew_client(fence).await.map_err(said)?.done();
    same(client.is_some() && client != before.ok(), true)?;
    let wanted = ["1 lost is lost", "2 last waits", "1 first settled"];
    is_listed(store, &wanted).await?;
    append(store, &["later"]).await?;
    same(store.append("lost", b"").await, Ok(1))
}

async fn a_lost_value_is_settled_by_its_name(store: &IndexedDbStore) -> Outcome {
    append(store, &["first", "lost", "last"]).await?;
    let fence = lead(store).await?;
    let settled = store.mark_settled(fence, &names(&["lost", "first"])).await;
    same(settled, Ok(Fenced::Done(2)))?;
    let wanted = ["3 last waits", "1 first settled", "2 lost is lost, settled"];
    is_listed(store, &wanted).await?;
    let again = store.offer_again(fence).await.map_err(said)?;
    same(again.done().is_some(), true)?;
    is_listed(store, &["1 first waits", "2 lost is lost", "3 last waits"]).await
}

async fn a_value_lost_after_it_was_settled_waits_again_by_its_name(
    store: &IndexedDbStore,
) -> Outcome {
    append(store, &["kept, then lost", "last"]).await?;
    let fence = lead(store).await?;
    let settled = store
        .mark_settled(fence, &names(&["kept, then lost"]))
        .await;
    same(settled, Ok(Fenced::Done(1)))?;
    let wanted = ["2 last waits", "0 kept, then lost is lost, settled"];
    is_listed(store, &wanted).await?;
    let again = store.offer_again(fence).await.map_err(said)?;
    same(again.done().is_some(), true)?;
    is_listed(store, &["1 kept, then lost is lost", "2 last waits"]).await
}

async fn an_entry_is_added_again_that_was_lost_after_it_was_settled(
    store: &IndexedDbStore,
) -> Outcome {
    append(store, &["kept, then lost"]).await?;
    let fence = lead(store).await?;
    let settled = store
        .mark_settled(fence, &names(&["kept, then lost"]))
        .await;
    same(settled, Ok(Fenced::Done(1)))?;
    let (again, other) = (new("kept, then lost"), new("other"));
    same(store.append_all(&[again, other]).await, Ok(vec![2, 3]))
}

async fn a_lost_value_keeps_no_queue_open(store: &IndexedDbStore) -> Outcome {
    append(store, &["first", "lost"]).await?;
    let fence = lead(store).await?;
    let not_named = store.close_queue(fence, &names(&["first"])).await;
    same(not_named, Ok(Fenced::Done(false)))?;
    let named = store.close_queue(fence, &names(&["first", "lost"])).await;
    same(named, Ok(Fenced::Done(true)))
}

async fn a_lost_value_goes_by_its_number(store: &IndexedDbStore) -> Outcome {
    append(store, &["first", "lost"]).await?;
    let fence = lead(store).await?;
    let dropped = store.drop_unreadable(fence, &[1, 2]).await;
    same(dropped, Ok(Fenced::Done(1)))?;
    is_listed(store, &["1 first waits"]).await
}

async fn a_lost_draft_is_damaged(store: &IndexedDbStore) -> Outcome {
    store.put_draft("lost", b"typed").await.map_err(said)?;
    same(
        store.draft("lost").await,
        Ok(Some(Stored::Damaged(Vec::new()))),
    )
}

fn said(error: StoreError) -> String {
    error.to_string()
}

fn same<T: PartialEq + Debug>(found: T, wanted: T) -> Outcome {
    match found == wanted {
        true => Ok(()),
        false => Err(format!("found {found:?}, wanted {wanted:?}")),
    }
}

fn names(uids: &[&str]) -> Vec<String> {
    uids.iter().map(|uid| (*uid).to_owned()).collect()
}

fn new(uid: &str) -> NewEntry {
    NewEntry {
        uid: uid.to_owned(),
        bytes: b"unsent".to_vec(),
    }
}

async fn append(store: &IndexedDbStore, uids: &[&str]) -> Outcome {
    let entries: Vec<NewEntry> = uids.iter().map(|uid| new(uid)).collect();
    store.append_all(&entries).await.map(|_| ()).map_err(said)
}

async fn lead(store: &IndexedDbStore) -> Result<Fence, String> {
    store.take_fence().await.map_err(said)
}

async fn is_listed(store: &IndexedDbStore, wanted: &[&str]) -> Outcome {
    let rows = store.queue().await.map_err(said)?;
    let line = |row: QueueRow| {
        let state = match (row.body, row.settled) {
            (Stored::Whole(_), false) => "waits",
            (Stored::Whole(_), true) => "settled",
            (Stored::Damaged(_), false) => "is lost",
            (Stored::Damaged(_), true) => "is lost, settled",
        };
        format!("{} {} {state}", row.seq, row.uid)
    };
    same(rows.into_iter().map(line).collect(), names(wanted))
}
