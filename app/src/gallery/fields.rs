//! Samples of everything a person can fill in or press.

use leptos::prelude::*;
use shared::edit::Edit;

use crate::kit::{
    Button, Card, Checkbox, Choice, Combobox, DateField, Icon, LinkButton, Look, MoneyField,
    NumberField, PeriodField, Segment, Select, Suggestion, Switch, TextField, Writing,
};

#[component]
pub fn Fields() -> impl IntoView {
    view! {
        <Card title="Actions">
            <div class="row">
                <Button label="Save" look=Look::Main />
                <Button label="Show customer" icon=Icon::Eye />
                <Button label="Delete" look=Look::Danger />
                <Button label="See the limit" look=Look::Quiet />
                <Button label="Convert" blocked="Correct the serial first.".to_owned() />
                <Button label="Getting" icon=Icon::RefreshCw working=true />
                <Button label="Getting" working=true />
                <Button label="Call" icon=Icon::Phone icon_only=true />
                <LinkButton label="A link" href="/gallery" icon=Icon::ArrowRight />
            </div>
        </Card>
        <Card title="Fields">
            <div class="fields"><Texts /> <Numbers /> <Choices /></div>
        </Card>
    }
}

#[component]
fn Texts() -> impl IntoView {
    let name = RwSignal::new(String::from("Akdeniz Gıda"));
    view! {
        <TextField label="Name" value=name on_change=move |text| name.set(text) hint="As on the invoice." />
        <TextField label="Serial" value="VK22-0O8B-1I75" writing=Writing::Plate problem="This serial does not belong to HK-40.".to_owned() />
        <TextField label="Password" value="secret" writing=Writing::Password suggest="current-password" />
        <TextField label="Customer" value="UAB „Šaltas kelias“" read_only=true hint="From the sale." />
        <TextField label="Note" value="Radiator is blocked." writing=Writing::Paragraph />
    }
}

#[component]
fn Numbers() -> impl IntoView {
    let quantity = RwSignal::new(String::from("1234.5"));
    let amount = RwSignal::new(String::from("486500.00"));
    let day = RwSignal::new(String::from("2026-11-23"));
    let until = RwSignal::new(String::from("2026-12-31"));
    let write = |day: RwSignal<String>| move |edit: Edit<String>| day.set(edit.now);
    view! {
        <NumberField label="Quantity" value=quantity on_change=move |number| quantity.set(number) unit="pcs" />
        <MoneyField label="Unit price" value=amount currency="TRY" on_change=move |number| amount.set(number) />
        <DateField label="Promised for" value=day on_change=write(day) />
        <PeriodField label="Valid" from=day until=until on_from=write(day) on_until=write(until) />
    }
}

#[component]
fn Choices() -> impl IntoView {
    let erp = RwSignal::new(String::from("tiger"));
    let list = RwSignal::new(String::from("2"));
    let (before, after) = (RwSignal::new(false), RwSignal::new(true));
    let account = RwSignal::new(String::from("Akdeniz Gıda San. ve Tic. A.Ş."));
    let erps = vec![
        Choice::new("tiger", "Tiger"),
        Choice::new("go", "Go"),
        Choice::new("netsis", "Netsis"),
    ];
    let filters = vec![
        Choice::new("tiger", "Needs you").count(3).attention(),
        Choice::new("go", "Waiting").count(5),
        Choice::new("all", "All"),
    ];
    let lists = vec![
        Choice::new("1", "List 2026/1"),
        Choice::new("2", "List 2026/2"),
    ];
    view! {
        <Select label="Price list" choices=lists value=list on_change=move |value| list.set(value) />
        <Combobox label="Account" chosen=account search=|text: String| suggestions(&text) on_choose=move |id| account.set(id) icon=Icon::Building2 />
        <Segment label="ERP" choices=erps value=erp on_change=move |value| erp.set(value) />
        <Segment label="Filter" label_hidden=true choices=filters value=erp on_change=move |value| erp.set(value) />
        <Switch label="Check when a product is added" on=before on_change=move |on| before.set(on) />
        <Switch label="Check before saving" on=after on_change=move |on| after.set(on) />
        <Checkbox label="Follow the offer’s warehouse" checked=after on_change=move |on| after.set(on) hint="Otherwise the main one." />
    }
}

fn suggestions(text: &str) -> Vec<Suggestion> {
    [
        "Akdeniz Gıda San. ve Tic. A.Ş.",
        "Çınar Otomotiv Yan San.",
        "Demirtaş Tekstil",
        "Öz Iğdır Süt Ürünleri",
    ]
    .into_iter()
    .filter(|name| name.to_lowercase().contains(&text.to_lowercase()))
    .map(|name| {
        Suggestion::new(name, name)
            .detail("120.01.0042 · Bursa")
            .value("12 offers")
    })
    .collect()
}
