"""exchangelib at Exchange on-premises with the token of a person, who signs in where Exchange's challenge says."""
import base64
import hashlib
import re
import secrets

import exchangelib
import requests
from exchangelib import DELEGATE, OAUTH2, Account, Configuration, Message, OAuth2AuthorizationCodeCredentials
from exchangelib.errors import ErrorFolderNotFound, UnauthorizedError
from requests_oauthlib import OAuth2Session

import hosts  # noqa: F401
import board
import person
from board import refused, same, step

ANNA = "anna@contoso.com"
ENDPOINT = "https://mail.contoso.com/EWS/Exchange.asmx"
PROGRAM = "1950a258-227b-4e31-a9cf-717495945fc2"


def token():
    """The code flow with PKCE, as requests-oauthlib documents it."""
    challenge = requests.post(ENDPOINT, headers={"Authorization": "Bearer"}, timeout=10).headers["WWW-Authenticate"]
    place = re.search('authorization_uri="([^"]+)"', challenge).group(1)
    session = OAuth2Session(PROGRAM, redirect_uri="http://localhost")
    verifier = secrets.token_urlsafe(32)
    hashed = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    pkce = {"code_challenge": hashed, "code_challenge_method": "S256"}
    address, _ = session.authorization_url(place, resource="https://mail.contoso.com/", **pkce)
    code = person.sign_in(address, ANNA)["code"]
    return session.fetch_token(place.replace("/authorize", "/token"), code=code, code_verifier=verifier, include_client_id=True)


def account(access_token, address=ANNA):
    credentials = OAuth2AuthorizationCodeCredentials(access_token=access_token)
    configuration = Configuration(service_endpoint=ENDPOINT, credentials=credentials, auth_type=OAUTH2)
    return Account(address, config=configuration, autodiscover=False, access_type=DELEGATE)


@step("the code flow: a person reads and writes with a token")
def _():
    anna = account(token())
    before = anna.drafts.total_count
    Message(account=anna, folder=anna.drafts, subject="By modern authentication").save()
    same(anna.drafts.get(subject="By modern authentication").subject, "By modern authentication")
    anna.drafts.refresh()
    same(anna.drafts.total_count, before + 1)


@step("the code flow: the mailbox of another person is refused")
def _():
    refused(ErrorFolderNotFound, lambda: account(token(), "bert@contoso.com").inbox)


@step("the code flow: a token that was changed is refused")
def _():
    changed = token()
    head, claims, signature = changed["access_token"].split(".")
    changed["access_token"] = ".".join((head, claims, signature[::-1]))
    refused(UnauthorizedError, lambda: account(changed).inbox)


board.run(exchangelib.__version__)
