//! A new offer: who is it for? Once that is known it is made at once, with the account's terms, and the editor opens.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::accounts::Account;
use shared::ids::{AccountId, OfferId, ProductId};
use shared::offers::Change;
use shared::users::Right;

use super::beginning;
use crate::kit::PageHead;
use crate::kit::{Card, LinkButton, Notice, Page, Verdict};
use crate::messages::{language, language_now, offers, policy, say, shell};
use crate::pages::accounts::account_picker::AccountPicker;
use crate::pages::{frame, problems};
use crate::routes::Route;
use crate::state::{App, app, device::NotSaved};

/// `account` and `product` come from the page the offer was started from.
#[component]
pub fn NewPage(
    #[prop(into)] account: Signal<Option<AccountId>>,
    #[prop(into)] product: Signal<Option<ProductId>>,
) -> impl IntoView {
    frame::head(move || PageHead {
        title: offers::new_offer(language()).to_owned(),
        subtitle: None,
        back: Some(Route::Offers.href()),
    });
    let app = app();
    let problem = RwSignal::new(None::<String>);
    let made = StoredValue::new(false);
    let navigate = use_navigate();
    let create = Callback::new(move |account: AccountId| {
        // the address may be read twice; one account makes one offer
        if made.get_value() {
            return;
        }
        made.set_value(true);
        let (product, navigate) = (product.get_untracked(), navigate.clone());
        spawn_local(async move {
            match created(app, account, product).await {
                Ok(offer) => navigate(
                    &Route::Offer(offer.0).href(),
                    NavigateOptions {
                        replace: true,
                        ..Default::default()
                    },
                ),
                Err(words) => {
                    made.set_value(false);
                    problem.set(Some(words));
                }
            }
        });
    });
    // started from an account's page: nothing is left to ask
    Effect::new(move |_| {
        if let Some(account) = account
            .get()
            .filter(|id| app.device.get::<Account>(*id).is_some())
        {
            create.run(account);
        }
    });
    let may = Memo::new(move |_| app.login.has(Right::MakeOffers));
    let denied = move || {
        policy::denied(
            language(),
            &shared::users::Denied::MissingRight {
                right: Right::MakeOffers,
            },
        )
    };
    view! {
        <Page>
            <Show when=move || may.get() fallback=move || view! { <Notice verdict=Verdict::Block title=denied /> }>
                <Card title=say(offers::choose_account)>
                    <AccountPicker chosen=account on_choose=create problem=problem />
                    <div class="row">
                        <LinkButton label=say(shell::accounts) href=Route::Accounts.href() />
                    </div>
                </Card>
            </Show>
        </Page>
    }
}

/// Makes the offer; its id, or why not.
async fn created(
    app: App,
    account: AccountId,
    product: Option<ProductId>,
) -> Result<OfferId, String> {
    let refused = |why: NotSaved| problems::not_saved(language_now(), &why);
    let change = untrack(|| change(app, account, product))
        .ok_or_else(|| offers::refusal(language_now(), &shared::offers::Refusal::NoSuchAccount))?;
    let id = change.offer();
    app.device.commit(change).await.map_err(refused)?;
    Ok(id)
}

fn change(app: App, id: AccountId, product: Option<ProductId>) -> Option<Change> {
    let (mut draft, asking) = beginning::draft(app, id)?;
    draft.lines = product
        .and_then(|product| beginning::line(app, asking, product, 1.into()))
        .into_iter()
        .collect();
    Some(beginning::created(app, draft))
}
