//! Which rows of a long list are made, and which of them has the focus? Measures its own elements; knows nothing of the rows.

use leptos::{
    ev::KeyboardEvent,
    html::{Div, Ul},
    prelude::*,
    wasm_bindgen::JsCast,
};

use crate::browser::focus::focus_in_place;

use super::{row_by_key, rows_in_sight, scroll_to_see};

/// The list, what it has measured about itself, and where the focus is.
#[derive(Clone, Copy)]
pub(super) struct Sight {
    pub scroller: NodeRef<Div>,
    pub list: NodeRef<Ul>,
    place: RwSignal<Place>,
    count: Signal<usize>,
}

/// Pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Place {
    scrolled: f64,
    height: f64,
    row_height: f64,
}

impl Sight {
    pub fn new(count: Signal<usize>) -> Self {
        Sight {
            scroller: NodeRef::new(),
            list: NodeRef::new(),
            place: RwSignal::new(Place::default()),
            count,
        }
    }

    pub fn rows(self) -> std::ops::Range<usize> {
        let place = self.place.get();
        rows_in_sight(
            place.scrolled,
            place.height,
            place.row_height,
            self.count.get(),
        )
    }

    /// How high this many rows are, for the space of those that are not made.
    pub fn height(self, rows: usize) -> String {
        format!("{}px", rows as f64 * self.place.get().row_height)
    }

    /// Asked for the next frame, when the list may be gone: whoever taps quickly has left its page by then.
    pub fn measure(self) {
        let Some(scroller) = self.scroller.try_get_untracked().flatten() else {
            return;
        };
        let first = self
            .list
            .get_untracked()
            .and_then(|list| list.first_element_child());
        let row_height = first
            .map(|row| row.get_bounding_client_rect().height())
            .filter(|height| *height > 0.0);
        let before = self.place.get_untracked();
        self.put(Place {
            scrolled: f64::from(scroller.scroll_top()),
            height: f64::from(scroller.client_height()),
            row_height: row_height.unwrap_or(before.row_height),
        });
    }

    /// A row that is taken away must not have the focus: the browser would lay out the half-changed list and lose its place.
    /// The list itself keeps the focus then, so that the next key goes on from here.
    fn put(self, place: Place) {
        let keeps = rows_in_sight(
            place.scrolled,
            place.height,
            place.row_height,
            self.count.get_untracked(),
        );
        if self.focused().is_some_and(|row| !keeps.contains(&row)) {
            self.hold_focus();
        }
        if place != self.place.get_untracked() {
            self.place.set(place);
        }
    }

    fn hold_focus(self) {
        if let Some(scroller) = self.scroller.get_untracked() {
            focus_in_place(&scroller);
        }
    }

    fn focused(self) -> Option<usize> {
        let active = document().active_element()?;
        let inside = self
            .scroller
            .get_untracked()?
            .contains(Some(active.unchecked_ref()));
        inside
            .then(|| active.get_attribute("data-index")?.parse().ok())
            .flatten()
    }

    pub fn key(self, event: &KeyboardEvent) {
        let place = self.place.get_untracked();
        let fitting = if place.row_height > 0.0 {
            (place.height / place.row_height) as usize
        } else {
            1
        };
        let first = if place.row_height > 0.0 {
            (place.scrolled / place.row_height) as usize
        } else {
            0
        };
        let here = self.focused().unwrap_or(first);
        if let Some(row) = row_by_key(
            &event.key(),
            here,
            fitting.max(1),
            self.count.get_untracked(),
        ) {
            event.prevent_default();
            self.show(row);
        }
    }

    /// Scrolls first, because the row may not be made yet; it takes the focus when it is.
    fn show(self, row: usize) {
        let Some(scroller) = self.scroller.get_untracked() else {
            return;
        };
        let now = self.place.get_untracked();
        if let Some(to) = scroll_to_see(row, now.scrolled, now.height, now.row_height) {
            scroller.set_scroll_top(to as i32);
            self.put(Place {
                scrolled: f64::from(scroller.scroll_top()),
                ..now
            });
        }
        request_animation_frame(move || {
            let selector = format!("[data-index='{row}']");
            let list = self.list.try_get_untracked().flatten();
            let made = list.and_then(|list| list.query_selector(&selector).ok().flatten());
            if let Some(link) = made {
                super::focus(&link);
            }
        });
    }
}
