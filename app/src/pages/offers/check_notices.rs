//! Everything the checks and the ERP said about this offer, in one place above the lines: the slip number, what came back with
//! differences, what was refused, what waits in the inbox.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::integrations::IntegrationSet;
use shared::offers::change::Change;
use shared::offers::conversion::acceptable;
use shared::offers::offer::{Difference, Offer};
use shared::offers::{Conversion, Status};
use shared::quantity::Unit;
use shared::record::RecordKey;
use shared::sync::queue::Standing as Waits;
use shared::users::Right;

use super::editor::Editor;
use crate::kit::{AsOf, Button, Card, Icon, LinkButton, Mark, Notice, Standing, Verdict};
use crate::messages::{integrations, language, offers, say};
use crate::pages::products::stock;
use crate::routes::Route;
use crate::state::{repair, time};

#[component]
pub fn CheckNotices(editor: Editor, converting: RwSignal<bool>) -> impl IntoView {
    let conversion = Memo::new(move |_| {
        editor.part(|offer| {
            offer
                .conversion
                .clone()
                .map(|conversion| (conversion, offer.status))
        })
    });
    let trouble = Memo::new(move |_| {
        editor
            .trouble
            .get()
            .filter(|trouble| trouble.line.is_none())
            .map(|trouble| trouble.words)
    });
    view! {
        {move || trouble.get().map(|words| view! { <Notice verdict=Verdict::Block title=say(offers::not_saved)><p>{words}</p></Notice> })}
        <Unsettled editor=editor />
        {move || conversion.get().map(|(conversion, status)| view! { <Answer editor=editor conversion=conversion status=status converting=converting /> })}
    }
}

/// Work on this offer that was not applied, or will probably not be.
#[component]
fn Unsettled(editor: Editor) -> impl IntoView {
    let waits = Memo::new(move |_| {
        let pending = editor
            .app
            .device
            .pending(&RecordKey::of::<Offer>(editor.id));
        pending.iter().any(|work| work.standing != Waits::Fits)
    });
    let entries = Memo::new(move |_| {
        let mine = |args: serde_json::Value| {
            args.get("offer")
                .and_then(|id| id.as_str().map(|id| id == editor.id.to_string()))
        };
        repair::open_entries(editor.app)
            .iter()
            .filter(|(_, entry)| mine(entry.args()).unwrap_or(false))
            .count()
    });
    let link = || view! { <LinkButton label=say(offers::open_inbox) href=Route::Inbox.href() icon=Icon::Inbox /> };
    view! {
        <Show when=move || { entries.get() > 0 }>
            <div class="offer-needs-you row"><Mark standing=Standing::You /> {link}</div>
        </Show>
        <Show when=move || waits.get()><Notice verdict=Verdict::Warn title=say(offers::likely_refused) actions=link /></Show>
    }
}

/// What the ERP answered to the conversion.
#[component]
fn Answer(
    editor: Editor,
    conversion: Conversion,
    status: Status,
    converting: RwSignal<bool>,
) -> impl IntoView {
    let set = conversion.set;
    let erp = Memo::new(move |_| {
        set.and_then(|set| editor.app.device.get::<IntegrationSet>(set))
            .map(|set| set.erp)
    });
    let name = move || {
        erp.get().map_or_else(
            || "ERP".to_owned(),
            |erp| integrations::erp_name(language(), erp).to_owned(),
        )
    };
    let won = status == Status::Won;
    match conversion {
        Conversion { slip: Some(slip), slip_at, kind, .. } => {
            let when = move || slip_at.map(|at| offers::day_and_time(language(), at, time::offset_minutes()));
            view! {
                <Card>
                    <div class="offer-slip" role="status">
                        <p class="offer-slip-name">{move || offers::slip_of(language(), &name(), kind)}</p>
                        <p class="plate" data-size="xl">{slip.number}</p>
                        <p class="row"><Mark standing=Standing::Accepted /> <span class="soft small">{when}</span></p>
                    </div>
                </Card>
            }
            .into_any()
        }
        Conversion { refused: Some(reason), .. } => {
            view! { <Notice verdict=Verdict::Block title=move || offers::transfer_refused(language(), &name())><p>{reason}</p></Notice> }.into_any()
        }
        _ if won => view! { <Notice verdict=Verdict::Info title=say(offers::slip_waits)><p>{say(offers::slip_waits_text)}</p></Notice> }.into_any(),
        conversion if !conversion.differences.is_empty() => view! { <Returned editor=editor conversion=conversion converting=converting /> }.into_any(),
        _ => ().into_any(),
    }
}

/// It came back: what differs, since when, and the ways on.
#[component]
fn Returned(editor: Editor, conversion: Conversion, converting: RwSignal<bool>) -> impl IntoView {
    let Conversion {
        kind,
        set,
        differences,
        checked_at,
        ..
    } = conversion;
    let takable: Vec<Difference> = differences
        .iter()
        .filter(|difference| acceptable(difference))
        .cloned()
        .collect();
    let all = takable.len() == differences.len();
    let accept = move || Change::DifferencesAccepted {
        offer: editor.id,
        differences: takable.clone(),
    };
    let accept_all = move |()| {
        let change = accept();
        spawn_local(async move {
            if editor.committed(change).await {
                editor.commit(Change::ConversionRequested {
                    offer: editor.id,
                    kind,
                    set,
                });
            }
        });
    };
    let accept_all = Callback::new(accept_all);
    let actions = move || {
        let may = editor.is_open() && editor.may(Right::ConvertOffers);
        may.then(|| match all {
            true => view! { <Button label=say(offers::accept_and_convert) icon=Icon::ArrowRight on_press=accept_all /> }.into_any(),
            false => view! { <Button label=say(offers::convert_again) icon=Icon::RefreshCw on_press=move |()| converting.set(true) /> }.into_any(),
        })
    };
    let row = move |difference: &Difference| {
        let difference = difference.clone();
        view! { <li>{move || editor.part(|offer| words(offer, &difference))}</li> }
    };
    view! {
        <Notice verdict=Verdict::Warn title=say(offers::returned) actions=actions>
            <ul class="offer-differences">{differences.iter().map(row).collect_view()}</ul>
            {checked_at.map(|at| view! { <AsOf age=Signal::derive(move || stock::age(at)) /> })}
        </Notice>
    }
}

fn words(offer: &Offer, difference: &Difference) -> String {
    let line = match difference {
        Difference::Price { line, .. }
        | Difference::Stock { line, .. }
        | Difference::Unknown { line } => offer.lines.iter().position(|other| other.id == *line),
        _ => None,
    };
    let piece = Unit::piece();
    let found = line.map(|at| &offer.lines[at]);
    let words = offers::DifferenceWords {
        line: line
            .map(|at| at + 1)
            .zip(found.map(|line| line.text.as_str())),
        unit: found.map_or(&piece, |line| &line.quantity.unit),
        currency: offer.currency,
    };
    offers::difference(language(), difference, &words)
}
