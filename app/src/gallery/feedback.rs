//! Samples of what the page answers: nothing here, waiting, toasts, a dialog.

use leptos::prelude::*;

use crate::kit::{Button, Card, Dialog, EmptyState, Icon, Look, Progress, Toast};

#[component]
pub fn Feedback(toasts: RwSignal<Vec<Toast>>) -> impl IntoView {
    let open = RwSignal::new(false);
    let next = StoredValue::new(1u64);
    let add = move |toast: fn(u64) -> Toast| {
        let id = next.get_value();
        next.set_value(id + 1);
        toasts.update(|toasts| toasts.push(toast(id)));
    };
    view! {
        <Card>
            <EmptyState title="No tickets today" text="New ones appear here as soon as they are assigned, also without signal.">
                <Button label="New ticket" icon=Icon::Plus />
            </EmptyState>
        </Card>
        <Progress what="Getting serial history" on_cancel=|| () last_known=|| "2 tickets, 0 RMA" />
        <div class="row">
            <Button label="Undo toast" on_press=move || add(|id| Toast::undo(id, "Line 4 removed", "Undo", || ())) />
            <Button label="Standing toast" on_press=move || add(|id| Toast::standing(id, "New version ready", "Reload", || ())) />
            <Button label="Dialog" on_press=move || open.set(true) />
        </div>
        <Dialog
            title="Convert to what?"
            open=open
            on_close=move || open.set(false)
            actions=move || view! { <Button label="Cancel" on_press=move || open.set(false) /> <Button label="Convert to order" look=Look::Main on_press=move || open.set(false) /> }
        >
            <p>"The order goes to Tiger 001 as soon as there is signal."</p>
        </Dialog>
    }
}
