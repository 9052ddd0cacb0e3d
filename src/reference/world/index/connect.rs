//! The platform's accounts, transfers and application fees.

use std::sync::Arc;

use crate::reference::page::{Page, Paging};
use crate::reference::params::Range;
use crate::reference::world::choices::Choices;
use crate::reference::world::connect::{FeeNo, TransferNo};
use crate::reference::world::lanes::{both, made_in};
use crate::reference::world::{AccountNo, World};

/// The transfers of a world, by destination and group.
pub type TransferIndex = Choices<(Option<AccountNo>, Option<Arc<str>>)>;

/// Which transfers are wanted.
#[derive(Debug, Clone, Copy)]
pub struct TransferFilter<'a> {
    pub destination: Option<AccountNo>,
    pub group: Option<&'a str>,
    pub created: Range,
}

impl World {
    /// Notes the newest transfer under what it is listed by.
    pub(in crate::reference::world) fn list_transfer(&mut self, no: TransferNo) {
        let terms = &self.connect.transfers[no.0].terms;
        let mut groups = vec![None];
        groups.extend(terms.group.clone().map(Some));
        for group in groups {
            for destination in [None, Some(terms.destination)] {
                let choice = (destination, group.clone());
                self.connect.transfer_index.add(choice, no.0);
            }
        }
    }

    /// The page of the transfers that are wanted (`TR-11`).
    pub fn transfers_page(&self, filter: &TransferFilter<'_>, paging: &Paging) -> Page {
        let all = &self.connect.transfers;
        let window = made_in(0..all.len(), filter.created, |number| {
            all[number].created.unix()
        });
        let choice = (filter.destination, filter.group.map(Arc::from));
        self.connect.transfer_index.page(choice, window, paging)
    }

    /// The page of the connected accounts.
    pub fn connected_page(&self, created: Range, paging: &Paging) -> Page {
        let time_of = |number: usize| self.account(AccountNo(number)).created.unix();
        let first = AccountNo::PLATFORM.0 + 1;
        paging.take(paging.within(made_in(first..self.accounts.len(), created, time_of)))
    }

    /// The page of the application fees, or of the only one that is wanted.
    pub fn fees_page(&self, only: Option<FeeNo>, created: Range, paging: &Paging) -> Page {
        let all = &self.connect.fees;
        let made = made_in(0..all.len(), created, |number| all[number].created.unix());
        let only = only.map(|no| both(&made, &(no.0..no.0 + 1)));
        paging.take(paging.within(only.unwrap_or(made)))
    }
}
