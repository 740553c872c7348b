//! One tab's connection to one database: how a transaction passes through the weather, and how a connection ends.
//! Knows nothing of what is inside.

use super::disk::{ModelDisk, OnDisk};
use super::ids::ClientIds;
use super::sealed::Key;
use super::weather::{Access, Database, Fate, Weather};
use crate::store::{StoreError, StoreName};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

type Answer<T> = Result<T, StoreError>;

/// What a database is to those who know nothing of it.
pub trait Contents: Sized {
    const DATABASE: Database;

    /// As it is when it is made; a new queue is a new client.
    fn fresh(ids: &ClientIds) -> Self;
    fn place(disk: &mut OnDisk) -> &mut Option<Rc<Lying<Self>>>;
    fn copied(&self) -> Self;
    /// How many commits a power cut could take back.
    fn unflushed(&self) -> usize;
    fn lose(&mut self, keep: usize);
}

/// A database on the disk, and what those who are connected to it are told when it is there no longer.
pub struct Lying<D> {
    pub contents: RefCell<D>,
    end: Cell<Option<End>>,
}

#[derive(Clone, Copy)]
pub enum End {
    /// By a tab: whoever is connected is told, and makes no new one.
    Deleted,
    /// By the browser: connections are lost, and the next work makes an empty one.
    Evicted,
}

/// What all connections of a tab share.
pub struct Tab {
    pub disk: ModelDisk,
    pub name: StoreName,
    pub key: Key,
    pub life: u64,
    pub weather: Rc<dyn Weather>,
}

pub struct Door<D>(RefCell<Link<D>>);

enum Link<D> {
    Unused,
    Open(Rc<Lying<D>>),
    /// Until revived.
    Lost,
    Wiped,
}

impl<D> Lying<D> {
    pub fn new(contents: D) -> Lying<D> {
        Lying {
            contents: RefCell::new(contents),
            end: Cell::new(None),
        }
    }

    pub fn ended(&self, end: End) {
        self.end.set(Some(end));
    }
}

impl Tab {
    pub async fn wait(&self) -> Answer<()> {
        self.weather.wait().await;
        match self.life == self.disk.0.life.get() {
            true => Ok(()),
            false => Err(closed("the power was cut")),
        }
    }
}

impl<D: Contents> Door<D> {
    pub fn new() -> Door<D> {
        Door(RefCell::new(Link::Unused))
    }

    /// `work` is done whole at one moment, or not at all.
    pub async fn transaction<T>(
        &self,
        tab: &Tab,
        kind: Access,
        work: impl FnOnce(&mut D) -> Answer<T>,
    ) -> Answer<T> {
        tab.wait().await?;
        let lying = self.connected(tab)?;
        let fate = tab.weather.fate(D::DATABASE, kind);
        if let Fate::Closes | Fate::ClosesAfter = fate {
            *self.0.borrow_mut() = Link::Lost;
        }
        happens(fate, kind)?;
        let done = work(&mut lying.contents.borrow_mut())?;
        is_told(fate)?;
        tab.wait().await?;
        Ok(done)
    }

    /// As a transaction of its own. What is gone already is no failure.
    pub async fn delete(&self, tab: &Tab) -> Answer<()> {
        *self.0.borrow_mut() = Link::Wiped;
        tab.wait().await?;
        let fate = tab.weather.fate(D::DATABASE, Access::Write);
        happens(fate, Access::Write)?;
        end::<D>(&tab.disk, &tab.name, End::Deleted);
        is_told(fate)?;
        tab.wait().await
    }

    pub fn revive(&self, tab: &Tab) {
        let lost = matches!(*self.0.borrow(), Link::Lost);
        if lost && tab.life == tab.disk.0.life.get() {
            self.connect(tab);
        }
    }

    fn connected(&self, tab: &Tab) -> Answer<Rc<Lying<D>>> {
        let ended = match &*self.0.borrow() {
            Link::Wiped => return Err(StoreError::Wiped),
            Link::Lost => return Err(closed("it was closed before")),
            Link::Unused => None,
            Link::Open(lying) => match lying.end.get() {
                None => return Ok(Rc::clone(lying)),
                ended => ended,
            },
        };
        if let Some(End::Deleted) = ended {
            *self.0.borrow_mut() = Link::Wiped;
            return Err(StoreError::Wiped);
        }
        Ok(self.connect(tab))
    }

    fn connect(&self, tab: &Tab) -> Rc<Lying<D>> {
        let ids = &tab.disk.0.ids;
        let made = || Rc::new(Lying::new(D::fresh(ids)));
        let lying = tab.disk.on_disk(&tab.name, |on_disk| {
            Rc::clone(D::place(on_disk).get_or_insert_with(made))
        });
        *self.0.borrow_mut() = Link::Open(Rc::clone(&lying));
        lying
    }
}

/// Takes a database off the disk.
pub fn end<D: Contents>(disk: &ModelDisk, name: &StoreName, how: End) {
    let gone = disk.on_disk(name, |on_disk| D::place(on_disk).take());
    if let Some(gone) = gone {
        gone.ended(how);
    }
}

fn happens(fate: Fate, kind: Access) -> Answer<()> {
    match (fate, kind) {
        (Fate::Fine | Fate::ClosesAfter, _) | (Fate::Quota, Access::Read) => Ok(()),
        (Fate::Quota, Access::Write) => Err(StoreError::Quota),
        (Fate::Aborts, _) => Err(StoreError::Aborted("bad weather".to_owned())),
        (Fate::Closes, _) => Err(closed("before it was done")),
    }
}

fn is_told(fate: Fate) -> Answer<()> {
    match fate {
        Fate::ClosesAfter => Err(closed("after it was done")),
        _ => Ok(()),
    }
}

fn closed(words: &str) -> StoreError {
    StoreError::Closed(words.to_owned())
}
