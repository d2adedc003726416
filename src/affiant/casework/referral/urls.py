"""Addresses of one referral."""

from django.urls import path

from affiant.casework.referral import views

urlpatterns = [
    path("referrals/<uuid:referral_id>/", views.referral, name="referral"),
    path("referrals/<uuid:referral_id>/assign/", views.assign, name="assign"),
    path("referrals/<uuid:referral_id>/reply/", views.reply, name="reply"),
    path("referrals/<uuid:referral_id>/contact/", views.open_contact, name="open_contact"),
]
