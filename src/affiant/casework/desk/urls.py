"""Addresses of the start page and of the queue."""

from django.urls import path

from affiant.casework.desk import views

urlpatterns = [path("", views.home, name="home"), path("queue/", views.queue, name="queue")]
