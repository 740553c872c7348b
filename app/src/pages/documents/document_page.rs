//! One document: whose it is, what stands on it with its serials, what an ERP said of it; and, while that is allowed, serials that follow
//! and taking it back.

use leptos::prelude::*;
use shared::accounts::Account;
use shared::documents::{Document, Refusal};
use shared::ids::DocumentId;
use shared::record::RecordKey;
use shared::rma::Operation;
use shared::stock::Warehouse;
use shared::users::Context;

use super::cancel_dialog::CancelDialog;
use super::lines_card::LinesCard;
use crate::kit::{
    Button, Card, EmptyState, Icon, LinkButton, Look, Notice, Page, PageHead, Tag, Tone, Verdict,
};
use crate::messages::{documents, language, offers, pricing, rma, say, stock};
use crate::pages::frame;
use crate::pages::rma::documents_card::said_by_erp;
use crate::pages::standing::RecordMark;
use crate::pages::trouble::NotTaken;
use crate::routes::Route;
use crate::state::{App, app};

/// What the pieces of the page share.
#[derive(Clone, Copy)]
pub struct Sheet {
    pub app: App,
    pub id: DocumentId,
    pub document: Memo<Option<Document>>,
    /// Why the last change was not taken.
    pub trouble: RwSignal<Option<String>>,
}

impl Sheet {
    fn new(id: DocumentId) -> Sheet {
        let app = app();
        Sheet {
            app,
            id,
            document: Memo::new(move |_| app.device.get::<Document>(id)),
            trouble: RwSignal::new(None),
        }
    }

    pub fn part<T: Default>(self, of: impl FnOnce(&Document) -> T) -> T {
        self.document
            .with(|document| document.as_ref().map(of).unwrap_or_default())
    }

    pub fn may_change(self) -> bool {
        self.allows(Document::may_change)
    }

    fn may_cancel(self) -> bool {
        self.allows(Document::may_cancel)
    }

    fn allows(self, may: fn(&Document, &Context) -> Result<(), Refusal>) -> bool {
        let context = self.app.login.context();
        context.is_some_and(|context| self.part(|document| may(document, &context).is_ok()))
    }
}

#[component]
pub fn DocumentPage(#[prop(into)] id: Signal<DocumentId>) -> impl IntoView {
    move || view! { <OneDocument id=id.get() /> }
}

#[component]
fn OneDocument(id: DocumentId) -> impl IntoView {
    let sheet = Sheet::new(id);
    frame::head(move || PageHead {
        title: sheet.document.with(|document| match document {
            Some(document) => document.number.clone(),
            None => documents::not_aboard(language()).to_owned(),
        }),
        subtitle: sheet.document.with(|document| {
            let kind = document.as_ref().map(|document| document.kind);
            kind.map(|kind| documents::kind(language(), kind).to_owned())
        }),
        back: Some(Route::Documents.href()),
    });
    let here = Memo::new(move |_| sheet.document.with(Option::is_some));
    let missing = || {
        view! {
            <Page>
                <EmptyState title=say(documents::not_aboard) text=say(documents::not_aboard_text)>
                    <LinkButton label=say(documents::to_list) href=Route::Documents.href() />
                </EmptyState>
            </Page>
        }
    };
    view! { <Show when=move || here.get() fallback=missing><Whole sheet=sheet /></Show> }
}

#[component]
fn Whole(sheet: Sheet) -> impl IntoView {
    let cancelling = RwSignal::new(false);
    let cancel = move || {
        sheet.may_cancel().then(|| view! { <Button label=say(documents::cancel) icon=Icon::Ban look=Look::Quiet on_press=move |()| cancelling.set(true) /> })
    };
    view! {
        <Page>
            <Top sheet=sheet />
            <NotTaken words=sheet.trouble />
            <Cancelled sheet=sheet />
            <Facts sheet=sheet />
            <LinesCard sheet=sheet />
            <div class="row">{cancel}</div>
            <CancelDialog sheet=sheet open=cancelling />
        </Page>
    }
}

/// Number, what the ERP said, and where it stands between this device and everybody.
#[component]
fn Top(sheet: Sheet) -> impl IntoView {
    let number = move || sheet.part(|document| document.number.clone());
    let provisional =
        move || sheet.part(|document| document.provisional.as_ref() == Some(&document.number));
    let erp = move || {
        let said = sheet
            .document
            .with(|document| document.as_ref().and_then(said_by_erp));
        said.map(|(tone, icon, words)| view! { <Tag tone=tone icon=icon words=say(words) /> })
    };
    let from_erp = move || {
        let only_read = sheet.part(|document| !document.is_ours());
        only_read.then(|| view! { <Tag tone=Tone::Neutral icon=Icon::Database words=say(documents::of_the_erp) /> })
    };
    view! {
        <div class="row">
            <span class="plate offer-code" data-provisional=provisional>{number}</span>
            {erp}
            {from_erp}
            <RecordMark key={RecordKey::of::<Document>(sheet.id)} />
        </div>
    }
}

/// By its reason; the record stays.
#[component]
fn Cancelled(sheet: Sheet) -> impl IntoView {
    move || {
        let cancelled = sheet.document.with(|document| {
            let cancelled = document
                .as_ref()
                .and_then(|document| document.cancelled.clone());
            cancelled.map(|cancelled| cancelled.reason)
        });
        cancelled.map(|reason| view! { <Notice verdict=Verdict::Warn title=say(documents::is_cancelled)>{reason}</Notice> })
    }
}

#[component]
fn Facts(sheet: Sheet) -> impl IntoView {
    let device = sheet.app.device;
    let account = Memo::new(move |_| {
        let id = sheet
            .document
            .with(|document| document.as_ref().map(|document| document.account))?;
        let name = device.get::<Account>(id).map(|account| account.name);
        Some((Route::Account(id.0).href(), name.unwrap_or_default()))
    });
    let day = move || {
        let day = sheet
            .document
            .with(|document| document.as_ref().map(|document| document.day));
        day.map(|day| pricing::day(language(), day))
    };
    let total = move || {
        sheet.document.with(|document| {
            let document = document.as_ref()?;
            let total = document.total().ok()?;
            Some(pricing::amount(language(), total, document.currency))
        })
    };
    let warehouse = Memo::new(move |_| {
        let id = sheet.part(|document| document.warehouse)?;
        device.get::<Warehouse>(id).map(|warehouse| warehouse.name)
    });
    let note = Memo::new(move |_| {
        let note = sheet.part(|document| document.note.clone());
        Some(note).filter(|note| !note.is_empty())
    });
    view! {
        <Card title=say(documents::about)>
            <dl class="facts">
                {move || account.get().map(|(href, name)| view! { <dt>{say(offers::account)}</dt> <dd><a href=href>{name}</a></dd> })}
                <dt>{say(documents::day)}</dt> <dd>{day}</dd>
                <dt>{say(documents::total)}</dt> <dd>{total}</dd>
                {move || warehouse.get().map(|name| view! { <dt>{say(stock::warehouse)}</dt> <dd>{name}</dd> })}
                {move || note.get().map(|note| view! { <dt>{say(documents::note)}</dt> <dd>{note}</dd> })}
                <Belongs sheet=sheet />
            </dl>
        </Card>
    }
}

/// The sale that a return takes back, and the warranty return that made it.
#[component]
fn Belongs(sheet: Sheet) -> impl IntoView {
    let device = sheet.app.device;
    let sale = Memo::new(move |_| {
        let id = sheet.part(|document| document.of)?;
        let sale = device.get::<Document>(id)?;
        Some((Route::Document(id.0).href(), sale.number))
    });
    let operation = Memo::new(move |_| {
        let id = sheet.part(|document| document.operation)?;
        let operation = device.get::<Operation>(id)?;
        Some((
            Route::Return(id.0).href(),
            operation.code.shown().to_owned(),
        ))
    });
    view! {
        {move || sale.get().map(|(href, number)| view! { <dt>{say(rma::sale)}</dt> <dd><a href=href>{number}</a></dd> })}
        {move || operation.get().map(|(href, code)| view! { <dt>{say(documents::operation)}</dt> <dd><a href=href>{code}</a></dd> })}
    }
}
