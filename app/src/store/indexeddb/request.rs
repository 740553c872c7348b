//! The browser's database requests and transactions as futures, and its errors as ours.
//! Knows no store by name. Only a transaction's complete event counts as done.

use crate::store::StoreError;
use futures::channel::oneshot;
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    DomException, Event, IdbDatabase, IdbObjectStore, IdbRequest, IdbRequestReadyState,
    IdbTransaction,
};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Read,
    /// May be lost with the power.
    Relaxed,
    /// Complete means: on the disk.
    Strict,
}

/// One transaction; taken back when dropped before `commit` answered.
pub struct Work {
    transaction: IdbTransaction,
    completed: oneshot::Receiver<bool>,
    over: bool,
    _on_end: Closure<dyn FnMut(Event)>,
}

impl Work {
    pub fn begin(database: &IdbDatabase, stores: &[&str], mode: Mode) -> Result<Work, StoreError> {
        let transaction = transaction(database, stores, mode).map_err(|error| reason(&error))?;
        let (sender, completed) = oneshot::channel();
        let on_end = Closure::once(move |event: Event| {
            // nobody listens any more when the work was dropped: then nothing was promised either
            let _ = sender.send(event.type_() == "complete");
        });
        let function: &Function = on_end.as_ref().unchecked_ref();
        transaction.set_oncomplete(Some(function));
        transaction.set_onabort(Some(function));
        Ok(Work {
            transaction,
            completed,
            over: false,
            _on_end: on_end,
        })
    }

    pub fn store(&self, name: &str) -> Result<IdbObjectStore, StoreError> {
        let store = self.transaction.object_store(name);
        store.map_err(|error| reason(&error))
    }

    /// Waits for the complete event; whatever else ends the transaction is an error.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        // refused when it has ended already: its event says how
        let _ = call(&self.transaction, "commit");
        let completed = (&mut self.completed).await;
        self.over = true;
        match (completed, self.transaction.error()) {
            (Ok(true), _) => Ok(()),
            (_, Some(error)) => Err(named(&error)),
            (_, None) => Err(StoreError::Aborted("without a reason".to_owned())),
        }
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        self.transaction.set_oncomplete(None);
        self.transaction.set_onabort(None);
        if !self.over {
            // refused when it has ended already: then there is nothing to take back
            let _ = self.transaction.abort();
        }
    }
}

/// Waits for one request. Inside a transaction nothing else may be awaited.
pub async fn answer(request: impl AsRef<IdbRequest>) -> Result<JsValue, StoreError> {
    let request = request.as_ref();
    if request.ready_state() == IdbRequestReadyState::Done {
        return answered(request);
    }
    let (sender, ended) = oneshot::channel();
    let on_end = Closure::once(move |_: Event| {
        // nobody listens any more when the caller gave up
        let _ = sender.send(());
    });
    let function: &Function = on_end.as_ref().unchecked_ref();
    request.set_onsuccess(Some(function));
    request.set_onerror(Some(function));
    let listening = Listening(request);
    let ended = ended.await;
    drop(listening);
    match ended {
        Ok(()) => answered(request),
        Err(_) => Err(StoreError::Closed("the request never ended".to_owned())),
    }
}

/// Whoever gives up waiting is not called any more.
struct Listening<'a>(&'a IdbRequest);

impl Drop for Listening<'_> {
    fn drop(&mut self) {
        self.0.set_onsuccess(None);
        self.0.set_onerror(None);
    }
}

/// The result of a request known to have ended: requests of one transaction end in order.
pub fn answered(request: &IdbRequest) -> Result<JsValue, StoreError> {
    if let Ok(Some(error)) = request.error() {
        return Err(named(&error));
    }
    request.result().map_err(|error| reason(&error))
}

/// A thrown value as one of our errors.
pub fn reason(error: &JsValue) -> StoreError {
    match error.dyn_ref::<DomException>() {
        Some(error) => named(error),
        None => StoreError::Unknown(format!("{error:?}")),
    }
}

fn named(error: &DomException) -> StoreError {
    let words = format!("{}: {}", error.name(), error.message());
    match error.name().as_str() {
        "QuotaExceededError" => StoreError::Quota,
        "AbortError" => StoreError::Aborted(words),
        "InvalidStateError" | "TransactionInactiveError" => StoreError::Closed(words),
        "NotReadableError" => StoreError::Lost(words),
        _ => StoreError::Unknown(words),
    }
}

/// Called by name, because the binding hides durability behind an unstable flag.
fn transaction(
    database: &IdbDatabase,
    stores: &[&str],
    mode: Mode,
) -> Result<IdbTransaction, JsValue> {
    let stores: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
    let (access, durability) = match mode {
        Mode::Read => ("readonly", "relaxed"),
        Mode::Relaxed => ("readwrite", "relaxed"),
        Mode::Strict => ("readwrite", "strict"),
    };
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &durability.into())?;
    let begin: Function = Reflect::get(database, &"transaction".into())?.dyn_into()?;
    let begun = begin.call3(database, &stores, &access.into(), &options)?;
    begun.dyn_into()
}

/// Ends a transaction early where the browser can; by name, for the same reason.
fn call(transaction: &IdbTransaction, name: &str) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(transaction, &name.into())?.dyn_into()?;
    function.call0(transaction)
}
