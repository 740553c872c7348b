//! May a person change what stands on a document, or take it back? Asked by the change itself and by the pages that offer it.

use super::change::Refusal;
use super::document::{Document, Kind};
use crate::users::{Context, Denied, Right, Rules, may};

impl Document {
    /// Entered here, not cancelled, in no ERP and on its way to none; what an ERP refused is put right here. The goods of a warranty
    /// return's documents are the return's own, but for the parts of a repair, until the return is over.
    pub fn may_change(&self, context: &Context) -> Result<(), Refusal> {
        self.may_write(context)?;
        let of_return = self.operation.is_some() && self.kind != Kind::StockWriteOff;
        match self {
            _ if !self.is_ours() => Err(Refusal::IsErps),
            _ if !self.stands() => Err(Refusal::IsCancelled),
            _ if self.over => Err(Refusal::ReturnOver),
            _ => self.is_here_alone().and(match of_return {
                true => Err(Refusal::BelongsToOperation),
                false => Ok(()),
            }),
        }
    }

    /// Those of a warranty return are taken back there.
    pub fn may_cancel(&self, context: &Context) -> Result<(), Refusal> {
        may(context, Right::EnterDocuments)?;
        match self {
            _ if !self.is_ours() => Err(Refusal::IsErps),
            _ if self.operation.is_some() => Err(Refusal::BelongsToOperation),
            _ if !self.stands() => Err(Refusal::IsCancelled),
            _ if !context.decides_by(Rules::ENDS_STAND) => Ok(()),
            _ => self.is_here_alone(),
        }
    }

    /// Parts of a repair are written down by whoever takes returns in.
    fn may_write(&self, context: &Context) -> Result<(), Denied> {
        let repairs = self.operation.is_some() && context.has(Right::TakeInReturns);
        match repairs {
            true => Ok(()),
            false => may(context, Right::EnterDocuments),
        }
    }

    /// No ERP has it or is being asked to take it.
    fn is_here_alone(&self) -> Result<(), Refusal> {
        match self {
            _ if self.is_in_erp() => Err(Refusal::IsErps),
            _ if self.is_on_its_way() => Err(Refusal::OnItsWay),
            _ => Ok(()),
        }
    }
}
