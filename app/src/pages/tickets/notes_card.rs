//! What was written about a ticket, the newest first; a note is added in one field and one tap.

use leptos::prelude::*;
use shared::tickets::{Change, Note};
use shared::users::Person;

use super::sheet::Sheet;
use crate::kit::{Button, Card, Checkbox, Icon, Tag, TextField, Tone, Writing};
use crate::messages::{language, numbers, offers, say, tickets};
use crate::state::time;

#[component]
pub fn NotesCard(sheet: Sheet) -> impl IntoView {
    let notes = Memo::new(move |_| newest_first(sheet.part(|ticket| ticket.notes.clone())));
    let count = move || match notes.with(Vec::len) {
        0 => String::new(),
        count => numbers::count(language(), count as u64),
    };
    view! {
        <Card title=say(tickets::notes) count=count>
            <Show when=move || sheet.may_work()><Adding sheet=sheet /></Show>
            <Show when=move || notes.with(Vec::is_empty)><p class="soft">{say(tickets::no_notes)}</p></Show>
            <ul class="ticket-notes">
                <For each=move || notes.get() key=|note| note.id children=move |note| view! { <One sheet=sheet note=note /> } />
            </ul>
        </Card>
    }
}

/// By the time that each carries; of one time by the order in which they came, the last first.
fn newest_first(notes: Vec<Note>) -> Vec<Note> {
    let mut notes = oldest_first(notes);
    notes.reverse();
    notes
}

/// As things happened, for whoever reads it as a report.
pub fn oldest_first(mut notes: Vec<Note>) -> Vec<Note> {
    notes.sort_by_key(|note| note.at);
    notes
}

/// Under this name the letters are kept: who may read them is kept with them.
fn kept_as(public: bool) -> &'static str {
    match public {
        true => "note/public",
        false => "note",
    }
}

/// Letters that came back, and whether the customer may read them.
fn came_back(of: impl Fn(&str) -> Option<String>) -> Option<(String, bool)> {
    let kept = |public: bool| Some((of(kept_as(public))?, public));
    kept(true).or_else(|| kept(false))
}

/// What is typed stays over a reload until it is added. Each note is the customer's only where that was said of it.
#[component]
fn Adding(sheet: Sheet) -> impl IntoView {
    let (text, public) = (RwSignal::new(String::new()), RwSignal::new(false));
    let back = Memo::new(move |_| came_back(|name| sheet.unsaved.of(name)));
    Effect::new(move |_| {
        if let Some((back, is_public)) = back.get() {
            text.set(back);
            public.set(is_public);
        }
    });
    let typed = move |now: String| {
        text.set(now.clone());
        let name = kept_as(public.get_untracked());
        sheet.unsaved.type_in(name, now);
    };
    let tick = move |now: bool| {
        sheet.unsaved.done(kept_as(!now));
        public.set(now);
        let letters = text.get_untracked();
        if !letters.is_empty() {
            sheet.unsaved.type_in(kept_as(now), letters);
        }
    };
    let add = move |()| {
        let note = text.get_untracked();
        if note.trim().is_empty() {
            return;
        }
        let (id, is_public) = (sheet.app.device.new_id(), public.get_untracked());
        let at = untrack(time::now);
        sheet.change(Some(kept_as(is_public).to_owned()), move |_| {
            Some(Change::NoteAdded {
                ticket: sheet.id,
                id,
                note,
                public: is_public,
                at: Some(at),
            })
        });
        text.set(String::new());
        public.set(false);
    };
    view! {
        <div class="stack">
            <TextField label=say(tickets::note) value=text on_input=typed writing=Writing::Paragraph />
            <div class="row">
                <Button label=say(tickets::add_note) icon=Icon::Plus on_press=add />
                <Checkbox label=say(tickets::public) checked=public on_change=tick />
            </div>
        </div>
    }
}

#[component]
fn One(sheet: Sheet, note: Note) -> impl IntoView {
    let device = sheet.app.device;
    let (by, at) = (note.by, note.at);
    let who = move || {
        device
            .get::<Person>(by)
            .map(|person| person.name)
            .unwrap_or_default()
    };
    let when = move || offers::day_and_time(language(), at, time::offset_minutes());
    let late = Memo::new(move |_| sheet.is_after_signature(at));
    view! {
        <li class="ticket-note">
            <p class="prose">{note.text}</p>
            <p class="soft small">
                {who} " · " <span class="nowrap">{when}</span>
                {note.public.then(|| view! { " " <Tag tone=Tone::Neutral icon=Icon::Eye words=say(tickets::for_customer) /> })}
                {move || late.get().then(|| view! { " · " {say(tickets::after_signature)} })}
            </p>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::calendar::Moment;
    use shared::ids::{Id, LineId, UserId};
    use uuid::Uuid;

    fn note(text: &str, at: i64) -> Note {
        Note {
            id: LineId::from_uuid(Uuid::nil()),
            text: text.to_owned(),
            by: UserId::from_uuid(Uuid::nil()),
            at: Moment::from_milliseconds(at),
            public: false,
        }
    }

    #[test]
    fn letters_come_back_with_who_may_read_them() {
        let kept = |public: bool| {
            let found = move |name: &str| (name == kept_as(public)).then(|| "Hello".to_owned());
            came_back(found)
        };
        for public in [true, false] {
            assert_eq!(kept(public), Some(("Hello".to_owned(), public)));
        }
        assert_eq!(came_back(|_| None), None);
    }

    #[test]
    fn a_note_that_came_late_stands_where_its_time_belongs() {
        let notes = [("office", 5), ("basement", 2), ("one", 7), ("other", 7)];
        let notes = notes.map(|(text, at)| note(text, at)).to_vec();
        let said = |notes: Vec<Note>| -> Vec<String> {
            let texts = notes.into_iter().map(|note| note.text);
            texts.collect()
        };
        let newest = ["other", "one", "office", "basement"];
        let oldest = ["basement", "office", "one", "other"];
        assert_eq!(said(newest_first(notes.clone())), newest);
        assert_eq!(said(oldest_first(notes)), oldest);
    }
}
