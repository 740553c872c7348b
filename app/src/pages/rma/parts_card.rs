//! What a repair used: the lines of its stock operation, written off one by one and taken off again (RMA-22).

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::documents::{Change, Document, Line, NewLine};
use shared::ids::{DocumentId, LineId};
use shared::products::Product;
use shared::rma::Part;

use super::part_form::{Entry, PartForm};
use super::sheet::Sheet;
use crate::kit::{Button, Card, Icon, Item, List, Look};
use crate::messages::{language, language_now, rma, say, stock};

/// The stock operation of the return, and the page it stands on.
#[derive(Clone, Copy)]
pub struct Parts {
    pub sheet: Sheet,
    pub document: DocumentId,
}

impl Parts {
    fn lines(self) -> Vec<Line> {
        let document = self.sheet.app.device.get::<Document>(self.document);
        document.map(|document| document.lines).unwrap_or_default()
    }

    /// While the return is open, and no ERP has the stock operation.
    fn may_change(self) -> bool {
        let document = self.sheet.app.device.get::<Document>(self.document);
        let context = self.sheet.app.login.context();
        let may = document.zip(context);
        let may = may.is_some_and(|(document, context)| document.may_change(&context).is_ok());
        self.sheet.is_open() && may
    }
}

/// Nothing before a repair has begun.
#[component]
pub fn PartsCard(sheet: Sheet) -> impl IntoView {
    let document = Memo::new(move |_| {
        sheet.part(|operation| {
            let made = operation.standing(Part::StockOperation);
            made.map(|made| made.document)
        })
    });
    move || {
        let parts = document.get().map(|document| Parts { sheet, document });
        parts.map(|parts| view! { <Lines parts=parts /> })
    }
}

#[component]
fn Lines(parts: Parts) -> impl IntoView {
    let lines = Memo::new(move |_| parts.lines());
    let may = Memo::new(move |_| parts.may_change());
    let entry = Entry::new(parts.sheet);
    let adding = entry.open;
    let extra = move || {
        let offered = may.get() && !adding.get();
        offered.then(|| view! { <Button label=say(rma::add_part) icon=Icon::Plus on_press=move |()| adding.set(true) /> })
    };
    let none = move || lines.with(Vec::is_empty) && !(may.get() && adding.get());
    view! {
        <Card title=say(rma::parts) extra=extra flush=true>
            <Show when=move || may.get() && adding.get()>
                <div class="card-line"><PartForm parts=parts entry=entry /></div>
            </Show>
            <Show when=none><p class="soft card-line">{say(rma::no_parts)}</p></Show>
            <List label=say(rma::parts)>
                <For each=move || lines.get() key=|line| line.id children=move |line| view! { <Row parts=parts line=line may=may /> } />
            </List>
        </Card>
    }
}

#[component]
fn Row(parts: Parts, line: Line, may: Memo<bool>) -> impl IntoView {
    let device = parts.sheet.app.device;
    let (id, product) = (line.id, line.product);
    let name = move || {
        let card = device.get::<Product>(product);
        card.map(|card| card.name).unwrap_or_default()
    };
    let detail = move || {
        let quantity = stock::quantity(language(), line.quantity.value, &line.quantity.unit);
        let words = std::iter::once(quantity).chain(line.serials.iter().cloned());
        words.collect::<Vec<_>>().join(" · ")
    };
    let value = move || {
        let label = move || rma::remove_one(language(), &name());
        may.get().then(|| view! { <Button label=label icon=Icon::Trash2 icon_only=true look=Look::Quiet on_press=move |()| remove(parts, id) /> })
    };
    view! { <Item title=name detail=detail value=value /> }
}

fn remove(parts: Parts, line: LineId) {
    let Parts { sheet, document } = parts;
    let lines = untrack(|| parts.lines());
    let Some(was) = lines.into_iter().find(|other| other.id == line) else {
        return;
    };
    let removed = Change::LineRemoved {
        document,
        line,
        was: was.clone(),
    };
    let saved = sheet.saved(move |_| Some(removed));
    spawn_local(async move {
        let saved = saved.await;
        if saved.is_ok() {
            offer_back(parts, was);
        }
        sheet.say(&saved);
    });
}

/// The same part, on a line of its own.
fn offer_back(parts: Parts, was: Line) {
    let Parts { sheet, document } = parts;
    let device = sheet.app.device;
    let put_back = move || {
        let line = NewLine {
            id: device.new_id(),
            product: was.product,
            quantity: was.quantity.clone(),
            price: was.price,
            slots: was.slots,
            typed: was.serials.join(", "),
        };
        let added = Change::LineAdded { document, line };
        spawn_local(async move { sheet.say(&device.commit(added).await.map(|_| ())) });
    };
    let notices = sheet.app.notices;
    notices.say_with_undo(rma::part_removed(language_now()), put_back);
}
