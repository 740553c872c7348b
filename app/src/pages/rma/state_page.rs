//! One state of returns: name and number, who confirms it, whether customers are written to and in which words (RMA-27, RMA-41, RMA-44).

use leptos::prelude::*;
use shared::edit::Edit;
use shared::ids::{StateId, UserId};
use shared::rma::fields::words_of_mail;
use shared::rma::state::StateField;
use shared::rma::{Change, Meaning, State};
use shared::text::{Language, compare};
use shared::users::{Person, Right, Role};

use super::status::called;
use crate::kit::{
    Card, Checkbox, EmptyState, Notice, Page, PageHead, Switch, TextField, Verdict, Writing,
};
use crate::messages::{language, rma, say, shell, users};
use crate::pages::frame;
use crate::pages::set_up::SetUp;
use crate::routes::Route;

#[component]
pub fn StatePage(#[prop(into)] id: Signal<StateId>) -> impl IntoView {
    move || view! { <OneState id=id.get() /> }
}

/// The state that is set, and how it is changed.
#[derive(Clone, Copy)]
struct One {
    id: StateId,
    state: Memo<Option<State>>,
    set_up: SetUp,
}

impl One {
    fn part<T: Default>(self, of: impl FnOnce(&State) -> T) -> T {
        self.state
            .with(|state| state.as_ref().map(of).unwrap_or_default())
    }

    fn edit(self, make: impl FnOnce(&State) -> Option<StateField> + 'static) {
        self.set_up.change(move || {
            let found = self.set_up.app.device.peek::<State>(self.id)?;
            let field = make(&found)?;
            Some(Change::StateEdited {
                state: self.id,
                field,
            })
        });
    }
}

#[component]
fn OneState(id: StateId) -> impl IntoView {
    let set_up = SetUp::here();
    let app = set_up.app;
    let one = One {
        id,
        state: Memo::new(move |_| app.device.get::<State>(id)),
        set_up,
    };
    frame::head(move || PageHead {
        title: one.part(called),
        subtitle: Some(rma::set_up(language()).to_owned()),
        back: Some(Route::ReturnsSetUp.href()),
    });
    let there = Memo::new(move |_| one.state.with(Option::is_some));
    move || match (app.login.has(Right::ManageReturns), there.get()) {
        (true, true) => view! { <Parts one=one /> }.into_any(),
        (true, false) => {
            view! { <Page><EmptyState title=say(rma::no_such_state) /></Page> }.into_any()
        }
        (false, _) => {
            view! { <Page><EmptyState title=say(rma::set_up_not_allowed) /></Page> }.into_any()
        }
    }
}

#[component]
fn Parts(one: One) -> impl IntoView {
    let meaning = Memo::new(move |_| one.part(|state| state.meaning));
    // nothing is confirmed in the last ones
    let goes_on = Memo::new(move |_| meaning.get().is_none_or(Meaning::is_open));
    let settings = Memo::new(move |_| one.set_up.app.login.has(Right::ManageSettings));
    let words = move || meaning.get().filter(|_| settings.get());
    view! {
        <Page>
            {move || one.set_up.trouble.get().map(|words| view! { <Notice verdict=Verdict::Block title=words /> })}
            <Named one=one />
            <Show when=move || goes_on.get()><Confirming one=one /></Show>
            <Card title=say(rma::mail)>
                <div class="stack">
                    <Notified one=one />
                    {move || words().map(|meaning| view! { <OwnWords one=one meaning=meaning /> })}
                </div>
            </Card>
        </Page>
    }
}

#[component]
fn Named(one: One) -> impl IntoView {
    let name = Memo::new(move |_| one.part(|state| state.name.clone()));
    let number = Memo::new(move |_| one.part(|state| state.ordinal.to_string()));
    let wrong = RwSignal::new(false);
    let problem = Signal::derive(move || {
        wrong
            .get()
            .then(|| rma::state_number_wrong(language()).to_owned())
    });
    let called = move |now: String| {
        let now = now.trim().to_owned();
        one.edit(move |state| {
            let edit = Edit::new(state.name.clone(), now);
            (edit.was != edit.now).then_some(StateField::Name { edit })
        });
    };
    let numbered = move |now: String| {
        let now = now.trim().parse::<u32>();
        wrong.set(now.is_err());
        let Ok(now) = now else { return };
        one.edit(move |state| {
            let edit = Edit::new(state.ordinal, now);
            (edit.was != edit.now).then_some(StateField::Ordinal { edit })
        });
    };
    view! {
        <Card title=say(rma::states)>
            <div class="fields">
                <TextField label=say(rma::state_name) hint=say(rma::state_name_hint) value=name on_change=called />
                <TextField label=say(rma::state_number) value=number on_change=numbered problem=problem />
            </div>
        </Card>
    }
}

#[component]
fn Confirming(one: One) -> impl IntoView {
    let role = move |role: Role| {
        let checked = Signal::derive(move || one.part(|state| state.roles.contains(&role)));
        let tick = move |given: bool| {
            one.edit(move |state| {
                let mut now = state.roles.clone();
                let changed = if given {
                    now.insert(role)
                } else {
                    now.remove(&role)
                };
                let edit = Edit::new(state.roles.clone(), now);
                changed.then_some(StateField::Roles { edit })
            });
        };
        view! { <Checkbox label=move || users::role(language(), role) checked=checked on_change=tick /> }
    };
    let device = one.set_up.app.device;
    let people = Memo::new(move |_| {
        let mut people = device.all::<Person>();
        people.sort_by(|(_, one), (_, other)| compare(language(), &one.name, &other.name));
        people
    });
    let person = move |(user, person): (UserId, Person)| {
        let checked = Signal::derive(move || one.part(|state| state.users.contains(&user)));
        let tick = move |given: bool| {
            one.edit(move |state| {
                let mut now = state.users.clone();
                let changed = if given {
                    now.insert(user)
                } else {
                    now.remove(&user)
                };
                let edit = Edit::new(state.users.clone(), now);
                changed.then_some(StateField::Users { edit })
            });
        };
        view! { <Checkbox label=person.name checked=checked on_change=tick /> }
    };
    view! {
        <Card title=say(rma::who_confirms)>
            <fieldset class="user-boxes">
                <legend class="field-label">{say(rma::who_confirms_roles)}</legend>
                <div class="user-boxes-all">{Role::ALL.map(role)}</div>
            </fieldset>
            <fieldset class="user-boxes">
                <legend class="field-label">{say(rma::who_confirms_people)}</legend>
                <div class="user-boxes-all">{move || people.get().into_iter().map(person).collect_view()}</div>
            </fieldset>
        </Card>
    }
}

#[component]
fn Notified(one: One) -> impl IntoView {
    let on = Signal::derive(move || one.part(|state| state.notify));
    let choose = move |now: bool| {
        one.edit(move |state| {
            let edit = Edit::new(state.notify, now);
            (edit.was != edit.now).then_some(StateField::Notify { edit })
        });
    };
    view! { <Switch label=say(rma::notify) on=on on_change=choose /> }
}

/// One letter for each language of a customer.
#[component]
fn OwnWords(one: One, meaning: Meaning) -> impl IntoView {
    let words = move |written: Language| {
        let key = words_of_mail(meaning, written);
        let read = key.clone();
        let value = Signal::derive(move || one.set_up.setting(&read));
        let typed = move |now: String| one.set_up.set(key.clone(), now.trim().to_owned());
        let label = move || {
            format!(
                "{} · {}",
                rma::own_words(language()),
                shell::name_of_language(written)
            )
        };
        view! { <TextField label=label value=value on_change=typed writing=Writing::Paragraph /> }
    };
    view! {
        <p class="soft small">{say(rma::own_words_hint)}</p>
        {Language::ALL.map(words)}
    }
}
