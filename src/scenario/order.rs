//! The order of what a target lists: newest first, and whatever it likes among things of one second.
//!
//! No document orders what was made in the same second, and a target whose clock stands still, or that is fast enough,
//! may put it in any order. Steps that compare an order go through here; but for the stretches of a series, which is made
//! in a second each and needs a clock.

use serde_json::Value;

/// Puts neighbors of one second in the order in which they are due; what is not due comes after that, as it came.
///
/// Of several that fit, the first is taken: rows that fit what a later one is about have to say more.
pub(super) fn settled<T>(
    listed: Vec<Value>,
    due: &[T],
    fits: impl Fn(&Value, &T) -> bool,
) -> Vec<Value> {
    let mut settled = Vec::with_capacity(listed.len());
    let mut due = due.iter().peekable();
    for mut second in seconds(listed) {
        let place = |second: &[Value], due: &T| second.iter().position(|item| fits(item, due));
        while let Some(place) = due.peek().and_then(|due| place(&second, due)) {
            settled.push(second.remove(place));
            due.next();
        }
        settled.append(&mut second);
    }
    settled
}

/// A list, cut where the time changes; what tells no time stands alone.
fn seconds(listed: Vec<Value>) -> Vec<Vec<Value>> {
    let mut seconds: Vec<Vec<Value>> = Vec::new();
    for item in listed {
        let same = |last: &Value| last["created"].is_i64() && last["created"] == item["created"];
        match seconds.last_mut() {
            Some(second) if second.last().is_some_and(same) => second.push(item),
            _ => seconds.push(vec![item]),
        }
    }
    seconds
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn order(listed: &[(i64, Option<i64>)], due: &[i64]) -> Vec<i64> {
        let listed = listed.iter().map(|(amount, created)| match created {
            Some(created) => json!({"amount": amount, "created": created}),
            None => json!({"amount": amount}),
        });
        let settled = settled(listed.collect(), due, |item, due| item["amount"] == *due);
        let amounts = settled.iter().map(|item| item["amount"].as_i64());
        amounts.map(Option::unwrap_or_default).collect()
    }

    #[test]
    fn one_second_has_no_order() {
        let listed = [(1, Some(7)), (3, Some(7)), (2, Some(7))];
        assert_eq!(order(&listed, &[1, 2, 3]), [1, 2, 3]);
        assert_eq!(order(&listed, &[3, 2, 1]), [3, 2, 1]);
        assert_eq!(order(&listed, &[3, 1]), [3, 1, 2]);
        assert_eq!(order(&listed, &[4, 2, 9]), [1, 3, 2]);
    }

    #[test]
    fn different_seconds_keep_theirs() {
        let listed = [(1, Some(7)), (2, Some(8)), (3, Some(8)), (4, Some(7))];
        assert_eq!(order(&listed, &[4, 3, 2, 1]), [1, 2, 3, 4]);
        assert_eq!(order(&listed, &[1, 3, 2, 4]), [1, 3, 2, 4]);
        assert_eq!(order(&[(1, None), (2, None)], &[2, 1]), [1, 2]);
    }
}
