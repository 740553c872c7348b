//! What becomes of the documents of a return that is cancelled (RMA-25).

use super::{Refusal, Settled};
use crate::desk::Desk;
use crate::rma::effects::reverse;
use crate::rma::operation::{Made, Operation, Part, Standing};
use crate::users::Context;

/// Why its documents were reversed, where only the operation says so.
const CANCELLED: &str = "GA-A";

/// Each document that stands is named once: reversed, or kept for a reason. The two of an exchange share their fate.
pub(super) fn settle(
    desk: &mut Desk,
    context: &Context,
    operation: &mut Operation,
    settled: &[Settled],
) -> Result<(), Refusal> {
    let open: Vec<Made> = operation.unsettled().cloned().collect();
    let answer = |made: &Made| {
        let mut answers = settled
            .iter()
            .filter(|settled| settled.document == made.document);
        answers.next().filter(|_| answers.next().is_none())
    };
    if settled.len() != open.len() || open.iter().any(|made| answer(made).is_none()) {
        return Err(Refusal::NotSettled);
    }
    let kept = |part: Part| {
        let mut of_part = open.iter().filter(|made| made.part == part);
        of_part.any(|made| answer(made).is_some_and(|answer| answer.reason.is_some()))
    };
    if kept(Part::SaleReturn) != kept(Part::NewSale) {
        return Err(Refusal::PairParted);
    }
    for made in &mut operation.documents {
        let Some(answer) = settled.iter().find(|s| s.document == made.document) else {
            continue;
        };
        made.standing = match &answer.reason {
            Some(reason) if reason.trim().is_empty() => return Err(Refusal::ReasonMissing),
            Some(reason) => Standing::Kept {
                reason: reason.trim().to_owned(),
            },
            None => {
                reverse(desk, context, made.document, CANCELLED)?;
                Standing::Reversed
            }
        };
    }
    Ok(())
}

/// Reverses those that stand and are meant.
pub(super) fn reverse_all(
    desk: &mut Desk,
    context: &Context,
    operation: &mut Operation,
    reason: &str,
    meant: impl Fn(&Made) -> bool,
) -> Result<(), Refusal> {
    for made in &mut operation.documents {
        if made.standing == Standing::Stands && meant(made) {
            reverse(desk, context, made.document, reason)?;
            made.standing = Standing::Reversed;
        }
    }
    Ok(())
}
