//! A customer is written to once about a confirmed state, about the last of several that came together, and whoever confirmed learns what
//! became of it (NTF-01).

use crate::company::Company;
use crate::mailers::{Pigeon, later};
use server::mail::{Letter, NotTaken, Post};
use shared::calendar::{Day, Moment};
use shared::documents::{self, Kind, Recorded, RecordedLine};
use shared::edit::Edit;
use shared::ids::{DocumentId, LineId, OperationId, StateId, StepId};
use shared::money::Currency;
use shared::pricing::Slots;
use shared::quantity::Quantity;
use shared::rma::change::{Confirmation, Saw};
use shared::rma::fields::{MAIL, MAIL_ALL, words_of_mail};
use shared::rma::state::{StateField, id as state_id};
use shared::rma::{Change, Draft, Meaning, NotSent, Operation, Task, Told};
use shared::settings;
use shared::shelf::Place;
use shared::text::Language;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

const SERIAL: &str = "KMB-2024-0007";
const MINUTE: i64 = 60_000;

struct Service {
    company: Company,
    pigeon: Arc<Pigeon>,
    operation: OperationId,
}

impl Service {
    /// One return of one sold unit; customers are told of everything from *Received* on.
    async fn open() -> Service {
        let pigeon = Arc::new(Pigeon::default());
        let post = Post::new(pigeon.clone(), Duration::from_secs(60));
        let service = Service {
            company: Company::without_link()
                .await
                .writes_to_customers(Some(post)),
            pigeon,
            operation: OperationId(Uuid::new_v4()),
        };
        service.company.happens(Change::SetUp.into()).await;
        service.sold().await;
        for meaning in [Meaning::Received, Meaning::Repairing, Meaning::Preparing] {
            service.notifies(state_id(meaning)).await;
        }
        let draft = Draft {
            serial: Some(SERIAL.into()),
            ..Draft::default()
        };
        let taken_in = Change::TakenIn {
            operation: service.operation,
            draft,
            provisional: "T-1-1".into(),
        };
        service.company.happens(taken_in.into()).await;
        service
    }

    async fn sold(&self) {
        let line = RecordedLine {
            id: LineId(Uuid::new_v4()),
            product: self.company.products[0],
            quantity: Quantity::pieces(1),
            price: 100.into(),
            serials: vec![SERIAL.into()],
            slots: Slots::EMPTY,
        };
        let sale = Recorded {
            number: "FAT-1".into(),
            kind: Kind::SaleInvoice,
            account: self.company.account,
            place: Place {
                territory: "ege".into(),
            },
            day: Day::new(2026, 10, 1).expect("a day"),
            currency: Currency::TRY,
            lines: vec![line],
            warehouse: None,
            of: None,
            cancelled: None,
        };
        let rows = vec![(DocumentId(Uuid::new_v4()), sale)];
        let recorded = documents::Change::Recorded { rows };
        self.company.happens(recorded.into()).await;
    }

    async fn notifies(&self, state: StateId) {
        let field = StateField::Notify {
            edit: Edit::new(false, true),
        };
        let edited = Change::StateEdited { state, field };
        self.company.happens(edited.into()).await;
    }

    async fn set(&self, key: &str, value: &str) {
        let change = settings::Change::Set {
            key: key.into(),
            value: Edit::new(String::new(), value.into()),
        };
        self.company.happens(change.into()).await;
    }

    async fn stands(&self) -> Operation {
        self.company.record::<Operation>(self.operation).await
    }

    async fn confirms(&self) -> StepId {
        let stands = self.stands().await;
        let step = StepId(Uuid::new_v4());
        let confirmation = Confirmation {
            step,
            saw: Saw {
                state: stands.state,
                task: stands.task,
            },
            made_at: Moment::EPOCH,
            note: String::new(),
            department: None,
            present_cost: false,
            settled: Vec::new(),
            cancels: false,
            replacement: None,
        };
        let confirmed = Change::Confirmed {
            operation: self.operation,
            confirmation,
        };
        self.company.happens(confirmed.into()).await;
        step
    }

    async fn wants(&self, task: Task) {
        let chosen = Change::TaskChosen {
            operation: self.operation,
            task: Edit::new(None, Some(task)),
        };
        self.company.happens(chosen.into()).await;
    }

    async fn undoes(&self, saw: Meaning) {
        let undone = Change::Undone {
            operation: self.operation,
            step: StepId(Uuid::new_v4()),
            saw,
            made_at: Moment::EPOCH,
            note: String::new(),
            confirmed: None,
        };
        self.company.happens(undone.into()).await;
    }

    /// To *Received*: the first state of which the customer is told.
    async fn received(&self) {
        self.confirms().await;
        self.confirms().await;
    }

    /// To *Preparing* with an exchange, which needs no department.
    async fn prepared(&self) {
        self.received().await;
        self.wants(Task::Exchange).await;
        self.confirms().await;
    }

    async fn later(&self, milliseconds: i64) {
        self.company.hand.forward(milliseconds);
        self.company.work().await;
    }

    fn letters(&self) -> Vec<Letter> {
        self.pigeon.taken.lock().expect("letters").clone()
    }

    fn will_say(&self, words: impl IntoIterator<Item = NotTaken>) {
        self.pigeon.script.lock().expect("a script").extend(words);
    }

    async fn told(&self) -> Vec<Told> {
        let log = self.stands().await.log;
        log.into_iter().map(|line| line.told).collect()
    }
}

fn not_sent(why: NotSent) -> Told {
    Told::NotSent { why }
}

#[tokio::test]
async fn states_that_come_together_are_one_letter() {
    let service = Service::open().await;
    service.prepared().await;
    service.later(30_000).await;
    assert_eq!(service.letters(), [], "it waits for more");
    service.later(MINUTE).await;
    let [letter] = service.letters().try_into().expect("one letter");
    assert_eq!(letter.to, "satinalma@akdeniz.example");
    assert!(
        letter.subject.contains("Gönderime hazırlanıyor"),
        "{letter:?}"
    );
    assert!(letter.text.contains(SERIAL), "{letter:?}");
    for _ in 0..3 {
        service.later(10 * MINUTE).await;
    }
    assert_eq!(service.letters().len(), 1);
    let told = service.told().await;
    assert_eq!(told[..2], [Told::No, not_sent(NotSent::Joined)]);
    assert!(matches!(told[2], Told::Sent { .. }), "{told:?}");
}

#[tokio::test]
async fn a_company_may_want_every_state_told_and_in_order() {
    let service = Service::open().await;
    service.set(MAIL, MAIL_ALL).await;
    service.prepared().await;
    for _ in 0..3 {
        service.later(MINUTE + 2_000).await;
    }
    let subjects: Vec<String> = service
        .letters()
        .into_iter()
        .map(|letter| letter.subject)
        .collect();
    let words = ["Teslim alındı", "Gönderime hazırlanıyor"];
    assert_eq!(subjects.len(), 2, "{subjects:?}");
    assert!(
        subjects
            .iter()
            .zip(words)
            .all(|(subject, word)| subject.contains(word)),
        "{subjects:?}"
    );
}

#[tokio::test]
async fn the_companys_own_words_go_out() {
    let service = Service::open().await;
    let key = words_of_mail(Meaning::Received, Language::Tr);
    service
        .set(&key, "{number} bizde\n\n{product} elimize ulaştı.")
        .await;
    service.received().await;
    service.later(MINUTE).await;
    let [letter] = service.letters().try_into().expect("one letter");
    assert_eq!(letter.subject, "RMA-00001 bizde");
    assert!(
        letter.text.starts_with("Vidalı kompresör") && letter.text.ends_with("elimize ulaştı.\n"),
        "{letter:?}"
    );
}

#[tokio::test]
async fn what_was_undone_is_not_told() {
    let service = Service::open().await;
    service.received().await;
    service.undoes(Meaning::Received).await;
    service.later(MINUTE).await;
    assert_eq!(service.letters(), []);
    assert_eq!(service.told().await[1], not_sent(NotSent::Undone));
}

#[tokio::test]
async fn what_was_undone_and_confirmed_again_is_told_once() {
    let service = Service::open().await;
    service.received().await;
    service.undoes(Meaning::Received).await;
    service.confirms().await;
    for _ in 0..3 {
        service.later(MINUTE).await;
    }
    let [letter] = service.letters().try_into().expect("one letter");
    assert!(letter.subject.contains("Teslim alındı"), "{letter:?}");
}

#[tokio::test]
async fn a_later_state_that_is_undone_takes_no_letter_with_it() {
    let service = Service::open().await;
    service.prepared().await;
    service.undoes(Meaning::Preparing).await;
    for _ in 0..3 {
        service.later(MINUTE).await;
    }
    let [letter] = service.letters().try_into().expect("one letter");
    assert!(letter.subject.contains("Teslim alındı"), "{letter:?}");
    assert_eq!(service.told().await[2], not_sent(NotSent::Undone));
}

#[tokio::test]
async fn asked_again_after_days_it_is_tried_for_days_again() {
    let service = Service::open().await;
    service.company.mail_address("nobody@akdeniz.example").await;
    service.received().await;
    service.later(MINUTE).await;
    service.later(5 * 24 * 60 * MINUTE).await;
    service.company.mail_address("depo@akdeniz.example").await;
    service.will_say([later(), later()]);
    let step = service.stands().await.log[1].step;
    let again = Change::TellAgain {
        operation: service.operation,
        step,
    };
    service.company.happens(again.into()).await;
    for _ in 0..4 {
        service.later(5 * MINUTE).await;
    }
    assert_eq!(service.letters().len(), 1);
}

#[tokio::test]
async fn a_busy_server_is_tried_again_and_the_letter_is_the_same() {
    let service = Service::open().await;
    service.received().await;
    service.will_say([later(), later(), later()]);
    for _ in 0..8 {
        service.later(2 * MINUTE).await;
    }
    assert_eq!(service.letters().len(), 1);
    let step = service.stands().await.log[1].step;
    assert_eq!(service.letters()[0].id, step.to_string());
    assert!(matches!(service.told().await[1], Told::Sent { .. }));
}

#[tokio::test]
async fn who_confirmed_sees_that_it_is_still_tried_and_at_last_given_up() {
    let service = Service::open().await;
    service.received().await;
    service.will_say((0..400).map(|_| later()));
    for _ in 0..5 {
        service.later(5 * MINUTE).await;
    }
    let words = "come again later".to_owned();
    assert_eq!(
        service.told().await[1],
        not_sent(NotSent::Trying {
            words: words.clone()
        })
    );
    for _ in 0..150 {
        service.later(31 * MINUTE).await;
    }
    assert_eq!(
        service.told().await[1],
        not_sent(NotSent::GivenUp { words })
    );
    assert_eq!(service.letters(), []);
}

#[tokio::test]
async fn a_refused_address_is_told_at_once_and_again_when_somebody_mended_it() {
    let service = Service::open().await;
    service.company.mail_address("nobody@akdeniz.example").await;
    service.received().await;
    service.later(MINUTE).await;
    let told = service.told().await;
    assert!(
        matches!(
            &told[1],
            Told::NotSent {
                why: NotSent::Refused { .. }
            }
        ),
        "{told:?}"
    );
    service.company.mail_address("depo@akdeniz.example").await;
    let step = service.stands().await.log[1].step;
    let again = Change::TellAgain {
        operation: service.operation,
        step,
    };
    service.company.happens(again.clone().into()).await;
    assert_eq!(service.told().await[1], Told::Asked);
    service.later(MINUTE).await;
    assert_eq!(service.letters()[0].to, "depo@akdeniz.example");
    assert!(
        service.company.refuses(again.into()).await,
        "what is told is told"
    );
}

#[tokio::test]
async fn without_a_mail_server_nobody_waits_for_one() {
    let mut service = Service::open().await;
    service.company = service.company.writes_to_customers(None);
    service.received().await;
    service.later(MINUTE).await;
    assert_eq!(service.told().await[1], not_sent(NotSent::NoMailServer));
}
