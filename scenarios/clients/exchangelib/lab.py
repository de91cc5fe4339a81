"""The accounts that the steps use, and the requests that exchangelib sends."""
import os
import re

import dns.resolver
import requests.adapters
from exchangelib import BASIC, DELEGATE, Account, BaseProtocol, Configuration, Credentials, EWSTimeZone

import hosts
from board import sent

OPERATION = re.compile(rb"Body>\s*<(?:\w+:)?(\w+)")


class Recorder(requests.adapters.HTTPAdapter):
    def send(self, request, *arguments, **named):
        body = request.body if isinstance(request.body, bytes) else (request.body or "").encode()
        operation = OPERATION.search(body)
        sent(operation.group(1).decode() if operation else f"{request.method} {request.path_url}")
        return super().send(request, *arguments, **named)


BaseProtocol.HTTP_ADAPTER_CLS = Recorder


def resolve(self, name, *arguments, **named):
    """Autodiscover asks the name server itself, and the deployment has none."""
    if str(name).rstrip(".") not in hosts.PORTS:
        raise dns.resolver.NXDOMAIN


dns.resolver.Resolver.resolve = resolve
UTC = EWSTimeZone("UTC")
NEW_YORK = EWSTimeZone("America/New_York")
BERLIN = EWSTimeZone("Europe/Berlin")


def configuration(user, password=os.environ["LAB_PASSWORD"], **more):
    endpoint = os.environ["LAB_EXCHANGE"] + "/EWS/Exchange.asmx"
    return Configuration(service_endpoint=endpoint, credentials=Credentials(user, password), **{"auth_type": BASIC, **more})


def account(name, **more):
    address = f"{name}@contoso.com"
    named = {"autodiscover": False, "access_type": DELEGATE, "default_timezone": UTC, **more}
    return Account(address, config=configuration(address), **named)


class Accounts:
    """Made when first used, so that a failure is that of a step."""

    def __getattr__(self, name):
        setattr(self, name, account(name))
        return getattr(self, name)


lab = Accounts()
