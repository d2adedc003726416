"""The way out: without a language, so that it works from everywhere."""

from django.urls import path

from affiant.intake.safety import views

urlpatterns = [path("leave", views.leave, name="leave")]
