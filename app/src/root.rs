//! The app from the outside in: state, language, router; then the sign-in page or the frame with its pages.

use crate::kit::{Icon, Toast, ToastAction, UNDO_SECONDS};
use crate::messages::{self, documents, language, say, shell};
use crate::pages::frame::Frame;
use crate::pages::sync::status_page::vial_state;
use crate::pages::sync::unsent::UnsentDialog;
use crate::pages::users::sign_in_page::SignInPage;
use crate::parts::{self, Pages};
use crate::routes::Route;
use crate::shell::{PageHead, Place, Shell, new_version};
use crate::state::unsent::Urgency;
use crate::state::{self, App, Session, app};
use leptos::prelude::*;
use leptos_router::WildcardSegment;
use leptos_router::components::{FlatRoutes, Route as Address, Router};
use leptos_router::hooks::{use_location, use_navigate};
use shared::users::Role;

/// The whole app. Everything below finds the state by `state::app()`.
#[component]
pub fn Root() -> impl IntoView {
    let app = App::new();
    provide_context(app);
    provide_context(Frame(RwSignal::new(PageHead::default())));
    messages::set_language(app.preferences.language.get_untracked());
    Effect::new(move |_| {
        let language = app.preferences.language.get();
        messages::set_language(language);
        app.device.speak(language);
    });
    state::opening::start(app);
    view! {
        // one route for every address: the router has to hear that a page stands before it writes the address
        <Router>
            <FlatRoutes fallback=Whole>
                <Address path=WildcardSegment("address") view=Whole />
            </FlatRoutes>
        </Router>
    }
}

/// The route as a signal, from the one place that asks the router.
fn route() -> Memo<Route> {
    let location = use_location();
    Memo::new(move |_| Route::parse(&location.pathname.get(), &location.search.get()))
}

#[component]
fn Whole() -> impl IntoView {
    let app = app();
    let route = route();
    let session = app.login.session;
    let outside = Memo::new(move |_| route.get() == Route::Gallery);
    let who = Memo::new(move |_| match session.get() {
        Session::Unknown => 0,
        Session::Nobody => 1,
        Session::Person(_) => 2,
    });
    parts::fetch_ahead(&route.get_untracked());
    let printing =
        Memo::new(move |_| matches!(route.get(), Route::OfferPrint(_) | Route::TicketReport(_)));
    move || match (outside.get(), who.get(), printing.get()) {
        (true, ..) => parts::gallery(),
        (_, 0, _) => view! { <Opening /> }.into_any(),
        (_, 1, _) => view! { <SignInPage /> }.into_any(),
        (_, _, true) => view! { <Pages route=route /> }.into_any(),
        _ => view! { <Framed route=route /> }.into_any(),
    }
}

/// While the store is being opened, some tens of milliseconds: an empty page that is one all the same.
#[component]
fn Opening() -> impl IntoView {
    view! { <main id="content"><h1 class="visually-hidden">"Sahada"</h1></main> }
}

#[component]
fn Framed(route: Memo<Route>) -> impl IntoView {
    let app = app();
    parts::fetch_when_idle();
    let Frame(head) = expect_context::<Frame>();
    let navigate = use_navigate();
    let go = move |route: Route| {
        let navigate = navigate.clone();
        Callback::new(move |()| navigate(&route.href(), Default::default()))
    };
    let current = Signal::derive(move || route.get().href());
    let vial = Signal::derive(move || vial_state(app.connection));
    view! {
        <Shell
            places=places(app)
            settings=Place::new(Route::Settings.href(), say(shell::settings), Icon::Settings)
            phone=phone(app)
            current=current
            head=head
            vial=vial
            inbox=Route::Inbox.href()
            oldest=Signal::derive(move || state::unsent::age_from(app, Urgency::Age).map(|minutes| messages::days::length(language(), minutes)))
            on_scan=go(Route::Scan)
            on_search=go(Route::Products)
            toasts=toasts(app)
            on_toast_gone=move |number| app.notices.close(number)
        >
            <Pages route=route />
            <UnsentDialog />
        </Shell>
    }
}

fn toasts(app: App) -> Signal<Vec<Toast>> {
    Signal::derive(move || {
        let said = app.notices.toasts.get();
        let said = said.into_iter().map(|toast| Toast {
            id: toast.number,
            words: toast.text,
            action: toast.undo.map(|run| ToastAction {
                words: messages::kit::undo(language()).to_owned(),
                run,
            }),
            seconds: Some(UNDO_SECONDS),
        });
        let update = app
            .connection
            .update_ready
            .get()
            .then(|| new_version(u64::MAX, move || app.reload()));
        said.chain(update).collect()
    })
}

fn places(app: App) -> Vec<Place> {
    let needs_you = Signal::derive(move || app.connection.needs_you.get() as u64);
    vec![
        Place::new(Route::Home.href(), say(shell::today), Icon::House),
        Place::new(Route::Products.href(), say(shell::products), Icon::Package),
        Place::new(
            Route::Accounts.href(),
            say(shell::accounts),
            Icon::Building2,
        ),
        Place::new(Route::Offers.href(), say(shell::offers), Icon::FileText),
        Place::new(Route::Tickets.href(), say(shell::tickets), Icon::Ticket),
        Place::new(Route::Returns.href(), say(shell::returns), Icon::RotateCcw),
        Place::new(
            Route::Documents.href(),
            say(documents::title),
            Icon::ReceiptText,
        ),
        Place::new(Route::Inbox.href(), say(shell::inbox), Icon::Inbox)
            .count(needs_you)
            .attention(),
    ]
}

/// Two places before Scan, one after: by role.
fn phone(app: App) -> Vec<Place> {
    let technician = app.login.person_now().is_some_and(|person| {
        let mut roles = person.roles.iter();
        roles.any(|role| matches!(role, Role::Technician | Role::ServiceManager))
    });
    let products = Place::new(Route::Products.href(), say(shell::products), Icon::Package);
    let (second, third) = match technician {
        true => (
            Place::new(Route::Tickets.href(), say(shell::tickets), Icon::Ticket),
            Place::new(Route::Returns.href(), say(shell::returns), Icon::RotateCcw),
        ),
        false => (
            products,
            Place::new(Route::Offers.href(), say(shell::offers), Icon::FileText),
        ),
    };
    vec![
        Place::new(Route::Home.href(), say(shell::today), Icon::House),
        second,
        third,
    ]
}
