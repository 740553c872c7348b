//! Today: returns whose customer ought to have been written to about a state that this person confirmed, and was not (NTF-01). Nothing
//! where all went well.

use leptos::prelude::*;
use shared::ids::OperationId;
use shared::rma::{Operation, Told};

use crate::kit::{Card, Icon, Item, List, Tag, Tone};
use crate::messages::{language, numbers, rma, say};
use crate::routes::Route;
use crate::state::{App, app, time};

#[derive(Clone, PartialEq)]
struct Row {
    id: OperationId,
    title: String,
    told: Told,
}

#[component]
pub fn UntoldCard() -> impl IntoView {
    let app = app();
    let rows = Memo::new(move |_| rows(app));
    let row = |Row { id, title, told }: Row| {
        let detail = move || rma::why_untold(language(), &told);
        let href = Signal::stored(Route::Return(id.0).href());
        view! { <Item title=move || title.clone() detail=detail value=move || view! { <UntoldTag /> } href=href /> }
    };
    move || {
        let rows = rows.get();
        let count = numbers::count(language(), rows.len() as u64);
        (!rows.is_empty()).then(|| {
            view! {
                <Card title=say(rma::untold_returns) count=count flush=true>
                    <List label=say(rma::untold_returns)>{rows.into_iter().map(row).collect_view()}</List>
                </Card>
            }
        })
    }
}

/// The latest first.
fn rows(app: App) -> Vec<Row> {
    let Some(person) = app.login.person() else {
        return Vec::new();
    };
    let now = time::now();
    let mut all = app.device.all::<Operation>();
    all.sort_by_key(|(_, operation)| {
        let last = operation.log.last();
        std::cmp::Reverse(last.map(|line| line.accepted_at))
    });
    let row = |(id, operation): (OperationId, Operation)| {
        let told = operation.warns(person.user, now)?.told.clone();
        let title = format!("{} · {}", operation.code.shown(), operation.account_name);
        Some(Row { id, title, told })
    };
    all.into_iter().filter_map(row).collect()
}

/// The customer was not told.
#[component]
pub fn UntoldTag() -> impl IntoView {
    view! { <Tag tone=Tone::Warn icon=Icon::Mail words=say(rma::untold) /> }
}
