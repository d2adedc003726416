"""The pages of signing in, each with its rule; what is not listed here (sign-up, reset by mail) does not exist."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as sessions
from csp.decorators import csp_update
from django.urls import path

from affiant.casework import single_sign_on_views
from affiant.casework.access import Open, entry
from affiant.casework.sign_in import counts_as_given
from affiant.casework.single_sign_on_views import leads_there
from affiant.ground.accounts.subjects import PROVIDER

passkeys_again = webauthn.reauthenticate_webauthn
download_codes = recovery_codes.download_recovery_codes
anyone = entry(Open.TO_ANYONE)
with_password = entry(Open.TO_PASSWORD)
setting_up = entry(Open.TO_SET_UP)
officers = entry(Open.TO_OFFICERS)
# The code to scan is an image inside the page: it must never be fetched, stored or logged under an address of its own.
shows_a_code = csp_update({"img-src": ["data:"]})

urlpatterns = [
    path("login/", leads_there(anyone(account.login)), name="account_login"),
    path("logout/", anyone(account.logout), name="account_logout"),
    path("inactive/", anyone(account.account_inactive), name="account_inactive"),
    path("second-factor/authenticate/", anyone(mfa.authenticate), name="mfa_authenticate"),
    path("reauthenticate/", with_password(account.reauthenticate), name="account_reauthenticate"),
    path("second-factor/reauthenticate/", with_password(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("passkeys/reauthenticate/", with_password(passkeys_again), name="mfa_reauthenticate_webauthn"),
    path("second-factor/", leads_there(setting_up(mfa.index)), name="mfa_index"),
    path("authenticator-app/", shows_a_code(setting_up(counts_as_given(totp.activate_totp))), name="mfa_activate_totp"),
    path("authenticator-app/remove/", officers(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("recovery-codes/", setting_up(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", officers(recovery_codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("recovery-codes/download/", setting_up(download_codes), name="mfa_download_recovery_codes"),
    path("passkeys/", officers(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("passkeys/add/", setting_up(counts_as_given(webauthn.add_webauthn)), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/rename/", officers(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", officers(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
    path("sessions/", officers(sessions.list_usersessions), name="usersessions_list"),
    path("password/", officers(account.password_change), name="account_change_password"),
    path("elsewhere/", single_sign_on_views.sign_in, name="sign_in_elsewhere"),
    path("elsewhere/connect/", single_sign_on_views.connect, name="connect_elsewhere"),
    path("elsewhere/forget/", single_sign_on_views.forget, name="forget_elsewhere"),
    path(
        "elsewhere/back/",
        single_sign_on_views.come_back,
        {"provider_id": PROVIDER},
        name="openid_connect_callback",
    ),
]  # fmt: skip
