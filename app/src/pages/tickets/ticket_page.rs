//! One ticket: its machines first, then the customer, the time and the parts, or those beside it where there is room; then words, files
//! and the signature. Saved field by field.

use leptos::prelude::*;
use shared::attachments::Parent;
use shared::ids::TicketId;
use shared::record::RecordKey;
use shared::tickets::taking::begins;
use shared::tickets::{Change, Status, Ticket};
use shared::users::Right;

use super::checklist_card::ChecklistCard;
use super::customer_card::CustomerCard;
use super::due::{OverdueTag, binding};
use super::lines_card::LinesCard;
use super::notes_card::NotesCard;
use super::offer_card::OfferCard;
use super::outcome_card::OutcomeCard;
use super::parts_card::PartsCard;
use super::resolving::Resolving;
use super::returns_card::ReturnsCard;
use super::sheet::Sheet;
use super::signature_card::SignatureCard;
use super::status::{PriorityTag, StatusTag, called, in_order, next};
use super::waits;
use super::work_card::{Stop, WorkCard};
use crate::kit::{
    ActionBar, Button, EmptyState, Icon, LinkButton, Look, Menu, MenuAction, Page, PageHead,
    Unbroken,
};
use crate::messages::{language, say, tickets};
use crate::pages::attachments::FilesCard;
use crate::pages::frame;
use crate::pages::standing::RecordMark;
use crate::pages::sync::others::name_of;
use crate::pages::trouble::OnTop;
use crate::routes::Route;
use crate::state::time;

#[component]
pub fn TicketPage(#[prop(into)] id: Signal<TicketId>) -> impl IntoView {
    move || view! { <OneTicket id=id.get() /> }
}

#[component]
fn OneTicket(id: TicketId) -> impl IntoView {
    let sheet = Sheet::new(id);
    frame::head(move || PageHead {
        title: sheet.ticket.with(|ticket| match ticket {
            Some(ticket) => ticket.title.clone(),
            None => tickets::not_aboard(language()).to_owned(),
        }),
        subtitle: sheet
            .ticket
            .with(|ticket| ticket.as_ref().map(|ticket| subtitle(sheet, ticket))),
        back: Some(Route::Tickets.href()),
    });
    let here = Memo::new(move |_| sheet.ticket.with(Option::is_some));
    let missing = || {
        view! {
            <Page>
                <EmptyState title=say(tickets::not_aboard) text=say(tickets::not_aboard_text)>
                    <LinkButton label=say(tickets::to_list) href=Route::Tickets.href() />
                </EmptyState>
            </Page>
        }
    };
    view! { <Show when=move || here.get() fallback=missing><Whole sheet=sheet /></Show> }
}

/// "DK-00012 · In progress · Çınar Otomotiv".
fn subtitle(sheet: Sheet, ticket: &Ticket) -> String {
    let state = called(sheet.app.device, language(), ticket.status);
    let parts = [ticket.code.shown(), &state, &ticket.account_name];
    parts.join(" · ")
}

#[component]
fn Whole(sheet: Sheet) -> impl IntoView {
    let side = move || {
        view! {
            <CustomerCard sheet=sheet />
            <WorkCard sheet=sheet />
            <PartsCard sheet=sheet />
            <OfferCard sheet=sheet />
        }
    };
    let after = move || {
        view! {
            <ChecklistCard sheet=sheet />
            <NotesCard sheet=sheet />
            <FilesCard on={Parent::Ticket(sheet.id)} />
            <SignatureCard sheet=sheet />
        }
    };
    let bar = move || view! { <Bar sheet=sheet /> };
    view! {
        <Page side=side after=after bar=bar>
            <Top sheet=sheet />
            <WholeTitle sheet=sheet />
            <OnTop trouble=sheet.trouble />
            <OutcomeCard sheet=sheet />
            <LinesCard sheet=sheet />
            <ReturnsCard sheet=sheet />
        </Page>
    }
}

/// More letters than two lines of a phone's top bar hold.
const LONG: usize = 40;

/// A long subject whole, where the top bar cuts it; readers hear it there.
#[component]
fn WholeTitle(sheet: Sheet) -> impl IntoView {
    let title = Memo::new(move |_| sheet.part(|ticket| ticket.title.clone()));
    let long = move || Some(title.get()).filter(|title| title.chars().count() > LONG);
    move || {
        long().map(
            |title| view! { <p class="whole-title" aria-hidden="true"><Unbroken text=title /></p> },
        )
    }
}

/// Number, state, and where it stands between this device and everybody.
#[component]
fn Top(sheet: Sheet) -> impl IntoView {
    let code = Memo::new(move |_| sheet.part(|ticket| ticket.code.clone()));
    let status = Memo::new(move |_| status(sheet));
    let priority = Memo::new(move |_| sheet.part(|ticket| ticket.priority));
    let promised = Memo::new(move |_| sheet.part(binding));
    view! {
        <div class="row">
            <RecordMark key={RecordKey::of::<Ticket>(sheet.id)} />
            <span class="plate offer-code" data-provisional=move || !code.with(|code| code.is_final())>{move || code.with(|code| code.shown().to_owned())}</span>
            <StatusTag status=status />
            <PriorityTag priority=priority />
            <OverdueTag promised=promised />
        </div>
    }
}

fn status(sheet: Sheet) -> Status {
    let found = sheet
        .ticket
        .with(|ticket| ticket.as_ref().map(|ticket| ticket.status));
    found.unwrap_or(Status::New)
}

/// The next step in the thumb's reach, or why it waits; a colleague's clock is stopped where it is in the way.
#[component]
fn Bar(sheet: Sheet) -> impl IntoView {
    let status = Memo::new(move |_| status(sheet));
    let step = Memo::new(move |_| next(status.get()));
    let waits = Memo::new(move |_| match step.get() {
        Some(Status::Resolved) => waits::to_resolve(sheet),
        _ => None,
    });
    let theirs = Memo::new(move |_| match step.get() {
        Some(Status::Resolved) => waits::theirs_to_stop(sheet),
        _ => None,
    });
    let name = move || waits.get().map_or_else(String::new, |(what, _)| what);
    let value = move || waits.get().map_or_else(String::new, |(_, how)| how);
    let blocked = Signal::derive(move || waits.get().map(|(_, how)| how));
    let resolving = RwSignal::new(false);
    let go = move |to: Status| match to {
        Status::Resolved => resolving.set(true),
        to => move_to(sheet, to),
    };
    let report = Signal::stored(Route::TicketReport(sheet.id.0).href());
    let main = move || {
        step.get().map(|to| {
            view! {
                <Button label=move || called(sheet.app.device, language(), to) look=Look::Main icon=icon(to) blocked=blocked on_press=move |()| go(to) />
            }
        })
    };
    view! {
        <Show when=move || sheet.may_work()>
            <ActionBar name=name value=value desktop=true waits=true>
                <LinkButton label=say(tickets::show_report) href=report icon=Icon::FileText icon_only=true />
                {move || menu(others(sheet, status.get(), step.get(), resolving))}
                {move || match theirs.get() {
                    Some(clock) => view! { <Stop sheet=sheet clock=clock look=Look::Main /> }.into_any(),
                    None => main().into_any(),
                }}
            </ActionBar>
            <Resolving sheet=sheet open=resolving />
        </Show>
    }
}

/// From a menu, where nothing says beforehand that it waits.
fn ask(sheet: Sheet, resolving: RwSignal<bool>) {
    match untrack(|| waits::to_resolve(sheet)) {
        Some((what, how)) => sheet.trouble.say(format!("{what}. {how}")),
        None => resolving.set(true),
    }
}

fn move_to(sheet: Sheet, to: Status) {
    let change = Change::StatusSet {
        ticket: sheet.id,
        to,
        at: Some(untrack(time::now)),
        resolution: None,
    };
    match begins(untrack(|| status(sheet)), to) {
        true => sheet.begin(change),
        false => sheet.commit(change),
    }
}

/// Done, or on to the next.
fn icon(to: Status) -> Icon {
    match to.is_open() {
        true => Icon::ArrowRight,
        false => Icon::Check,
    }
}

fn menu(actions: Vec<MenuAction>) -> Option<AnyView> {
    let some = !actions.is_empty();
    some.then(|| view! { <Menu label=say(tickets::more) actions=actions /> }.into_any())
}

/// Every other legal move, in the order of the company.
fn others(
    sheet: Sheet,
    status: Status,
    step: Option<Status>,
    resolving: RwSignal<bool>,
) -> Vec<MenuAction> {
    let manages = sheet.app.login.has(Right::ManageTickets);
    let open = |to: &Status| {
        let may = manages || !status.asks_a_manager(*to);
        status.may_become(*to)
            && Some(*to) != step
            && may
            && *to != Status::Assigned
            && *to != Status::New
    };
    let action = |to: Status| {
        let run = Callback::new(move |()| match to {
            Status::Resolved => ask(sheet, resolving),
            to => move_to(sheet, to),
        });
        let words = move || match to {
            Status::InProgress if !status.is_open() => tickets::reopen(language()).to_owned(),
            Status::Cancelled => tickets::cancel(language()).to_owned(),
            to => called(sheet.app.device, language(), to),
        };
        let action = MenuAction::new(words, run);
        match to {
            Status::Cancelled => action.icon(Icon::Ban).danger(),
            Status::Waiting(_) => action.icon(Icon::Hourglass),
            _ => action.icon(Icon::ArrowRight),
        }
    };
    let all = in_order(sheet.app.device).into_iter();
    all.filter(open).map(action).collect()
}
