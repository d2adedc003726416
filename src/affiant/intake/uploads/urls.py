"""Addresses under /files/."""

from django.urls import path, re_path

from affiant.intake.uploads import plain, tus

urlpatterns = [
    path("", tus.collection, name="files_tus"),
    path("plain", plain.add, name="files_plain"),
    re_path(r"^(?P<upload_id>[0-9a-f]{32})$", tus.member, name="file_tus"),
]
