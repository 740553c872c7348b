//! An offer on its way to a document: decided on what the ERP says, waiting while it says nothing.

use crate::company::Company;
use crate::goods::decimal;
use server::connectors::simulator::{Call, Fault};
use shared::offers::offer::Difference;
use shared::offers::{Change, Status};

#[tokio::test(flavor = "multi_thread")]
async fn a_converted_offer_becomes_one_order_and_shows_its_slip() {
    let company = Company::open().await;
    let offer = company.offer("199.9").await;
    company.convert(offer).await;
    company.work().await;
    let (offer, documents) = (company.read(offer).await, company.erp.documents());
    assert_eq!(offer.status, Status::Won);
    assert_eq!(documents.len(), 1);
    assert_eq!(offer.slip(), Some(&documents[0].slip));
    assert_eq!(documents[0].document.our_number, offer.code.shown());
    assert_eq!(company.transfers().await[0].state, "confirmed");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_price_in_the_erp_sends_the_offer_back_and_accepting_it_sells() {
    let company = Company::open().await;
    let id = company.offer("180").await;
    company.convert(id).await;
    company.work().await;
    let offer = company.read(id).await;
    assert_eq!(offer.status, Status::Draft);
    let differences = offer.conversion.expect("it was asked for").differences;
    let now = decimal("199.9");
    assert!(
        matches!(&differences[..], [Difference::Price { now: one, .. }, Difference::Price { .. }] if *one == now)
    );
    assert!(company.erp.documents().is_empty());

    let accepted = Change::DifferencesAccepted {
        offer: id,
        differences,
    };
    company.happens(accepted.into()).await;
    company.hand.forward(1_000);
    company.convert(id).await;
    company.work().await;
    assert_eq!(company.read(id).await.status, Status::Won);
    assert_eq!(company.erp.documents().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erp_that_is_down_is_waited_for_and_left_alone_meanwhile() {
    let company = Company::open().await;
    let id = company.offer("199.9").await;
    let asked_at = company.hand.now();
    company.convert(id).await;
    company.goes_wrong(Fault::Down, Call::Any, 1_000);
    for _ in 0..3 {
        company.work().await;
        company.hand.forward(20_000);
    }
    let waiting = company.world().circuits.waiting();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].since, asked_at);
    assert_eq!(company.read(id).await.status, Status::ConversionRequested);
    let calls = || company.erp.faults()[0].times;
    let before = calls();
    // the circuit lets one call through when its pause is over
    company.work().await;
    company.work().await;
    assert!(before.unwrap_or(0) - calls().unwrap_or(0) <= 1);
    company.heal().await;
    assert_eq!(company.read(id).await.status, Status::Won);
    assert_eq!(company.world().circuits.waiting(), Vec::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn after_three_days_without_an_erp_the_offer_goes_back_to_its_seller() {
    let company = Company::open().await;
    let id = company.offer("199.9").await;
    company.convert(id).await;
    company.goes_wrong(Fault::Down, Call::Any, 1_000);
    company.work().await;
    company.hand.forward(73 * 3_600_000);
    company.work().await;
    let offer = company.read(id).await;
    assert_eq!(offer.status, Status::Draft);
    let differences = offer.conversion.expect("it was asked for").differences;
    assert!(matches!(&differences[..], [Difference::NotRead { .. }]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawn_request_is_not_decided() {
    let company = Company::open().await;
    let id = company.offer("199.9").await;
    company.convert(id).await;
    company
        .happens(Change::ConversionWithdrawn { offer: id }.into())
        .await;
    company.work().await;
    assert_eq!(company.read(id).await.status, Status::Draft);
    assert!(company.erp.documents().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_document_reaches_the_seller_with_the_erp_s_words() {
    let company = Company::open().await;
    let id = company.offer("199.9").await;
    company.convert(id).await;
    let reason = "dönem kapalı".to_owned();
    company.goes_wrong(
        Fault::Refuses {
            reason: reason.clone(),
        },
        Call::Send,
        1,
    );
    company.work().await;
    let conversion = company.read(id).await.conversion.expect("it was asked for");
    assert_eq!(conversion.refused, Some(reason));
    assert_eq!(conversion.slip, None);
    assert_eq!(company.transfers().await[0].state, "needs_human");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_total_is_shown_beside_the_slip() {
    let company = Company::open().await;
    let id = company.offer("199.9").await;
    company.convert(id).await;
    company.goes_wrong(Fault::WrongTotals, Call::Send, 1);
    company.work().await;
    let conversion = company.read(id).await.conversion.expect("it was asked for");
    assert!(conversion.slip.is_some());
    assert!(
        conversion
            .refused
            .is_some_and(|reason| reason.contains("799.65"))
    );
}

/// Somebody who looked into the ERP presses "try again".
async fn tried_again(company: &Company) {
    let key = company.transfers().await[0].key.clone();
    let now = company.hand.clock().now().milliseconds();
    let database = &company.database;
    let taken = database.take_up_transfer(company.workspace, &key, now);
    assert!(taken.await.expect("the database works"));
    // the request that was refused may still have its effect, so it is waited out first
    company.heal().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_document_that_is_tried_again_becomes_one_order() {
    let company = Company::open().await;
    let id = company.offer("199.9").await;
    company.convert(id).await;
    let reason = "dönem kapalı".to_owned();
    company.goes_wrong(Fault::Refuses { reason }, Call::Send, 1);
    company.work().await;
    tried_again(&company).await;
    let conversion = company.read(id).await.conversion.expect("it was asked for");
    assert!(conversion.slip.is_some() && conversion.refused.is_none());
    assert_eq!(company.transfers().await[0].state, "confirmed");
    assert_eq!(company.erp.documents().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_total_that_is_tried_again_stays_one_document() {
    let company = Company::open().await;
    let id = company.offer("199.9").await;
    company.convert(id).await;
    company.goes_wrong(Fault::WrongTotals, Call::Send, 1);
    company.work().await;
    tried_again(&company).await;
    let conversion = company.read(id).await.conversion.expect("it was asked for");
    assert!(conversion.slip.is_some() && conversion.refused.is_some());
    assert_eq!(company.transfers().await[0].state, "needs_human");
    assert_eq!(
        company.erp.documents().len(),
        1,
        "it was looked up, not sent"
    );
}
