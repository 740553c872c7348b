//! What must hold of whole replicas and of the whole log: looked at now and then during a run, and of everything at its end.

use crate::book::Fate;
use crate::office::at_once;
use crate::profile::Profile;
use crate::returns;
use crate::tables::Row;
use crate::world::World;
use device::store::LocalStore;
use device::store::model::{Calm, Held};
use device::sync::opening;
use server::db::Database;
use server::sync::{feed, replay};
use shared::record::{Record, RecordKey, Stored};
use shared::shelf::Shelf;
use shared::sync::queue::Pending;
use shared::sync::{Cursor, InboxEntry, Outcome, Replica};
use shared::users::portion;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// I3, I8, I16: the base holds exactly the records of its user's portion, as the server has them now.
pub fn cache_is_the_servers(world: &World, profile: &Profile, replica: &Replica, whose: &str) {
    let Some(grants) = world.office.grants(profile.user) else {
        return;
    };
    let portion: BTreeSet<Shelf> = portion(profile.user, &grants).into_iter().collect();
    let rows = world.tables.now(&world.office).into_iter();
    let theirs: BTreeMap<RecordKey, Rc<Row>> = rows
        .filter(|row| !row.shelves.is_disjoint(&portion))
        .map(|row| (row.key.clone(), row))
        .collect();
    let say = |invariant, what: String| {
        let cursor = replica.cursor();
        world.book.broken(
            invariant,
            format!(
                "{whose} of device {} at {}: {what}",
                profile.number, cursor.revision
            ),
        );
    };
    for (kind, table) in replica.base().kinds() {
        for (id, _) in table.places() {
            let key = RecordKey {
                kind: kind.clone(),
                id,
            };
            if !theirs.contains_key(&key) {
                say(
                    "I8",
                    format!("holds {kind} {id}, which is not in its portion"),
                );
            }
        }
    }
    for (key, row) in &theirs {
        match replica.base().get(key) {
            None => say("I3", format!("lacks {} {}", key.kind, key.id)),
            Some(ours) if ours.revision as i64 != row.stored.revision => {
                say(
                    "I3",
                    format!(
                        "{} {} stands at {}, the server's at {}",
                        key.kind, key.id, ours.revision, row.stored.revision
                    ),
                );
            }
            Some(ours) if !row.says(&ours) => {
                say(
                    "I16",
                    format!(
                        "{} {} differs from the server's: {} and {}",
                        key.kind,
                        key.id,
                        ours.body.json(),
                        row.json
                    ),
                );
            }
            Some(_) => (),
        }
    }
}

/// I4: what the screen shows is what the disk would give back: cache, and what waits on top of it.
pub fn view_is_the_disks(world: &Rc<World>, profile: &Rc<Profile>, replica: &Replica) {
    let store = profile.disk.open(profile.name.clone(), Rc::new(Calm));
    let opened = at_once(opening::open(
        &store,
        &profile.context(world),
        &BTreeSet::new(),
        |_| (),
    ));
    let Ok(opened) = opened else { return };
    // one that was damaged and declared is gone from the disk, and whole in a page that read it before
    let uids = |replica: &Replica| -> Vec<_> {
        let entries = replica.queue().entries().iter();
        let uids = entries.map(|pending| pending.intention.uid);
        uids.filter(|uid| !world.book.was_flipped(*uid)).collect()
    };
    if !opened.replica.holes().is_empty() || opened.replica.is_incomplete() {
        return;
    }
    let same_cursor = replica.cursor() == opened.replica.cursor();
    // a write may have reached the disk and its answer not the tab: then the disk is ahead until the next pull
    // a page that died while it offered everything again left a new sender there, and told nobody
    let renewed = replica.client != opened.replica.client;
    if (!same_cursor || renewed) && !world.finished.get() {
        return;
    }
    if !same_cursor || uids(replica) != uids(&opened.replica) {
        let what = format!(
            "device {} shows {} waiting at {:?}, its disk has {} at {:?}",
            profile.number,
            replica.queue().len(),
            replica.cursor(),
            opened.replica.queue().len(),
            opened.replica.cursor()
        );
        return world.book.broken("I4", what);
    }
    // a tab that took no notice of a new sender would send under the old one, should it ever lead
    if world.finished.get() && renewed {
        let (shown, kept) = (replica.client, opened.replica.client);
        let what = format!(
            "device {} sends as {shown}, its disk as {kept}",
            profile.number
        );
        return world.book.broken("I4", what);
    }
    if replica.held() != opened.replica.held() {
        let (shown, kept) = (replica.held(), opened.replica.held());
        let what = format!(
            "device {} holds {shown:?}, its disk {kept:?}",
            profile.number
        );
        return world.book.broken("I8", what);
    }
    // what left the portion has left the disk as well
    if *replica.cursor() == feed::cursor(&world.office.head()) {
        cache_is_the_servers(world, profile, &opened.replica, "disk");
    }
    // what runs again with other rights may end otherwise, and blocks of a first fetch are shown before they are joined
    let settled = !profile.jumped.get() && !replica.cursor().is_start();
    let same = settled && same_ground(replica, &opened.replica);
    if !same && !world.finished.get() {
        return;
    }
    let (shown, kept) = (rows(replica), rows(&opened.replica));
    let differs =
        |key: &&(String, uuid::Uuid)| !alike(shown.get(*key).copied(), kept.get(*key).copied());
    if let Some(key) = shown.keys().chain(kept.keys()).find(differs) {
        let writes = |pending: &&Pending| {
            pending
                .writes
                .iter()
                .chain(&pending.reads)
                .any(|record| record.id == key.1)
        };
        let standing = |replica: &Replica| -> Vec<_> {
            let entries = replica.queue().entries().iter().filter(writes);
            entries
                .map(|pending| (pending.intention.uid, pending.standing.clone()))
                .collect()
        };
        let what = format!(
            "device {} shows {key:?} by {:?}, its disk gives {:?}: {:?} and {:?}",
            profile.number,
            standing(replica),
            standing(&opened.replica),
            shown.get(key).map(|row| row.body.json()),
            kept.get(key).map(|row| row.body.json())
        );
        world.book.broken("I4", what);
    }
}

fn rows(replica: &Replica) -> BTreeMap<(String, uuid::Uuid), &Stored> {
    let rows = replica.overlay().rows();
    rows.map(|row| ((row.body.kind().to_string(), row.id), row))
        .collect()
}

/// Alike but for the moments in them. What packs to the same bytes needs no closer look.
fn alike(one: Option<&Stored>, other: Option<&Stored>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => {
            let calm = |row: &Stored| without_moments(row.body.json());
            one.body.packed() == other.body.packed() || calm(one) == calm(other)
        }
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// Does what waits stand on the same records in both?
fn same_ground(one: &Replica, other: &Replica) -> bool {
    // after a backup was put back the same revision can be another record
    let stands = |replica: &Replica, key: &RecordKey| {
        (replica.base().get(key)).map(|row| (row.revision, row.body.packed()))
    };
    let entries = one.queue().entries().iter();
    let mut keys = entries.flat_map(|pending| pending.reads.iter().chain(&pending.writes));
    keys.all(|key| stands(one, key) == stands(other, key))
}

/// A change that runs again notes another moment, on another day.
fn without_moments(mut body: serde_json::Value) -> serde_json::Value {
    if let Some(fields) = body.as_object_mut() {
        fields.retain(|name, _| !name.ends_with("_at") && name != "at" && name != "recorded");
        for value in fields.values_mut().filter(|value| value.is_object()) {
            *value = without_moments(value.take());
        }
    }
    body
}

/// I5: whoever writes to a disk is further than whoever wrote before. Power cuts and evictions may take the cache back.
pub fn disk_goes_forward(world: &World, profile: &Profile) {
    let store = profile.disk.open(profile.name.clone(), Rc::new(Calm));
    let Ok(Some(device::store::Stored::Whole(bytes))) = at_once(store.meta(opening::CURSOR)) else {
        return;
    };
    let Ok(now) = serde_json::from_slice::<Cursor>(&bytes) else {
        return;
    };
    let before = profile.written_to.replace(Some(now.clone()));
    let back = before.filter(|before| before.epoch == now.epoch && before.revision > now.revision);
    if let Some(before) = back.filter(|_| !world.was_restored()) {
        let (number, from, to) = (profile.number, before.revision, now.revision);
        world.book.broken(
            "I5",
            format!("the disk of device {number} went from {from} back to {to}"),
        );
    }
}

/// I4: what the queue no longer offers is part of the state at the cursor, also after the power failed.
pub fn settled_work_is_aboard(world: &World, profile: &Profile) {
    let store = profile.disk.open(profile.name.clone(), Rc::new(Calm));
    let Ok(cached) = at_once(opening::cached(&store)) else {
        return;
    };
    // an empty cache is filled before anything is shown
    if cached.cursor.is_start() || world.was_restored() {
        return;
    }
    for (uid, entry) in world.book.entries.borrow().iter() {
        let gone = entry.revision > cached.cursor.revision as i64
            && profile.disk.holds(&profile.name, &uid.to_string()) == Held::Settled;
        if gone {
            let (at, cursor) = (entry.revision, cached.cursor.revision);
            world.book.broken(
                "I4",
                format!("{uid}, applied at {at}, is in no view that stands at {cursor}"),
            );
        }
    }
}

/// I13: final numbers are unique and without a gap.
fn numbers_are_whole(world: &World, records: &[Rc<Row>]) {
    let mut series: BTreeMap<(String, String), Vec<u64>> = BTreeMap::new();
    for row in records {
        let Some(number) = row.json["code"]["number"].as_str() else {
            continue;
        };
        let Some((prefix, digits)) = number.rsplit_once('-') else {
            continue;
        };
        let numbers = series
            .entry((row.stored.kind.clone(), prefix.to_owned()))
            .or_default();
        numbers.extend(digits.parse::<u64>());
    }
    for ((kind, prefix), mut numbers) in series {
        numbers.sort_unstable();
        if !numbers.iter().copied().eq(1..=numbers.len() as u64) {
            world
                .book
                .broken("I13", format!("{kind} numbers {prefix}: {numbers:?}"));
        }
    }
}

/// I13: an offer stands where its account stands.
fn dependants_followed(world: &World, records: &[Rc<Row>]) {
    let of_kind = |kind: &'static str| records.iter().filter(move |row| row.key.kind == kind);
    let places: BTreeMap<String, &serde_json::Value> = of_kind("account")
        .map(|row| (row.key.id.to_string(), &row.json["place"]))
        .collect();
    for offer in of_kind("offer") {
        let (id, place) = (offer.key.id, &offer.json["place"]);
        let account = (offer.json["account"].as_str()).and_then(|id| places.get(id));
        if account.is_some_and(|account| *account != place) {
            let what = format!("offer {id} stands at {place}, its account at {account:?}");
            world.book.broken("I13", what);
        }
    }
}

/// The log itself, or the tables that do not follow from it?
fn which(difference: &str) -> &'static str {
    let log = [
        "the chain is broken here",
        ": follows ",
        "the workspace stands at",
    ];
    match log.iter().any(|words| difference.contains(words)) {
        true => "I14",
        false => "I20",
    }
}

/// I7, I13, I14, I20: log, tables and the auditor agree; whatever was not applied reached its author's shelf.
pub fn server_is_right(world: &World) {
    let office = &world.office;
    let mut snapshot = at_once(office.database.snapshot(office.workspace)).expect("a moment");
    let report = at_once(replay::check(&mut *snapshot)).expect("replayed");
    let records = world.tables.now(office);
    numbers_are_whole(world, &records);
    dependants_followed(world, &records);
    returns::are_whole(world, &records);
    for difference in report.differences {
        world.book.broken(which(&difference), difference);
    }
    let truth = world.book.truth();
    let (mut inbox, mut missing) = (BTreeSet::new(), truth.made().collect::<BTreeSet<_>>());
    for row in &records {
        let (kind, id) = (&row.stored.kind, row.key.id);
        if let Some(what) = truth.differs(kind, id, &row.json) {
            world.book.broken("I20", what);
        }
        missing.remove(&(kind.as_str(), id));
        if kind == InboxEntry::KIND {
            inbox.insert(id);
        }
    }
    if let Some((kind, id)) = missing.first() {
        world.book.broken("I20", format!("{kind} {id} is missing"));
    }
    let log = at_once(snapshot.log(0, 100_000)).expect("the log");
    for entry in log.iter().filter(|entry| entry.client.is_some()) {
        let applied = Outcome::from_word(&entry.outcome).is_some_and(Outcome::is_applied);
        if !applied && !inbox.contains(&entry.uid) {
            world.book.broken(
                "I7",
                format!("{} was {} and reached nobody", entry.uid, entry.outcome),
            );
        }
    }
}

/// I19: saved = applied + merged + parked + rejected + quarantined (+ destroyed with a device), as exact numbers.
pub fn sums_are_exact(world: &World) {
    for (uid, entry) in world.book.entries.borrow().iter() {
        if entry.shown && entry.fate == Fate::Waits {
            world.book.broken(
                "I19",
                format!(
                    "{uid} of device {} has no outcome in the end",
                    entry.profile
                ),
            );
        }
    }
}
