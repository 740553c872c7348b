//! What became of an entry that is answered: by whom, how, what somebody had typed into it meanwhile, and the way back.

use super::letters::Field;
use super::others::name_of;
use super::record_of::record_of;
use super::subject;
use super::told::WantedFacts;
use super::typed::{Typed, TypedFacts};
use crate::kit::{Announcer, Button, Card, LinkButton, Look, Notice, Page, Verdict, focus};
use crate::messages::{Language, kit, language, language_now, say, sync};
use crate::routes::Route;
use crate::state::answered::{By, How, how};
use crate::state::{App, app};
use leptos::{html, prelude::*};
use shared::sync::InboxEntry;

/// `was_open`: somebody looks at it, and perhaps types.
#[component]
pub fn AnsweredEntry(entry: InboxEntry, by: By, was_open: bool, typed: Typed) -> impl IntoView {
    let app = app();
    let (change, args, how) = (entry.change.clone(), entry.args(), how(&entry));
    let record = record_of(app.device, &entry).map(|route| route.href());
    let deed = move || subject::deed(app.device, &change, &args);
    let words = move || by_whom(app, language(), by);
    let place = NodeRef::<html::Div>::new();
    // the field that had the focus is gone
    Effect::new(move |_| {
        if let Some(place) = place.get().filter(|_| was_open) {
            focus(&place);
            Announcer::say(by_whom(app, language_now(), by));
        }
    });
    view! {
        <Page>
            <div class="entry-place" tabindex="-1" node_ref=place>
                <Card title=say(sync::entry_answered)>
                    <div class="stack entry">
                        <Notice verdict=Verdict::Info title=words><p>{move || in_which_way(language(), how)}</p></Notice>
                        <LeftTyped typed=typed />
                        <div class="entry-ways">
                            <LinkButton label=say(sync::back_to_inbox) href=Route::Inbox.href() look=Look::Main />
                            {record.map(|href| view! { <LinkButton label=say(sync::open_record) href=href /> })}
                        </div>
                        <p>{deed}</p>
                        <WantedFacts entry=entry />
                    </div>
                </Card>
            </div>
        </Page>
    }
}

/// Letters that were never sent, to be read until they are thrown away.
#[component]
fn LeftTyped(typed: Typed) -> impl IntoView {
    let left: Signal<Vec<(Field, String)>> = Signal::derive(move || typed.beside(&[]));
    let discard = move || {
        view! { <Button label=say(kit::discard_input) on_press=move |()| typed.forget() /> }
    };
    view! {
        <Show when=move || left.with(|left| !left.is_empty())>
            <div role="status">
                <Notice verdict=Verdict::Warn title=say(sync::typed_not_sent) actions=discard>
                    <TypedFacts typed=left />
                    <p>{say(sync::typed_not_sent_text)}</p>
                </Notice>
            </div>
        </Show>
    }
}

fn by_whom(app: App, language: Language, by: By) -> String {
    let words = match by {
        By::Here => sync::answered_here,
        By::OtherDevice => sync::answered_on_other_device,
        By::You => sync::answered_by_you,
        By::YouOrAdministrator => sync::answered_by_you_or_administrator,
        By::AuthorOrAdministrator(author) => {
            return sync::answered_by_author(language, &name_of(app, author));
        }
    };
    words(language).to_owned()
}

fn in_which_way(language: Language, how: How) -> &'static str {
    let words = match how {
        How::Read => sync::answered_read,
        How::LetGo => sync::answered_let_go,
        How::TheirsStays => sync::answered_theirs_stays,
        How::SentAgain => sync::answered_sent_again,
        How::SentChosen => sync::answered_sent_chosen,
        How::Unknown => sync::answered_unknown,
    };
    words(language)
}
