//! Convert to what? Order, dispatch or quote (where the ERP takes it), what is missing for it, and what happens next.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::integrations::DocumentKind;
use shared::offers::change::Change;
use shared::offers::transfer::{Missing, kinds, missing};

use super::editor::Editor;
use crate::kit::{Button, Choice, Dialog, Icon, Look, Notice, Segment, Verdict};
use crate::messages::{self, language, offers, say};

const KINDS: [(DocumentKind, &str); 3] = [
    (DocumentKind::Order, "order"),
    (DocumentKind::Dispatch, "dispatch"),
    (DocumentKind::Quote, "quote"),
];

fn value_of(kind: DocumentKind) -> &'static str {
    KINDS
        .iter()
        .find(|(other, _)| *other == kind)
        .map_or("order", |(_, value)| value)
}

#[component]
pub fn TransferDialog(editor: Editor, open: RwSignal<bool>) -> impl IntoView {
    let kind = RwSignal::new(DocumentKind::Order);
    let erp = Memo::new(move |_| editor.set().map(|(_, set)| set.erp));
    let lacks = Memo::new(move |_| {
        editor.offer.with(|offer| {
            offer
                .as_ref()
                .map(|offer| missing(offer, kind.get(), erp.get()))
                .unwrap_or_default()
        })
    });
    let working = RwSignal::new(false);
    let press = move |()| {
        let set = untrack(|| editor.set()).map(|(set, _)| set);
        let change = Change::ConversionRequested {
            offer: editor.id,
            kind: kind.get_untracked(),
            set,
        };
        working.set(true);
        spawn_local(async move {
            editor.committed(change).await;
            working.set(false);
            // a refusal is said above the lines, where there is room for it
            open.set(false);
        });
    };
    let press = Callback::new(press);
    let actions = move || {
        let blocked = Signal::derive(move || {
            lacks.with(|lacks| {
                lacks
                    .first()
                    .map(|first| offers::missing(language(), first))
            })
        });
        view! {
            <Button label=say(messages::kit::cancel) on_press=move |()| open.set(false) />
            <Button
                label=move || offers::convert_to(language(), kind.get())
                look=Look::Main
                icon=Icon::ArrowRight
                working=working
                blocked=blocked
                on_press=press
            />
        }
    };
    view! {
        <Dialog title=say(offers::convert_title) open=open on_close=move |()| open.set(false) actions=actions>
            <Kinds kind=kind erp=erp />
            {move || lacks.get().into_iter().map(|lack: Missing| view! { <Notice verdict=Verdict::Warn title=move || offers::missing(language(), &lack) /> }).collect_view()}
            <p>{move || if editor.app.connection.online.get() { offers::asked_now(language()) } else { offers::asked_later(language()) }}</p>
        </Dialog>
    }
}

#[component]
fn Kinds(
    kind: RwSignal<DocumentKind>,
    erp: Memo<Option<shared::integrations::ErpKind>>,
) -> impl IntoView {
    let choices = move || {
        kinds(erp.get())
            .into_iter()
            .map(|kind| Choice::new(value_of(kind), offers::kind(language(), kind)))
            .collect::<Vec<_>>()
    };
    let choose = move |value: String| {
        if let Some((chosen, _)) = KINDS.iter().find(|(_, other)| *other == value) {
            kind.set(*chosen);
        }
    };
    let value = move || value_of(kind.get()).to_owned();
    view! { <Segment label=say(offers::document_kind) choices=Signal::derive(choices) value=Signal::derive(value) on_change=choose wide=true /> }
}
