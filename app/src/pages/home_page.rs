//! Today: what needs this person first, then open offers; beside it, whether everything is aboard.

use crate::kit::PageHead;
use crate::kit::{
    Card, EmptyState, Glyph, Icon, Item, LinkButton, List, Look, Mark, Page, Standing, Tag, Tone,
};
use crate::messages::{days, home, language, numbers, offers, pricing, say, sync, tickets};
use crate::pages::frame;
use crate::pages::rma::untold_card::UntoldCard;
use crate::pages::sync::copies::StorageProblem;
use crate::pages::sync::entry_list::EntryRow;
use crate::pages::sync::status_age::Contact;
use crate::pages::sync::unsent::UnsentNotice;
use crate::pages::tickets::due::{OverdueTag, binding};
use crate::pages::tickets::status::{OfferWantedTag, StatusTag};
use crate::pages::users::session_ended::SessionEnded;
use crate::routes::Route;
use crate::state::{App, app, opening, stand, time};
use leptos::prelude::*;
use shared::calendar::Moment;
use shared::ids::{InboxId, TicketId, UserId};
use shared::offers::Offer;
use shared::sync::InboxEntry;
use shared::sync::inbox::Waits;
use shared::tickets::{Ticket, WorkKind};
use shared::users::{Right, Role};

/// Offers shown here; the rest is one tap away.
const SHOWN: usize = 8;

#[component]
pub fn HomePage() -> impl IntoView {
    let app = app();
    frame::head(move || {
        let name = app
            .login
            .person()
            .map(|person| person.name)
            .unwrap_or_default();
        PageHead {
            title: home::greeting(language(), opening::hour(), &name),
            subtitle: Some(today()),
            back: None,
        }
    });
    view! {
        <Page side=move || view! { <Ready /> }>
            <SessionEnded />
            <StorageProblem />
            <UnsentNotice />
            <Clocks />
            <NeedsYou />
            <Show when=move || app.login.has(Right::TakeInReturns)><UntoldCard /></Show>
            <Show when=move || works_on_tickets(app)><MyTickets /></Show>
            <Show when=move || app.login.has(Right::MakeOffers)><OffersWanted /></Show>
            <Show when=move || sells(app)><OpenOffers /></Show>
        </Page>
    }
}

fn today() -> String {
    let day = time::today();
    days::day_of_week(
        language(),
        days::weekday(day),
        day.month() as u8,
        day.day_of_month() as u8,
    )
}

#[component]
fn NeedsYou() -> impl IntoView {
    let app = app();
    let entries = Memo::new(move |_| stand::deciding(app));
    let stands = Memo::new(move |_| match entries.with(Vec::is_empty) {
        true => Default::default(),
        false => stand::of_all(app),
    });
    let row = move |(id, entry): (InboxId, InboxEntry)| {
        let waits = stands.with(|stands| stands.get(&id).copied());
        let waits = waits.unwrap_or(Waits::ForNothing);
        view! { <EntryRow id=id entry=entry waits=waits /> }
    };
    move || {
        let entries = entries.get();
        (!entries.is_empty()).then(|| view! {
            <Card title=say(home::waiting_for_you) count=numbers::count(language(), entries.len() as u64) flush=true>
                <div class="entry-list">
                    <List label=say(home::waiting_for_you)>
                        {entries.into_iter().take(SHOWN).map(row).collect_view()}
                    </List>
                </div>
            </Card>
        })
    }
}

/// This person's clocks that run, the longest first: one that was forgotten counts on while the app is closed.
fn clocks(
    tickets: Vec<(TicketId, Ticket)>,
    me: Option<UserId>,
) -> Vec<(TicketId, Ticket, Moment, WorkKind)> {
    let runs = |(id, ticket): (TicketId, Ticket)| {
        let (started, kind) = ticket.running(me?).map(|work| (work.started, work.kind))?;
        Some((id, ticket, started, kind))
    };
    let mut clocks: Vec<_> = tickets.into_iter().filter_map(runs).collect();
    clocks.sort_by_key(|(_, _, started, _)| *started);
    clocks
}

/// Nothing while none runs.
#[component]
fn Clocks() -> impl IntoView {
    let app = app();
    let mine = Memo::new(move |_| {
        let me = app.login.person().map(|person| person.user);
        clocks(app.device.all::<Ticket>(), me)
    });
    let row = |(id, ticket, started, kind): (TicketId, Ticket, Moment, WorkKind)| {
        let (code, name) = (ticket.code.shown().to_owned(), ticket.account_name);
        let detail = move || {
            let from = offers::day_and_time(language(), started, time::offset_minutes());
            format!("{code} · {name} · {from}")
        };
        let title = ticket.title;
        let href = Signal::stored(Route::Ticket(id.0).href());
        let value = move || view! { <Tag tone=Tone::Move icon=Icon::Timer words=move || tickets::work_kind(language(), kind) /> };
        view! { <Item title=move || title.clone() detail=detail value=value href=href /> }
    };
    view! {
        <Show when=move || !mine.with(Vec::is_empty)>
            <Card title=say(tickets::clock_runs) flush=true>
                <List label=say(tickets::clock_runs)>
                    {move || mine.get().into_iter().map(row).collect_view()}
                </List>
            </Card>
        </Show>
    }
}

/// Sellers have the right too; whoever services begins the day with it.
fn works_on_tickets(app: App) -> bool {
    let person = app.login.person();
    let serves = |role: &Role| matches!(role, Role::Technician | Role::ServiceManager);
    person.is_some_and(|person| person.roles.iter().any(serves))
}

/// Whoever neither makes offers nor serves customers looks at them all the same.
fn sells(app: App) -> bool {
    app.login.has(Right::MakeOffers) || !works_on_tickets(app)
}

/// Assigned to this person, or written by them and held back by a serial that was found to be another product's (SER-12).
fn needs(ticket: &Ticket, me: Option<UserId>) -> bool {
    let assigned = ticket.assignee.is_some() && ticket.assignee == me;
    let held_back = Some(ticket.made_by) == me && ticket.blocked().is_some();
    ticket.status.is_open() && (assigned || held_back)
}

/// What needs this person: what is held back first, then what is overdue, urgent or promised soon.
#[component]
fn MyTickets() -> impl IntoView {
    let app = app();
    let mine = Memo::new(move |_| {
        let me = app.login.person().map(|person| person.user);
        let now = time::now();
        let mut mine = app.device.all::<Ticket>();
        mine.retain(|(_, ticket)| needs(ticket, me));
        mine.sort_by_key(|(_, ticket)| {
            let urgent = std::cmp::Reverse(ticket.priority);
            let goes_on = ticket.blocked().is_none();
            let in_time = !ticket.is_overdue(now);
            let promised = (ticket.promised.is_none(), ticket.promised);
            (
                goes_on,
                in_time,
                urgent,
                promised,
                ticket.reported,
                ticket.made_at,
            )
        });
        mine.truncate(SHOWN);
        mine
    });
    let new = move || view! { <LinkButton label=say(tickets::new_ticket) icon=Icon::Plus look=Look::Main href=Route::ticket_new().href() /> };
    let row = |(id, ticket): (TicketId, Ticket)| {
        let detail = format!("{} · {}", ticket.code.shown(), ticket.account_name);
        let blocked = ticket.blocked().is_some();
        let promised = Signal::stored(binding(&ticket));
        let (title, status) = (ticket.title, ticket.status);
        let title = move || view! { {title.clone()} " " <OverdueTag promised=promised /> };
        view! {
            <Item
                title=title
                detail=move || detail.clone()
                value=move || match blocked {
                    true => view! { <Mark standing=Standing::You words=say(sync::decide) /> }.into_any(),
                    false => view! { <StatusTag status=status /> }.into_any(),
                }
                href=Signal::stored(Route::Ticket(id.0).href())
            />
        }
    };
    view! {
        <Card title=say(home::my_tickets) flush=true extra=new>
            {move || match mine.get() {
                none if none.is_empty() => view! { <EmptyState title=say(home::no_tickets) /> }.into_any(),
                mine => view! { <List label=say(home::my_tickets)>{mine.into_iter().map(row).collect_view()}</List> }.into_any(),
            }}
        </Card>
    }
}

/// Repairs for which service asks sales; the longest asked first, and nothing where nobody asks.
#[component]
fn OffersWanted() -> impl IntoView {
    let app = app();
    let wanted = Memo::new(move |_| {
        let mut wanted = app.device.all::<Ticket>();
        wanted.retain(|(_, ticket)| ticket.offer_wanted.is_some());
        wanted.sort_by_key(|(_, ticket)| ticket.offer_wanted.map(|wanted| wanted.at));
        wanted
    });
    let row = |(id, ticket): (TicketId, Ticket)| {
        let detail = format!("{} · {}", ticket.code.shown(), ticket.title);
        let name = ticket.account_name;
        let href = Signal::stored(Route::Ticket(id.0).href());
        view! { <Item title=move || name.clone() detail=move || detail.clone() value=move || view! { <OfferWantedTag /> } href=href /> }
    };
    move || {
        let wanted = wanted.get();
        let count = numbers::count(language(), wanted.len() as u64);
        (!wanted.is_empty()).then(|| {
            view! {
                <Card title=say(tickets::offers_wanted) count=count flush=true>
                    <List label=say(tickets::offers_wanted)>{wanted.into_iter().take(SHOWN).map(row).collect_view()}</List>
                </Card>
            }
        })
    }
}

#[component]
fn OpenOffers() -> impl IntoView {
    let app = app();
    let may = move || app.login.has(Right::MakeOffers);
    let offers = Memo::new(move |_| {
        let mut open = app.device.all::<Offer>();
        open.retain(|(_, offer)| {
            offer.status.is_open() || offer.status == shared::offers::Status::ConversionRequested
        });
        open.sort_by_key(|(_, offer)| std::cmp::Reverse(offer.made_at));
        open.truncate(SHOWN);
        open
    });
    let new = move || {
        may().then(|| view! {
        <LinkButton label=say(home::new_offer) icon=Icon::Plus look=Look::Main href=Route::OfferNew { account: None, product: None }.href() />
    })
    };
    view! {
        <Card title=say(home::open_offers) flush=true extra=new>
            {move || match offers.get() {
                none if none.is_empty() => view! { <EmptyState title=say(home::no_offers) /> }.into_any(),
                open => view! {
                    <List label=say(home::open_offers)>
                        {open.into_iter().map(|(id, offer)| {
                            let (code, name) = (offer.code.shown().to_owned(), offer.account_name);
                            let (total, currency) = (offer.net_total, offer.currency);
                            view! {
                                <Item
                                    title=move || name.clone()
                                    detail=move || code.clone()
                                    value=move || pricing::amount(language(), total, currency)
                                    href=Signal::stored(Route::Offer(id.0).href())
                                />
                            }
                        }).collect_view()}
                    </List>
                }.into_any()
            }}
        </Card>
    }
}

/// The checklist before leaving, with what is aboard.
#[component]
fn Ready() -> impl IntoView {
    let app = app();
    let rows = [
        ("product", home::products as fn(_) -> _),
        ("account", home::accounts),
        ("offer", home::offers),
        ("stock_figure", home::stock),
    ];
    view! {
        <Card title=say(home::ready) extra=move || view! { <Contact /> }>
            {move || app.connection.fetching.get().map(|fetching| view! {
                <p role="status">{say(home::fetching)}" "{move || sync::fetched(language(), fetching.done, fetching.of)}</p>
            })}
            <ul class="checklist">
                {rows.into_iter().map(|(kind, words)| {
                    let count = move || app.device.count(kind) as u64;
                    let aboard = Signal::derive(move || count() > 0);
                    let icon = Signal::derive(move || if aboard.get() { Icon::CircleCheck } else { Icon::CircleDashed });
                    view! { <li data-aboard=move || aboard.get()><Glyph icon=icon /><span>{say(words)}</span><span class="checklist-count">{move || numbers::count(language(), count())}</span></li> }
                }).collect_view()}
            </ul>
            <LinkButton label=say(sync::prepare) href=Route::Prepare.href() wide=true />
        </Card>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::calendar::Day;
    use shared::code::Code;
    use shared::ids::{AccountId, LineId, ProductId};
    use shared::quantity::Quantity;
    use shared::shelf::Place;
    use shared::sync::before;
    use shared::tickets::{Checked, Priority, RelatedProduct, Status, Verdict, Work};
    use shared::warranty::{Dates, coverage};
    use uuid::Uuid;

    const ME: UserId = UserId(Uuid::from_u128(1));
    const OTHER: UserId = UserId(Uuid::from_u128(2));

    /// Mine, with a serial that is another product's or that fits.
    fn ticket(assignee: Option<UserId>, owners_differ: bool) -> Ticket {
        let today = Day::parse("2026-11-23").expect("a day");
        let verdict = match owners_differ {
            true => Verdict::OtherProduct { owners: Vec::new() },
            false => Verdict::Fine,
        };
        let line = RelatedProduct {
            id: LineId(Uuid::nil()),
            product: ProductId(Uuid::nil()),
            name: "Kompresör".into(),
            serial: "SN-1".into(),
            quantity: Quantity::pieces(1),
            dates: Dates::default(),
            checked: Some(Checked {
                verdict,
                coverage: coverage(None, &Dates::default(), today, false),
                sale: None,
                verified: true,
                at: Moment::EPOCH,
            }),
        };
        let plain = before::Ticket {
            code: Code::given("DK-00001"),
            title: "Kompresör duruyor".into(),
            text: String::new(),
            account: AccountId(Uuid::nil()),
            account_name: String::new(),
            place: Place {
                territory: "ege".into(),
            },
            contact: String::new(),
            phone: String::new(),
            address: String::new(),
            priority: Priority::Normal,
            reported: today,
            promised: None,
            status: Status::New,
            assignee,
            made_by: ME,
            made_at: Moment::EPOCH,
            lines: vec![line],
            notes: Vec::new(),
            work: Vec::new(),
            parts: Vec::new(),
            signature: None,
            checklist: Vec::new(),
            offer_wanted: None,
        };
        plain.into()
    }

    fn runs(by: UserId, started: i64, ended: Option<i64>) -> Ticket {
        let work = Work {
            id: LineId(Uuid::nil()),
            kind: WorkKind::Labour,
            by,
            started: Moment::from_milliseconds(started),
            ended: ended.map(Moment::from_milliseconds),
            note: String::new(),
        };
        Ticket {
            work: vec![work],
            ..ticket(None, false)
        }
    }

    #[test]
    fn ones_own_clocks_that_run_are_said_whoever_has_the_ticket() {
        let all = [
            runs(ME, 9, None),
            runs(OTHER, 1, None),
            runs(ME, 2, Some(3)),
            runs(ME, 5, None),
        ];
        let all = all.map(|ticket| (TicketId(Uuid::nil()), ticket)).to_vec();
        let mine = clocks(all, Some(ME)).into_iter();
        let started: Vec<i64> = mine.map(|(_, _, at, _)| at.milliseconds()).collect();
        assert_eq!(started, [5, 9]);
    }

    #[test]
    fn a_serial_that_is_held_back_is_its_authors_task_whoever_has_the_ticket() {
        assert!(needs(&ticket(Some(OTHER), true), Some(ME)));
        assert!(!needs(&ticket(Some(OTHER), false), Some(ME)));
        assert!(needs(&ticket(Some(ME), false), Some(ME)));
        assert!(!needs(&ticket(None, true), Some(OTHER)));
        assert!(!needs(&ticket(None, false), None));
    }
}
