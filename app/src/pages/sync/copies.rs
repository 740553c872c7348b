//! Unsent work in a file: saved here, taken in on another device of the same person. Each way out of it is said where the button
//! stands.

use crate::kit::{Button, Card, ChosenFile, FileButton, Icon, Look, Notice, Verdict};
use crate::messages::{Language, carrying, language, say};
use crate::state::carrying::{
    self as copies, LeftOut, NotSaved, NotTakenIn, PHOTOS_BYTES_MAX, READ_MAX, Refused, Saved,
    TakenIn,
};
use crate::state::connection::StorageProblem as Problem;
use crate::state::{App, app};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What became of the last press, at one place on a page.
#[derive(Clone, Copy)]
pub struct Copying {
    app: App,
    saving: RwSignal<bool>,
    taking: RwSignal<bool>,
    said: RwSignal<Option<Said>>,
}

#[derive(Clone, PartialEq, Debug)]
enum Said {
    Saved(Result<Saved, NotSaved>),
    TakenIn(Result<TakenIn, NotTakenIn>),
}

impl Copying {
    pub fn here() -> Copying {
        let app = app();
        // another tab may have brought the key since
        spawn_local(copies::look_for_key(app));
        Copying {
            app,
            saving: RwSignal::new(false),
            taking: RwSignal::new(false),
            said: RwSignal::new(None),
        }
    }

    fn has_no_key(self) -> bool {
        self.app.carrying.has_key.get() == Some(false)
    }

    fn save(self) {
        self.saving.set(true);
        spawn_local(async move {
            let saved = copies::save(self.app).await;
            self.said.set(Some(Said::Saved(saved)));
            self.saving.set(false);
        });
    }

    fn take_in(self, file: Vec<u8>) {
        self.taking.set(true);
        spawn_local(async move {
            let taken = copies::take_in(self.app, &file).await;
            self.said.set(Some(Said::TakenIn(taken)));
            self.taking.set(false);
        });
    }
}

/// One tap, and what waits lies in a file.
#[component]
pub fn SaveCopy(copying: Copying, #[prop(optional)] look: Look) -> impl IntoView {
    let connection = copying.app.connection;
    let blocked = Signal::derive(move || match (connection.unsent(), copying.has_no_key()) {
        (0, _) => Some(carrying::nothing_waits(language()).to_owned()),
        (_, true) => Some(carrying::needs_signal(language()).to_owned()),
        _ => None,
    });
    view! {
        <Button label=say(carrying::save) icon=Icon::Download look=look working=copying.saving blocked=blocked on_press=move |()| copying.save() />
    }
}

/// A file from another device of the same person.
#[component]
fn TakeInCopy(copying: Copying) -> impl IntoView {
    let blocked = Signal::derive(move || {
        (copying.has_no_key()).then(|| carrying::needs_signal(language()).to_owned())
    });
    // nothing is accepted by name: a phone greys out what it does not know, and the file says itself what it is
    view! {
        <FileButton label=say(carrying::take_in) accept="" bytes_max=READ_MAX working=copying.taking blocked=blocked on_chosen=move |file: ChosenFile| copying.take_in(file.bytes) />
    }
}

/// What became of it, read aloud.
#[component]
pub fn CopySaid(copying: Copying) -> impl IntoView {
    let said = move || {
        copying.said.get().map(|said| match said {
            Said::Saved(Ok(saved)) => view! { <SavedSaid saved=saved /> }.into_any(),
            Said::Saved(Err(why)) => view! { <NotSavedSaid why=why /> }.into_any(),
            Said::TakenIn(Ok(taken)) => view! { <TakenInSaid taken=taken /> }.into_any(),
            Said::TakenIn(Err(why)) => view! { <NotTakenSaid why=why /> }.into_any(),
        })
    };
    view! { <div class="copy-said" role="status">{said}</div> }
}

/// Both ways, with what they are for.
#[component]
pub fn Copies() -> impl IntoView {
    let copying = Copying::here();
    let connection = copying.app.connection;
    view! {
        <Card title=say(carrying::title)>
            <div class="stack">
                <p>{say(carrying::about)}</p>
                {move || copying.has_no_key().then(|| view! { <NoKey /> })}
                <Show when=move || connection.unsent() == 0><p class="soft">{say(carrying::nothing_waits)}</p></Show>
                <div class="copies">
                    <div class="copy-way"><SaveCopy copying=copying /></div>
                    <div class="copy-way"><TakeInCopy copying=copying /></div>
                </div>
                <CopySaid copying=copying />
            </div>
        </Card>
    }
}

/// The disk did not take something. What it took before may still be saved elsewhere.
#[component]
pub fn StorageProblem() -> impl IntoView {
    let connection = app().connection;
    let problem = Memo::new(move |_| connection.storage_problem());
    let copying = Copying::here();
    let title = move || match problem.get() {
        Some(Problem::Full) => carrying::storage_full(language()),
        _ => carrying::storage_failed(language()),
    };
    let save = move || view! { <SaveCopy copying=copying look=Look::Main /> };
    view! {
        <Show when=move || problem.with(Option::is_some)>
            <Notice verdict=Verdict::Block title=title actions=save>
                <p>{say(carrying::storage_text)}</p>
            </Notice>
            <CopySaid copying=copying />
        </Show>
    }
}

#[component]
fn NoKey() -> impl IntoView {
    view! { <Notice verdict=Verdict::Warn title=say(carrying::no_key)><p>{say(carrying::no_key_text)}</p></Notice> }
}

#[component]
fn SavedSaid(saved: Saved) -> impl IntoView {
    let Saved {
        name,
        count,
        files,
        left_out,
    } = saved;
    let verdict = match left_out == LeftOut::default() {
        true => Verdict::Fine,
        false => Verdict::Warn,
    };
    let title = move || match count {
        0 => carrying::files_saved(language(), files),
        count => carrying::saved(language(), count),
    };
    let with_files = count > 0 && files > 0;
    view! {
        <Notice verdict=verdict title=title>
            {with_files.then(|| view! { <p>{move || carrying::with_files(language(), files)}</p> })}
            <LeftOutSaid left_out=left_out />
            <p class="copy-name">{move || carrying::saved_where(language(), &name)}</p>
        </Notice>
    }
}

#[component]
fn LeftOutSaid(left_out: LeftOut) -> impl IntoView {
    let LeftOut { changes, files } = left_out;
    let of_files = move || carrying::files_left_out(language(), files, PHOTOS_BYTES_MAX);
    view! {
        {(changes > 0).then(|| view! { <p class="strong">{move || carrying::left_out(language(), changes)}</p> })}
        {(files > 0).then(|| view! { <p class="strong">{of_files}</p> })}
    }
}

#[component]
fn NotSavedSaid(why: NotSaved) -> impl IntoView {
    match why {
        NotSaved::NoKey => view! { <NoKey /> }.into_any(),
        NotSaved::NothingWaits => {
            view! { <Notice verdict=Verdict::Info title=say(carrying::nothing_waits) /> }.into_any()
        }
        NotSaved::NothingOpens(left_out) => view! {
            <Notice verdict=Verdict::Block title=say(carrying::no_file)><LeftOutSaid left_out=left_out /></Notice>
        }
        .into_any(),
        NotSaved::NoFile => view! {
            <Notice verdict=Verdict::Block title=say(carrying::no_file)><p>{say(carrying::no_file_text)}</p></Notice>
        }
        .into_any(),
    }
}

#[component]
fn TakenInSaid(taken: TakenIn) -> impl IntoView {
    let TakenIn {
        fresh,
        files,
        known,
        blocked,
    } = taken;
    let verdict = match (blocked, fresh + files) {
        (0, 0) => Verdict::Info,
        (0, _) => Verdict::Fine,
        _ => Verdict::Warn,
    };
    let title = move || match (fresh, files) {
        (0, 0) => carrying::nothing_new(language()).to_owned(),
        (0, files) => carrying::files_taken_in(language(), files),
        (fresh, _) => carrying::taken_in(language(), fresh),
    };
    let with_files = fresh > 0 && files > 0;
    view! {
        <Notice verdict=verdict title=title>
            {with_files.then(|| view! { <p>{move || format!("{}.", carrying::files_taken_in(language(), files))}</p> })}
            {(known > 0).then(|| view! { <p>{move || carrying::known(language(), known)}</p> })}
            {(blocked > 0).then(|| view! { <p class="strong">{move || carrying::blocked(language(), blocked)}</p> })}
        </Notice>
    }
}

#[component]
fn NotTakenSaid(why: NotTakenIn) -> impl IntoView {
    match why {
        NotTakenIn::NoKey => view! { <NoKey /> }.into_any(),
        NotTakenIn::Refused(why) => view! {
            <Notice verdict=Verdict::Block title=move || refused(why).0(language())>
                <p>{move || refused(why).1(language())}</p>
            </Notice>
        }
        .into_any(),
        NotTakenIn::Storage(_) => view! {
            <Notice verdict=Verdict::Block title=say(carrying::not_kept)><p>{say(carrying::not_kept_text)}</p></Notice>
        }
        .into_any(),
    }
}

type Message = fn(Language) -> &'static str;

/// Why, and what to do.
fn refused(why: Refused) -> (Message, Message) {
    match why {
        Refused::NotOurs => (carrying::not_ours, carrying::not_ours_text),
        Refused::OtherCompany => (carrying::other_company, carrying::other_company_text),
        Refused::OtherPerson => (carrying::other_person, carrying::other_person_text),
        Refused::NewerFormat => (carrying::newer, carrying::newer_text),
        Refused::Damaged => (carrying::damaged, carrying::damaged_text),
    }
}
