//! An import under way: the files as they were read, what their columns become, what the check found, how far it is.
//! The rules are `shared::products::import`; here they meet the replica.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ids::ProductId;
use shared::money::Currency;
use shared::products::import::{CategoryColumns, Import, Mapping, Plan, Settings};
use shared::quantity::Unit;
use shared::rate::Percent;
use shared::sync::AnyChange;
use shared::sync::outcome::{LeftOut, Reason};
use shared::table::{Options, Table};
use shared::users::Right;

use crate::kit::ChosenFile;
use crate::messages::language_now;
use crate::pages::problems::not_saved;
use crate::state::codes::Aboard;
use crate::state::device::NotSaved;
use crate::state::{App, app};

/// Rows of one intention: enough to be quick, few enough that stopping is heard.
const ROWS_A_TIME: usize = 500;

/// A file as it is read just now.
#[derive(Clone)]
pub struct Chosen {
    pub name: String,
    bytes: Arc<Vec<u8>>,
    pub options: Options,
    pub table: Arc<Table>,
}

impl Chosen {
    fn new(file: ChosenFile) -> Chosen {
        let options = Options::default();
        let table = Arc::new(Table::read(&file.bytes, &options));
        Chosen {
            name: file.name,
            bytes: Arc::new(file.bytes),
            options,
            table,
        }
    }

    /// The same file read in another way.
    fn read_again(&mut self, change: impl FnOnce(&mut Options)) {
        change(&mut self.options);
        self.table = Arc::new(Table::read(&self.bytes, &self.options));
    }
}

/// How far the import is.
#[derive(Clone, PartialEq)]
pub enum Progress {
    Idle,
    Checking,
    Running {
        done: usize,
        of: usize,
    },
    Done {
        rows: usize,
        of: usize,
    },
    Stopped {
        done: usize,
        of: usize,
    },
    /// The words say why; what was saved before stays.
    Failed(String),
}

/// The same without numbers: what the page is made of changes only with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Idle,
    Checking,
    Running,
    Done,
    Stopped,
    Failed,
}

/// See the module.
#[derive(Clone, Copy)]
pub struct Importing {
    app: App,
    pub products: RwSignal<Option<Chosen>>,
    pub mapping: RwSignal<Mapping>,
    pub categories: RwSignal<Option<(Chosen, Option<CategoryColumns>)>>,
    pub settings: RwSignal<Settings>,
    pub plan: RwSignal<Option<Arc<Plan>>>,
    pub progress: RwSignal<Progress>,
    /// Rows that this device could not take when it came to it; what the server leaves out comes to the inbox.
    pub left_out: RwSignal<Vec<LeftOut>>,
    stop: StoredValue<bool>,
}

impl Importing {
    pub fn new(currency: Currency, vat: Percent) -> Importing {
        let settings = Settings {
            currency,
            unit: Unit::piece(),
            vat,
            source: String::new(),
        };
        Importing {
            app: app(),
            products: RwSignal::new(None),
            mapping: RwSignal::new(Mapping::default()),
            categories: RwSignal::new(None),
            settings: RwSignal::new(settings),
            plan: RwSignal::new(None),
            progress: RwSignal::new(Progress::Idle),
            left_out: RwSignal::new(Vec::new()),
            stop: StoredValue::new(false),
        }
    }

    pub fn take_products(self, file: ChosenFile) {
        let chosen = Chosen::new(file);
        self.mapping.set(Mapping::detect(&chosen.table));
        self.products.set(Some(chosen));
        self.forget_plan();
    }

    pub fn take_categories(self, file: ChosenFile) {
        let chosen = Chosen::new(file);
        let columns = CategoryColumns::detect(&chosen.table);
        self.categories.set(Some((chosen, columns)));
        self.forget_plan();
    }

    /// Another encoding or separator gives other columns, so what they become is guessed anew.
    pub fn read_again(self, change: impl FnOnce(&mut Options)) {
        self.products.update(|chosen| {
            chosen
                .iter_mut()
                .for_each(|chosen| chosen.options.marks.clear())
        });
        self.change_products(change);
        let mapping = self
            .products
            .with_untracked(|chosen| chosen.as_ref().map(|chosen| Mapping::detect(&chosen.table)));
        self.mapping.set(mapping.unwrap_or_default());
    }

    /// Another decimal mark of a column leaves the columns as they are.
    pub fn change_products(self, change: impl FnOnce(&mut Options)) {
        self.products.update(|chosen| {
            if let Some(chosen) = chosen {
                chosen.read_again(change);
            }
        });
        self.forget_plan();
    }

    /// What was checked no longer holds.
    pub fn forget_plan(self) {
        self.plan.set(None);
        self.left_out.set(Vec::new());
        self.progress.set(Progress::Idle);
    }

    pub fn has_file(self) -> bool {
        self.products.with(Option::is_some) || self.categories.with(Option::is_some)
    }

    pub fn stage(self) -> Stage {
        self.progress.with(|progress| match progress {
            Progress::Idle => Stage::Idle,
            Progress::Checking => Stage::Checking,
            Progress::Running { .. } => Stage::Running,
            Progress::Done { .. } => Stage::Done,
            Progress::Stopped { .. } => Stage::Stopped,
            Progress::Failed(_) => Stage::Failed,
        })
    }

    /// Records on this device, of all that were to come.
    pub fn counted(self) -> (usize, usize) {
        self.progress.with(|progress| match progress {
            Progress::Running { done, of } | Progress::Stopped { done, of } => (*done, *of),
            Progress::Done { rows, of } => (*rows, *of),
            Progress::Idle | Progress::Checking | Progress::Failed(_) => (0, 0),
        })
    }

    pub fn is_busy(self) -> bool {
        self.progress
            .with(|progress| matches!(progress, Progress::Checking | Progress::Running { .. }))
    }

    /// The dry run: compares the files with everything aboard and changes nothing.
    pub fn check(self) {
        self.progress.set(Progress::Checking);
        // the screen says so before the comparison takes the processor
        set_timeout(
            move || {
                let plan = self.compared();
                self.plan.set(Some(Arc::new(plan)));
                self.progress.set(Progress::Idle);
            },
            Duration::from_millis(50),
        );
    }

    fn compared(self) -> Plan {
        let device = self.app.device;
        let costs_visible = untrack(|| self.app.login.has(Right::SeeCost));
        let (products, mapping) = (self.products.get_untracked(), self.mapping.get_untracked());
        let (categories, settings) = (
            self.categories.get_untracked(),
            self.settings.get_untracked(),
        );
        let import = Import {
            products: products.as_ref().map(|chosen| (&*chosen.table, &mapping)),
            categories: categories
                .as_ref()
                .and_then(|(chosen, columns)| Some((&*chosen.table, (*columns)?))),
            settings: &settings,
        };
        import.plan(&Aboard::new(device, costs_visible), &mut || {
            device.new_id::<ProductId>().0
        })
    }

    /// Carries the plan out, some hundred rows an intention; each is on disk before the next begins.
    pub fn run(self) {
        let Some(plan) = self.plan.get_untracked() else {
            return;
        };
        let of = plan.category_rows.len() + plan.product_rows.len();
        self.stop.set_value(false);
        self.left_out.set(Vec::new());
        self.progress.set(Progress::Running { done: 0, of });
        spawn_local(async move {
            let mut done = 0;
            for change in plan.changes(ROWS_A_TIME) {
                if self.stop.get_value() {
                    return self.ended(Progress::Stopped { done, of });
                }
                match self.take(change.into()).await {
                    Ok(rows) => done += rows,
                    Err(why) => {
                        return self.ended(Progress::Failed(not_saved(language_now(), &why)));
                    }
                }
                self.progress.set(Progress::Running { done, of });
            }
            self.ended(Progress::Done { rows: done, of });
        });
    }

    /// Rows that are on this device now; those that cannot be are noted.
    async fn take(self, change: AnyChange) -> Result<usize, NotSaved> {
        let count = change.rows().unwrap_or(1);
        let line = change.line(0);
        let left_out = match self.app.device.commit_rows(change).await {
            Ok((_, left_out)) => left_out,
            // here with the next pull
            Err(NotSaved::WithTheServer) => Vec::new(),
            Err(NotSaved::Refused(_, Reason::LeftOut { rows })) => rows,
            Err(NotSaved::Refused(outcome, reason)) if count == 1 => vec![LeftOut {
                row: 0,
                line,
                outcome,
                reason,
            }],
            Err(why) => return Err(why),
        };
        let taken = count - left_out.len().min(count);
        self.left_out.update(|all| all.extend(left_out));
        Ok(taken)
    }

    pub fn stop(self) {
        self.stop.set_value(true);
    }

    /// The plan was for what was there before, so it is gone.
    fn ended(self, how: Progress) {
        self.plan.set(None);
        self.progress.set(how);
    }
}
