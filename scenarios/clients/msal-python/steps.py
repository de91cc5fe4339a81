"""The confidential client of MSAL for Python: its credentials, its cache and its authorities."""
import base64
import hashlib
import json
import tempfile
import time

import hosts  # noqa: F401
import jwt
import msal
import requests
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

import board
import person
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


def other(**more):
    """A credential in another form: each replaces the private key of a dictionary."""
    return application({"thumbprint": hashlib.sha1(der()).hexdigest(), **more})


def key():
    return serialization.load_pem_private_key(tenant.text("LAB_KEY").encode(), None)


@step("a certificate whose key has a passphrase")
def _():
    closed = key().private_bytes(Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.BestAvailableEncryption(b"open"))
    gets(other(private_key=closed.decode(), passphrase="open"))


@step("a certificate in a PFX file, also one that is sent")
def _():
    found = x509.load_pem_x509_certificate(tenant.text("LAB_CERTIFICATE").encode())
    with tempfile.NamedTemporaryFile(suffix=".pfx") as file:
        file.write(pkcs12.serialize_key_and_certificates(b"board", key(), found, None, serialization.BestAvailableEncryption(b"open")))
        file.flush()
        gets(application({"private_key_pfx_path": file.name, "passphrase": "open"}))
        gets(application({"private_key_pfx_path": file.name, "passphrase": "open", "public_certificate": True}))


@step("a key that is not the one of the certificate: AADSTS700027")
def _():
    strange = rsa.generate_private_key(65537, 2048).private_bytes(Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    fails(other(private_key=strange.decode()), 700027)


@step("an assertion for another audience: AADSTS700023")
def _():
    fails(application({"client_assertion": assertion(aud="https://example.org")}), 700023)


@step("claims of the application in its assertion")
def _():
    gets(application(certificate(), client_claims={"client_ip": "192.0.2.1"}))


@step("the name and the version of the application")
def _():
    gets(application(app_name="board", app_version="1.0"))


@step("a region of Azure")
def _():
    gets(application(azure_region="westeurope"))


@step("the authority of a cloud")
def _():
    from msal.authority import AZURE_PUBLIC, AuthorityBuilder

    gets(application(authority=AuthorityBuilder(AZURE_PUBLIC, tenant.ID)))


@step("an authority that is not validated")
def _():
    gets(application(validate_authority=False))


@step("an authority with several tenants: AADSTS50059")
def _():
    fails(application(authority="https://login.microsoftonline.com/organizations"), 50059)


@step("a tenant that does not exist")
def _():
    try:
        application(authority="https://login.microsoftonline.com/c0ffee00-0000-4000-8000-000000000003").acquire_token_for_client(SCOPES)
    except ValueError as error:
        same("tenant" in str(error), True)
        return
    raise AssertionError("expected an error")


@step("another HTTP client")
def _():
    used = []

    class Client:
        session = requests.Session()

        def get(self, url, **named):
            return self.session.get(url, **named)

        def post(self, url, **named):
            used.append(url)
            return self.session.post(url, **named)

        def close(self):
            self.session.close()

    gets(application(http_client=Client()))
    same(used, [f"{tenant.AUTHORITY}/oauth2/v2.0/token"])


@step("settings of the HTTP client")
def _():
    gets(application(verify=tenant.os.environ["REQUESTS_CA_BUNDLE"], proxies={}, timeout=20))


@step("an HTTP cache of the application")
def _():
    cache = {}
    app = application("wrong", http_cache=cache)
    fails(app, 7000215)
    same(len(cache) > 0, True)


@step("the cache says whether it changed, and finds the token")
def _():
    cache = msal.SerializableTokenCache()
    same(cache.has_state_changed, False)
    token = gets(application(token_cache=cache))["access_token"]
    same(cache.has_state_changed, True)
    found = list(cache.search(msal.TokenCache.CredentialType.ACCESS_TOKEN, target=SCOPES, query={"client_id": tenant.CLIENT}))
    same([one["secret"] == token for one in found], [True])


@step("tokens for two resources are kept apart")
def _():
    app = application()
    scopes = ["https://contoso.sharepoint.com/.default"]
    one, two = gets(app)["access_token"], gets(app, scopes)["access_token"]
    same((gets(app)["access_token"] == one, gets(app, scopes)["access_token"] == two, one == two), (True, True, False))


@step("the result has the time and the source")
def _():
    result = gets(application())
    same((result["expires_in"] > 3000, result["token_source"]), (True, "identity_provider"))


@step("the error has its code, its number and the correlation id")
def _():
    result = application("wrong").acquire_token_for_client(SCOPES)
    same((result["error"], result["error_codes"], "correlation_id" in result), ("invalid_client", [7000215], True))


def user(result, number):
    """What the server refuses with Microsoft's errors."""
    same(number in result.get("error_description", ""), True)


@step("there are no accounts")
def _():
    app = application()
    gets(app)
    same(app.get_accounts(), [])


@step("a token of nobody is not in the cache")
def _():
    app = application()
    account = {"home_account_id": "a.b", "environment": "login.microsoftonline.com", "username": "nobody@contoso.com"}
    same((app.acquire_token_silent(["User.Read"], account=account), app.acquire_token_silent_with_error(["User.Read"], account=account)), (None, None))


@step("on behalf of a user: AADSTS7000114")
def _():
    user(application().acquire_token_on_behalf_of("a.b.c", SCOPES), "AADSTS7000114")


@step("a code: AADSTS9002313")
def _():
    user(application().acquire_token_by_authorization_code("x", ["User.Read"], redirect_uri="http://localhost:3000/redirect"), "AADSTS9002313")


@step("a code in a flow: AADSTS9002313")
def _():
    app = application()
    flow = app.initiate_auth_code_flow(["User.Read"], redirect_uri="http://localhost:3000/redirect")
    user(app.acquire_token_by_auth_code_flow(flow, {"code": "x", "state": flow["state"]}), "AADSTS9002313")


@step("a refresh token: AADSTS9002313")
def _():
    user(application().acquire_token_by_refresh_token("x", ["User.Read"]), "AADSTS9002313")


@step("a device code: AADSTS7000218")
def _():
    user(msal.PublicClientApplication(tenant.CLIENT, authority=tenant.AUTHORITY).initiate_device_flow(["User.Read"]), "AADSTS7000218")


@step("the address of a sign-in")
def _():
    address = application().get_authorization_request_url(["User.Read"], redirect_uri="http://localhost:3000/redirect", state="s", prompt=msal.Prompt.SELECT_ACCOUNT)
    same(("state=s" in address, "prompt=select_account" in address), (True, True))
    answer = requests.get(address, timeout=10)
    same((answer.status_code, "AADSTS50011" in answer.text), (400, True))


def public():
    return msal.PublicClientApplication(person.CLIENT, authority=person.AUTHORITY)


@step("a person signs in by a code")
def _():
    app = public()
    flow = app.initiate_auth_code_flow(["https://graph.microsoft.com/User.Read"], redirect_uri="http://localhost:3000")
    result = app.acquire_token_by_auth_code_flow(flow, person.sign_in(flow["auth_uri"]))
    same((result.get("error_description"), person.me(result.get("access_token"))), (None, person.NAME))
    same([account["username"] for account in app.get_accounts()], [person.NAME])


@step("a person signs in for a device")
def _():
    app = public()
    flow = app.initiate_device_flow(["https://graph.microsoft.com/User.Read"])
    person.allow(flow["user_code"])
    result = app.acquire_token_by_device_flow(flow)
    same((result.get("error_description"), person.me(result.get("access_token"))), (None, person.NAME))


board.run(msal.__version__)
