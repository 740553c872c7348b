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

/// A name for the list of devices: the browser and what it runs on, as people call them.
pub fn device_name() -> String {
    let agent = web_sys::window().and_then(|window| window.navigator().user_agent().ok());
    named(&agent.unwrap_or_default())
}

/// Browsers also name those they stem from, so the younger ones are asked for first.
fn named(agent: &str) -> String {
    let browsers = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("CriOS/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    let systems = [
        ("iPad", "iPad"),
        ("iPhone", "iPhone"),
        ("Android", "Android"),
        ("CrOS", "Chromebook"),
        ("Windows", "Windows"),
        ("Macintosh", "Mac"),
        ("Linux", "Linux"),
    ];
    let of = |known: &[(&str, &'static str)]| {
        let found = known.iter().find(|(sign, _)| agent.contains(sign));
        found.map(|(_, name)| *name)
    };
    let parts = [of(&browsers), of(&systems)];
    let name = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    if name.is_empty() {
        agent.chars().take(60).collect()
    } else {
        name
    }
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

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn devices_are_named_as_people_name_them() {
        let tablet = "Mozilla/5.0 (Linux; Android 13; SM-T500) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";
        let desk = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0";
        let pad = "Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1";
        assert_eq!(named(tablet), "Chrome, Android");
        assert_eq!(named(desk), "Edge, Windows");
        assert_eq!(named(pad), "Safari, iPad");
        assert_eq!(named("curl"), "curl");
    }
}
