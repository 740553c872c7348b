//! What the confirmations made: fields 3 and 4 first of all, each with how it stands (RMA-11, RMA-29).

use leptos::prelude::*;
use shared::documents::{Booked, Document};
use shared::record::RecordKey;
use shared::rma::{Made, Operation, Standing};
use shared::stock::Warehouse;

use super::sheet::Sheet;
use crate::kit::{Card, Icon, Item, List, Tag, Tone};
use crate::messages::{language, rma, say};
use crate::pages::standing::RecordMark;
use crate::routes::Route;

#[component]
pub fn DocumentsCard(sheet: Sheet) -> impl IntoView {
    let made = Memo::new(move |_| sheet.part(|operation| operation.documents.clone()));
    view! {
        <Card title=say(rma::documents) flush=true>
            <Show when=move || made.with(Vec::is_empty)><p class="soft card-line">{say(rma::no_documents)}</p></Show>
            <List label=say(rma::documents)>
                {move || made.get().into_iter().map(|made| view! { <Row sheet=sheet made=made /> }).collect_view()}
            </List>
        </Card>
    }
}

/// The number of the field that holds it.
fn field(operation: &Operation, made: &Made) -> Option<u8> {
    let this = Some(made.document);
    match this {
        _ if operation.third_field() == this => Some(3),
        _ if operation.fourth_field() == this => Some(4),
        _ => None,
    }
}

#[component]
fn Row(sheet: Sheet, made: Made) -> impl IntoView {
    let device = sheet.app.device;
    let Made {
        document: id,
        part,
        standing,
        ..
    } = made.clone();
    let field = Memo::new(move |_| sheet.part(|operation| field(operation, &made)));
    let document = Memo::new(move |_| device.get::<Document>(id));
    let title = move || {
        let words = rma::part(language(), part);
        match field.get() {
            Some(number) => format!("{words} · {}", rma::field(language(), number)),
            None => words.to_owned(),
        }
    };
    let reason = match &standing {
        Standing::Kept { reason } => Some(reason.clone()),
        Standing::Stands | Standing::Reversed => None,
    };
    let detail = move || {
        let document = document.get();
        let number = document.as_ref().map_or_else(
            || rma::number_later(language()).to_owned(),
            |document| document.number.clone(),
        );
        let erp = document.as_ref().filter(|document| {
            // taken back before it went, it does not go
            document.stands() || !document.is_requested()
        });
        let erp = erp.and_then(|document| document.booked.as_ref());
        let erp = erp.and_then(|booked| rma::said_by_erp(language(), booked));
        let warehouse = document.and_then(|document| document.warehouse);
        let warehouse = warehouse.and_then(|id| device.get::<Warehouse>(id));
        let warehouse = warehouse.map(|warehouse| warehouse.name);
        let parts = [Some(number), warehouse, erp, reason.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    let value = move || {
        let erp = document.with(|document| document.as_ref().and_then(said_by_erp));
        let (tone, words) = match &standing {
            Standing::Stands => (Tone::Fine, rma::stands as fn(_) -> _),
            Standing::Reversed => (Tone::Neutral, rma::reversed as fn(_) -> _),
            Standing::Kept { .. } => (Tone::Warn, rma::kept as fn(_) -> _),
        };
        view! {
            <span class="return-standing">
                {erp.map(|(tone, icon, words)| view! { <Tag tone=tone icon=icon words=say(words) /> })}
                <Tag tone=tone words=say(words) />
                <RecordMark key={RecordKey::of::<Document>(id)} />
            </span>
        }
    };
    let href = Signal::stored(Route::Document(id.0).href());
    let opened = Memo::new(move |_| document.with(Option::is_some));
    move || {
        let (detail, value) = (detail.clone(), value.clone());
        match opened.get() {
            true => view! { <Item title=title detail=detail value=value href=href /> }.into_any(),
            // the server makes it
            false => view! { <Item title=title detail=detail value=value /> }.into_any(),
        }
    }
}

type Said = (Tone, Icon, fn(crate::messages::Language) -> &'static str);

/// What an ERP said of it; nothing while it was not asked.
pub fn said_by_erp(document: &Document) -> Option<Said> {
    match document.booked.as_ref()? {
        Booked::Taken { .. } => Some((Tone::Fine, Icon::Database, rma::in_the_erp)),
        Booked::Waits => Some((Tone::Move, Icon::CircleArrowUp, rma::on_its_way)),
        Booked::Requested if document.stands() => {
            Some((Tone::Open, Icon::Hourglass, rma::requested))
        }
        Booked::Differs { .. } => Some((Tone::Block, Icon::OctagonX, rma::erp_differs)),
        Booked::Refused { .. } if document.stands() => {
            Some((Tone::Block, Icon::OctagonX, rma::erp_refused))
        }
        Booked::Refused { .. } | Booked::Requested => None,
    }
}
