//! Unsent work leaves this device in a file, and comes in from one: what is fetched, sealed, saved and taken in, in which order.
//! What a file says is decided in `device::sync::carried`, what of it is new in `carrying` beside it.

use super::host::Pages;
use super::{App, files as added, opening};
use crate::browser::{clock, files, random};
use crate::store::{IndexedDbStore, LocalStore, Opened, StoreError};
use crate::sync::backoff::delay_ms;
pub use crate::sync::carried::NotTaken as Refused;
pub use crate::sync::carried::PHOTOS_BYTES_MAX;
use crate::sync::carried::{self, CarriedFile, FILE_BYTES_MAX};
use crate::sync::carrying::{
    Gathered, GatheredFiles, gather, gather_files, keep_files, take_in as append,
};
use crate::sync::{self, client};
use futures::lock::Mutex;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::sync::Intention;

const KIND: &str = "application/octet-stream";
/// One more than a file of ours can have tells that it is none.
pub const READ_MAX: u32 = FILE_BYTES_MAX as u32 + 1;

/// Whether this device can seal and open copies, and when the server is asked for the key again.
#[derive(Clone, Copy)]
pub struct Carrying {
    /// `None`: not looked yet.
    pub has_key: RwSignal<Option<bool>>,
    asking: StoredValue<Asking, LocalStorage>,
}

#[derive(Clone, Copy, Default)]
struct Asking {
    under_way: bool,
    failures: u32,
    not_before_ms: f64,
}

impl Carrying {
    pub fn new() -> Carrying {
        Carrying {
            has_key: RwSignal::new(None),
            asking: StoredValue::new_local(Asking::default()),
        }
    }

    fn is_asking(self, under_way: bool) {
        let begin = |asking: &mut Asking| asking.under_way = under_way;
        self.asking.update_value(begin);
    }
}

impl Default for Carrying {
    fn default() -> Self {
        Self::new()
    }
}

/// A copy that lies where the browser keeps downloads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Saved {
    pub name: String,
    pub count: u64,
    pub files: u64,
    pub left_out: LeftOut,
}

/// What could not be read, or found no room.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct LeftOut {
    pub changes: u64,
    pub files: u64,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NotSaved {
    NothingWaits,
    /// Nothing of what waits can be read.
    NothingOpens(LeftOut),
    NoKey,
    /// The browser keeps no file, or cannot seal.
    NoFile,
}

/// What a copy brought.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TakenIn {
    pub fresh: u64,
    /// Files that were not here.
    pub files: u64,
    pub known: u64,
    /// Stands here as an entry that does not open, and is declared first.
    pub blocked: u64,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NotTakenIn {
    Refused(Refused),
    NoKey,
    /// What came in before the device failed is here and not taken twice.
    Storage(StoreError),
}

/// After a sign-in the key is fetched in any case: whoever restored the server may have another one.
pub fn fetch_key(app: App) {
    let Some(store) = app.device.store() else {
        return;
    };
    app.carrying.is_asking(true);
    spawn_local(async move { fetched(app, &store).await });
}

/// When the server was heard. A failure is tried again with a later contact, each time a little later.
pub fn fetch_key_if_missing(app: App) {
    let asking = app.carrying.asking.get_value();
    let later = asking.under_way || clock::ticks_ms() < asking.not_before_ms;
    if later || app.carrying.has_key.get_untracked() == Some(true) {
        return;
    }
    let Some(store) = app.device.store() else {
        return;
    };
    app.carrying.is_asking(true);
    spawn_local(async move {
        // another tab may have been quicker
        match store.has_carry_key().await {
            Ok(true) => app.carrying.is_asking(false),
            _ => return fetched(app, &store).await,
        }
        look_for_key(app).await;
    });
}

async fn fetched(app: App, store: &IndexedDbStore) {
    let kept = match client::carry_key().await.map(|key| key.bits()) {
        Ok(Some(bits)) => store.keep_carry_key(&bits).await.is_ok(),
        _ => false,
    };
    app.carrying.asking.update_value(|asking| {
        asking.under_way = false;
        asking.failures = if kept { 0 } else { asking.failures + 1 };
        let wait = delay_ms(asking.failures, random::chance());
        asking.not_before_ms = clock::ticks_ms() + f64::from(wait);
    });
    look_for_key(app).await;
}

/// Whether the key lies here; another tab may have brought it.
pub async fn look_for_key(app: App) {
    let Some(store) = app.device.store() else {
        return;
    };
    let here = store.has_carry_key().await == Ok(true);
    if app.carrying.has_key.get_untracked() != Some(here) {
        app.carrying.has_key.set(Some(here));
    }
}

/// All that waits, sealed, into a file. Nothing on the device changes.
pub async fn save(app: App) -> Result<Saved, NotSaved> {
    let store = app.device.store().ok_or(NotSaved::NothingWaits)?;
    let person = app.login.person_now().ok_or(NotSaved::NothingWaits)?;
    let gathered = gathered(app, &store).await;
    let photos = gathered_files(app, &store, &gathered.work).await;
    let mut left_out = LeftOut {
        changes: gathered.unreadable,
        files: photos.left_out,
    };
    if gathered.work.is_empty() && photos.files.is_empty() {
        return Err(match left_out == LeftOut::default() {
            true => NotSaved::NothingWaits,
            false => NotSaved::NothingOpens(left_out),
        });
    }
    let now = sync::now();
    let whose = (person.workspace, person.user);
    let packed = carried::pack(whose, now, &gathered.work, &photos.files);
    left_out.changes += packed.beyond;
    let files = photos.files.len() as u64;
    // photos fill a phone's memory: they lie there once from here on
    drop(photos);
    let sealed = store.seal_copy(&packed.clear, &packed.inside).await;
    drop(packed.inside);
    let sealed = sealed.map_err(|_| NotSaved::NoFile)?;
    let sealed = sealed.ok_or(NotSaved::NoKey)?;
    let name = carried::file_name(now, person.offset_minutes);
    match files::save(&name, KIND, &[packed.clear, sealed].concat()) {
        true => Ok(Saved {
            name,
            count: packed.count,
            files,
            left_out,
        }),
        false => Err(NotSaved::NoFile),
    }
}

/// Of a disk that does not answer nothing more is known than what was heard of it.
async fn gathered_files(app: App, store: &IndexedDbStore, work: &[Intention]) -> GatheredFiles {
    let gathered = gather_files(store, work, PHOTOS_BYTES_MAX).await;
    gathered.unwrap_or_else(|_| GatheredFiles {
        left_out: untrack(|| app.connection.unsent_files()),
        ..GatheredFiles::default()
    })
}

/// A disk that does not answer is no reason to lose what the view still knows.
async fn gathered(app: App, store: &IndexedDbStore) -> Gathered {
    let rows = store.queue().await.ok();
    let settled = store.settled().await.map(|named| named.uids);
    let view: Vec<Intention> = app
        .device
        .with(|replica| {
            let entries = replica.queue().entries().iter();
            entries.map(|pending| pending.intention.clone()).collect()
        })
        .unwrap_or_default();
    gather(rows.as_deref(), &settled.unwrap_or_default(), &view)
}

/// What is new in a file goes on this device's disk, into its view and from here to the server.
pub async fn take_in(app: App, file: &[u8]) -> Result<TakenIn, NotTakenIn> {
    let damaged = NotTakenIn::Refused(Refused::Damaged);
    let (Some(store), Some(person), Some(replica)) = (
        app.device.store(),
        app.device.person(),
        app.device.replica(),
    ) else {
        return Err(NotTakenIn::Storage(StoreError::Wiped));
    };
    let closed = carried::read(file).map_err(NotTakenIn::Refused)?;
    let (workspace, user) = (person.borrow().workspace, person.borrow().user);
    let ours = closed.belongs_to(workspace, user);
    ours.map_err(NotTakenIn::Refused)?;
    let opened = store.open_copy(closed.clear, closed.sealed).await;
    let lines = match opened.map_err(NotTakenIn::Storage)? {
        Opened::Whole(lines) => lines,
        Opened::NoKey => return Err(NotTakenIn::NoKey),
        Opened::Closed => return Err(damaged),
    };
    let inside = closed.inside(&lines).map_err(NotTakenIn::Refused)?;
    let host = Pages {
        app,
        person,
        replica,
        reading: Mutex::default(),
        following: std::rc::Rc::default(),
    };
    let taken = append(&*store, &host, inside.work).await;
    let taken = taken.map_err(NotTakenIn::Storage)?;
    app.device.appended(&taken.fresh);
    Ok(TakenIn {
        fresh: taken.fresh.len() as u64,
        files: take_in_files(app, &store, &inside.files).await?,
        known: taken.known,
        blocked: taken.blocked,
    })
}

/// How many were not here; all that came are sent from here.
async fn take_in_files(
    app: App,
    store: &IndexedDbStore,
    files: &[CarriedFile<'_>],
) -> Result<u64, NotTakenIn> {
    if files.is_empty() {
        return Ok(0);
    }
    let kept = keep_files(store, files).await;
    // what came before the disk was full goes out as well
    opening::wake(app);
    let fresh = kept.map_err(NotTakenIn::Storage)?;
    for file in &fresh {
        added::tell_added(app, &file.hash, file.bytes.len() as u64, file.added_at);
    }
    Ok(fresh.len() as u64)
}
