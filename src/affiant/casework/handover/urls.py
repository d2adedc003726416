"""Addresses of the desk where reports are taken in."""

from django.urls import path

from affiant.casework.handover import assisting, organisations, receiving, views

urlpatterns = [
    path("handovers/", views.handovers, name="handovers"),
    path("handovers/new/", receiving.new_handover, name="new_handover"),
    path("handovers/empty-table/", views.empty_table, name="empty_table"),
    path("handovers/<uuid:handover_id>/", views.handover, name="handover"),
    path("handovers/<uuid:handover_id>/again/", views.try_handover_again, name="try_handover_again"),
    path("handovers/<uuid:handover_id>/accept/", views.accept_handover, name="accept_handover"),
    path("handovers/<uuid:handover_id>/decline/", views.decline_handover, name="decline_handover"),
    path("handovers/<uuid:handover_id>/erase/", views.erase_handover, name="erase_handover"),
    path("handovers/<uuid:handover_id>/faults/", views.handover_faults, name="handover_faults"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/<str:organisation_id>/close/", organisations.close_organisation, name="close_organisation"),
    path("organisations/<str:organisation_id>/open/", organisations.reopen_organisation, name="reopen_organisation"),
    path("take-report/", assisting.take_report, name="take_report"),
]
