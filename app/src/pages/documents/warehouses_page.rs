//! The warehouses that goods come from: departments and vans, named by hand where no ERP names them (RMA-21, TCK-08).

use leptos::prelude::*;
use shared::edit::Edit;
use shared::ids::WarehouseId;
use shared::stock::{Change, Warehouse};
use shared::users::Right;

use crate::kit::{
    Button, Card, EmptyState, Icon, List, Notice, Page, PageHead, TextField, Verdict,
};
use crate::messages::{language, say, stock, tickets};
use crate::pages::frame;
use crate::pages::set_up::SetUp;
use crate::routes::Route;
use crate::state::app;

#[component]
pub fn WarehousesPage() -> impl IntoView {
    let app = app();
    frame::head(|| PageHead {
        title: stock::warehouses(language()).to_owned(),
        subtitle: None,
        back: Some(Route::Settings.href()),
    });
    move || match app.login.has(Right::ManageSettings) {
        true => view! { <Parts /> }.into_any(),
        false => {
            view! { <Page><EmptyState title=say(tickets::for_administrators) /></Page> }.into_any()
        }
    }
}

#[component]
fn Parts() -> impl IntoView {
    let set_up = SetUp::here();
    let ids = Memo::new(move |_| {
        let mut all = set_up.app.device.all::<Warehouse>();
        all.sort_by(|(_, one), (_, other)| one.name.cmp(&other.name));
        all.into_iter().map(|(id, _)| id).collect::<Vec<_>>()
    });
    view! {
        <Page>
            {move || set_up.trouble.get().map(|words| view! { <Notice verdict=Verdict::Block title=words /> })}
            <Card title=say(stock::warehouses) flush=true>
                <Show when=move || ids.with(Vec::is_empty)><p class="soft card-line">{say(stock::no_warehouses)}</p></Show>
                <List label=say(stock::warehouses)>
                    <For each=move || ids.get() key=|id| *id children=move |id| view! { <Row set_up=set_up id=id /> } />
                </List>
            </Card>
            <New set_up=set_up />
        </Page>
    }
}

/// Its name is the field: finished, it is saved.
#[component]
fn Row(set_up: SetUp, id: WarehouseId) -> impl IntoView {
    let device = set_up.app.device;
    let name = Memo::new(move |_| {
        let found = device.get::<Warehouse>(id);
        found.map(|warehouse| warehouse.name).unwrap_or_default()
    });
    let rename = move |now: String| {
        set_up.change(move || {
            let was = device.peek::<Warehouse>(id)?.name;
            let name = Edit::new(was, now.trim().to_owned());
            let warehouse = id;
            (name.was != name.now).then_some(Change::Renamed { warehouse, name })
        });
    };
    view! {
        <li class="card-line">
            <TextField label=say(stock::warehouse_name) value=name on_change=rename />
        </li>
    }
}

#[component]
fn New(set_up: SetUp) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let add = move || {
        let now = typed.get_untracked().trim().to_owned();
        if now.is_empty() {
            return;
        }
        typed.set(String::new());
        let warehouse = set_up.app.device.new_id();
        let name = Edit::new(String::new(), now);
        set_up.change(move || Some(Change::Renamed { warehouse, name }));
    };
    view! {
        <Card title=say(stock::new_warehouse)>
            <form class="ticket-item-new" novalidate on:submit=move |event| { event.prevent_default(); add() }>
                <TextField label=say(stock::warehouse_name) value=typed on_input=move |now| typed.set(now) />
                <Button label=say(stock::add_warehouse) icon=Icon::Plus submit=true />
            </form>
        </Card>
    }
}
