//! Whose ticket it is, what they say, and how to reach them; edited field by field.

use leptos::prelude::*;
use shared::accounts::Account;
use shared::calendar::Day;
use shared::edit::Edit;
use shared::ids::UserId;
use shared::text::compare;
use shared::tickets::{Change, Field, Ticket};
use shared::users::Person;

use super::due::due_words;
use super::new_page::PriorityChoice;
use super::request_fields::{ChannelChoice, KindChoice, PromisedField};
use super::sheet::Sheet;
use crate::kit::{Button, Card, Choice, DateField, Icon, LinkButton, Look, Select, Writing};
use crate::messages::{Language, language, offers, pricing, say, tickets};
use crate::pages::chosen::Chosen;
use crate::pages::word_field::WordField;
use crate::routes::Route;
use crate::state::time;

#[component]
pub fn CustomerCard(sheet: Sheet) -> impl IntoView {
    let editing = RwSignal::new(false);
    let account = Memo::new(move |_| {
        sheet.part(|ticket| Some((ticket.account, ticket.account_name.clone())))
    });
    let device = sheet.app.device;
    // a customer of another territory has no card here
    let name = move || {
        let (id, name) = account.get()?;
        Some(match device.get::<Account>(id) {
            Some(card) => view! { <a href=Route::Account(id.0).href()>{card.name}</a> }.into_any(),
            None => name.into_any(),
        })
    };
    let extra = move || {
        let label = move || match editing.get() {
            true => tickets::done(language()).to_owned(),
            false => tickets::edit(language()).to_owned(),
        };
        let flip = move |()| editing.update(|editing| *editing = !*editing);
        sheet.is_open().then(
            || view! { <Button label=label look=Look::Quiet icon=Icon::Pencil on_press=flip /> },
        )
    };
    view! {
        <Card title=say(tickets::customer) extra=extra>
            <h3 class="title">{name}</h3>
            <Show when=move || editing.get() && sheet.is_open() fallback=move || view! { <Told sheet=sheet /> }>
                <Fields sheet=sheet />
            </Show>
        </Card>
    }
}

/// What is known, in the order in which it helps.
#[component]
fn Told(sheet: Sheet) -> impl IntoView {
    let device = sheet.app.device;
    let words = move |of: fn(&Ticket) -> String| Memo::new(move |_| sheet.part(of));
    let (text, contact) = (
        words(|ticket| ticket.text.clone()),
        words(|ticket| ticket.contact.clone()),
    );
    let (phone, address) = (
        words(|ticket| ticket.phone.clone()),
        words(|ticket| ticket.address.clone()),
    );
    let reported = move || {
        let day = sheet.part(|ticket| Some(ticket.reported));
        day.map(|day| pricing::day(language(), day))
            .unwrap_or_default()
    };
    let person = move || {
        let user = sheet.part(|ticket| ticket.assignee);
        let person = user.and_then(|user| device.get::<Person>(user));
        person.map_or_else(
            || tickets::nobody(language()).to_owned(),
            |person| person.name,
        )
    };
    let promised = move || {
        let at = sheet.part(|ticket| ticket.promised)?;
        let open = sheet.part(|ticket| ticket.status.is_open());
        let words = move || match open {
            true => due_words(at),
            false => offers::day_and_time(language(), at, time::offset_minutes()),
        };
        Some(view! { <dt>{say(tickets::promised)}</dt> <dd>{words}</dd> })
    };
    let kind = move || {
        let kind = sheet.part(|ticket| ticket.request_kind)?;
        Some(
            view! { <dt>{say(tickets::request_kind)}</dt> <dd>{move || tickets::kind_name(language(), kind)}</dd> },
        )
    };
    let opened = move || view! { <dt>{say(tickets::opened)}</dt> <dd>{opened_words(sheet)}</dd> };
    let fact = |name: fn(Language) -> &'static str, value: Memo<String>| {
        move || {
            let said = value.get();
            (!said.trim().is_empty()).then(|| view! { <dt>{say(name)}</dt> <dd>{said}</dd> })
        }
    };
    let number = move || {
        phone
            .get()
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .collect::<String>()
    };
    view! {
        {move || (!text.with(String::is_empty)).then(|| view! { <p class="prose">{text}</p> })}
        <dl class="facts">
            <dt>{say(tickets::assignee)}</dt> <dd>{person}</dd>
            {fact(tickets::contact, contact)}
            {fact(tickets::phone, phone)}
            {fact(tickets::address, address)}
            {promised}
            {kind}
            <dt>{say(tickets::reported)}</dt> <dd>{reported}</dd>
            {opened}
        </dl>
        <div class="row">
            <TakeIt sheet=sheet />
            {move || (!number().is_empty()).then(|| view! { <LinkButton label=say(tickets::call) icon=Icon::Phone href=format!("tel:{}", number()) /> })}
            {move || (!address.get().trim().is_empty()).then(|| view! { <LinkButton label=say(tickets::route) icon=Icon::Navigation href=map(&address.get()) /> })}
        </div>
    }
}

/// When, by whom, and how the wish came in.
fn opened_words(sheet: Sheet) -> String {
    let (at, by, channel) = sheet.part(|ticket| {
        let at = ticket.opened_at.unwrap_or(ticket.made_at);
        (Some(at), Some(ticket.made_by), ticket.channel)
    });
    let at = at.map(|at| offers::day_and_time(language(), at, time::offset_minutes()));
    let person = by.and_then(|by| sheet.app.device.get::<Person>(by));
    let channel = channel.map(|channel| tickets::channel_name(language(), channel).to_owned());
    let parts = [at, person.map(|person| person.name), channel];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The device's own map, whichever it is.
fn map(address: &str) -> String {
    let escaped: String = (address.bytes())
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect();
    format!("geo:0,0?q={escaped}")
}

/// Whoever reads it takes it, in one tap.
#[component]
fn TakeIt(sheet: Sheet) -> impl IntoView {
    let me = Memo::new(move |_| sheet.app.login.person().map(|person| person.user));
    let free = Memo::new(move |_| {
        sheet.is_open() && sheet.part(|ticket| Some(ticket.assignee)) == Some(None)
    });
    let assignee = Chosen::of(Memo::new(move |_| sheet.part(|ticket| ticket.assignee)));
    let take = move |()| choose(sheet, assignee, me.get_untracked(), assigned);
    view! {
        <Show when=move || free.get()>
            <Button label=say(tickets::take_it) icon=Icon::Hand on_press=take />
        </Show>
    }
}

fn assigned(edit: Edit<Option<UserId>>) -> Field {
    Field::Assignee { edit }
}

/// One tap.
fn choose<T: Clone + PartialEq + Send + Sync + 'static>(
    sheet: Sheet,
    chosen: Chosen<T>,
    now: T,
    field: fn(Edit<T>) -> Field,
) {
    let Some((edit, ended)) = chosen.choose(now) else {
        return;
    };
    let change = Change::Edited {
        ticket: sheet.id,
        field: field(edit),
    };
    sheet.change_and(None, move |_| Some(change), move || ended.done());
}

/// One finished field; a refusal is said under it.
fn set_at<T: PartialEq + 'static>(
    sheet: Sheet,
    name: &str,
    edit: Edit<T>,
    field: fn(Edit<T>) -> Field,
) {
    sheet.change(Some(name.to_owned()), move |_| {
        (edit.was != edit.now).then(|| Change::Edited {
            ticket: sheet.id,
            field: field(edit),
        })
    });
}

/// A field of words: which, and how it is written.
#[derive(Clone, Copy)]
struct Word {
    name: &'static str,
    label: fn(Language) -> &'static str,
    of: fn(&Ticket) -> String,
    field: fn(Edit<String>) -> Field,
    writing: Writing,
}

const WORDS: [Word; 5] = [
    Word {
        name: "header/title",
        label: tickets::title,
        of: |ticket| ticket.title.clone(),
        field: |edit| Field::Title { edit },
        writing: Writing::Line,
    },
    Word {
        name: "header/text",
        label: tickets::text,
        of: |ticket| ticket.text.clone(),
        field: |edit| Field::Text { edit },
        writing: Writing::Paragraph,
    },
    Word {
        name: "header/contact",
        label: tickets::contact,
        of: |ticket| ticket.contact.clone(),
        field: |edit| Field::Contact { edit },
        writing: Writing::Line,
    },
    Word {
        name: "header/phone",
        label: tickets::phone,
        of: |ticket| ticket.phone.clone(),
        field: |edit| Field::Phone { edit },
        writing: Writing::Telephone,
    },
    Word {
        name: "header/address",
        label: tickets::address,
        of: |ticket| ticket.address.clone(),
        field: |edit| Field::Address { edit },
        writing: Writing::Line,
    },
];

#[component]
fn Fields(sheet: Sheet) -> impl IntoView {
    let priority = Chosen::of(Memo::new(move |_| sheet.part(|ticket| ticket.priority)));
    let prioritise = move |now| choose(sheet, priority, now, |edit| Field::Priority { edit });
    let promised = Memo::new(move |_| sheet.part(|ticket| ticket.promised));
    let promise = move |edit| {
        set_at(sheet, "promised", edit, |edit| Field::Promised { edit });
    };
    let kind = Chosen::of(Memo::new(move |_| sheet.part(|ticket| ticket.request_kind)));
    let set_kind = move |now| choose(sheet, kind, now, |edit| Field::RequestKind { edit });
    let channel = Chosen::of(Memo::new(move |_| sheet.part(|ticket| ticket.channel)));
    let set_channel = move |now| choose(sheet, channel, now, |edit| Field::Channel { edit });
    // there is always a day: whoever empties the field finds it back
    let emptied = RwSignal::new(false);
    let day = move || match emptied.get() {
        true => String::new(),
        false => {
            let day = sheet.part(|ticket| Some(ticket.reported));
            day.map(|day| day.to_string()).unwrap_or_default()
        }
    };
    let set_day = move |written: Edit<String>| {
        if written.now.is_empty() {
            emptied.set(true);
            return request_animation_frame(move || _ = emptied.try_set(false));
        }
        let (was, now) = (Day::parse(&written.was), Day::parse(&written.now));
        if let (Ok(was), Ok(now)) = (was, now) {
            let edit = Edit::new(was, now);
            set_at(sheet, "reported", edit, |edit| Field::Reported { edit });
        }
    };
    view! {
        <div class="stack">
            {WORDS.map(|word| view! { <Written sheet=sheet word=word /> })}
            <Assignee sheet=sheet />
            <DateField label=say(tickets::reported) value=Signal::derive(day) on_change=set_day problem=sheet.trouble.at("reported") />
            <PromisedField value=promised on_change=promise problem=sheet.trouble.at("promised") />
            <KindChoice value=kind.shown() on_change=set_kind />
            <ChannelChoice value=channel.shown() on_change=set_channel />
            <PriorityChoice value=priority.shown() on_change=prioritise />
        </div>
    }
}

#[component]
fn Written(sheet: Sheet, word: Word) -> impl IntoView {
    let stands = Memo::new(move |_| sheet.part(word.of));
    let finished = move |edit: Edit<String>| {
        sheet.change(Some(word.name.to_owned()), move |_| {
            Some(Change::Edited {
                ticket: sheet.id,
                field: (word.field)(edit),
            })
        });
    };
    view! { <WordField unsaved=sheet.unsaved name=word.name problem=sheet.trouble.at(word.name) label=say(word.label) stands=stands on_finish=finished writing=word.writing /> }
}

/// Whoever works here.
#[component]
fn Assignee(sheet: Sheet) -> impl IntoView {
    let device = sheet.app.device;
    let choices = move || {
        let people = device.all::<Person>().into_iter();
        let people = people
            .filter(|(_, person)| person.active)
            .map(|(id, person)| Choice::new(id.to_string(), person.name));
        by_name(language(), people.collect())
    };
    let assignee = Chosen::of(Memo::new(move |_| sheet.part(|ticket| ticket.assignee)));
    let value = move || {
        let user = assignee.get();
        user.map(|user| user.to_string()).unwrap_or_default()
    };
    let choose = move |user: String| choose(sheet, assignee, user.parse().ok(), assigned);
    view! { <Select label=say(tickets::assignee) choices=Signal::derive(choices) value=Signal::derive(value) on_change=choose none=say(tickets::nobody) /> }
}

fn by_name(language: Language, mut people: Vec<Choice>) -> Vec<Choice> {
    people.sort_by(|one, other| compare(language, &one.words, &other.words));
    people
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_stand_as_their_language_orders_them() {
        let names = ["Şule", "Çetin", "Zeynep", "Deniz"];
        let people = names.map(|name| Choice::new(name, name)).to_vec();
        let sorted = by_name(Language::Tr, people).into_iter();
        let sorted: Vec<String> = sorted.map(|choice| choice.value).collect();
        assert_eq!(sorted, ["Çetin", "Deniz", "Şule", "Zeynep"]);
    }
}
