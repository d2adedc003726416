"""Addresses of the start page and of the queue."""

from django.urls import path

from affiant.casework.desk import acts, views

urlpatterns = [
    path("", views.home, name="home"),
    path("queue/", views.queue, name="queue"),
    path("queue/assign/", acts.assign_marked, name="assign_marked"),
    path("queue/views/", acts.save_view, name="save_view"),
    path("queue/views/<uuid:view_id>/forget/", acts.forget_view, name="forget_view"),
]
