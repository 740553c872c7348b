//! Which id does a new element get? Ids join labels, hints and problems to their fields; nothing else looks at them.

use std::sync::atomic::{AtomicUsize, Ordering};

static LAST: AtomicUsize = AtomicUsize::new(0);

/// An id that no other element of this page has.
pub fn fresh_id(stem: &str) -> String {
    format!("{stem}-{}", LAST.fetch_add(1, Ordering::Relaxed))
}
