//! What time is it here, and how far is that from the server's time? The one door to the clock.
//! The tablet's clock may be wrong by years, or be put back: what was measured against the server's outlives the page, and
//! what the server said last is a floor.

use std::cell::Cell;

use super::keep;

/// "how far the server is ahead, what it said last", in milliseconds.
const KEPT: &str = "sahada.clock";

/// What the server has told about time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Heard {
    ahead_ms: i64,
    last_ms: i64,
}

impl Heard {
    /// The server said `server_ms` somewhere between asking and answer: the middle.
    fn new(server_ms: i64, asked_ms: i64, answered_ms: i64) -> Heard {
        let middle = asked_ms + (answered_ms - asked_ms) / 2;
        Heard {
            ahead_ms: server_ms - middle,
            last_ms: server_ms,
        }
    }

    /// The server's time as well as it is known, never before what it said itself.
    fn time_ms(self, here_ms: i64) -> i64 {
        here_ms.saturating_add(self.ahead_ms).max(self.last_ms)
    }

    fn parse(text: &str) -> Option<Heard> {
        let (ahead, last) = text.split_once(' ')?;
        Some(Heard {
            ahead_ms: ahead.parse().ok()?,
            last_ms: last.parse().ok()?,
        })
    }

    fn written(self) -> String {
        format!("{} {}", self.ahead_ms, self.last_ms)
    }
}

thread_local! {
    static HEARD: Cell<Option<Heard>> = const { Cell::new(None) };
}

/// Milliseconds since 1970 by this device's clock: for lengths between two of its own moments.
pub fn now_ms() -> i64 {
    js_sys::Date::now() as i64
}

/// The server said it was `server_ms` somewhere between our asking and its answer.
pub fn heard(server_ms: i64, asked_ms: i64, answered_ms: i64) {
    let heard = Heard::new(server_ms, asked_ms, answered_ms);
    HEARD.set(Some(heard));
    keep::put(KEPT, &heard.written());
}

/// The server's time as well as it is known; by this device's clock before the first contact.
pub fn server_now_ms() -> i64 {
    known().time_ms(now_ms())
}

fn known() -> Heard {
    HEARD.get().unwrap_or_else(|| {
        let kept = keep::get(KEPT).and_then(|text| Heard::parse(&text));
        let heard = kept.unwrap_or_default();
        HEARD.set(Some(heard));
        heard
    })
}

/// Milliseconds since the page began; never jumps, so lengths are measured with it.
pub fn ticks_ms() -> f64 {
    let window = web_sys::window();
    let performance = window.and_then(|window| window.performance());
    performance.map_or_else(js_sys::Date::now, |performance| performance.now())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_an_hour_late_is_known_to_be_so_after_one_answer() {
        let heard = Heard::new(3_600_500, 0, 1_000);
        assert_eq!(heard.time_ms(2_000), 3_602_000);
    }

    #[test]
    fn a_clock_that_is_put_back_does_not_bring_time_back() {
        let heard = Heard::new(1_000_000, 1_000_000, 1_000_000);
        assert_eq!(heard.time_ms(400_000), 1_000_000);
    }

    #[test]
    fn a_server_whose_clock_was_wrong_is_believed_when_it_is_right_again() {
        let heard = Heard::new(900_000, 400_000, 400_000);
        assert_eq!(heard.time_ms(401_000), 901_000);
    }

    #[test]
    fn what_was_heard_outlives_the_page() {
        let heard = Heard::new(5_000, 7_000, 9_000);
        assert_eq!(Heard::parse(&heard.written()), Some(heard));
        assert_eq!(Heard::parse("yesterday"), None);
    }
}
