//! The customer's document on A4, in the customer's language: letterhead, lines, tax by rate, what is provisional, signatures.
//! The same on screen and on paper; black ink only.

use leptos::prelude::*;
use shared::accounts::Account;
use shared::ids::OfferId;
use shared::offers::{Line, Offer, totals};
use shared::users::Person;

use super::sums;
use crate::kit::{EmptyState, Icon, LinkButton, Look, PrintButton, Unbroken};
use crate::messages::{
    Language, days, language, language_now, numbers, offers, pricing, say, stock,
};
use crate::routes::Route;
use crate::state::{app, time};
use shared::calendar::Day;

#[component]
pub fn PrintPage(#[prop(into)] id: Signal<OfferId>) -> impl IntoView {
    let app = app();
    let offer = Memo::new(move |_| app.device.get::<Offer>(id.get()));
    // this page stands outside the frame: it names the window itself, and its name is the file's when it is saved as PDF
    Effect::new(move |_| {
        let name = offer.with(|offer| {
            offer
                .as_ref()
                .map(|offer| format!("{} · {}", offer.code.shown(), offer.account_name))
        });
        document().set_title(&name.unwrap_or_else(|| offers::document(language()).to_owned()));
    });
    let back = Signal::derive(move || Route::Offer(id.get().0).href());
    let account = Memo::new(move |_| {
        app.device
            .get::<Account>(offer.with(|offer| offer.as_ref().map(|offer| offer.account))?)
    });
    let people = Memo::new(move |_| People {
        company: app
            .login
            .person()
            .map(|person| person.company)
            .unwrap_or_default(),
        seller: offer
            .with(|offer| offer.as_ref().map(|offer| offer.seller))
            .and_then(|id| app.device.get::<Person>(id))
            .map(|person| person.name)
            .unwrap_or_default(),
    });
    let none =
        || view! { <EmptyState title=say(offers::not_aboard) text=say(offers::not_aboard_text) /> };
    view! {
        <main class="offer-print" id="content">
            <div class="offer-print-tools">
                <LinkButton label=say(offers::back_to_offer) href=back icon=Icon::ChevronLeft />
                <PrintButton label=say(offers::print) look=Look::Main />
            </div>
            {move || match offer.get() {
                Some(offer) => view! { <Paper offer=offer account=account.get() people=people.get() /> }.into_any(),
                None => none().into_any(),
            }}
        </main>
    }
}

/// A day in full, as the customer's language writes it.
fn day(language: Language, day: Day) -> String {
    days::day_long(
        language,
        day.year(),
        day.month() as u8,
        day.day_of_month() as u8,
    )
}

/// Who makes the offer: the company on the letterhead and the person who signs.
#[derive(Clone, PartialEq)]
struct People {
    company: String,
    seller: String,
}

#[component]
fn Paper(offer: Offer, account: Option<Account>, people: People) -> impl IntoView {
    let speaks = account
        .as_ref()
        .map_or_else(language_now, |account| account.language);
    let People { company, seller } = people;
    let foot = offers::paper_foot(speaks, &company, offer.code.shown());
    view! {
        <article class="offer-paper" lang=speaks.code()>
            <header class="offer-paper-letterhead"><p class="offer-paper-company">{company}</p></header>
            <div class="ruler" aria-hidden="true"></div>
            <div class="offer-paper-title">
                <h1>{offers::document_title(speaks)}</h1>
                <p><span class="soft">{offers::number_short(speaks)}</span> " " <b class="offer-code" data-provisional=!offer.code.is_final()>{offer.code.shown().to_owned()}</b></p>
            </div>
            <Parties speaks=speaks offer=offer.clone() account=account />
            <Goods speaks=speaks offer=offer.clone() />
            <div class="offer-paper-end">
                <Notes speaks=speaks note=offer.note.clone() />
                <Sums speaks=speaks offer=offer.clone() />
            </div>
            <Provisional speaks=speaks offer=offer />
            <footer class="offer-paper-foot">
                <div class="offer-paper-signatures">
                    <p>{offers::prepared_by(speaks, &seller)}</p>
                    <p>{offers::approved_by(speaks)}</p>
                </div>
                <p class="offer-paper-number">{foot}</p>
            </footer>
        </article>
    }
}

/// Whom it is for, from when until when, and how it is paid.
#[component]
fn Parties(speaks: Language, offer: Offer, account: Option<Account>) -> impl IntoView {
    let address = account.map(address).unwrap_or_default();
    let until = offer.valid_until.map(
        |until| view! { <dt>{offers::valid_until(speaks)}</dt> <dd>{day(speaks, until)}</dd> },
    );
    let payment = (!offer.payment_method.is_empty()).then(
        || view! { <dl><dt>{offers::payment(speaks)}</dt> <dd>{offer.payment_method}</dd></dl> },
    );
    view! {
        <div class="offer-paper-parties">
            <dl>
                <dt>{offers::customer(speaks)}</dt>
                <dd><b>{offer.account_name}</b></dd>
                {address.into_iter().map(|line| view! { <dd>{line}</dd> }).collect_view()}
            </dl>
            <dl><dt>{offers::day(speaks)}</dt> <dd>{day(speaks, offer.day)}</dd> {until}</dl>
            {payment}
        </div>
    }
}

/// Street and city; many addresses end with their city already.
fn address(account: Account) -> Vec<String> {
    let city = Some(account.city).filter(|city| !account.address.contains(city.as_str()));
    [Some(account.address), city]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect()
}

#[component]
fn Goods(speaks: Language, offer: Offer) -> impl IntoView {
    let currency = offer.currency;
    let head = |words: &str| offers::in_currency(words, currency);
    let rows = offer.lines.into_iter().enumerate();
    let rows = rows
        .map(|(at, line)| view! { <Row speaks=speaks number=at + 1 line=line currency=currency /> })
        .collect_view();
    view! {
        <table class="offer-paper-goods">
            <thead>
                <tr>
                    <th scope="col">{offers::number_short(speaks)}</th>
                    <th scope="col">{offers::goods(speaks)}</th>
                    <th scope="col" class="number">{offers::quantity(speaks)}</th>
                    <th scope="col" class="number">{head(offers::price(speaks))}</th>
                    <th scope="col" class="number">{format!("{}\u{a0}%", offers::discount(speaks))}</th>
                    <th scope="col" class="number">{head(offers::sum(speaks))}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// A line; words without a price have the row to themselves.
#[component]
fn Row(
    speaks: Language,
    number: usize,
    line: Line,
    currency: shared::money::Currency,
) -> impl IntoView {
    if line.product.is_none() && line.price.is_none() {
        return view! { <tr><td>{number}</td> <td colspan="5">{line.text}</td></tr> }.into_any();
    }
    let bare = |amount| offers::bare(speaks, amount, currency);
    let discount = line.combined_discount();
    let discount = if discount.is_zero() {
        numbers::NOTHING.to_owned()
    } else {
        numbers::decimal(speaks, &discount.value().to_string())
    };
    let price = line.price.map_or_else(|| numbers::NOTHING.to_owned(), bare);
    let sum = line
        .price
        .and_then(|_| line.amount(currency).ok())
        .map_or_else(|| numbers::NOTHING.to_owned(), bare);
    let code = (!line.code.is_empty()).then(|| view! { <span class="plate">{line.code}</span> });
    view! {
        <tr>
            <td>{number}</td>
            <th scope="row"><b><Unbroken text=line.text /></b> {code}</th>
            <td class="number">{stock::quantity(speaks, line.quantity.value, &line.quantity.unit)}</td>
            <td class="number">{price}</td>
            <td class="number">{discount}</td>
            <td class="number"><b>{sum}</b></td>
        </tr>
    }
    .into_any()
}

#[component]
fn Notes(speaks: Language, note: String) -> impl IntoView {
    let lines = note
        .lines()
        .map(|line| view! { <p>{line.to_owned()}</p> })
        .collect_view();
    view! { <div class="offer-paper-notes">{(!note.is_empty()).then(|| view! { <h2>{offers::note(speaks)}</h2> })} {lines}</div> }
}

#[component]
fn Sums(speaks: Language, offer: Offer) -> impl IntoView {
    let found = totals(&offer.lines, offer.currency, offer.gross).unwrap_or_default();
    let lines = sums::sum_lines(speaks, &found, offer.currency, offer.gross);
    let line = |(name, amount): (String, String)| view! { <div class="totals-line"><dt>{name}</dt> <dd>{amount}</dd></div> };
    view! {
        <dl class="totals keep">
            {lines.into_iter().map(line).collect_view()}
            <div class="totals-sum"><dt>{offers::total(speaks)}</dt> <dd>{pricing::amount(speaks, found.gross, offer.currency)}</dd></div>
        </dl>
    }
}

/// The dashed box: the number and the prices of a document that nobody has confirmed yet.
#[component]
fn Provisional(speaks: Language, offer: Offer) -> impl IntoView {
    let words = move || {
        offers::provisional_box(
            speaks,
            &offers::day_and_time(speaks, offer.made_at, time::offset_minutes()),
        )
    };
    (!offer.code.is_final()).then(|| view! {
        <div class="offer-paper-provisional keep">
            <svg class="offer-paper-vial" viewBox="0 0 40 18" aria-hidden="true" focusable="false">
                <rect x="1" y="1" width="38" height="16" rx="8"></rect>
                <path d="M13 1v16M27 1v16"></path>
                <ellipse cx="8" cy="9" rx="5" ry="4.5"></ellipse>
            </svg>
            <p><b>{offers::provisional_number(speaks)}</b> " " {words}</p>
        </div>
    })
}
