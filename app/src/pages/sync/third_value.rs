//! Neither mine nor theirs: a third value, typed where the choice is. Which field it is decides how it is typed; the rules decide
//! whether it may stand.

use super::conflict_words::{Sort, sort, words};
use super::letters::field_of;
use super::typed::Typed;
use crate::kit::{
    Button, DateField, Look, MoneyField, Notice, NumberField, TextField, Verdict, Writing,
    elements, focus, focus_first_wrong,
};
use crate::messages::{kit, language, language_now, numbers, say, sync};
use crate::state::app;
use leptos::{ev, html, prelude::*};
use serde_json::Value;
use shared::calendar::Day;
use shared::desk::Conflict;
use shared::edit::Edit;
use shared::sync::InboxEntry;
use shared::sync::choosing::fits;

impl Sort {
    /// What people choose or put together is changed on the page of the record.
    pub fn is_typed(&self) -> bool {
        !matches!(
            self,
            Sort::YesNo
                | Sort::Category
                | Sort::PriceList
                | Sort::Language
                | Sort::Tracking
                | Sort::Product
                | Sort::Priority
                | Sort::RequestKind
                | Sort::Channel
                | Sort::Person
                | Sort::People
                | Sort::Roles
                | Sort::Task
                | Sort::Ticket
                | Sort::Erp
                | Sort::Validity
                | Sort::Moment
                | Sort::Dates
                | Sort::Line
                | Sort::Parts
        )
    }

    /// What stands in the field when it opens.
    fn typed(&self, value: &Value) -> String {
        let value = match self {
            Sort::Ordinal => return value.as_u64().map_or_else(String::new, |of| of.to_string()),
            Sort::Quantity => &value["value"],
            _ => value,
        };
        value.as_str().unwrap_or_default().to_owned()
    }

    /// What the letters on the screen mean; `None` when they are no number.
    fn plain(&self, letters: &str) -> Option<String> {
        match self {
            Sort::Percent | Sort::Money(_) | Sort::Quantity | Sort::Ordinal
                if !letters.trim().is_empty() =>
            {
                numbers::read(language_now(), letters)
            }
            _ => Some(letters.trim().to_owned()),
        }
    }

    /// The value in the shape of the field; `None` when the letters make none. `like` is a value that the field has had.
    fn value(&self, typed: &str, like: &Conflict) -> Option<Value> {
        let typed = typed.trim();
        match self {
            Sort::Text | Sort::Paragraph => Some(typed.into()),
            Sort::Quantity => {
                let mut value = like.theirs.clone();
                *value.get_mut("value")? = typed.into();
                (!typed.is_empty()).then_some(value)
            }
            Sort::Ordinal => typed.parse::<u32>().ok().map(Value::from),
            Sort::Day if !typed.is_empty() => Day::parse(typed).ok().map(|_| typed.into()),
            _ if typed.is_empty() => Some(Value::Null),
            _ => Some(typed.into()),
        }
    }
}

/// The field, the button that lets its value stand, and the way back. `problem` is what the rules say about it. The letters stay whatever
/// others write meanwhile, and when the page closes; what others write is said, and the value counts against what stands there when it is
/// kept. `is_settled`: nothing does; `asks_others`: another field is still asked about.
#[component]
pub fn ThirdValue(
    conflict: Memo<Conflict>,
    entry: StoredValue<InboxEntry>,
    typed: Typed,
    #[prop(into)] label: Signal<String>,
    is_settled: Signal<bool>,
    asks_others: Signal<bool>,
    #[prop(into)] problem: Signal<Option<String>>,
    #[prop(into)] on_value: Callback<Value>,
    #[prop(into)] on_cancel: Callback<()>,
) -> impl IntoView {
    let sort = untrack(|| conflict.with(|conflict| sort(app().device, conflict)));
    let opened = conflict.get_untracked();
    let this = StoredValue::new(field_of(&opened));
    let letters = move || this.with_value(|this| typed.of(this));
    let came_back = letters();
    let just_opened = came_back.is_none();
    let value = RwSignal::new(match came_back {
        Some(letters) => sort.plain(&letters).unwrap_or(letters),
        None => sort.typed(&opened.mine),
    });
    let from_disk = Memo::new(move |_| this.with_value(|this| typed.unsaved.of(this)));
    let sort_of_disk = sort.clone();
    // whoever opened it before the disk was read
    Effect::new(move |_| {
        if let Some(found) = from_disk
            .get()
            .filter(|found| letters().as_ref() == Some(found))
        {
            value.set(sort_of_disk.plain(&found).unwrap_or(found));
        }
    });
    let unfit = RwSignal::new(false);
    let said = Signal::derive(move || {
        let unfit = unfit
            .get()
            .then(|| sync::not_for_this_field(language()).to_owned());
        unfit.or_else(|| problem.get())
    });
    Effect::new(move |_| said.with(|said| said.iter().for_each(|_| focus_first_wrong())));
    let form = NodeRef::<html::Form>::new();
    Effect::new(move |_| {
        if let Some(form) = form.get().filter(|_| just_opened) {
            elements(&form, "input, textarea")
                .first()
                .into_iter()
                .for_each(focus);
        }
    });
    let sort_again = sort.clone();
    let field = typed_field(&sort, label, value, said);
    let keep = move |event: ev::SubmitEvent| {
        event.prevent_default();
        // a number field keeps letters that are no number to itself
        let plain = match letters() {
            Some(letters) => sort.plain(&letters),
            None => Some(value.get_untracked()),
        };
        let now = conflict.get_untracked();
        let fits = |value: &Value| entry.with_value(|entry| fits(entry, &now, value.clone()));
        let third = plain.and_then(|plain| sort.value(&plain, &now));
        match third.filter(fits) {
            Some(third) => {
                unfit.set(false);
                on_value.run(third);
            }
            None => unfit.set(true),
        }
    };
    let of = sort_again.clone();
    let meanwhile = Memo::new(move |_| match is_settled.get() {
        true => Some(settled(asks_others.get()).to_owned()),
        false => conflict.with(|now| changed_meanwhile(&of, &opened, now)),
    });
    let heard = move |event: ev::Event| {
        unfit.set(false);
        let letters = event_target_value(&event);
        this.with_value(|this| typed.put(this, letters));
    };
    let escaped = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            on_cancel.run(());
        }
    };
    view! {
        <form class="third-value" node_ref=form on:submit=keep on:keydown=escaped on:input=heard>
            <div role="status">{move || meanwhile.get().map(|said| view! { <Notice verdict=Verdict::Warn title=said /> })}</div>
            {field}
            <div class="third-value-actions">
                <Button label=say(sync::keep_this) submit=true />
                <Button label=say(kit::cancel) look=Look::Quiet on_press=on_cancel />
            </div>
        </form>
    }
}

/// What is said where nothing stands against the field any more.
fn settled(asks_others: bool) -> &'static str {
    match asks_others {
        true => sync::nothing_against_yours_beside(language()),
        false => sync::nothing_against_yours(language()),
    }
}

/// What the others have written since the field was opened, if they have.
fn changed_meanwhile(sort: &Sort, opened: &Conflict, now: &Conflict) -> Option<String> {
    let (device, language) = (app().device, language());
    let said = || words(device, language, sort, &now.theirs);
    (opened.theirs != now.theirs).then(|| sync::changed_again(language, &said()))
}

fn typed_field(
    sort: &Sort,
    label: Signal<String>,
    typed: RwSignal<String>,
    problem: Signal<Option<String>>,
) -> AnyView {
    let label = move || label.get();
    let set = move |text: String| typed.set(text);
    let write = move |day: Edit<String>| typed.set(day.now);
    match sort {
        Sort::Percent => view! { <NumberField label=label value=typed on_change=set unit="%" problem=problem /> }.into_any(),
        Sort::Money(Some(currency)) => {
            let currency = currency.code().to_owned();
            view! { <MoneyField label=label value=typed on_change=set currency=currency problem=problem /> }.into_any()
        }
        Sort::Money(None) | Sort::Quantity | Sort::Ordinal => {
            view! { <NumberField label=label value=typed on_change=set problem=problem /> }.into_any()
        }
        Sort::Day => view! { <DateField label=label value=typed on_change=write problem=problem /> }.into_any(),
        Sort::Paragraph => view! { <TextField label=label value=typed on_input=set writing=Writing::Paragraph problem=problem /> }.into_any(),
        _ => view! { <TextField label=label value=typed on_input=set problem=problem /> }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use uuid::Uuid;

    #[test]
    fn what_is_emptied_is_nothing_where_nothing_has_a_shape() {
        let like = Conflict {
            kind: "offer".into(),
            id: Uuid::nil(),
            field: "lines/1/discount1".into(),
            base: json!("5"),
            mine: json!("8"),
            theirs: json!("6.5"),
            by: None,
            at: None,
        };
        for sort in [Sort::Percent, Sort::Money(None), Sort::Day] {
            assert_eq!(sort.value(" ", &like), Some(Value::Null), "{sort:?}");
        }
        assert_eq!(Sort::Text.value(" ", &like), Some(json!("")));
        assert_eq!(Sort::Quantity.value(" ", &like), None);
    }
}
