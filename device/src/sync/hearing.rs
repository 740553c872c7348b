//! What a tab does when another one says something. Copies are taken only where they fit exactly.

use super::line::Report;
use super::opening::take;
use super::session::{Host, News};
use super::words::Words;
use shared::planted::{Bug, planted};
use shared::sync::wire::Pulled;

/// What is left for the tab to do itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    Nothing,
    /// The leader lives, and says how it gets on.
    Alive(Option<Report>),
    /// Another tab asks how the leader gets on.
    Asked,
    /// There is something to push: the leader pushes it.
    Work,
    /// Push and pull at once.
    Now,
    /// More changed on the disk than this tab followed: read it again.
    Reopen,
}

pub fn hear(host: &impl Host, words: Words) -> Next {
    match words {
        Words::Alive { line } => Next::Alive(line),
        Words::Joins => Next::Asked,
        Words::Appended { intention } => {
            let context = host.context();
            let touched = take(&mut host.replica().borrow_mut(), *intention, &context);
            host.touched(&touched);
            Next::Work
        }
        Words::Answered { outcomes } => {
            let touched = host.replica().borrow_mut().pushed(&outcomes);
            host.touched(&touched);
            Next::Nothing
        }
        Words::Pulled { answer } => pulled(host, *answer),
        Words::Reload if planted(Bug::ReloadIsNotHeard) => Next::Nothing,
        Words::Reload => Next::Reopen,
        Words::Lacking => {
            host.replica().borrow_mut().lacks_some(true);
            Next::Now
        }
        Words::Left { why } => {
            host.told(News::Left(why));
            Next::Nothing
        }
        Words::Files { unsent } => {
            host.told(News::Files(unsent));
            Next::Nothing
        }
        Words::Shipped => {
            host.told(News::Shipped);
            Next::Nothing
        }
        Words::Wake => Next::Now,
    }
}

/// The leader's pull from our own cursor is ours as well; from another one, the disk knows better.
fn pulled(host: &impl Host, answer: Pulled) -> Next {
    let context = host.context();
    let taken = host.replica().borrow_mut().pulled(answer, &context);
    match taken {
        Ok(done) if done.dropped_shelves.is_empty() => host.touched(&done.touched),
        Ok(_) => host.refilled(),
        Err(_) => return Next::Reopen,
    }
    // a leader that was not told of it may lead now: what still lacks after reading again is said once more
    match host.replica().borrow().is_incomplete() {
        true => Next::Reopen,
        false => Next::Nothing,
    }
}
