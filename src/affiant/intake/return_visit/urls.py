"""Addresses of the return visit."""

from django.urls import path

from affiant.intake.return_visit import enclosed, messages, overview, receipts, views, wishes, withdrawing

urlpatterns = [
    path("return", views.enter, name="return"),
    path("return/overview", overview.overview, name="overview"),
    path("return/messages", messages.messages, name="messages"),
    path("return/messages/<slug:letter_id>/<int:number>", enclosed.enclosed, name="letter_file"),
    path("return/files", views.files, name="more_files"),
    path("return/wishes", wishes.wishes, name="wishes"),
    path("return/wishes/each", wishes.each, name="wishes_each"),
    path("return/wishes/check", wishes.check, name="wishes_check"),
    path("return/stop", withdrawing.withdraw, name="withdraw"),
    path("return/stop/sure", withdrawing.sure, name="withdraw_sure"),
    path("return/proof", receipts.check, name="receipt_check"),
    path("return/proof/<int:number>", receipts.of_later, name="later_receipt"),
]
