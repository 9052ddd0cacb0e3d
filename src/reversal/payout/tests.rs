//! The rules at their edges, and the order in which they speak.

use super::*;
use crate::reversal::STRICT;

const ARRIVAL: i64 = 1_700_006_400;
const DAY: i64 = 86_400;

fn time(seconds: i64) -> Time {
    Time::from_unix(seconds).unwrap_or(Time::LAST)
}

fn paid() -> Facts {
    Facts {
        owner: Owner::Connected(Losses::Platform),
        automatic: false,
        is_reversal: false,
        method: Method::Standard,
        destination: Destination::BankAccount(Country::US),
        arrival: time(ARRIVAL),
        status: Status::Paid,
        reversal: None,
    }
}

fn plan() -> Plan {
    Plan {
        payouts_enabled: true,
        method: Method::Standard,
        destination: Wanted::Found {
            instant: false,
            errored: false,
        },
        amount: Amount::new(1100),
        available: Amount::new(1100),
        available_in_source: Amount::new(1100),
    }
}

fn reverse(facts: &Facts) -> Result<(), Refusal> {
    check_reverse(facts, time(ARRIVAL), &STRICT)
}

#[test]
fn the_list_of_refusals_is_in_order_of_precedence() {
    assert!(Refusal::ALL.is_sorted());
}

#[test]
fn a_payout_can_be_reversed_until_ninety_days_have_gone_by() {
    let last = time(ARRIVAL + 90 * DAY - 1);
    assert_eq!(check_reverse(&paid(), last, &STRICT), Ok(()));
    let late = check_reverse(&paid(), time(ARRIVAL + 90 * DAY), &STRICT);
    assert_eq!(late, Err(Refusal::ReverseTooLate));
}

#[test]
fn the_other_reading_gives_the_ninetieth_day_and_no_more() {
    let lenient = Policy {
        last_day: 90,
        ..STRICT
    };
    let day_90 = time(ARRIVAL + 91 * DAY - 1);
    assert_eq!(check_reverse(&paid(), day_90, &lenient), Ok(()));
    let day_91 = check_reverse(&paid(), time(ARRIVAL + 91 * DAY), &lenient);
    assert_eq!(day_91, Err(Refusal::ReverseTooLate));
}

#[test]
fn banks_of_the_united_states_and_canada_can_be_debited() {
    let to = |code| Facts {
        destination: Destination::BankAccount(Country::parse(code).unwrap_or(Country::US)),
        ..paid()
    };
    assert_eq!(reverse(&to("us")), Ok(()));
    assert_eq!(reverse(&to("CA")), Ok(()));
    assert_eq!(reverse(&to("GB")), Err(Refusal::ReverseAbroad));
    let us_only = Policy {
        canada: Stance::Refused,
        ..STRICT
    };
    let canadian = check_reverse(&to("CA"), time(ARRIVAL), &us_only);
    assert_eq!(canadian, Err(Refusal::ReverseCanada));
}

#[test]
fn what_never_changes_is_said_before_what_may() {
    let everything_wrong = Facts {
        owner: Owner::Connected(Losses::Processor),
        is_reversal: true,
        method: Method::Instant,
        destination: Destination::Card,
        status: Status::Failed,
        reversal: Some(Status::Failed),
        ..paid()
    };
    assert_eq!(
        reverse(&everything_wrong),
        Err(Refusal::ReverseWithoutLiability)
    );
    let liable = Facts {
        owner: paid().owner,
        ..everything_wrong
    };
    assert_eq!(reverse(&liable), Err(Refusal::ReverseDebit));
    let original = Facts {
        is_reversal: false,
        ..liable
    };
    assert_eq!(reverse(&original), Err(Refusal::ReverseInstant));
    let standard = Facts {
        method: Method::Standard,
        ..original
    };
    assert_eq!(reverse(&standard), Err(Refusal::ReverseCard));
    let to_bank = Facts {
        destination: paid().destination,
        ..standard
    };
    assert_eq!(reverse(&to_bank), Err(Refusal::ReversalFailed));
    let never_reversed = Facts {
        reversal: None,
        ..to_bank
    };
    assert_eq!(reverse(&never_reversed), Err(Refusal::ReverseFailed));
}

#[test]
fn a_rule_that_is_not_enforced_lets_its_own_requests_through_and_no_others() {
    let lax = Policy {
        unenforced: Some(Refusal::ReverseDebit),
        ..STRICT
    };
    let reversing = Facts {
        is_reversal: true,
        status: Status::Pending,
        ..paid()
    };
    assert_eq!(check_reverse(&reversing, time(ARRIVAL), &lax), Ok(()));
    let instant = Facts {
        method: Method::Instant,
        ..paid()
    };
    let refused = check_reverse(&instant, time(ARRIVAL), &lax);
    assert_eq!(refused, Err(Refusal::ReverseInstant));
}

#[test]
fn only_a_manual_pending_payout_can_be_canceled() {
    for status in Status::ALL {
        for automatic in [false, true] {
            let facts = Facts {
                automatic,
                status,
                ..paid()
            };
            let allowed = status == Status::Pending && !automatic;
            assert_eq!(check_cancel(&facts, &STRICT).is_ok(), allowed, "{facts:?}");
        }
    }
}

#[test]
fn a_payout_that_is_being_reversed_says_so_when_canceled() {
    let facts = Facts {
        status: Status::Pending,
        reversal: Some(Status::Pending),
        ..paid()
    };
    assert_eq!(
        check_cancel(&facts, &STRICT),
        Err(Refusal::ReversalUnderWay)
    );
}

#[test]
fn the_whole_balance_can_be_paid_out_and_not_a_cent_more() {
    assert_eq!(check_create(&plan(), &STRICT), Ok(()));
    let more = Plan {
        amount: Amount::new(1101),
        ..plan()
    };
    assert_eq!(
        check_create(&more, &STRICT),
        Err(Refusal::BalanceInsufficient)
    );
    let elsewhere = Plan {
        available_in_source: Amount::new(1099),
        ..plan()
    };
    assert_eq!(
        check_create(&elsewhere, &STRICT),
        Err(Refusal::SourceInsufficient)
    );
}

#[test]
fn an_act_that_comes_too_late_leads_nowhere() {
    for act in [BankAct::Submit, BankAct::Pay, BankAct::Fail] {
        assert!(after(Status::Canceled, act).is_empty());
        assert!(after(Status::Failed, act).is_empty());
    }
    assert_eq!(after(Status::Paid, BankAct::Fail), [Status::Failed]);
    assert_eq!(
        after(Status::Pending, BankAct::Pay),
        [Status::InTransit, Status::Paid]
    );
}
