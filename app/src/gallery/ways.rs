//! Samples of where something is: on a scale, in a day, on its way, between two people.

use leptos::prelude::*;

use crate::kit::{
    Base, Card, Choice, Code, CodePiece, ConflictCard, Day, FieldProblem, Icon, Menu, MenuAction,
    Pager, ProblemList, Scale, SearchField, Side, Step, StepState, Tabs, Tone, Track, Visit,
};

#[component]
pub fn Ways() -> impl IntoView {
    let visits = vec![
        Visit {
            from: 570,
            until: 690,
            next: true,
        },
        Visit {
            from: 780,
            until: 840,
            next: false,
        },
        Visit {
            from: 915,
            until: 960,
            next: false,
        },
    ];
    view! {
        <Card title="Scales">
            <Scale at=610u16 sentence="In warranty until 4 June 2027, 558 days left" start="4 Jun 2025" end="4 Jun 2027 · 558 days left" />
            <Scale at=880u16 tone=Tone::Warn ticks=10 sentence="88% of the limit used" start="0" end="1.000.000,00 ₺" />
            <Scale at=1000u16 over=true sentence="Out of warranty since 4 June 2024" start="4 Jun 2022" end="4 Jun 2024" />
        </Card>
        <Day visits=visits now=Some(550u16) sentence="Three visits today: 09:30, 13:00 and 15:15" />
        <Card title="Repair"><Track steps=steps() /></Card>
        <ConflictCard
            title="Discount 2: changed twice"
            place="Offer Q-2026-0391 · line 1, Screw compressor VK-22"
            base=Base { value: "5%".into(), details: vec!["accepted 20 Nov, 16:05".into(), "line total €11,224.25".into()] }
            mine=side("Yours", "this tablet, offline", "8%", "today 08:52", "Keep mine, 8%")
            theirs=side("Elif Yıldız", "office, accepted", "6.5%", "today 08:40", "Keep Elif’s, 6.5%")
            initials="EY"
            consequence="Both stay in the history. The customer sees nothing until you choose."
            on_mine=|| ()
            on_theirs=|| ()
            on_other=Some(Callback::new(|()| ()))
        />
        <Tools />
    }
}

fn side(who: &str, place: &str, value: &str, when: &str, keep: &str) -> Side {
    Side {
        who: who.into(),
        place: place.into(),
        value: value.into(),
        details: vec![when.into(), "line total €10,869.80".into()],
        keep: keep.into(),
    }
}

fn steps() -> Vec<Step> {
    vec![
        Step::new(0, "New", StepState::Done)
            .detail("16 Nov 09:02")
            .detail("R. Petrauskas"),
        Step::new(1, "Confirmed for shipment", StepState::Done)
            .detail("16 Nov 11:40")
            .detail("R. Petrauskas"),
        Step::new(2, "Received", StepState::Done)
            .detail("19 Nov 08:15")
            .detail("Ž. Jankūnas"),
        Step::new(3, "In repair", StepState::Now)
            .detail("today 09:32")
            .detail("you")
            .provisional(),
        Step::new(4, "Being packed", StepState::Next),
        Step::new(5, "Sent to the customer", StepState::Next),
    ]
}

#[component]
fn Tools() -> impl IntoView {
    let (words, tab, page) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::from("lines")),
        RwSignal::new(1u64),
    );
    let actions = vec![
        MenuAction::new("Duplicate", Callback::new(|()| ())).icon(Icon::Copy),
        MenuAction::new("Print", Callback::new(|()| ())).icon(Icon::Printer),
        MenuAction::new("Delete", Callback::new(|()| ()))
            .icon(Icon::Trash2)
            .danger(),
    ];
    let tabs = vec![
        Choice::new("lines", "Lines").count(5),
        Choice::new("history", "History"),
        Choice::new("files", "Files"),
    ];
    let problems = vec![
        FieldProblem {
            words: "Line 3: this serial belongs to VK-30.".into(),
            field: Some("content".into()),
            warns: false,
        },
        FieldProblem {
            words: "Line 4: stock is short.".into(),
            field: None,
            warns: true,
        },
    ];
    let code = vec![
        (CodePiece::Keyword, "SELECT".to_owned()),
        (CodePiece::Plain, " SUM(onhand) ".to_owned()),
        (CodePiece::Keyword, "FROM".to_owned()),
        (CodePiece::Plain, " stock\n".to_owned()),
        (CodePiece::Keyword, "WHERE".to_owned()),
        (CodePiece::Plain, " ref = ".to_owned()),
        (CodePiece::Parameter, ":product_ref".to_owned()),
    ];
    view! {
        <div class="row"><SearchField label="Product, code, brand" value=words on_input=move |text| words.set(text) /> <Menu label="More" actions=actions /></div>
        <Tabs label="Offer" tabs=tabs value=tab on_change=move |value| tab.set(value)><p>{move || tab.get()}</p></Tabs>
        <ProblemList problems=problems />
        <Code label="Stock query" pieces=code />
        <Pager label="Pages of the log" page=page pages=7u64 on_change=move |to| page.set(to) />
    }
}
