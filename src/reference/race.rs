//! A gap between looking and acting, for the defects that let others in.

use std::time::Duration;

/// How long the gap is: enough for everybody who asks at the same time to look.
const GAP: Duration = Duration::from_millis(25);

/// Lets whoever else is there go first.
pub async fn others_first() {
    tokio::time::sleep(GAP).await;
}
