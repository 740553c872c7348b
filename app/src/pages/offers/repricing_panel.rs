//! Prices that were asked for again and differ: old and new per line, accept or keep. Nothing changes until the seller decides.

use leptos::prelude::*;
use shared::edit::Edit;
use shared::ids::LineId;
use shared::money::{Currency, Decimal};
use shared::offers::Offer;
use shared::offers::change::{AcceptedPrice, Change, KeptPrice};
use shared::users::Right;

use super::editor::Editor;
use crate::kit::{Button, Look, Notice, Verdict};
use crate::messages::{language, offers, pricing, say};

/// One line whose price differs now.
#[derive(Clone, PartialEq)]
struct Repriced {
    line: LineId,
    number: usize,
    name: String,
    was: Option<Decimal>,
    now: Decimal,
}

fn repriced(offer: &Offer) -> Vec<Repriced> {
    let numbered = offer.lines.iter().enumerate();
    let found = numbered.filter_map(|(at, line)| {
        let now = line.repriced?;
        Some(Repriced {
            line: line.id,
            number: at + 1,
            name: line.text.clone(),
            was: line.price,
            now,
        })
    });
    found.collect()
}

fn accept(editor: Editor, prices: &[Repriced]) {
    let prices = prices.iter().map(|price| AcceptedPrice {
        line: price.line,
        price: Edit::new(price.was, Some(price.now)),
    });
    editor.commit(Change::PricesAccepted {
        offer: editor.id,
        prices: prices.collect(),
    });
}

fn keep(editor: Editor, prices: &[Repriced]) {
    let prices = prices.iter().map(|price| KeptPrice {
        line: price.line,
        instead_of: price.now,
    });
    editor.commit(Change::PricesKept {
        offer: editor.id,
        prices: prices.collect(),
    });
}

#[component]
pub fn RepricingPanel(editor: Editor) -> impl IntoView {
    let found = Memo::new(move |_| {
        if editor.is_open() {
            editor.part(repriced)
        } else {
            Vec::new()
        }
    });
    let currency = Memo::new(move |_| {
        editor
            .offer
            .with(|offer| offer.as_ref().map(|offer| offer.currency))
    });
    let title = move || offers::repriced(language(), found.with(Vec::len));
    let actions = move || {
        view! {
            <Button label=say(offers::repriced_accept) on_press=move |()| found.with_untracked(|found| accept(editor, found)) />
            <Show when=move || editor.may(Right::OverridePrice)>
                <Button label=say(offers::repriced_keep) on_press=move |()| found.with_untracked(|found| keep(editor, found)) />
            </Show>
        }
    };
    let row = move |price: Repriced| {
        currency
            .get()
            .map(|currency| view! { <Row editor=editor price=price currency=currency /> })
    };
    view! {
        <Show when=move || !found.with(Vec::is_empty)>
            <Notice verdict=Verdict::Warn title=title actions=actions>
                <p>{say(offers::repriced_text)}</p>
                <ul class="offer-repriced">{move || found.get().into_iter().map(row).collect_view()}</ul>
            </Notice>
        </Show>
    }
}

#[component]
fn Row(editor: Editor, price: Repriced, currency: Currency) -> impl IntoView {
    let Repriced {
        number,
        name,
        was,
        now,
        ..
    } = price.clone();
    let words = move || offers::of_line(language(), number, &name);
    let (accepted, kept) = (price.clone(), price);
    view! {
        <li class="offer-repriced-line">
            <span class="offer-repriced-name">{words}</span>
            <s class="offer-repriced-old">{move || pricing::maybe_amount(language(), was, currency)}</s>
            <b class="offer-repriced-new">{move || pricing::amount(language(), now, currency)}</b>
            <span class="row">
                <Button label=say(offers::accept_line) look=Look::Quiet on_press=move |()| accept(editor, std::slice::from_ref(&accepted)) />
                <Show when=move || editor.may(Right::OverridePrice)>
                    <Button label=say(offers::keep_line) look=Look::Quiet on_press={let kept = kept.clone(); move |()| keep(editor, std::slice::from_ref(&kept))} />
                </Show>
            </span>
        </li>
    }
}
