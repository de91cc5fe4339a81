"""Uses ./lab serve from Python 3: python3 lab.py READYFILE (see docs/CONTROL.md)."""
import base64, json, ssl, sys, urllib.request

class Lab:
    def __init__(self, ready_file):
        ready = json.load(open(ready_file))
        password = open(ready["administrator"]).read().strip()
        self.address, self.tls = ready["address"], ssl.create_default_context(cafile=ready["root"])
        self.credential = "Basic " + base64.b64encode(f"administrator:{password}".encode()).decode()

    def ask(self, method, path, body=None):
        headers = {"Authorization": self.credential, "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data, headers, method=method)
        with urllib.request.urlopen(request, context=self.tls) as response:
            return json.load(response)

if __name__ == "__main__":
    lab = Lab(sys.argv[1])
    lab.ask("POST", "/deployments", {"scenario": "on-premises-three-trust", "name": "python"})
    token = lab.ask("POST", "/deployments/python/tokens", {"to": "exchange", "user": "anna@contoso.com", "spoil": "G3"})
    found = lab.ask("POST", "/deployments/python/nodes/exchange/examine", token)
    print(f"The rule {found['refusedBy']} refuses the token.")
    lab.ask("DELETE", "/deployments/python")
