//! Why this price? One row per step with its money: solid is what is left, hatched what this step took. Computes nothing.

use leptos::prelude::*;

/// One step of a price. `words` say what it is ("İ1 · %15"), `note` where it comes from, `amount` the money as written;
/// `left` and `taken` are thousandths of the first price, for the drawing. `last` is the price that came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceStep {
    pub words: String,
    pub note: String,
    pub amount: String,
    pub left: u16,
    pub taken: u16,
    pub last: bool,
}

/// The stair. What won and what lost stands below it, made by the page as children.
#[component]
pub fn PriceStair(
    #[prop(into)] steps: Signal<Vec<PriceStep>>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let percent = |thousandths: u16| format!("{}.{}%", thousandths / 10, thousandths % 10);
    let row = move |step: PriceStep| {
        view! {
            <li class="price-stair-step" data-last=step.last>
                <span class="price-stair-words"><b>{step.words}</b> " " <span class="soft">{step.note}</span></span>
                <span class="price-stair-amount">{step.amount}</span>
                <span class="price-stair-bar" aria-hidden="true">
                    <span class="price-stair-left" style:inline-size=percent(step.left)></span>
                    <span class="price-stair-taken" style:inline-size=percent(step.taken)></span>
                </span>
            </li>
        }
    };
    view! {
        <div class="price-stair">
            <ol class="price-stair-steps">{move || steps.get().into_iter().map(row).collect_view()}</ol>
            {children.map(|children| children())}
        </div>
    }
}
