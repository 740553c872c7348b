//! Why did a sign-in not succeed? Said under the password, read out at once.

use crate::kit::{Notice, Verdict};
use crate::messages::{home, language};
use crate::state::opening::{SignInProblem, Withdrawn};
use leptos::prelude::*;

#[component]
pub fn Problem(#[prop(into)] why: Signal<Option<SignInProblem>>) -> impl IntoView {
    move || {
        why.get()
            .map(|why| view! { <Notice verdict=Verdict::Block title=words(why) /> })
    }
}

fn words(problem: SignInProblem) -> impl Fn() -> &'static str + Clone + Send + Sync + 'static {
    move || match problem {
        SignInProblem::Wrong => home::wrong(language()),
        SignInProblem::TooOften => home::too_often(language()),
        SignInProblem::Withdrawn(Withdrawn::Access) => home::access_closed(language()),
        SignInProblem::Withdrawn(Withdrawn::Device) => home::device_withdrawn(language()),
        SignInProblem::NoServer => home::no_server(language()),
        SignInProblem::NoStorage => home::no_storage(language()),
        SignInProblem::NotRead => home::not_read(language()),
    }
}
