//! The warehouses that goods come from: departments and vans, named by hand where no ERP names them (RMA-21, TCK-08).

use leptos::prelude::*;
use shared::edit::Edit;
use shared::ids::WarehouseId;
use shared::stock::{Change, Warehouse};
use shared::text::compare;

use crate::kit::{Button, Card, Icon, List, TextField};
use crate::messages::{language, say, stock};
use crate::pages::set_up::{SetUp, SetUpFrame};

#[component]
pub fn WarehousesPage() -> impl IntoView {
    view! { <SetUpFrame title=stock::warehouses parts=parts /> }
}

fn parts(set_up: SetUp) -> AnyView {
    let ids = Memo::new(move |_| {
        let mut all = set_up.app.device.all::<Warehouse>();
        all.sort_by(|(_, one), (_, other)| compare(language(), &one.name, &other.name));
        all.into_iter().map(|(id, _)| id).collect::<Vec<_>>()
    });
    view! {
        <Card title=say(stock::warehouses) flush=true>
            <Show when=move || ids.with(Vec::is_empty)><p class="soft card-line">{say(stock::no_warehouses)}</p></Show>
            <List label=say(stock::warehouses)>
                <For each=move || ids.get() key=|id| *id children=move |id| view! { <Row set_up=set_up id=id /> } />
            </List>
        </Card>
        <New set_up=set_up />
    }
    .into_any()
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
