//! The page as a whole: attributes of its root, for readers, styles and tests.

/// Says something about the whole page, as `data-…` of its root.
pub fn mark_root(name: &str, value: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(root) = document.and_then(|document| document.document_element()) {
        // refused only for a name that is no attribute
        let _ = root.set_attribute(&format!("data-{name}"), value);
    }
}

/// What stands in `data-…` of the root, if anything.
pub fn root_says(name: &str) -> Option<String> {
    let root = web_sys::window()?.document()?.document_element()?;
    root.get_attribute(&format!("data-{name}"))
}

/// Starts the page anew; everything saved is on disk already.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        // refused only while another reload is under way
        let _ = window.location().reload();
    }
}

/// A name for the list of devices: what the browser says it runs on, cut to something readable.
pub fn device_name() -> String {
    let agent = web_sys::window()
        .and_then(|window| window.navigator().user_agent().ok())
        .unwrap_or_default();
    let inside = agent.split(['(', ')']).nth(1).unwrap_or("browser");
    inside.chars().take(60).collect()
}

/// A mark on the browser's own time line, for measurements.
pub fn mark(name: &str) {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        // a full time line only loses a measurement
        let _ = performance.mark(name);
    }
}

/// The hour of the day here, 0 to 23.
pub fn hour() -> u8 {
    js_sys::Date::new_0().get_hours() as u8
}
