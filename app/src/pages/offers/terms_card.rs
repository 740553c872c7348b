//! The header of the offer: its days, price list, payment method and notes. Each finished field is one change.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::calendar::Day;
use shared::edit::Edit;
use shared::ids::PriceListId;
use shared::offers::Offer;
use shared::offers::change::{Change, Field};
use shared::pricing::PriceList;
use shared::tickets::Ticket;

use super::editor::Editor;
use crate::kit::{Card, Choice, DateField, LinkButton, Look, Select, Writing};
use crate::messages::{Language, language, offers, say};
use crate::pages::chosen::Chosen;
use crate::pages::word_field::WordField;
use crate::routes::Route;

#[component]
pub fn TermsCard(editor: Editor) -> impl IntoView {
    let account = Memo::new(move |_| {
        editor
            .offer
            .with(|offer| offer.as_ref().map(|offer| offer.account))
    });
    let ticket = Memo::new(move |_| {
        let offer = editor.offer.with(|offer| offer.as_ref()?.ticket);
        let id = offer?;
        let ticket = editor.app.device.get::<Ticket>(id)?;
        Some((id, ticket.code.shown().to_owned()))
    });
    let to_ticket = move || {
        ticket.get().map(|(id, code)| {
            let label = move || format!("{} {code}", offers::ticket(language()));
            view! { <LinkButton label=label href=Route::Ticket(id.0).href() look=Look::Quiet /> }
        })
    };
    let to_account = move || {
        account.get().map(|id| view! { <LinkButton label=say(offers::open_account) href=Route::Account(id.0).href() look=Look::Quiet /> })
    };
    let links = move || view! { {to_ticket()} {to_account()} };
    view! {
        <Card title=say(offers::terms) extra=links>
            <div class="fields">
                <Days editor=editor />
                <List editor=editor />
                <Words editor=editor />
            </div>
        </Card>
    }
}

/// One finished field.
fn edit(editor: Editor, field: Field) {
    editor.commit(Change::HeaderEdited {
        offer: editor.id,
        field,
    });
}

fn closed(editor: Editor) -> Signal<bool> {
    Signal::derive(move || !editor.is_open())
}

#[component]
fn Days(editor: Editor) -> impl IntoView {
    let written = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let day = move || {
        editor
            .offer
            .with(|offer| written(offer.as_ref().map(|offer| offer.day)))
    };
    let until = move || {
        editor
            .offer
            .with(|offer| written(offer.as_ref().and_then(|offer| offer.valid_until)))
    };
    let set_day = move |written: Edit<String>| {
        let (was, now) = (Day::parse(&written.was), Day::parse(&written.now));
        if let (Ok(was), Ok(now)) = (was, now) {
            let edit = Edit::new(was, now);
            self::edit(editor, Field::Day { edit });
        }
    };
    let set_until = move |written: Edit<String>| {
        let day = |text: String| Day::parse(&text).ok();
        let edit = Edit::new(day(written.was), day(written.now));
        self::edit(editor, Field::ValidUntil { edit });
    };
    let earliest = Signal::derive(move || Some(day()));
    view! {
        <DateField label=say(offers::day) value=Signal::derive(day) on_change=set_day read_only=closed(editor) />
        <DateField label=say(offers::valid_until) value=Signal::derive(until) on_change=set_until earliest=earliest read_only=closed(editor) />
    }
}

/// The lists in the offer's currency.
#[component]
fn List(editor: Editor) -> impl IntoView {
    let device = editor.app.device;
    let choices = move || {
        let (currency, chosen) = editor.offer.with(|offer| {
            (
                offer.as_ref().map(|offer| offer.currency),
                offer.as_ref().and_then(|offer| offer.price_list),
            )
        });
        let fits = |id: PriceListId, list: &PriceList| {
            Some(list.currency) == currency || Some(id) == chosen
        };
        let lists = device
            .all::<PriceList>()
            .into_iter()
            .filter(|(id, list)| fits(*id, list));
        lists
            .map(|(id, list)| Choice::new(id.to_string(), list.name))
            .collect::<Vec<_>>()
    };
    let list = Chosen::of(Memo::new(move |_| editor.part(|offer| offer.price_list)));
    let value = move || list.get().map(|id| id.to_string()).unwrap_or_default();
    let choose = move |id: String| {
        let Some((edit, ended)) = list.choose(id.parse().ok()) else {
            return;
        };
        let field = Field::PriceList { edit };
        let change = Change::HeaderEdited {
            offer: editor.id,
            field,
        };
        spawn_local(async move {
            editor.committed(change).await;
            ended.done();
        });
    };
    view! {
        <Select
            label=say(offers::price_list)
            choices=Signal::derive(choices)
            value=Signal::derive(value)
            on_change=choose
            none=say(offers::no_price_list)
            read_only=closed(editor)
        />
    }
}

/// What is written in the header; kept while it is typed, until it is saved.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Word {
    Payment,
    Note,
}

impl Word {
    pub const ALL: [Word; 2] = [Word::Payment, Word::Note];

    /// Its name among what is typed and not saved.
    pub fn name(self) -> &'static str {
        match self {
            Word::Payment => "header/payment",
            Word::Note => "header/note",
        }
    }

    pub fn label(self, language: Language) -> &'static str {
        match self {
            Word::Payment => offers::payment(language),
            Word::Note => offers::note(language),
        }
    }

    fn of(self, offer: &Offer) -> String {
        match self {
            Word::Payment => offer.payment_method.clone(),
            Word::Note => offer.note.clone(),
        }
    }

    fn field(self, edit: Edit<String>) -> Field {
        match self {
            Word::Payment => Field::PaymentMethod { edit },
            Word::Note => Field::Note { edit },
        }
    }
}

/// A word that somebody else wrote while it was typed.
pub fn met(editor: Editor) -> Option<Word> {
    let is_met = |word: &Word| {
        let stands = editor.part(|offer| word.of(offer));
        let typing = editor.unsaved.typing();
        typing.with(|typing| typing.is_met(word.name(), &stands))
    };
    Word::ALL.into_iter().find(is_met)
}

/// A word that came back is finished, unless somebody else wrote there meanwhile: then it is asked under its field.
pub fn finish(editor: Editor, word: Word, now: String) {
    let stands = untrack(|| editor.part(|offer| word.of(offer)));
    let edit = editor.unsaved.finished(word.name(), stands, now);
    edit.into_iter().for_each(|edit| save(editor, word, edit));
}

/// Its letters are kept until that stands on the disk.
fn save(editor: Editor, word: Word, edit: Edit<String>) {
    let letters = editor.unsaved.finishing(word.name());
    let edited = Change::HeaderEdited {
        offer: editor.id,
        field: word.field(edit),
    };
    spawn_local(async move {
        match editor.committed(edited).await {
            true => letters.done(),
            false => letters.not_saved(),
        }
    });
}

#[component]
fn Words(editor: Editor) -> impl IntoView {
    let stands = |word: Word| Memo::new(move |_| editor.part(|offer| word.of(offer)));
    let finished = |word: Word| move |edit: Edit<String>| save(editor, word, edit);
    view! {
        <WordField
            unsaved=editor.unsaved
            name=Word::Payment.name()
            label=say(offers::payment)
            stands=stands(Word::Payment)
            on_finish=finished(Word::Payment)
            read_only=closed(editor)
        />
        <WordField
            unsaved=editor.unsaved
            name=Word::Note.name()
            label=say(offers::note)
            hint=say(offers::note_hint)
            stands=stands(Word::Note)
            on_finish=finished(Word::Note)
            writing=Writing::Paragraph
            read_only=closed(editor)
        />
    }
}
