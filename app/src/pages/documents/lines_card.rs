//! The goods of a document, each with its serials; these may follow when the paper comes (SER-13).

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::documents::{Change, Document, Line};
use shared::ids::LineId;
use shared::money::Currency;
use shared::products::{Product, Tracking};

use super::document_page::Sheet;
use crate::kit::{Button, Card, Dialog, Icon, Item, List, Look, TextField, Writing};
use crate::messages::{documents, language, language_now, pricing, say, stock};
use crate::pages::problems::not_saved;
use crate::pages::serials::scan_button::ScanButton;
use crate::pages::tickets::checked::tracked;

#[component]
pub fn LinesCard(sheet: Sheet) -> impl IntoView {
    let lines = Memo::new(move |_| sheet.part(|document| document.lines.clone()));
    let currency = Memo::new(move |_| {
        let currency = |document: &Document| document.currency;
        sheet
            .document
            .with(|document| document.as_ref().map(currency))
    });
    let editing = RwSignal::new(None::<LineId>);
    view! {
        <Card title=say(documents::goods) flush=true>
            <Show when=move || lines.with(Vec::is_empty)><p class="soft card-line">{say(documents::nothing_on_it)}</p></Show>
            <List label=say(documents::goods)>
                {move || lines.get().into_iter().map(|line| view! { <Row sheet=sheet line=line currency=currency editing=editing /> }).collect_view()}
            </List>
        </Card>
        <SerialsDialog sheet=sheet editing=editing />
    }
}

#[component]
fn Row(
    sheet: Sheet,
    line: Line,
    currency: Memo<Option<Currency>>,
    editing: RwSignal<Option<LineId>>,
) -> impl IntoView {
    let device = sheet.app.device;
    let (id, product) = (line.id, line.product);
    let card = Memo::new(move |_| device.get::<Product>(product));
    let name = move || card.with(|card| card.as_ref().map(|card| card.name.clone()));
    let amount = {
        let line = line.clone();
        move || {
            let currency = currency.get()?;
            let amount = line.amount(currency).ok()?;
            (!amount.is_zero()).then(|| pricing::amount(language(), amount, currency))
        }
    };
    let detail = move || {
        let quantity = stock::quantity(language(), line.quantity.value, &line.quantity.unit);
        let words = std::iter::once(quantity).chain(line.serials.iter().cloned());
        words.collect::<Vec<_>>().join(" · ")
    };
    let note = move || {
        let has_serials = card.with(|card| tracked(device, card.as_ref())) != Tracking::None;
        let offered = has_serials && sheet.may_change();
        offered.then(|| view! { <Button label=say(documents::serials) icon=Icon::ScanBarcode look=Look::Quiet on_press=move |()| editing.set(Some(id)) /> })
    };
    view! { <Item title=move || name().unwrap_or_default() detail=detail value=amount note=note /> }
}

/// The field as one pastes or scans into it.
#[component]
fn SerialsDialog(sheet: Sheet, editing: RwSignal<Option<LineId>>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let found = move |line: LineId| {
        sheet.document.with_untracked(|document| {
            let line = document.as_ref().and_then(|document| document.line(line));
            line.map(|line| line.serials.clone())
        })
    };
    Effect::new(move |_| {
        if let Some(serials) = editing.get().and_then(found) {
            typed.set(serials.join("\n"));
        }
    });
    let scanned = move |serial: String| {
        typed.update(|typed| {
            if !typed.trim().is_empty() {
                typed.push('\n');
            }
            typed.push_str(&serial);
        });
    };
    let close = move |()| editing.set(None);
    let save = move |()| {
        let line = editing.get_untracked();
        let Some((line, was)) = line.and_then(|line| Some((line, found(line)?))) else {
            return;
        };
        let (document, typed) = (sheet.id, typed.get_untracked());
        close(());
        let change = Change::SerialsEntered {
            document,
            line,
            was,
            typed,
        };
        let device = sheet.app.device;
        spawn_local(async move {
            let trouble = device.commit(change).await.err();
            let trouble = trouble.map(|why| not_saved(language_now(), &why));
            sheet.trouble.try_set(trouble);
        });
    };
    let actions = move || view! { <Button label=say(documents::save_serials) look=Look::Main icon=Icon::Check on_press=save /> };
    let open = Signal::derive(move || editing.get().is_some());
    view! {
        <Dialog title=say(documents::serials) open=open on_close=close actions=actions>
            <div class="stack">
                <TextField label=say(documents::serials) hint=say(documents::serials_hint) value=typed on_input=move |text| typed.set(text) writing=Writing::Paragraph />
                <ScanButton on_serial=scanned />
            </div>
        </Dialog>
    }
}
