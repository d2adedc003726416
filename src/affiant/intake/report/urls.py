"""Addresses of the form. None says what the site is about."""

from django.urls import path

from affiant.intake.report import sending, views

urlpatterns = [
    path("form/files", views.files, name="files"),
    path("form/check", sending.check, name="check"),
    path("form/<slug:name>", views.step, name="step"),
    path("code", views.code, name="code"),
    path("later", views.later, name="later"),
    path("sent", sending.sent, name="sent"),
    path("receipt", sending.receipt, name="receipt"),
]
