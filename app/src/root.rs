//! The app from the outside in: state, language, router; then the sign-in page or the frame with its pages.

use crate::kit::{EmptyState, Icon, LinkButton, Toast, ToastAction, UNDO_SECONDS, VialState};
use crate::messages::{self, home, language, say, shell};
use crate::pages::frame::Frame;
use crate::pages::sync::unsent::UnsentDialog;
use crate::pages::users::sign_in_page::SignInPage;
use crate::pages::{
    accounts, home_page, integrations, offers, pricing, products, settings, sync, users,
};
use crate::routes::Route;
use crate::shell::{PageHead, Place, Shell, new_version};
use crate::state::unsent::Urgency;
use crate::state::{self, App, Session, app};
use leptos::prelude::*;
use leptos_router::WildcardSegment;
use leptos_router::components::{FlatRoutes, Route as Address, Router};
use leptos_router::hooks::{use_location, use_navigate};
use shared::ids::{AccountId, InboxId, OfferId, ProductId, SetId, UserId};
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
    let printing = Memo::new(move |_| matches!(route.get(), Route::OfferPrint(_)));
    move || match (outside.get(), who.get(), printing.get()) {
        (true, ..) => view! { <crate::gallery::Gallery /> }.into_any(),
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
    let Frame(head) = expect_context::<Frame>();
    let navigate = use_navigate();
    let search = Callback::new(move |()| navigate(&Route::Products.href(), Default::default()));
    let current = Signal::derive(move || route.get().href());
    let connection = app.connection;
    let vial = Signal::derive(move || {
        let count = |signal: RwSignal<usize>| signal.get() as u64;
        VialState::from_facts(
            count(connection.needs_you),
            connection.online.get(),
            connection.sending.get(),
            count(connection.waiting),
        )
    });
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
            on_scan=search
            on_search=search
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
        Place::new(Route::Inbox.href(), say(shell::inbox), Icon::Inbox)
            .count(needs_you)
            .attention(),
    ]
}

/// Two places before Scan, one after: by role.
fn phone(app: App) -> Vec<Place> {
    let technician = app
        .login
        .person_now()
        .is_some_and(|person| person.roles.contains(&Role::Technician));
    let third = if technician {
        Place::new(
            Route::Accounts.href(),
            say(shell::accounts),
            Icon::Building2,
        )
    } else {
        Place::new(Route::Offers.href(), say(shell::offers), Icon::FileText)
    };
    vec![
        Place::new(Route::Home.href(), say(shell::today), Icon::House),
        Place::new(Route::Products.href(), say(shell::products), Icon::Package),
        third,
    ]
}

/// Which page a route belongs to; a list keeps standing while its chosen record changes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Room {
    Home,
    Products,
    Accounts,
    Offers,
    Inbox,
    Users,
    Integrations,
    Single,
}

fn room(route: &Route) -> Room {
    match route {
        Route::Home => Room::Home,
        Route::Products | Route::Product(_) => Room::Products,
        Route::Accounts | Route::Account(_) => Room::Accounts,
        Route::Offers => Room::Offers,
        Route::Inbox | Route::InboxEntry(_) => Room::Inbox,
        Route::Users | Route::User(_) => Room::Users,
        Route::Integrations | Route::Set(_) => Room::Integrations,
        _ => Room::Single,
    }
}

#[component]
fn Pages(route: Memo<Route>) -> impl IntoView {
    let room = Memo::new(move |_| room(&route.get()));
    let single = Memo::new(move |_| (room.get() == Room::Single).then(|| route.get()));
    let product = Signal::derive(move || {
        if let Route::Product(id) = route.get() {
            Some(ProductId(id))
        } else {
            None
        }
    });
    let account = Signal::derive(move || {
        if let Route::Account(id) = route.get() {
            Some(AccountId(id))
        } else {
            None
        }
    });
    let entry = Signal::derive(move || {
        if let Route::InboxEntry(id) = route.get() {
            Some(InboxId(id))
        } else {
            None
        }
    });
    let user = Signal::derive(move || {
        if let Route::User(id) = route.get() {
            Some(UserId(id))
        } else {
            None
        }
    });
    let set = Signal::derive(move || {
        if let Route::Set(id) = route.get() {
            Some(SetId(id))
        } else {
            None
        }
    });
    move || match room.get() {
        Room::Home => view! { <home_page::HomePage /> }.into_any(),
        Room::Products => view! { <products::list_page::ListPage selected=product /> }.into_any(),
        Room::Accounts => view! { <accounts::list_page::ListPage selected=account /> }.into_any(),
        Room::Offers => view! { <offers::list_page::ListPage /> }.into_any(),
        Room::Inbox => view! { <sync::inbox_page::InboxPage selected=entry /> }.into_any(),
        Room::Users => view! { <users::list_page::ListPage selected=user /> }.into_any(),
        Room::Integrations => {
            view! { <integrations::list_page::ListPage selected=set /> }.into_any()
        }
        Room::Single => single.get().map(one).unwrap_or_else(|| ().into_any()),
    }
}

/// Pages that stand alone.
fn one(route: Route) -> AnyView {
    match route {
        Route::ProductNew => view! { <products::edit_page::EditPage id=None /> }.into_any(),
        Route::ProductEdit(id) => view! { <products::edit_page::EditPage id=Some(ProductId(id)) /> }.into_any(),
        Route::ProductImport => view! { <products::import_page::ImportPage /> }.into_any(),
        Route::AccountNew => view! { <accounts::edit_page::EditPage id=None /> }.into_any(),
        Route::AccountEdit(id) => view! { <accounts::edit_page::EditPage id=Some(AccountId(id)) /> }.into_any(),
        Route::OfferNew { account, product } => {
            view! { <offers::new_page::NewPage account=Signal::stored(account.map(AccountId)) product=Signal::stored(product.map(ProductId)) /> }.into_any()
        }
        Route::Offer(id) => view! { <offers::edit_page::EditPage id=Signal::stored(OfferId(id)) /> }.into_any(),
        Route::OfferPrint(id) => view! { <offers::print_page::PrintPage id=Signal::stored(OfferId(id)) /> }.into_any(),
        Route::PriceLists => view! { <pricing::price_lists_page::PriceListsPage /> }.into_any(),
        Route::UserNew => view! { <users::invite_page::InvitePage /> }.into_any(),
        Route::Rights => view! { <users::rights_grid::RightsGrid /> }.into_any(),
        Route::Devices => view! { <users::devices_page::DevicesPage /> }.into_any(),
        Route::SetNew => view! { <integrations::new_page::NewPage /> }.into_any(),
        Route::Transfers(id) => view! { <integrations::transfers_page::TransfersPage id=SetId(id) /> }.into_any(),
        Route::Sync => view! { <sync::status_page::StatusPage /> }.into_any(),
        Route::Prepare => view! { <sync::prepare_page::PreparePage /> }.into_any(),
        Route::Measure => view! { <crate::measure::Measure /> }.into_any(),
        Route::Settings => view! { <settings::settings_page::SettingsPage /> }.into_any(),
        _ => view! { <NotFound /> }.into_any(),
    }
}

#[component]
fn NotFound() -> impl IntoView {
    crate::pages::frame::title(|| home::not_found(language()).to_owned());
    view! {
        <EmptyState title=say(home::not_found)>
            <LinkButton label=say(home::to_start) href=Route::Home.href() />
        </EmptyState>
    }
}
