//! Fetching a part and showing its page, at once where it is here already. What could not be fetched says so and can be asked for again.
//! Knows parts, not pages.

use super::Shown;
use leptos::prelude::*;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    Catalogue,
    Offers,
    Service,
    Sync,
    Office,
    /// For those who build the app; never fetched ahead.
    Workshop,
}

#[cfg(not(feature = "parts"))]
mod ways {
    use super::*;

    pub fn show(part: Part, shown: Shown) -> AnyView {
        match part {
            Part::Catalogue => super::super::catalogue(shown),
            Part::Offers => super::super::selling(shown),
            Part::Service => super::super::service(shown),
            Part::Sync => super::super::waiting(shown),
            Part::Office => super::super::office(shown),
            Part::Workshop => super::super::workshop(shown),
        }
    }

    /// All of it is here.
    pub fn fetch_when_idle() {}
    pub fn fetch_soon(_: Part) {}
}

#[cfg(feature = "parts")]
mod ways {
    use super::*;
    use crate::browser::timer;
    use crate::kit::{Button, EmptyState, Progress};
    use crate::messages::{language, say, shell};
    use crate::pages::frame;
    use futures::FutureExt;
    use leptos::task::spawn_local;
    use leptos::wasm_split::{SplitLoaderError, wasm_split};
    use std::cell::RefCell;

    /// So long after the first page stands: what it does itself goes first.
    const IDLE_MS: u32 = 1_500;

    thread_local! {
        static HERE: RefCell<Vec<Part>> = const { RefCell::new(Vec::new()) };
    }

    macro_rules! part {
        ($module:ident, $fetch:ident, $pages:ident) => {
            #[wasm_split($module, wasm_split_path = leptos::wasm_split, preload($fetch), fallible)]
            fn $module(shown: Shown) -> Result<AnyView, SplitLoaderError> {
                Ok(super::super::$pages(shown))
            }
        };
    }

    part!(part_catalogue, fetch_catalogue, catalogue);
    part!(part_offers, fetch_offers, selling);
    part!(part_service, fetch_service, service);
    part!(part_sync, fetch_sync, waiting);
    part!(part_office, fetch_office, office);
    part!(part_workshop, fetch_workshop, workshop);

    async fn fetch(part: Part) -> Result<(), SplitLoaderError> {
        match part {
            Part::Catalogue => fetch_catalogue().await,
            Part::Offers => fetch_offers().await,
            Part::Service => fetch_service().await,
            Part::Sync => fetch_sync().await,
            Part::Office => fetch_office().await,
            Part::Workshop => fetch_workshop().await,
        }?;
        HERE.with_borrow_mut(|here| here.push(part));
        Ok(())
    }

    /// The page of a part that is here: nothing is waited for.
    fn page(part: Part, shown: Shown) -> Option<AnyView> {
        let page = match part {
            Part::Catalogue => part_catalogue(shown).now_or_never(),
            Part::Offers => part_offers(shown).now_or_never(),
            Part::Service => part_service(shown).now_or_never(),
            Part::Sync => part_sync(shown).now_or_never(),
            Part::Office => part_office(shown).now_or_never(),
            Part::Workshop => part_workshop(shown).now_or_never(),
        };
        page?.ok()
    }

    #[derive(Clone, Copy, PartialEq)]
    enum Standing {
        Here,
        Coming,
        Missing,
    }

    pub fn show(part: Part, shown: Shown) -> AnyView {
        let here = HERE.with_borrow(|here| here.contains(&part));
        if here && let Some(page) = page(part, shown.clone()) {
            return page;
        }
        view! { <Later part=part shown=shown /> }.into_any()
    }

    #[component]
    fn Later(part: Part, shown: Shown) -> impl IntoView {
        let standing = RwSignal::new(Standing::Coming);
        ask(part, standing);
        move || match standing.get() {
            Standing::Coming => view! { <Progress what=say(shell::page_coming) /> }.into_any(),
            Standing::Here => page(part, shown.clone()).unwrap_or_else(|| ().into_any()),
            Standing::Missing => {
                view! { <Missing again=move |()| ask(part, standing) /> }.into_any()
            }
        }
    }

    fn ask(part: Part, standing: RwSignal<Standing>) {
        let _ = standing.try_set(Standing::Coming);
        spawn_local(async move {
            let end = match fetch(part).await {
                Ok(()) => Standing::Here,
                Err(_) => Standing::Missing,
            };
            let _ = standing.try_set(end);
        });
    }

    #[component]
    fn Missing(#[prop(into)] again: Callback<()>) -> impl IntoView {
        frame::title(|| shell::page_missing(language()).to_owned());
        view! {
            <EmptyState title=say(shell::page_missing) text=say(shell::page_missing_text)>
                <Button label=say(shell::page_again) on_press=again />
            </EmptyState>
        }
    }

    /// What fails now is asked for when it is needed.
    pub fn fetch_soon(part: Part) {
        spawn_local(async move { _ = fetch(part).await });
    }

    /// One after the other, so that none delays a page somebody asks for by much. What fails now is asked for when it is needed.
    pub fn fetch_when_idle() {
        spawn_local(async {
            timer::sleep_ms(IDLE_MS).await;
            for part in [
                Part::Catalogue,
                Part::Service,
                Part::Offers,
                Part::Sync,
                Part::Office,
            ] {
                let _ = fetch(part).await;
            }
        });
    }
}

pub use ways::{fetch_soon, fetch_when_idle, show};
