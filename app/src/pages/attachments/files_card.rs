//! Which files hang on a record, where are their bytes, and how does one come or go?

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::attachments::change::right_for;
use shared::attachments::{Attachment, Parent};
use shared::bounds::FILE_BYTES;
use shared::ids::AttachmentId;

use crate::kit::{
    Button, Card, ChosenFile, FileButton, Icon, Item, List, Look, Notice, Tag, Tone, Verdict, Words,
};
use crate::messages::{attachments, language, language_now, say, sync};
use crate::pages::problems::not_saved;
use crate::state::app;
use crate::state::files::{self, NotAdded, NotOpened, Stands};

/// What the browser's own picker offers; a phone offers its camera with it. Whatever is chosen is judged by how it begins.
const ACCEPT: &str = "image/jpeg,image/png,image/webp,application/pdf";

/// The card of one record's files.
#[component]
pub fn FilesCard(on: Parent) -> impl IntoView {
    let app = app();
    let found = Memo::new(move |_| files::of(app.device, on));
    let (problem, working) = (RwSignal::new(None::<String>), RwSignal::new(false));
    let may = Memo::new(move |_| app.login.has(right_for(on)));
    let add = Callback::new(move |file: ChosenFile| {
        problem.set(None);
        working.set(true);
        spawn_local(async move {
            if let Err(why) = files::add(app, on, file.name, &file.bytes).await {
                problem.set(Some(not_added(&why)));
            }
            working.set(false);
        });
    });
    let extra = move || {
        // one byte more is read, so that a larger file is seen to be one
        may.get().then(|| view! { <FileButton label=say(attachments::add) accept=ACCEPT bytes_max=FILE_BYTES as u32 + 1 on_chosen=add working=working /> })
    };
    let row = move |(id, attachment)| view! { <Row id=id attachment=attachment may=may problem=problem /> };
    view! {
        <Card title=say(attachments::files) extra=extra flush=true>
            {move || problem.get().map(|words| view! { <div class="card-line"><Notice verdict=Verdict::Block title=words /></div> })}
            <Show when=move || !found.with(Vec::is_empty) fallback=|| view! { <p class="soft card-line">{say(attachments::none)}</p> }>
                <List label=say(attachments::files)>
                    <For each=move || found.get() key=|(id, _)| *id children=row />
                </List>
            </Show>
        </Card>
    }
}

/// Files to be opened and no more, where they are shown beside what they hang on.
#[component]
pub fn FileRows(
    #[prop(into)] label: Words,
    found: Memo<Vec<(AttachmentId, Attachment)>>,
) -> impl IntoView {
    let problem = RwSignal::new(None::<String>);
    let may = Memo::new(|_| false);
    let row = move |(id, attachment)| view! { <Row id=id attachment=attachment may=may problem=problem /> };
    view! {
        {move || problem.get().map(|words| view! { <div class="card-line"><Notice verdict=Verdict::Block title=words /></div> })}
        <List label=label>
            <For each=move || found.get() key=|(id, _)| *id children=row />
        </List>
    }
}

#[component]
fn Row(
    id: AttachmentId,
    attachment: Attachment,
    may: Memo<bool>,
    problem: RwSignal<Option<String>>,
) -> impl IntoView {
    let app = app();
    let (name, bytes) = (attachment.name.clone(), attachment.size_bytes);
    let (opened, named) = (attachment.clone(), attachment.name.clone());
    let open = Callback::new(move |()| {
        let attachment = opened.clone();
        problem.set(None);
        spawn_local(async move {
            if let Err(why) = files::open(app, attachment).await {
                problem.set(Some(not_opened(why)));
            }
        });
    });
    let remove = Callback::new(move |()| {
        problem.set(None);
        spawn_local(async move {
            if let Err(why) = files::remove(app, id).await {
                problem.set(Some(not_saved(language_now(), &why)));
            }
        });
    });
    let stands = Memo::new(move |_| files::stands(app, &attachment.hash));
    let actions = move || {
        let (opened, gone) = (named.clone(), named.clone());
        view! {
            <Button label=move || attachments::open_named(language(), &opened) icon=Icon::Download icon_only=true look=Look::Quiet on_press=open />
            {may.get().then(|| view! { <Button label=move || attachments::remove_named(language(), &gone) icon=Icon::Trash2 icon_only=true look=Look::Quiet on_press=remove /> })}
        }
    };
    view! {
        <Item
            title=move || name.clone()
            detail=move || view! { <span class="row">{sync::megabytes(language(), bytes)}{tag(stands)}</span> }
            value=move || view! { <span class="list-actions">{actions()}</span> }
        />
    }
}

/// Nothing is said of what nobody here knows.
fn tag(stands: Memo<Option<Stands>>) -> impl IntoView {
    move || {
        stands.get().map(|stands| {
            let tone = match stands {
                Stands::OnServer => Tone::Fine,
                Stands::OnItsWay { .. } => Tone::Open,
                Stands::Stuck => Tone::Block,
            };
            view! { <Tag tone=Signal::stored(tone) words=move || words(stands) /> }
        })
    }
}

fn words(stands: Stands) -> String {
    match stands {
        Stands::OnServer => attachments::on_server(language()).to_owned(),
        Stands::Stuck => attachments::stuck(language()).to_owned(),
        Stands::OnItsWay { sent: 0, .. } => attachments::waits(language()).to_owned(),
        Stands::OnItsWay { sent, of } => {
            attachments::on_its_way(language(), sent * 100 / of.max(1))
        }
    }
}

fn not_opened(why: NotOpened) -> String {
    let words = match why {
        NotOpened::NoSignal => attachments::no_signal,
        NotOpened::NotThere => attachments::not_there,
        NotOpened::NotKept => attachments::not_kept,
    };
    words(language_now()).to_owned()
}

fn not_added(why: &NotAdded) -> String {
    match why {
        NotAdded::NotSaved(why) => not_saved(language_now(), why),
        NotAdded::TooLarge { bytes_max } => attachments::too_large(language_now(), *bytes_max),
        NotAdded::Unknown => attachments::unknown(language_now()).to_owned(),
        NotAdded::Damaged => attachments::damaged(language_now()).to_owned(),
    }
}
