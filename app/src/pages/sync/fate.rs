//! What became of an entry, in a line and in a mark: refused, waiting for other work, to be read, to be chosen.

use super::subject;
use crate::kit::{Mark, Standing};
use crate::messages::{Language, language, say, sync};
use crate::state::Device;
use leptos::prelude::*;
use shared::sync::InboxEntry;
use shared::sync::inbox::Waits;
use shared::sync::outcome::{Outcome, Reason};

/// What became of it, with the number of the return that it is about.
pub fn heading(device: Device, entry: &InboxEntry, waits: Waits) -> String {
    let fate = fate(language(), entry, waits);
    match subject::return_number(device, &entry.change, &entry.args()) {
        Some(number) => format!("{number}: {fate}"),
        None => fate,
    }
}

fn fate(language: Language, entry: &InboxEntry, waits: Waits) -> String {
    let reason = entry.reason();
    let words = match (waits, &reason) {
        (Waits::InVain, _) => sync::in_vain,
        (Waits::For(_) | Waits::ToFollow, _) | (_, Some(Reason::WaitingFor { .. })) => {
            sync::waits_for_other
        }
        (_, Some(reason @ Reason::ChangedTwice { .. })) => return sync::reason(language, reason),
        (_, Some(Reason::Unreadable { .. } | Reason::Failed { .. } | Reason::Lost { .. }))
        | (_, None) => sync::unreadable,
        _ if entry.came_too_late() => sync::decided_elsewhere,
        _ => sync::refused,
    };
    words(language).to_owned()
}

/// What is left to do; what waits for other work needs nobody.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum ToDo {
    Nothing,
    Read,
    Choose,
    Decide,
}

fn to_do(entry: &InboxEntry, waits: Waits) -> ToDo {
    let parent_is_elsewhere = matches!(entry.reason(), Some(Reason::WaitingFor { .. }));
    match waits {
        Waits::For(_) | Waits::ToFollow => ToDo::Nothing,
        Waits::InVain => ToDo::Decide,
        Waits::ForNothing if parent_is_elsewhere => ToDo::Decide,
        Waits::ForNothing if entry.outcome() == Outcome::Parked => ToDo::Choose,
        Waits::ForNothing if entry.came_too_late() => ToDo::Read,
        Waits::ForNothing => ToDo::Decide,
    }
}

pub fn mark(entry: &InboxEntry, waits: Waits) -> AnyView {
    match to_do(entry, waits) {
        ToDo::Nothing => {
            view! { <Mark standing=Standing::Here words=say(sync::waits) /> }.into_any()
        }
        ToDo::Read => view! { <Mark standing=Standing::You words=say(sync::read_it) /> }.into_any(),
        ToDo::Choose => {
            view! { <Mark standing=Standing::You words=say(sync::choose) /> }.into_any()
        }
        ToDo::Decide => view! { <Mark standing=Standing::Refused /> }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::calendar::Moment;
    use shared::ids::{InboxId, Uid, UserId};
    use uuid::Uuid;

    fn entry(outcome: Outcome, reason: &Reason) -> InboxEntry {
        let uid = Uid(Uuid::nil());
        InboxEntry {
            author: UserId(uid.0),
            uid,
            change: "offers.sent".to_owned(),
            version: 1,
            args: "{}".to_owned(),
            depends_on: Vec::new(),
            outcome: outcome.word().to_owned(),
            reason: serde_json::to_string(reason).expect("plain fields"),
            made_at: Moment::EPOCH,
            decided_at: Moment::EPOCH,
            answered: None,
            files: Vec::new(),
            raised: false,
        }
    }

    #[track_caller]
    fn check(entry: &InboxEntry, waits: Waits, expected: (&str, ToDo)) {
        let said = fate(Language::En, entry, waits);
        assert_eq!((said.as_str(), to_do(entry, waits)), expected);
    }

    #[test]
    fn what_is_sent_by_itself_asks_nobody_to_choose() {
        let uid = Uid(Uuid::nil());
        let child = entry(Outcome::Parked, &Reason::WaitingFor { uid });
        let waits = ("Waits for other work", ToDo::Nothing);
        check(&child, Waits::For(InboxId(uid.0)), waits);
        check(&child, Waits::ToFollow, waits);
        let elsewhere = ("Waits for other work", ToDo::Decide);
        check(&child, Waits::ForNothing, elsewhere);
        let in_vain = ("Depends on work that was let go of", ToDo::Decide);
        check(&child, Waits::InVain, in_vain);
    }

    #[test]
    fn what_only_this_person_can_decide_says_so() {
        let number = "7".to_owned();
        let cases = [
            (Reason::Withdrawn { raised: true }, "Was not accepted"),
            (Reason::Failed { number }, "Could not be read"),
        ];
        for (reason, said) in cases {
            let entry = entry(Outcome::Quarantined, &reason);
            check(&entry, Waits::ForNothing, (said, ToDo::Decide));
        }
        let conflicts = Vec::new();
        let twice = entry(Outcome::Parked, &Reason::ChangedTwice { conflicts });
        assert_eq!(to_do(&twice, Waits::ForNothing), ToDo::Choose);
    }

    #[test]
    fn a_reason_of_a_newer_server_has_words_too() {
        let mut newer = entry(Outcome::Rejected, &Reason::Withdrawn { raised: true });
        newer.reason = r#"{"reason":"moonlight"}"#.to_owned();
        check(
            &newer,
            Waits::ForNothing,
            ("Could not be read", ToDo::Decide),
        );
    }
}
