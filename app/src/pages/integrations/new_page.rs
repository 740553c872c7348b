//! A new set: which ERP, firm and period. Credentials are no part of it and never reach a device.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use shared::brought::Brought;
use shared::ids::SetId;
use shared::integrations::{Change, ErpKind, IntegrationSet, Refusal};
use shared::sync::any_change;
use shared::sync::outcome::Reason;
use shared::users::Right;

use crate::kit::PageHead;
use crate::kit::{
    ActionBar, Announcer, Button, Card, Choice, EmptyState, Icon, LinkButton, Look, Page, Select,
    TextField, Writing,
};
use crate::messages::{self, integrations, language, language_now, say, users};
use crate::pages::frame;
use crate::pages::problems::{Problems, not_saved};
use crate::pages::trouble::NotTaken;
use crate::routes::Route;
use crate::state::app;
use crate::state::device::NotSaved;

const ERPS: [ErpKind; 5] = [
    ErpKind::Tiger,
    ErpKind::Go,
    ErpKind::Netsis,
    ErpKind::Tryton,
    ErpKind::Simulator,
];
const FIELDS: [&str; 3] = ["name", "firm", "period"];
const WHOLE: &str = "";

#[component]
pub fn NewPage() -> impl IntoView {
    let app = app();
    frame::head(|| PageHead {
        title: integrations::new_set(language()).to_owned(),
        subtitle: None,
        back: Some(Route::Integrations.href()),
    });
    move || match app.login.has(Right::ManageSets) {
        true => view! { <Form /> }.into_any(),
        false => view! { <EmptyState title=say(users::not_allowed) /> }.into_any(),
    }
}

#[component]
fn Form() -> impl IntoView {
    let app = app();
    let problems = Problems::new();
    let draft = RwSignal::new(blank());
    let saving = RwSignal::new(false);
    let navigate = use_navigate();
    let save = Callback::new(move |()| {
        if saving.get_untracked() {
            return;
        }
        FIELDS
            .into_iter()
            .chain([WHOLE])
            .for_each(|field| problems.clear(field));
        saving.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            let set = app.device.new_id::<SetId>();
            match app
                .device
                .commit(Change::Defined {
                    set,
                    brought: Brought::New {
                        record: draft.get_untracked(),
                    },
                })
                .await
            {
                Ok(_) => {
                    app.notices.say(integrations::defined(language_now()));
                    navigate(&Route::Set(set.0).href(), Default::default());
                }
                Err(why) => refused(problems, &why),
            }
            saving.set(false);
        });
    });
    let text = move |of: fn(&IntegrationSet) -> &str| {
        Signal::derive(move || draft.with(|draft| of(draft).to_owned()))
    };
    let typed = move |put: fn(&mut IntegrationSet, String)| {
        move |text: String| draft.update(|draft| put(draft, text.trim().to_owned()))
    };
    let erps = Signal::derive(|| {
        ERPS.iter()
            .map(|erp| Choice::new(word(*erp), integrations::erp_name(language(), *erp)))
            .collect::<Vec<_>>()
    });
    let choose = move |chosen: String| {
        if let Some(erp) = ERPS.into_iter().find(|erp| word(*erp) == chosen) {
            draft.update(|draft| draft.erp = erp);
        }
    };
    let whole = problems.of(WHOLE);
    view! {
        <Page bar=move || view! {
            <ActionBar desktop=true>
                <LinkButton label=say(messages::kit::cancel) href=Route::Integrations.href() />
                <Button label=say(integrations::define) look=Look::Main icon=Icon::Check on_press=save working=saving />
            </ActionBar>
        }>
            <NotTaken words=whole />
            <Card title=say(integrations::connection) extra=move || view! { <span>{say(integrations::passwords_stay)}</span> }>
                <div class="fields">
                    <TextField label=say(integrations::name) value=text(|draft| &draft.name) on_change=typed(|draft, text| draft.name = text) problem=problems.of("name") required=true />
                    <Select label=say(integrations::erp) choices=erps value=Signal::derive(move || draft.with(|draft| word(draft.erp)).to_owned()) on_change=choose />
                    <TextField label=say(integrations::firm) value=text(|draft| &draft.firm) on_change=typed(|draft, text| draft.firm = text)
                        hint=say(integrations::firm_hint) problem=problems.of("firm") writing=Writing::Plate required=true />
                    <TextField label=say(integrations::period) value=text(|draft| &draft.period) on_change=typed(|draft, text| draft.period = text)
                        hint=say(integrations::period_hint) problem=problems.of("period") writing=Writing::Plate required=true />
                </div>
            </Card>
        </Page>
    }
}

/// Switched on from the start: whoever defines a set wants to use it.
fn blank() -> IntegrationSet {
    IntegrationSet {
        name: String::new(),
        erp: ErpKind::Tiger,
        firm: String::new(),
        period: String::new(),
        active: true,
        block_unread_checks: false,
    }
}

/// What a list of choices keeps.
fn word(erp: ErpKind) -> &'static str {
    match erp {
        ErpKind::Tiger => "tiger",
        ErpKind::Go => "go",
        ErpKind::Netsis => "netsis",
        ErpKind::Tryton => "tryton",
        ErpKind::Simulator => "simulator",
    }
}

fn refused(problems: Problems, why: &NotSaved) {
    let field = match why {
        NotSaved::Refused(
            _,
            Reason::Refused {
                refusal: any_change::Refusal::Integrations(Refusal::Missing { field }),
            },
        ) => FIELDS
            .into_iter()
            .find(|known| known == field)
            .unwrap_or(WHOLE),
        _ => WHOLE,
    };
    let words = not_saved(language_now(), why);
    Announcer::urge(words.clone());
    problems.say(field, words);
    problems.show();
}
