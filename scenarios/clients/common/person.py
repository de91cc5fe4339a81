"""A person at a browser: opens the page of a sign-in, fills in its form, and follows nothing."""
import re
from urllib.parse import parse_qsl, urlsplit

import requests

NAME = "admin@contoso.com"
CLIENT = "14d82eec-204b-4c2f-b7e8-296a70dab67e"
ORIGIN = "https://login.microsoftonline.com"
AUTHORITY = f"{ORIGIN}/organizations"
PASSWORD = {"login": NAME, "passwd": "Passw0rd!"}


def _send(address, fields):
    page = requests.get(address, timeout=10)
    proof = re.search('name="proof" value="([^"]+)"', page.text).group(1)
    headers = {"Origin": "https://" + urlsplit(address).netloc, "Cookie": page.headers["Set-Cookie"].split(";")[0]}
    return requests.post(address, data={"proof": proof, **fields}, headers=headers, allow_redirects=False, timeout=10)


def sign_in(address, name=NAME):
    """Signs in at the address that a program opened; returns the parameters at its redirect address."""
    return dict(parse_qsl(urlsplit(_send(address, {**PASSWORD, "login": name}).headers["Location"]).query))


def allow(code):
    """Allows a device by the code that it shows."""
    answer = _send(f"{ORIGIN}/common/oauth2/deviceauth", {"user_code": code, "decision": "allow", **PASSWORD})
    assert answer.status_code == 200, answer.text


def me(token):
    """The name of the signed-in person, from Microsoft Graph."""
    answer = requests.get(f"{ORIGIN}/v1.0/me", headers={"Authorization": f"Bearer {token}"}, timeout=10)
    return answer.json().get("userPrincipalName")
