"""Addresses of the return visit."""

from django.urls import path

from affiant.intake.return_visit import messages, views

urlpatterns = [
    path("return", views.enter, name="return"),
    path("return/messages", messages.messages, name="messages"),
    path("return/files", views.files, name="more_files"),
]
