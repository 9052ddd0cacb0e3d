//! `expand[]`: ids that are answered as the objects they name (`EXP-01` to `EXP-07`).
//!
//! Paths are checked against what each kind of object can expand before anything happens, so that
//! a wrong path leaves no trace and an empty list refuses it too.

use serde_json::{Value, json};

use super::defect::Defect;
use super::error::ApiError;
use super::params::Params;
use super::world::World;
use super::{accounts, externals, treasury, wire};

/// How many properties a path can have (`EXP-05`).
const DEEPEST: usize = 4;

/// A kind of object, as far as its members can be expanded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Node {
    Payout,
    Transaction,
    External,
    Account,
    ReceivedCredit,
    ReceivedDebit,
    DebitReversal,
    FlowTransaction,
    FlowEntry,
    /// The list of a treasury transaction's entries.
    FlowEntries,
    /// Whatever has moved money.
    Source,
    Transfer,
    TransferReversal,
    /// The list of reversals that a transfer shows.
    TransferReversals,
    Charge,
    Refund,
    Fee,
    FeeRefund,
    /// The list of refunds that a fee shows.
    FeeRefunds,
    TopUp,
    /// An object none of whose members can be expanded.
    Plain,
}

/// What a call answers with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Root {
    One(Node),
    /// A list of such objects, whose paths begin with `data` (`EXP-03`).
    List(Node),
}

/// The paths to expand, all of which exist.
#[derive(Debug, Default)]
pub struct Expand(Vec<Vec<String>>);

impl Node {
    /// What can be the source of a balance transaction.
    const SOURCES: [Self; 8] = [
        Self::Payout,
        Self::Transfer,
        Self::TransferReversal,
        Self::Charge,
        Self::Refund,
        Self::Fee,
        Self::FeeRefund,
        Self::TopUp,
    ];

    /// What the id in a member names, where the member can be expanded.
    fn member(self, name: &str) -> Option<Self> {
        if name == "balance_transaction" && self.is_booked() {
            return Some(Self::Transaction);
        }
        let only = |member: &str, node: Self| (name == member).then_some(node);
        match self {
            Self::Plain | Self::Account => None,
            Self::Payout => payout_member(name),
            Self::Transaction => only("source", Self::Source),
            Self::External => only("account", Self::Account),
            Self::ReceivedCredit | Self::ReceivedDebit | Self::DebitReversal => {
                only("transaction", Self::FlowTransaction)
            }
            Self::FlowTransaction => {
                only("entries", Self::FlowEntries).or(only("flow_details", Self::Plain))
            }
            Self::FlowEntry => {
                only("transaction", Self::FlowTransaction).or(only("flow_details", Self::Plain))
            }
            Self::FlowEntries => only("data", Self::FlowEntry),
            Self::Source => Self::SOURCES.iter().find_map(|node| node.member(name)),
            Self::Transfer => transfer_member(name),
            Self::TransferReversal => transfer_reversal_member(name),
            Self::TransferReversals => only("data", Self::TransferReversal),
            Self::Charge => charge_member(name),
            Self::Refund => refund_member(name),
            Self::Fee => fee_member(name),
            Self::FeeRefund => only("fee", Self::Fee),
            Self::FeeRefunds => only("data", Self::FeeRefund),
            Self::TopUp => only("source", Self::Plain),
        }
    }

    /// Whether it has a balance transaction.
    fn is_booked(self) -> bool {
        Self::SOURCES.contains(&self)
    }
}

fn payout_member(name: &str) -> Option<Node> {
    match name {
        "failure_balance_transaction" => Some(Node::Transaction),
        "destination" => Some(Node::External),
        "original_payout" | "reversed_by" => Some(Node::Payout),
        "application_fee" => Some(Node::Plain),
        _ => None,
    }
}

fn transfer_member(name: &str) -> Option<Node> {
    match name {
        "destination" => Some(Node::Account),
        "destination_payment" | "source_transaction" => Some(Node::Charge),
        "reversals" => Some(Node::TransferReversals),
        _ => None,
    }
}

fn transfer_reversal_member(name: &str) -> Option<Node> {
    match name {
        "destination_payment_refund" | "source_refund" => Some(Node::Refund),
        "transfer" => Some(Node::Transfer),
        _ => None,
    }
}

fn charge_member(name: &str) -> Option<Node> {
    match name {
        "application" | "payment_intent" => Some(Node::Plain),
        "application_fee" => Some(Node::Fee),
        "destination" => Some(Node::Account),
        "failure_balance_transaction" => Some(Node::Transaction),
        "source_transfer" | "transfer" => Some(Node::Transfer),
        _ => None,
    }
}

fn refund_member(name: &str) -> Option<Node> {
    match name {
        "charge" => Some(Node::Charge),
        "failure_balance_transaction" => Some(Node::Transaction),
        "payment_intent" => Some(Node::Plain),
        "source_transfer_reversal" | "transfer_reversal" => Some(Node::TransferReversal),
        _ => None,
    }
}

fn fee_member(name: &str) -> Option<Node> {
    match name {
        "account" => Some(Node::Account),
        "application" => Some(Node::Plain),
        "charge" | "originating_transaction" => Some(Node::Charge),
        "refunds" => Some(Node::FeeRefunds),
        _ => None,
    }
}

impl Expand {
    /// Reads `expand` of a call.
    pub fn read(params: &Params, root: Root) -> Result<Self, ApiError> {
        let paths = params.list("expand")?;
        let most = match params.custom().defect {
            Some(Defect::FiveLevelsExpanded) => DEEPEST + 1,
            Some(Defect::FourLevelsRefused) => DEEPEST - 1,
            _ => DEEPEST,
        };
        let lax = params.custom().has(Defect::UnknownExpansionIgnored);
        let mut known = Vec::new();
        for path in paths {
            let parts = levels(path, most)?;
            match checked(&parts, root) {
                Ok(()) => known.push(parts.into_iter().map(str::to_owned).collect()),
                Err(_) if lax => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Self(known))
    }

    /// Puts objects where their ids are.
    pub fn apply(&self, world: &World, answer: &mut Value) {
        for path in &self.0 {
            let first = path.first().map(String::as_str);
            let left = match world.defect() {
                Some(Defect::ExpandIgnoredOnLists) => first == Some("data"),
                Some(Defect::OriginalNotExpanded) => first == Some("original_payout"),
                _ => false,
            };
            if !left {
                expand(world, answer, path);
            }
        }
    }
}

/// The properties of a path, of which there are not too many (`EXP-05`).
fn levels(path: &str, most: usize) -> Result<Vec<&str>, ApiError> {
    let parts: Vec<&str> = path.split('.').collect();
    if parts.len() > most {
        return Err(ApiError::invalid(format!(
            "You cannot expand more than {most} levels of a property. Property: {path}"
        ))
        .code("property_expansion_max_depth"));
    }
    Ok(parts)
}

/// Refuses a path to what cannot be expanded (`EXP-04`).
fn checked(parts: &[&str], root: Root) -> Result<(), ApiError> {
    let path = parts.join(".");
    let (mut node, members, hint) = match (root, parts) {
        (Root::One(node), members) | (Root::List(node), ["data", members @ ..]) => {
            (node, members, String::new())
        }
        (Root::List(_), members) => {
            let hint = format!(" You may want to try expanding 'data.{path}' instead.");
            (Node::Plain, members, hint)
        }
    };
    for member in members {
        // The entries of a transaction are not in any list (`TRX-03`).
        let listed = matches!(root, Root::List(_)) && *member == "entries";
        let node_of = if listed { Node::Plain } else { node };
        node = node_of.member(member).ok_or_else(|| {
            ApiError::invalid(format!("This property cannot be expanded ({path}).{hint}"))
        })?;
    }
    Ok(())
}

fn expand(world: &World, value: &mut Value, path: &[String]) {
    let Some((member, rest)) = path.split_first() else {
        return;
    };
    let id = value.get("id").and_then(Value::as_str);
    if let Some(included) = id.and_then(|id| treasury::wire::included(world, id, member)) {
        value[member] = included;
    }
    match value.get_mut(member) {
        Some(Value::Array(items)) => {
            let only_first = world.has(Defect::ListsExpandFirstOnly);
            let count = if only_first { 1 } else { items.len() };
            for item in items.iter_mut().take(count) {
                expand(world, item, rest);
            }
        }
        Some(slot) => {
            // A null stays null (`EXP-07`).
            if let Some(object) = slot.as_str().and_then(|id| object(world, id)) {
                *slot = object;
                if world.has(Defect::ExpandedToStub) && rest.is_empty() {
                    *slot = json!({"id": slot["id"], "object": slot["object"]});
                }
            }
            if slot.is_null() && world.has(Defect::NullExpanded) {
                *slot = json!({});
            }
            expand(world, slot, rest);
        }
        None => {}
    }
}

/// The object with this id, as it is now.
fn object(world: &World, id: &str) -> Option<Value> {
    if let Some(source) = world.any_source_named(id) {
        return Some(wire::source_now(world, source));
    }
    if id == world.application_id() {
        return Some(wire::charges::application(world));
    }
    if let Some(no) = world.any_transaction_named(id) {
        return Some(wire::transaction(world, no, world.now()));
    }
    if let Some(no) = world.external_named(id) {
        return Some(externals::external_object(
            world,
            no,
            &world.external(no).state,
        ));
    }
    if let Some(no) = world.any_flow_transaction_named(id) {
        return Some(treasury::wire::transaction(world, no));
    }
    world
        .account_named(id)
        .map(|no| accounts::account_object(world, no))
}
