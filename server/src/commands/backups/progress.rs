//! Says how far a long copy is, not more often than once a second, and notices that somebody wants it to stop.

use crate::db::carrying::Progress;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::time::Instant;

const SAID_EVERY: Duration = Duration::from_secs(1);

/// For whoever does not look.
pub fn quiet() -> impl FnMut(Progress<'_>) -> ControlFlow<()> + Send {
    |_| ControlFlow::Continue(())
}

/// Prints on the terminal's second channel; Ctrl C stops at the next piece, a second one at once.
pub fn told() -> impl FnMut(Progress<'_>) -> ControlFlow<()> + Send {
    let (stopped, mut said) = (stops(), Instant::now());
    move |progress| {
        if stopped.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        if said.elapsed() >= SAID_EVERY {
            said = Instant::now();
            let Progress { table, rows, of } = progress;
            eprintln!("{table}: {rows} of {of}");
        }
        ControlFlow::Continue(())
    }
}

fn stops() -> Arc<AtomicBool> {
    let stopped = Arc::new(AtomicBool::new(false));
    let heard = stopped.clone();
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            heard.store(true, Ordering::Relaxed);
            eprintln!("It stops at the next piece; press Ctrl C again to stop at once.");
        }
        if tokio::signal::ctrl_c().await.is_ok() {
            std::process::exit(130);
        }
    });
    stopped
}
