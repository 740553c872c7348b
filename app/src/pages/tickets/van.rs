//! What is left in a van by the figures and the tickets on this device, and which write-offs a ticket has.

use shared::calendar::Moment;
use shared::documents::Document;
use shared::ids::{ProductId, RunId, TicketId, WarehouseId};
use shared::money::Decimal;
use shared::stock::left::{Taken, left};
use shared::stock::total::{AGE_MILLISECONDS_MAX, Reading};
use shared::stock::{StockFigure, StockRun, figure_id};
use shared::tickets::write_off::{TIMES_MAX, document_id, vans, written_off};
use shared::tickets::{Part, Ticket};

use crate::state::{Device, time};

#[derive(Clone, Copy)]
pub struct Van {
    pub device: Device,
    pub id: WarehouseId,
}

/// With the age of the figure it rests on.
#[derive(Clone, PartialEq)]
pub struct Left {
    pub quantity: Decimal,
    pub read_at: Moment,
}

impl Van {
    /// Nothing where no figure is aboard, or one that is too old to be of use (STK-07).
    pub fn left(self, product: ProductId) -> Option<Left> {
        let figure = self
            .device
            .get::<StockFigure>(figure_id(product, self.id))?;
        let read_at = self.device.get::<StockRun>(RunId(self.id.0))?.read_at;
        if time::now().milliseconds_since(read_at) > AGE_MILLISECONDS_MAX {
            return None;
        }
        let reading = Reading {
            on_hand: figure.on_hand,
            available: figure.available,
            read_at,
        };
        let quantity = left(&reading, self.taken(product))?;
        Some(Left { quantity, read_at })
    }

    /// Of that product, on any ticket aboard.
    fn taken(self, product: ProductId) -> Vec<Taken> {
        let tickets = self.device.all::<Ticket>().into_iter();
        let of_ticket = |(id, ticket): (TicketId, Ticket)| {
            let of_van = |part: &&Part| part.product == product && part.warehouse == Some(self.id);
            let parts: Vec<Part> = ticket.parts.iter().filter(of_van).cloned().collect();
            let documents = write_offs(self.device, id, &parts);
            let taken = |part: Part| Taken {
                quantity: part.quantity.value,
                written_off: written_off(&ticket, &documents, &part),
            };
            parts.into_iter().map(taken).collect::<Vec<_>>()
        };
        tickets.flat_map(of_ticket).collect()
    }
}

/// The write-offs that were made of these parts and are aboard.
pub fn write_offs(device: Device, ticket: TicketId, parts: &[Part]) -> Vec<Document> {
    let of_van = |van: WarehouseId| {
        let times = (0..TIMES_MAX).map(move |time| document_id(ticket, van, time));
        times.map_while(move |id| device.get::<Document>(id))
    };
    vans(parts).into_iter().flat_map(of_van).collect()
}
