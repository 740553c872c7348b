//! Virtual time and the tasks that live in it: one thread, no waiting, always the same order. An event is one bell that rings: a
//! transaction that ends, a message that arrives, a person who taps, a fault that strikes. Knows nothing of what the tasks do.

use std::cell::{Cell, RefCell};
use std::collections::{BinaryHeap, VecDeque};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

/// Tasks that live, freeze and die together: one tab, one server process, the network.
#[derive(Default)]
pub struct Group {
    frozen: Cell<bool>,
    dead: Cell<bool>,
    tasks: RefCell<Vec<usize>>,
    parked: RefCell<Vec<usize>>,
}

impl Group {
    pub fn is_frozen(&self) -> bool {
        self.frozen.get()
    }
}

#[derive(Clone)]
pub struct Clockwork(Rc<Inner>);

struct Inner {
    now: Cell<u64>,
    order: Cell<u64>,
    events: Cell<u64>,
    trace: Cell<u64>,
    told: Cell<bool>,
    due: RefCell<BinaryHeap<Due>>,
    tasks: RefCell<Vec<Option<Task>>>,
    runnable: Arc<Mutex<VecDeque<usize>>>,
}

struct Task {
    group: Rc<Group>,
    waker: Waker,
    future: Option<Pin<Box<dyn Future<Output = ()>>>>,
}

struct Due {
    at: u64,
    order: u64,
    bell: Rc<Bell>,
}

#[derive(Default)]
struct Bell {
    rung: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

impl PartialEq for Due {
    fn eq(&self, other: &Self) -> bool {
        (self.at, self.order) == (other.at, other.order)
    }
}
impl Eq for Due {}
impl PartialOrd for Due {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Due {
    /// The earliest is the greatest: what the heap gives first.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (other.at, other.order).cmp(&(self.at, self.order))
    }
}

struct Woken {
    task: usize,
    runnable: Arc<Mutex<VecDeque<usize>>>,
}

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        let mut runnable = self.runnable.lock().unwrap_or_else(PoisonError::into_inner);
        runnable.push_back(self.task);
    }
}

impl Clockwork {
    pub fn new() -> Self {
        Self(Rc::new(Inner {
            now: Cell::new(0),
            order: Cell::new(0),
            events: Cell::new(0),
            trace: Cell::new(0),
            told: Cell::new(false),
            due: RefCell::default(),
            tasks: RefCell::default(),
            runnable: Arc::default(),
        }))
    }

    /// Milliseconds since the run began.
    pub fn now(&self) -> u64 {
        self.0.now.get()
    }

    pub fn events(&self) -> u64 {
        self.0.events.get()
    }

    pub fn trace(&self) -> u64 {
        self.0.trace.get()
    }

    /// Whatever happens is noted here: two runs of one seed must note the same.
    pub fn note(&self, what: u64) {
        let trace = self.0.trace.get().rotate_left(7) ^ what;
        self.0.trace.set(trace.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    }

    /// From here on [`Clockwork::say`] prints.
    pub fn tell_all(&self) {
        self.0.told.set(true);
    }

    /// For whoever looks into one seed.
    pub fn say(&self, words: impl FnOnce() -> String) {
        if self.0.told.get() {
            println!("{:>12} {:>6}  {}", self.now(), self.events(), words());
        }
    }

    pub fn sleep(&self, milliseconds: u64) -> Sleep {
        Sleep {
            clock: self.clone(),
            milliseconds,
            bell: None,
        }
    }

    pub fn spawn(&self, group: &Rc<Group>, future: impl Future<Output = ()> + 'static) {
        if group.dead.get() {
            return;
        }
        let mut tasks = self.0.tasks.borrow_mut();
        let task = tasks.len();
        let runnable = Arc::clone(&self.0.runnable);
        let waker = Waker::from(Arc::new(Woken { task, runnable }));
        waker.wake_by_ref();
        tasks.push(Some(Task {
            group: Rc::clone(group),
            waker,
            future: Some(Box::pin(future)),
        }));
        group.tasks.borrow_mut().push(task);
    }

    /// Ends every task of the group where it waits.
    pub fn kill(&self, group: &Group) {
        group.dead.set(true);
        for task in group.tasks.take() {
            let ended = self
                .0
                .tasks
                .borrow_mut()
                .get_mut(task)
                .and_then(Option::take);
            drop(ended);
        }
    }

    pub fn freeze(&self, group: &Group) {
        group.frozen.set(true);
    }

    pub fn thaw(&self, group: &Group) {
        group.frozen.set(false);
        let mut runnable = (self.0.runnable.lock()).unwrap_or_else(PoisonError::into_inner);
        runnable.extend(group.parked.take());
    }

    /// Runs what can run, then rings the next bell; `false` when nothing will ever happen again.
    pub fn step(&self) -> bool {
        self.run_ready();
        loop {
            let Some(due) = self.0.due.borrow_mut().pop() else {
                return false;
            };
            // whoever waited for it is gone
            if Rc::strong_count(&due.bell) == 1 {
                continue;
            }
            self.0.now.set(due.at.max(self.0.now.get()));
            self.0.events.set(self.0.events.get() + 1);
            self.note(due.at);
            due.bell.rung.set(true);
            if let Some(waker) = due.bell.waker.take() {
                waker.wake();
            }
            self.run_ready();
            return true;
        }
    }

    fn run_ready(&self) {
        loop {
            let next = (self.0.runnable.lock())
                .unwrap_or_else(PoisonError::into_inner)
                .pop_front();
            match next {
                Some(task) => self.poll(task),
                None => return,
            }
        }
    }

    fn poll(&self, at: usize) {
        let taken = {
            let mut tasks = self.0.tasks.borrow_mut();
            let Some(task) = tasks.get_mut(at).and_then(Option::as_mut) else {
                return;
            };
            if task.group.frozen.get() {
                task.group.parked.borrow_mut().push(at);
                return;
            }
            (task.future.take()).map(|future| (future, task.waker.clone()))
        };
        let Some((mut future, waker)) = taken else {
            return;
        };
        let ended = (future.as_mut())
            .poll(&mut Context::from_waker(&waker))
            .is_ready();
        let mut tasks = self.0.tasks.borrow_mut();
        match tasks.get_mut(at).and_then(Option::as_mut) {
            Some(task) if !ended => task.future = Some(future),
            Some(_) => tasks[at] = None,
            // it killed its own group
            None => {}
        }
    }
}

/// Ready when its time has come; dropped before, it never was.
pub struct Sleep {
    clock: Clockwork,
    milliseconds: u64,
    bell: Option<Rc<Bell>>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if let Some(bell) = &self.bell {
            if bell.rung.get() {
                return Poll::Ready(());
            }
            bell.waker.replace(Some(context.waker().clone()));
            return Poll::Pending;
        }
        let bell = Rc::new(Bell::default());
        bell.waker.replace(Some(context.waker().clone()));
        let inner = &self.clock.0;
        let order = inner.order.get() + 1;
        inner.order.set(order);
        let at = inner.now.get() + self.milliseconds;
        inner.due.borrow_mut().push(Due {
            at,
            order,
            bell: Rc::clone(&bell),
        });
        self.bell = Some(bell);
        Poll::Pending
    }
}
