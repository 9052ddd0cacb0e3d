"""The SDK, pointed at the reference."""

import stripe


class Counting(stripe.RequestsClient):
    """The SDK's own HTTP client, which also counts the calls."""

    made = 0

    def request(self, *args, **more):
        Counting.made += 1
        return super().request(*args, **more)


def calls():
    return Counting.made


def connect(base, key):
    return stripe.StripeClient(
        key,
        base_addresses={"api": base},
        http_client=Counting(timeout=10),
        max_network_retries=0,
    )
