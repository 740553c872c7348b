//! Tabs speak to each other through the browser's channel; what a word leads to is decided in `device::sync::hearing`.

use super::Onlooker;
use super::backoff::delay_ms;
use super::client;
use super::leader::Heartbeat;
use super::line::Line;
use super::opening::reopen;
use super::session::{Host, News};
use super::waking::Wake;
use super::words::Words;
use crate::browser::tabs::Channel;
use crate::browser::{random, timer};
use crate::store::LocalStore;
use device::sync::hearing::{Next, hear as act};
use futures::channel::mpsc::UnboundedSender;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Where an answer is said: the channel is there only after whoever listens to it.
pub type Mouth = Rc<RefCell<Option<Rc<Option<Channel>>>>>;

/// Says words to the other tabs, where the browser lets tabs speak.
pub fn teller(channel: &Rc<Option<Channel>>) -> impl Fn(&Words) + 'static {
    let channel = Rc::clone(channel);
    move |words| {
        if let (Some(channel), Ok(text)) = (&*channel, serde_json::to_string(words)) {
            channel.say(&text);
        }
    }
}

/// Listens to them. Words of another version of the app that this one does not know are passed over:
/// what they were about is on the disk.
pub fn hear<S: LocalStore + 'static, H: Onlooker + 'static>(
    store: &Rc<S>,
    host: &Rc<H>,
    heartbeat: &Heartbeat,
    line: &Rc<Line>,
    wakes: UnboundedSender<Wake>,
    mouth: Mouth,
) -> impl FnMut(String) + 'static {
    let (store, host) = (Rc::clone(store), Rc::clone(host));
    let (heartbeat, line) = (heartbeat.clone(), Rc::clone(line));
    move |text| {
        let Ok(words) = serde_json::from_str(&text) else {
            return;
        };
        let wake = match act(&*host, words) {
            Next::Nothing => return,
            Next::Alive(report) => {
                heartbeat.heard();
                if let Some(report) = report.and_then(|report| line.hears(report)) {
                    host.told(News::Line(report));
                }
                return;
            }
            Next::Asked => {
                if let (Some(answer), Some(mouth)) = (line.answer(), &*mouth.borrow()) {
                    teller(mouth)(&answer);
                }
                return;
            }
            Next::Reopen => {
                let tell = mouth.borrow().as_ref().map(teller);
                return spawn_local(reread(Rc::clone(&store), Rc::clone(&host), tell));
            }
            Next::Work => Wake::Work,
            Next::Now => {
                client::hurry();
                Wake::Now
            }
        };
        // refused only when the loop has ended
        let _ = wakes.unbounded_send(wake);
    }
}

/// Shows what the disk holds, as often as it takes; what is missing there the leader fetches.
pub async fn reread<S: LocalStore, H: Onlooker>(
    store: Rc<S>,
    host: Rc<H>,
    tell: Option<impl Fn(&Words)>,
) {
    let mut failures = 0;
    // what this tab shows is behind its disk until it was read
    while let Err(error) = reopen(&*store, &*host).await {
        let temporary = error.is_temporary();
        host.told(News::Storage(error));
        if !temporary {
            return;
        }
        failures += 1;
        timer::sleep_ms(delay_ms(failures, random::chance())).await;
    }
    if failures > 0 {
        // behind a leader no round says so
        host.round_begins();
        host.disk_answered();
    }
    if let Some(tell) = tell.filter(|_| host.replica().borrow().is_incomplete()) {
        tell(&Words::Lacking);
    }
}
