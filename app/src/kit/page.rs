//! How does a page share its width? One column, a column with a side, or a list with a detail. Asks its container, never the window.

use leptos::prelude::*;

/// Where a side column finds room: beside the main column from a tablet on, or only on a desktop (editors).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SideFrom {
    Tablet,
    Desktop,
}

/// A page: `top` over the whole width, whose last piece follows the first of the main column where there is room for one column
/// only; its main column as children, a `side` column that follows below where there is no room, `after` with what of the main
/// column comes after the side there, and a `bar` (an [`ActionBar`](super::ActionBar)) that stays at the lower edge.
#[component]
pub fn Page(
    #[prop(optional, into)] top: Option<ViewFn>,
    #[prop(optional, into)] side: Option<ViewFn>,
    #[prop(default = SideFrom::Tablet)] side_from: SideFrom,
    #[prop(optional, into)] after: Option<ViewFn>,
    #[prop(optional, into)] bar: Option<ViewFn>,
    children: Children,
) -> impl IntoView {
    let layout = side.is_some().then_some(match side_from {
        SideFrom::Tablet => "tablet",
        SideFrom::Desktop => "desktop",
    });
    view! {
        <div class="page">
            {top.map(|top| view! { <div class="page-top">{move || top.run()}</div> })}
            <div class="page-columns" data-side=layout>
                <div class="page-main">{children()}</div>
                {side.map(|side| view! { <div class="page-side">{move || side.run()}</div> })}
                {after.map(|after| view! { <div class="page-after">{move || after.run()}</div> })}
            </div>
        </div>
        {bar.map(|bar| move || bar.run())}
    }
}

/// A list beside the chosen record from 60em on; below that one of the two: the detail while `detail_open`.
/// The list fills the height, so a [`VirtualList`](super::VirtualList) can stand in it.
#[component]
pub fn ListDetail(
    #[prop(into)] list: ViewFn,
    #[prop(into)] detail: ViewFn,
    #[prop(into)] detail_open: Signal<bool>,
) -> impl IntoView {
    view! {
        <div class="page-split" data-detail=move || detail_open.get()>
            <div class="page-list">{move || list.run()}</div>
            <div class="page-detail">{move || detail.run()}</div>
        </div>
    }
}
