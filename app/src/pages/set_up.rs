//! What the company's set-up pages share: their beginning, one commit after the other, and a setting as it stands. Holds no rule.

use std::rc::Rc;

use futures::lock::Mutex;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::edit::Edit;
use shared::setting::{Setting, id};
use shared::settings;
use shared::sync::AnyChange;
use shared::users::Right;

use crate::kit::{EmptyState, Notice, Page, PageHead, Verdict};
use crate::messages::{Language, language, language_now, say, tickets};
use crate::pages::{frame, problems};
use crate::routes::Route;
use crate::state::{App, app};

#[derive(Clone, Copy)]
pub struct SetUp {
    pub app: App,
    /// Why the last change was not taken.
    pub trouble: RwSignal<Option<String>>,
    turn: StoredValue<Rc<Mutex<()>>, LocalStorage>,
}

impl SetUp {
    pub fn here() -> SetUp {
        SetUp {
            app: app(),
            trouble: RwSignal::new(None),
            turn: StoredValue::new_local(Rc::default()),
        }
    }

    /// `make` looks at what the changes before it left.
    pub fn change<C: Into<AnyChange>>(self, make: impl FnOnce() -> Option<C> + 'static) {
        let turn = self.turn.get_value();
        spawn_local(async move {
            let _mine = turn.lock().await;
            let Some(change) = untrack(make) else { return };
            let saved = self.app.device.commit(change).await;
            let trouble = saved.err();
            let trouble = trouble.map(|why| problems::not_saved(language_now(), &why));
            self.trouble.try_set(trouble);
        });
    }

    /// Empty while nobody set it.
    pub fn setting(self, key: &str) -> String {
        let found = self.app.device.get::<Setting>(id(key));
        found.map(|setting| setting.value).unwrap_or_default()
    }

    pub fn set(self, key: String, now: String) {
        self.change_setting(key, move |_| now);
    }

    /// `now` is made of what the changes before it left.
    pub fn change_setting(self, key: String, now: impl FnOnce(&str) -> String + 'static) {
        self.change(move || {
            let was = self.setting(&key);
            let now = now(&was);
            (was != now).then(|| settings::Change::Set {
                key,
                value: Edit::new(was, now),
            })
        });
    }
}

/// What a page of the set-up stands in: its head, and its parts for whoever may change them, below why the last change was not taken.
#[component]
pub fn SetUpFrame(
    title: fn(Language) -> &'static str,
    #[prop(default = Route::Settings)] back: Route,
    #[prop(default = Right::ManageSettings)] right: Right,
    /// What others read.
    #[prop(default = tickets::for_administrators)]
    not_allowed: fn(Language) -> &'static str,
    parts: fn(SetUp) -> AnyView,
) -> impl IntoView {
    let app = app();
    let back = back.href();
    frame::head(move || PageHead {
        title: title(language()).to_owned(),
        subtitle: None,
        back: Some(back.clone()),
    });
    move || match app.login.has(right) {
        true => view! { <Parts parts=parts /> }.into_any(),
        false => view! { <Page><EmptyState title=say(not_allowed) /></Page> }.into_any(),
    }
}

#[component]
fn Parts(parts: fn(SetUp) -> AnyView) -> impl IntoView {
    let set_up = SetUp::here();
    view! {
        <Page>
            {move || set_up.trouble.get().map(|words| view! { <Notice verdict=Verdict::Block title=words /> })}
            {parts(set_up)}
        </Page>
    }
}
