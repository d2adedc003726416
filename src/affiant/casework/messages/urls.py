"""Addresses of the messages."""

from django.urls import path

from affiant.casework.messages import attempts, drafts, files, proof, reviewing, views

OF_ONE = "referrals/<uuid:referral_id>/messages/"
DRAFT = f"{OF_ONE}drafts/<uuid:draft_id>/"

urlpatterns = [
    path("messages/", reviewing.desk, name="messages_desk"),
    path(OF_ONE, views.correspondence, name="correspondence"),
    path(f"{OF_ONE}write/", drafts.write, name="write_message"),
    path(f"{OF_ONE}questions/<uuid:question_id>/", views.settle, name="settle_question"),
    path(f"{OF_ONE}let-be/", views.let_be, name="let_be"),
    path(f"{OF_ONE}outside/", attempts.attempts, name="attempts"),
    path(f"{OF_ONE}<uuid:message_id>/proof/", proof.proof, name="message_proof"),
    path(f"{OF_ONE}<uuid:message_id>/proof.json", proof.proof_file, name="message_proof_file"),
    path(f"{OF_ONE}<uuid:message_id>/files/<int:number>/", files.of_message, name="message_file"),
    path(DRAFT, drafts.draft, name="draft"),
    path(f"{DRAFT}take-over/", drafts.take_over, name="take_over_draft"),
    path(f"{DRAFT}discard/", drafts.discard, name="discard_draft"),
    path(f"{DRAFT}approve/", reviewing.approve, name="approve_message"),
    path(f"{DRAFT}return/", reviewing.give_back, name="return_message"),
    path(f"{DRAFT}files/", files.attach, name="attach_file"),
    path(f"{DRAFT}files/<int:number>/", files.of_draft, name="draft_file"),
    path(f"{DRAFT}files/<int:number>/remove/", files.detach, name="detach_file"),
]
