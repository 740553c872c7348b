//! An account goes to another territory, and everything that stands where it stands goes with it, in the same revision.

use super::account::Account;
use super::change::{Refusal, known};
use crate::desk::Desk;
use crate::edit::Edit;
use crate::ids::AccountId;
use crate::needs::{KeyAsked, Look, Needs};
use crate::planted::{Bug, planted};
use crate::record::RecordKey;
use crate::shelf::Place;
use crate::users::policy::may_in;
use crate::users::{Context, Right};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// What one intention may write, the account included.
const RECORDS_MAX: usize = 5_000;

/// The kinds of records that stand where their root stands, and the key that leads to them from it. A root comes before what hangs on
/// it; rooms to the right of this one are known by these words alone.
const DEPENDANTS: [(&str, &str); 6] = [
    ("offer", "account"),
    ("ticket", "account"),
    ("document", "account"),
    ("rma_operation", "account"),
    ("attachment", "on"),
    ("attachment", "removed_from"),
];

pub fn reads(desk: &Desk, account: AccountId) -> Needs {
    let mut needs = Needs::none().id::<Account>(account);
    let found = dependants(desk, account, |asked| _ = needs.keys.insert(asked));
    needs.ids.extend(found);
    needs
}

/// Whatever hangs on the account, or on something that does. A device knows of those it wrote itself; the others follow with the answer
/// of the server.
fn dependants(
    desk: &Desk,
    account: AccountId,
    mut asks: impl FnMut(KeyAsked),
) -> BTreeSet<RecordKey> {
    let mut roots = vec![account.0];
    let mut found = BTreeSet::new();
    for (kind, name) in DEPENDANTS {
        for root in roots.clone() {
            let (kind, value) = (Cow::Borrowed(kind), root.to_string());
            let asked = KeyAsked { kind, name, value };
            if let Some(Look::Here(ids)) = desk.found(&asked) {
                roots.extend(ids);
                let kind = &asked.kind;
                found.extend(ids.iter().map(|id| RecordKey {
                    kind: kind.clone(),
                    id: *id,
                }));
            }
            asks(asked);
        }
    }
    found
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
    let dependants = dependants(desk, id, |_| ());
    let count = dependants.len() + 1;
    if count > RECORDS_MAX {
        return Err(Refusal::TooManyRows { count });
    }
    let key = RecordKey::of::<Account>(id);
    desk.guard(&key, "place", &mut account.place.territory, edit);
    let place = account.place.clone();
    desk.put(id, account);
    if !planted(Bug::DependantsStayBehind) {
        dependants.iter().for_each(|key| follow(desk, key, &place));
    }
    Ok(())
}

fn follow(desk: &mut Desk, key: &RecordKey, place: &Place) {
    let Some(mut row) = desk.get_any(key).cloned() else {
        return;
    };
    let placed = row
        .body
        .placed(place)
        .filter(|placed| !placed.same(&*row.body));
    if let Some(placed) = placed {
        row.body = placed;
        desk.put_any(row);
    }
}
