//! The rules at their edges, and the order in which they speak.

use super::*;
use crate::reversal::STRICT;

fn cents(minor: i64) -> Amount {
    Amount::new(minor)
}

fn plan() -> Plan {
    Plan {
        recipient: Recipient::Able,
        amount: cents(800),
        available: cents(800),
        available_in_source: cents(800),
        left_of_charge: None,
    }
}

fn transfer() -> Facts {
    Facts {
        amount: cents(800),
        reversed: cents(500),
        purpose: Purpose::Plain,
        available: cents(2000),
    }
}

fn reverse(facts: &Facts, amount: i64) -> Result<(), Refusal> {
    check_reverse(facts, Some(cents(amount)), &STRICT)
}

#[test]
fn all_that_is_available_can_be_transferred_and_not_a_cent_more() {
    assert_eq!(check_create(&plan(), &STRICT), Ok(()));
    let more = Plan {
        amount: cents(801),
        ..plan()
    };
    let refused = check_create(&more, &STRICT);
    assert_eq!(refused, Err(Refusal::TransferInsufficient));
    let elsewhere = Plan {
        available_in_source: cents(799),
        ..plan()
    };
    let refused = check_create(&elsewhere, &STRICT);
    assert_eq!(refused, Err(Refusal::TransferInsufficient));
}

#[test]
fn whoever_cannot_receive_comes_before_what_is_too_much() {
    for (recipient, refusal) in [
        (Recipient::Unknown, Refusal::UnknownRecipient),
        (Recipient::Incapable, Refusal::RecipientIncapable),
        (Recipient::Able, Refusal::TransferAboveCharge),
    ] {
        let plan = Plan {
            recipient,
            amount: cents(801),
            left_of_charge: Some(cents(800)),
            ..plan()
        };
        assert_eq!(check_create(&plan, &STRICT), Err(refusal));
    }
}

#[test]
fn what_is_left_can_be_reversed_and_not_a_cent_more() {
    assert_eq!(reverse(&transfer(), 300), Ok(()));
    assert_eq!(reverse(&transfer(), 301), Err(Refusal::ReversalAboveRest));
    let over = Facts {
        reversed: cents(800),
        ..transfer()
    };
    assert_eq!(reverse(&over, 1), Err(Refusal::TransferReversed));
    let refused = check_reverse(&over, None, &STRICT);
    assert_eq!(refused, Err(Refusal::TransferReversed));
}

#[test]
fn without_an_amount_it_is_what_is_left_or_nothing_after_a_part() {
    assert_eq!(transfer().wanted(None), cents(300));
    assert_eq!(check_reverse(&transfer(), None, &STRICT), Ok(()));
    let mut literal = STRICT;
    literal.transfers.after_partial = Stance::Refused;
    let refused = check_reverse(&transfer(), None, &literal);
    assert_eq!(refused, Err(Refusal::PartialNeedsAmount));
    let whole = Facts {
        reversed: Amount::ZERO,
        ..transfer()
    };
    assert_eq!(check_reverse(&whole, None, &literal), Ok(()));
}

#[test]
fn a_destination_covers_a_plain_transfer_and_one_of_a_group() {
    for (purpose, refusal) in [
        (Purpose::Plain, Refusal::RecipientShort),
        (Purpose::Group, Refusal::GroupShort),
    ] {
        let short = Facts {
            purpose,
            available: cents(299),
            ..transfer()
        };
        assert_eq!(reverse(&short, 300), Err(refusal));
        assert_eq!(reverse(&short, 299), Ok(()));
        let mut lax = STRICT;
        lax.transfers.shortfall = Stance::Accepted;
        let reversed = check_reverse(&short, Some(cents(300)), &lax);
        assert_eq!(reversed.is_ok(), purpose == Purpose::Plain);
    }
}

#[test]
fn a_destination_charge_is_limited_by_its_amount_alone() {
    let charged = Facts {
        purpose: Purpose::Charge(cents(800)),
        available: Amount::ZERO,
        ..transfer()
    };
    assert_eq!(reverse(&charged, 300), Ok(()));
    assert_eq!(reverse(&charged, 301), Err(Refusal::ReversalAboveCharge));
    let passed_on_in_part = Facts {
        purpose: Purpose::Charge(cents(900)),
        ..charged
    };
    let refused = reverse(&passed_on_in_part, 301);
    assert_eq!(refused, Err(Refusal::ReversalAboveRest));
}

#[test]
fn who_has_looked_before_is_not_stopped() {
    let waived = Policy {
        waived: true,
        ..STRICT
    };
    let over = Facts {
        reversed: cents(800),
        ..transfer()
    };
    assert_eq!(check_reverse(&over, Some(cents(800)), &waived), Ok(()));
}
