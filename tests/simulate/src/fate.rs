//! Faults that need more than one hand: a profile is cloned, a backup is put back, rights change behind everybody's back.

use crate::office::{Visitor, at_once};
use crate::people::TERRITORIES;
use crate::profile::Profile;
use crate::world::World;
use server::sync::Author;
use server::sync::arrival::{Push, items};
use shared::edit::Edit;
use shared::ids::{Uid, UserId};
use shared::sync::{AnyChange, Intention};
use shared::users::{Change, Role};
use std::cell::Cell;
use std::rc::Rc;

impl World {
    /// The same browser profile on a second device: same client, same numbers, same session.
    pub fn clone_profile(self: &Rc<Self>, of: &Rc<Profile>) {
        let number = self.profiles.borrow().len();
        let visitor = Visitor {
            user: of.user,
            device: of.visitor.device,
            seat: self.made.id(&self.chance),
            withdrawn: Cell::new(of.visitor.withdrawn.get()),
        };
        let grants = of.grants.borrow().clone();
        let name = of.name.clone();
        let clone = Profile::new(number, of.disk.cloned(), name, visitor, self.line(), grants);
        clone.jumped.set(of.jumped.get());
        self.profiles.borrow_mut().push(Rc::clone(&clone));
        clone.open_tab(self);
    }

    /// The last backup takes the place of the data.
    pub fn restore(self: &Rc<Self>, by_command: bool) {
        let epoch = by_command.then(|| self.made.id(&self.chance));
        if let Some(revision) = self.office.restore(epoch) {
            self.note_restored();
            self.book.restored(self, revision);
            self.files.restored(self);
            // what only the forgotten log still had is lost when its device is gone: nobody could have helped it
            self.book.destroyed(self);
        }
    }

    /// An administrator at another desk.
    pub fn change_rights(&self, user: UserId) {
        let Some(was) = self.office.grants(user) else {
            return;
        };
        let mut now = was.clone();
        now.territories = (TERRITORIES.iter())
            .filter(|_| self.chance.below(2) == 0)
            .map(|name| (*name).to_owned())
            .collect();
        let roles = [
            Role::Salesperson,
            Role::Salesperson,
            Role::Technician,
            Role::ServiceManager,
            Role::SalesManager,
            Role::ReadOnly,
        ];
        if !was.roles.contains(&Role::Administrator) {
            now.roles = [roles[self.chance.below(roles.len())]].into();
        }
        self.jumped(user);
        let grants = Edit::new(was, now);
        self.system(Change::Granted { user, grants }.into());
    }

    pub fn disable(&self, user: UserId) {
        self.jumped(user);
        self.system(Change::Deactivated { user }.into());
    }

    fn jumped(&self, user: UserId) {
        let profiles = self.profiles.borrow();
        let theirs = profiles.iter().filter(|profile| profile.user == user);
        theirs.for_each(|profile| profile.jumped.set(true));
    }

    /// Decided at once, beside everything that is under way.
    fn system(&self, change: AnyChange) {
        let uid = Uid(self.made.id(&self.chance));
        let now = self.office.now();
        let intention = Intention::new(uid, &change, 0, Vec::new(), now);
        let items = items(0, None, vec![intention], Vec::new(), now);
        let push = Push {
            author: Author::System,
            client: None,
        };
        let _decided =
            at_once(self.office.acceptor().accept(&[push], &items)).expect("memory decides");
        self.office.tell();
    }
}
