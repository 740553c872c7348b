//! Why an entry was not applied, and the ways out of it: the one that leads anywhere is the main one, and each says how much goes with it.

use super::others::reason_of_other;
use crate::kit::{Button, LinkButton, Look, Notice, Verdict};
use crate::messages::{Language, language, say, sync};
use crate::routes::Route;
use crate::state::stand::Stand;
use crate::state::{Device, app};
use leptos::prelude::*;
use shared::ids::InboxId;
use shared::sync::inbox::{Answer, Waits};
use shared::sync::outcome::Reason;

/// What the main button does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Main {
    /// Nothing can be decided here before that one is.
    Parent(InboxId),
    Again,
    LetGo,
}

fn main(stand: Stand) -> Main {
    match stand.waits {
        Waits::For(parent) => Main::Parent(parent),
        Waits::InVain => Main::LetGo,
        Waits::ForNothing | Waits::ToFollow if !stand.is_read => Main::LetGo,
        Waits::ForNothing | Waits::ToFollow => Main::Again,
    }
}

/// `reason`: none where a newer server gave one. `is_others`: it is a colleague's work. `record`: where it is mended by hand.
#[component]
pub fn Ways(
    reason: Option<Reason>,
    is_others: bool,
    stand: Memo<Stand>,
    record: Option<String>,
    on_answer: Callback<Answer>,
) -> impl IntoView {
    let device = app().device;
    let reason = StoredValue::new(reason);
    let record = StoredValue::new(record);
    move || {
        let stand = stand.get();
        let said =
            move || reason.with_value(|reason| why(device, reason.as_ref(), stand, is_others));
        let actions =
            move || view! { <Actions stand=stand record=record.get_value() on_answer=on_answer /> };
        let advice = move || reason.with_value(|reason| advice(language(), reason.as_ref(), stand));
        view! { <Notice verdict=reason.with_value(|reason| verdict(reason.as_ref(), stand)) title=said actions=actions>{advice}</Notice> }
    }
}

#[component]
fn Actions(stand: Stand, record: Option<String>, on_answer: Callback<Answer>) -> impl IntoView {
    let main = main(stand);
    let look = move |this| {
        if main == this {
            Look::Main
        } else {
            Look::Plain
        }
    };
    let again = move || sync::again_with(language(), stand.following);
    let let_go = move || sync::let_go_with(language(), stand.depending);
    let parent = match main {
        Main::Parent(parent) => Some(Route::InboxEntry(parent.0).href()),
        Main::Again | Main::LetGo => None,
    };
    let sends = stand.is_read && parent.is_none();
    let sends_first = main == Main::Again;
    let send = move || view! { <Button label=again look=look(Main::Again) on_press=move |()| on_answer.run(Answer::Again) /> };
    view! {
        {parent.map(|href| view! { <LinkButton label=say(sync::open_parent) href=href look=Look::Main /> })}
        {(sends && sends_first).then(send)}
        <Button label=let_go look=look(Main::LetGo) on_press=move |()| on_answer.run(Answer::LetGo) />
        {(sends && !sends_first).then(send)}
        {record.map(|href| view! { <LinkButton label=say(sync::open_record) href=href /> })}
    }
}

fn verdict(reason: Option<&Reason>, stand: Stand) -> Verdict {
    match (stand.waits, reason) {
        (Waits::For(_) | Waits::ToFollow, _) => Verdict::Info,
        (Waits::InVain, _) => Verdict::Warn,
        (Waits::ForNothing, Some(Reason::ChangedTwice { .. })) => Verdict::Info,
        (Waits::ForNothing, _) => Verdict::Block,
    }
}

fn why(device: Device, reason: Option<&Reason>, stand: Stand, is_others: bool) -> String {
    let by_stand = by_stand(language(), reason, stand).map(str::to_owned);
    let by_reason = |reason| match is_others {
        true => reason_of_other(device, reason),
        false => super::why::reason(device, reason),
    };
    by_stand
        .or_else(|| reason.map(by_reason))
        .unwrap_or_default()
}

/// Where its stand says more than the reason it was refused for.
fn by_stand(language: Language, reason: Option<&Reason>, stand: Stand) -> Option<&'static str> {
    match (stand.waits, reason) {
        (Waits::For(_), _) => Some(sync::waits_for_open(language)),
        (Waits::ToFollow, _) => Some(sync::waits_for_text(language)),
        (Waits::InVain, _) => Some(sync::in_vain_text(language)),
        (Waits::ForNothing, Some(Reason::WaitingFor { .. })) => {
            Some(sync::parent_elsewhere(language))
        }
        (Waits::ForNothing, None) => Some(sync::unreadable(language)),
        // the others took theirs back, or wrote the same
        (Waits::ForNothing, Some(Reason::ChangedTwice { .. })) => {
            Some(sync::nothing_against_it(language))
        }
        (Waits::ForNothing, Some(_)) => None,
    }
}

/// What can be done about it, where the reason does not say it already.
fn advice(language: Language, reason: Option<&Reason>, stand: Stand) -> Option<&'static str> {
    match (stand.waits, reason) {
        (Waits::For(_) | Waits::ToFollow, _) => None,
        _ if !stand.is_read => Some(sync::cannot_be_sent_again(language)),
        (Waits::ForNothing, Some(Reason::Refused { .. } | Reason::Withdrawn { .. })) => {
            Some(sync::refused_text(language))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::ids::Uid;
    use uuid::Uuid;

    const STAND: Stand = Stand {
        waits: Waits::ForNothing,
        following: 0,
        depending: 0,
        is_read: true,
    };

    #[test]
    fn sending_again_is_the_main_way_only_where_it_can_lead_anywhere() {
        let parent = InboxId(Uuid::from_u128(7));
        let of = |waits| main(Stand { waits, ..STAND });
        assert_eq!(of(Waits::For(parent)), Main::Parent(parent));
        assert_eq!(of(Waits::InVain), Main::LetGo);
        assert_eq!(of(Waits::ForNothing), Main::Again);
        let lost = Stand {
            is_read: false,
            ..STAND
        };
        assert_eq!(main(lost), Main::LetGo);
    }

    #[test]
    fn what_can_never_be_accepted_is_not_promised_to_be_sent_by_itself() {
        let uid = Uid(Uuid::nil());
        let reason = Reason::WaitingFor { uid };
        for language in [Language::Tr, Language::Lt, Language::En] {
            let said = |waits| by_stand(language, Some(&reason), Stand { waits, ..STAND });
            let texts = [
                (Waits::InVain, sync::in_vain_text(language)),
                (Waits::ToFollow, sync::waits_for_text(language)),
                (Waits::ForNothing, sync::parent_elsewhere(language)),
            ];
            for (waits, text) in texts {
                assert_eq!(said(waits), Some(text));
            }
        }
    }

    #[test]
    fn each_way_says_beforehand_how_much_goes_with_it() {
        let cases = [
            (
                sync::let_go_with(Language::En, 4),
                "Let it go, with 4 that depend on it",
            ),
            (sync::let_go_with(Language::En, 0), "Let it go"),
            (
                sync::let_go_with(Language::Lt, 21),
                "Atmesti šį ir 21 priklausantį darbą",
            ),
            (
                sync::let_go_with(Language::Tr, 4),
                "Bu işten ve ona bağlı 4 işten vazgeç",
            ),
            (
                sync::again_with(Language::En, 1),
                "Send again, with 1 that depends on it",
            ),
            (
                sync::again_with(Language::Lt, 12),
                "Perduoti dar kartą su 12 priklausančių darbų",
            ),
        ];
        for (said, expected) in cases {
            assert_eq!(said, expected);
        }
    }
}
