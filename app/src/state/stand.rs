//! How entries of the inbox stand to the work that they depend on, and what depends on them; said before anybody answers one.

use super::App;
use super::repair::{entries_that, open_entries};
use hashbrown::HashMap;
use shared::ids::{InboxId, UserId};
use shared::sync::InboxEntry;
use shared::sync::inbox::{Aboard, TakeUp, Waits, dependants, following, stands, take_up};
use std::collections::BTreeSet;

/// One entry's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stand {
    pub waits: Waits,
    /// So many entries are sent again with it.
    pub following: u64,
    /// So many are let go of with it.
    pub depending: u64,
    /// This version can send it again.
    pub is_read: bool,
}

pub fn of(app: App, id: InboxId, entry: &InboxEntry) -> Stand {
    let entries = app.entries_of(entry.author);
    let stand = stands(&app, entry.author).get(&id).copied();
    Stand {
        waits: stand.unwrap_or(Waits::ForNothing),
        following: match app.is_mine(entry.author) {
            true => following(&entries, entry.uid).len() as u64,
            false => 0,
        },
        depending: dependants(&entries, entry.uid).len() as u64,
        is_read: take_up(entry, TakeUp::Again).is_some(),
    }
}

/// What needs this person: whatever waits for other work is answered with that, or follows by itself.
pub fn deciding(app: App) -> Vec<(InboxId, InboxEntry)> {
    let mut entries = open_entries(app);
    if !entries.is_empty() {
        let stands = of_all(app);
        entries.retain(|(id, _)| !stands.get(id).is_some_and(waits_for_others));
    }
    entries
}

fn waits_for_others(stand: &Waits) -> bool {
    matches!(stand, Waits::For(_) | Waits::ToFollow)
}

/// How many entries need this person; watched by the connection.
pub fn count(app: App) -> usize {
    deciding(app).len()
}

/// What every open entry that is aboard waits for.
pub fn of_all(app: App) -> HashMap<InboxId, Waits> {
    let all = entries_that(app, InboxEntry::is_open);
    let authors: BTreeSet<UserId> = all.into_iter().map(|(_, entry)| entry.author).collect();
    (authors.into_iter())
        .flat_map(|author| stands(&app, author))
        .collect()
}
