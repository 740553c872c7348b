//! A new version of the shell waits until somebody wants it. The loader (`boot.js`) speaks to the service worker; here are
//! the events in which it speaks to us. Under a loader without a worker nothing ever waits.

use super::events::Listener;
use super::page;
use web_sys::Event;

const WAITS: &str = "sahada:update-waits";
const ABOARD: &str = "sahada:shell-aboard";
const TAKE_OVER: &str = "sahada:take-over";

/// Calls at once when a version waits already, and whenever one arrives.
pub fn watch(on_waiting: impl Fn() + 'static) -> Option<Listener> {
    if page::root_says("update").as_deref() == Some("waiting") {
        on_waiting();
    }
    let window = web_sys::window()?;
    Some(Listener::new(&window, WAITS, move |_| on_waiting()))
}

/// Calls at once when the whole shell is on the device, and when it is: from then on a start needs no network.
pub fn watch_shell(on_aboard: impl Fn() + 'static) -> Option<Listener> {
    if page::root_says("shell").as_deref() == Some("aboard") {
        on_aboard();
    }
    let window = web_sys::window()?;
    Some(Listener::new(&window, ABOARD, move |_| on_aboard()))
}

/// The waiting version takes over and the page starts anew with it; everything saved is on disk already.
pub fn take_over() {
    let asked = page::root_says("shell").is_some() && dispatched(TAKE_OVER);
    if !asked {
        page::reload();
    }
}

fn dispatched(name: &str) -> bool {
    let event = Event::new(name).ok();
    let window = web_sys::window();
    window
        .zip(event)
        .is_some_and(|(window, event)| window.dispatch_event(&event).is_ok())
}
