//! The customer ought to have been written to about the last confirmation and was not: why, and the ways out (NTF-01).

use leptos::prelude::*;
use shared::ids::{AccountId, StepId};
use shared::rma::{Change, NotSent, Told};

use super::sheet::Sheet;
use crate::kit::{Button, LinkButton, Look, Notice, Verdict};
use crate::messages::{language, rma, say};
use crate::routes::Route;

#[derive(Clone, PartialEq)]
struct Untold {
    step: StepId,
    told: Told,
    account: Option<AccountId>,
}

impl Untold {
    fn address(&self) -> Option<AccountId> {
        let known = matches!(
            self.told,
            Told::NotSent {
                why: NotSent::NoMailServer | NotSent::GivenUp { .. }
            }
        );
        self.account.filter(|_| !known)
    }
}

#[component]
pub fn ToldNotice(sheet: Sheet) -> impl IntoView {
    let untold = Memo::new(move |_| {
        sheet.part(|operation| {
            operation.untold().map(|line| Untold {
                step: line.step,
                told: line.told.clone(),
                account: operation.account,
            })
        })
    });
    move || {
        untold
            .get()
            .map(|untold| view! { <One sheet=sheet untold=untold /> })
    }
}

#[component]
fn One(sheet: Sheet, untold: Untold) -> impl IntoView {
    let (step, address) = (untold.step, untold.address());
    let again = move |()| {
        sheet.commit(Change::TellAgain {
            operation: sheet.id,
            step,
        });
    };
    let actions = move || {
        let open = address.map(|account| view! { <LinkButton label=say(rma::open_account) href=Route::Account(account.0).href() /> });
        let may = sheet.may_work();
        view! {
            {may.then(|| view! { <Button label=say(rma::tell_again) look=Look::Quiet on_press=again /> })}
            {open}
        }
    };
    let title = Signal::derive(move || rma::why_untold(language(), &untold.told));
    view! {
        <Notice verdict=Verdict::Warn title=title actions=actions>
            <p>{say(rma::tell_again_after)}</p>
        </Notice>
    }
}
