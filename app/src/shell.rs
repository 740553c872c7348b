//! What surrounds every page: landmarks, places, title, vial, toasts. Knows no address and no record: places, counts and
//! states come in.

use leptos::{html, prelude::*};

pub use crate::kit::PageHead;
use crate::kit::{
    Announcer, Badge, Dialog, Glyph, Icon, LiveRegions, Logo, SkipLink, Toast, Toasts, Vial,
    VialState, Wordmark, Words,
};
use crate::messages::{say, shell};

/// One place of the navigation. `attention` puts its count in the vial colour; only the inbox does.
#[derive(Clone)]
pub struct Place {
    pub href: String,
    pub words: Words,
    pub icon: Icon,
    pub count: Signal<u64>,
    pub attention: bool,
}

impl Place {
    pub fn new(href: impl Into<String>, words: impl Into<Words>, icon: Icon) -> Self {
        Place {
            href: href.into(),
            words: words.into(),
            icon,
            count: Signal::stored(0),
            attention: false,
        }
    }

    pub fn count(self, count: impl Into<Signal<u64>>) -> Self {
        Place {
            count: count.into(),
            ..self
        }
    }

    pub fn attention(self) -> Self {
        Place {
            attention: true,
            ..self
        }
    }
}

/// The frame. `places` fill the rail in this order, `settings` stands at its end; `phone` are the three places of the
/// bottom bar by role (two before Scan, one after). `current` is the path of the page: a place is current when the path
/// is its address or begins with it. When `current` changes, the heading takes the focus and is announced.
#[component]
pub fn Shell(
    places: Vec<Place>,
    settings: Place,
    phone: Vec<Place>,
    #[prop(into)] current: Signal<String>,
    #[prop(into)] head: Signal<PageHead>,
    #[prop(into)] vial: Signal<VialState>,
    #[prop(into)] inbox: Signal<String>,
    #[prop(optional, into)] oldest: Signal<Option<String>>,
    #[prop(into)] on_scan: Callback<()>,
    #[prop(into)] on_search: Callback<()>,
    #[prop(into)] toasts: Signal<Vec<Toast>>,
    #[prop(into)] on_toast_gone: Callback<u64>,
    #[prop(optional, into)] extra: Option<ViewFn>,
    children: Children,
) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    let main = NodeRef::<html::Main>::new();
    follow(current, head, heading);
    begin_at_the_top(current, main);
    let rest: Vec<Place> = places
        .iter()
        .filter(|place| phone.iter().all(|shown| shown.href != place.href))
        .cloned()
        .collect();
    let rest = rest
        .into_iter()
        .chain([settings.clone()])
        .collect::<Vec<_>>();
    view! {
        <div class="shell">
            <SkipLink to="content" />
            <Rail places=places settings=settings current=current on_scan=on_scan on_search=on_search />
            <header class="top-bar">
                {move || head.with(|head| head.back.clone()).map(|back| view! { <a class="top-bar-back" href=back aria-label=say(shell::back)><Glyph icon=Icon::ChevronLeft /></a> })}
                <div class="top-bar-words">
                    <h1 class="top-bar-title" tabindex="-1" node_ref=heading>{move || head.with(|head| head.title.clone())}</h1>
                    {move || head.with(|head| head.subtitle.clone()).map(|subtitle| view! { <p class="top-bar-subtitle">{subtitle}</p> })}
                </div>
                {extra.map(|extra| view! { <div class="top-bar-extra">{extra.run()}</div> })}
                <Vial state=vial href=inbox oldest=oldest />
            </header>
            <main class="shell-main" id="content" tabindex="-1" node_ref=main>{children()}</main>
            <BottomBar places=phone rest=rest current=current on_scan=on_scan />
            <Toasts toasts=toasts on_gone=on_toast_gone />
            <LiveRegions />
        </div>
    }
}

/// After a change of page the heading has the focus and is said, and the window carries its name.
fn follow(current: Signal<String>, head: Signal<PageHead>, heading: NodeRef<html::H1>) {
    let title = Memo::new(move |_| head.with(|head| head.title.clone()));
    Effect::new(move |_| document().set_title(&title.with(|title| format!("{title} · Sahada"))));
    Effect::new(move |before: Option<String>| {
        let path = current.get();
        if before.is_some_and(|before| before != path) {
            request_animation_frame(move || {
                if let Some(heading) = heading.get_untracked() {
                    crate::kit::focus(&heading);
                }
                Announcer::say(title.get_untracked());
            });
        }
        path
    });
}

/// Another page begins at its top, however far the one before was scrolled; a list that is searched stays where it is.
fn begin_at_the_top(current: Signal<String>, main: NodeRef<html::Main>) {
    Effect::new(move |before: Option<String>| {
        let path =
            current.with(|path| path.split(['?', '#']).next().unwrap_or_default().to_owned());
        if before.is_some_and(|before| before != path)
            && let Some(main) = main.get_untracked()
        {
            main.set_scroll_top(0);
        }
        path
    });
}

#[component]
fn Rail(
    places: Vec<Place>,
    settings: Place,
    current: Signal<String>,
    on_scan: Callback<()>,
    on_search: Callback<()>,
) -> impl IntoView {
    view! {
        <nav class="rail" aria-label=say(shell::places)>
            <span class="rail-logo"><Logo /></span>
            <span class="rail-wordmark"><Wordmark /></span>
            <button class="rail-scan" type="button" on:click=move |_| on_scan.run(())>
                <Glyph icon=Icon::ScanBarcode />
                <span>{say(shell::scan)}</span>
            </button>
            <button class="rail-search" type="button" aria-keyshortcuts="Control+K" on:click=move |_| on_search.run(())>
                <Glyph icon=Icon::Search />
                <span>{say(shell::search)}</span>
                <kbd>"Ctrl K"</kbd>
            </button>
            <ul class="rail-places">
                {places.into_iter().map(|place| view! { <li><PlaceLink place=place current=current /></li> }).collect_view()}
            </ul>
            <div class="rail-end"><PlaceLink place=settings current=current /></div>
        </nav>
    }
}

/// Icon, word and count; above each other on a tablet, beside each other on a desktop.
#[component]
fn PlaceLink(place: Place, current: Signal<String>) -> impl IntoView {
    let Place {
        href,
        words,
        icon,
        count,
        attention,
    } = place;
    let own = href.clone();
    view! {
        <a class="place" href=href aria-current=move || current.with(|path| is_at(path, &own)).then_some("page")>
            <span class="place-icon"><Glyph icon=icon /></span>
            <span class="place-words">{move || words.get()}</span>
            <span class="place-count"><Badge count=count attention=attention /></span>
        </a>
    }
}

#[component]
fn BottomBar(
    places: Vec<Place>,
    rest: Vec<Place>,
    current: Signal<String>,
    on_scan: Callback<()>,
) -> impl IntoView {
    let mut links = places
        .into_iter()
        .map(move |place| view! { <PlaceLink place=place current=current /> }.into_any());
    let first: Vec<AnyView> = links.by_ref().take(2).collect();
    let open = RwSignal::new(false);
    let attention = rest
        .iter()
        .filter(|place| place.attention)
        .map(|place| place.count)
        .collect::<Vec<_>>();
    let waiting = Signal::derive(move || attention.iter().map(|count| count.get()).sum::<u64>());
    let rest = StoredValue::new(rest);
    Effect::new(move |_| {
        current.track();
        open.set(false);
    });
    view! {
        <nav class="bottom-bar" aria-label=say(shell::places)>
            {first}
            <button class="bottom-bar-scan" type="button" on:click=move |_| on_scan.run(())>
                <span class="bottom-bar-disc"><Glyph icon=Icon::ScanBarcode /></span>
                <span class="place-words">{say(shell::scan)}</span>
            </button>
            {links.collect::<Vec<_>>()}
            <button class="place" type="button" aria-haspopup="dialog" on:click=move |_| open.set(true)>
                <span class="place-icon"><Glyph icon=Icon::Ellipsis /></span>
                <span class="place-words">{say(shell::more)}</span>
                <span class="place-count"><Badge count=waiting attention=true /></span>
            </button>
        </nav>
        <Dialog title=say(shell::more) open=open on_close=move || open.set(false)>
            <ul class="more-places">
                {rest.get_value().into_iter().map(|place| view! { <li><PlaceLink place=place current=current /></li> }).collect_view()}
            </ul>
        </Dialog>
    }
}

/// The offer to change to a version that is waiting: never by itself, never during input.
pub fn new_version(id: u64, reload: impl Fn() + Send + Sync + 'static) -> Toast {
    let language = crate::messages::language_now();
    Toast::standing(
        id,
        shell::new_version(language),
        shell::reload(language),
        reload,
    )
}

/// A list is current while one of its records is shown; the first place ("/") only by itself.
fn is_at(path: &str, place: &str) -> bool {
    let path = path.split(['?', '#']).next().unwrap_or(path);
    path == place
        || (place != "/"
            && path
                .strip_prefix(place)
                .is_some_and(|rest| rest.starts_with('/')))
}

#[cfg(test)]
mod tests {
    use super::is_at;

    #[test]
    fn a_place_stays_current_while_one_of_its_records_is_shown() {
        assert!(is_at("/offers/42?tab=lines", "/offers"));
        assert!(is_at("/offers", "/offers"));
        assert!(!is_at("/offers-archive", "/offers"));
        assert!(is_at("/", "/"));
        assert!(!is_at("/offers", "/"));
    }
}
