//! Who may have answered an entry of the inbox, and how. An entry keeps its answer and not who gave it, so what is known of that follows
//! from who may, and from what waits on this device.

use super::App;
use shared::ids::{InboxId, UserId};
use shared::record::RecordKey;
use shared::sync::InboxEntry;
use shared::sync::inbox::Answered;
use shared::sync::outcome::Reason;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    /// It waits here to be sent.
    Here,
    /// This page had it open, and nobody answered it here.
    OtherDevice,
    /// On this device or on another one.
    You,
    /// It was raised, so there were others who may.
    YouOrAdministrator,
    AuthorOrAdministrator(UserId),
}

impl By {
    /// The same later: what waited here is sent.
    pub fn now(self, app: App, id: InboxId) -> By {
        match self {
            By::Here if !waits(app, id) => By::You,
            known => known,
        }
    }
}

fn waits(app: App, id: InboxId) -> bool {
    let key = RecordKey::of::<InboxEntry>(id);
    !app.device.pending(&key).is_empty()
}

/// `was_open`: this page showed it open until now.
pub fn by(app: App, id: InboxId, entry: &InboxEntry, was_open: bool) -> By {
    let me = app.login.person().map(|person| person.user);
    match waits(app, id) {
        true => By::Here,
        false => known_of(entry, me, was_open),
    }
}

fn known_of(entry: &InboxEntry, me: Option<UserId>, was_open: bool) -> By {
    match (Some(entry.author) == me, entry.raised) {
        (true, true) => By::YouOrAdministrator,
        (true, false) if was_open => By::OtherDevice,
        (true, false) => By::You,
        (false, _) => By::AuthorOrAdministrator(entry.author),
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// There was nothing to decide.
    Read,
    LetGo,
    TheirsStays,
    SentAgain,
    /// With the values that were chosen.
    SentChosen,
    /// In a way of a newer version.
    Unknown,
}

pub fn how(entry: &InboxEntry) -> How {
    let is_choice = matches!(entry.reason(), Some(Reason::ChangedTwice { .. }));
    match (entry.answer(), is_choice) {
        (Some(Answered::KeptTheirs), _) if entry.came_too_late() => How::Read,
        (Some(Answered::KeptTheirs), true) => How::TheirsStays,
        (Some(Answered::KeptTheirs), false) => How::LetGo,
        (Some(Answered::TakenUp { .. }), true) => How::SentChosen,
        (Some(Answered::TakenUp { .. }), false) => How::SentAgain,
        (None, _) => How::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::calendar::Moment;
    use shared::ids::Uid;
    use shared::sync::any_change::Refusal;
    use shared::sync::inbox;
    use shared::sync::outcome::Outcome;
    use uuid::Uuid;

    const ME: UserId = UserId(Uuid::from_u128(1));
    const COLLEAGUE: UserId = UserId(Uuid::from_u128(2));

    fn entry(author: UserId, reason: &Reason, answered: &str) -> InboxEntry {
        InboxEntry {
            author,
            uid: Uid(Uuid::nil()),
            change: "offers.sent".to_owned(),
            version: 1,
            args: "{}".to_owned(),
            depends_on: Vec::new(),
            outcome: Outcome::Rejected.word().to_owned(),
            reason: serde_json::to_string(reason).expect("plain fields"),
            made_at: Moment::EPOCH,
            decided_at: Moment::EPOCH,
            answered: Some(answered.to_owned()),
            files: Vec::new(),
            raised: false,
        }
    }

    fn written(answer: &Answered) -> String {
        serde_json::to_string(answer).expect("plain fields")
    }

    #[test]
    fn nobody_else_answers_what_was_not_raised() {
        let of = |author, raised, was_open| {
            let reason = Reason::Withdrawn { raised };
            let entry = InboxEntry {
                raised,
                ..entry(author, &reason, "")
            };
            known_of(&entry, Some(ME), was_open)
        };
        assert_eq!(of(ME, false, true), By::OtherDevice);
        assert_eq!(of(ME, false, false), By::You);
        assert_eq!(of(ME, true, true), By::YouOrAdministrator);
        let theirs = By::AuthorOrAdministrator(COLLEAGUE);
        assert_eq!(of(COLLEAGUE, true, true), theirs);
    }

    #[test]
    fn an_answer_is_told_by_what_it_answered() {
        let kept = written(&Answered::KeptTheirs);
        let by = Uid(Uuid::nil());
        let taken_up = written(&Answered::TakenUp { by });
        let conflicts = Vec::new();
        let twice = Reason::ChangedTwice { conflicts };
        let refused = Reason::Withdrawn { raised: false };
        let refusal = Refusal::Inbox(inbox::Refusal::AnsweredAlready);
        let late = Reason::Refused { refusal };
        let cases = [
            (&twice, &kept, How::TheirsStays),
            (&twice, &taken_up, How::SentChosen),
            (&refused, &kept, How::LetGo),
            (&refused, &taken_up, How::SentAgain),
            (&late, &kept, How::Read),
        ];
        for (reason, answered, expected) in cases {
            assert_eq!(how(&entry(ME, reason, answered)), expected);
        }
        let newer = r#"{"how":"moonlight"}"#;
        assert_eq!(how(&entry(ME, &refused, newer)), How::Unknown);
    }
}
