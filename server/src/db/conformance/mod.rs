//! The suite every database must pass, run with two handles on one database as two server processes would have.
//! It checks the contract of `db/mod.rs` and nothing about rooms.

mod access;
#[cfg(feature = "serving")]
mod newer;
mod reading;
mod samples;
mod work;
mod writing;

#[cfg(feature = "serving")]
pub use newer::make_newer;

use super::Database;
use std::sync::Arc;

/// Runs all of it on an empty database; panics with the sentence that was broken.
pub async fn check(first: &Arc<dyn Database>, second: &Arc<dyn Database>) {
    let two = (first, second);
    writing::a_dropped_writer_leaves_no_trace(two).await;
    reading::a_batch_is_read_back_whole(two).await;
    reading::a_shared_key_is_told_once(two).await;
    writing::a_key_that_only_one_may_carry_is_refused_to_a_second(two).await;
    writing::two_deciders_never_lose_an_update(two).await;
    writing::revisions_are_committed_in_order(two).await;
    reading::a_snapshot_stays_at_its_moment(two).await;
    reading::the_feed_names_arrivals_changes_and_removals(two).await;
    reading::a_feed_is_weighed_and_so_is_a_shelf(two).await;
    reading::workspaces_never_mix(two).await;
    reading::records_come_in_the_order_of_their_change(two).await;
    work::a_lease_is_given_once(two).await;
    work::blocks_are_replaced_only_by_who_read_them_last(two).await;
    access::a_withdrawn_device_is_marked_everywhere(two).await;
    access::a_new_password_ends_the_other_sessions(two).await;
    access::the_first_secret_of_a_name_stays(two).await;
}
