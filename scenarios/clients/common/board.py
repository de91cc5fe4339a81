"""Runs the steps of a client and prints a line of JSON for each of them."""
import json
import signal
import sys
import traceback

LIMIT = 40  # seconds for one step
_steps = []
_sent = []


def step(name):
    """Makes a function a step. It passes if it returns, and fails if it raises."""

    def register(function):
        _steps.append((name, function))
        return function

    return register


def add(name, function):
    """A step from a table."""
    _steps.append((name, function))


def sent(what):
    """Notes a request of the step that runs."""
    if what not in _sent:
        _sent.append(what)


def same(found, expected):
    if found != expected:
        raise AssertionError(f"found {found!r}, expected {expected!r}")


def refused(kind, function, *arguments, **named):
    """The call has to raise this error."""
    try:
        function(*arguments, **named)
    except kind as error:
        return error
    raise AssertionError(f"expected {kind}, nothing was raised")


def _late(*_):
    raise TimeoutError(f"the step took longer than {LIMIT} s")


def _say(**members):
    print(json.dumps(members), flush=True)


def run(version):
    _say(version=version, plan=[name for name, _ in _steps])
    signal.signal(signal.SIGALRM, _late)
    for name, function in _steps:
        _sent.clear()
        error = ""
        signal.alarm(LIMIT)
        try:
            function()
        except BaseException as failure:  # a client's own SystemExit is a failed step too
            signal.alarm(0)
            traceback.print_exc(file=sys.stderr)
            error = f"{type(failure).__name__}: {failure}"
        finally:
            signal.alarm(0)
        _say(step=name, passed=not error, sent=", ".join(_sent), error=error)
