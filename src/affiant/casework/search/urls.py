"""Addresses of the search; none of them carries a word of what is searched for."""

from django.urls import path

from affiant.casework.search import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/how/", views.how, name="search_how"),
    path("search/<slug:name>/", views.found, name="found"),
]
