const fs = require('node:fs');
const crypto = require('node:crypto');
const tenant = require('./tenant.js');
const { step, same, run } = require('./board.js');
const pnp = require('./pnp.js');

const thumbprintSha256 = () => new crypto.X509Certificate(tenant.certificate()).fingerprint256.replaceAll(':', '');
const entry = async (auth) => {
  const { SPDefault } = await import('@pnp/nodejs');
  const { spfi } = await import('@pnp/sp');
  await import('@pnp/sp/presets/all.js');
  const config = { auth: { clientId: tenant.clientId, authority: tenant.authority, ...auth } };
  return spfi().using(SPDefault({ baseUrl: `${tenant.site}/`, msal: { config, scopes: [`${tenant.site}/.default`] } }));
};
const load = () => entry({ clientCertificate: { thumbprintSha256: thumbprintSha256(), privateKey: tenant.key() } });

step('sign in with a certificate (MSAL)', async () => same((await (await load()).web()).Url, tenant.site));
step('sign in with a secret (MSAL)', async () => same((await (await entry({ clientSecret: tenant.clientSecret })).web()).Url, tenant.site));
pnp({
  load,
  data: (value) => value,
  batch: async (sp, functions) => {
    const [batched, execute] = sp.batched();
    const answers = functions.map((one) => one(batched));
    await execute();
    return Promise.all(answers);
  },
});
run(JSON.parse(fs.readFileSync('node_modules/@pnp/sp/package.json')).version);
