//! The checklists that the company keeps for its tickets (TCK-08): by name, and a new one under a name of its own.

use leptos::prelude::*;
use shared::brought::Brought;
use shared::ids::ChecklistId;
use shared::text::compare;
use shared::tickets::{Change, Checklist};

use crate::kit::{Button, Card, Icon, Item, List, TextField};
use crate::messages::{language, say, tickets};
use crate::pages::set_up::{SetUp, SetUpFrame};
use crate::routes::Route;

#[component]
pub fn ChecklistsPage() -> impl IntoView {
    view! { <SetUpFrame title=tickets::checklists parts=parts /> }
}

fn parts(set_up: SetUp) -> AnyView {
    let all = Memo::new(move |_| {
        let mut all = set_up.app.device.all::<Checklist>();
        all.sort_by(|(_, one), (_, other)| {
            let by_name = || compare(language(), &one.name, &other.name);
            one.archived.cmp(&other.archived).then_with(by_name)
        });
        all
    });
    view! {
        <Card title=say(tickets::checklists) flush=true>
            <Show when=move || all.with(Vec::is_empty)><p class="soft card-line">{say(tickets::no_checklists)}</p></Show>
            <List label=say(tickets::checklists)>
                {move || all.get().into_iter().map(row).collect_view()}
            </List>
        </Card>
        <New set_up=set_up />
    }
    .into_any()
}

fn row((id, list): (ChecklistId, Checklist)) -> impl IntoView {
    let (name, lines) = (list.name, list.lines.len() as u64);
    let detail = move || tickets::lines_count(language(), lines);
    let note = move || list.archived.then(|| tickets::not_offered(language()));
    let href = Signal::stored(Route::Checklist(id.0).href());
    view! { <Item title=move || name.clone() detail=detail note=note href=href /> }
}

/// Its lines are written on its own page.
#[component]
fn New(set_up: SetUp) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let add = move || {
        let record = Checklist::named(&name.get_untracked());
        if record.name.is_empty() {
            return;
        }
        name.set(String::new());
        let checklist = set_up.app.device.new_id();
        let brought = Brought::New { record };
        set_up.change(move || Some(Change::ChecklistDefined { checklist, brought }));
    };
    view! {
        <Card title=say(tickets::new_checklist)>
            <form class="ticket-item-new" novalidate on:submit=move |event| { event.prevent_default(); add() }>
                <TextField label=say(tickets::checklist_name) value=name on_input=move |now| name.set(now) />
                <Button label=say(tickets::add_checklist) icon=Icon::Plus submit=true />
            </form>
        </Card>
    }
}
