const fs = require('node:fs');
const tenant = require('./tenant.js');
const { step, same, run } = require('./board.js');
const pnp = require('./pnp.js');
const documented = require('./pnp-documented.js');

// Version 2 is older than Node's own fetch and does not work with its Request, so it gets the one that it brings.
const nodeFetch = require('node-fetch');
Object.assign(globalThis, { fetch: nodeFetch, Request: nodeFetch.Request, Headers: nodeFetch.Headers, Response: nodeFetch.Response });

const load = async () => {
  const { SPFetchClient } = await import('@pnp/nodejs');
  const { sp } = await import('@pnp/sp/presets/all.js');
  await import('@pnp/sp/related-items/web.js'); // which the preset does not load
  sp.setup({ sp: { baseUrl: tenant.site, fetchClientFactory: () => new SPFetchClient(tenant.site, tenant.clientId, tenant.clientSecret) } });
  return sp;
};

step('sign in with the secret of an add-in', async () => same((await (await load()).web.get()).Url, tenant.site));
const data = (value) => value.data ?? value;
const add = (fields, call, title, details) => fields[call](title, ...Object.values(details));
pnp({
  load,
  data,
  add,
  choices: (results) => ({ results }),
  batch: async (sp, functions) => {
    const batch = sp.createBatch();
    // Each request of version 2 names its batch: inBatch(batch) before its last call.
    const inBatch = (target) =>
      new Proxy(target, {
        get: (object, key) => (typeof object[key] === 'function' || typeof object[key] === 'object' ? within(object, key) : object[key]),
        apply: (object, self, values) => object.inBatch(batch)(...values),
      });
    const within = (object, key) =>
      typeof object[key] === 'function' && ['add', 'update', 'delete'].includes(key)
        ? (...values) => object.inBatch(batch)[key](...values)
        : typeof object[key] === 'function' && !object[key].toUrl
          ? (...values) => inBatch(object[key](...values))
          : inBatch(object[key]);
    const answers = functions.map((one) => one(inBatch(sp)));
    // In version 2, execute() fails if one of its requests fails. The others have their own results.
    await batch.execute().catch(() => undefined);
    return Promise.all(answers);
  },
});
documented({ load, data, add });
run(JSON.parse(fs.readFileSync('node_modules/@pnp/sp/package.json')).version);
