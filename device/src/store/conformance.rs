//! The suite that every store passes, natively and in the browser: the contract of `LocalStore` as
//! facts. Knows no implementation; each check gets a store that nobody used before.

use super::{
    Block, CacheWrite, Fence, Fenced, JournalRow, LocalStore, NewEntry, QueueRow, StoreError,
    StoreName, Stored,
};
use beside::*;
use cache::*;
use queue::*;
use std::future::Future;

mod beside;
mod cache;
mod queue;

/// What one check found, by the name of the fact.
pub type Check = (String, Result<(), String>);

/// Runs every check; `open` is called twice with one name where a fact is about two tabs.
pub async fn suite<S, F>(open: impl Fn(StoreName) -> F) -> Vec<Check>
where
    S: LocalStore,
    F: Future<Output = Result<S, StoreError>>,
{
    let mut results = Vec::new();
    macro_rules! checks {
        ($($check:ident)*) => {$(
            let name = StoreName::new("conformance", stringify!($check));
            let tabs = async { Ok::<_, StoreError>((open(name.clone()).await?, open(name).await?)) };
            let outcome = match tabs.await {
                Ok((here, there)) => {
                    let outcome = $check(&here, &there).await;
                    outcome.and(here.wipe().await.map_err(said))
                }
                Err(error) => Err(said(error)),
            };
            results.push((stringify!($check).replace('_', " "), outcome));
        )*};
    }
    checks! {
        numbers_count_from_one_in_order
        two_tabs_never_share_a_number
        the_same_entry_twice_keeps_its_number
        several_entries_go_in_together
        settled_entries_stay_until_dropped
        settled_entries_are_listed_by_number
        a_number_is_never_used_again
        an_entry_that_opens_is_not_dropped_by_number
        a_new_client_numbers_what_waits_anew
        a_restored_server_is_offered_everything_again
        an_entry_settled_under_an_earlier_client_keeps_its_number
        a_closed_queue_takes_nothing
        a_closed_queue_can_still_be_emptied
        drafts_come_back
        the_higher_fence_wins
        a_refused_leader_leaves_the_queue_as_it_is
        a_refused_write_changes_nothing
        blocks_come_back_by_prefix
        a_block_written_again_is_the_new_one
        values_are_as_they_were_written_last
        a_pull_is_one_write
        the_journal_keeps_the_latest
        journal_and_settled_are_cleared_as_far_as_read
        a_number_of_the_journal_is_never_used_again
        a_compacted_journal_says_the_same
        reset_leaves_the_queue
        files_come_back
        a_file_is_read_piece_by_piece
        files_are_listed_with_their_notes
        a_wiped_store_is_dead
        a_store_wiped_in_one_tab_is_dead_in_the_other
    }
    let apart = users_do_not_meet(&open).await;
    results.push(("users do not meet".to_owned(), apart));
    let anew = whoever_opens_after_a_wipe_begins_anew(&open).await;
    results.push(("whoever opens after a wipe begins anew".to_owned(), anew));
    results
}

type Outcome = Result<(), String>;

fn said(error: StoreError) -> String {
    error.to_string()
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: T, wanted: T) -> Outcome {
    match found == wanted {
        true => Ok(()),
        false => Err(format!("{what}: found {found:?}, wanted {wanted:?}")),
    }
}

fn entry(uid: &str) -> NewEntry {
    NewEntry {
        uid: uid.to_owned(),
        bytes: format!("body of {uid}").into_bytes(),
    }
}

fn uids(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn row(id: &str, body: &str) -> JournalRow {
    JournalRow {
        kind: "product".to_owned(),
        id: id.to_owned(),
        bytes: body.as_bytes().to_vec(),
    }
}

fn block(key: &str, length: usize) -> Block {
    Block {
        key: key.to_owned(),
        head: format!("{{\"format\":1,\"length\":{length}}}"),
        bytes: (0..length).map(|at| at as u8).collect(),
    }
}

/// Queue as `seq uid settled body`, the way a person would write it down.
async fn listed(store: &impl LocalStore) -> Result<Vec<String>, String> {
    let rows = store.queue().await.map_err(said)?;
    let line = |row: QueueRow| match row.body {
        Stored::Whole(bytes) if bytes == entry(&row.uid).bytes => {
            let state = if row.settled { "settled" } else { "waits" };
            format!("{} {} {state}", row.seq, row.uid)
        }
        other => format!("{} {} {other:?}", row.seq, row.uid),
    };
    Ok(rows.into_iter().map(line).collect())
}

async fn append(store: &impl LocalStore, uid: &str) -> Result<u64, String> {
    let new = entry(uid);
    store.append(&new.uid, &new.bytes).await.map_err(said)
}

async fn lead(store: &impl LocalStore) -> Result<Fence, String> {
    store.take_fence().await.map_err(said)
}

async fn write(store: &impl LocalStore, fence: Fence, write: CacheWrite) -> Outcome {
    match store.write_cache(fence, write).await.map_err(said)? {
        Fenced::Done(()) => Ok(()),
        Fenced::Refused => Err("the leader was refused".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::model::{Calm, ModelDisk};
    use std::rc::Rc;

    #[test]
    fn the_model_keeps_the_contract() {
        let disk = ModelDisk::new(1);
        let open = |name| std::future::ready(Ok(disk.open(name, Rc::new(Calm))));
        for (fact, outcome) in futures::executor::block_on(suite(open)) {
            assert_eq!(outcome, Ok(()), "{fact}");
        }
    }
}
