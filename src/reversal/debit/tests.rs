//! The rules of debits at their edges, and the order in which they speak.

use super::*;
use crate::reversal::STRICT;

const RECEIVED: i64 = 1_700_000_000;
const HOURS_36: i64 = 36 * 3_600;

fn time(seconds: i64) -> Time {
    Time::from_unix(seconds).unwrap_or(Time::LAST)
}

fn received() -> Facts {
    Facts {
        outcome: Outcome::Succeeded,
        network: Network::Ach,
        source_restricted: false,
        deadline: Some(time(RECEIVED + HOURS_36)),
        reversed: false,
    }
}

fn reverse(debit: &Facts, after: i64) -> Result<(), Refusal> {
    check_reverse(debit, time(RECEIVED + after), &STRICT)
}

#[test]
fn an_ach_debit_can_be_reversed_for_thirty_six_hours() {
    assert_eq!(reverse(&received(), 0), Ok(()));
    assert_eq!(reverse(&received(), HOURS_36 - 1), Ok(()));
    for late in [HOURS_36, HOURS_36 + 1, 30 * 86_400] {
        let refused = reverse(&received(), late);
        assert_eq!(refused, Err(Refusal::DebitDeadlinePassed), "{late}");
    }
}

#[test]
fn the_other_reading_gives_the_deadline_itself_and_no_more() {
    let mut lenient = STRICT;
    lenient.debits.at_deadline = Stance::Accepted;
    let at = |after| check_reverse(&received(), time(RECEIVED + after), &lenient);
    assert_eq!(at(HOURS_36), Ok(()));
    assert_eq!(at(HOURS_36 + 1), Err(Refusal::DebitDeadlinePassed));
}

#[test]
fn only_what_can_be_reversed_has_a_deadline() {
    let of = |debit| deadline(&debit, time(RECEIVED), &STRICT);
    assert_eq!(of(received()), received().deadline);
    for never in [
        Facts {
            network: Network::Card,
            ..received()
        },
        Facts {
            source_restricted: true,
            ..received()
        },
        Facts {
            outcome: Outcome::Failed,
            ..received()
        },
    ] {
        assert_eq!(of(never), None, "{never:?}");
    }
}

#[test]
fn what_never_changes_is_said_before_what_may_and_reversed_before_late() {
    let late = time(RECEIVED + HOURS_36);
    let mut debit = Facts {
        outcome: Outcome::Failed,
        network: Network::Card,
        source_restricted: true,
        reversed: true,
        ..received()
    };
    let said = |debit: &Facts| {
        (
            restriction(debit, late, &STRICT),
            check_reverse(debit, late, &STRICT),
        )
    };
    let source = Some(Restriction::SourceFlow);
    assert_eq!(said(&debit), (source, Err(Refusal::ReverseFailedDebit)));
    debit.outcome = Outcome::Succeeded;
    let refused = Err(Refusal::ReverseRestrictedSource);
    assert_eq!(said(&debit), (source, refused));
    debit.source_restricted = false;
    let refused = Err(Refusal::ReverseRestrictedNetwork);
    assert_eq!(said(&debit), (Some(Restriction::Network), refused));
    debit.network = Network::Ach;
    let refused = Err(Refusal::DebitAlreadyReversed);
    assert_eq!(said(&debit), (Some(Restriction::AlreadyReversed), refused));
    debit.reversed = false;
    let refused = Err(Refusal::DebitDeadlinePassed);
    assert_eq!(said(&debit), (Some(Restriction::DeadlinePassed), refused));
    debit.deadline = None;
    assert_eq!(said(&debit), (None, Ok(())));
}

#[test]
fn a_debit_of_all_the_cash_succeeds_and_of_a_cent_more_fails() {
    let of = |amount| outcome(Amount::new(amount), Amount::new(1000));
    assert_eq!(of(1000), Outcome::Succeeded);
    assert_eq!(of(1001), Outcome::Failed);
}

#[test]
fn the_bank_has_the_last_word_once() {
    let (complete, cancel) = (BankAct::Complete, BankAct::Cancel);
    assert_eq!(after(Status::Processing, complete), Some(Status::Completed));
    assert_eq!(after(Status::Processing, cancel), Some(Status::Canceled));
    for act in [complete, cancel] {
        assert_eq!(after(Status::Completed, act), None);
        assert_eq!(after(Status::Canceled, act), None);
    }
}
