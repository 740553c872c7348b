//! A filter of serials that nobody shipped, as large as wanted, held as if it lay on this device: how long it is on the wire, how often
//! it is wrong, how long it takes to open. What it costs a scan is seen on the page of scans.

use serde_json::{Value, json};
use shared::calendar::Moment;
use shared::serials::SerialFilter;
use shared::sync::shipped::{Brings, Letter};
use shared::sync::{Cursor, Shipped};
use std::sync::Arc;

use crate::browser::clock::ticks_ms;
use crate::state::App;

/// Numbers of somebody else.
const FOREIGN: u32 = 100_000;

pub fn hold(app: App, count: usize) -> Value {
    let mut filter = SerialFilter::for_count(count as u64);
    (0..count).for_each(|number| filter.add(&format!("VK30-{number:07}")));
    let letter = Letter {
        to: Cursor::default(),
        as_of: Moment::EPOCH,
        brings: Brings::Filter(filter),
    };
    let bytes = letter.to_bytes();
    let start = ticks_ms();
    let Ok(held) = Shipped::open(&bytes, &[]) else {
        return json!({ "refused": bytes.len() });
    };
    let opened = ticks_ms() - start;
    let wrong = (0..FOREIGN).filter(|number| held.ever(&format!("HX-{number}")));
    let wrong = wrong.count();
    app.shipped.hold(Arc::new(held));
    json!({ "bytes": bytes.len(), "opened": opened, "wrong": wrong, "foreign": FOREIGN })
}
