//! May the browser throw our data away, and how much room is left?

use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

/// Bytes used by this site and bytes it may use, as the browser estimates them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Space {
    pub used: u64,
    pub allowed: u64,
}

/// Has the browser promised not to evict this site's data?
pub async fn is_persistent() -> bool {
    match storage().map(|storage| storage.persisted()) {
        Some(asked) => yes(asked).await,
        None => false,
    }
}

/// Asks for that promise; the browser may ask the person, or decide alone.
pub async fn ask_persistence() -> bool {
    match storage().map(|storage| storage.persist()) {
        Some(asked) => yes(asked).await,
        None => false,
    }
}

pub async fn space() -> Option<Space> {
    let estimate = storage()?.estimate().ok()?;
    let estimate = JsFuture::from(estimate).await.ok()?;
    let bytes = |name: &str| Reflect::get(&estimate, &name.into()).ok()?.as_f64();
    Some(Space {
        used: bytes("usage")? as u64,
        allowed: bytes("quota")? as u64,
    })
}

async fn yes(asked: Result<Promise, JsValue>) -> bool {
    let Ok(promise) = asked else {
        return false;
    };
    let answer = JsFuture::from(promise).await;
    answer.is_ok_and(|answer| answer.is_truthy())
}

/// Absent on pages that are not secure.
fn storage() -> Option<StorageManager> {
    let navigator = web_sys::window()?.navigator();
    let storage = Reflect::get(&navigator, &"storage".into()).ok()?;
    storage.dyn_into().ok()
}
