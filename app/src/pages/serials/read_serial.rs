//! What the camera read for a field, over its still picture: the serial as it stands on the plate and what is known of it. A person
//! takes it; nothing is filled in before (SER-15), and what belongs to another product cannot be taken (SER-04).

use leptos::prelude::*;
use shared::warranty::Coverage;

use super::coverage::{WarrantyScale, WarrantyTag};
use crate::kit::{Button, Icon, Look, Notice, Tag, Tone, Verdict};
use crate::messages::{kit, language, say, serials, tickets};

/// What a field says of a serial before it is taken.
#[derive(Clone, PartialEq)]
pub enum Judged {
    /// A unit of this product.
    Fits { name: String, coverage: Coverage },
    /// It may be taken, after that was read (MSG-02).
    NoDispatch,
    /// Nobody can compare (SER-04).
    NotLinked,
    /// A unit of somebody else, by name.
    OtherProduct { owner: String },
    /// SER-12; whether a unit of that number ever left us, where anybody here can tell.
    NotAboard { perhaps_ours: Option<bool> },
}

#[component]
pub fn ReadSerial(
    serial: String,
    judged: Judged,
    take: Callback<String>,
    #[prop(into)] again: Callback<()>,
) -> impl IntoView {
    let take_it = {
        let serial = serial.clone();
        move |()| take.run(serial.clone())
    };
    let words = match judged {
        Judged::NotAboard { .. } => serials::keep_unverified,
        _ => serials::take_serial,
    };
    let actions = match judged {
        Judged::OtherProduct { .. } => ().into_any(),
        _ => view! {
            <div class="scan-actions">
                <Button label=say(words) look=Look::Main icon=Icon::Check wide=true on_press=take_it />
                <Button label=say(kit::scan_again) icon=Icon::ScanBarcode wide=true on_press=again />
            </div>
        }
        .into_any(),
    };
    view! {
        <section class="scan-sheet stack">
            {name(&judged)}
            <p class="plate" data-size="xl">{serial.clone()}</p>
            {known(serial, judged, again)}
            {actions}
        </section>
    }
}

fn name(judged: &Judged) -> Option<AnyView> {
    match judged {
        Judged::Fits { name, .. } => {
            Some(view! { <h3 class="title">{name.clone()}</h3> }.into_any())
        }
        _ => None,
    }
}

fn known(serial: String, judged: Judged, again: Callback<()>) -> AnyView {
    match judged {
        Judged::Fits { coverage, .. } => view! {
            <div class="row">
                <Tag tone=Tone::Fine icon=Icon::Check words=say(tickets::serial_right) />
                <WarrantyTag coverage=coverage />
            </div>
            <WarrantyScale coverage=coverage />
        }
        .into_any(),
        Judged::NoDispatch => {
            view! { <Notice verdict=Verdict::Warn title=say(serials::no_dispatch) /> }.into_any()
        }
        Judged::NotLinked => {
            view! { <Notice verdict=Verdict::Info title=say(tickets::not_linked) /> }.into_any()
        }
        Judged::OtherProduct { owner } => {
            let actions = move || view! { <Button label=say(kit::scan_again) look=Look::Main icon=Icon::ScanBarcode on_press=again /> };
            view! {
                <Notice verdict=Verdict::Block title=say(tickets::other_product) actions=actions>
                    <p>{move || tickets::belongs_to(language(), &serial, &owner)}</p>
                </Notice>
            }
            .into_any()
        }
        Judged::NotAboard { perhaps_ours } => {
            let known = match perhaps_ours {
                Some(true) => Some(serials::ours_elsewhere as fn(_) -> _),
                Some(false) => Some(serials::never_ours as fn(_) -> _),
                None => None,
            };
            view! {
                <div class="row"><Tag tone=Tone::Open icon=Icon::Hourglass words=say(serials::unverified) /></div>
                <p>{known.map(|known| view! { {say(known)} ". " })} {say(tickets::will_be_verified)}</p>
            }
            .into_any()
        }
    }
}
