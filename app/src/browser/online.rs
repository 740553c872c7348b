//! Does the browser believe in a network, and is anybody looking? Hints only: a captive portal counts
//! as online, and only an answer of our own server proves anything.

use super::events::Listener;
use web_sys::VisibilityState;

pub fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

pub fn is_visible() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_none_or(|document| document.visibility_state() == VisibilityState::Visible)
}

/// Calls back with the new state whenever the browser changes its mind.
pub fn on_network_change(mut callback: impl FnMut(bool) + Clone + 'static) -> Vec<Listener> {
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    let mut offline = callback.clone();
    vec![
        Listener::new(&window, "online", move |_| callback(true)),
        Listener::new(&window, "offline", move |_| offline(false)),
    ]
}

/// Calls back when the page comes to the front or leaves it.
pub fn on_visibility_change(mut callback: impl FnMut(bool) + 'static) -> Option<Listener> {
    let document = web_sys::window()?.document()?;
    let listener = Listener::new(&document, "visibilitychange", move |_| {
        callback(is_visible());
    });
    Some(listener)
}
