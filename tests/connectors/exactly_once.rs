//! Faults in the middle never make two documents, whatever is cut off and whoever dies.

use crate::company::Company;
use proptest::prelude::*;
use server::connectors::simulator::{Call, Fault};
use server::db::TransferStep;
use shared::ids::OfferId;
use shared::offers::Status;
use std::collections::BTreeMap;

/// One document at most per transfer, at any time.
fn no_document_twice(company: &Company) {
    let mut count: BTreeMap<_, u32> = BTreeMap::new();
    for booked in company.erp.documents() {
        *count.entry(booked.document.key).or_default() += 1;
    }
    let twice: Vec<_> = count.iter().filter(|(_, count)| **count > 1).collect();
    assert!(twice.is_empty(), "sent more than once: {twice:?}");
}

/// After healing every won offer has its one document and shows its slip, or a person is asked and the seller knows why.
async fn all_is_settled(company: &Company, offers: &[OfferId]) {
    no_document_twice(company);
    let documents = company.erp.documents();
    for id in offers {
        let offer = company.read(*id).await;
        assert_eq!(offer.status, Status::Won);
        let transfers = company.database.transfers_of(company.workspace, id.0).await;
        let transfers = transfers.expect("the database works");
        assert_eq!(transfers.len(), 1);
        let own = |key: &str| key == transfers[0].key;
        let document = documents
            .iter()
            .find(|booked| own(&booked.document.key.to_string()));
        let conversion = offer.conversion.as_ref().expect("it was asked for");
        match transfers[0].state.as_str() {
            "confirmed" => {
                let document = document.expect("a confirmed transfer has a document");
                assert_eq!(conversion.slip.as_ref(), Some(&document.slip));
                assert_eq!(document.document.lines.len(), offer.lines.len());
            }
            "needs_human" => assert!(conversion.refused.is_some(), "the seller knows"),
            other => panic!("still {other}"),
        }
    }
}

async fn confirmed(company: &Company) {
    let states = company.transfers().await;
    assert!(
        states.iter().all(|row| row.state == "confirmed"),
        "{states:?}"
    );
}

fn harmless_faults() -> Vec<Fault> {
    vec![
        Fault::Slow { milliseconds: 5 },
        Fault::Down,
        Fault::LosesRequest,
        Fault::LosesAnswer,
        Fault::Late {
            milliseconds: 9_000,
        },
        Fault::DuplicateReference,
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_on_every_call_ends_with_one_order() {
    for fault in harmless_faults() {
        for on in [Call::Any, Call::Figures, Call::Send, Call::LookUp] {
            for times in [1, 3] {
                let company = Company::open().await;
                let offer = company.offer("199.9").await;
                company.convert(offer).await;
                company.goes_wrong(fault.clone(), on, times);
                for _ in 0..6 {
                    company.work().await;
                    no_document_twice(&company);
                    company.hand.forward(7_000);
                }
                company.heal().await;
                all_is_settled(&company, &[offer]).await;
                confirmed(&company).await;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_is_found_at_once() {
    let company = Company::open().await;
    let offer = company.offer("199.9").await;
    company.convert(offer).await;
    company.goes_wrong(Fault::LosesAnswer, Call::Send, 1);
    company.work().await;
    all_is_settled(&company, &[offer]).await;
    confirmed(&company).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_killed_at_every_step_goes_on_without_a_second_order() {
    let faults = [
        None,
        Some(Fault::LosesAnswer),
        Some(Fault::Late {
            milliseconds: 10_000,
        }),
    ];
    for fault in faults {
        for dies_at in 0.. {
            let mut company = Company::open().await;
            let offer = company.offer("199.9").await;
            company.convert(offer).await;
            if let Some(fault) = fault.clone() {
                company.goes_wrong(fault, Call::Send, 1);
            }
            let died = company.work_and_die(dies_at).await;
            // the new server looks at once, while the dead one's lease still runs, and again when it is over
            for _ in 0..4 {
                company.work().await;
                no_document_twice(&company);
                company.hand.forward(12_000);
            }
            company.heal().await;
            all_is_settled(&company, &[offer]).await;
            confirmed(&company).await;
            if !died {
                assert!(dies_at > 8, "the way has more steps than {dies_at}");
                break;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_put_back_by_a_restore_does_not_send_again() {
    let company = Company::open().await;
    let offer = company.offer("199.9").await;
    company.convert(offer).await;
    company.work().await;
    let row = company.transfers().await.remove(0);
    let restored = TransferStep {
        key: row.key,
        state: "pending".into(),
        answer: None,
        due: 0,
        now: 0,
    };
    let database = &company.database;
    database
        .finish_transfer(company.workspace, &restored)
        .await
        .expect("stored");
    company.work().await;
    all_is_settled(&company, &[offer]).await;
    confirmed(&company).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_impatient_person_does_not_overtake_a_late_effect() {
    let company = Company::open().await;
    let offer = company.offer("199.9").await;
    company.convert(offer).await;
    let late = Fault::Late {
        milliseconds: 9_000,
    };
    company.goes_wrong(late, Call::Send, 1);
    company.work().await;
    let row = company.transfers().await.remove(0);
    let now = TransferStep {
        key: row.key,
        state: "pending".into(),
        answer: row.answer,
        due: 0,
        now: company.hand.now().milliseconds(),
    };
    company.hand.forward(1_000);
    let stored = company.database.finish_transfer(company.workspace, &now);
    stored.await.expect("stored");
    company.work().await;
    company.heal().await;
    all_is_settled(&company, &[offer]).await;
    confirmed(&company).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn half_a_document_is_left_for_a_person() {
    let company = Company::open().await;
    let offer = company.offer("199.9").await;
    company.convert(offer).await;
    company.goes_wrong(Fault::HalfDone, Call::Send, 1);
    company.work().await;
    company.heal().await;
    all_is_settled(&company, &[offer]).await;
    assert_eq!(company.transfers().await[0].state, "needs_human");
    assert_eq!(company.erp.documents().len(), 1);
}

#[derive(Clone, Debug)]
enum Event {
    GoesWrong(Fault, Call, u32),
    Work,
    Dies(u32),
    Later(i64),
}

fn faults() -> impl Strategy<Value = Fault> {
    let reason = "closed period".to_owned();
    prop_oneof![
        Just(Fault::Down),
        Just(Fault::LosesRequest),
        Just(Fault::LosesAnswer),
        (0u64..20_000).prop_map(|milliseconds| Fault::Late { milliseconds }),
        Just(Fault::Refuses { reason }),
        Just(Fault::HalfDone),
        Just(Fault::WrongTotals),
        Just(Fault::DuplicateReference),
    ]
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let call = prop_oneof![
        Just(Call::Any),
        Just(Call::Figures),
        Just(Call::Send),
        Just(Call::LookUp)
    ];
    let event = prop_oneof![
        3 => (faults(), call, 1u32..4).prop_map(|(fault, on, times)| Event::GoesWrong(fault, on, times)),
        2 => Just(Event::Work),
        2 => (0u32..14).prop_map(Event::Dies),
        3 => (100i64..40_000).prop_map(Event::Later),
    ];
    prop::collection::vec(event, 1..16)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_of_faults_and_deaths_makes_two_documents(events in events()) {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(async {
            let mut company = Company::open().await;
            let offers = [company.offer("199.9").await, company.offer("199.9").await];
            for offer in offers {
                company.convert(offer).await;
            }
            for event in events {
                match event {
                    Event::GoesWrong(fault, on, times) => company.goes_wrong(fault, on, times),
                    Event::Work => company.work().await,
                    Event::Dies(at) => _ = company.work_and_die(at).await,
                    Event::Later(milliseconds) => company.hand.forward(milliseconds),
                }
                no_document_twice(&company);
            }
            company.heal().await;
            all_is_settled(&company, &offers).await;
        });
    }
}
