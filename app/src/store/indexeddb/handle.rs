//! One database that the browser may close behind our back: opens it, opens it again, and repeats
//! work that failed, at most three times. Knows nothing of what is inside.

use super::request::{Mode, Work, answer, reason};
use super::schema::VERSION;
use super::upgrade::{self, Upgrade};
use crate::store::StoreError;
use futures::lock::Mutex;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbVersionChangeEvent};

const RETRIES: u32 = 3;

pub struct Handle {
    name: String,
    upgrade: Upgrade,
    connection: Mutex<Option<Connection>>,
    /// Deleted, here or by another tab; opening it again would make an empty one.
    wiped: Rc<Cell<bool>>,
}

struct Connection {
    database: IdbDatabase,
    lost: Rc<Cell<bool>>,
    _on_close: Closure<dyn FnMut(Event)>,
    _on_change: Closure<dyn FnMut(IdbVersionChangeEvent)>,
}

impl Handle {
    pub fn new(name: String, upgrade: Upgrade) -> Handle {
        Handle {
            name,
            upgrade,
            connection: Mutex::new(None),
            wiped: Rc::new(Cell::new(false)),
        }
    }

    /// Runs `work` on an open database; after a failure it is opened anew and `work` runs again, unless that can help nothing.
    pub async fn attempt<T>(
        &self,
        work: impl AsyncFn(&IdbDatabase) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut failures = 0;
        loop {
            let outcome = match self.database().await {
                Ok(database) => work(&database).await,
                Err(error) => Err(error),
            };
            match outcome {
                Err(_) if self.wiped.get() => return Err(StoreError::Wiped),
                Err(error @ (StoreError::Wiped | StoreError::Lost(_))) => return Err(error),
                Err(_) if failures < RETRIES => {
                    failures += 1;
                    self.forget().await;
                }
                ended => return ended,
            }
        }
    }

    async fn database(&self) -> Result<IdbDatabase, StoreError> {
        let mut connection = self.connection.lock().await;
        if self.wiped.get() {
            return Err(StoreError::Wiped);
        }
        if let Some(open) = connection.as_ref().filter(|open| !open.lost.get()) {
            return Ok(open.database.clone());
        }
        let open = connect(&self.name, self.upgrade, &self.wiped).await?;
        let database = open.database.clone();
        *connection = Some(open);
        Ok(database)
    }

    /// Lets go of the connection; the next work opens it again.
    pub async fn forget(&self) {
        drop(self.connection.lock().await.take());
    }

    /// Opens again if the connection no longer answers; browsers close them while a page sleeps.
    pub async fn revive(&self, any_store: &str) {
        let dead = match self.connection.lock().await.as_ref() {
            Some(open) => {
                let probe = Work::begin(&open.database, &[any_store], Mode::Read);
                open.lost.get() || probe.is_err()
            }
            None => false,
        };
        if dead {
            self.forget().await;
            // still closed: the next work tries again and reports it
            let _ = self.database().await;
        }
    }

    /// The same database after it was deleted: opening makes an empty one.
    pub fn renewed(self) -> Handle {
        Handle::new(self.name, self.upgrade)
    }

    /// Deletes the database; other tabs let go of it when they are told.
    pub async fn delete(&self) -> Result<(), StoreError> {
        self.wiped.set(true);
        self.forget().await;
        let request = factory()?.delete_database(&self.name);
        answer(request.map_err(|error| reason(&error))?).await?;
        Ok(())
    }
}

async fn connect(
    name: &str,
    upgrade: Upgrade,
    wiped: &Rc<Cell<bool>>,
) -> Result<Connection, StoreError> {
    let request = factory()?.open_with_u32(name, VERSION);
    let request = request.map_err(|error| reason(&error))?;
    let change = on_upgrade(&request, upgrade);
    request.set_onupgradeneeded(Some(change.as_ref().unchecked_ref()));
    let database: IdbDatabase = answer(&request).await?.unchecked_into();
    request.set_onupgradeneeded(None);
    Ok(watch(database, wiped))
}

fn on_upgrade(
    request: &IdbOpenDbRequest,
    steps: Upgrade,
) -> Closure<dyn FnMut(IdbVersionChangeEvent)> {
    let request = request.clone();
    Closure::once(move |event: IdbVersionChangeEvent| {
        // a failure aborts the change, which the open request reports as its own error
        let _ = upgrade::run(&request, event.old_version() as u32, steps);
    })
}

/// Lets go of the database when the browser closes it or another tab changes or deletes it.
fn watch(database: IdbDatabase, wiped: &Rc<Cell<bool>>) -> Connection {
    let lost = Rc::new(Cell::new(false));
    let closed = Rc::clone(&lost);
    let on_close = Closure::new(move |_: Event| closed.set(true));
    database.set_onclose(Some(on_close.as_ref().unchecked_ref()));
    let (gone, changed, open) = (Rc::clone(wiped), Rc::clone(&lost), database.clone());
    let on_change = Closure::new(move |event: IdbVersionChangeEvent| {
        gone.set(gone.get() || event.new_version().is_none());
        changed.set(true);
        open.close();
    });
    database.set_onversionchange(Some(on_change.as_ref().unchecked_ref()));
    Connection {
        database,
        lost,
        _on_close: on_close,
        _on_change: on_change,
    }
}

/// Whoever no longer listens must not hold it open: another tab could not delete it. What is under way ends first.
impl Drop for Connection {
    fn drop(&mut self) {
        self.database.set_onclose(None);
        self.database.set_onversionchange(None);
        self.database.close();
    }
}

pub fn factory() -> Result<IdbFactory, StoreError> {
    let window = web_sys::window();
    let factory = window.and_then(|window| window.indexed_db().ok().flatten());
    factory.ok_or(StoreError::NoDatabase)
}
