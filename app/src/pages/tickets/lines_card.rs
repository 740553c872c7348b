//! The machines a ticket is about, the newest first; added by name, code or the serial itself.

use leptos::prelude::*;
use shared::ids::{Id, LineId, ProductId};
use shared::products::Product;
use shared::serials::SerialNumber;
use shared::tickets::{Change, NewLine};

use super::checked::{self, Line as Asked};
use super::line::LineView;
use super::sheet::Sheet;
use crate::kit::{Button, Card, Combobox, Icon, LinkButton, Look, Suggestion};
use crate::messages::{language, language_now, numbers, say, serials, tickets};
use crate::routes::Route;
use crate::state::{codes, register};

/// Answers shown at once; typing one more letter is quicker than scrolling.
const SHOWN_MAX: usize = 24;

#[component]
pub fn LinesCard(sheet: Sheet) -> impl IntoView {
    let ids = Memo::new(move |_| {
        sheet.part(|ticket| {
            ticket
                .lines
                .iter()
                .map(|line| line.id)
                .rev()
                .collect::<Vec<_>>()
        })
    });
    let count = move || match ids.with(Vec::len) {
        0 => String::new(),
        count => numbers::count(language(), count as u64),
    };
    let adding = RwSignal::new(false);
    // a ticket without a machine asks for one
    let asks = Memo::new(move |_| sheet.is_open() && (adding.get() || ids.with(Vec::is_empty)));
    let extra = move || {
        let open = sheet.is_open() && !ids.with(Vec::is_empty) && !adding.get();
        open.then(|| view! { <Button label=say(tickets::add_product) icon=Icon::Plus on_press=move |()| adding.set(true) /> })
    };
    view! {
        <Card title=say(tickets::lines) count=count extra=extra flush=true>
            <Show when=move || asks.get()><div class="card-line"><Adding sheet=sheet adding=adding /></div></Show>
            <For each=move || ids.get() key=|id| *id children=move |id| view! { <LineView sheet=sheet id=id /> } />
        </Card>
    }
}

#[component]
fn Adding(sheet: Sheet, adding: RwSignal<bool>) -> impl IntoView {
    let search = move |typed: String| untrack(|| suggestions(sheet, &typed));
    let choose = move |chosen: String| {
        if let Some(line) = untrack(|| new_line(sheet, &chosen)) {
            adding.set(false);
            sheet.commit(Change::LineAdded {
                ticket: sheet.id,
                line,
            });
        }
    };
    view! {
        <div class="stack">
            <p class="soft small">{say(tickets::no_lines)}</p>
            <Combobox label=say(tickets::product_label) hint=say(tickets::product_hint) chosen=String::new() search=search on_choose=choose icon=Icon::Package />
            <div class="row">
                <LinkButton label=say(tickets::new_product) href=Route::ProductNew.href() icon=Icon::Plus look=Look::Quiet />
            </div>
        </div>
    }
}

/// A serial aboard stands first, with its product; then what a code or the words find.
fn suggestions(sheet: Sheet, typed: &str) -> Vec<Suggestion> {
    let device = sheet.app.device;
    let units = SerialNumber::new(typed).ok();
    let units = units.and_then(|serial| {
        sheet
            .register
            .with(|register| register::units(device, register, &serial))
    });
    let of_unit = units.into_iter().flat_map(|units| {
        let serial = units.serial.as_str().to_owned();
        let products = units.moved.into_keys();
        products.map(move |product| (product, serial.clone()))
    });
    let exact = codes::product(device, typed);
    let found = device.find::<Product>(typed, 0, SHOWN_MAX).ids.into_iter();
    let found = found
        .map(ProductId::from_uuid)
        .filter(|id| Some(*id) != exact);
    let plain = exact.into_iter().chain(found);
    let all = of_unit.chain(plain.map(|product| (product, String::new())));
    let card = |(product, serial)| Some((product, serial, device.peek::<Product>(product)?));
    all.filter_map(card)
        .filter(|(_, _, card)| !card.archived)
        .map(|(product, serial, card)| suggestion(product, &serial, card))
        .collect()
}

fn suggestion(product: ProductId, serial: &str, card: Product) -> Suggestion {
    let detail = match serial.is_empty() {
        true => card.code,
        false => {
            let register = serials::from_register(language_now());
            format!("{serial} · {register}")
        }
    };
    Suggestion::new(format!("{product}|{serial}"), card.name).detail(detail)
}

/// What was chosen, with what this device says of its serial.
fn new_line(sheet: Sheet, chosen: &str) -> Option<NewLine> {
    let (product, serial) = chosen.split_once('|')?;
    let product: ProductId = product.parse().ok()?;
    let device = sheet.app.device;
    let card = device.peek::<Product>(product)?;
    let id: LineId = device.new_id();
    let mut line = NewLine::of_product(id, product, &card);
    let asked = Asked {
        serial,
        product,
        dates: line.dates,
        reported: sheet.part(|ticket| Some(ticket.reported))?,
    };
    line.shown = sheet
        .register
        .with(|register| checked::checked(sheet.app, register, asked));
    line.serial = serial.to_owned();
    Some(line)
}
