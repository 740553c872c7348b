//! An account goes to another territory, and everything that stands where it stands goes with it, in the same revision: its offers, and
//! the files that hang on it or on one of them.

use super::account::Account;
use super::change::{Refusal, known};
use crate::attachments::Attachment;
use crate::attachments::attachment::ON;
use crate::desk::Desk;
use crate::edit::Edit;
use crate::ids::{AccountId, AttachmentId, OfferId};
use crate::needs::{Look, Needs};
use crate::offers::Offer;
use crate::planted::{Bug, planted};
use crate::record::{Record, RecordKey};
use crate::shelf::Place;
use crate::users::policy::may_in;
use crate::users::{Context, Right};
use uuid::Uuid;

/// What one intention may write, the account included.
const RECORDS_MAX: usize = 5_000;
/// The look-up that leads from an account to its offers.
const ACCOUNT: &str = "account";

pub fn reads(desk: &Desk, account: AccountId) -> Needs {
    let (offers, files) = dependants(desk, account);
    let needs = Needs::none()
        .id::<Account>(account)
        .key::<Offer>(ACCOUNT, account.to_string())
        .ids::<Offer>(offers.iter().copied())
        .ids::<Attachment>(files);
    let parents = parents(account, &offers);
    parents.fold(needs, |needs, parent| {
        needs.key::<Attachment>(ON, parent.to_string())
    })
}

/// What a file of this account may hang on.
fn parents(account: AccountId, offers: &[OfferId]) -> impl Iterator<Item = Uuid> {
    [account.0]
        .into_iter()
        .chain(offers.iter().map(|offer| offer.0))
}

/// A device knows of those it wrote itself; the others follow with the answer of the server.
fn dependants(desk: &Desk, account: AccountId) -> (Vec<OfferId>, Vec<AttachmentId>) {
    let offers = found::<Offer>(desk, ACCOUNT, account.0);
    let files = parents(account, &offers);
    let files = files.flat_map(|parent| found::<Attachment>(desk, ON, parent));
    let files = files.collect();
    (offers, files)
}

fn found<R: Record>(desk: &Desk, name: &'static str, value: Uuid) -> Vec<R::Id> {
    match desk.find::<R>(name, &value.to_string()) {
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
    let (offers, files) = dependants(desk, id);
    let count = 1 + offers.len() + files.len();
    if count > RECORDS_MAX {
        return Err(Refusal::TooManyRows { count });
    }
    let key = RecordKey::of::<Account>(id);
    desk.guard(&key, "place", &mut account.place.territory, edit);
    let place = account.place.clone();
    desk.put(id, account);
    if !planted(Bug::DependantsStayBehind) {
        let of_offer = |offer: &mut Offer| std::mem::replace(&mut offer.place, place.clone());
        offers
            .into_iter()
            .for_each(|offer| follow(desk, offer, &place, of_offer));
        let of_file = |file: &mut Attachment| std::mem::replace(&mut file.place, place.clone());
        files
            .into_iter()
            .for_each(|file| follow(desk, file, &place, of_file));
    }
    Ok(())
}

/// `takes` the new place and tells the one before.
fn follow<R: Record + Clone>(
    desk: &mut Desk,
    id: R::Id,
    place: &Place,
    takes: impl Fn(&mut R) -> Place,
) {
    let Some(mut record) = desk.get::<R>(id).here().cloned() else {
        return;
    };
    if takes(&mut record) != *place {
        desk.put(id, record);
    }
}
