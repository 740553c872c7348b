//! Why can this offer not be changed now, and what is the way out: withdraw the request, or make a new revision.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use shared::ids::OfferId;
use shared::offers::change::Change;
use shared::offers::draft::VALID_DAYS;
use shared::offers::editing::Closed;
use shared::offers::{Conversion, Status};
use shared::users::Right;

use super::editor::{self, Editor, last_work};
use crate::kit::{Button, Icon, Look, Notice, Verdict};
use crate::messages::{language, offers, say};
use crate::routes::Route;
use crate::state::time;

/// Copies the offer into a new draft and opens it.
pub fn use_revision(editor: Editor) -> Callback<()> {
    let navigate = use_navigate();
    Callback::new(move |()| {
        let navigate = navigate.clone();
        let (app, id) = (editor.app, editor.app.device.new_id::<OfferId>());
        let day = time::today_now(app);
        let change = Change::Revised {
            offer: id,
            of: editor.id,
            day,
            valid_until: Some(day.plus_days(VALID_DAYS)),
            set: untrack(|| editor::set(app, None)).map(|(set, _)| set),
            provisional: app.device.provisional(),
        };
        spawn_local(async move {
            if editor.committed(change).await {
                navigate(&Route::Offer(id.0).href(), Default::default());
            }
        });
    })
}

#[component]
pub fn ClosedNotice(editor: Editor) -> impl IntoView {
    let revise = use_revision(editor);
    let conversion = Memo::new(move |_| editor.part(|offer| offer.conversion.clone()));
    move || match editor.closed.get() {
        None => ().into_any(),
        Some(Closed::UnderConversion) => conversion
            .get()
            .map(|conversion| view! { <Requested editor=editor conversion=conversion /> })
            .into_any(),
        Some(why) => {
            let frozen = matches!(why, Closed::Frozen { .. });
            let won = why
                == Closed::Frozen {
                    status: Status::Won,
                };
            let title = move || offers::closed(language(), &why);
            let actions = move || {
                (frozen && editor.may(Right::MakeOffers)).then(|| view! { <Button label=say(offers::new_revision) icon=Icon::Copy on_press=revise /> })
            };
            let verdict = if won { Verdict::Fine } else { Verdict::Info };
            view! {
                <Notice verdict=verdict title=title actions=actions>
                    {frozen.then(|| view! { <p>{say(offers::frozen_way_out)}</p> })}
                </Notice>
            }
            .into_any()
        }
    }
}

/// Asked for, not decided: what it waits for, and the way back.
#[component]
fn Requested(editor: Editor, conversion: Conversion) -> impl IntoView {
    let Conversion {
        kind, requested_at, ..
    } = conversion;
    let title = move || {
        offers::requested(
            language(),
            kind,
            &offers::clock(requested_at, time::offset_minutes()),
        )
    };
    let waits_here =
        Memo::new(move |_| last_work(editor.app, editor.id).is_some_and(|(_, sent)| !sent));
    let text = move || match waits_here.get() && !editor.app.connection.online.get() {
        true => offers::requested_later(language()),
        false => offers::requested_now(language()),
    };
    let withdraw = move |()| editor.commit(Change::ConversionWithdrawn { offer: editor.id });
    let actions = move || {
        view! {
            <Show when=move || editor.may(Right::ConvertOffers)>
                <Button label=say(offers::withdraw) look=Look::Plain icon=Icon::Undo2 on_press=withdraw />
            </Show>
        }
    };
    view! { <Notice verdict=Verdict::Info title=title actions=actions><p>{text}</p></Notice> }
}
