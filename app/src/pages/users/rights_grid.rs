//! Which role has which right: a table with headings on both sides, to read. Asks `shared` for every cell.

use leptos::prelude::*;
use shared::users::{Right, Role};

use crate::kit::PageHead;
use crate::kit::{Card, Column, Icon, Page, Sign, Table};
use crate::messages::{language, policy, say, users};
use crate::pages::frame;
use crate::routes::Route;

#[component]
pub fn RightsGrid() -> impl IntoView {
    frame::head(|| PageHead {
        title: users::rights_by_role(language()).to_owned(),
        subtitle: None,
        back: Some(Route::Users.href()),
    });
    let role = |role: Role| Column::new(move || users::role(language(), role));
    let columns = [Column::new(say(users::right))]
        .into_iter()
        .chain(Role::ALL.map(role))
        .collect();
    view! {
        <Page>
            <p class="soft">{say(users::rights_text)}</p>
            <Card flush=true>
                <div class="user-rights">
                    <Table caption=say(users::rights_by_role) columns=columns>
                        {Right::ALL.map(|right| view! { <Row right=right /> })}
                    </Table>
                </div>
            </Card>
        </Page>
    }
}

#[component]
fn Row(right: Right) -> impl IntoView {
    let cell = move |role: Role| match role.has(right) {
        true => view! { <td data-has=true><Sign icon=Icon::Check name=say(users::has) /></td> }
            .into_any(),
        false => {
            view! { <td><span class="visually-hidden">{say(users::has_not)}</span></td> }.into_any()
        }
    };
    view! {
        <tr>
            <th scope="row">{move || policy::right_name(language(), right)}</th>
            {Role::ALL.map(cell)}
        </tr>
    }
}
