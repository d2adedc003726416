"""Addresses of the administrator's desk."""

from django.urls import path

from affiant.casework.people import views

urlpatterns = [
    path("officers/", views.officers, name="officers"),
    path("officers/new/", views.new_officer, name="new_officer"),
    path("officers/<uuid:officer_id>/", views.officer, name="officer"),
    path("officers/<uuid:officer_id>/roles/", views.set_roles, name="set_roles"),
    path("officers/<uuid:officer_id>/close/", views.close, name="close_officer"),
    path("officers/<uuid:officer_id>/open/", views.open_again, name="open_officer"),
    path("officers/<uuid:officer_id>/password/", views.new_password, name="new_password"),
    path("officers/<uuid:officer_id>/sessions/", views.end_sessions, name="end_sessions"),
    path("officers/<uuid:officer_id>/second-factor/", views.forget_factor, name="forget_factor"),
]
