"""Sign-in, password and second factor, from allauth. Only what the house offers: a door that is not here is closed."""

from allauth.account import views
from django.urls import include, path, re_path

from network.people.sign_in import views as own

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("signup/", views.signup, name="account_signup"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    path("password/reset/key/done/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("devices/", own.devices, name="account_devices"),
    path("email/", own.address, name="account_email"),
    path("email/undo/<str:token>/", own.address_undo, name="account_email_undo"),
    path("email/<str:token>/", own.address_confirm, name="account_email_confirm"),
    path("2fa/", include("allauth.mfa.urls")),
]
