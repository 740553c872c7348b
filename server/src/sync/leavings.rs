//! How much whoever may not work here any more may still hand in: enough for the longest time without signal, and too little to fill the disk
//! or the devices of all administrators, who get every entry of it. What goes beyond it stays on its device, which asks again later; it is
//! taken when the person may work again. Counted is what waits in the person's inbox for an answer, from whatever device or client it came.

use crate::db::{DbError, Extent, Writer};
use hashbrown::HashMap;
use shared::ids::UserId;
use shared::record::Record;
use shared::shelf::Shelf;
use shared::sync::{InboxEntry, Intention};

/// A device that was away for a month has 10,000 (sync.md, offline length).
const COUNT_MAX: i64 = 12_000;
/// One import of the greatest size and all the rest.
const BYTES_MAX: i64 = 32 * 1024 * 1024;

/// So an entry is stored that nobody answered. Within a text the quotes of a body are escaped: nobody can write this into one.
const OPEN: &str = "\"answered\":null";

/// As far as the round asked.
#[derive(Default)]
pub struct Leavings(HashMap<UserId, Extent>);

impl Leavings {
    /// Counts it in if there is room for it.
    pub async fn take(
        &mut self,
        writer: &mut dyn Writer,
        user: UserId,
        intention: &Intention,
    ) -> Result<bool, DbError> {
        let before = match self.0.get(&user) {
            Some(extent) => *extent,
            None => {
                let shelf = Shelf::user(user);
                let open = writer.extent(shelf.name(), InboxEntry::KIND, OPEN);
                open.await?
            }
        };
        let bytes = serde_json::to_string(intention).map_or(0, |text| text.len());
        let with_it = with(before, bytes);
        self.0.insert(user, with_it.unwrap_or(before));
        Ok(with_it.is_some())
    }
}

/// `None`: there is no room.
fn with(before: Extent, bytes: usize) -> Option<Extent> {
    let after = Extent {
        count: before.count.saturating_add(1),
        bytes: (before.bytes).saturating_add(i64::try_from(bytes).unwrap_or(i64::MAX)),
    };
    (after.count <= COUNT_MAX && after.bytes <= BYTES_MAX).then_some(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::sync::wire::INTENTION_BYTES_MAX;

    #[track_caller]
    fn check(count: i64, bytes: i64, one_more: usize, fits: bool) {
        let before = Extent { count, bytes };
        assert_eq!(with(before, one_more).is_some(), fits);
    }

    #[test]
    fn there_is_room_for_a_month_and_no_end_is_out_of_reach() {
        check(0, 0, INTENTION_BYTES_MAX, true);
        check(10_000, 10_000_000, 1_000, true);
        check(COUNT_MAX - 1, 0, 1, true);
        check(COUNT_MAX, 0, 1, false);
        check(1, BYTES_MAX - 1, 1, true);
        check(1, BYTES_MAX, 1, false);
        check(1, i64::MAX, usize::MAX, false);
    }

    #[test]
    fn an_entry_counts_until_it_is_answered_whatever_is_written_in_it() {
        use shared::calendar::Moment;
        use shared::ids::Uid;
        use shared::sync::outcome::{Outcome, Reason};
        use shared::sync::{AnyChange, inbox::Answered};
        use uuid::Uuid;

        let (name, args) = ("x".to_owned(), serde_json::json!({ "note": OPEN }));
        let change = AnyChange::Unknown { name, args };
        let intention = Intention::new(Uid(Uuid::nil()), &change, 1, Vec::new(), Moment::EPOCH);
        let (reason, author) = (Reason::Withdrawn { raised: true }, UserId(Uuid::nil()));
        let (outcome, now) = (Outcome::Quarantined, Moment::EPOCH);
        let mut entry = InboxEntry::of(&intention, author, outcome, &reason, now).remove(0);
        let body = |entry: &InboxEntry| serde_json::json!(entry).to_string();
        let is_counted = |entry: &InboxEntry| body(entry).contains(OPEN);
        assert!(is_counted(&entry));
        entry.answered = serde_json::to_string(&Answered::KeptTheirs).ok();
        assert!(!is_counted(&entry));
    }
}
