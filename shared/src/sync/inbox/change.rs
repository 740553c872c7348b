//! What can happen to an inbox entry: its author or a supervisor answers it, the system raises it. Does not know how it is taken up again.

use super::{Answered, InboxEntry};
use crate::desk::Desk;
use crate::ids::InboxId;
use crate::needs::Needs;
use crate::users::policy::system_only;
use crate::users::{Context, Denied};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    Answered {
        entry: InboxId,
        answer: Answered,
    },
    /// It stood open for too long: from here on it stands on the administrators' shelf as well, for good.
    Raised {
        entry: InboxId,
    },
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    #[error(transparent)]
    Denied { why: Denied },
    #[error("there is no such entry")]
    NoSuchEntry,
    /// Otherwise: who answers as it was answered changes nothing.
    #[error("it was answered already")]
    AnsweredAlready,
}

impl From<Denied> for Refusal {
    fn from(why: Denied) -> Self {
        Self::Denied { why }
    }
}

impl Change {
    pub fn makes(&self) -> Vec<Uuid> {
        Vec::new()
    }

    pub fn uses(&self) -> Vec<Uuid> {
        Vec::new()
    }

    pub fn reads(&self, _desk: &Desk) -> Needs {
        let (Change::Answered { entry, .. } | Change::Raised { entry }) = self;
        Needs::none().id::<InboxEntry>(*entry)
    }

    pub fn apply(&self, desk: &mut Desk, context: &Context) -> Result<(), Refusal> {
        match self {
            Change::Answered { entry, answer } => answered(desk, context, *entry, answer),
            Change::Raised { entry } => raised(desk, context, *entry),
        }
    }
}

fn answered(
    desk: &mut Desk,
    context: &Context,
    id: InboxId,
    answer: &Answered,
) -> Result<(), Refusal> {
    let mut entry = seen(desk, context, id)?;
    match entry.answer() {
        // let go by two devices, both without signal, it is let go; taken up by two, only the first one's work is done
        Some(given) if given == *answer => return Ok(()),
        _ if !entry.is_open() => return Err(Refusal::AnsweredAlready),
        _ => {}
    }
    entry.answered = Some(serde_json::to_string(answer).unwrap_or_default());
    desk.put(id, entry);
    Ok(())
}

/// One that is raised already stays as it is.
fn raised(desk: &mut Desk, context: &Context, id: InboxId) -> Result<(), Refusal> {
    system_only(context)?;
    let mut entry = seen(desk, context, id)?;
    if !entry.is_open() {
        return Err(Refusal::AnsweredAlready);
    }
    entry.raised = true;
    desk.put(id, entry);
    Ok(())
}

fn seen(desk: &Desk, context: &Context, id: InboxId) -> Result<InboxEntry, Refusal> {
    let entry = desk.get::<InboxEntry>(id).here();
    let entry = entry.filter(|entry| entry.is_for(context));
    entry.cloned().ok_or(Refusal::NoSuchEntry)
}

#[cfg(test)]
mod tests {
    use super::super::{AUTHORS_ALONE_MILLISECONDS, SUPERVISES};
    use super::*;
    use crate::calendar::{Day, Moment};
    use crate::ids::{Uid, UserId};
    use crate::needs::Look;
    use crate::record::{Record, RecordKey, Stored};
    use crate::shelf::Shelf;
    use crate::sync::{Intention, Outcome, Reason};
    use crate::text::Language;
    use crate::users::{Right, Role, User, portion};
    use serde_json::json;

    const AUTHOR: UserId = UserId(Uuid::from_u128(1));
    const OTHER: UserId = UserId(Uuid::from_u128(2));
    const ENTRY: InboxId = InboxId(Uuid::from_u128(7));
    const KEPT: Change = Change::Answered {
        entry: ENTRY,
        answer: Answered::KeptTheirs,
    };
    const RAISED: Change = Change::Raised { entry: ENTRY };

    fn refused() -> Reason {
        let refusal = crate::sync::any_change::Refusal::UnknownChange;
        Reason::Refused { refusal }
    }

    fn entry(reason: &Reason) -> InboxEntry {
        let change = KEPT.into();
        let intention = Intention::new(Uid(ENTRY.0), &change, 0, Vec::new(), Moment::EPOCH);
        let outcome = Outcome::Rejected;
        InboxEntry::of(&intention, AUTHOR, outcome, reason, Moment::EPOCH).remove(0)
    }

    fn system() -> Context {
        Context::system(Moment::EPOCH, Day::from_days_since_1970(0))
    }

    fn person(user: UserId, role: Role) -> Context {
        Context {
            user,
            roles: [role].into(),
            system: false,
            ..system()
        }
    }

    fn desk_with(entry: InboxEntry) -> Desk {
        let mut desk = Desk::default();
        let row = Stored::new::<InboxEntry>(ENTRY, 1, entry);
        desk.lay(RecordKey::of::<InboxEntry>(ENTRY), Look::Here(row));
        desk
    }

    #[track_caller]
    fn after(changes: &[(Change, Context)]) -> Result<InboxEntry, Refusal> {
        let mut desk = desk_with(entry(&refused()));
        for (change, context) in changes {
            change.apply(&mut desk, context)?;
        }
        let entry = desk.get::<InboxEntry>(ENTRY).here().cloned();
        Ok(entry.expect("it is there"))
    }

    #[test]
    fn an_entry_is_its_authors_until_it_is_raised_and_an_administrators_then() {
        let author = || (KEPT, person(AUTHOR, Role::Salesperson));
        let administrator = || (KEPT, person(OTHER, Role::Administrator));
        let manager = || (KEPT, person(OTHER, Role::SalesManager));
        let raised = || (RAISED, system());
        assert!(after(&[author()]).is_ok());
        assert_eq!(after(&[administrator()]), Err(Refusal::NoSuchEntry));
        assert!(after(&[raised(), administrator()]).is_ok());
        assert!(after(&[raised(), author()]).is_ok());
        assert_eq!(after(&[raised(), manager()]), Err(Refusal::NoSuchEntry));
    }

    #[test]
    fn answered_alike_by_two_devices_it_is_answered_once_and_otherwise_the_second_is_told() {
        let by = |answer| {
            let entry = ENTRY;
            let change = Change::Answered { entry, answer };
            (change, person(AUTHOR, Role::Technician))
        };
        let taken_up = |number| Answered::TakenUp {
            by: Uid(Uuid::from_u128(number)),
        };
        let kept = || Answered::KeptTheirs;
        for (first, second) in [(kept(), kept()), (taken_up(1), taken_up(1))] {
            let answered = after(&[by(first.clone()), by(second)]).expect("nothing to decide");
            assert_eq!(answered.answer(), Some(first), "the first one stands");
        }
        for (first, second) in [
            (kept(), taken_up(1)),
            (taken_up(1), kept()),
            (taken_up(1), taken_up(2)),
        ] {
            let answered = after(&[by(first), by(second)]);
            assert_eq!(answered, Err(Refusal::AnsweredAlready));
        }
    }

    #[test]
    fn an_answer_that_came_too_late_is_told_to_its_author_alone() {
        let refusal = crate::sync::any_change::Refusal::Inbox(Refusal::AnsweredAlready);
        let late = entry(&Reason::Refused { refusal });
        assert!(late.came_too_late());
        assert!(!late.is_due_to_be_raised(Moment::from_milliseconds(AUTHORS_ALONE_MILLISECONDS)));
        assert!(!entry(&refused()).came_too_late());
    }

    #[test]
    fn only_the_system_raises_and_twice_is_once() {
        let why = Denied::SystemOnly;
        for role in Role::ALL {
            let by_hand = after(&[(RAISED, person(AUTHOR, role))]);
            assert_eq!(by_hand, Err(Refusal::Denied { why: why.clone() }));
        }
        let once = after(&[(RAISED, system())]).expect("raised");
        let twice = after(&[(RAISED, system()), (RAISED, system())]);
        assert_eq!(twice, Ok(once));
        let late = after(&[(KEPT, person(AUTHOR, Role::Technician)), (RAISED, system())]);
        assert_eq!(late, Err(Refusal::AnsweredAlready));
    }

    #[test]
    fn it_is_raised_after_three_days_or_at_once_when_nobody_is_left_to_answer() {
        let days = |days: i64| Moment::from_milliseconds(days * 86_400_000);
        let due = |entry: &InboxEntry, at| entry.is_due_to_be_raised(at);
        let mut own = entry(&refused());
        assert!(!own.raised && !due(&own, days(3).plus_milliseconds(-1)));
        assert!(due(
            &own,
            Moment::from_milliseconds(AUTHORS_ALONE_MILLISECONDS)
        ));
        own.answered = Some("{}".into());
        assert!(!due(&own, days(9)));
        let withdrawn = entry(&Reason::Withdrawn { raised: true });
        assert!(withdrawn.raised && !due(&withdrawn, days(9)));
    }

    #[test]
    fn a_log_from_before_is_decided_again_as_it_was_and_its_entry_raised_by_the_next_look() {
        let before = serde_json::from_value(json!({ "reason": "withdrawn" }));
        let entry = entry(&before.expect("it is read"));
        assert!(!entry.raised);
        assert!(entry.is_due_to_be_raised(Moment::EPOCH));
    }

    #[test]
    fn it_stands_on_its_authors_shelf_and_raised_on_the_administrators_too() {
        let shelves = |entry: InboxEntry| entry.shelves(ENTRY.0);
        let own = entry(&refused());
        assert_eq!(shelves(own.clone()), [Shelf::user(AUTHOR)]);
        let raised = InboxEntry {
            raised: true,
            ..own
        };
        assert_eq!(shelves(raised), [Shelf::user(AUTHOR), Shelf::admin()]);
    }

    #[test]
    fn whoever_supervises_takes_the_administrators_shelf_along_and_sees_everything() {
        for role in Role::ALL {
            let user = User {
                login: "x".into(),
                roles: [role].into(),
                territories: Default::default(),
                warehouses: Default::default(),
                sets: Default::default(),
                default_set: None,
                language: Language::En,
                active: true,
            };
            let takes = portion(OTHER, &user).contains(&Shelf::admin());
            assert_eq!(takes, role.has(SUPERVISES), "{role:?}");
            let sees = role.has(Right::SeeAllTerritories) && role.has(Right::SeeCost);
            assert!(!takes || sees, "{role:?}");
        }
    }
}
