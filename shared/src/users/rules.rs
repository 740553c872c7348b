//! By which rules was an entry decided? What was taken stays taken: a replay decides each entry of the log by the rules of its day, or
//! what was lawful then would look like a flaw (I20). So a rule that begins to refuse what was taken before, or to write what was not
//! written, raises `NOW` and asks the context whether it holds already; what only refused before asks nothing.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rules(u16);

impl Rules {
    /// Nobody wrote down which.
    pub const FIRST: Rules = Rules(0);
    /// A closed ticket keeps its parts and its signature, and a return that is over the parts it wrote off; a part comes in its product's
    /// unit from a warehouse that is there; a product stands on a ticket once with one serial, and its warranty follows the day that was
    /// reported; a replacement is asked about until it is out; what an ERP has, or is about to take, is not cancelled here.
    pub const ENDS_STAND: Rules = Rules(1);
    /// Whoever takes an exchange back takes its confirmation back: the return stands again where the exchange was confirmed.
    pub const EXCHANGE_GOES_BACK: Rules = Rules(2);
    /// A lot's number names no single unit: its pieces come back by their product and sale.
    pub const LOTS_BY_PRODUCT: Rules = Rules(3);
    /// A ticket keeps when it came to its end.
    pub const ENDS_HAVE_THEIR_TIME: Rules = Rules(4);
    /// A time of work on a ticket lies between its opening and now.
    pub const CLOCKS_ARE_BOUNDED: Rules = Rules(5);
    /// Who heard of a state that was taken back hears anew where the good stands.
    pub const LETTERS_FOLLOW_THE_WAY: Rules = Rules(6);
    /// Of a product whose units have serials, the one that came back is back, however many were sold on its line.
    pub const UNITS_COME_BACK_ALONE: Rules = Rules(7);
    /// However a clock was wrong, the work it took, a tick and a wish for an offer lie between the ticket's opening and now.
    pub const ALL_CLOCKS_ARE_BOUNDED: Rules = Rules(8);
    /// Of a product that nobody can compare with the line's, a unit that came back is back, however many were sold with it.
    pub const UNITS_OF_OTHERS_COME_BACK_ALONE: Rules = Rules(9);
    /// A row that was left out waits for nobody, what its whole depended on was applied; and it keeps its own files alone.
    pub const ROWS_STAND_ALONE: Rules = Rules(10);
    pub const NOW: Rules = Rules::ROWS_STAND_ALONE;
}
