//! How the tab that leads gets on with the server. Only it knows; the others show what it says, and whoever leads next begins with that.

use super::server::Failure;
use super::session::News;
use super::words::Words;
use serde::{Deserialize, Serialize};
use shared::calendar::Moment;
use std::cell::Cell;

/// What came of the last that was asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fares {
    Contact,
    /// Nothing was asked: the browser knows of no network.
    Offline,
    Failed,
    /// The session ended.
    SignedOut,
    UpdateNeeded,
    /// Nothing was asked yet; or another version says what this one does not know.
    #[default]
    #[serde(other)]
    Unknown,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Report {
    pub fares: Fares,
    /// When the server answered last, in the server's time as the device knows it.
    pub contact_at: Option<Moment>,
}

impl Report {
    /// The same when the news is of something else.
    fn after(self, news: &News, now: Moment) -> Report {
        let fares = match news {
            News::Contact { .. } => {
                return Report {
                    fares: Fares::Contact,
                    contact_at: Some(now),
                };
            }
            News::Offline => Fares::Offline,
            News::Failed(Failure::SignedOut | Failure::Withdrawn(_)) => Fares::SignedOut,
            News::Failed(Failure::UpdateNeeded) => Fares::UpdateNeeded,
            News::Failed(_) => Fares::Failed,
            _ => self.fares,
        };
        Report { fares, ..self }
    }
}

/// What one tab knows of it.
#[derive(Default)]
pub struct Line {
    report: Cell<Report>,
    leads: Cell<bool>,
}

impl Line {
    pub fn leads(&self, leads: bool) {
        self.leads.set(leads);
    }

    /// Whether the others must hear of it at once; that it is still so they hear with the next sign of life.
    pub fn notes(&self, news: &News, now: Moment) -> bool {
        let before = self.report.get();
        let report = before.after(news, now);
        self.report.set(report);
        report.fares != before.fares
    }

    /// What is new for a tab that does not lead; one that does knows better.
    pub fn hears(&self, report: Report) -> Option<Report> {
        if self.leads.get() || report.fares == Fares::Unknown {
            return None;
        }
        let before = self.report.replace(report);
        (before != report).then_some(report)
    }

    /// For whoever asks; only the tab that leads answers.
    pub fn answer(&self) -> Option<Words> {
        self.leads.get().then(|| self.alive())
    }

    /// A sign of life.
    pub fn alive(&self) -> Words {
        Words::Alive {
            line: Some(self.report.get()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sync::server::Withdrawn;
    use serde_json::json;

    fn at(milliseconds: i64) -> Moment {
        Moment::from_milliseconds(milliseconds)
    }

    const CONTACT: News = News::Contact { server_time: None };

    #[track_caller]
    fn check(news: &[News], expected: Fares) {
        let line = Line::default();
        for news in news {
            let _at_once = line.notes(news, at(7));
        }
        assert_eq!(line.report.get().fares, expected);
    }

    #[test]
    fn it_stands_as_the_last_attempt_left_it() {
        check(&[], Fares::Unknown);
        check(&[CONTACT, News::Sending(true)], Fares::Contact);
        check(&[CONTACT, News::Offline], Fares::Offline);
        check(&[News::Offline, CONTACT], Fares::Contact);
        check(&[CONTACT, News::Failed(Failure::TooSlow)], Fares::Failed);
        let withdrawn = Failure::Withdrawn(Withdrawn::Device);
        check(&[News::Failed(withdrawn)], Fares::SignedOut);
        check(&[News::Failed(Failure::SignedOut)], Fares::SignedOut);
        check(&[News::Failed(Failure::UpdateNeeded)], Fares::UpdateNeeded);
    }

    #[test]
    fn the_last_contact_keeps_its_age_when_the_line_is_cut() {
        let line = Line::default();
        assert!(line.notes(&CONTACT, at(5)));
        assert!(!line.notes(&CONTACT, at(6)), "still so");
        assert!(line.notes(&News::Offline, at(9)));
        assert_eq!(line.report.get().contact_at, Some(at(6)));
    }

    #[test]
    fn whoever_leads_next_begins_with_what_it_heard() {
        let (leader, other) = (Line::default(), Line::default());
        leader.leads(true);
        assert!(leader.notes(&CONTACT, at(5)) && leader.notes(&News::Offline, at(9)));
        let Some(Words::Alive { line: Some(said) }) = leader.answer() else {
            panic!("whoever leads answers");
        };
        assert!(other.answer().is_none());
        assert_eq!(other.hears(said), Some(said));
        assert_eq!(other.hears(said), None, "nothing new");
        other.leads(true);
        assert_eq!(other.report.get(), said);
        // a tab that was frozen while it led says what was
        let stale = Report {
            fares: Fares::Contact,
            contact_at: Some(at(1)),
        };
        assert_eq!(other.hears(stale), None);
        assert_eq!(other.report.get(), said);
    }

    /// As versions before said and read it.
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(tag = "say", rename_all = "snake_case")]
    enum WordsBefore {
        Alive,
    }

    #[test]
    fn versions_before_and_after_hear_each_other_live() {
        let told = serde_json::to_value(Line::default().alive()).expect("plain fields");
        let heard: Result<WordsBefore, _> = serde_json::from_value(told);
        assert_eq!(heard.ok(), Some(WordsBefore::Alive));
        for (said, expected) in [
            (json!({ "say": "alive" }), None),
            (
                json!({ "say": "alive", "line": { "fares": "by_pigeon", "wings": 2 } }),
                Some(Report::default()),
            ),
        ] {
            let heard = serde_json::from_value(said).expect("it is understood");
            assert!(matches!(heard, Words::Alive { line } if line == expected));
        }
        assert_eq!(Line::default().hears(Report::default()), None);
    }
}
