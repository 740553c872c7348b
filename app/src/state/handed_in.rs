//! What this device itself has handed in, as far as its disk keeps it: until a backup of the server holds it, 30 days at most.

use super::App;
use crate::store::LocalStore;
use crate::sync;
use device::sync::opening::intention;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::calendar::Moment;
use shared::ids::{ClientId, InboxId, Uid};
use shared::sync::{InboxEntry, Intention};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The last days: what is older nobody looks for here.
const SHOWN_MILLISECONDS: i64 = 3 * 86_400_000;

#[derive(Clone, Default)]
pub struct HandedIn {
    uids: BTreeSet<Uid>,
    /// With an outcome, newest first.
    decided: Vec<Intention>,
}

/// Read again whenever the queue has changed. A disk that does not answer now has nothing to show.
pub fn read(app: App) -> RwSignal<HandedIn> {
    let read = RwSignal::new(HandedIn::default());
    Effect::new(move |_| {
        let _changed = app.device.queue();
        let Some(store) = app.device.store() else {
            return;
        };
        spawn_local(async move {
            let rows = store.queue().await.unwrap_or_default();
            let uids = rows.iter().filter_map(|row| row.uid.parse().ok());
            let uids = uids.collect();
            let settled = rows.iter().filter(|row| row.settled);
            // under which sender it went is asked by nobody here
            let sent = settled.filter_map(|row| intention(row, ClientId(Uuid::nil())));
            let decided = last_days(sent.collect(), sync::now());
            // whoever left the page meanwhile waits for nothing
            let _gone = read.try_set(HandedIn { uids, decided });
        });
    });
    read
}

/// Nobody looks for the answers that an inbox sent: what they brought stands beside them.
fn last_days(mut sent: Vec<Intention>, now: Moment) -> Vec<Intention> {
    sent.retain(|sent| {
        let is_late = now.milliseconds_since(sent.made_at) <= SHOWN_MILLISECONDS;
        is_late && !sent.name.starts_with("inbox.")
    });
    sent.sort_by_key(|sent| std::cmp::Reverse(sent.made_at));
    sent
}

impl HandedIn {
    pub fn holds(&self, uid: Uid) -> bool {
        self.uids.contains(&uid)
    }

    /// What was not accepted has an entry of its own.
    pub fn accepted(&self, app: App) -> Vec<Intention> {
        let entry = |sent: &&Intention| app.device.get::<InboxEntry>(InboxId(sent.uid.0));
        let accepted = self.decided.iter().filter(|sent| entry(sent).is_none());
        accepted.cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use shared::sync::AnyChange;

    fn sent(name: &str, hours: i64) -> Intention {
        let change = AnyChange::Unknown {
            name: name.to_owned(),
            args: json!({}),
        };
        let made_at = Moment::from_milliseconds(hours * 3_600_000);
        Intention::new(Uid(Uuid::nil()), &change, 0, Vec::new(), made_at)
    }

    #[test]
    fn of_the_last_three_days_the_newest_stands_first_and_no_answer_to_an_entry() {
        let all = vec![
            sent("offers.sent", 100),
            sent("inbox.answered", 110),
            sent("tickets.noted", 120),
            sent("offers.created", 1),
        ];
        let shown = last_days(all, Moment::from_milliseconds(120 * 3_600_000));
        let names: Vec<&str> = shown.iter().map(|sent| sent.name.as_str()).collect();
        assert_eq!(names, ["tickets.noted", "offers.sent"]);
    }
}
