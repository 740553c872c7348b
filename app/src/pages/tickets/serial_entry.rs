//! The serial of a line, still to be entered or corrected. What belongs to another product stays here with its three ways out and is
//! not recorded (SER-04); everything else is recorded at once. Letters are judged whenever nobody is writing them, so that what was held
//! back is held back after a reload too.

use leptos::prelude::*;
use shared::edit::Edit;
use shared::ids::{LineId, ProductId};
use shared::products::{Product, Tracking};
use shared::serials::scan;
use shared::tickets::change::LineField;
use shared::tickets::{Change, Checked, NamedProduct, Refusal, RelatedProduct, Verdict as Found};

use super::checked::{self, Line as Asked};
use super::history::HistoryButton;
use super::others::Others;
use super::sheet::Sheet;
use crate::kit::{Button, Icon, Look, Notice, Verdict};
use crate::messages::{kit, language, say, serials, tickets};
use crate::pages::serials::read_serial::Judged;
use crate::pages::serials::scan_button::ScanButton;
use crate::pages::serials::serial_field::SerialField;
use crate::pages::typed_over::{Meanwhile, TypedOver};

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

/// A serial that stands in the record goes only where it is the one that was found to be another product's.
fn clears_the_record(blocked: Option<&Blocked>, stands: &str) -> bool {
    stands.is_empty() || blocked.is_none_or(|blocked| blocked.serial == stands)
}

#[component]
pub fn SerialEntry(
    sheet: Sheet,
    id: LineId,
    line: Memo<Option<RelatedProduct>>,
    others: Others,
    #[prop(into)] on_kept: Callback<()>,
) -> impl IntoView {
    let stands = Memo::new(move |_| {
        let serial = line.with(|line| line.as_ref().map(|line| line.serial.clone()));
        serial.unwrap_or_default()
    });
    let field = TypedOver::new(sheet.unsaved, kept_as(id), stands);
    let met = Memo::new(move |_| field.met().is_some());
    let writing = RwSignal::new(false);
    let left = Memo::new(move |_| unfinished(sheet, id).filter(|_| !writing.get()));
    let judgement = Memo::new(move |_| {
        let letters = left.get()?;
        line.with(|line| Some(judge_letters(sheet, line.as_ref()?, &letters)))
    });
    let blocked = Memo::new(move |_| match judgement.get() {
        Some(Letters::Blocked(blocked)) => Some(blocked),
        _ => line.with(|line| {
            let line = line.as_ref()?;
            Blocked::of(&line.serial, line.checked.as_ref()?)
        }),
    });
    let twice = Signal::derive(move || {
        let twice = judgement.with(|judgement| matches!(judgement, Some(Letters::Twice)));
        twice.then(|| tickets::refusal(language(), &Refusal::SerialTwice))
    });
    let refused = field.problem(sheet.trouble.at(kept_as(id)));
    let problem = Signal::derive(move || refused.get().or_else(|| twice.get()));
    let typed = move |text: String| {
        writing.set(true);
        field.type_in(text);
    };
    let finish = Callback::new(move |text: String| {
        writing.set(false);
        let checked = untrack(|| {
            line.get()
                .and_then(|line| ask(sheet, &line, line.product, &text))
        });
        let blocked = checked.as_ref();
        let blocked = blocked.and_then(|checked| Blocked::of(text.trim(), checked));
        if blocked.is_none() && !met.get_untracked() {
            offer_others(sheet, id, others, &text);
            let edit = field.finished(text);
            edit.into_iter()
                .for_each(|edit| enter(sheet, id, edit, checked.clone()));
        }
    });
    let judge = Callback::new(move |serial: String| untrack(|| judged(sheet, line.get(), &serial)));
    let clear = move |()| {
        let blocked = untrack(|| blocked.get());
        typed(String::new());
        if stands.with_untracked(|stands| clears_the_record(blocked.as_ref(), stands)) {
            finish.run(String::new());
        }
    };
    let scanned = Callback::new(move |serial: String| {
        typed(serial.clone());
        finish.run(serial);
    });
    let keep = move |()| {
        field.give_up();
        on_kept.run(());
    };
    let is_kept =
        Memo::new(move |_| !stands.with(String::is_empty) && field.is_typed() && !met.get());
    let choose = Callback::new(move |product: ProductId| {
        let serial = untrack(|| blocked.get()).map(|blocked| blocked.serial);
        let serial = serial.unwrap_or_default();
        offer_others(sheet, id, others, &serial);
        let edit = field.finished(serial.clone());
        make_it(sheet, id, product, serial, edit);
    });
    let invalid = Signal::derive(move || blocked.with(Option::is_some));
    // of what is in the field: whose it may be, its history says as well
    let entered = Memo::new(move |_| {
        let held = blocked.with(|blocked| blocked.as_ref().map(|blocked| blocked.serial.clone()));
        held.unwrap_or_else(|| stands.get())
    });
    // one question after the other: first which of two serials it is
    let block = move || blocked.get().filter(|_| !met.get());
    // a browser tells of no change where the letters are those that came back
    let fit = move || {
        let fits = judgement.with(|judgement| matches!(judgement, Some(Letters::Fit)));
        let letters = left.get().filter(|_| fits && !met.get())?;
        scan::typed(&letters).is_none().then_some(letters)
    };
    let enter_it = move |letters: String| {
        view! { <Button label=say(tickets::enter_serial) icon=Icon::Check on_press=move |()| finish.run(letters.clone()) /> }
    };
    view! {
        <div class="ticket-serial" data-blocked=move || invalid.get() on:focusout=move |_| _ = writing.try_set(false)>
            <SerialField label=say(tickets::serial) hint=say(serials::hint) value=field.value() on_input=typed on_finish=finish judge=judge problem=problem />
            <div class="row">
                {move || fit().map(enter_it)}
                <Show when=move || !entered.with(String::is_empty)><HistoryButton sheet=sheet serial=entered /></Show>
                <Show when=move || is_kept.get()>
                    <Button label=say(tickets::keep_recorded) icon=Icon::RotateCcw on_press=keep />
                </Show>
            </div>
        </div>
        <Meanwhile field=field on_keep=finish />
        {move || block().map(|blocked| view! { <Block blocked=blocked judge=judge scanned=scanned clear=clear choose=choose /> })}
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

/// Under this name its letters are kept.
fn kept_as(id: LineId) -> String {
    format!("{id}/serial")
}

/// Letters that stand in no record: an emptied field holds nothing up (SER-04), nor do letters on their way to the disk.
pub fn unfinished(sheet: Sheet, id: LineId) -> Option<String> {
    let typing = sheet.unsaved.typing();
    let letters = typing.with(|typing| typing.unfinished(&kept_as(id)).map(str::to_owned));
    letters.filter(|letters| !letters.trim().is_empty())
}

/// What such letters want from a person.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Typed {
    /// Another number, or an empty field.
    Held,
    /// To be entered.
    Unfinished,
}

/// `None`: nobody has typed, or it is recorded.
pub fn typed(sheet: Sheet, line: &RelatedProduct) -> Option<Typed> {
    let letters = unfinished(sheet, line.id)?;
    Some(match judge_letters(sheet, line, &letters) {
        Letters::Blocked(_) | Letters::Twice => Typed::Held,
        Letters::Fit => Typed::Unfinished,
    })
}

/// Whether letters may be recorded as they stand.
#[derive(Clone, PartialEq)]
enum Letters {
    Fit,
    Blocked(Blocked),
    /// The unit is another line's.
    Twice,
}

fn judge_letters(sheet: Sheet, line: &RelatedProduct, letters: &str) -> Letters {
    let checked = ask(sheet, line, line.product, letters);
    let blocked = checked.and_then(|checked| Blocked::of(letters.trim(), &checked));
    let twice = || sheet.part(|ticket| ticket.stands_elsewhere(line.id, line.product, letters));
    match blocked {
        Some(blocked) => Letters::Blocked(blocked),
        None if twice() => Letters::Twice,
        None => Letters::Fit,
    }
}

/// Letters stand in the field, or are on their way to the disk.
pub fn is_typed(sheet: Sheet, id: LineId) -> bool {
    let typing = sheet.unsaved.typing();
    typing.with(|typing| typing.shown(&kept_as(id)).is_some())
}

fn enter(sheet: Sheet, id: LineId, typed: Edit<String>, shown: Option<Checked>) {
    sheet.change(Some(kept_as(id)), move |_| {
        let edit = Edit::new(typed.was, typed.now.trim().to_owned());
        (edit.was != edit.now).then_some(Change::LineEdited {
            ticket: sheet.id,
            line: id,
            field: LineField::Serial { edit, shown },
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

/// The product becomes the serial's owner, then the serial is entered where it was typed.
fn make_it(
    sheet: Sheet,
    id: LineId,
    product: ProductId,
    serial: String,
    typed: Option<Edit<String>>,
) {
    let line = untrack(|| sheet.line(id));
    let owner = sheet.app.device.peek::<Product>(product);
    let (Some(line), Some(_)) = (line, owner) else {
        return;
    };
    let shown = untrack(|| ask(sheet, &line, product, &serial));
    sheet.commit(Change::LineEdited {
        ticket: sheet.id,
        line: id,
        field: LineField::Product {
            edit: Edit::new(line.product, product),
            shown: shown.clone(),
        },
    });
    typed
        .into_iter()
        .for_each(|typed| enter(sheet, id, typed, shown.clone()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clearing_another_number_leaves_the_recorded_one() {
        let blocked = |serial: &str| Blocked {
            serial: serial.to_owned(),
            owners: Vec::new(),
        };
        assert!(clears_the_record(Some(&blocked("VK-7")), ""));
        assert!(clears_the_record(Some(&blocked("VK-7")), "VK-7"));
        assert!(!clears_the_record(Some(&blocked("VK-7")), "SN-1"));
    }
}
