//! Samples of what a thing is and where it stands: marks, tags, verdicts, figures, vials.

use leptos::prelude::*;

use crate::kit::{
    Age, AsOf, Button, Card, Figure, Icon, LargeVial, Mark, Notice, Standing, Tag, Tone, Verdict,
    Vial, VialState,
};

#[component]
pub fn States() -> impl IntoView {
    view! {
        <Card title="Where a record stands">
            <div class="row">
                <Mark standing=Standing::Here />
                <Mark standing=Standing::Sent />
                <Mark standing=Standing::Accepted />
                <Mark standing=Standing::Refused />
                <Mark standing=Standing::You />
                <Mark standing=Standing::You words="Choose" />
            </div>
        </Card>
        <Card title="Warranty and verification">
            <div class="row">
                <Tag tone=Tone::Fine words="In warranty" icon=Icon::ShieldCheck />
                <Tag tone=Tone::Neutral words="Out" icon=Icon::ShieldOff />
                <Tag tone=Tone::Move words="Not started" icon=Icon::Calendar />
                <Tag tone=Tone::Block words="Void" icon=Icon::ShieldX />
                <Tag tone=Tone::Warn words="Stock is short" icon=Icon::TriangleAlert />
                <Tag tone=Tone::Open words="Warranty unknown" icon=Icon::CircleHelp />
                <Tag tone=Tone::Open words="Unverified" icon=Icon::Hourglass />
            </div>
        </Card>
        <Verdicts />
        <Card title="A figure and its age" extra=|| view! { <AsOf age=Age::At("06:12, 3 h ago".into()) /> }>
            <div class="figures">
                <Figure name="Available" value="14" unit="pcs" age=Age::Live />
                <Figure name="Available" value="14" unit="pcs" age=Age::At("06:12, 3 h ago".into()) />
                <Figure name="Available" value="14" unit="pcs" age=Age::Old("yesterday, 17:40".into()) />
                <Figure name="Available" value="14" unit="pcs" age=Age::Gone("older than 72 h".into()) />
            </div>
        </Card>
        <Card title="The vial">
            <div class="row">
                <Vial state=VialState::Level href="#" />
                <Vial state=VialState::Waiting { count: 3 } href="#" />
                <Vial state=VialState::Sending { waiting: 2 } href="#" />
                <Vial state=VialState::Offline { waiting: 3 } href="#" />
                <Vial state=VialState::You { count: 1 } href="#" />
            </div>
            <LargeVial state=VialState::You { count: 3 } />
        </Card>
    }
}

#[component]
fn Verdicts() -> impl IntoView {
    let ways_out = || view! { <Button label="Scan again" icon=Icon::ScanBarcode look=crate::kit::Look::Main /> <Button label="Clear" icon=Icon::X /> <Button label="Make it a VK-30" look=crate::kit::Look::Quiet /> };
    view! {
        <Notice verdict=Verdict::Fine title="Serial is right">"Dispatch 0000417, 4 Jun 2025."</Notice>
        <Notice verdict=Verdict::Warn title="No dispatch-out for this serial">"You can continue."</Notice>
        <Notice verdict=Verdict::Block title="This serial does not belong to HK-40" actions=ways_out>
            "VK30-7715-0042 is a serial of " <b>"Screw compressor VK-30"</b> ". Correct it or clear the field."
        </Notice>
        <Notice verdict=Verdict::Info title="3 records of this device wait to be sent">"They go when Murat Kaya signs in."</Notice>
    }
}
