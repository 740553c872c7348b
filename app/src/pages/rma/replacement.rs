//! The unit that the customer gets (MSG-17), and why it may not go out, by what is aboard: the server's rule over this device's register.

use leptos::prelude::*;
use shared::documents::Document;
use shared::edit::Edit;
use shared::ids::OperationId;
use shared::rma::change::replaces;
use shared::rma::{Change, Operation, Refusal};
use shared::serials::SerialNumber;
use shared::text::serial_fold;

use super::known::tracking;
use super::sheet::Sheet;
use crate::messages::{language, rma, say};
use crate::pages::serials::serial_field::SerialField;
use crate::pages::typed_over::{Meanwhile, TypedOver};

/// Under this name its letters are kept.
const FIELD: &str = "replacement";

/// By hand, before it is shipped. What cannot go out stays in the field and is not recorded.
#[component]
pub fn Replacement(sheet: Sheet) -> impl IntoView {
    let stands = Memo::new(move |_| sheet.part(|operation| operation.replacement.clone()));
    let field = TypedOver::new(sheet.unsaved, FIELD, stands);
    let refused = RwSignal::new(None::<Refusal>);
    let typed = move |text: String| {
        refused.set(None);
        field.type_in(text);
    };
    let finished = move |now: String| {
        let why = untrack(|| not_free(sheet, &sheet.operation.get()?, &now));
        let stays = why.is_some();
        refused.set(why);
        if !stays {
            let edit = field.finished(now);
            edit.into_iter().for_each(|edit| enter(sheet, edit));
        }
    };
    let not_taken = field.problem(sheet.trouble.at(FIELD));
    let problem = Signal::derive(move || {
        let why = refused.get().or_else(|| sold_meanwhile(sheet));
        let why = why.map(|why| rma::refusal(language(), &why));
        why.or_else(|| not_taken.get())
    });
    view! {
        <SerialField label=say(rma::replacement) hint=say(rma::replacement_hint) value=field.value() on_input=typed on_finish=finished problem=problem />
        <Meanwhile field=field on_keep=finished on_give_up=move |()| refused.set(None) />
    }
}

fn enter(sheet: Sheet, serial: Edit<String>) {
    sheet.change(Some(FIELD.to_owned()), move |_| {
        (serial.was != serial.now.trim()).then_some(Change::ReplacementEntered {
            operation: sheet.id,
            serial,
        })
    });
}

/// Why the unit that is entered cannot go out any more. What an ERP took as ours is not asked about again.
pub fn sold_meanwhile(sheet: Sheet) -> Option<Refusal> {
    let operation = sheet.operation.get()?;
    let device = sheet.app.device;
    let sale = operation.fourth_field();
    let sale = sale.and_then(|sale| device.get::<Document>(sale));
    match sale.is_some_and(|sale| sale.is_in_erp()) {
        true => None,
        false => not_free(sheet, &operation, &operation.replacement),
    }
}

fn not_free(sheet: Sheet, operation: &Operation, typed: &str) -> Option<Refusal> {
    let serial = SerialNumber::new(typed).ok()?;
    if promised(sheet, &serial) {
        return Some(Refusal::ReplacementPromised);
    }
    let device = sheet.app.device;
    let register = sheet.register.get();
    let ids = register.get(&serial.key()).into_iter().flatten();
    let others = ids.filter(|id| Some(**id) != operation.fourth_field());
    let documents: Vec<Document> = others.filter_map(|id| device.peek(*id)).collect();
    let comes_back = operation.serial.as_deref();
    let product = operation.product?;
    let goes = (product, tracking(device, product));
    replaces(comes_back, goes, &serial, &documents).err()
}

/// To the customer of another return aboard.
fn promised(sheet: Sheet, serial: &SerialNumber) -> bool {
    let all = sheet.app.device.all::<Operation>().into_iter();
    let mut others = all.filter(|(id, _): &(OperationId, Operation)| *id != sheet.id);
    others.any(|(_, other)| other.is_open() && serial_fold(&other.replacement) == serial.key())
}
