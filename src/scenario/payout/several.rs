//! Several payouts of one owner, told apart by their amounts.

use std::sync::Arc;

use serde_json::Value;

use super::{Draft, Origin};
use crate::scenario::notation::{Destination, Money, Owner, Which};
use crate::scenario::trouble::Stop;
use crate::scenario::words::PayoutState;
use crate::scenario::world::World;

/// One of several payouts, which a scenario tells apart by their amounts.
#[derive(Debug, Clone)]
pub(super) struct Listed {
    money: Money,
    answer: Arc<Value>,
}

/// A row of the table of `these payouts from …`.
#[derive(Debug, Clone)]
pub struct Row {
    /// How much.
    pub money: Money,
    /// How far it has come.
    pub state: PayoutState,
    /// How many seconds before now it was made.
    pub age: i64,
    /// Where it goes.
    pub destination: Destination,
}

impl World {
    /// Makes several payouts, oldest first, which the scenario tells apart by their amounts.
    ///
    /// # Errors
    /// When one cannot be made.
    pub async fn make_payouts(&mut self, owner: &Owner, rows: Vec<Row>) -> Result<(), Stop> {
        let mut left = rows
            .iter()
            .skip(1)
            .map(|row| row.age)
            .collect::<Vec<_>>()
            .into_iter();
        for row in rows {
            let draft = Draft {
                money: row.money.clone(),
                owner: owner.clone(),
                destination: row.destination,
                origin: if row.state == PayoutState::Automatic {
                    Origin::Schedule
                } else {
                    Origin::Request
                },
                metadata: Vec::new(),
            };
            let answer = self.make_payout(&draft).await?;
            let id = self.id_of(&answer)?;
            self.name_payout(Which::New, &id, owner.clone());
            if row.state != PayoutState::Automatic {
                self.bring(Which::New, row.state).await?;
            }
            self.payouts.listed.push(Listed {
                money: row.money,
                answer,
            });
            let wait = row.age - left.next().unwrap_or(0);
            if wait > 0 {
                self.advance(wait).await?;
            }
        }
        self.payouts.made.remove(&Which::New);
        Ok(())
    }

    /// A member of one of several payouts, as it was when it was made.
    #[must_use]
    pub fn listed_member(&self, money: &Money, member: &str) -> Option<&Value> {
        let listed = self
            .payouts
            .listed
            .iter()
            .find(|listed| listed.money == *money)?;
        listed.answer.get(member)
    }
}
