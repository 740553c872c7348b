//! The service report on A4, in the customer's language: machines with their warranty, what was gone through and done, time, parts,
//! the signature. Made of what is on this device, so it is shown, printed and saved as a file without signal.

use leptos::prelude::*;
use shared::accounts::Account;
use shared::calendar::{Day, Moment, ZoneOffsets};
use shared::ids::TicketId;
use shared::products::Product;
use shared::tickets::checklist::Tick;
use shared::tickets::signature::{is_after, signed_at};
use shared::tickets::work_log::spent;
use shared::tickets::{Item, Part, RelatedProduct, Signature, Ticket, Work, WorkKind};
use shared::users::Person;
use shared::warranty::Coverage;

use super::notes_card::oldest_first;
use super::signature_card::{Drawn, shown};
use super::status::called;
use crate::kit::{EmptyState, Icon, LinkButton, Look, PrintButton, Unbroken};
use crate::messages::{
    Language, days, language_now, numbers, offers, say, serials, stock, tickets,
};
use crate::routes::Route;
use crate::state::{Device, app, time};

#[component]
pub fn ReportPage(#[prop(into)] id: Signal<TicketId>) -> impl IntoView {
    let device = app().device;
    let ticket = Memo::new(move |_| device.get::<Ticket>(id.get()));
    // this page stands outside the frame: its name is the file's when it is saved as PDF
    Effect::new(move |_| {
        let name = ticket.with(|ticket| {
            let ticket = ticket.as_ref()?;
            Some(format!("{} · {}", ticket.code.shown(), ticket.account_name))
        });
        document().set_title(&name.unwrap_or_else(|| tickets::report(language_now()).to_owned()));
    });
    let back = Signal::derive(move || Route::Ticket(id.get().0).href());
    let none = || view! { <EmptyState title=say(tickets::not_aboard) text=say(tickets::not_aboard_text) /> };
    view! {
        <main class="offer-print" id="content">
            <div class="offer-print-tools">
                <LinkButton label=say(tickets::back_to_ticket) href=back icon=Icon::ChevronLeft />
                <PrintButton label=say(offers::print) look=Look::Main />
            </div>
            {move || match ticket.get() {
                Some(ticket) => view! { <Paper ticket=ticket /> }.into_any(),
                None => none().into_any(),
            }}
        </main>
    }
}

#[component]
fn Paper(ticket: Ticket) -> impl IntoView {
    let app = app();
    let account = app.device.get::<Account>(ticket.account);
    let speaks = account.map_or_else(language_now, |account| account.language);
    let company = app.login.person().map(|person| person.company);
    let company = company.unwrap_or_default();
    let foot = tickets::paper_foot(speaks, &company, ticket.code.shown());
    let (dashed, code) = (!ticket.code.is_final(), ticket.code.shown().to_owned());
    let provisional = dashed.then(|| view! { <div class="offer-paper-provisional keep"><p><b>{offers::provisional_number(speaks)}</b></p></div> });
    let signatures = shown(&ticket.signatures);
    let signed = signed_at(&ticket.signatures);
    view! {
        <article class="offer-paper" lang=speaks.code()>
            <header class="offer-paper-letterhead"><p class="offer-paper-company">{company}</p></header>
            <div class="ruler" aria-hidden="true"></div>
            <div class="offer-paper-title">
                <h1>{tickets::report(speaks)}</h1>
                <p><span class="soft">{offers::number_short(speaks)}</span> " " <b class="offer-code" data-provisional=dashed>{code}</b></p>
            </div>
            <Parties speaks=speaks ticket=ticket.clone() />
            <Machines speaks=speaks lines=ticket.lines.clone() />
            <GoneThrough speaks=speaks items=ticket.checklist.clone() />
            <Told speaks=speaks ticket=ticket.clone() signed=signed />
            <Parts speaks=speaks parts=ticket.parts.clone() signed=signed />
            {provisional}
            <footer class="offer-paper-foot">
                <Signed speaks=speaks signatures=signatures />
                <p class="offer-paper-number">{foot}</p>
            </footer>
        </article>
    }
}

/// A day in full, as the customer's language writes it.
fn day(speaks: Language, day: Day) -> String {
    days::day_long(
        speaks,
        day.year(),
        day.month() as u8,
        day.day_of_month() as u8,
    )
}

/// What was written when the customer had signed says so.
fn marked(speaks: Language, words: String, late: bool) -> String {
    match late {
        true => format!("{words}, {}", tickets::after_signature(speaks)),
        false => words,
    }
}

#[component]
fn Parties(speaks: Language, ticket: Ticket) -> impl IntoView {
    let technician = ticket.assignee.unwrap_or(ticket.made_by);
    let technician = app().device.get::<Person>(technician);
    let technician = technician.map(|person| person.name).unwrap_or_default();
    let ended = ticket.ended_at.map(|at| {
        let at = offers::long_day_and_time(speaks, at, time::offset_minutes());
        view! { <dt>{tickets::ended(speaks)}</dt> <dd>{at}</dd> }
    });
    let lines = [ticket.contact, ticket.address, ticket.phone].into_iter();
    let lines = lines.filter(|line| !line.trim().is_empty());
    view! {
        <div class="offer-paper-parties">
            <dl>
                <dt>{tickets::customer(speaks)}</dt>
                <dd><b>{ticket.account_name}</b></dd>
                {lines.map(|line| view! { <dd>{line}</dd> }).collect_view()}
            </dl>
            <dl>
                {ticket.request_kind.map(|kind| view! { <dt>{tickets::request_kind(speaks)}</dt> <dd>{tickets::kind_name(speaks, kind)}</dd> })}
                <dt>{tickets::reported(speaks)}</dt> <dd>{day(speaks, ticket.reported)}</dd>
                {ended}
                <dt>{tickets::status_label(speaks)}</dt> <dd>{called(app().device, speaks, ticket.status)}</dd>
            </dl>
            <dl><dt>{tickets::technician(speaks)}</dt> <dd>{technician}</dd></dl>
        </div>
    }
}

#[component]
fn Machines(speaks: Language, lines: Vec<RelatedProduct>) -> impl IntoView {
    let device = app().device;
    let some = !lines.is_empty();
    let rows = lines.into_iter().enumerate();
    let rows = rows.map(move |(at, line)| machine(speaks, device, at + 1, line));
    some.then(|| {
        view! {
            <table class="offer-paper-goods">
                <thead>
                    <tr>
                        <th scope="col">{offers::number_short(speaks)}</th>
                        <th scope="col">{offers::goods(speaks)}</th>
                        <th scope="col">{tickets::serial(speaks)}</th>
                        <th scope="col">{tickets::warranty(speaks)}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        }
    })
}

fn machine(speaks: Language, device: Device, number: usize, line: RelatedProduct) -> impl IntoView {
    let code = device.get::<Product>(line.product).map(|card| card.code);
    let coverage = line
        .checked
        .map(|checked| covered(speaks, checked.coverage));
    view! {
        <tr>
            <td>{number}</td>
            <th scope="row"><b><Unbroken text=line.name /></b> {code.map(|code| view! { <span class="plate">{code}</span> })}</th>
            <td class="plate">{line.serial}</td>
            <td>{coverage.unwrap_or_else(|| numbers::NOTHING.to_owned())}</td>
        </tr>
    }
}

/// "In warranty until 5 March 2028".
fn covered(speaks: Language, coverage: Coverage) -> String {
    match coverage.end {
        Some(end) => serials::status_until(speaks, coverage.status, &day(speaks, end)),
        None => serials::status(speaks, coverage.status).to_owned(),
    }
}

/// The checklist as it stands: what is done, on which day and by whom.
#[component]
fn GoneThrough(speaks: Language, items: Vec<Item>) -> impl IntoView {
    let some = !items.is_empty();
    let rows = items.into_iter().enumerate().map(move |(at, item)| {
        let stands = item.ticked.map(|tick| done(speaks, tick));
        let stands = stands.unwrap_or_else(|| tickets::not_done(speaks).to_owned());
        view! {
            <tr>
                <td>{at + 1}</td>
                <th scope="row">{item.text}</th>
                <td>{stands}</td>
            </tr>
        }
    });
    some.then(|| {
        view! {
            <table class="offer-paper-goods">
                <thead>
                    <tr>
                        <th scope="col">{offers::number_short(speaks)}</th>
                        <th scope="col">{tickets::checklist(speaks)}</th>
                        <th scope="col">{tickets::status_label(speaks)}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        }
    })
}

/// "Done, 12 March 2026, Murat Kaya".
fn done(speaks: Language, tick: Tick) -> String {
    let zone = ZoneOffsets::fixed(time::offset_minutes());
    let on = day(speaks, zone.day_of(tick.at));
    let who = app().device.get::<Person>(tick.by);
    let parts = [
        Some(tickets::item_done(speaks).to_owned()),
        Some(on),
        who.map(|who| who.name),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(", ")
}

/// What the customer said, what was done, and how long it took.
#[component]
fn Told(speaks: Language, ticket: Ticket, signed: Option<Moment>) -> impl IntoView {
    let zone = ZoneOffsets::fixed(time::offset_minutes());
    let fault = [ticket.title, ticket.text].join("\n");
    let resolution = ticket.resolution;
    let notes = oldest_first(ticket.notes).into_iter();
    let notes = notes.filter(|note| note.public);
    let notes = notes.map(|note| {
        let on = day(speaks, zone.day_of(note.at));
        let on = marked(speaks, on, is_after(signed, note.at));
        view! { <p>{on} ": " {note.text}</p> }
    });
    let notes: Vec<_> = notes.collect();
    let time = times(&ticket.work, signed, time::now()).into_iter();
    let time = time.map(|(kind, late, spent)| {
        let kind = marked(speaks, tickets::work_kind(speaks, kind).to_owned(), late);
        view! { <p>{kind} ": " {days::worked(speaks, spent)}</p> }
    });
    let time: Vec<_> = time.collect();
    let some = !(resolution.trim().is_empty() && notes.is_empty() && time.is_empty());
    let done = some.then(|| {
        view! {
            <h2>{tickets::work_done(speaks)}</h2>
            {lines(&resolution)}
            {notes}
            {time}
        }
    });
    view! {
        <div class="offer-paper-notes">
            <h2>{tickets::fault_told(speaks)}</h2>
            {lines(&fault)}
            {done}
        </div>
    }
}

/// What each kind took, from a minute on: what was signed for, then what began when the customer had signed.
fn times(log: &[Work], signed: Option<Moment>, now: Moment) -> Vec<(WorkKind, bool, i64)> {
    let of = |kind: WorkKind, late: bool| {
        let work = log.iter();
        let work = work.filter(|work| is_after(signed, work.started) == late);
        (kind, late, spent(work, kind, now))
    };
    let kinds = WorkKind::ALL.into_iter();
    let all = kinds.flat_map(|kind| [of(kind, false), of(kind, true)]);
    all.filter(|(_, _, spent)| *spent >= 60_000).collect()
}

fn lines(words: &str) -> AnyView {
    let lines = words.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| view! { <p>{line.to_owned()}</p> })
        .collect_view()
        .into_any()
}

#[component]
fn Parts(speaks: Language, parts: Vec<Part>, signed: Option<Moment>) -> impl IntoView {
    let some = !parts.is_empty();
    let rows = parts.into_iter().enumerate().map(move |(at, part)| {
        let quantity = stock::quantity(speaks, part.quantity.value, &part.quantity.unit);
        let name = marked(speaks, part.name, is_after(signed, part.at));
        view! {
            <tr>
                <td>{at + 1}</td>
                <th scope="row"><Unbroken text=name /></th>
                <td class="number">{quantity}</td>
            </tr>
        }
    });
    some.then(|| {
        view! {
            <table class="offer-paper-goods">
                <thead>
                    <tr>
                        <th scope="col">{offers::number_short(speaks)}</th>
                        <th scope="col">{tickets::parts(speaks)}</th>
                        <th scope="col" class="number">{offers::quantity(speaks)}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        }
    })
}

/// The signatures that were taken, or a line to sign on.
#[component]
fn Signed(speaks: Language, signatures: Vec<Signature>) -> impl IntoView {
    if signatures.is_empty() {
        return view! { <div class="offer-paper-signatures"><p>{tickets::signer(speaks)}</p></div> }
            .into_any();
    }
    let one = |signature: Signature| {
        let name = signature.name.clone();
        let at = offers::long_day_and_time(speaks, signature.at, time::offset_minutes());
        view! {
            <div class="keep">
                <Drawn strokes=signature.strokes name=signature.name />
                <p><b>{name}</b> " · " {at}</p>
            </div>
        }
    };
    signatures.into_iter().map(one).collect_view().into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::ids::{Id, LineId, UserId};
    use shared::warranty::Status;
    use uuid::Uuid;

    fn at(minutes: i64) -> Moment {
        Moment::from_milliseconds(minutes * 60_000)
    }

    fn labour(started: i64, ended: i64) -> Work {
        Work {
            id: LineId::from_uuid(Uuid::nil()),
            kind: WorkKind::Labour,
            by: UserId::from_uuid(Uuid::nil()),
            started: at(started),
            ended: Some(at(ended)),
            note: String::new(),
        }
    }

    #[test]
    fn time_that_began_after_the_signature_stands_by_itself() {
        let log = [labour(10, 30), labour(40, 45), labour(50, 50)];
        let told = |signed| -> Vec<(bool, i64)> {
            let told = times(&log, signed, at(60)).into_iter();
            let told = told.map(|(_, late, spent)| (late, spent / 60_000));
            told.collect()
        };
        assert_eq!(told(None), [(false, 25)]);
        assert_eq!(told(Some(at(20))), [(false, 20), (true, 5)]);
        assert_eq!(told(Some(at(45))), [(false, 25)]);
    }

    #[test]
    fn a_warranty_says_that_its_day_is_the_last_one() {
        let end = Day::parse("2028-11-27").expect("a day");
        let said = |speaks, status| {
            let day = day(speaks, end);
            serials::status_until(speaks, status, &day)
        };
        let all = [
            (Language::Tr, "Garantide, bitiş 27 Kasım 2028"),
            (
                Language::Lt,
                "Garantija galioja iki 2028 m. lapkričio 27 d.",
            ),
            (Language::En, "In warranty until 27 November 2028"),
        ];
        for (speaks, expected) in all {
            assert_eq!(said(speaks, Status::InWarranty), expected);
        }
    }

    #[test]
    fn what_came_after_the_signature_says_so() {
        let said = |late| marked(Language::Tr, "27 Kasım 2028".to_owned(), late);
        assert_eq!(said(false), "27 Kasım 2028");
        assert_eq!(said(true), "27 Kasım 2028, imzadan sonra");
    }
}
