//! The customer signs with a finger: strokes on a field that keeps its proportions, and a name below.

use leptos::ev::PointerEvent;
use leptos::prelude::*;
use shared::tickets::signature::{HEIGHT, WIDTH, fits};
use shared::tickets::{Change, Signature};

use super::sheet::Sheet;
use crate::kit::{Button, Card, Icon, Look, TextField};
use crate::messages::{language, language_now, offers, say, tickets};
use crate::state::time;

#[component]
pub fn SignatureCard(sheet: Sheet) -> impl IntoView {
    let signed = Memo::new(move |_| sheet.part(|ticket| ticket.signature.clone()));
    let signing = RwSignal::new(false);
    let extra = move || {
        let stands = signed.with(Option::is_some) && !sheet.takes_parts();
        let open = sheet.takes_work() && !stands && !signing.get();
        open.then(|| view! { <Button label=say(tickets::sign) icon=Icon::Pencil on_press=move |()| signing.set(true) /> })
    };
    view! {
        <Card title=say(tickets::signature) extra=extra>
            <Show when=move || signing.get() && sheet.takes_work() fallback=move || view! { <Taken signed=signed /> }>
                <Pad sheet=sheet signing=signing />
            </Show>
        </Card>
    }
}

#[component]
fn Taken(signed: Memo<Option<Signature>>) -> impl IntoView {
    move || match signed.get() {
        None => view! { <p class="soft">{say(tickets::not_signed)}</p> }.into_any(),
        Some(signature) => {
            let (name, at) = (signature.name.clone(), signature.at);
            let when = move || offers::day_and_time(language(), at, time::offset_minutes());
            view! {
                <Drawn strokes=signature.strokes.clone() name=signature.name />
                <p><strong>{name}</strong> <span class="soft small">" · " {when}</span></p>
            }
            .into_any()
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

fn points(stroke: &[i16]) -> String {
    let pairs = stroke.chunks_exact(2);
    let pairs = pairs.map(|pair| format!("{},{}", pair[0], pair[1]));
    pairs.collect::<Vec<_>>().join(" ")
}

/// Whoever cannot draw is told so beside the name; nothing is taken without both.
#[component]
fn Pad(sheet: Sheet, signing: RwSignal<bool>) -> impl IntoView {
    let (strokes, name) = (
        RwSignal::new(Vec::<Vec<i16>>::new()),
        RwSignal::new(untrack(|| sheet.part(|ticket| ticket.contact.clone()))),
    );
    let problem = RwSignal::new(None::<String>);
    let take = move |()| {
        let (drawn, by) = (strokes.get_untracked(), name.get_untracked());
        let why = match (by.trim().is_empty(), fits(&drawn)) {
            (true, _) => Some(shared::tickets::Refusal::NameEmpty),
            (_, false) => Some(shared::tickets::Refusal::SignatureInvalid),
            _ => None,
        };
        problem.set(
            why.as_ref()
                .map(|why| tickets::refusal(language_now(), why)),
        );
        if why.is_none() {
            sheet.commit(Change::Signed {
                ticket: sheet.id,
                name: by,
                strokes: drawn,
            });
            signing.set(false);
        }
    };
    view! {
        <div class="stack">
            <Field strokes=strokes />
            <TextField label=say(tickets::signer) value=name on_input=move |text| name.set(text) problem=problem />
            <div class="row">
                <Button label=say(tickets::take_signature) icon=Icon::Check on_press=take />
                <Button label=say(tickets::clear) icon=Icon::X look=Look::Quiet on_press=move |()| strokes.set(Vec::new()) />
            </div>
        </div>
    }
}

/// A stroke begins where the finger comes down and ends where it leaves; points closer than a hair are left out.
#[component]
fn Field(strokes: RwSignal<Vec<Vec<i16>>>) -> impl IntoView {
    let node = NodeRef::<leptos::svg::Svg>::new();
    let drawing = StoredValue::new(false);
    let place = move |event: &PointerEvent| {
        let field = node.get_untracked()?.get_bounding_client_rect();
        let share = |at: i32, from: f64, length: f64, of: i16| {
            let share = (f64::from(at) - from) / length.max(1.0);
            (share * f64::from(of)).round().clamp(0.0, f64::from(of)) as i16
        };
        let x = share(event.client_x(), field.left(), field.width(), WIDTH);
        let y = share(event.client_y(), field.top(), field.height(), HEIGHT);
        Some((x, y))
    };
    let down = move |event: PointerEvent| {
        event.prevent_default();
        let Some((x, y)) = place(&event) else { return };
        if let Some(field) = node.get_untracked() {
            // a finger that leaves the field goes on with its stroke; where that is not possible it ends at the edge
            _ = field.set_pointer_capture(event.pointer_id());
        }
        drawing.set_value(true);
        strokes.update(|strokes| strokes.push(vec![x, y]));
    };
    let go = move |event: PointerEvent| {
        if !drawing.get_value() {
            return;
        }
        let Some((x, y)) = place(&event) else { return };
        strokes.update(|strokes| {
            let Some(stroke) = strokes.last_mut() else {
                return;
            };
            let near = |one: i16, other: i16| one.abs_diff(other) < 4;
            match stroke[..] {
                [.., last_x, last_y] if near(last_x, x) && near(last_y, y) => {}
                _ => stroke.extend([x, y]),
            }
        });
    };
    let up = move |_: PointerEvent| drawing.set_value(false);
    let lines = move || {
        let drawn = strokes.get().into_iter();
        drawn
            .map(|stroke| view! { <polyline points=points(&stroke) /> })
            .collect_view()
    };
    view! {
        <svg class="signature" data-open=true node_ref=node viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img"
            aria-label=say(tickets::sign_here) on:pointerdown=down on:pointermove=go on:pointerup=up on:pointercancel=up>
            {lines}
        </svg>
    }
}
