"""Addresses of partners and packages."""

from django.urls import path

from affiant.casework.sharing import partners, views

urlpatterns = [
    path("partners/", partners.partners, name="partners"),
    path("partners/new/", partners.new_partner, name="new_partner"),
    path("partners/<uuid:partner_id>/", partners.partner, name="partner"),
    path("packages/", views.packages, name="packages"),
    path("referrals/<uuid:referral_id>/package/", views.prepare, name="prepare"),
    path("packages/<uuid:package_id>/", views.package, name="package"),
    path("packages/<uuid:package_id>/approve/", views.approve, name="approve"),
    path("packages/<uuid:package_id>/decline/", views.decline, name="decline"),
    path("packages/<uuid:package_id>/again/", views.write_again, name="write_again"),
    path("packages/<uuid:package_id>/download/", views.download_package, name="download_package"),
]
