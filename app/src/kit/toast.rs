//! What just happened, and how is it taken back? One sentence, one action, ten seconds; never for errors.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use crate::messages::{kit, language};

/// A sentence at the lower edge. With `seconds` it leaves by itself, not while it has the focus or the pointer.
#[derive(Clone, PartialEq)]
pub struct Toast {
    pub id: u64,
    pub words: String,
    pub action: Option<ToastAction>,
    pub seconds: Option<u32>,
}

/// The one action of a toast. It is owned here and by nobody's view: a toast outlives the page that sent it.
#[derive(Clone)]
pub struct ToastAction {
    pub words: String,
    pub run: Arc<dyn Fn() + Send + Sync>,
}

impl PartialEq for ToastAction {
    fn eq(&self, other: &Self) -> bool {
        self.words == other.words
    }
}

/// How long an undo is offered.
pub const UNDO_SECONDS: u32 = 10;

impl Toast {
    /// "Line 4 removed" with "Undo, 9 s".
    pub fn undo(
        id: u64,
        words: impl Into<String>,
        action: impl Into<String>,
        run: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let action = Some(ToastAction {
            words: action.into(),
            run: Arc::new(run),
        });
        Toast {
            id,
            words: words.into(),
            action,
            seconds: Some(UNDO_SECONDS),
        }
    }

    /// Stays until it is answered, like "New version ready".
    pub fn standing(
        id: u64,
        words: impl Into<String>,
        action: impl Into<String>,
        run: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        Toast {
            seconds: None,
            ..Toast::undo(id, words, action, run)
        }
    }
}

/// The place of all toasts; the shell holds it once. `on_gone` hears the id of one whose time is over or that was used.
#[component]
pub fn Toasts(
    #[prop(into)] toasts: Signal<Vec<Toast>>,
    #[prop(into)] on_gone: Callback<u64>,
) -> impl IntoView {
    view! {
        <div class="toasts" role="status">
            <For each=move || toasts.get() key=|toast| toast.id let(toast)>
                <OneToast toast=toast on_gone=on_gone />
            </For>
        </div>
    }
}

#[component]
fn OneToast(toast: Toast, on_gone: Callback<u64>) -> impl IntoView {
    let Toast {
        id,
        words,
        action,
        seconds,
    } = toast;
    let held = RwSignal::new(false);
    let left = RwSignal::new(seconds);
    let tick = move || match left.get_untracked() {
        Some(_) if held.get_untracked() => {}
        Some(0 | 1) => on_gone.run(id),
        Some(rest) => left.set(Some(rest - 1)),
        None => {}
    };
    if seconds.is_some()
        && let Ok(timer) = set_interval_with_handle(tick, Duration::from_secs(1))
    {
        on_cleanup(move || timer.clear());
    }
    let button = action.map(|ToastAction { words, run }| {
        let said = move || match left.get() {
            Some(rest) => kit::seconds_left(language(), &words, u64::from(rest)),
            None => words.clone(),
        };
        let press = move |_| {
            run();
            on_gone.run(id);
        };
        // The seconds are for the eye: a reader would say every one of them.
        view! { <button class="toast-action" type="button" on:click=press>{said}</button> }
    });
    view! {
        <div
            class="toast"
            on:focusin=move |_| held.set(true)
            on:focusout=move |_| _ = held.try_set(false)
            on:pointerenter=move |_| held.set(true)
            on:pointerleave=move |_| _ = held.try_set(false)
        >
            <span>{words}</span>
            {button}
        </div>
    }
}
