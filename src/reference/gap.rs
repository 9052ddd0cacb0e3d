//! A gap between looking and acting, in which others act too: what only a defect has (`CON-01` to `CON-03`, `DR-19`,
//! `IDEM-11`, `TRR-22`).
//!
//! A sound call looks and acts while it holds the lock of its world. Under one of these defects it looks,
//! lets go of the lock, waits for as long as clients that ask at once need to arrive, and acts on what it saw.

use std::time::Duration;

use axum::response::Response;

use super::call::{Call, PathIds};
use super::defect::Defect;
use super::error::ApiError;
use super::{payouts, transfer_reversals};

/// How long a call that has looked waits before it acts: enough for everybody who asks at the same time to look.
const GAP: Duration = Duration::from_millis(25);

type Answer = Result<Response, ApiError>;
type Id = PathIds<String>;

/// `POST /v1/payouts`.
pub async fn create_payout(mut call: Call) -> Answer {
    if call.has(Defect::PayoutsRace) {
        payouts::look_at_create(&call)?;
        call.wait().await;
    }
    payouts::create(&call)
}

/// `POST /v1/payouts/{payout}/reverse`.
pub async fn reverse_payout(id: Id, mut call: Call) -> Answer {
    if call.has(Defect::PayoutReversalsRace) {
        payouts::look_at_reverse(&id, &call)?;
        call.wait().await;
    }
    payouts::reverse(&id, &call)
}

/// `POST /v1/payouts/{payout}/cancel`.
pub async fn cancel_payout(id: Id, mut call: Call) -> Answer {
    if call.has(Defect::CancelRacesSubmission) {
        payouts::look_at_cancel(&id, &call)?;
        call.wait().await;
    }
    payouts::cancel(&id, &call)
}

/// `POST /v1/transfers/{id}/reversals`.
pub async fn reverse_transfer(id: Id, mut call: Call) -> Answer {
    if call.has(Defect::TransferReversalsRace) {
        transfer_reversals::look(&id, &call)?;
        call.wait().await;
    }
    transfer_reversals::create(&id, &call)
}

/// Lets whoever else is there go first.
pub async fn others_first() {
    tokio::time::sleep(GAP).await;
}

/// Lets the bank come to a payout after everybody who has looked at it.
pub async fn wait_for_others() {
    tokio::time::sleep(2 * GAP).await;
}

impl Call {
    /// Waits, and takes the checks as made from then on.
    async fn wait(&mut self) {
        others_first().await;
        self.has_looked();
    }
}
