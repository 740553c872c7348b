//! Which way has an operation gone, where is it now, what comes next? Prints the states it is given.

use leptos::prelude::*;

use super::{Glyph, Icon, Mark, Standing};
use crate::messages::{kit, language};

/// Where a step of the way lies. After `Stopped` nothing follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    Done,
    Now,
    Next,
    Stopped,
}

impl StepState {
    fn name(self) -> &'static str {
        match self {
            StepState::Done => "done",
            StepState::Now => "now",
            StepState::Next => "next",
            StepState::Stopped => "stopped",
        }
    }
}

/// One state of the way; `number` is what the company calls it by. `details` are the lines under its name (when, who). `provisional`: confirmed on this device and
/// not accepted yet, so the way to it is dashed and marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub number: u32,
    pub name: String,
    pub state: StepState,
    pub details: Vec<String>,
    pub provisional: bool,
}

impl Step {
    pub fn new(number: u32, name: impl Into<String>, state: StepState) -> Self {
        Step {
            number,
            name: name.into(),
            state,
            details: Vec::new(),
            provisional: false,
        }
    }

    pub fn detail(mut self, line: impl Into<String>) -> Self {
        self.details.push(line.into());
        self
    }

    pub fn provisional(self) -> Self {
        Step {
            provisional: true,
            ..self
        }
    }
}

/// The way: lying where there is room for its names, standing on a phone.
#[component]
pub fn Track(#[prop(into)] steps: Signal<Vec<Step>>) -> impl IntoView {
    view! {
        <div class="track">
            <ol class="track-steps">
                {move || steps.get().into_iter().map(|step| view! { <OneStep step=step /> }).collect_view()}
            </ol>
        </div>
    }
}

#[component]
fn OneStep(step: Step) -> impl IntoView {
    let Step {
        number,
        name,
        state,
        details,
        provisional,
    } = step;
    let dot = match state {
        StepState::Done => view! { <Glyph icon=Icon::Check /> }.into_any(),
        StepState::Stopped => view! { <Glyph icon=Icon::OctagonX /> }.into_any(),
        StepState::Now | StepState::Next => number.into_any(),
    };
    let heard = move || match state {
        StepState::Done => Some(kit::step_done(language())),
        StepState::Stopped => Some(kit::step_stopped(language())),
        StepState::Now | StepState::Next => None,
    };
    view! {
        <li class="track-step" data-state=state.name() data-provisional=provisional aria-current=(state == StepState::Now).then_some("step")>
            <span class="track-dot" aria-hidden="true">{dot}</span>
            <span class="track-words">
                <span class="track-name">{name}</span>
                <span class="visually-hidden">{heard}</span>
                {details.into_iter().map(|line| view! { <span class="track-detail">{line}</span> }).collect_view()}
                {provisional.then(|| view! { <Mark standing=Standing::Here /> })}
            </span>
        </li>
    }
}
