//! The policy that a world gives to the pure rules: its readings, with its defect worked in.

use super::defect::Defect;
use super::readings::Readings;
use crate::reversal::{Policy, Refusal, Stance};

/// The rules under these readings, less the one that the defect leaves out.
pub fn policy(readings: Readings, defect: Option<Defect>) -> Policy {
    let mut policy = readings.policy();
    let Some(defect) = defect else {
        return policy;
    };
    let left_out = |refusal: &Refusal| left_out_by(*refusal) == Some(defect);
    policy.unenforced = Refusal::ALL.into_iter().find(left_out);
    let is = |other| defect == other;
    if is(Defect::WindowOf88Days) {
        policy.last_day = 88;
    }
    if is(Defect::WindowOf90Days) {
        policy.last_day = 90;
    }
    if is(Defect::CanadaRefused) {
        policy.canada = Stance::Refused;
    }
    if is(Defect::AutomaticPendingRefused) {
        policy.automatic_pending = Stance::Refused;
    }
    if is(Defect::InTransitRefused) {
        policy.in_transit = Stance::Refused;
    }
    if is(Defect::CancelOfReversalRefused) {
        policy.cancel_of_reversal = Stance::Refused;
    }
    if is(Defect::DeadlineEarly) {
        policy.debits.seconds -= 1;
    }
    if is(Defect::DeadlineLate) {
        policy.debits.seconds += 1;
    }
    if is(Defect::DebitReversedAtDeadline) {
        policy.debits.at_deadline = Stance::Accepted;
    }
    if is(Defect::TransferReversalDescriptionRefused) {
        policy.transfers.description = Stance::Refused;
    }
    policy
}

/// The defect that leaves a refusal out; none for those that only a reading brings in, or that no rule states.
const fn left_out_by(refusal: Refusal) -> Option<Defect> {
    match refusal {
        Refusal::PayoutsDisabled => Some(Defect::DisabledAccountPaysOut),
        Refusal::UnknownDestination => Some(Defect::ForeignDestination),
        Refusal::NoDestination => Some(Defect::DestinationOfAnyCurrency),
        Refusal::ErroredDestination => Some(Defect::ErroredDestinationPaysOut),
        Refusal::InstantUnsupported => Some(Defect::InstantAnywhere),
        Refusal::BalanceInsufficient => Some(Defect::Overdraft),
        Refusal::SourceInsufficient => Some(Defect::SourceUnchecked),
        Refusal::AlreadyCanceled => Some(Defect::CancelTwice),
        Refusal::ReversalUnderWay => Some(Defect::CancelWhileReversing),
        Refusal::CancelAutomatic => Some(Defect::CancelAutomatic),
        Refusal::CancelInTransit => Some(Defect::CancelInTransit),
        Refusal::CancelPaid => Some(Defect::CancelPaid),
        Refusal::CancelFailed => Some(Defect::CancelFailed),
        Refusal::ReversePlatformPayout => Some(Defect::ReversePlatformPayout),
        Refusal::ReverseWithoutLiability => Some(Defect::ReverseWithoutLiability),
        Refusal::ReverseDebit => Some(Defect::ReverseReversal),
        Refusal::ReverseInstant => Some(Defect::ReverseInstant),
        Refusal::ReverseCard => Some(Defect::ReverseCard),
        Refusal::ReverseAbroad => Some(Defect::ReverseAbroad),
        Refusal::AlreadyReversed => Some(Defect::ReverseTwice),
        Refusal::ReversalFailed => Some(Defect::ReverseAfterFailedReversal),
        Refusal::ReverseFailed => Some(Defect::ReverseFailed),
        Refusal::ReverseCanceled => Some(Defect::ReverseCanceled),
        Refusal::ReverseManualPending => Some(Defect::ReverseManualPending),
        Refusal::ReverseTooLate => Some(Defect::WindowOpen),
        Refusal::ReverseFailedDebit => Some(Defect::FailedDebitReversed),
        Refusal::ReverseRestrictedSource => Some(Defect::RestrictedSourceReversed),
        Refusal::ReverseRestrictedNetwork => Some(Defect::CardDebitReversed),
        Refusal::DebitAlreadyReversed => Some(Defect::DebitReversedTwice),
        Refusal::DebitDeadlinePassed => Some(Defect::DeadlineOpen),
        Refusal::CancelOfReversal
        | Refusal::ReverseCanada
        | Refusal::ReverseAutomaticPending
        | Refusal::ReverseInTransit
        | Refusal::TransferAboveCharge
        | Refusal::PartialNeedsAmount
        | Refusal::RefundOfPayment
        | Refusal::ChargeRefunded
        | Refusal::RefundAboveRest
        | Refusal::FeeRefunded
        | Refusal::FeeAboveRest => None,
        Refusal::UnknownRecipient => Some(Defect::TransferToUnknown),
        Refusal::RecipientIncapable => Some(Defect::TransferToIncapable),
        Refusal::TransferInsufficient => Some(Defect::TransferOverdraft),
        Refusal::TransferReversed => Some(Defect::TransferReversedAgain),
        Refusal::ReversalAboveCharge => Some(Defect::ReversalAboveCharge),
        Refusal::ReversalAboveRest => Some(Defect::TransferReversalUnlimited),
        Refusal::GroupShort => Some(Defect::GroupReversalShortfall),
        Refusal::RecipientShort => Some(Defect::TransferReversalShortfall),
        Refusal::TopUpNotPending => Some(Defect::TopUpCanceledLate),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_defect_leaves_out_one_refusal_at_most() {
        let mut seen = Vec::new();
        for defect in Refusal::ALL.into_iter().filter_map(left_out_by) {
            assert!(!seen.contains(&defect), "{defect}");
            seen.push(defect);
        }
    }

    #[test]
    fn a_defect_leaves_the_readings_of_other_rules_alone() {
        let sound = policy(Readings::default(), None);
        assert_eq!(sound, Readings::default().policy());
        let short = policy(Readings::default(), Some(Defect::WindowOf88Days));
        assert_eq!(
            short,
            Policy {
                last_day: 88,
                ..sound
            }
        );
    }
}
