//! My devices. Those of others stand on their own page, for whoever manages users.

use leptos::prelude::*;
use shared::users::Right;

use super::devices::Devices;
use crate::kit::PageHead;
use crate::kit::{Icon, LinkButton, Page};
use crate::messages::{language, say, users};
use crate::pages::frame;
use crate::routes::Route;
use crate::state::app;

#[component]
pub fn DevicesPage() -> impl IntoView {
    let app = app();
    frame::head(|| PageHead {
        title: users::my_devices(language()).to_owned(),
        subtitle: None,
        back: Some(Route::Settings.href()),
    });
    let me = Memo::new(move |_| app.login.person().map(|person| person.user));
    view! {
        <Page>
            {move || me.get().map(|user| view! { <Devices user=user /> })}
            <Show when=move || app.login.has(Right::ManageUsers)>
                <div class="row"><LinkButton label=say(users::others_devices) icon=Icon::Users href=Route::Users.href() /></div>
            </Show>
        </Page>
    }
}
