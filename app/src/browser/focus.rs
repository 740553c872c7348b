//! Who has the focus? Gives it away without moving what is in sight; knows nothing of what the element means.

use web_sys::{FocusOptions, HtmlElement};

/// Focuses an element where it stands: nothing scrolls.
pub fn focus_in_place(element: &HtmlElement) {
    let still = FocusOptions::new();
    still.set_prevent_scroll(true);
    // It fails only for an element that has left the page, and then nobody misses the focus.
    let _ = element.focus_with_options(&still);
}
