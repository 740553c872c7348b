//! The contract of a device's store, and the store of a browser.

pub mod indexeddb;

pub use device::store::{
    Block, BlockHead, BlockRow, CacheWrite, Check, FILE_PIECE, Fence, Fenced, FileHead, Journal,
    JournalRow, LocalStore, NewEntry, QueueRow, Settled, StoreError, StoreName, Stored, segment,
    suite,
};
pub use indexeddb::{IndexedDbStore, Opened};

/// The runs of the suite that this build can do, by name.
pub async fn store_suite() -> Vec<Check> {
    let mut results = suite(|name| async move { IndexedDbStore::open(name).await }).await;
    results.extend(indexeddb::seal_suite().await);
    results.extend(indexeddb::carry_suite().await);
    results.extend(indexeddb::broken_suite().await);
    results.extend(indexeddb::lost_suite().await);
    results
}
