//! An account goes to another territory, and everything that stands where it stands goes with it, in the same revision.

use super::account::Account;
use super::change::{Refusal, known};
use crate::desk::Desk;
use crate::edit::Edit;
use crate::ids::{AccountId, OfferId};
use crate::needs::{Look, Needs};
use crate::offers::Offer;
use crate::planted::{Bug, planted};
use crate::record::RecordKey;
use crate::shelf::Place;
use crate::users::policy::may_in;
use crate::users::{Context, Right};

/// What one intention may write, the account included.
const RECORDS_MAX: usize = 5_000;
/// The look-up that leads from an account to its offers.
const ACCOUNT: &str = "account";

pub fn reads(desk: &Desk, account: AccountId) -> Needs {
    Needs::none()
        .id::<Account>(account)
        .key::<Offer>(ACCOUNT, account.to_string())
        .ids::<Offer>(offers(desk, account))
}

/// A device knows of the offers it wrote itself; the others follow with the answer of the server.
fn offers(desk: &Desk, account: AccountId) -> Vec<OfferId> {
    match desk.find::<Offer>(ACCOUNT, &account.to_string()) {
        Look::Here(ids) => ids,
        Look::None | Look::NotAboard => Vec::new(),
    }
}

/// Whoever may edit accounts both where it stands and where it shall stand.
pub fn moved(
    desk: &mut Desk,
    context: &Context,
    id: AccountId,
    edit: &Edit<String>,
) -> Result<(), Refusal> {
    let mut account = known(desk, context, id)?.clone();
    if edit.now.trim().is_empty() {
        return Err(Refusal::TerritoryEmpty);
    }
    may_in(context, Right::EditAccounts, &edit.now)?;
    let offers = offers(desk, id);
    if offers.len() >= RECORDS_MAX {
        let count = offers.len() + 1;
        return Err(Refusal::TooManyRows { count });
    }
    let key = RecordKey::of::<Account>(id);
    desk.guard(&key, "place", &mut account.place.territory, edit);
    let place = account.place.clone();
    desk.put(id, account);
    if !planted(Bug::DependantsStayBehind) {
        offers
            .into_iter()
            .for_each(|offer| follow(desk, offer, &place));
    }
    Ok(())
}

fn follow(desk: &mut Desk, id: OfferId, place: &Place) {
    let Some(mut offer) = desk.get::<Offer>(id).here().cloned() else {
        return;
    };
    if offer.place != *place {
        offer.place = place.clone();
        desk.put(id, offer);
    }
}
