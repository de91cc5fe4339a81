const fs = require('node:fs');
const crypto = require('node:crypto');
const tenant = require('./tenant.js');
const { step, same, isTrue, run } = require('./board.js');
const pnp = require('./pnp.js');
const documented = require('./pnp-documented.js');

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
const data = (value) => value;
const add = (fields, call, title, details) => fields[call](title, details);
pnp({
  load,
  data,
  add,
  choices: (texts) => texts,
  batch: async (sp, functions) => {
    const [batched, execute] = sp.batched();
    const answers = functions.map((one) => one(batched));
    await execute();
    return Promise.all(answers);
  },
});
documented({ load, data, add });
// What only version 4 has.
step('items: filter by functions', async () => {
  const { items } = (await load()).web.lists.getByTitle('Announcements');
  const { Id } = await items.add({ Title: 'By functions' });
  same((await items.filter((one) => one.text('Title').equals('By functions'))()).map((each) => each.Id), [Id]);
});
step('batch: of the web', async () => {
  const sp = await load();
  const [web, runWeb] = sp.web.batched();
  const title = web.select('Title')();
  await runWeb();
  same(typeof (await title).Title, 'string');
});
step('batch: createBatch', async () => {
  const sp = await load();
  const { createBatch } = await import('@pnp/sp/batching.js');
  const { lists } = sp.web;
  const [batched, execute] = createBatch(lists);
  lists.using(batched);
  const found = lists();
  await execute();
  isTrue((await found).length > 0, 'lists');
});
step('recycle bin: of the web', async () => {
  const { web } = await load();
  await web.lists.ensure('Recycled');
  const id = await web.lists.getByTitle('Recycled').recycle();
  isTrue((await web.recycleBin()).some((one) => one.Id === id), 'the recycled list');
});
step('site: a logo', async () => {
  await (await load()).site.setSiteLogo({ relativeLogoUrl: '/SiteAssets/logo.png', type: 0, aspect: 1 });
});
run(JSON.parse(fs.readFileSync('node_modules/@pnp/sp/package.json')).version);
