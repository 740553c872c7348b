//! One machine of a ticket. Three shapes: its serial fits (plate, warranty on the scale), nobody could check it yet (dashed), or it is
//! still to be entered or corrected.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use shared::ids::LineId;
use shared::products::Product;
use shared::tickets::{Change, Checked, RelatedProduct, Verdict as Found};
use shared::users::Right;

use super::checked::{self, Line as Asked};
use super::history::HistoryButton;
use super::others::{Others, OthersOffer};
use super::quantity_entry::QuantityEntry;
use super::serial_entry::{self, SerialEntry};
use super::sheet::Sheet;
use super::start_entry::StartEntry;
use super::waits;
use crate::kit::{Icon, Menu, MenuAction, Notice, Tag, Tone, Unbroken, Verdict};
use crate::messages::{language, language_now, rma, say, serials, stock, tickets};
use crate::pages::serials::coverage::{WarrantyScale, WarrantyTag};
use crate::routes::Route;

#[component]
pub fn LineView(sheet: Sheet, id: LineId) -> impl IntoView {
    let line = Memo::new(move |_| sheet.line(id));
    let place = Memo::new(move |_| {
        let at = sheet.part(|ticket| ticket.lines.iter().position(|line| line.id == id));
        at.map_or(0, |at| at + 1)
    });
    let correcting = RwSignal::new(false);
    let enters = Memo::new(move |_| {
        let open = line.with(|line| {
            line.as_ref()
                .is_some_and(|line| line.serial.is_empty() || line.is_blocked())
        });
        // whoever types keeps the field, whatever a colleague enters meanwhile
        sheet.is_open() && (open || correcting.get() || serial_entry::is_typed(sheet, id))
    });
    // a serial that was entered closes the field again
    Effect::new(move |before: Option<String>| {
        let serial = line.with(|line| line.as_ref().map(|line| line.serial.clone()));
        let serial = serial.unwrap_or_default();
        if before.is_some_and(|before| before != serial) {
            correcting.set(false);
        }
        serial
    });
    let others = Others::of(sheet, id);
    let blocked = move || line.with(|line| line.as_ref().is_some_and(RelatedProduct::is_blocked));
    view! {
        <article class="ticket-line" data-blocked=blocked>
            <Head sheet=sheet id=id line=line place=place correcting=correcting />
            <Show when=move || enters.get() fallback=move || view! { <Recorded sheet=sheet line=line /> }>
                <div class="ticket-line-fields">
                    <SerialEntry sheet=sheet id=id line=line others=others on_kept=move |()| correcting.set(false) />
                    <QuantityEntry sheet=sheet id=id line=line />
                </div>
            </Show>
            <OthersOffer others=others />
            <StartEntry sheet=sheet id=id line=line />
        </article>
    }
}

/// Place, name and code; what is known of it in tags; what can be done with it.
#[component]
fn Head(
    sheet: Sheet,
    id: LineId,
    line: Memo<Option<RelatedProduct>>,
    place: Memo<usize>,
    correcting: RwSignal<bool>,
) -> impl IntoView {
    let device = sheet.app.device;
    let code = move || {
        let product = line.with(|line| line.as_ref().map(|line| line.product))?;
        device.get::<Product>(product).map(|card| card.code)
    };
    let name = move || {
        let name = line.with(|line| line.as_ref().map(|line| line.name.clone()));
        format!("{}. {}", place.get(), name.unwrap_or_default())
    };
    let checked = Memo::new(move |_| line.with(|line| line.as_ref()?.checked.clone()));
    let navigate = use_navigate();
    let go = Callback::new(move |route: Route| navigate(&route.href(), Default::default()));
    view! {
        <header class="ticket-line-head">
            <div>
                <h3 class="ticket-line-name">{move || view! { <Unbroken text=name() /> }}</h3>
                <p class="plate soft">{code}</p>
            </div>
            <div class="ticket-line-tags">{move || view! { <Tags checked=checked.get() /> }}</div>
            <Show when=move || sheet.is_open()>
                {move || view! { <Menu label=say(tickets::more) actions=actions(sheet, id, correcting, go) /> }}
            </Show>
        </header>
    }
}

/// Shape, word, colour: what was found, and whether it is covered.
#[component]
fn Tags(checked: Option<Checked>) -> impl IntoView {
    let Some(checked) = checked else {
        return view! { <Tag tone=Tone::Open icon=Icon::CircleHelp words=move || serials::status(language(), shared::warranty::Status::Unknown) /> }.into_any();
    };
    let coverage = checked.coverage;
    // what the register aboard knows is said as the server says it, and whose word it is (SER-12)
    let fits = matches!(checked.verdict, Found::Fine);
    let fits = fits.then(
        || view! { <Tag tone=Tone::Fine icon=Icon::Check words=say(tickets::serial_right) /> },
    );
    let is_open = matches!(checked.verdict, Found::WillBeVerified { .. });
    let open = (is_open && !checked.verified).then(
        || view! { <Tag tone=Tone::Open icon=Icon::Hourglass words=say(tickets::unverified) /> },
    );
    let register = (!is_open && !checked.verified).then(
        || view! { <Tag tone=Tone::Neutral icon=Icon::Tablet words=say(serials::from_register) /> },
    );
    view! { {fits} {open} {register} <WarrantyTag coverage=coverage /> }.into_any()
}

fn actions(
    sheet: Sheet,
    id: LineId,
    correcting: RwSignal<bool>,
    go: Callback<Route>,
) -> Vec<MenuAction> {
    let correct =
        Callback::new(move |()| correcting.update(|correcting| *correcting = !*correcting));
    let recheck = Callback::new(move |()| recheck(sheet, id));
    let remove = Callback::new(move |()| {
        sheet.change(None, move |ticket| {
            let was = ticket.line(id)?.clone();
            Some(Change::LineRemoved {
                ticket: sheet.id,
                line: id,
                was,
            })
        });
    });
    let returns = sheet.app.login.has(Right::TakeInReturns);
    let returns = returns.then(|| {
        let start = Callback::new(move |()| start_return(sheet, id, go));
        MenuAction::new(say(rma::start), start).icon(Icon::RotateCcw)
    });
    let others = [
        MenuAction::new(say(tickets::change_serial), correct).icon(Icon::Pencil),
        MenuAction::new(say(tickets::recheck), recheck).icon(Icon::RefreshCw),
        MenuAction::new(say(tickets::remove_line), remove)
            .icon(Icon::Trash2)
            .danger(),
    ];
    returns.into_iter().chain(others).collect()
}

/// With what the line says (TCK-07); a serial of another product is nobody's to take in (SER-04), and no line goes on past letters that
/// stand in no record.
fn start_return(sheet: Sheet, id: LineId, go: Callback<Route>) {
    let Some(line) = untrack(|| sheet.line(id)) else {
        return;
    };
    if line.is_blocked() {
        let words = rma::not_while_blocked(language_now()).to_owned();
        return sheet.trouble.say(words);
    }
    if let Some(words) = untrack(|| waits::for_letters(sheet, language_now())) {
        return sheet.trouble.say(words);
    }
    go.run(Route::ReturnNew {
        ticket: Some(sheet.id.0),
        product: Some(line.product.0),
        serial: line.serial,
    });
}

fn recheck(sheet: Sheet, id: LineId) {
    sheet.change(None, move |ticket| {
        let line = ticket.line(id)?;
        let asked = Asked {
            serial: &line.serial,
            product: line.product,
            dates: line.dates,
            reported: ticket.reported,
        };
        let register = sheet.register.get_untracked();
        let shown = checked::checked(sheet.app, &register, asked);
        Some(Change::Rechecked {
            ticket: sheet.id,
            line: id,
            shown,
        })
    });
}

/// The serial as it stands on the plate, and what was found.
#[component]
fn Recorded(sheet: Sheet, line: Memo<Option<RelatedProduct>>) -> impl IntoView {
    move || {
        let line = line.get()?;
        let checked = line.checked.clone();
        let coverage = checked.as_ref().map(|checked| checked.coverage);
        let serial = line.serial.clone();
        Some(view! {
            {(!serial.is_empty()).then(|| view! { <p class="plate" data-size="xl">{serial.clone()}</p> })}
            {(line.quantity.value != 1.into()).then(|| view! { <p>{stock::quantity(language(), line.quantity.value, &line.quantity.unit)}</p> })}
            {coverage.map(|coverage| view! { <WarrantyScale coverage=coverage /> })}
            {checked.map(|checked| view! { <Said checked=checked /> })}
            {(!serial.is_empty()).then(|| view! { <div class="row"><HistoryButton sheet=sheet serial=Signal::stored(serial.clone()) /></div> })}
        })
    }
}

/// What needs a sentence: MSG-02, a product nobody can compare, an answer that is still to come.
#[component]
fn Said(checked: Checked) -> AnyView {
    match checked.verdict {
        Found::Fine => ().into_any(),
        Found::NoDispatch { why } => view! {
            <Notice verdict=Verdict::Warn title=say(serials::no_dispatch)>
                {why.map(|why| view! { <p>{move || serials::not_shipped(language(), why)}</p> })}
            </Notice>
        }
        .into_any(),
        Found::NotLinked { no_dispatch } => view! {
            <Notice verdict=Verdict::Info title=say(tickets::not_linked)>
                {no_dispatch.then(|| view! { <p>{say(serials::no_dispatch)}</p> })}
            </Notice>
        }
        .into_any(),
        Found::WillBeVerified { perhaps_ours } => {
            let known = match perhaps_ours {
                Some(true) => Some(serials::ours_elsewhere as fn(_) -> _),
                Some(false) => Some(serials::never_ours as fn(_) -> _),
                None => None,
            };
            view! {
                <p class="soft">
                    {known.map(|known| view! { {say(known)} ". " })} {say(tickets::will_be_verified)}
                </p>
            }
            .into_any()
        }
        Found::OtherProduct { .. } => view! {
            <Notice verdict=Verdict::Block title=say(tickets::other_product) />
        }
        .into_any(),
    }
}
