//! How long does a button rest whose meaning has just changed? Long enough that the second tap of a pair does nothing.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

/// Longer than the two taps of a pair are apart.
const PAUSE: Duration = Duration::from_secs(1);

/// The pause that is under way. It outlives the button, which may be drawn anew with its new meaning.
#[derive(Clone, Copy)]
pub struct Rest {
    pause: RwSignal<Option<TimeoutHandle>>,
}

impl Rest {
    pub fn awake() -> Rest {
        Rest {
            pause: RwSignal::new(None),
        }
    }

    /// From now on, also where it rests already.
    pub fn begin(self) {
        let over = move || {
            self.pause.try_set(None);
        };
        let before = self.pause.get_untracked();
        before.iter().for_each(TimeoutHandle::clear);
        self.pause.set(set_timeout_with_handle(over, PAUSE).ok());
    }

    /// For the button's `working`.
    pub fn rests(self) -> Signal<bool> {
        Signal::derive(move || self.pause.with(Option::is_some))
    }
}
