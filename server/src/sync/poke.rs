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
    open: watch::Sender<bool>,
}

impl Default for Pokes {
    fn default() -> Self {
        Self {
            hints: broadcast::Sender::new(WAITING_MAX),
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
