//! Files in and out: pick from the device, save to it, hand over to another app.

use super::events::Listener;
use futures::channel::oneshot;
use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Document, File, HtmlAnchorElement, HtmlInputElement, Url};

pub struct Picked {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Asks the person for one file; `accept` as in HTML (".csv,.txt"). No more than `bytes_max` of it is read. `None` when they
/// changed their mind.
pub async fn pick(accept: &str, bytes_max: Option<u32>) -> Option<Picked> {
    let input: HtmlInputElement = document()?.create_element("input").ok()?.dyn_into().ok()?;
    input.set_type("file");
    input.set_accept(accept);
    let (sender, chosen) = oneshot::channel();
    let mut sender = Some(sender);
    let mut done = move |_| {
        if let Some(sender) = sender.take() {
            // nobody waits any more: the page went away
            let _ = sender.send(());
        }
    };
    let shared = std::rc::Rc::new(std::cell::RefCell::new(move || done(())));
    let again = std::rc::Rc::clone(&shared);
    let _changed = Listener::new(&input, "change", move |_| (shared.borrow_mut())());
    let _cancelled = Listener::new(&input, "cancel", move |_| (again.borrow_mut())());
    input.click();
    chosen.await.ok()?;
    let file = input.files()?.get(0)?;
    let begin = match bytes_max {
        Some(bytes_max) => file.slice_with_f64_and_f64(0.0, bytes_max.into()).ok()?,
        None => Blob::from(file.clone()),
    };
    content(file.name(), &begin).await
}

/// The content of a file that an input or a drop gave.
pub async fn read(file: &File) -> Option<Picked> {
    content(file.name(), file).await
}

async fn content(name: String, content: &Blob) -> Option<Picked> {
    let buffer = JsFuture::from(content.array_buffer()).await.ok()?;
    Some(Picked {
        name,
        bytes: Uint8Array::new(&buffer).to_vec(),
    })
}

/// Saves bytes under a name where the browser keeps downloads.
pub fn save(name: &str, kind: &str, bytes: &[u8]) -> bool {
    saved(name, kind, bytes).is_some()
}

fn saved(name: &str, kind: &str, bytes: &[u8]) -> Option<()> {
    let url = Url::create_object_url_with_blob(&blob(kind, bytes)?).ok()?;
    let link: HtmlAnchorElement = document()?.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // the download holds its own reference by now
    let _ = Url::revoke_object_url(&url);
    Some(())
}

/// Hands a file to another app; `false` where the browser cannot, so that `save` is offered instead.
pub async fn share(name: &str, kind: &str, bytes: &[u8]) -> bool {
    let Some(shared) = sharing(name, kind, bytes) else {
        return false;
    };
    JsFuture::from(shared).await.is_ok()
}

fn sharing(name: &str, kind: &str, bytes: &[u8]) -> Option<js_sys::Promise> {
    let navigator = web_sys::window()?.navigator();
    let share: Function = Reflect::get(&navigator, &"share".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let parts = Array::of1(&blob(kind, bytes)?.into());
    let file = File::new_with_blob_sequence(&parts, name).ok()?;
    let what = Object::new();
    Reflect::set(&what, &"files".into(), &Array::of1(&file)).ok()?;
    share.call1(&navigator, &what).ok()?.dyn_into().ok()
}

fn blob(kind: &str, bytes: &[u8]) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts: JsValue = Array::of1(&Uint8Array::from(bytes)).into();
    Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}
