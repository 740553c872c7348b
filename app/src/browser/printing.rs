//! Puts the page on paper; how it looks there is the print sheet's business.

/// Opens the browser's print dialog; `false` where there is none.
pub fn print() -> bool {
    web_sys::window().is_some_and(|window| window.print().is_ok())
}
