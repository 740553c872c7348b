//! What a page tells the frame around it: title, second line, the way back.
//!
//! A page calls [`head`] once with a closure; it is run again when what it reads changes (a name, the language).

use crate::kit::PageHead;
use leptos::prelude::*;

/// The frame's top bar, provided by the root.
#[derive(Clone, Copy)]
pub struct Frame(pub RwSignal<PageHead>);

/// Names the page. `title` becomes the h1 and the window's name.
pub fn head(make: impl Fn() -> PageHead + 'static) {
    let Some(Frame(frame)) = use_context::<Frame>() else {
        return;
    };
    // outward only: the frame stands above every page
    Effect::new(move |_| frame.set(make()));
}

/// A page with nothing but a title.
pub fn title(title: impl Fn() -> String + 'static) {
    head(move || PageHead {
        title: title(),
        ..PageHead::default()
    });
}
