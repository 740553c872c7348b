//! Hints that there is something new, for whoever listens. Losing one costs latency only.

use crate::db::Hint;
use futures::{Stream, StreamExt};
use tokio::sync::{broadcast, watch};
use tokio_stream::wrappers::BroadcastStream;
use uuid::Uuid;

/// Slow listeners lose the oldest hints, which newer ones make superfluous.
const WAITING_MAX: usize = 1024;

#[derive(Clone)]
pub struct Pokes {
    hints: broadcast::Sender<Hint>,
    /// Devices that may hear nothing more.
    withdrawn: broadcast::Sender<Uuid>,
    open: watch::Sender<bool>,
}

impl Default for Pokes {
    fn default() -> Self {
        Self {
            hints: broadcast::Sender::new(WAITING_MAX),
            withdrawn: broadcast::Sender::new(WAITING_MAX),
            open: watch::Sender::new(true),
        }
    }
}

impl Pokes {
    pub fn tell(&self, workspace: Uuid, revision: i64) {
        // nobody listening is no failure
        let _listeners = self.hints.send(Hint {
            workspace,
            revision,
        });
    }

    /// Ends the streams of a device, which asks again and is told why.
    pub fn withdraw(&self, device: Uuid) {
        // one that is not listening is told when it asks
        let _listeners = self.withdrawn.send(device);
    }

    /// The hints of one workspace for one device, until that is withdrawn or the server stops.
    pub fn for_device(&self, workspace: Uuid, device: Uuid) -> impl Stream<Item = Hint> + use<> {
        let withdrawn = BroadcastStream::new(self.withdrawn.subscribe());
        // who has missed some asks again: it may have been among them
        let gone = withdrawn.any(move |gone| async move { gone.is_err() || gone == Ok(device) });
        self.of(workspace).take_until(Box::pin(gone))
    }

    /// The hints of one workspace until the server stops.
    pub fn of(&self, workspace: Uuid) -> impl Stream<Item = Hint> + use<> {
        let mut open = self.open.subscribe();
        let closed = async move { open.wait_for(|open| !open).await.map(drop) };
        BroadcastStream::new(self.hints.subscribe())
            .filter_map(
                move |hint| async move { hint.ok().filter(|hint| hint.workspace == workspace) },
            )
            .take_until(Box::pin(closed))
    }

    /// Ends every stream, so that the server can stop.
    pub fn close(&self) {
        self.open.send_replace(false);
    }
}
