"""Addresses of one referral."""

from django.urls import path

from affiant.casework.referral import annotating, consenting, views

urlpatterns = [
    path("referrals/<uuid:referral_id>/", views.referral, name="referral"),
    path("referrals/<uuid:referral_id>/assign/", views.assign, name="assign"),
    path("referrals/<uuid:referral_id>/reply/", views.reply, name="reply"),
    path("referrals/<uuid:referral_id>/flags/", annotating.acknowledge, name="acknowledge_flags"),
    path("referrals/<uuid:referral_id>/notes/", annotating.write_note, name="write_note"),
    path("referrals/<uuid:referral_id>/tasks/", annotating.set_task, name="set_task"),
    path("referrals/<uuid:referral_id>/tasks/<uuid:task_id>/done/", annotating.finish_task, name="finish_task"),
    path("referrals/<uuid:referral_id>/consent/", consenting.hear_consent, name="hear_consent"),
    path("referrals/<uuid:referral_id>/situation/", annotating.set_situation, name="set_situation"),
    path(
        "referrals/<uuid:referral_id>/translate/<uuid:submission_id>/<str:question>/",
        annotating.translate,
        name="translate",
    ),
]
