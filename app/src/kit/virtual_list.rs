//! How do a hundred thousand rows stand below each other? Only those in sight are made; readers hear the true number and place.
//! Knows how many rows there are and how to ask for one; not what is in them.

use std::sync::Arc;

use leptos::{
    html::{Div, Ul},
    prelude::*,
    web_sys,
};

use super::{Words, rows_in_sight, scroll_to_see};

/// Makes the inside of the row with this index; gives `None` when it does not exist any more.
pub type RowMaker = Arc<dyn Fn(usize) -> AnyView + Send + Sync>;

/// A long list with rows of one height (`--virtual-row`, 2 lines of title and one of detail when narrow). It fills the
/// height its parent gives and scrolls by itself. `row` makes what stands inside a row, usually [`RowLines`](super::RowLines);
/// `href` is where the row leads; `current` is the row shown beside the list. Rows are made anew when `revision` or
/// `count` changes. Arrow keys, Page Up/Down, Home and End move between rows, made or not.
#[component]
pub fn VirtualList(
    #[prop(into)] label: Words,
    #[prop(into)] count: Signal<usize>,
    row: RowMaker,
    #[prop(into)] href: Callback<usize, String>,
    #[prop(optional, into)] current: Signal<Option<usize>>,
    #[prop(optional, into)] revision: Signal<u64>,
) -> impl IntoView {
    let (scroller, list) = (NodeRef::<Div>::new(), NodeRef::<Ul>::new());
    let place = RwSignal::new(Place::default());
    let measure = move || place.set(Place::of(scroller, list, place.get_untracked()));
    let in_sight = Memo::new(move |_| {
        let place = place.get();
        rows_in_sight(place.scrolled, place.height, place.row_height, count.get())
    });
    Effect::new(move |_| {
        scroller.track();
        list.track();
        count.track();
        request_animation_frame(measure);
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| measure());
    on_cleanup(move || resized.remove());
    let keys = move |event: leptos::ev::KeyboardEvent| {
        if let Some(target) = next_row(&event, count.get_untracked(), place.get_untracked()) {
            event.prevent_default();
            show_and_focus(scroller, list, place, target);
        }
    };
    let above = move || format!("{}px", in_sight.get().start as f64 * place.get().row_height);
    let below = move || {
        format!(
            "{}px",
            (count.get() - in_sight.get().end.min(count.get())) as f64 * place.get().row_height
        )
    };
    let made = move || {
        in_sight
            .get()
            .map(|index| (index, revision.get()))
            .collect::<Vec<_>>()
    };
    view! {
        <div class="virtual-list" node_ref=scroller on:scroll=move |_| measure() on:keydown=keys tabindex="-1">
            <ul class="virtual-list-rows" node_ref=list aria-label=move || label.get()
                style:padding-block-start=above style:padding-block-end=below>
                <For each=made key=|made| *made let((index, _))>
                    <li class="virtual-list-item" aria-setsize=move || count.get() aria-posinset=index + 1>
                        <a class="list-row" href=href.run(index) data-index=index
                            aria-current=move || (current.get() == Some(index)).then_some("true")>
                            {row(index)}
                        </a>
                    </li>
                </For>
            </ul>
        </div>
    }
}

/// What the list has measured about itself, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Place {
    scrolled: f64,
    height: f64,
    row_height: f64,
}

impl Place {
    fn of(scroller: NodeRef<Div>, list: NodeRef<Ul>, before: Place) -> Place {
        let Some(scroller) = scroller.get_untracked() else {
            return before;
        };
        let first = list
            .get_untracked()
            .and_then(|list| list.first_element_child());
        let row_height = first
            .map(|row| row.get_bounding_client_rect().height())
            .filter(|height| *height > 0.0);
        Place {
            scrolled: f64::from(scroller.scroll_top()),
            height: f64::from(scroller.client_height()),
            row_height: row_height.unwrap_or(before.row_height),
        }
    }
}

/// The row that a key asks for, seen from the row that has the focus.
fn next_row(event: &leptos::ev::KeyboardEvent, count: usize, place: Place) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let here = focused_row(event)?;
    let page = if place.row_height > 0.0 {
        (place.height / place.row_height) as usize
    } else {
        1
    }
    .max(1);
    let target = match event.key().as_str() {
        "ArrowDown" => here + 1,
        "ArrowUp" => here.saturating_sub(1),
        "PageDown" => here + page,
        "PageUp" => here.saturating_sub(page),
        "Home" => 0,
        "End" => last,
        _ => return None,
    };
    Some(target.min(last))
}

fn focused_row(event: &leptos::ev::KeyboardEvent) -> Option<usize> {
    use leptos::wasm_bindgen::JsCast;
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    target
        .closest("[data-index]")
        .ok()??
        .get_attribute("data-index")?
        .parse()
        .ok()
}

/// Scrolls first, because the row may not be made yet; takes the focus when it is.
fn show_and_focus(scroller: NodeRef<Div>, list: NodeRef<Ul>, place: RwSignal<Place>, row: usize) {
    let Some(element) = scroller.get_untracked() else {
        return;
    };
    let now = place.get_untracked();
    if let Some(to) = scroll_to_see(row, now.scrolled, now.height, now.row_height) {
        element.set_scroll_top(to as i32);
        place.set(Place {
            scrolled: f64::from(element.scroll_top()),
            ..now
        });
    }
    request_animation_frame(move || {
        let selector = format!("[data-index='{row}']");
        let found = list
            .get_untracked()
            .and_then(|list| list.query_selector(&selector).ok().flatten());
        if let Some(link) = found {
            super::focus(&link);
        }
    });
}
