"""DavMail as its documentation starts it, with ports of its own."""
import glob
import os
import socket
import subprocess
import time
import zipfile

from board import sent

# A system that has the package already gives its own.
ROOT = next(place for place in (os.environ["LAB_DEBIAN"] + "/usr/share", "/usr/share") if os.path.exists(f"{place}/davmail/davmail.jar"))


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


PORTS = {name: free_port() for name in ("imap", "smtp", "pop", "caldav", "ldap")}
USER, PASSWORD = "anna@contoso.com", os.environ["LAB_PASSWORD"]


def version():
    with zipfile.ZipFile(f"{ROOT}/davmail/davmail.jar") as jar:
        manifest = jar.read("META-INF/MANIFEST.MF").decode()
    return next(line.split(":")[1].strip() for line in manifest.splitlines() if line.startswith("Implementation-Version"))


def start():
    settings = {
        "davmail.server": "true",
        "davmail.mode": "EWS",
        "davmail.url": os.environ["LAB_EXCHANGE"] + "/EWS/Exchange.asmx",
        "davmail.allowRemote": "false",
        "davmail.disableUpdateCheck": "true",
        "davmail.imapIdleDelay": "1",
        "davmail.logFilePath": os.path.abspath("davmail.log"),
        **{f"davmail.{name}Port": str(port) for name, port in PORTS.items()},
    }
    with open("davmail.properties", "w", encoding="utf-8") as file:
        file.writelines(f"{key}={value}\n" for key, value in settings.items())
    jars = glob.glob(f"{ROOT}/davmail/**/*.jar", recursive=True) + glob.glob(f"{ROOT}/java/*.jar")
    options = ["--add-exports", "java.base/sun.net.www.protocol.https=ALL-UNNAMED", "-cp", os.pathsep.join(jars)]
    command = ["java", *options, "davmail.DavGateway", "-server", "davmail.properties"]
    log = open("gateway.txt", "w", encoding="utf-8")  # it is open as long as DavMail runs
    process = subprocess.Popen(command, stdout=log, stderr=log)
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", PORTS["caldav"]), 1).close()
            return process
        except OSError:
            if process.poll() is not None:
                raise RuntimeError("DavMail ended at once") from None
            time.sleep(0.1)
    raise RuntimeError("DavMail does not listen")


def address(path=""):
    sent(f"HTTP {path.split('/')[-2] if path.count('/') > 1 else path}" if path else "HTTP")
    return f"http://127.0.0.1:{PORTS['caldav']}{path}"
