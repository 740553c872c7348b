//! What does the offer come to? The totals beside the lines, the state as a tag, and the seller's mark. Adds nothing itself.

use leptos::prelude::*;
use shared::money::{Currency, Decimal};
use shared::offers::{Status, Totals as Sums};

use super::editor::{Editor, last_work};
use crate::kit::{Card, Icon, Mark, Notice, Standing, Tag, Tone, Totals, Verdict};
use crate::messages::{Language, language, offers, pricing, say};
use crate::state::time;

/// The state of an offer. Dashed: not certain yet.
#[component]
pub fn StatusTag(#[prop(into)] status: Signal<Status>) -> impl IntoView {
    let tone = move || match status.get() {
        Status::Draft => Tone::Neutral,
        Status::Sent => Tone::Move,
        Status::ConversionRequested => Tone::Open,
        Status::Won => Tone::Fine,
        Status::Lost | Status::Expired | Status::SaleCancelled => Tone::Neutral,
    };
    view! { <Tag tone=Signal::derive(tone) words=move || offers::status(language(), status.get()) /> }
}

/// Saved on this device, sent, or accepted.
#[component]
pub fn OfferMark(editor: Editor) -> impl IntoView {
    let work = Memo::new(move |_| last_work(editor.app, editor.id));
    let standing = move || match work.get() {
        Some((_, true)) => Standing::Sent,
        Some((_, false)) => Standing::Here,
        None => Standing::Accepted,
    };
    let words = move || match work.get() {
        Some((at, sent)) => {
            let time = offers::clock(at, time::offset_minutes());
            if sent {
                offers::sent_at(language(), &time)
            } else {
                offers::saved_here_at(language(), &time)
            }
        }
        None => Standing::Accepted.words(language()).to_owned(),
    };
    view! { <Mark standing=Signal::derive(standing) words=words /> }
}

/// The lines of the totals, from the list price down to the net sum and the tax of each rate. They add up to the total below
/// them; with gross prices net and tax are in it already, and say so.
pub fn sum_lines(
    language: Language,
    sums: &Sums,
    currency: Currency,
    gross: bool,
) -> Vec<(String, String)> {
    let named = |name: String| match gross {
        true => offers::included(language, &name),
        false => name,
    };
    let bare = |amount: Decimal| offers::bare(language, amount, currency);
    let mut lines = Vec::new();
    if !sums.discount.is_zero() {
        lines.push((offers::list_total(language).to_owned(), bare(sums.before)));
        lines.push((offers::discounts(language).to_owned(), bare(-sums.discount)));
    }
    lines.push((named(offers::net(language).to_owned()), bare(sums.net)));
    let rates = sums
        .by_rate
        .iter()
        .filter(|sum| !sum.rate.is_zero() || sums.by_rate.len() > 1);
    lines.extend(rates.map(|sum| (named(offers::vat_at(language, sum.rate)), bare(sum.vat))));
    lines
}

/// The gross total as written.
pub fn gross(editor: Editor) -> String {
    let currency = editor
        .offer
        .with(|offer| offer.as_ref().map(|offer| offer.currency));
    match (editor.totals(), currency) {
        (Some(sums), Some(currency)) => pricing::amount(language(), sums.gross, currency),
        _ => crate::messages::numbers::NOTHING.to_owned(),
    }
}

#[component]
pub fn TotalsCard(editor: Editor) -> impl IntoView {
    let lines = move || {
        let currency = editor
            .offer
            .with(|offer| offer.as_ref().map(|offer| offer.currency));
        currency
            .zip(editor.totals())
            .map(|(currency, sums)| {
                let gross = editor.part(|offer| offer.gross);
                sum_lines(language(), &sums, currency, gross)
            })
            .unwrap_or_default()
    };
    let unpriced = Memo::new(move |_| editor.totals().map_or(0, |sums| sums.unpriced));
    let gross_prices = Memo::new(move |_| editor.part(|offer| offer.gross));
    view! {
        <Card>
            <Totals lines=Signal::derive(lines) total_name=say(offers::total) total=move || gross(editor) />
            <Show when=move || gross_prices.get()><p class="soft small">{say(offers::vat_included)}</p></Show>
            <Show when=move || { unpriced.get() > 0 }>
                <Notice verdict=Verdict::Warn title=move || offers::unpriced(language(), unpriced.get()) />
            </Show>
        </Card>
    }
}

/// The set the offer goes to, and the ERP's company. One that this person was not given is not aboard: there is one all the same.
#[component]
pub fn SetTag(editor: Editor) -> impl IntoView {
    let name = Memo::new(move |_| editor.set().map(|(_, set)| set.name));
    let made_with = Memo::new(move |_| editor.part(|offer| offer.set.is_some()));
    move || match (name.get(), made_with.get()) {
        (Some(name), _) => view! { <Tag tone=Tone::Neutral icon=Icon::Plug words=name /> },
        (None, true) => {
            view! { <Tag tone=Tone::Open icon=Icon::Plug words=say(offers::set_not_yours) /> }
        }
        (None, false) => {
            view! { <Tag tone=Tone::Open icon=Icon::Plug words=say(offers::no_set_short) /> }
        }
    }
}
