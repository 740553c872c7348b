//! One offer: where it stands, what the checks say, its lines, its terms and its totals. Saved field by field; there is no
//! button for it.

use leptos::prelude::*;
use shared::ids::{LineId, OfferId};
use shared::offers::{Change, Offer, Status};
use shared::users::Right;

use super::check_notices::CheckNotices;
use super::closed_notice::{ClosedNotice, use_revision};
use super::editor::{Editor, Unfit};
use super::letters::{Field, Typing};
use super::line_field;
use super::lines_card::LinesCard;
use super::lost_dialog::LostDialog;
use super::price_reasons::PriceReasons;
use super::repricing_panel::RepricingPanel;
use super::sums::{OfferMark, SetTag, StatusTag, TotalsCard, gross};
use super::terms_card::{self, TermsCard, Word};
use super::transfer_dialog::TransferDialog;
use crate::kit::PageHead;
use crate::kit::{
    ActionBar, Button, EmptyState, Icon, LinkButton, Look, Menu, MenuAction, Page, SideFrom,
};
use crate::messages::{language, offers, policy, say};
use crate::pages::frame;
use crate::pages::unsaved::CameBack;
use crate::routes::Route;
use crate::state::app;

#[component]
pub fn EditPage(#[prop(into)] id: Signal<OfferId>) -> impl IntoView {
    move || view! { <OneOffer id=id.get() /> }
}

#[component]
fn OneOffer(id: OfferId) -> impl IntoView {
    let editor = Editor::new(app(), id);
    frame::head(move || PageHead {
        title: editor.offer.with(|offer| {
            offer.as_ref().map_or_else(
                || offers::not_aboard(language()).to_owned(),
                |offer| offer.account_name.clone(),
            )
        }),
        subtitle: editor.offer.with(|offer| offer.as_ref().map(subtitle)),
        back: Some(Route::Offers.href()),
    });
    let here = Memo::new(move |_| editor.offer.with(Option::is_some));
    let missing = || {
        view! {
            <Page>
                <EmptyState title=say(offers::not_aboard) text=say(offers::not_aboard_text)>
                    <LinkButton label=say(offers::my_offers) href=Route::Offers.href() />
                </EmptyState>
            </Page>
        }
    };
    view! { <Show when=move || here.get() fallback=missing><Sheet editor=editor /></Show> }
}

/// "Q-2026-0391 · Draft · valid until 15 Dec 2026".
fn subtitle(offer: &Offer) -> String {
    let state = offers::status(language(), offer.status);
    let until = offer
        .valid_until
        .map(|until| offers::valid_until_day(language(), until));
    let parts = [
        Some(offer.code.shown().to_owned()),
        Some(state.to_owned()),
        until,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[component]
fn Sheet(editor: Editor) -> impl IntoView {
    let (converting, losing) = (RwSignal::new(false), RwSignal::new(false));
    let bar = move || {
        view! {
            <ActionBar name=say(offers::total_with_vat) value=move || gross(editor)>
                <Actions editor=editor converting=converting icon_only=true />
            </ActionBar>
        }
    };
    let side = move || view! { <TotalsCard editor=editor /> <PriceReasons editor=editor /> };
    view! {
        <Page side=side side_from=SideFrom::Desktop bar=bar>
            <div class="offer-top">
                <div class="row">
                    <OfferMark editor=editor />
                    <Code editor=editor />
                    <StatusTag status=Signal::derive(move || editor.offer.with(|offer| offer.as_ref().map_or(Status::Draft, |offer| offer.status))) />
                    <SetTag editor=editor />
                </div>
                <div class="row offer-top-actions">
                    <MoreActions editor=editor losing=losing />
                    <span class="row offer-desktop-actions"><Actions editor=editor converting=converting /></span>
                </div>
            </div>
            <CameBack unsaved=editor.unsaved on_save=move |()| save(editor) what=move || came_back(editor) />
            <CheckNotices editor=editor converting=converting />
            <ClosedNotice editor=editor />
            <RepricingPanel editor=editor />
            <LinesCard editor=editor />
            <TermsCard editor=editor />
        </Page>
        <TransferDialog editor=editor open=converting />
        <LostDialog editor=editor open=losing />
    }
}

/// Finishes every field that came back.
fn save(editor: Editor) {
    for typed in untrack(|| back(editor)) {
        line_field::finish(editor, typed.line, typed.field, typed.value);
    }
    for (word, text) in untrack(|| words_back(editor)) {
        terms_card::finish(editor, word, text);
    }
}

/// What came back of the header.
fn words_back(editor: Editor) -> Vec<(Word, String)> {
    let back = |word: Word| Some((word, editor.unsaved.of(word.name())?));
    Word::ALL.into_iter().filter_map(back).collect()
}

/// What came back for lines that are still there.
fn back(editor: Editor) -> Vec<Typing> {
    let back = editor.unsaved.back().into_iter();
    let back = back.filter_map(|(name, value)| Typing::named(&name, value));
    back.filter(|typed| editor.place(typed.line).is_some())
        .collect()
}

/// "Line 3, Quantity", one after the other, then what came back of the header.
fn came_back(editor: Editor) -> String {
    let language = language();
    let words = back(editor).into_iter().filter_map(|typed| {
        let place = editor.place(typed.line)?;
        Some(offers::of_line(
            language,
            place + 1,
            &typed.field.words(language),
        ))
    });
    let header = words_back(editor).into_iter();
    let header = header.map(|(word, _)| word.label(language).to_owned());
    words.chain(header).collect::<Vec<_>>().join(" · ")
}

/// The number, or the provisional one in the dashed style; and what it revises.
#[component]
fn Code(editor: Editor) -> impl IntoView {
    let code = Memo::new(move |_| editor.part(|offer| offer.code.clone()));
    let of = Memo::new(move |_| editor.part(|offer| offer.revision_of));
    let old = move || {
        let id = of.get()?;
        let code = editor.app.device.get::<Offer>(id)?.code.shown().to_owned();
        Some(
            view! { <span class="small soft">{say(offers::revision_of)} " " <a href=Route::Offer(id.0).href()>{code}</a></span> },
        )
    };
    view! {
        <span class="plate offer-code" data-provisional=move || !code.with(|code| code.is_final())>{move || code.with(|code| code.shown().to_owned())}</span>
        {old}
    }
}

/// What has to be mended, chosen, saved or given up first: nobody sees or orders another value than the one on the screen.
fn holding(editor: Editor) -> Option<String> {
    let language = language();
    if editor.unsaved.is_back() {
        return Some(offers::save_input_first(language).to_owned());
    }
    let cell = |line: LineId, field: Field| {
        let place = editor.place(line)?;
        Some(offers::of_line(language, place + 1, &field.words(language)))
    };
    let unfit = |all: &Vec<Unfit>| all.iter().find_map(|unfit| cell(unfit.line, unfit.field));
    if let Some(unfit) = editor.unfit.with(unfit) {
        return Some(offers::mend_first(language, &unfit));
    }
    let met = |all: &Vec<(LineId, Field)>| all.iter().find_map(|(line, field)| cell(*line, *field));
    let header = || Some(terms_card::met(editor)?.label(language).to_owned());
    let met = editor.met.with(met).or_else(header)?;
    Some(offers::choose_first(language, &met))
}

/// Show the customer, and convert: the one main action.
#[component]
fn Actions(
    editor: Editor,
    converting: RwSignal<bool>,
    #[prop(optional)] icon_only: bool,
) -> impl IntoView {
    let blocked = move || match editor.may(Right::ConvertOffers) {
        true => None,
        false => Some(policy::denied(
            language(),
            &shared::users::Denied::MissingRight {
                right: Right::ConvertOffers,
            },
        )),
    };
    let blocked = Signal::derive(move || holding(editor).or_else(blocked));
    let held = Memo::new(move |_| holding(editor));
    let href = Route::OfferPrint(editor.id.0).href();
    view! {
        {move || match held.get() {
            None => view! { <LinkButton label=say(offers::show_customer) href=href.clone() icon=Icon::Eye icon_only=icon_only /> }.into_any(),
            Some(why) => view! { <Button label=say(offers::show_customer) icon=Icon::Eye icon_only=icon_only blocked=Signal::stored(Some(why)) on_press=|()| () /> }.into_any(),
        }}
        <Show when=move || editor.is_open()>
            <Button label=say(offers::convert) look=Look::Main icon=Icon::ArrowRight blocked=blocked on_press=move |()| converting.set(true) />
        </Show>
    }
}

/// Moves that only the seller decides, and the copy.
#[component]
fn MoreActions(editor: Editor, losing: RwSignal<bool>) -> impl IntoView {
    let revise = use_revision(editor);
    let status = Memo::new(move |_| {
        editor
            .offer
            .with(|offer| offer.as_ref().map(|offer| offer.status))
    });
    let actions = move || {
        let mut actions = Vec::new();
        let hand_over = Callback::new(move |()| editor.commit(Change::Sent { offer: editor.id }));
        let take_back =
            Callback::new(move |()| editor.commit(Change::TakenBack { offer: editor.id }));
        match status.get() {
            Some(Status::Draft) => {
                actions.push(MenuAction::new(say(offers::hand_over), hand_over).icon(Icon::Send))
            }
            Some(Status::Sent) => {
                actions.push(MenuAction::new(say(offers::take_back), take_back).icon(Icon::Undo2))
            }
            _ => {}
        }
        actions.push(MenuAction::new(say(offers::new_revision), revise).icon(Icon::Copy));
        if status.get().is_some_and(Status::is_open) {
            actions.push(
                MenuAction::new(
                    say(offers::mark_lost),
                    Callback::new(move |()| losing.set(true)),
                )
                .icon(Icon::Ban)
                .danger(),
            );
        }
        actions
    };
    move || {
        editor
            .may(Right::MakeOffers)
            .then(|| view! { <Menu label=say(offers::more_actions) actions=actions() /> })
    }
}
