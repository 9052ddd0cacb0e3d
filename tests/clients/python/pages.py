"""What a list and the pages after it hold."""

# More than any list of a walk has: pages that do not end are a failure, not a wait.
MOST = 500


def everything(page):
    """All items, in order, as the SDK turns the pages."""
    items = []
    for item in page.auto_paging_iter():
        items.append(item)
        if len(items) > MOST:
            raise RuntimeError("the pages do not end")
    return items


def ids_of(page):
    return [item.id for item in everything(page)]
