//! What is gone through on the job: boxes to tick with a glove, taken from the company's checklists or written by hand.

use leptos::prelude::*;
use shared::ids::{ChecklistId, LineId};
use shared::text::compare;
use shared::tickets::Change;
use shared::tickets::checklist::{self, Checklist, Item, NewItem};
use shared::users::{Person, Right};

use super::sheet::Sheet;
use crate::kit::{Button, Card, Checkbox, Dialog, Icon, Look, TextField};
use crate::messages::{Language, language, offers, say, tickets};
use crate::state::time;

#[component]
pub fn ChecklistCard(sheet: Sheet) -> impl IntoView {
    let items = Memo::new(move |_| sheet.part(|ticket| ticket.checklist.clone()));
    let ids = Memo::new(move |_| {
        items.with(|items| items.iter().map(|item| item.id).collect::<Vec<_>>())
    });
    let open = Memo::new(move |_| sheet.takes_work());
    let count = move || items.with(|items| done_of(items));
    let extra = move || open.get().then(|| view! { <Taking sheet=sheet /> });
    view! {
        <Card title=say(tickets::checklist) count=count extra=extra>
            <Show when=move || ids.with(Vec::is_empty)><p class="soft">{say(tickets::no_items)}</p></Show>
            <ul class="ticket-items" aria-label=say(tickets::checklist)>
                <For each=move || ids.get() key=|id| *id children=move |id| view! { <One sheet=sheet id=id open=open /> } />
            </ul>
            <Show when=move || open.get()><Adding sheet=sheet /></Show>
        </Card>
    }
}

/// "3 / 8"; nothing of nothing.
fn done_of(items: &[Item]) -> String {
    match items.len() {
        0 => String::new(),
        all => format!("{} / {all}", checklist::ticked(items)),
    }
}

/// The box is the whole row; where nothing may be ticked, the words alone say how it stands.
#[component]
fn One(sheet: Sheet, id: LineId, open: Memo<bool>) -> impl IntoView {
    let item = Memo::new(move |_| sheet.part(|ticket| ticket.item(id).cloned()));
    let text = move || item.with(|item| item.as_ref().map(|item| item.text.clone()));
    let text = move || text().unwrap_or_default();
    let done = Memo::new(move |_| item.with(|item| item.as_ref().is_some_and(is_ticked)));
    let who = move || item.with(|item| item.as_ref().map(|item| told(sheet, item)));
    let who = move || who().unwrap_or_default();
    let tick = move |done: bool| {
        let at = untrack(time::now);
        sheet.commit(Change::ItemTicked {
            ticket: sheet.id,
            id,
            done,
            at,
        });
    };
    let boxed = move || view! { <Checkbox label=text hint=who checked=done on_change=tick /> };
    let read = move || {
        let stands = move || match done.get() {
            true => who(),
            false => tickets::not_done(language()).to_owned(),
        };
        view! { <p>{text} " " <span class="soft small">{stands}</span></p> }
    };
    view! {
        <li class="ticket-item">
            <Show when=move || open.get() fallback=read>{boxed()}</Show>
            <Show when=move || open.get() && item.with(|item| may_remove(sheet, item))><Removing sheet=sheet id=id /></Show>
        </li>
    }
}

fn is_ticked(item: &Item) -> bool {
    item.ticked.is_some()
}

/// "Rasa Jonaitienė · 12 March, 10:05"; nothing while nobody did it.
fn told(sheet: Sheet, item: &Item) -> String {
    let Some(tick) = item.ticked else {
        return String::new();
    };
    let who = sheet.app.device.get::<Person>(tick.by);
    let when = offers::day_and_time(language(), tick.at, time::offset_minutes());
    let parts = [who.map(|person| person.name), Some(when)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" · ")
}

/// As the rule says it: one's own or a manager's, while nobody did it.
fn may_remove(sheet: Sheet, item: &Option<Item>) -> bool {
    let Some(item) = item.as_ref().filter(|item| !is_ticked(item)) else {
        return false;
    };
    let mine = (sheet.app.login.person()).is_some_and(|person| person.user == item.by);
    mine || sheet.app.login.has(Right::ManageTickets)
}

#[component]
fn Removing(sheet: Sheet, id: LineId) -> impl IntoView {
    let remove = move |()| {
        sheet.commit(Change::ItemRemoved {
            ticket: sheet.id,
            id,
        })
    };
    view! { <Button label=say(tickets::remove_item) icon=Icon::Trash2 icon_only=true look=Look::Quiet on_press=remove /> }
}

/// What is typed stays over a reload until it is added.
#[component]
fn Adding(sheet: Sheet) -> impl IntoView {
    const FIELD: &str = "item";
    let text = RwSignal::new(String::new());
    Effect::new(move |_| {
        if let Some(back) = sheet.unsaved.of(FIELD) {
            text.set(back);
        }
    });
    let typed = move |now: String| {
        text.set(now.clone());
        sheet.unsaved.type_in(FIELD, now);
    };
    let add = move |()| {
        let written = text.get_untracked();
        if written.trim().is_empty() {
            return;
        }
        let item = NewItem {
            id: sheet.app.device.new_id(),
            text: written,
        };
        sheet.change(Some(FIELD.to_owned()), move |_| {
            Some(added(sheet, vec![item]))
        });
        text.set(String::new());
    };
    view! {
        <form class="ticket-item-new" novalidate on:submit=move |event| { event.prevent_default(); add(()) }>
            <TextField label=say(tickets::item) value=text on_input=typed />
            <Button label=say(tickets::add_item) icon=Icon::Plus submit=true />
        </form>
    }
}

fn added(sheet: Sheet, items: Vec<NewItem>) -> Change {
    Change::ItemsAdded {
        ticket: sheet.id,
        items,
    }
}

/// The checklists of which this ticket lacks something; none, no button.
#[component]
fn Taking(sheet: Sheet) -> impl IntoView {
    let asked = RwSignal::new(false);
    let offered = Memo::new(move |_| offered(sheet));
    let take = move |id: ChecklistId, list: Checklist| {
        asked.set(false);
        sheet.change(None, move |ticket| {
            let items = list.missing(id, sheet.id, ticket);
            (!items.is_empty()).then(|| added(sheet, items))
        });
    };
    let one = move |(id, list): (ChecklistId, Checklist)| {
        let name = list.name.clone();
        view! { <Button label=name wide=true on_press=move |()| take(id, list.clone()) /> }
    };
    let all = move || offered.get().into_iter().map(one).collect_view();
    view! {
        <Show when=move || !offered.with(Vec::is_empty)>
            <Button label=say(tickets::take_checklist) icon=Icon::Plus on_press=move |()| asked.set(true) />
        </Show>
        <Dialog title=say(tickets::which_checklist) open=asked on_close=move || asked.set(false)>
            <div class="stack">{all}</div>
        </Dialog>
    }
}

fn offered(sheet: Sheet) -> Vec<(ChecklistId, Checklist)> {
    let all = sheet.app.device.all::<Checklist>().into_iter();
    let lacks = |id: ChecklistId, list: &Checklist| {
        sheet.part(|ticket| !list.missing(id, sheet.id, ticket).is_empty())
    };
    let offered = all.filter(|(id, list)| !list.archived && lacks(*id, list));
    by_name(language(), offered.collect())
}

fn by_name(
    language: Language,
    mut lists: Vec<(ChecklistId, Checklist)>,
) -> Vec<(ChecklistId, Checklist)> {
    lists.sort_by(|(_, one), (_, other)| compare(language, &one.name, &other.name));
    lists
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checklists_stand_as_their_language_orders_them() {
        let named = |name: &str| Checklist {
            name: name.to_owned(),
            lines: Vec::new(),
            archived: false,
        };
        let lists = ["Žiema", "Vasara", "Šildymas"]
            .map(|name| (ChecklistId(uuid::Uuid::nil()), named(name)));
        let sorted = by_name(Language::Lt, lists.to_vec()).into_iter();
        let sorted: Vec<String> = sorted.map(|(_, list)| list.name).collect();
        assert_eq!(sorted, ["Šildymas", "Vasara", "Žiema"]);
    }
}
