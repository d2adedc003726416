"""What came with a form, to be shown and sent again from a page in between: nothing that was typed is lost."""

from django.http import HttpRequest

# What the page in between says itself; everything else goes along as it came.
OWN = frozenset({"csrfmiddlewaretoken", "ticket", "altcha"})


def fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the form's fields, each name as often as it came."""
    return [(name, value) for name, values in request.POST.lists() if name not in OWN for value in values]
