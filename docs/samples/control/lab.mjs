// Uses ./lab serve from JavaScript: node lab.mjs READYFILE (see docs/CONTROL.md).
import { readFileSync } from "node:fs";
import { request } from "node:https";

export function lab(readyFile) {
  const { address, root, administrator } = JSON.parse(readFileSync(readyFile));
  const auth = "administrator:" + readFileSync(administrator, "utf8").trim();
  const headers = { "Content-Type": "application/json" };
  return (method, path, body) => new Promise((resolve, reject) => {
    request(address + path, { method, auth, headers, ca: readFileSync(root) }, async (response) => {
      const answer = JSON.parse((await response.setEncoding("utf8").toArray()).join(""));
      response.statusCode < 300 ? resolve(answer) : reject(new Error(answer.error.message));
    }).on("error", reject).end(body && JSON.stringify(body));
  });
}

const ask = lab(process.argv[2]);
await ask("POST", "/deployments", { topology: "on-premises", name: "javascript" });
await ask("PUT", "/deployments/javascript/links", { from: "lync", to: "exchange", fault: { kind: "RESET" } });
await ask("PUT", "/deployments/javascript/clocks", { change: "+30d" });
const { links } = await ask("GET", "/deployments/javascript/links");
console.log(`The link from ${links[0].from} to ${links[0].to} ${links[0].does}.`);
await ask("DELETE", "/deployments/javascript");
