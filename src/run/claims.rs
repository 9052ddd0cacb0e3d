//! What a target claims and does not keep: capabilities that are declared and do not work.

use super::result::{Ending, Run, ScenarioResult};
use super::verdict::Verdict;
use crate::spec::Capability;
use crate::target::exchange::{Exchange, Plane, Purpose};

/// A capability that is declared and did not work.
///
/// What of it is judged and goes wrong is a broken rule; this is what stands in the way of judging at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverClaim {
    /// The capability.
    pub capability: Capability,
    /// How it failed the first time.
    pub how: String,
    /// How many scenarios could not be judged because of it.
    pub scenarios: usize,
}

impl Run {
    /// The capabilities that were declared and did not work, each with what it stands in the way of.
    #[must_use]
    pub fn over_claims(&self) -> Vec<OverClaim> {
        let mut claims: Vec<OverClaim> = Vec::new();
        for scenario in self.scenarios.iter().filter(|one| one.is_selected()) {
            let Some((capability, how)) = blamed(scenario, &self.ending) else {
                continue;
            };
            // A step may do with what nobody declares, where it can.
            if !self.declared.contains(&capability) {
                continue;
            }
            match claims.iter_mut().find(|one| one.capability == capability) {
                Some(claim) => claim.scenarios += 1,
                None => claims.push(OverClaim {
                    capability,
                    how,
                    scenarios: 1,
                }),
            }
        }
        claims.sort_by_key(|claim| claim.capability);
        claims
    }
}

/// The capability in whose lever or route a scenario ended, and how that failed.
fn blamed(scenario: &ScenarioResult, ending: &Ending) -> Option<(Capability, String)> {
    let last = scenario.exchanges.last()?;
    let is_held_up = match scenario.verdict {
        Verdict::NotTestable | Verdict::Faulted => true,
        Verdict::NotApplicable
        | Verdict::Upheld
        | Verdict::Known
        | Verdict::Fixed
        | Verdict::Broken => false,
    };
    // Of a target that died, nothing is said by what did not answer.
    if !is_held_up || (last.status.is_none() && *ending != Ending::Finished) {
        return None;
    }
    let reason = scenario.reason.clone().unwrap_or_default();
    let capability = match last.plane {
        Plane::Lever if scenario.lever_fault || !is_well(last) => of_lever(&last.path),
        Plane::Api if last.purpose == Purpose::Arrange && is_no_route(last) => of_route(&last.path),
        Plane::Lever | Plane::Api => None,
    };
    let answered = match (last.plane, last.status) {
        (Plane::Lever, Some(status)) if status != 200 => {
            format!("{} {} answered {status}; ", last.method, last.path)
        }
        (Plane::Lever | Plane::Api, _) => String::new(),
    };
    let said = if reason.contains(&last.path) {
        reason
    } else {
        format!("{answered}{reason}")
    };
    capability.map(|capability| (capability, said))
}

/// Whether a lever answered as one that does what it was pulled for.
fn is_well(exchange: &Exchange) -> bool {
    matches!(exchange.status, Some(200 | 204)) && exchange.trouble.is_none()
}

/// Whether an answer is one of an API that has no such route, and not of one that has no such object.
fn is_no_route(exchange: &Exchange) -> bool {
    let code = &exchange.answer["error"]["code"];
    matches!(exchange.status, Some(404 | 405 | 501)) && code != "resource_missing"
}

/// The capability that a lever belongs to, by its path.
fn of_lever(path: &str) -> Option<Capability> {
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let capability = match parts.as_slice() {
        ["worlds"] => Capability::Worlds,
        ["worlds", _, "accounts" | "external_accounts"] => Capability::Accounts,
        ["worlds", _, "funds"] => Capability::Funds,
        ["worlds", _, "payouts"] => Capability::Schedule,
        ["worlds", _, "payouts" | "topups", _, "bank"] => Capability::Bank,
        ["worlds", _, "charges"] => Capability::Charges,
        ["worlds", _, "financial_accounts" | "received_debits"] => Capability::Treasury,
        ["worlds", _, "debit_reversals", _, "bank"] => Capability::TreasuryBank,
        ["worlds", _, "clock"] => Capability::Clock,
        ["worlds", _, "balances"] => Capability::Balance,
        _ => return None,
    };
    Some(capability)
}

/// The product or convention that a route of the API belongs to.
fn of_route(path: &str) -> Option<Capability> {
    let path = path.split('?').next().unwrap_or_default();
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let capability = match parts.as_slice() {
        ["v1", "payouts", _, "reverse"] => Capability::PayoutReversals,
        ["v1", "payouts", ..] => Capability::Payouts,
        ["v1", "transfers", _, "reversals", ..] => Capability::TransferReversals,
        ["v1", "transfers", ..] => Capability::Transfers,
        ["v1", "application_fees", ..] => Capability::ApplicationFees,
        ["v1", "treasury", "received_debits", ..] => Capability::ReceivedDebits,
        ["v1", "treasury", "debit_reversals", ..] => Capability::DebitReversals,
        ["v1", "topups", ..] => Capability::Topups,
        ["v1", "events", ..] => Capability::Events,
        ["v1", "webhook_endpoints", ..] => Capability::Webhooks,
        _ => return None,
    };
    Some(capability)
}
