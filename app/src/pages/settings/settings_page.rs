//! Colours, density and language of this device; who is signed in.

use super::sign_out::SignOut;
use crate::kit::{Card, Choice, Item, List, Page, Segment};
use crate::messages::{integrations, language, rma, say, shell, stock, sync, tickets, users};
use crate::pages::frame;
use crate::pages::users::language_choice::LanguageChoice;
use crate::routes::Route;
use crate::state::app;
use leptos::prelude::*;
use shared::integrations::IntegrationSet;
use shared::users::Right;

#[component]
pub fn SettingsPage() -> impl IntoView {
    frame::title(|| shell::settings(language()).to_owned());
    view! {
        <Page>
            <Card title=say(shell::appearance)>
                <div class="stack">
                    <ThemeChoice />
                    <DensityChoice />
                    <LanguageChoice />
                </div>
            </Card>
            <Card title=say(sync::this_device) flush=true>
                <List label=say(sync::this_device)>
                    <Item title=say_view(sync::status) href=Signal::stored(Route::Sync.href()) />
                    <Item title=say_view(sync::prepare) href=Signal::stored(Route::Prepare.href()) />
                    <Item title=say_view(sync::price_lists) href=Signal::stored(Route::PriceLists.href()) />
                    <Item title=say_view(users::my_devices) href=Signal::stored(Route::Devices.href()) />
                </List>
            </Card>
            <Company />
            <SignOut />
        </Page>
    }
}

/// People for everybody; sets for whoever was granted one or manages them.
#[component]
fn Company() -> impl IntoView {
    let app = app();
    let sets = Memo::new(move |_| {
        app.login.has(Right::ManageSets) || !app.device.all::<IntegrationSet>().is_empty()
    });
    let company = move || {
        app.login
            .person()
            .map(|person| person.company)
            .unwrap_or_default()
    };
    view! {
        <Card title=company flush=true>
            <List label=company>
                <Item title=say_view(users::people) href=Signal::stored(Route::Users.href()) />
                <Show when=move || app.login.has(Right::ManageReturns)>
                    <Item title=say_view(rma::set_up) href=Signal::stored(Route::ReturnsSetUp.href()) />
                </Show>
                <Show when=move || app.login.has(Right::ManageSettings)>
                    <Item title=say_view(stock::warehouses) href=Signal::stored(Route::Warehouses.href()) />
                    <Item title=say_view(tickets::states) href=Signal::stored(Route::TicketStates.href()) />
                    <Item title=say_view(tickets::checklists) href=Signal::stored(Route::Checklists.href()) />
                </Show>
                <Show when=move || sets.get()>
                    <Item title=say_view(integrations::sets) href=Signal::stored(Route::Integrations.href()) />
                </Show>
            </List>
        </Card>
    }
}

fn say_view(message: fn(shared::text::Language) -> &'static str) -> ViewFn {
    ViewFn::from(move || message(language()))
}

#[component]
fn ThemeChoice() -> impl IntoView {
    let preferences = app().preferences;
    let choices = Signal::derive(move || {
        let words = language();
        [
            ("auto", shell::theme_auto(words)),
            ("light", shell::theme_light(words)),
            ("dark", shell::theme_dark(words)),
            ("daylight", shell::theme_daylight(words)),
        ]
        .map(|(code, words)| Choice::new(code, words))
        .to_vec()
    });
    let value = Signal::derive(move || {
        Some(preferences.theme.get().code())
            .filter(|code| !code.is_empty())
            .unwrap_or("auto")
            .to_owned()
    });
    view! { <Segment label=say(shell::theme) choices=choices value=value on_change=move |code: String| preferences.choose_theme(&code) /> }
}

#[component]
fn DensityChoice() -> impl IntoView {
    let preferences = app().preferences;
    let choices = Signal::derive(move || {
        let words = language();
        [
            ("auto", shell::theme_auto(words)),
            ("glove", shell::density_glove(words)),
            ("touch", shell::density_touch(words)),
            ("office", shell::density_office(words)),
        ]
        .map(|(code, words)| Choice::new(code, words))
        .to_vec()
    });
    let value = Signal::derive(move || {
        Some(preferences.density.get().code())
            .filter(|code| !code.is_empty())
            .unwrap_or("auto")
            .to_owned()
    });
    view! { <Segment label=say(shell::density) choices=choices value=value on_change=move |code: String| preferences.choose_density(&code) /> }
}
