//! Why this price? The stair of the chosen line: base price with its source, each discount in money, the net price.

use leptos::prelude::*;
use shared::money::{Currency, Decimal};
use shared::offers::Line;
use shared::pricing::discounts::{Origin, Step};
use shared::pricing::{PriceList, PriceSource};

use super::editor::Editor;
use crate::kit::{Card, PriceStair, PriceStep};
use crate::messages::{language, offers, pricing, say};
use crate::state::{Device, time};

#[component]
pub fn PriceReasons(editor: Editor) -> impl IntoView {
    let line = Memo::new(move |_| {
        let wanted = editor.selected.get();
        editor.lines.with(|lines| {
            let at = lines
                .iter()
                .position(|line| Some(line.id) == wanted)
                .unwrap_or(0);
            lines.get(at).map(|line| (at, line.clone()))
        })
    });
    let currency = Memo::new(move |_| {
        editor
            .offer
            .with(|offer| offer.as_ref().map(|offer| offer.currency))
    });
    let steps = Memo::new(move |_| {
        let (_, line) = line.get()?;
        steps(editor.app.device, &line, currency.get()?)
    });
    let extra = move || view! { <span>{move || line.get().map(|(at, _)| offers::line_number(language(), at + 1))}</span> };
    let none = move || match line.with(Option::is_some) {
        true => offers::no_price_to_explain(language()),
        false => offers::choose_line(language()),
    };
    view! {
        <Card title=say(offers::why_price) extra=extra>
            <Show when=move || steps.with(Option::is_some) fallback=move || view! { <p class="soft">{none}</p> }>
                <PriceStair steps=Signal::derive(move || steps.get().unwrap_or_default()) />
            </Show>
        </Card>
    }
}

fn steps(device: Device, line: &Line, currency: Currency) -> Option<Vec<PriceStep>> {
    let stair = line.stair(currency)?;
    let language = language();
    let bare = |amount: Decimal| offers::bare(language, amount, currency);
    let base = PriceStep {
        words: offers::base_price(language).to_owned(),
        note: source(device, line.source),
        amount: bare(stair.price),
        left: 1000,
        taken: 0,
        last: false,
    };
    let discounts = stair
        .steps
        .iter()
        .map(|step| discount(step, stair.price, bare(-step.taken)));
    let net = PriceStep {
        words: offers::net_unit_price(language).to_owned(),
        note: String::new(),
        amount: pricing::amount(language, stair.net, currency),
        left: thousandths(stair.net, stair.price),
        taken: 0,
        last: true,
    };
    Some(
        std::iter::once(base)
            .chain(discounts)
            .chain([net])
            .collect(),
    )
}

fn discount(step: &Step, price: Decimal, amount: String) -> PriceStep {
    let language = language();
    let note = match step.origin {
        Origin::Condition => offers::from_condition(language),
        Origin::Manual => offers::from_hand(language),
        Origin::Erp => "ERP",
        Origin::Campaign => offers::from_campaign(language),
    };
    PriceStep {
        words: format!(
            "{} · {}",
            offers::discount_number(language, step.slot as u8),
            pricing::rate(language, step.value)
        ),
        note: note.to_owned(),
        amount,
        left: thousandths(step.left, price),
        taken: thousandths(step.taken, price),
        last: false,
    }
}

fn source(device: Device, source: PriceSource) -> String {
    let list = match source {
        PriceSource::List { list, .. } => device.get::<PriceList>(list).map(|list| list.name),
        _ => None,
    };
    offers::source(language(), source, list.as_deref(), time::offset_minutes())
}

/// A part of the price for the drawing; nothing of a price of nothing.
fn thousandths(part: Decimal, whole: Decimal) -> u16 {
    let thousand = Decimal::from(1000);
    let share = part
        .checked_mul(thousand)
        .and_then(|part| part.div_round(whole, 0));
    let share = share.map_or(0, |share| share.mantissa().clamp(0, 1000));
    u16::try_from(share).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::thousandths;
    use shared::money::Decimal;

    #[test]
    fn a_part_is_drawn_in_thousandths_of_the_price() {
        let decimal = |text: &str| text.parse::<Decimal>().expect("a test writes decimals");
        assert_eq!(thousandths(decimal("413525"), decimal("486500")), 850);
        assert_eq!(thousandths(decimal("5"), decimal("5")), 1000);
        assert_eq!(thousandths(decimal("0"), decimal("0")), 0);
    }
}
