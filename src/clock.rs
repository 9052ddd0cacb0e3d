//! Time as a value: nothing here asks a clock, every function is told what time it is.
//!
//! Everything is UTC. A business day is any day from Monday to Friday: bank holidays differ from
//! country to country and no document names a calendar.

/// A second of world time, as on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(i64);

const DAY: i64 = 86_400;

impl Time {
    /// The last second that can be told: the end of the year 9999.
    pub const LAST: Self = Self(253_402_300_799);

    /// Takes Unix seconds; none before 1970 and after [`Time::LAST`].
    #[must_use]
    pub const fn from_unix(seconds: i64) -> Option<Self> {
        if seconds >= 0 && seconds <= Self::LAST.0 {
            Some(Self(seconds))
        } else {
            None
        }
    }

    /// Unix seconds.
    #[must_use]
    pub const fn unix(self) -> i64 {
        self.0
    }

    /// So many seconds later, or [`Time::LAST`] where that is beyond it.
    #[must_use]
    pub fn plus_seconds(self, seconds: u64) -> Self {
        let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
        Self(self.0.saturating_add(seconds)).min(Self::LAST)
    }

    /// The days that have gone by in full since `earlier`; negative while `earlier` is to come.
    #[must_use]
    pub const fn whole_days_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).div_euclid(DAY)
    }

    /// Midnight of the next business day: when a payout made now is expected to arrive.
    #[must_use]
    pub fn next_business_midnight(self) -> Self {
        let mut day = self.day() + 1;
        while !is_business_day(day) {
            day += 1;
        }
        Self(day * DAY).min(Self::LAST)
    }

    /// The same time of day so many business days later.
    #[must_use]
    pub fn plus_business_days(self, days: u32) -> Self {
        let mut day = self.day();
        for _ in 0..days {
            day += 1;
            while !is_business_day(day) {
                day += 1;
            }
        }
        Self(day * DAY + self.0.rem_euclid(DAY)).min(Self::LAST)
    }

    const fn day(self) -> i64 {
        self.0.div_euclid(DAY)
    }
}

/// Whether a day, counted from the first of January 1970, lies between Monday and Friday.
const fn is_business_day(day: i64) -> bool {
    // That first day was a Thursday: with Monday as 0, it is 3.
    (day + 3).rem_euclid(7) < 5
}

#[cfg(test)]
mod tests {
    use super::*;

    // 2023-11-14 is a Tuesday.
    const TUESDAY_22_13_20: i64 = 1_700_000_000;
    const TUESDAY_MIDNIGHT: i64 = 1_699_920_000;

    fn at(seconds: i64) -> Time {
        Time(seconds)
    }

    #[test]
    fn a_payout_is_expected_at_the_next_business_midnight() {
        let wednesday = TUESDAY_MIDNIGHT + DAY;
        assert_eq!(at(TUESDAY_22_13_20).next_business_midnight(), at(wednesday));
        assert_eq!(at(TUESDAY_MIDNIGHT).next_business_midnight(), at(wednesday));
    }

    #[test]
    fn a_weekend_is_skipped() {
        let friday = TUESDAY_MIDNIGHT + 3 * DAY;
        let monday = friday + 3 * DAY;
        for day in [friday, friday + DAY, friday + 2 * DAY + DAY - 1] {
            assert_eq!(at(day).next_business_midnight(), at(monday));
        }
    }

    #[test]
    fn five_business_days_are_a_week_and_keep_the_time_of_day() {
        let due = at(TUESDAY_22_13_20).plus_business_days(5);
        assert_eq!(due, at(TUESDAY_22_13_20 + 7 * DAY));
    }

    #[test]
    fn five_business_days_from_a_saturday_end_on_a_friday() {
        let saturday = TUESDAY_22_13_20 + 4 * DAY;
        assert_eq!(at(saturday).plus_business_days(5), at(saturday + 6 * DAY));
    }

    #[test]
    fn days_count_when_they_are_whole() {
        let arrival = at(TUESDAY_MIDNIGHT);
        assert_eq!(
            at(TUESDAY_MIDNIGHT + 90 * DAY - 1).whole_days_since(arrival),
            89
        );
        assert_eq!(
            at(TUESDAY_MIDNIGHT + 90 * DAY).whole_days_since(arrival),
            90
        );
        assert_eq!(at(TUESDAY_MIDNIGHT - 1).whole_days_since(arrival), -1);
    }

    #[test]
    fn time_ends_and_does_not_overflow() {
        assert_eq!(at(0).plus_seconds(u64::MAX), Time::LAST);
        assert_eq!(Time::LAST.plus_business_days(5), Time::LAST);
        assert_eq!(Time::LAST.next_business_midnight(), Time::LAST);
        assert_eq!(Time::from_unix(i64::MAX), None);
        assert_eq!(Time::from_unix(-1), None);
    }
}
