//! Small plain values for this device alone: language, colours, who is signed in. Nothing secret, nothing that must survive.

use super::events::Listener;

/// `None` when it was never kept or the browser refuses.
pub fn get(name: &str) -> Option<String> {
    web_sys::window()?
        .local_storage()
        .ok()??
        .get_item(name)
        .ok()?
}

/// Everything that was kept under a name that begins so.
pub fn beginning_with(start: &str) -> Vec<(String, String)> {
    let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    let Some(storage) = storage else {
        return Vec::new();
    };
    let names = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok().flatten());
    let ours = names.filter(|name| name.starts_with(start));
    ours.filter_map(|name| get(&name).map(|value| (name, value)))
        .collect()
}

/// Answers whether it was kept; a browser that refuses only forgets a preference.
pub fn put(name: &str, value: &str) -> bool {
    let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    storage.is_some_and(|storage| storage.set_item(name, value).is_ok())
}

/// Calls when another tab of this browser kept or dropped something.
pub fn watch(on_change: impl Fn() + 'static) -> Option<Listener> {
    let window = web_sys::window()?;
    Some(Listener::new(&window, "storage", move |_| on_change()))
}

pub fn drop(name: &str) {
    let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    if let Some(storage) = storage {
        // a browser that refuses to forget would have refused to keep
        let _ = storage.remove_item(name);
    }
}
