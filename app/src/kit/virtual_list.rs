//! How do a hundred thousand rows stand below each other? Only those in sight are made; readers hear the true number and place.
//! Knows how many rows there are and how to ask for one; not what is in them.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Words, sight::Sight};

/// Makes the inside of the row with this index, once: what stands there is the maker's to watch. A row that has just gone may still
/// be asked for; it is empty then.
pub type RowMaker = Arc<dyn Fn(usize) -> AnyView + Send + Sync>;

/// A long list with rows of one height (`--virtual-row`: two lines of title and one of detail when narrow). It fills the
/// height its parent gives and scrolls by itself. `row` makes what stands inside a row, usually [`RowLines`](super::RowLines);
/// `href` is where the row leads; `current` is the row shown beside the list. Arrow keys, Page Up/Down, Home and End move between rows, made or not.
#[component]
pub fn VirtualList(
    #[prop(into)] label: Words,
    #[prop(into)] count: Signal<usize>,
    row: RowMaker,
    #[prop(into)] href: Callback<usize, String>,
    #[prop(optional, into)] current: Signal<Option<usize>>,
) -> impl IntoView {
    let sight = Sight::new(count);
    let in_sight = Memo::new(move |_| sight.rows());
    Effect::new(move |_| {
        sight.scroller.track();
        sight.list.track();
        count.track();
        request_animation_frame(move || sight.measure());
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| sight.measure());
    on_cleanup(move || resized.remove());
    let one = move |index: usize| {
        let row = row.clone();
        view! {
            <li class="virtual-list-item" aria-setsize=move || count.get() aria-posinset=index + 1>
                <a
                    class="list-row"
                    href=move || href.run(index)
                    data-index=index
                    aria-current=move || (current.get() == Some(index)).then_some("true")
                >
                    {row(index)}
                </a>
            </li>
        }
    };
    view! {
        <div
            class="virtual-list"
            node_ref=sight.scroller
            tabindex="-1"
            on:scroll=move |_| sight.measure()
            on:keydown=move |event| sight.key(&event)
        >
            <ul
                class="virtual-list-rows"
                node_ref=sight.list
                aria-label=move || label.get()
                style:padding-block-start=move || sight.height(in_sight.get().start)
                style:padding-block-end=move || sight.height(count.get().saturating_sub(in_sight.get().end))
            >
                <For each=move || in_sight.get() key=|index| *index children=one />
            </ul>
        </div>
    }
}
