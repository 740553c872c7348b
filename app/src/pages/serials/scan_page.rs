//! A serial is typed, or comes from a scanner that types: whose machine is it, and is it covered? Answered from this device alone.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::calendar::Moment;
use shared::ids::ProductId;
use shared::serials::SerialNumber;
use shared::serials::scan::{Candidate, candidates, readable};

use super::unit_card::UnitCard;
use super::unknown::Unknown;
use crate::kit::{
    Button, EmptyState, Icon, LinkButton, Look, Notice, Page, PageHead, Scanner, SearchField,
    Verdict, camera_is_allowed,
};
use crate::messages::{language, products, say, serials};
use crate::pages::frame;
use crate::pages::search::Search;
use crate::routes::Route;
use crate::state::{Device, ShippedSerials, app, codes, register};

/// The page is on the screen after this.
const PAINTED: Duration = Duration::from_millis(100);

/// What the device knows of a code.
#[derive(Clone, PartialEq)]
enum Answer {
    Nothing,
    Units(register::Units),
    /// No serial here, but the code of a product.
    Product(ProductId),
    /// What was looked for, and whether a unit of that number ever left us, as of when; `None`: nobody here can tell.
    Unknown(String, Option<(bool, Moment)>),
}

#[component]
pub fn ScanPage() -> impl IntoView {
    frame::head(move || PageHead {
        title: serials::title(language()).to_owned(),
        subtitle: None,
        back: None,
    });
    let (device, shipped) = (app().device, app().shipped);
    let search = Search::new();
    let typed = search.typed();
    let on_input = search.on_input(Signal::stored(Route::Scan));
    let looking = RwSignal::new(false);
    // the picture stays behind the answer, still, until another label is looked for
    let round = RwSignal::new(0_u32);
    let read = Callback::new(move |code: String| on_input.run(readable(&code)));
    let another = Callback::new(move |()| {
        on_input.run(String::new());
        round.update(|round| *round += 1);
    });
    // who types, or scans by hand, looks at no camera
    let by_hand = Callback::new(move |text: String| {
        looking.set(false);
        on_input.run(text);
    });
    // who allowed it before and came here without a code came to scan
    spawn_local(async move {
        let empty = || typed.try_with_untracked(|typed| typed.trim().is_empty()) == Some(true);
        if camera_is_allowed().await && empty() {
            looking.try_set(true);
        }
    });
    let register = register::watched(device);
    // the first scan waits for no index
    set_timeout(move || codes::prepare(device), PAINTED);
    let answer = Memo::new(move |_| {
        register.with(|register| typed.with(|typed| answered(device, shipped, register, typed)))
    });
    view! {
        <Page>
            <div class="row scan-entry">
                <SearchField label=say(serials::enter) value=typed on_input=by_hand catches=true />
                {move || {
                    let (words, icon) = if looking.get() { (serials::no_camera as fn(_) -> _, Icon::Keyboard) } else { (serials::camera as fn(_) -> _, Icon::Camera) };
                    view! { <Button label=say(words) icon=icon on_press=move || looking.update(|looking| *looking = !*looking) /> }
                }}
            </div>
            <div class="scan" data-camera=move || looking.get()>
                {move || match looking.get() {
                    true => {
                        round.track();
                        view! { <Scanner written=readable on_code=read /> }.into_any()
                    }
                    false => view! { <p class="soft small">{say(serials::hint)}</p> }.into_any(),
                }}
                <div class="scan-answer" aria-live="polite">
                    {move || match answer.get() {
                        // who looks through the camera sees what to do
                        Answer::Nothing if looking.get() => ().into_any(),
                        answer => shown(answer, another),
                    }}
                </div>
            </div>
        </Page>
    }
}

/// Each meaning of the code is tried, the likeliest first.
fn answered(
    device: Device,
    shipped: ShippedSerials,
    register: &register::Register,
    typed: &str,
) -> Answer {
    if typed.trim().is_empty() {
        return Answer::Nothing;
    }
    let meanings = candidates(typed);
    let serial = |candidate: &Candidate| match candidate {
        Candidate::Serial(serial) | Candidate::Lot(serial) => Some(serial.clone()),
        Candidate::Item(_) => None,
    };
    let found = |serial: SerialNumber| register::units(device, register, &serial);
    if let Some(units) = meanings.iter().filter_map(serial).find_map(found) {
        return Answer::Units(units);
    }
    let item = |candidate: &Candidate| match candidate {
        Candidate::Item(item) => codes::product(device, item),
        Candidate::Serial(serial) => codes::product(device, serial.as_str()),
        Candidate::Lot(_) => None,
    };
    match meanings.iter().find_map(item) {
        Some(product) => Answer::Product(product),
        None => {
            let serials: Vec<SerialNumber> = meanings.iter().filter_map(serial).collect();
            let first = serials.first().map(|serial| serial.as_str().to_owned());
            let named = first.unwrap_or_else(|| typed.trim().to_owned());
            Answer::Unknown(named, shipped.ever(&serials))
        }
    }
}

fn shown(answer: Answer, another: Callback<()>) -> AnyView {
    match answer {
        Answer::Nothing => view! { <EmptyState title=say(serials::ready) text=say(serials::ready_text) /> }.into_any(),
        Answer::Units(units) => {
            let register::Units { serial, moved } = units;
            let several = (moved.len() > 1).then(|| view! { <Notice verdict=Verdict::Info title=say(serials::several) /> });
            let cards = moved.into_iter().map(|(product, movements)| view! { <UnitCard serial=serial.clone() product=product movements=movements another=another /> });
            view! { {several} {cards.collect_view()} }.into_any()
        }
        Answer::Product(id) => view! {
            <Notice verdict=Verdict::Info title=say(serials::is_product)
                actions=move || view! { <LinkButton label=say(products::product) href=Route::Product(id.0).href() icon=Icon::Package look=Look::Main /> }>
                <p>{say(serials::is_product_text)}</p>
            </Notice>
        }
        .into_any(),
        Answer::Unknown(serial, ever_shipped) => view! { <Unknown serial=serial ever_shipped=ever_shipped another=another /> }.into_any(),
    }
}
