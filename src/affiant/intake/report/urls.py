"""Addresses of the form. None says what the site is about."""

from django.urls import path

from affiant.intake.report import keeping, sending, views

urlpatterns = [
    path("form/files", views.files, name="files"),
    path("form/check", sending.check, name="check"),
    path("form/<slug:name>", views.step, name="step"),
    path("code", keeping.code, name="code"),
    path("code/paper", keeping.paper, name="paper"),
    path("later", keeping.later, name="later"),
    path("sent", keeping.sent, name="sent"),
    path("receipt", keeping.receipt, name="receipt"),
]
