"""The confidential client of MSAL for Python: its credentials, its cache and its authorities."""
import base64
import hashlib
import json
import time

import hosts  # noqa: F401
import jwt
import msal
import requests
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

import board
import tenant
from board import same, sent, step

sending = requests.Session.send


def recorded(self, request, **named):
    sent(f"{request.method} {request.path_url.split('?')[0]}")
    return sending(self, request, **named)


requests.Session.send = recorded
SCOPES = [tenant.SCOPE]


def der():
    return x509.load_pem_x509_certificate(tenant.text("LAB_CERTIFICATE").encode()).public_bytes(Encoding.DER)


def application(credential=tenant.SECRET, authority=tenant.AUTHORITY, **more):
    return msal.ConfidentialClientApplication(tenant.CLIENT, authority=authority, client_credential=credential, **more)


def gets(app, scopes=None, **more):
    result = app.acquire_token_for_client(scopes=scopes or SCOPES, **more)
    if "access_token" not in result:
        raise AssertionError(f"{result.get('error')}: {result.get('error_description')}")
    same(result["token_type"], "Bearer")
    return result


def fails(app, number, scopes=None):
    result = app.acquire_token_for_client(scopes=scopes or SCOPES)
    same(number in result.get("error_codes", []) or str(number) in result.get("error_description", ""), True)


def certificate(**more):
    return {"private_key": tenant.text("LAB_KEY"), "thumbprint": hashlib.sha1(der()).hexdigest(), **more}


def assertion(**more):
    now = int(time.time())
    claims = {"aud": f"{tenant.AUTHORITY}/oauth2/v2.0/token", "iss": tenant.CLIENT, "sub": tenant.CLIENT, "jti": str(time.time_ns())}
    headers = {"x5t": base64.urlsafe_b64encode(hashlib.sha1(der()).digest()).decode().rstrip("=")}
    return jwt.encode({**claims, "nbf": now, "exp": now + 300, **more}, tenant.text("LAB_KEY"), "RS256", headers=headers)


@step("a secret")
def _():
    gets(application())


@step("a certificate with its thumbprint")
def _():
    gets(application(certificate()))


@step("a certificate that is sent (subject name and issuer)")
def _():
    gets(application(certificate(public_certificate=tenant.text("LAB_CERTIFICATE"))))


@step("an assertion as a text")
def _():
    gets(application({"client_assertion": assertion()}))


@step("an assertion by a function")
def _():
    gets(application({"client_assertion": assertion}))


@step("an assertion with fractional times")
def _():
    gets(application({"client_assertion": assertion(exp=time.time() + 300.5, iat=time.time() - 0.5)}))


@step("the cache gives the same token again")
def _():
    app = application()
    same(gets(app)["access_token"] == gets(app)["access_token"], True)
    same(gets(app)["token_source"], "cache")


@step("the cache is serialised")
def _():
    cache = msal.SerializableTokenCache()
    gets(application(token_cache=cache))
    other = msal.SerializableTokenCache()
    other.deserialize(cache.serialize())
    same(gets(application(token_cache=other))["token_source"], "cache")


@step("the tokens of the application are removed")
def _():
    app = application()
    gets(app)
    app.remove_tokens_for_client()
    same(gets(app)["token_source"], "identity_provider")


@step("additional claims")
def _():
    gets(application(), claims_challenge=json.dumps({"access_token": {"nbf": {"essential": True}}}))


@step("client capabilities")
def _():
    gets(application(client_capabilities=["CP1"]))


@step("the authority by the domain")
def _():
    gets(application(authority="https://login.microsoftonline.com/contoso.com"))


@step("another host of the authority")
def _():
    gets(application(authority=f"https://login.windows.net/{tenant.ID}"))


@step("no instance discovery")
def _():
    gets(application(instance_discovery=False))


@step("an OpenID Connect authority")
def _():
    gets(msal.ConfidentialClientApplication(tenant.CLIENT, oidc_authority=f"{tenant.AUTHORITY}/v2.0", client_credential=tenant.SECRET))


@step("instance discovery")
def _():
    address = "https://login.microsoftonline.com/common/discovery/instance"
    parameters = {"api-version": "1.1", "authorization_endpoint": f"{tenant.AUTHORITY}/oauth2/v2.0/authorize"}
    document = requests.get(address, params=parameters, timeout=10).json()
    same(any("login.windows.net" in one["aliases"] for one in document["metadata"]), True)


@step("the v1 token endpoint (as adal and many scripts use it)")
def _():
    form = {"grant_type": "client_credentials", "client_id": tenant.CLIENT, "client_secret": tenant.SECRET}
    form["resource"] = "https://outlook.office365.com/"
    answer = requests.post(f"{tenant.AUTHORITY}/oauth2/token", data=form, timeout=10)
    same((answer.status_code, answer.json().get("token_type")), (200, "Bearer"))


@step("a wrong secret: AADSTS7000215")
def _():
    fails(application("wrong"), 7000215)


@step("an unknown application: AADSTS700016")
def _():
    other = msal.ConfidentialClientApplication("c0ffee00-0000-4000-8000-000000000002", authority=tenant.AUTHORITY, client_credential="x")
    fails(other, 700016)


@step("an unknown resource: AADSTS500011")
def _():
    fails(application(), 500011, ["https://unknown.contoso.com/.default"])


@step("an assertion that is over: AADSTS700024")
def _():
    fails(application({"client_assertion": assertion(nbf=1_600_000_000, exp=1_600_000_300)}), 700024)


@step("the address where a person signs in")
def _():
    flow = application().initiate_auth_code_flow(["User.Read"], redirect_uri="http://localhost:3000/redirect")
    same(flow["auth_uri"].startswith(f"{tenant.AUTHORITY}/oauth2/v2.0/authorize?"), True)


@step("the token is used at Exchange Online with impersonation")
def _():
    token = gets(application())["access_token"]
    body = (
        '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" '
        'xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" '
        'xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><s:Header>'
        '<t:RequestServerVersion Version="Exchange2013"/><t:ExchangeImpersonation><t:ConnectingSID>'
        "<t:PrimarySmtpAddress>anna@contoso.com</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>"
        "</s:Header><s:Body><m:GetFolder><m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape><m:FolderIds>"
        '<t:DistinguishedFolderId Id="inbox"/></m:FolderIds></m:GetFolder></s:Body></s:Envelope>'
    )
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "text/xml; charset=utf-8", "X-AnchorMailbox": "anna@contoso.com"}
    answer = requests.post("https://outlook.office365.com/EWS/Exchange.asmx", data=body, headers=headers, timeout=20)
    same((answer.status_code, "NoError" in answer.text), (200, True))


board.run(msal.__version__)
