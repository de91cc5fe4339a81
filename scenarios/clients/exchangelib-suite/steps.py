"""The tests that exchangelib has for itself, unmodified, each as a step. A test that skips itself has not passed."""
import os
import pathlib
import random
import re
import sys
import unittest

import dns.resolver

import hosts
import board

SUITE = next(pathlib.Path(os.environ["LAB_SOURCE"]).glob("*/tests")).parent
HOST = "exchange.contoso.com"
LIMIT = 180  # seconds for one test: some poll for half a minute

SETTINGS = f"""
server: '{HOST}'
autodiscover_server: 'contoso.com'
username: 'anna@contoso.com'
password: '{os.environ["LAB_PASSWORD"]}'
account: 'anna@contoso.com'
alias: 'anna@contoso.com'
verify_ssl: True
"""


def resolve(self, name, *arguments, **named):
    """Autodiscover asks the name server itself, and the deployment has none."""
    if str(name).rstrip(".") not in hosts.PORTS:
        raise dns.resolver.NXDOMAIN


def flat(suite):
    for one in suite:
        yield from flat(one) if isinstance(one, unittest.TestSuite) else [one]


class Skipped(Exception):
    """The test did not run to its end."""


RESULT = unittest.TestResult()
RESULT._testRunEntered = True  # the set-up of a class stays until the first test of the next class


def run(test):
    os.environ["REQUESTS_CA_BUNDLE"] = os.environ["LAB_ROOT"]  # a test of the suite removes the variable
    for found in (RESULT.errors, RESULT.failures, RESULT.skipped):
        found.clear()
    ran = RESULT.testsRun
    unittest.TestSuite([test]).run(RESULT)
    for _, text in RESULT.errors + RESULT.failures:
        print(text, file=sys.stderr)
        reasons = [line for line in text.splitlines() if re.match(r"[A-Za-z_.]+(Error|Exception|Warning)?\b.*: ", line)]
        raise AssertionError((reasons or text.strip().splitlines())[-1])
    if RESULT.skipped:
        raise Skipped(RESULT.skipped[0][1])
    if RESULT.testsRun == ran:
        raise Skipped("the set-up of its class failed")


if __name__ == "__main__":
    (SUITE / "settings.yml").write_text(SETTINGS)
    os.chdir(SUITE)
    sys.path.insert(0, str(SUITE))
    dns.resolver.Resolver.resolve = resolve
    loader = unittest.TestLoader()
    # A class that others inherit is found once in each module that imports it, and skips itself.
    tests = {test.id(): test for test in flat(loader.discover("tests", top_level_dir=".")) if ".CommonItemTest." not in test.id()}
    random.seed(7)
    wanted = os.environ.get("LAB_ONLY", "")
    for name in sorted(tests):
        if wanted in name:
            board.add(name.removeprefix("tests."), lambda test=tests[name]: run(test))
    import exchangelib

    board.LIMIT = LIMIT
    board.run(exchangelib.__version__)
