//! The promises of `server/src/connectors/mod.rs`, one by one, against every connector there is.

use crate::goods::{self, ACCOUNT, BLOCKED, CODES, Hand, decimal};
use server::connectors::simulator::{Call, Fault, Planned, Simulator};
use server::connectors::{Connector, Question};
use shared::integrations::{Answer, DocumentKind, NeutralDocument, Slip};
use shared::money::Currency;
use std::time::{Duration, Instant};
use support::temporary::Folder;

/// An ERP under test, with what it knows.
struct Subject<'a> {
    connector: &'a dyn Connector,
    good_account: &'a str,
    blocked_account: &'a str,
}

/// The whole contract.
async fn check(subject: Subject<'_>) {
    what_was_sent_is_found_by_its_key(&subject).await;
    a_stranger_s_key_finds_nothing(&subject).await;
    what_is_refused_leaves_nothing(&subject).await;
    slips_are_never_given_twice(&subject).await;
    figures_leave_out_what_is_not_known(&subject).await;
    only_kinds_it_takes_are_taken(&subject).await;
    a_unit_is_found_with_its_document(&subject).await;
}

/// An ERP that keeps no serials says none; one that keeps them says what was sent.
async fn a_unit_is_found_with_its_document(subject: &Subject<'_>) {
    let mut document = NeutralDocument {
        kind: DocumentKind::Dispatch,
        ..goods::document()
    };
    document.lines[0].serials = vec!["SN-ğ 1".into(), "SN-2".into()];
    accepted(subject, &document).await;
    let found = subject.connector.look_up(document.key).await;
    let found = found.expect("the ERP answers").remove(0).serials;
    assert!(
        found.is_empty() || found == document.lines[0].serials,
        "{found:?}"
    );
}

async fn accepted(subject: &Subject<'_>, document: &NeutralDocument) -> Slip {
    match subject.connector.send(document).await {
        Answer::Accepted { slip } => slip,
        other => panic!("a proper document is accepted, not {other:?}"),
    }
}

async fn what_was_sent_is_found_by_its_key(subject: &Subject<'_>) {
    let document = goods::document();
    let slip = accepted(subject, &document).await;
    let found = subject.connector.look_up(document.key).await;
    let found = found.expect("the ERP answers");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].slip, slip);
    assert_eq!(found[0].account, subject.good_account);
    let sent = document.lines.iter();
    let sent: Vec<_> = sent
        .map(|line| (line.code.clone(), line.quantity.value))
        .collect();
    assert_eq!(found[0].lines, sent);
    assert!(
        found[0]
            .net_total
            .is_none_or(|total| total == document.net_total)
    );
    let again = subject.connector.document(&slip.reference).await;
    assert_eq!(again.expect("the ERP answers").as_ref(), Some(&found[0]));
}

async fn a_stranger_s_key_finds_nothing(subject: &Subject<'_>) {
    let key = goods::document().key;
    let found = subject.connector.look_up(key).await;
    assert_eq!(found.expect("the ERP answers"), Vec::new());
    let found = subject.connector.document("no such reference").await;
    assert_eq!(found.expect("the ERP answers"), None);
}

async fn what_is_refused_leaves_nothing(subject: &Subject<'_>) {
    for account in [subject.blocked_account, "nobody knows this one"] {
        let mut document = goods::document();
        document.account = account.to_owned();
        let answer = subject.connector.send(&document).await;
        assert!(matches!(answer, Answer::Refused { .. }), "{answer:?}");
        let found = subject.connector.look_up(document.key).await;
        assert_eq!(found.expect("the ERP answers"), Vec::new());
    }
    let mut document = goods::document();
    document.lines[0].code = "NO-SUCH-PRODUCT".into();
    let answer = subject.connector.send(&document).await;
    assert!(matches!(answer, Answer::Refused { .. }), "{answer:?}");
}

async fn slips_are_never_given_twice(subject: &Subject<'_>) {
    let mut slips = Vec::new();
    for _ in 0..5 {
        slips.push(accepted(subject, &goods::document()).await);
    }
    let numbers: Vec<_> = slips.iter().map(|slip| &slip.number).collect();
    assert!(
        numbers.is_sorted_by(|left, right| left < right),
        "{numbers:?}"
    );
}

async fn figures_leave_out_what_is_not_known(subject: &Subject<'_>) {
    let document = goods::document();
    let question = Question {
        at: Hand::at_noon().now(),
        day: document.day,
        account: subject.good_account.to_owned(),
        currency: Currency::TRY,
        gross: false,
        codes: vec![CODES[0].into(), "NO-SUCH-PRODUCT".into()],
    };
    let figures = subject.connector.figures(&question).await;
    let figures = figures.expect("the ERP answers");
    assert_eq!(figures.read_at, question.at);
    assert!(figures.product("NO-SUCH-PRODUCT").is_none());
    let known = figures.product(CODES[0]).expect("a product it knows");
    assert_eq!(known.price, Some(decimal("199.9")));
    assert!(known.available.is_some() && figures.risk_available.is_some());
    let again = subject.connector.figures(&question).await;
    assert_eq!(
        again.expect("the ERP answers"),
        figures,
        "asking changes nothing"
    );
}

async fn only_kinds_it_takes_are_taken(subject: &Subject<'_>) {
    for kind in [
        DocumentKind::Order,
        DocumentKind::Dispatch,
        DocumentKind::Quote,
        DocumentKind::Return,
        DocumentKind::Consumption,
    ] {
        if subject.connector.capabilities().takes(kind) {
            let document = NeutralDocument {
                kind,
                ..goods::document()
            };
            accepted(subject, &document).await;
            let found = subject.connector.look_up(document.key).await;
            assert_eq!(found.expect("the ERP answers")[0].kind, kind);
        }
    }
}

#[tokio::test]
async fn the_simulator_keeps_the_contract() {
    let folder = Folder::new();
    let simulator = goods::simulator(folder.path(), &Hand::at_noon());
    check(Subject {
        connector: &simulator,
        good_account: ACCOUNT,
        blocked_account: BLOCKED,
    })
    .await;
}

fn once(fault: Fault, on: Call) -> Planned {
    Planned {
        fault,
        on,
        times: Some(1),
    }
}

#[tokio::test]
async fn the_simulator_s_books_survive_a_restart_and_a_torn_last_line() {
    let (folder, hand) = (Folder::new(), Hand::at_noon());
    let document = goods::document();
    let simulator = goods::simulator(folder.path(), &hand);
    simulator.plan(once(Fault::LosesAnswer, Call::Send));
    let answer = simulator.send(&document).await;
    assert!(matches!(answer, Answer::Unclear { .. }));
    let before = simulator.documents();
    drop(simulator);

    let file = folder.path().join(server::connectors::simulator::FILE_NAME);
    let mut text = std::fs::read(&file).expect("its file");
    text.extend_from_slice(b"{\"event\":\"booked\",\"docu");
    std::fs::write(&file, text).expect("a torn line");
    let again = Simulator::open(folder.path(), hand.clock()).expect("opened again");
    assert_eq!(again.documents(), before);
    let slip = match again.send(&goods::document()).await {
        Answer::Accepted { slip } => slip,
        other => panic!("a proper document is accepted, not {other:?}"),
    };
    assert!(slip.number > before[0].slip.number);
    assert_eq!(
        Simulator::open(folder.path(), hand.clock())
            .expect("once more")
            .documents()
            .len(),
        2
    );
}

#[tokio::test]
async fn every_fault_does_what_its_name_says() {
    let (folder, hand) = (Folder::new(), Hand::at_noon());
    let simulator = goods::simulator(folder.path(), &hand);
    let reason = "closed period".to_owned();
    let late = Fault::Late {
        milliseconds: 4_000,
    };
    for (fault, unclear, documents) in [
        (Fault::Down, true, 0),
        (Fault::LosesRequest, true, 0),
        (Fault::LosesAnswer, true, 1),
        (Fault::HalfDone, true, 1),
        (Fault::Refuses { reason }, false, 0),
        (Fault::DuplicateReference, false, 1),
        (Fault::WrongTotals, false, 1),
        (late, true, 0),
    ] {
        let document = goods::document();
        simulator.plan(once(fault.clone(), Call::Send));
        let answer = simulator.send(&document).await;
        assert_eq!(
            matches!(answer, Answer::Unclear { .. }),
            unclear,
            "{fault:?}: {answer:?}"
        );
        let found = simulator
            .look_up(document.key)
            .await
            .expect("the ERP answers");
        assert_eq!(found.len(), documents, "{fault:?}");
        match fault {
            Fault::HalfDone => assert_eq!(found[0].lines.len(), 1),
            Fault::WrongTotals => assert_ne!(found[0].net_total, Some(document.net_total)),
            Fault::Late { .. } => {
                hand.forward(4_000);
                let found = simulator
                    .look_up(document.key)
                    .await
                    .expect("the ERP answers");
                assert_eq!(found.len(), 1, "the effect came late");
            }
            _ => {}
        }
    }
}

#[tokio::test]
async fn a_slow_answer_is_late_and_right() {
    let folder = Folder::new();
    let simulator = goods::simulator(folder.path(), &Hand::at_noon());
    simulator.plan(once(Fault::Slow { milliseconds: 60 }, Call::Send));
    let (document, begun) = (goods::document(), Instant::now());
    let answer = simulator.send(&document).await;
    assert!(begun.elapsed() >= Duration::from_millis(60));
    assert!(matches!(answer, Answer::Accepted { .. }));
    // whoever gives up waiting does not undo it
    simulator.plan(once(
        Fault::Slow {
            milliseconds: 5_000,
        },
        Call::Send,
    ));
    let document = goods::document();
    let given_up = tokio::time::timeout(Duration::from_millis(20), simulator.send(&document)).await;
    assert!(given_up.is_err());
    let found = simulator
        .look_up(document.key)
        .await
        .expect("the ERP answers");
    assert_eq!(found.len(), 1);
}

#[tokio::test]
async fn a_unit_leaves_once_unless_it_came_back() {
    let folder = Folder::new();
    let simulator = goods::simulator(folder.path(), &Hand::at_noon());
    let moved = |kind| {
        let mut document = NeutralDocument {
            kind,
            ..goods::document()
        };
        document.lines[0].serials = vec!["SN-1".into()];
        document
    };
    for (kind, taken) in [
        (DocumentKind::Dispatch, true),
        (DocumentKind::Dispatch, false),
        (DocumentKind::Return, true),
        (DocumentKind::Dispatch, true),
    ] {
        let answer = simulator.send(&moved(kind)).await;
        assert_eq!(matches!(answer, Answer::Accepted { .. }), taken, "{kind:?}");
    }
}

#[tokio::test]
async fn reserved_goods_and_owed_money_are_missing_from_the_next_figures() {
    let folder = Folder::new();
    let simulator = goods::simulator(folder.path(), &Hand::at_noon());
    simulator.send(&goods::document()).await;
    let question = Question {
        at: Hand::at_noon().now(),
        day: goods::document().day,
        account: ACCOUNT.into(),
        currency: Currency::TRY,
        gross: false,
        codes: vec![CODES[0].into()],
    };
    let figures = simulator.figures(&question).await.expect("the ERP answers");
    assert_eq!(figures.risk_available, Some(decimal("999200.4")));
    let product = figures.product(CODES[0]).expect("known");
    assert_eq!(product.available, Some(decimal("998")));
    // what was used up is gone and owed by nobody; what came back is there again and not owed
    for (kind, owed, available) in [
        (DocumentKind::Consumption, "999200.4", "996"),
        (DocumentKind::Return, "1000000", "998"),
    ] {
        let document = NeutralDocument {
            kind,
            ..goods::document()
        };
        simulator.send(&document).await;
        let figures = simulator.figures(&question).await.expect("the ERP answers");
        assert_eq!(figures.risk_available, Some(decimal(owed)), "{kind:?}");
        let product = figures.product(CODES[0]).expect("known");
        assert_eq!(product.available, Some(decimal(available)), "{kind:?}");
    }
}
