//! How do arrow keys move between things that belong together? Shared by list, menu, tabs and table.

use leptos::{ev::KeyboardEvent, prelude::*, wasm_bindgen::JsCast, web_sys};

/// Moves the focus inside the element that heard the key, among the elements of `selector`. Keys: `back`/`on`, Home, End.
pub fn move_focus(event: &KeyboardEvent, selector: &str, back: &str, on: &str, around: bool) {
    let Some(group) = event
        .current_target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
    else {
        return;
    };
    let places = elements(&group, selector);
    let Some(here) = document()
        .active_element()
        .and_then(|active| places.iter().position(|place| *place == active))
    else {
        return;
    };
    if let Some(next) = next_place(&event.key(), back, on, here, places.len(), around) {
        event.prevent_default();
        focus(&places[next]);
    }
}

/// Up and down between the links and buttons of a list.
pub fn arrow_rows(event: KeyboardEvent) {
    move_focus(
        &event,
        "a.list-row, button.list-row",
        "ArrowUp",
        "ArrowDown",
        false,
    );
}

/// Which place a key leads to; nothing when it is another key or the end.
fn next_place(
    key: &str,
    back: &str,
    on: &str,
    here: usize,
    count: usize,
    around: bool,
) -> Option<usize> {
    match key {
        "Home" => Some(0),
        "End" => count.checked_sub(1),
        key if key == on && here + 1 < count => Some(here + 1),
        key if key == on && around => Some(0),
        key if key == back && here > 0 => Some(here - 1),
        key if key == back && around => count.checked_sub(1),
        _ => None,
    }
}

/// What a selector finds inside an element, in the order of the page.
pub fn elements(group: &web_sys::Element, selector: &str) -> Vec<web_sys::Element> {
    let Ok(found) = group.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.item(index)?.dyn_into().ok())
        .collect()
}

/// Gives the focus to an element of the page.
pub fn focus(element: &web_sys::Element) {
    if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
        // An element that is gone or hidden cannot take the focus; there is nothing better to do about it.
        let _ = element.focus();
    }
}

#[cfg(test)]
mod tests {
    use super::next_place;

    #[track_caller]
    fn check(key: &str, here: usize, around: bool, expected: Option<usize>) {
        assert_eq!(
            next_place(key, "ArrowUp", "ArrowDown", here, 3, around),
            expected
        );
    }

    #[test]
    fn arrows_stop_at_the_ends_of_a_list() {
        check("ArrowDown", 0, false, Some(1));
        check("ArrowDown", 2, false, None);
        check("ArrowUp", 0, false, None);
    }

    #[test]
    fn arrows_go_around_in_a_menu() {
        check("ArrowDown", 2, true, Some(0));
        check("ArrowUp", 0, true, Some(2));
        check("End", 0, true, Some(2));
        check("x", 0, true, None);
    }
}
