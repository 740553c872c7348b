//! The serial of a line, still to be entered or corrected. What belongs to another product stays here with its three ways out and is
//! not recorded (SER-04); everything else is recorded at once.

use leptos::prelude::*;
use shared::edit::Edit;
use shared::ids::{LineId, ProductId};
use shared::products::{Product, Tracking};
use shared::tickets::change::LineField;
use shared::tickets::{Change, Checked, NamedProduct, RelatedProduct, Verdict as Found};

use super::checked::{self, Line as Asked};
use super::history::HistoryButton;
use super::others::Others;
use super::sheet::Sheet;
use crate::kit::{Button, Icon, Look, Notice, Verdict};
use crate::messages::{kit, language, say, serials, tickets};
use crate::pages::serials::read_serial::Judged;
use crate::pages::serials::scan_button::ScanButton;
use crate::pages::serials::serial_field::SerialField;

/// A serial of somebody else: as typed, and whose it is.
#[derive(Clone, PartialEq)]
struct Blocked {
    serial: String,
    owners: Vec<NamedProduct>,
}

impl Blocked {
    fn of(serial: &str, checked: &Checked) -> Option<Blocked> {
        match &checked.verdict {
            Found::OtherProduct { owners } => Some(Blocked {
                serial: serial.to_owned(),
                owners: owners.clone(),
            }),
            _ => None,
        }
    }
}

#[component]
pub fn SerialEntry(
    sheet: Sheet,
    id: LineId,
    line: Memo<Option<RelatedProduct>>,
    others: Others,
) -> impl IntoView {
    let field = StoredValue::new(format!("{id}/serial"));
    let value = Signal::derive(move || {
        let back = field.with_value(|field| sheet.unsaved.of(field));
        back.unwrap_or_else(|| {
            line.with(|line| {
                line.as_ref()
                    .map(|line| line.serial.clone())
                    .unwrap_or_default()
            })
        })
    });
    // refused here before it was recorded
    let held = RwSignal::new(None::<Blocked>);
    let blocked = Memo::new(move |_| {
        held.get().or_else(|| {
            line.with(|line| {
                let line = line.as_ref()?;
                Blocked::of(&line.serial, line.checked.as_ref()?)
            })
        })
    });
    let typed = move |text: String| {
        held.set(None);
        field.with_value(|field| sheet.unsaved.type_in(field, text));
    };
    let finish = Callback::new(move |text: String| {
        let checked = untrack(|| {
            line.get()
                .and_then(|line| ask(sheet, &line, line.product, &text))
        });
        let found = checked
            .as_ref()
            .and_then(|checked| Blocked::of(text.trim(), checked));
        let waits = found.is_some();
        held.set(found);
        if !waits {
            offer_others(sheet, id, others, &text);
            enter(sheet, id, field.get_value(), text, checked);
        }
    });
    let judge = Callback::new(move |serial: String| untrack(|| judged(sheet, line.get(), &serial)));
    let clear = move |()| finish.run(String::new());
    let choose = Callback::new(move |product: ProductId| {
        let serial = untrack(|| blocked.get()).map(|blocked| blocked.serial);
        let serial = serial.unwrap_or_default();
        held.set(None);
        offer_others(sheet, id, others, &serial);
        make_it(sheet, id, field.get_value(), product, serial);
    });
    let invalid = Signal::derive(move || blocked.with(Option::is_some));
    // of what is in the field: whose it may be, its history says as well
    let entered = Memo::new(move |_| {
        let held = blocked.with(|blocked| blocked.as_ref().map(|blocked| blocked.serial.clone()));
        held.unwrap_or_else(|| {
            line.with(|line| {
                line.as_ref()
                    .map(|line| line.serial.clone())
                    .unwrap_or_default()
            })
        })
    });
    view! {
        <div class="ticket-serial" data-blocked=move || invalid.get()>
            <SerialField label=say(tickets::serial) hint=say(serials::hint) value=value on_input=typed on_finish=finish judge=judge />
            <Show when=move || !entered.with(String::is_empty)>
                <div class="row"><HistoryButton sheet=sheet serial=entered /></div>
            </Show>
        </div>
        {move || blocked.get().map(|blocked| view! { <Block blocked=blocked judge=judge scanned=finish clear=clear choose=choose /> })}
    }
}

/// MSG-03 in our words: whose it is, and the ways out.
#[component]
fn Block(
    blocked: Blocked,
    judge: Callback<String, Judged>,
    scanned: Callback<String>,
    #[prop(into)] clear: Callback<()>,
    choose: Callback<ProductId>,
) -> impl IntoView {
    let Blocked { serial, owners } = blocked;
    let named = names(&owners);
    let known = StoredValue::new(
        owners
            .into_iter()
            .filter_map(|owner| Some((owner.product?, owner.name)))
            .collect::<Vec<_>>(),
    );
    let actions = move || {
        let other = known.get_value().into_iter().map(|(product, name)| {
            view! { <Button label=move || tickets::make_it(language(), &name) look=Look::Quiet on_press=move |()| choose.run(product) /> }
        });
        view! {
            <ScanButton label=say(kit::scan_again) look=Look::Main on_serial=scanned judge=Some(judge) />
            <Button label=say(tickets::clear) icon=Icon::X on_press=clear />
            {other.collect_view()}
        }
    };
    view! {
        <div class="ticket-line-block">
            <Notice verdict=Verdict::Block title=say(tickets::other_product) actions=actions>
                <p>{move || tickets::belongs_to(language(), &serial, &named)} " " {say(tickets::correct_or_clear)}</p>
            </Notice>
        </div>
    }
}

fn names(owners: &[NamedProduct]) -> String {
    let names: Vec<&str> = owners.iter().map(|owner| owner.name.as_str()).collect();
    names.join(", ")
}

/// As the line would say it, before anything is entered.
fn judged(sheet: Sheet, line: Option<RelatedProduct>, serial: &str) -> Judged {
    let unknown = Judged::NotAboard { perhaps_ours: None };
    let Some(line) = line else { return unknown };
    let Some(checked) = ask(sheet, &line, line.product, serial) else {
        return unknown;
    };
    match checked.verdict {
        Found::Fine => Judged::Fits {
            name: line.name,
            coverage: checked.coverage,
        },
        Found::NoDispatch { .. } => Judged::NoDispatch,
        Found::NotLinked { .. } => Judged::NotLinked,
        Found::WillBeVerified { perhaps_ours } => Judged::NotAboard { perhaps_ours },
        Found::OtherProduct { owners } => Judged::OtherProduct {
            owner: names(&owners),
        },
    }
}

fn ask(sheet: Sheet, line: &RelatedProduct, product: ProductId, serial: &str) -> Option<Checked> {
    let asked = Asked {
        serial,
        product,
        dates: line.dates,
        reported: sheet.part(|ticket| Some(ticket.reported))?,
    };
    let register = sheet.register.get();
    checked::checked(sheet.app, &register, asked)
}

fn enter(sheet: Sheet, id: LineId, field: String, now: String, shown: Option<Checked>) {
    sheet.change(Some(field), move |ticket| {
        let was = ticket.line(id)?.serial.clone();
        let now = now.trim().to_owned();
        (was != now).then(|| Change::LineEdited {
            ticket: sheet.id,
            line: id,
            field: LineField::Serial {
                edit: Edit::new(was, now),
                shown,
            },
        })
    });
}

/// A lot keeps its quantity (SER-05).
fn offer_others(sheet: Sheet, id: LineId, others: Others, serial: &str) {
    let Some(line) = untrack(|| sheet.line(id)) else {
        return;
    };
    let device = sheet.app.device;
    let card = device.peek::<Product>(line.product);
    let lot = checked::tracked(device, card.as_ref()) == Tracking::Lot;
    if !lot && line.serial.is_empty() && !serial.trim().is_empty() {
        others.offer(&line);
    }
}

/// The product becomes the serial's owner, then the serial is entered.
fn make_it(sheet: Sheet, id: LineId, field: String, product: ProductId, serial: String) {
    if sheet.app.device.peek::<Product>(product).is_none() {
        return;
    }
    let shown = untrack(|| ask(sheet, &sheet.line(id)?, product, &serial));
    let kept = shown.clone();
    sheet.change(None, move |ticket| {
        let was = ticket.line(id)?.product;
        Some(Change::LineEdited {
            ticket: sheet.id,
            line: id,
            field: LineField::Product {
                edit: Edit::new(was, product),
                shown: kept,
            },
        })
    });
    enter(sheet, id, field, serial, shown);
}
