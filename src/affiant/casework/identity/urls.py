"""Addresses of the people to contact of a referral."""

from django.urls import path

from affiant.casework.identity import views

urlpatterns = [
    path("referrals/<uuid:referral_id>/people/", views.people, name="people_to_contact"),
    path("referrals/<uuid:referral_id>/people/open/", views.open_contact, name="open_contact"),
    path("referrals/<uuid:referral_id>/people/add/", views.add, name="add_contact"),
    path("referrals/<uuid:referral_id>/people/<uuid:contact_id>/correct/", views.correct, name="correct_contact"),
    path("referrals/<uuid:referral_id>/people/erase/", views.erase, name="erase_contacts"),
]
