//! How does every piece of the kit look in every state? A page for people who build and check the product; no part of it.
//! Its texts are samples, in English, and therefore not in `messages/`.

mod feedback;
mod fields;
mod lists;
mod prices;
mod states;
mod ways;

use leptos::prelude::*;

use crate::browser::appearance::{self, Density, Theme};
use crate::kit::{Choice, Icon, Page, Segment, Toast, VialState};
use crate::messages::{self, Language, language, say, shell};
use crate::shell::{PageHead, Place, Shell};

/// The page at `/gallery`, with a frame of its own.
#[component]
pub fn Gallery() -> impl IntoView {
    let toasts = RwSignal::new(Vec::<Toast>::new());
    let gone = move |id| toasts.update(|toasts| toasts.retain(|toast| toast.id != id));
    let head = Signal::stored(PageHead {
        title: "Gallery".into(),
        subtitle: Some("Every piece in every state".into()),
        back: None,
    });
    view! {
        <Shell
            places=places()
            settings=Place::new("/settings", say(shell::settings), Icon::Settings)
            phone=places().into_iter().take(3).collect()
            current="/gallery"
            head=head
            vial=VialState::Waiting { count: 3 }
            inbox="/inbox"
            on_scan=|| ()
            on_search=|| ()
            toasts=toasts
            on_toast_gone=gone
        >
            <Page>
                <Appearance />
                <states::States />
                <fields::Fields />
                <lists::Lists />
                <prices::Prices />
                <ways::Ways />
                <feedback::Feedback toasts=toasts />
            </Page>
        </Shell>
    }
}

fn places() -> Vec<Place> {
    vec![
        Place::new("/gallery", say(shell::today), Icon::House),
        Place::new("/tickets", say(shell::tickets), Icon::Ticket).count(2u64),
        Place::new("/offers", say(shell::offers), Icon::FileText),
        Place::new("/products", say(shell::products), Icon::Package),
        Place::new("/rma", say(shell::returns), Icon::RotateCcw),
        Place::new("/conditions", say(shell::conditions), Icon::Percent),
        Place::new("/inbox", say(shell::inbox), Icon::Inbox)
            .count(1u64)
            .attention(),
    ]
}

/// Theme, density and language, as in the settings.
#[component]
fn Appearance() -> impl IntoView {
    let (theme, density) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let set_theme = move |value: String| {
        appearance::set_theme(Theme::from_code(&value));
        theme.set(value);
    };
    let set_density = move |value: String| {
        appearance::set_density(Density::from_code(&value));
        density.set(value);
    };
    let set_language = move |value: String| {
        if let Some(language) = Language::from_code(&value) {
            messages::set_language(language);
            appearance::set_language(language.code());
        }
    };
    let themes = move || {
        vec![
            Choice::new("", shell::theme_auto(language())),
            Choice::new("light", shell::theme_light(language())),
            Choice::new("dark", shell::theme_dark(language())),
            Choice::new("daylight", shell::theme_daylight(language())),
        ]
    };
    let densities = move || {
        vec![
            Choice::new("glove", shell::density_glove(language())),
            Choice::new("touch", shell::density_touch(language())),
            Choice::new("office", shell::density_office(language())),
        ]
    };
    let languages = || {
        Language::ALL
            .map(|language| Choice::new(language.code(), shell::name_of_language(language)))
            .to_vec()
    };
    view! {
        <div class="row">
            <Segment label=say(shell::theme) choices=themes value=theme on_change=set_theme />
            <Segment label=say(shell::density) choices=densities value=density on_change=set_density />
            <Segment label=say(shell::language) choices=languages value=move || language().code().to_owned() on_change=set_language />
        </div>
    }
}
