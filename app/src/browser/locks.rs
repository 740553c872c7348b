//! Locks between the tabs of one browser. A frozen tab keeps its lock, so a lock alone decides nothing.

use futures::channel::oneshot;
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    /// Waits in line until the holder lets go or dies.
    Wait,
    /// Answers at once.
    IfFree,
    /// Takes it from its holder, who learns of it.
    Steal,
}

/// A lock that is ours until it is dropped, or stolen.
#[must_use]
pub struct Lock {
    release: Option<Function>,
    lost: Rc<Cell<bool>>,
}

impl Lock {
    pub fn is_lost(&self) -> bool {
        self.lost.get()
    }

    /// The browser lets go of it when the page has come to rest and the time is over, even if this program has ended by then.
    pub fn let_go_after_ms(mut self, milliseconds: i32) {
        if let (Some(window), Some(release)) = (web_sys::window(), &self.release) {
            let set =
                window.set_timeout_with_callback_and_timeout_and_arguments_0(release, milliseconds);
            if set.is_ok() {
                self.release = None;
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = &self.release {
            // a resolve function does not throw
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// The names of all that somebody holds; empty in a browser without locks.
pub async fn held() -> BTreeSet<String> {
    let Some(asked) = query() else {
        return BTreeSet::new();
    };
    let answer = JsFuture::from(asked).await;
    let held = answer.and_then(|answer| Reflect::get(&answer, &"held".into()));
    let held = held.map(|held| Array::from(&held)).unwrap_or_default();
    let name = |lock: JsValue| Reflect::get(&lock, &"name".into()).ok()?.as_string();
    held.iter().filter_map(name).collect()
}

fn query() -> Option<Promise> {
    let locks = locks()?;
    let query = Reflect::get(&locks, &"query".into()).ok()?;
    let query: Function = query.dyn_into().ok()?;
    query.call0(&locks).ok()?.dyn_into().ok()
}

fn locks() -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    Reflect::get(&navigator, &"locks".into()).ok()
}

/// `None` when it is not free, or when this browser has no locks.
pub async fn take(name: &str, how: Take) -> Option<Lock> {
    let (sender, given) = oneshot::channel();
    let (until_released, release) = open_promise()?;
    let mut sender = Some(sender);
    let on_given = Closure::<dyn FnMut(JsValue) -> JsValue>::new(move |lock: JsValue| {
        if let Some(sender) = sender.take() {
            // nobody waits any more: then the lock is let go as soon as `release` is dropped
            let _ = sender.send(!lock.is_null());
        }
        until_released.clone().into()
    });
    let lost = Rc::new(Cell::new(false));
    let over = request(name, how, on_given.as_ref().unchecked_ref())?;
    watch(over, Rc::clone(&lost), on_given);
    let lock = Lock {
        release: Some(release),
        lost,
    };
    match given.await {
        Ok(true) => Some(lock),
        _ => None,
    }
}

/// The request's own promise ends when the lock is over: quietly after a release, loudly after a theft.
fn watch(over: Promise, lost: Rc<Cell<bool>>, on_given: Closure<dyn FnMut(JsValue) -> JsValue>) {
    spawn_local(async move {
        let _ = JsFuture::from(over).await;
        lost.set(true);
        drop(on_given);
    });
}

fn request(name: &str, how: Take, on_given: &Function) -> Option<Promise> {
    let locks = locks()?;
    let request = Reflect::get(&locks, &"request".into()).ok()?;
    let options = Object::new();
    let chosen = match how {
        Take::Wait => None,
        Take::IfFree => Some("ifAvailable"),
        Take::Steal => Some("steal"),
    };
    if let Some(chosen) = chosen {
        Reflect::set(&options, &chosen.into(), &true.into()).ok()?;
    }
    let request: Function = request.dyn_into().ok()?;
    let over = request
        .call3(&locks, &name.into(), &options, on_given)
        .ok()?;
    over.dyn_into().ok()
}

/// A promise and the function that fulfils it.
fn open_promise() -> Option<(Promise, Function)> {
    let mut fulfil = None;
    let promise = Promise::new(&mut |resolve, _| fulfil = Some(resolve));
    Some((promise, fulfil?.unchecked_into()))
}
