"""Addresses of the aids. None says what was marked."""

from django.urls import path

from affiant.intake.aids import dates, maps

urlpatterns = [
    path("form/date", dates.mark_date, name="mark_date"),
    path("form/map", maps.mark_place, name="mark_place"),
    path("form/map/picture", maps.picture, name="map_picture"),
]
