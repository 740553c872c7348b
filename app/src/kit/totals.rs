//! What does it add up to? Names and amounts as they were calculated; adds nothing itself.

use leptos::prelude::*;

use super::Words;

/// Lines of name and amount (already written for people), then the total under a strong line.
#[component]
pub fn Totals(
    #[prop(into)] lines: Signal<Vec<(String, String)>>,
    #[prop(into)] total_name: Words,
    #[prop(into)] total: Words,
) -> impl IntoView {
    let line = |(name, amount): (String, String)| {
        view! {
            <div class="totals-line">
                <dt>{name}</dt>
                <dd>{amount}</dd>
            </div>
        }
    };
    view! {
        <dl class="totals">
            {move || lines.get().into_iter().map(line).collect_view()}
            <div class="totals-sum">
                <dt>{move || total_name.get()}</dt>
                <dd>{move || total.get()}</dd>
            </div>
        </dl>
    }
}
