//! Waiting: the one door to the browser's timers. A hidden page's timers may run late.

use futures::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use std::future::Future;
use std::pin::pin;

pub async fn sleep_ms(milliseconds: u32) {
    TimeoutFuture::new(milliseconds).await;
}

/// What `work` answers, or `None` when it takes longer.
pub async fn within_ms<T>(milliseconds: u32, work: impl Future<Output = T>) -> Option<T> {
    let limit = pin!(TimeoutFuture::new(milliseconds));
    match select(pin!(work), limit).await {
        Either::Left((answer, _)) => Some(answer),
        Either::Right(_) => None,
    }
}
