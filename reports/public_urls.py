"""The result of what somebody has just answered, below /a/result/: by their pass, of that round alone."""

from django.urls import path

from reports.views import receipts

app_name = "result"
urlpatterns = [
    path("", receipts.receipt, name="receipt"),
    path("team/", receipts.team, name="team"),
    path("dimensions/<str:key>/", receipts.dimension, name="dimension"),
    path("criteria/<str:key>/", receipts.criterion, name="criterion"),
]
