//! Which page belongs to a route, and which pages come with the first load? The first module has the frame, signing in and today;
//! the others follow in parts: when one of their pages is opened, or when the app is idle. The service worker keeps all of them.
//!
//! Without the feature `parts` (quick builds, tests, Trunk) there is one module with everything.

mod later;

use crate::kit::{EmptyState, LinkButton};
use crate::messages::{home, language, say};
use crate::pages::{
    accounts, documents, frame, home_page, integrations, offers, pricing, products, rma, serials,
    settings, sync, tickets, users,
};
use crate::routes::Route;
use leptos::prelude::*;
use shared::ids::{
    AccountId, ChecklistId, DocumentId, InboxId, OfferId, OperationId, ProductId, SetId, StateId,
    TicketId, UserId,
};

pub use later::fetch_when_idle;
use later::{Part, fetch_soon, show};

/// Which page a route belongs to; a list keeps standing while its chosen record changes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Room {
    Home,
    Products,
    Accounts,
    Offers,
    Tickets,
    Returns,
    Documents,
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
        Route::Tickets => Room::Tickets,
        Route::Returns => Room::Returns,
        Route::Documents => Room::Documents,
        Route::Inbox | Route::InboxEntry(_) => Room::Inbox,
        Route::Users | Route::User(_) => Room::Users,
        Route::Integrations | Route::Set(_) => Room::Integrations,
        _ => Room::Single,
    }
}

#[component]
pub fn Pages(route: Memo<Route>) -> impl IntoView {
    let room = Memo::new(move |_| room(&route.get()));
    let single = Memo::new(move |_| (room.get() == Room::Single).then(|| route.get()));
    move || match room.get() {
        Room::Home => view! { <home_page::HomePage /> }.into_any(),
        Room::Single => single.get().map(one).unwrap_or_else(|| ().into_any()),
        _ => part(&route.get_untracked())
            .map_or_else(|| ().into_any(), |part| show(part, Shown::List(route))),
    }
}

/// Pages that stand alone.
fn one(route: Route) -> AnyView {
    match part(&route) {
        Some(part) => show(part, Shown::Single(route)),
        None => view! { <NotFound /> }.into_any(),
    }
}

/// The part of the page that is asked for first, fetched while the store is being opened.
pub fn fetch_ahead(route: &Route) {
    part(route).into_iter().for_each(fetch_soon);
}

/// Where the page of a route is; `None`: in the first module.
fn part(route: &Route) -> Option<Part> {
    Some(match route {
        Route::Products
        | Route::Product(_)
        | Route::Accounts
        | Route::Account(_)
        | Route::ProductNew
        | Route::ProductEdit(_)
        | Route::AccountNew
        | Route::AccountEdit(_)
        | Route::Scan
        | Route::PriceLists => Part::Catalogue,
        Route::Offers | Route::OfferNew { .. } | Route::Offer(_) | Route::OfferPrint(_) => {
            Part::Offers
        }
        Route::Tickets
        | Route::TicketNew { .. }
        | Route::Ticket(_)
        | Route::TicketReport(_)
        | Route::Returns
        | Route::ReturnNew { .. }
        | Route::Return(_)
        | Route::Documents
        | Route::Document(_)
        | Route::DocumentNew { .. }
        | Route::Warehouses
        | Route::ReturnsSetUp
        | Route::Accessories
        | Route::ReturnState(_)
        | Route::TicketStates
        | Route::Checklists
        | Route::Checklist(_)
        | Route::Unit { .. } => Part::Service,
        Route::Inbox | Route::InboxEntry(_) | Route::Sync | Route::Prepare => Part::Sync,
        Route::Measure => Part::Workshop,
        Route::Users
        | Route::User(_)
        | Route::Integrations
        | Route::Set(_)
        | Route::ProductImport
        | Route::UserNew
        | Route::Rights
        | Route::Devices
        | Route::SetNew
        | Route::Transfers(_)
        | Route::Settings => Part::Office,
        _ => return None,
    })
}

pub fn gallery() -> AnyView {
    show(Part::Workshop, Shown::Single(Route::Gallery))
}

/// What a part is asked for. A list hears of the record chosen in it by the route.
#[derive(Clone)]
enum Shown {
    List(Memo<Route>),
    Single(Route),
}

/// What people look things up in.
fn catalogue(shown: Shown) -> AnyView {
    match shown {
        Shown::List(route) if room(&route.get_untracked()) == Room::Products => {
            let selected = Signal::derive(move || match route.get() {
                Route::Product(id) => Some(ProductId(id)),
                _ => None,
            });
            view! { <products::list_page::ListPage selected=selected /> }.into_any()
        }
        Shown::List(route) => {
            let selected = Signal::derive(move || match route.get() {
                Route::Account(id) => Some(AccountId(id)),
                _ => None,
            });
            view! { <accounts::list_page::ListPage selected=selected /> }.into_any()
        }
        Shown::Single(Route::ProductNew) => {
            view! { <products::edit_page::EditPage id=None /> }.into_any()
        }
        Shown::Single(Route::ProductEdit(id)) => {
            view! { <products::edit_page::EditPage id=Some(ProductId(id)) /> }.into_any()
        }
        Shown::Single(Route::AccountNew) => {
            view! { <accounts::edit_page::EditPage id=None /> }.into_any()
        }
        Shown::Single(Route::AccountEdit(id)) => {
            view! { <accounts::edit_page::EditPage id=Some(AccountId(id)) /> }.into_any()
        }
        Shown::Single(Route::Scan) => view! { <serials::scan_page::ScanPage /> }.into_any(),
        Shown::Single(_) => view! { <pricing::price_lists_page::PriceListsPage /> }.into_any(),
    }
}

fn selling(shown: Shown) -> AnyView {
    match shown {
        Shown::Single(Route::OfferNew { account, product }) => {
            view! { <offers::new_page::NewPage account=Signal::stored(account.map(AccountId)) product=Signal::stored(product.map(ProductId)) /> }.into_any()
        }
        Shown::Single(Route::Offer(id)) => view! { <offers::edit_page::EditPage id=Signal::stored(OfferId(id)) /> }.into_any(),
        Shown::Single(Route::OfferPrint(id)) => view! { <offers::print_page::PrintPage id=Signal::stored(OfferId(id)) /> }.into_any(),
        _ => view! { <offers::list_page::ListPage /> }.into_any(),
    }
}

/// What technicians work in.
fn service(shown: Shown) -> AnyView {
    match shown {
        Shown::Single(Route::TicketNew {
            account,
            product,
            serial,
        }) => {
            let from = tickets::new_page::From {
                account: account.map(AccountId),
                product: product.map(ProductId),
                serial,
            };
            view! { <tickets::new_page::NewPage from=from /> }.into_any()
        }
        Shown::Single(Route::Unit { serial }) => {
            view! { <serials::unit_page::UnitPage serial=serial /> }.into_any()
        }
        Shown::Single(Route::Ticket(id)) => {
            view! { <tickets::ticket_page::TicketPage id=Signal::stored(TicketId(id)) /> }
                .into_any()
        }
        Shown::Single(Route::TicketReport(id)) => {
            view! { <tickets::report_page::ReportPage id=Signal::stored(TicketId(id)) /> }
                .into_any()
        }
        Shown::Single(Route::ReturnNew {
            ticket,
            product,
            serial,
        }) => {
            let from = rma::taking_in::From {
                ticket: ticket.map(TicketId),
                product: product.map(ProductId),
                serial,
            };
            view! { <rma::new_page::NewPage from=from /> }.into_any()
        }
        Shown::Single(Route::ReturnsSetUp) => view! { <rma::set_up_page::SetUpPage /> }.into_any(),
        Shown::Single(Route::Accessories) => {
            view! { <rma::accessories_page::AccessoriesPage /> }.into_any()
        }
        Shown::Single(Route::ReturnState(id)) => {
            view! { <rma::state_page::StatePage id=Signal::stored(StateId(id)) /> }.into_any()
        }
        Shown::Single(Route::TicketStates) => {
            view! { <tickets::states_page::StatesPage /> }.into_any()
        }
        Shown::Single(Route::Checklists) => {
            view! { <tickets::checklists_page::ChecklistsPage /> }.into_any()
        }
        Shown::Single(Route::Checklist(id)) => {
            view! { <tickets::checklist_page::ChecklistPage id=Signal::stored(ChecklistId(id)) /> }
                .into_any()
        }
        Shown::Single(Route::Return(id)) => {
            view! { <rma::operation_page::OperationPage id=Signal::stored(OperationId(id)) /> }
                .into_any()
        }
        Shown::Single(Route::Document(id)) => {
            view! { <documents::document_page::DocumentPage id=Signal::stored(DocumentId(id)) /> }
                .into_any()
        }
        Shown::Single(Route::DocumentNew { account }) => {
            view! { <documents::new_page::NewPage account=account.map(AccountId) /> }.into_any()
        }
        Shown::Single(Route::Warehouses) => {
            view! { <documents::warehouses_page::WarehousesPage /> }.into_any()
        }
        Shown::List(route) if room(&route.get_untracked()) == Room::Documents => {
            view! { <documents::list_page::ListPage /> }.into_any()
        }
        Shown::List(route) if room(&route.get_untracked()) == Room::Returns => {
            view! { <rma::list_page::ListPage /> }.into_any()
        }
        _ => view! { <tickets::list_page::ListPage /> }.into_any(),
    }
}

/// What waits, what came back, and whether the device is ready for the road.
fn waiting(shown: Shown) -> AnyView {
    match shown {
        Shown::List(route) => {
            let selected = Signal::derive(move || match route.get() {
                Route::InboxEntry(id) => Some(InboxId(id)),
                _ => None,
            });
            view! { <sync::inbox_page::InboxPage selected=selected /> }.into_any()
        }
        Shown::Single(Route::Prepare) => view! { <sync::prepare_page::PreparePage /> }.into_any(),
        Shown::Single(_) => view! { <sync::status_page::StatusPage /> }.into_any(),
    }
}

/// What is done at a desk.
fn office(shown: Shown) -> AnyView {
    match shown {
        Shown::List(route) if room(&route.get_untracked()) == Room::Users => {
            let selected = Signal::derive(move || match route.get() {
                Route::User(id) => Some(UserId(id)),
                _ => None,
            });
            view! { <users::list_page::ListPage selected=selected /> }.into_any()
        }
        Shown::List(route) => {
            let selected = Signal::derive(move || match route.get() {
                Route::Set(id) => Some(SetId(id)),
                _ => None,
            });
            view! { <integrations::list_page::ListPage selected=selected /> }.into_any()
        }
        Shown::Single(Route::ProductImport) => {
            view! { <products::import_page::ImportPage /> }.into_any()
        }
        Shown::Single(Route::UserNew) => view! { <users::invite_page::InvitePage /> }.into_any(),
        Shown::Single(Route::Rights) => view! { <users::rights_grid::RightsGrid /> }.into_any(),
        Shown::Single(Route::Devices) => view! { <users::devices_page::DevicesPage /> }.into_any(),
        Shown::Single(Route::SetNew) => view! { <integrations::new_page::NewPage /> }.into_any(),
        Shown::Single(Route::Transfers(id)) => {
            view! { <integrations::transfers_page::TransfersPage id=SetId(id) /> }.into_any()
        }
        Shown::Single(_) => view! { <settings::settings_page::SettingsPage /> }.into_any(),
    }
}

/// For those who build the app: its pieces side by side, and its times.
fn workshop(shown: Shown) -> AnyView {
    match shown {
        Shown::Single(Route::Measure) => view! { <crate::measure::Measure /> }.into_any(),
        _ => view! { <crate::gallery::Gallery /> }.into_any(),
    }
}

#[component]
fn NotFound() -> impl IntoView {
    frame::title(|| home::not_found(language()).to_owned());
    view! {
        <EmptyState title=say(home::not_found)>
            <LinkButton label=say(home::to_start) href=Route::Home.href() />
        </EmptyState>
    }
}
