//! A number that no record of this device carries: sold to somebody else, never sold, or nobody here can tell. It is unverified in any
//! case, because unknown on this device is not "does not exist".

use leptos::prelude::*;
use shared::calendar::Moment;
use shared::serials::check;
use shared::users::Right;

use crate::kit::{Button, Icon, LinkButton, Look, Notice, Tag, Tone, Verdict};
use crate::messages::{Language, days, language, say, serials};
use crate::routes::Route;
use crate::state::{app, time};

#[component]
pub fn Unknown(
    serial: String,
    ever_shipped: Option<(bool, Moment)>,
    another: Callback<()>,
) -> impl IntoView {
    let (connection, login) = (app().connection, app().login);
    let finding = check::not_aboard(ever_shipped);
    let as_of = finding.as_of;
    let age = move || {
        let as_of = as_of.or_else(|| connection.last_contact.get())?;
        let ago = days::ago(language(), time::minutes_since(as_of));
        Some(view! { <p>{serials::as_of(language(), &ago)}</p> })
    };
    let ticket = Route::TicketNew {
        account: None,
        product: None,
        serial: serial.clone(),
    };
    let ticket = login.has(Right::WorkOnTickets).then(|| ticket.href());
    let actions = move || {
        let keep = ticket.clone().map(|href| view! { <LinkButton label=say(serials::keep_on_ticket) href=href icon=Icon::Ticket look=Look::Main /> });
        view! {
            {keep}
            <Button label=say(serials::another) icon=Icon::ScanBarcode on_press=another />
        }
    };
    let (title, text) = said(finding.verdict);
    let plate = title.is_some().then(|| serial.clone());
    let title = move || match title {
        Some(title) => title(language()).to_owned(),
        None => serials::not_aboard(language(), &serial),
    };
    view! {
        <Notice verdict=Verdict::Warn title=title actions=actions>
            {plate.map(|serial| view! { <p class="plate" data-size="xl">{serial}</p> })}
            <p>{say(text)}</p>
            <div class="row"><Tag tone=Tone::Open icon=Icon::Hourglass words=say(serials::unverified) /></div>
            {age}
        </Notice>
    }
}

type Message = fn(Language) -> &'static str;

/// Title and text; without a title of its own the number is named.
fn said(verdict: check::Verdict) -> (Option<Message>, Message) {
    let perhaps_ours = match verdict {
        check::Verdict::WillBeVerified { perhaps_ours } => perhaps_ours,
        _ => None,
    };
    match perhaps_ours {
        Some(true) => (
            Some(serials::ours_elsewhere as Message),
            serials::ours_elsewhere_text,
        ),
        Some(false) => (
            Some(serials::never_ours as Message),
            serials::never_ours_text,
        ),
        None => (None, serials::not_aboard_text),
    }
}
