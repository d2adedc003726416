"""Addresses of links between referrals."""

from django.urls import path

from affiant.casework.linking import register, views

urlpatterns = [
    path("referrals/<uuid:referral_id>/links/", views.links, name="links"),
    path("referrals/<uuid:referral_id>/links/say/", views.say, name="say_of_two"),
    path("referrals/<uuid:referral_id>/links/<str:likeness>/<uuid:other_id>/", views.answer, name="answer_likeness"),
    path("referrals/<uuid:referral_id>/links/<uuid:link_id>/part/", views.part, name="part_links"),
    path("referrals/<uuid:referral_id>/earlier/", register.register_earlier, name="register_earlier"),
]
