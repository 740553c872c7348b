//! What is searched for on a list: as it is typed, and a moment later in the address, so that Back and a reload find it again.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::routes::{Route, SEARCH};

/// Browsers refuse too many changes of the address in a row, so it waits until the typing rests.
const REST: Duration = Duration::from_millis(500);

/// What is searched for.
#[derive(Clone, Copy)]
pub struct Search {
    /// Typed, and not in the address yet.
    typing: RwSignal<Option<String>>,
    address: Memo<String>,
    waiting: StoredValue<Option<TimeoutHandle>>,
}

impl Search {
    pub fn new() -> Search {
        // the address of the browser: the query of the matched route stays behind when only the path changes
        let query = use_location().query;
        Search {
            typing: RwSignal::new(None),
            address: Memo::new(move |_| query.with(|query| query.get(SEARCH).unwrap_or_default())),
            waiting: StoredValue::new(None),
        }
    }

    pub fn typed(self) -> Signal<String> {
        Signal::derive(move || self.typing.get().unwrap_or_else(|| self.address.get()))
    }

    /// What a search field tells while somebody types. `here` is the page whose address keeps it.
    pub fn on_input(self, here: Signal<Route>) -> Callback<String> {
        let navigate = use_navigate();
        on_cleanup(move || self.forget());
        Callback::new(move |text: String| {
            self.forget();
            self.typing.set(Some(text.clone()));
            let navigate = navigate.clone();
            let keep = move || {
                let options = NavigateOptions {
                    replace: true,
                    scroll: false,
                    ..NavigateOptions::default()
                };
                navigate(&here.get_untracked().searched(&text), options);
                self.typing.set(None);
            };
            self.waiting
                .set_value(set_timeout_with_handle(keep, REST).ok());
        })
    }

    fn forget(self) {
        if let Some(waiting) = self.waiting.try_update_value(Option::take).flatten() {
            waiting.clear();
        }
    }
}

impl Default for Search {
    fn default() -> Self {
        Self::new()
    }
}
