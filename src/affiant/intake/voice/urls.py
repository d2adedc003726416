"""The address of the page for telling by voice."""

from django.urls import path

from affiant.intake.voice import views

urlpatterns = [
    path("form/voice", views.voice, name="voice"),
]
