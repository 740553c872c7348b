//! What time is it here, and how far is that from the server's time? The one door to the clock;
//! no decision rests on it.

use std::cell::Cell;

/// Above this a person is told that the device's clock is wrong.
pub const OFFSET_WORTH_SAYING_MS: i64 = 120_000;

thread_local! {
    static OFFSET: Cell<Option<i64>> = const { Cell::new(None) };
}

/// Milliseconds since 1970 by this device's clock.
pub fn now_ms() -> i64 {
    js_sys::Date::now() as i64
}

/// The server said it was `server_ms` somewhere between our asking and its answer: the middle.
pub fn heard(server_ms: i64, asked_ms: i64, answered_ms: i64) {
    let middle = asked_ms + (answered_ms - asked_ms) / 2;
    OFFSET.set(Some(server_ms - middle));
}

/// How far the server is ahead of this device; `None` before the first contact.
pub fn offset_ms() -> Option<i64> {
    OFFSET.get()
}

/// The server's time as well as it is known.
pub fn server_now_ms() -> i64 {
    now_ms() + offset_ms().unwrap_or(0)
}

/// Milliseconds since the page began; never jumps, so lengths are measured with it.
pub fn ticks_ms() -> f64 {
    let window = web_sys::window();
    let performance = window.and_then(|window| window.performance());
    performance.map_or_else(js_sys::Date::now, |performance| performance.now())
}
