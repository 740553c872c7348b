//! The customer's signature as it was taken: its strokes, the name and when. How it is drawn is the pad's business.

use leptos::prelude::*;
use shared::tickets::Signature;
use shared::tickets::signature::{HEIGHT, WIDTH, standing};

use super::sheet::Sheet;
use super::signature_pad::{Pad, Signing};
use crate::kit::{Button, Card, Icon};
use crate::messages::{language, offers, say, tickets};
use crate::state::time;

#[component]
pub fn SignatureCard(sheet: Sheet) -> impl IntoView {
    let signed = Memo::new(move |_| sheet.part(|ticket| shown(&ticket.signatures)));
    let signing = Signing::new(sheet);
    let is_open = signing.open;
    let extra = move || {
        let stands = signed.with(|signed| !signed.is_empty()) && !sheet.takes_parts();
        let open = sheet.takes_work() && !stands && !is_open.get();
        open.then(|| view! { <Button label=say(tickets::sign) icon=Icon::Pencil on_press=move |()| is_open.set(true) /> })
    };
    view! {
        <Card title=say(tickets::signature) extra=extra>
            <Show when=move || is_open.get() && sheet.takes_work() fallback=move || view! { <Taken signed=signed /> }>
                <Pad signing=signing />
            </Show>
        </Card>
    }
}

/// Those in whose place no other was taken.
pub fn shown(all: &[Signature]) -> Vec<Signature> {
    standing(all).into_iter().cloned().collect()
}

#[component]
fn Taken(signed: Memo<Vec<Signature>>) -> impl IntoView {
    let one = |signature: Signature| {
        let (name, at) = (signature.name.clone(), signature.at);
        let when = move || offers::day_and_time(language(), at, time::offset_minutes());
        view! {
            <Drawn strokes=signature.strokes name=signature.name />
            <p><strong>{name}</strong> <span class="soft small">" · " {when}</span></p>
        }
    };
    move || {
        let signed = signed.get();
        match signed.is_empty() {
            true => view! { <p class="soft">{say(tickets::not_signed)}</p> }.into_any(),
            false => signed.into_iter().map(one).collect_view().into_any(),
        }
    }
}

/// The strokes as lines, at any size and on paper.
#[component]
pub fn Drawn(strokes: Vec<Vec<i16>>, name: String) -> impl IntoView {
    let paths = strokes
        .into_iter()
        .map(|stroke| view! { <polyline points=points(&stroke) /> });
    view! {
        <svg class="signature" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=move || tickets::signed_by(language(), &name)>
            {paths.collect_view()}
        </svg>
    }
}

pub fn points(stroke: &[i16]) -> String {
    let pairs = stroke.chunks_exact(2);
    let pairs = pairs.map(|pair| format!("{},{}", pair[0], pair[1]));
    pairs.collect::<Vec<_>>().join(" ")
}
