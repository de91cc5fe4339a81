"""The host names of the deployment lead to this machine's ports, as a hosts file and port 443 do."""
import json
import os
import socket

PORTS = json.loads(os.environ["LAB_PORTS"])
_look_up = socket.getaddrinfo


def _mapped(host, port, *arguments, **named):
    name = host.decode() if isinstance(host, bytes) else host
    if name in PORTS:
        return _look_up("127.0.0.1", PORTS[name], *arguments, **named)
    return _look_up(host, port, *arguments, **named)


socket.getaddrinfo = _mapped
