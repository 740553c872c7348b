//! A small company with one customer, three products and the simulated ERP; its server can be killed and started again.

use crate::goods::{self, ACCOUNT, CODES, Hand, decimal};
use crate::mortal::{Life, MortalErp, MortalWriter};
use server::connectors::Catalogue;
use server::connectors::simulator::{Call, Fault, Planned, Simulator};
use server::db::{self, Database, Transfer, Workspace};
use server::jobs::{Runner, World, cause, load};
use server::mail::Post;
use server::sync::{Pokes, Writers, audited};
use shared::accounts::Account;
use shared::brought::Brought;
use shared::calendar::Day;
use shared::code::Code;
use shared::edit::Edit;
use shared::ids::{AccountId, LineId, OfferId, ProductId, SetId};
use shared::integrations::{DocumentKind, ErpKind, IntegrationSet, Link};
use shared::money::Currency;
use shared::offers::change::{Draft, NewLine};
use shared::offers::{Change, Offer};
use shared::pricing::{PriceSource, Slots};
use shared::products::Product;
use shared::products::change::Row;
use shared::quantity::Quantity;
use shared::rate::Percent;
use shared::record::Record;
use shared::shelf::Place;
use shared::sync::AnyChange;
use shared::sync::wire::Decided;
use shared::text::Language;
use std::sync::Arc;
use support::temporary::Folder;
use uuid::Uuid;

const EMAIL: &str = "satinalma@akdeniz.example";

pub struct Company {
    _folder: Folder,
    pub hand: Hand,
    pub database: Arc<dyn Database>,
    pub writers: Arc<Writers>,
    pub erp: Arc<Simulator>,
    pub workspace: Uuid,
    pub set: SetId,
    pub account: AccountId,
    pub products: Vec<ProductId>,
    runner: Runner,
}

impl Company {
    pub async fn open() -> Self {
        Self::founded(true).await
    }

    /// Its customer is in no ERP: nothing of a return leaves the house.
    pub async fn without_link() -> Self {
        Self::founded(false).await
    }

    async fn founded(linked: bool) -> Self {
        let (folder, hand) = (Folder::new(), Hand::at_noon());
        let database = db::open(None, folder.path()).await.expect("a database");
        let erp = Arc::new(goods::simulator(folder.path(), &hand));
        let writers = Writers::new(database.clone(), hand.clock(), Pokes::default());
        let writers = Arc::new(writers);
        let runner = runner(&database, &writers, &erp, &hand, Life::eternal());
        let company = Self {
            _folder: folder,
            hand,
            database,
            writers,
            erp,
            runner,
            workspace: Uuid::new_v4(),
            set: SetId(Uuid::new_v4()),
            account: AccountId(Uuid::new_v4()),
            products: CODES.iter().map(|_| ProductId(Uuid::new_v4())).collect(),
        };
        company.found(linked).await;
        company
    }

    /// Its process starts anew with this mailer, or with none.
    pub fn writes_to_customers(self, post: Option<Post>) -> Self {
        let erp = Catalogue::new().with(ErpKind::Simulator, self.erp.clone());
        let (database, writer) = (self.database.clone(), self.writers.clone());
        let world = World::new(database, writer, erp, self.hand.clock(), 7);
        let runner = Runner::new(Arc::new(world.with_post(post)));
        Self { runner, ..self }
    }

    pub async fn mail_address(&self, now: &str) {
        let was = self.record::<Account>(self.account).await.email;
        let change = shared::accounts::Change::Edited {
            account: self.account,
            field: shared::accounts::change::Field::Email {
                edit: Edit::new(was, now.into()),
            },
        };
        self.happens(change.into()).await;
    }

    async fn found(&self, linked: bool) {
        let workspace = Workspace {
            id: self.workspace,
            name: "Sahada".into(),
            epoch: Uuid::new_v4(),
            revision: 0,
            chain: String::new(),
            feed_floor: 0,
            backed_up: 0,
            created: self.hand.now().milliseconds(),
        };
        assert!(
            self.database
                .create_workspace(&workspace)
                .await
                .expect("stored")
        );
        let links = linked.then_some(self.set);
        let account = shared::accounts::Change::Imported {
            rows: vec![(self.account, self.customer(links))],
        };
        let rows = self.products.iter().zip(CODES);
        let products = shared::products::Change::Imported {
            rows: rows.map(|(id, code)| product(*id, code)).collect(),
        };
        let returns = shared::rma::Change::SetUp;
        for change in [
            defined(self.set),
            account.into(),
            products.into(),
            returns.into(),
        ] {
            self.happens(change).await;
        }
    }

    /// From now on this customer is linked with another set first, and the one before is switched off.
    pub async fn moves_to_another_set(&self) -> SetId {
        let other = SetId(Uuid::new_v4());
        self.is_linked(other, [other, self.set]).await;
        other
    }

    /// The same, and nothing of the one before is left.
    pub async fn leaves_for_another_set(&self) -> SetId {
        let other = SetId(Uuid::new_v4());
        self.is_linked(other, [other]).await;
        other
    }

    async fn is_linked(&self, other: SetId, sets: impl IntoIterator<Item = SetId>) {
        let rows = vec![(self.account, self.customer(sets))];
        let linked = shared::accounts::Change::Imported { rows };
        for change in [defined(other), linked.into()] {
            self.happens(change).await;
        }
        self.switches_off(self.set).await;
    }

    pub async fn switches_off(&self, set: SetId) {
        let active = Edit::new(true, false);
        self.happens(shared::integrations::Change::Switched { set, active }.into())
            .await;
    }

    pub async fn switches_on(&self, set: SetId) {
        let active = Edit::new(false, true);
        self.happens(shared::integrations::Change::Switched { set, active }.into())
            .await;
    }

    fn customer(&self, sets: impl IntoIterator<Item = SetId>) -> Account {
        let link = |set| Link {
            set,
            reference: ACCOUNT.into(),
        };
        Account {
            code: Code::given("C-00001"),
            name: "Akdeniz Gıda San. ve Tic. A.Ş.".into(),
            place: Place {
                territory: "ege".into(),
            },
            city: "İzmir".into(),
            country: "TR".into(),
            address: String::new(),
            phone: String::new(),
            email: EMAIL.into(),
            language: Language::Tr,
            currency: Currency::TRY,
            price_list: None,
            payment_method: String::new(),
            note: String::new(),
            links: sets.into_iter().map(link).collect(),
            archived: false,
        }
    }

    /// An intention of the system that must be applied.
    pub async fn happens(&self, change: AnyChange) -> Decided {
        let decided = self.decided(change).await;
        assert!(decided.outcome.is_applied(), "{decided:?}");
        decided
    }

    pub async fn refuses(&self, change: AnyChange) -> bool {
        !self.decided(change).await.outcome.is_applied()
    }

    async fn decided(&self, change: AnyChange) -> Decided {
        let uid = shared::ids::Uid(Uuid::new_v4());
        let revision = self.database.snapshot(self.workspace).await;
        let revision = revision.expect("a moment").head().revision.unsigned_abs();
        let intention = cause::intention(uid, change, revision, self.hand.now());
        let decided = self.writers.system(self.workspace, vec![intention]).await;
        decided.expect("the writer works").remove(0)
    }

    pub async fn record<R: Record>(&self, id: R::Id) -> R {
        let found = load::record::<R>(&*self.database, self.workspace, id).await;
        let found = found.expect("the database works");
        found.expect("the record is there").0
    }

    /// An offer of two lines at the card's price.
    pub async fn offer(&self, price: &str) -> OfferId {
        let offer = OfferId(Uuid::new_v4());
        let lines = self.products[..2].iter().map(|product| NewLine {
            id: LineId(Uuid::new_v4()),
            product: Some(*product),
            text: String::new(),
            quantity: Quantity::pieces(2),
            price: Some(decimal(price)),
            source: PriceSource::Standard,
            slots: Slots::EMPTY,
        });
        let draft = Draft {
            account: self.account,
            day: Day::parse("2026-11-21").expect("a day"),
            valid_until: None,
            currency: Currency::TRY,
            price_list: None,
            payment_method: String::new(),
            set: Some(self.set),
            note: String::new(),
            lines: lines.collect(),
            ticket: None,
        };
        let provisional = "T-1-1".to_owned();
        let created = Change::Created {
            offer,
            draft,
            provisional,
        };
        self.happens(created.into()).await;
        offer
    }

    pub async fn convert(&self, offer: OfferId) {
        let requested = Change::ConversionRequested {
            offer,
            kind: DocumentKind::Order,
            set: Some(self.set),
        };
        self.happens(requested.into()).await;
    }

    pub async fn read(&self, offer: OfferId) -> Offer {
        self.record(offer).await
    }

    pub async fn transfers(&self) -> Vec<Transfer> {
        let transfers = self.database.transfers(self.workspace, 100).await;
        transfers.expect("the database works")
    }

    pub fn world(&self) -> &World {
        self.runner.world()
    }

    pub fn goes_wrong(&self, fault: Fault, on: Call, times: u32) {
        self.erp.plan(Planned {
            fault,
            on,
            times: Some(times),
        });
    }

    /// Whatever is due now is done.
    pub async fn work(&self) {
        self.runner
            .run_until_idle()
            .await
            .expect("the queue can be read");
        self.the_tables_are_what_the_log_led_to().await;
    }

    async fn the_tables_are_what_the_log_led_to(&self) {
        let snapshot = self.database.snapshot(self.workspace).await;
        let mut snapshot = snapshot.expect("a moment");
        let audited = audited::check(&mut *snapshot).await.expect("audited");
        assert_eq!(audited, Vec::<String>::new());
    }

    /// Nothing goes wrong any more, and everybody has patience.
    pub async fn heal(&self) {
        self.erp.clear_faults();
        for _ in 0..8 {
            self.hand.forward(400_000);
            self.work().await;
        }
    }

    /// The server works until it dies at that step; `false` when it had nothing left to do before. Then a new one starts.
    pub async fn work_and_die(&mut self, dies_at: u32) -> bool {
        let life = Life::until(dies_at);
        let doomed = runner(
            &self.database,
            &self.writers,
            &self.erp,
            &self.hand,
            life.clone(),
        );
        let died = tokio::select! {
            biased;
            () = life.died() => true,
            ended = doomed.run_until_idle() => {
                ended.expect("the queue can be read");
                false
            }
        };
        drop(doomed);
        life.buried().await;
        self.erp.restart().expect("the ERP's file can be read");
        let eternal = Life::eternal();
        self.runner = runner(
            &self.database,
            &self.writers,
            &self.erp,
            &self.hand,
            eternal,
        );
        died
    }
}

fn runner(
    database: &Arc<dyn Database>,
    writers: &Arc<Writers>,
    erp: &Arc<Simulator>,
    hand: &Hand,
    life: Life,
) -> Runner {
    let erp = Arc::new(MortalErp(erp.clone(), life.clone()));
    let catalogue = Catalogue::new().with(ErpKind::Simulator, erp);
    let writer = Arc::new(MortalWriter(writers.clone(), life));
    let world = World::new(database.clone(), writer, catalogue, hand.clock(), 7);
    Runner::new(Arc::new(world))
}

fn defined(set: SetId) -> AnyChange {
    let record = IntegrationSet {
        name: format!("Simulator {set}"),
        erp: ErpKind::Simulator,
        firm: "1".into(),
        period: "1".into(),
        active: true,
        block_unread_checks: false,
    };
    let brought = Brought::New { record };
    shared::integrations::Change::Defined { set, brought }.into()
}

fn product(id: ProductId, code: &str) -> Row {
    let product = Product {
        name: format!("Vidalı kompresör {code}"),
        price: Some(decimal("199.9")),
        vat: Percent::new(decimal("20")).expect("a rate"),
        ..Product::blank(code, Currency::TRY)
    };
    Row::new(id, product, None)
}
