//! Time that is written down afterwards, because the clock was forgotten or ran wrong: travel or labour, from when until when (TCK-08).
//! Kept with every letter until it is in the log.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::calendar::ZoneOffsets;
use shared::edit::Edit;
use shared::ids::{LineId, TicketId};
use shared::tickets::{Change, WorkKind};

use super::sheet::Sheet;
use crate::kit::{Button, Choice, Icon, Look, Notice, Select, TextField, TimeField, Verdict};
use crate::messages::{kit, language, language_now, say, tickets};
use crate::pages::problems::not_saved;
use crate::pages::unsaved::{CameBack, Finishing, Unsaved};
use crate::state::time;

const FIELDS: [&str; 4] = ["kind", "from", "until", "note"];

/// What is chosen and typed; the times as a clock on the wall shows them.
#[derive(Clone, PartialEq, Debug)]
pub struct Logged {
    kind: WorkKind,
    from: String,
    until: String,
    note: String,
}

impl Default for Logged {
    fn default() -> Self {
        Logged {
            kind: WorkKind::Labour,
            from: String::new(),
            until: String::new(),
            note: String::new(),
        }
    }
}

impl Logged {
    /// `None` while one of the times is missing; the rule says whether they may be.
    fn change(&self, ticket: TicketId, id: LineId, zone: &ZoneOffsets) -> Option<Change> {
        Some(Change::WorkLogged {
            ticket,
            id,
            kind: self.kind,
            started: zone.moment_at(&self.from).ok()?,
            ended: zone.moment_at(&self.until).ok()?,
            note: self.note.clone(),
        })
    }
}

fn kind_name(kind: WorkKind) -> &'static str {
    match kind {
        WorkKind::Travel => "travel",
        WorkKind::Labour => "labour",
    }
}

fn kind_of(name: &str) -> WorkKind {
    let named = |kind: &WorkKind| kind_name(*kind) == name;
    let found = WorkKind::ALL.into_iter().find(named);
    found.unwrap_or(WorkKind::Labour)
}

/// The open form, its letters, and why they were not taken.
#[derive(Clone, Copy)]
pub struct Entry {
    sheet: Sheet,
    pub open: RwSignal<bool>,
    logged: RwSignal<Logged>,
    problem: RwSignal<Option<String>>,
    unsaved: Unsaved,
}

impl Entry {
    pub fn new(sheet: Sheet) -> Entry {
        let (open, logged) = (RwSignal::new(false), RwSignal::new(Logged::default()));
        let form = format!("ticket/{}/work", sheet.id);
        let unsaved = Unsaved::new(sheet.app, form, move |back| {
            let of = |name: &str| back.get(name).cloned().unwrap_or_default();
            open.set(true);
            logged.set(Logged {
                kind: kind_of(&of("kind")),
                from: of("from"),
                until: of("until"),
                note: of("note"),
            });
        });
        Entry {
            sheet,
            open,
            logged,
            problem: RwSignal::new(None),
            unsaved,
        }
    }

    fn type_in(self, field: &str, text: String, into: fn(&mut Logged, String)) {
        self.unsaved.type_in(field, text.clone());
        self.logged.update(|logged| into(logged, text));
    }

    fn part(self, of: fn(&Logged) -> &str) -> Signal<String> {
        Signal::derive(move || self.logged.with(|logged| of(logged).to_owned()))
    }

    fn close(self) {
        self.unsaved.forget();
        self.problem.try_set(None);
        self.open.try_set(false);
        self.logged.try_set(Logged::default());
    }

    /// It closes when it is on the disk; what is refused stays as it was typed.
    fn write_down(self, working: RwSignal<bool>) {
        let (sheet, id) = (self.sheet, self.sheet.app.device.new_id());
        let zone = ZoneOffsets::fixed(untrack(time::offset_minutes));
        let logged = self.logged.get_untracked();
        let Some(change) = logged.change(sheet.id, id, &zone) else {
            let words = tickets::time_missing(language_now()).to_owned();
            return self.problem.set(Some(words));
        };
        working.set(true);
        let letters = FIELDS.map(|field| self.unsaved.finishing(field));
        let saved = sheet.saved(move |_| Some(change));
        spawn_local(async move {
            let saved = saved.await;
            working.try_set(false);
            match saved {
                Ok(()) => {
                    letters.into_iter().for_each(Finishing::done);
                    self.close();
                }
                Err(why) => _ = (self.problem).try_set(Some(not_saved(language_now(), &why))),
            }
        });
    }
}

#[component]
pub fn WorkForm(entry: Entry) -> impl IntoView {
    let choices = move || {
        let words = |kind| Choice::new(kind_name(kind), tickets::work_kind(language(), kind));
        WorkKind::ALL.map(words).to_vec()
    };
    let kind = entry.part(|logged| kind_name(logged.kind));
    let choose = move |name: String| {
        entry.type_in("kind", name, |logged, name| logged.kind = kind_of(&name));
    };
    let begin = move |edit: Edit<String>| {
        entry.type_in("from", edit.now, |logged, now| logged.from = now);
    };
    let end = move |edit: Edit<String>| {
        entry.type_in("until", edit.now, |logged, now| logged.until = now);
    };
    let write = move |text: String| {
        entry.type_in("note", text, |logged, text| logged.note = text);
    };
    let working = RwSignal::new(false);
    let said = move || {
        let words = entry.problem.get();
        words.map(|words| view! { <Notice verdict=Verdict::Block title=words /> })
    };
    view! {
        <div class="stack">
            <CameBack unsaved=entry.unsaved on_discard=move |()| entry.close() />
            <Select label=say(tickets::work_sort) choices=Signal::derive(choices) value=kind on_change=choose />
            <TimeField label=say(tickets::work_from) value=entry.part(|logged| &logged.from) on_change=begin />
            <TimeField label=say(tickets::work_until) value=entry.part(|logged| &logged.until) on_change=end />
            <TextField label=say(tickets::note) value=entry.part(|logged| &logged.note) on_input=write />
            <div aria-live="polite">{said}</div>
            <div class="row">
                <Button label=say(tickets::write_down_time) icon=Icon::Check working=working on_press=move |()| entry.write_down(working) />
                <Button label=say(kit::close) look=Look::Quiet on_press=move |()| entry.close() />
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::ids::Id;
    use uuid::Uuid;

    fn change(from: &str, until: &str) -> Option<Change> {
        let logged = Logged {
            kind: kind_of("travel"),
            from: from.to_owned(),
            until: until.to_owned(),
            note: String::new(),
        };
        let (ticket, id) = (
            TicketId::from_uuid(Uuid::nil()),
            LineId::from_uuid(Uuid::nil()),
        );
        logged.change(ticket, id, &ZoneOffsets::fixed(180))
    }

    #[test]
    fn time_is_written_down_by_the_clock_on_the_wall() {
        let Some(Change::WorkLogged {
            kind,
            started,
            ended,
            ..
        }) = change("2026-11-23T09:00", "2026-11-23T10:20")
        else {
            panic!("both times are there");
        };
        assert_eq!(kind, WorkKind::Travel);
        assert_eq!(ended.milliseconds_since(started), 80 * 60_000);
        assert_eq!(started.milliseconds() % 86_400_000, 6 * 3_600_000);
        assert_eq!(change("", "2026-11-23T10:20"), None);
        assert_eq!(change("2026-11-23T09:00", ""), None);
    }
}
