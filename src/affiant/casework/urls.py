"""Every address of the officers' face."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("affiant.casework.sign_in_urls")),
    path("", include("affiant.casework.desk.urls")),
    path("", include("affiant.casework.referral.urls")),
    path("", include("affiant.casework.handover.urls")),
    path("", include("affiant.casework.identity.urls")),
    path("", include("affiant.casework.messages.urls")),
    path("", include("affiant.casework.triage.urls")),
    path("", include("affiant.casework.evidence.urls")),
    path("", include("affiant.casework.search.urls")),
    path("", include("affiant.casework.sharing.urls")),
    path("", include("affiant.casework.ledger.urls")),
    path("", include("affiant.casework.figures.urls")),
    path("", include("affiant.casework.linking.urls")),
    path("", include("affiant.casework.people.urls")),
]
