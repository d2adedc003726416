"""Addresses of triage."""

from django.urls import path

from affiant.casework.triage import (
    classifying,
    deciding,
    jurisdiction,
    recording,
    reviewing,
    scoping,
    seeing,
    stepping_back,
    unkept,
)

urlpatterns = [
    path("reviews/", reviewing.reviews, name="reviews"),
    path("reviews/restricted/", unkept.unkept, name="unkept"),
    path("reviews/restricted/<uuid:unkept_id>/take-over/", unkept.take_over, name="take_over"),
    path("referrals/<uuid:referral_id>/scoping/", scoping.scoping, name="scoping"),
    path("referrals/<uuid:referral_id>/scoping/<str:section_id>/", scoping.save_section, name="save_section"),
    path("referrals/<uuid:referral_id>/lawyer/<uuid:task_id>/", scoping.close_task, name="close_task"),
    path("referrals/<uuid:referral_id>/jurisdiction/", jurisdiction.jurisdiction_page, name="jurisdiction"),
    path("referrals/<uuid:referral_id>/classification/", classifying.classification, name="classification"),
    path("referrals/<uuid:referral_id>/classification/incidents/", classifying.code, name="code_incident"),
    path("referrals/<uuid:referral_id>/classification/<uuid:candidate_id>/", classifying.elements, name="elements"),
    path(
        "referrals/<uuid:referral_id>/classification/<uuid:candidate_id>/drop/", classifying.drop, name="drop_candidate"
    ),
    path("referrals/<uuid:referral_id>/decision/", deciding.decide, name="decide"),
    path("referrals/<uuid:referral_id>/decision/<uuid:decision_id>/", recording.record, name="decision_record"),
    path("referrals/<uuid:referral_id>/decision/<uuid:decision_id>/file/", recording.take, name="take_decision"),
    path("referrals/<uuid:referral_id>/decision/<uuid:decision_id>/confirm/", deciding.confirm, name="confirm"),
    path("referrals/<uuid:referral_id>/decision/<uuid:decision_id>/return/", deciding.return_it, name="return_it"),
    path("referrals/<uuid:referral_id>/reopen/", deciding.reopen, name="reopen"),
    path("referrals/<uuid:referral_id>/recusal/", stepping_back.recuse, name="recuse"),
    path("referrals/<uuid:referral_id>/recusal/<uuid:officer_id>/lift/", stepping_back.readmit, name="readmit"),
    path("referrals/<uuid:referral_id>/seeing/", seeing.who_sees, name="who_sees"),
    path("referrals/<uuid:referral_id>/seeing/restrict/", seeing.restrict, name="restrict"),
    path("referrals/<uuid:referral_id>/seeing/lift/", seeing.lift, name="lift_restriction"),
    path("referrals/<uuid:referral_id>/seeing/members/", seeing.add_member, name="add_member"),
    path(
        "referrals/<uuid:referral_id>/seeing/members/<uuid:officer_id>/end/",
        seeing.end_membership,
        name="end_membership",
    ),
]
