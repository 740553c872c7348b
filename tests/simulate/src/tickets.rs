//! What people do with tickets: made for an account they see, sent to anybody, machines whose serials somebody sold, words, time and parts.

use crate::people::Tapping;
use shared::accounts::Account;
use shared::calendar::Moment;
use shared::edit::Edit;
use shared::ids::{LineId, ProductId, TicketId};
use shared::quantity::Quantity;
use shared::sync::AnyChange;
use shared::tickets::change::{Field, LineField};
use shared::tickets::signature::standing;
use shared::tickets::{Change, Draft, Kind, NewLine, Status, Ticket, WorkKind};
use shared::warranty::Dates;

/// Numbers on the type plates: the first of them were sold when the run begins.
pub const SERIALS: [&str; 5] = ["HK-1", "HK-2", "VK-1", "hk-1", "NOBODY-1"];

impl Tapping<'_> {
    pub fn serve(&self) -> Option<AnyChange> {
        let change = match self.chance.below(15) {
            0..=1 => self.new_ticket()?,
            2 => self.edit_ticket()?,
            3..=4 => self.add_machine()?,
            5..=6 => self.edit_machine()?,
            7 => self.remove_machine()?,
            8 => self.note()?,
            9..=10 => self.time()?,
            11 => self.part()?,
            12 => self.sign()?,
            _ => self.stand()?,
        };
        Some(change.into())
    }

    fn ticket(&self) -> Option<(TicketId, Ticket)> {
        let ticket = self.one(&self.made.tickets)?;
        Some((ticket, self.see(ticket)?))
    }

    fn new_ticket(&self) -> Option<Change> {
        let account = self.one(&self.made.accounts)?;
        let card: Account = self.see(account)?;
        let ticket = TicketId(self.id());
        self.made.tickets.borrow_mut().push(ticket);
        let line = self
            .one(&self.made.products)
            .map(|product| self.machine(product));
        let draft = Draft {
            title: self.word(),
            assignee: self.chance.pick(&self.made.users.borrow()).copied(),
            lines: line.into_iter().collect(),
            opened_at: Some(self.context.moment),
            ..Draft::for_account(account, &card, self.context.today)
        };
        Some(Change::Created {
            ticket,
            draft,
            provisional: self.label(),
        })
    }

    fn serial(&self) -> String {
        SERIALS[self.chance.below(SERIALS.len())].to_owned()
    }

    fn machine(&self, product: ProductId) -> NewLine {
        NewLine {
            id: LineId(self.id()),
            product,
            serial: self.serial(),
            quantity: Quantity::pieces(1 + self.chance.below(2) as i64),
            dates: Dates::default(),
            shown: None,
        }
    }

    fn edit_ticket(&self) -> Option<Change> {
        let (ticket, seen) = self.ticket()?;
        let field = match self.chance.below(6) {
            0 => Field::Title {
                edit: Edit::new(seen.title, self.word()),
            },
            1 => Field::Phone {
                edit: Edit::new(seen.phone, format!("+370 {}", self.chance.below(5))),
            },
            2 => Field::RequestKind {
                edit: Edit::new(seen.request_kind, self.chance.pick(&Kind::ALL).copied()),
            },
            3 => Field::Resolution {
                edit: Edit::new(seen.resolution, self.word()),
            },
            // whoever is sent there sees it from then on, whoever was there before no longer
            _ => Field::Assignee {
                edit: Edit::new(seen.assignee, self.one(&self.made.users)),
            },
        };
        Some(Change::Edited { ticket, field })
    }

    fn add_machine(&self) -> Option<Change> {
        let (ticket, _) = self.ticket()?;
        let line = self.machine(self.one(&self.made.products)?);
        Some(Change::LineAdded { ticket, line })
    }

    fn edit_machine(&self) -> Option<Change> {
        let (ticket, seen) = self.ticket()?;
        let line = self.chance.pick(&seen.lines)?;
        let field = match self.chance.below(4) {
            0 => LineField::Product {
                edit: Edit::new(line.product, self.one(&self.made.products)?),
                shown: None,
            },
            1 => LineField::Quantity {
                edit: Edit::new(line.quantity.clone(), Quantity::pieces(2)),
            },
            _ => LineField::Serial {
                edit: Edit::new(line.serial.clone(), self.serial()),
                shown: None,
            },
        };
        let line = line.id;
        Some(Change::LineEdited {
            ticket,
            line,
            field,
        })
    }

    fn remove_machine(&self) -> Option<Change> {
        let (ticket, seen) = self.ticket()?;
        let was = self.chance.pick(&seen.lines)?.clone();
        let line = was.id;
        Some(match self.chance.below(2) {
            0 => Change::LineRemoved { ticket, line, was },
            _ => Change::Rechecked {
                ticket,
                line,
                shown: None,
            },
        })
    }

    fn note(&self) -> Option<Change> {
        let (ticket, _) = self.ticket()?;
        Some(Change::NoteAdded {
            ticket,
            id: LineId(self.id()),
            note: self.word(),
            public: self.chance.below(2) == 0,
            at: self.said(),
        })
    }

    /// When it was tapped; versions before did not say.
    fn said(&self) -> Option<Moment> {
        (self.chance.below(4) > 0).then_some(self.context.moment)
    }

    fn moment(&self, after: Moment) -> Moment {
        after.plus_milliseconds(60_000 * (1 + self.chance.below(90) as i64))
    }

    fn time(&self) -> Option<Change> {
        let (ticket, seen) = self.ticket()?;
        let id = LineId(self.id());
        let at = self.context.moment;
        if let Some(work) = seen.running(self.context.user) {
            return Some(Change::WorkEnded {
                ticket,
                id: work.id,
                at,
                note: String::new(),
                began: Some(work.started),
            });
        }
        Some(match (self.chance.below(3), self.chance.pick(&seen.work)) {
            (0, _) => Change::WorkLogged {
                ticket,
                id,
                kind: WorkKind::Travel,
                started: at,
                ended: self.moment(at),
                note: self.word(),
            },
            (1, Some(work)) => Change::WorkRemoved {
                ticket,
                id: work.id,
            },
            _ => Change::WorkStarted {
                ticket,
                id,
                kind: WorkKind::Labour,
                at,
            },
        })
    }

    fn part(&self) -> Option<Change> {
        let (ticket, seen) = self.ticket()?;
        Some(
            match (self.chance.below(3), self.chance.pick(&seen.parts)) {
                (0, Some(part)) => Change::PartRemoved {
                    ticket,
                    id: part.id,
                },
                _ => Change::PartUsed {
                    ticket,
                    id: LineId(self.id()),
                    product: self.one(&self.made.products)?,
                    quantity: Quantity::pieces(1),
                    warehouse: None,
                    at: self.said(),
                },
            },
        )
    }

    /// Versions before gave a signature no id and knew of one only.
    fn sign(&self) -> Option<Change> {
        let (ticket, seen) = self.ticket()?;
        let id = (self.chance.below(4) > 0).then(|| LineId(self.id()));
        let seen = standing(&seen.signatures).into_iter().map(|one| one.id);
        let over = match id {
            Some(_) => seen.collect(),
            None => Vec::new(),
        };
        Some(Change::Signed {
            ticket,
            name: self.word(),
            strokes: vec![vec![0, 0, 9, self.chance.below(9) as i16]],
            at: self.said(),
            id,
            over,
        })
    }

    fn stand(&self) -> Option<Change> {
        let (ticket, seen) = self.ticket()?;
        let to = *self.chance.pick(&Status::ALL)?;
        let said = to == Status::Resolved && self.chance.below(2) == 0;
        let resolution = said.then(|| Edit::new(seen.resolution.clone(), self.word()));
        let at = Some(self.context.moment);
        Some(Change::StatusSet {
            ticket,
            to,
            at,
            resolution,
        })
    }
}
