// node-sp-auth's ways of authentication that need no page of a person's sign-in.
const spauth = require('node-sp-auth');
const tenant = require('./tenant.js');
const { step, same, isTrue, run } = require('./board.js');

const app = { clientId: tenant.clientId, clientSecret: tenant.clientSecret, realm: tenant.id };
const web = async (auth, path = '/_api/web') => fetch(`${tenant.site}${path}`, { headers: { ...auth.headers, accept: 'application/json;odata=verbose' } });

/** The library does not fail when the server refuses: it gives a header without a token. */
const noToken = async (options) => {
  const token = await spauth.getAuth(tenant.site, options).then((auth) => auth.headers.Authorization, () => '');
  isTrue(token.split('.').length < 3, 'no token');
};

// First, because the library has one cache of tokens for each site.
step('add-in only: a wrong secret is refused', async () => {
  await noToken({ ...app, clientSecret: 'wrong' });
});
step('add-in only: an unknown application is refused', async () => {
  await noToken({ ...app, clientId: 'c0ffee00-0000-4000-8000-000000000004' });
});
step('add-in only, with the realm', async () => {
  const auth = await spauth.getAuth(tenant.site, app);
  isTrue(auth.headers.Authorization.startsWith('Bearer '), 'a token');
});
step('add-in only, the realm is found', async () => {
  const auth = await spauth.getAuth(tenant.site, { clientId: app.clientId, clientSecret: app.clientSecret });
  isTrue(auth.headers.Authorization.startsWith('Bearer '), 'a token');
});
step('add-in only: the site is read', async () => {
  const answer = await web(await spauth.getAuth(tenant.site, app));
  same(answer.status, 200);
  isTrue((await answer.json()).d.Url.startsWith(tenant.site), 'the address of the site');
});
step('add-in only: a token is cached', async () => {
  const one = await spauth.getAuth(tenant.site, app);
  same((await spauth.getAuth(tenant.site, app)).headers.Authorization, one.headers.Authorization);
});
step('add-in only: a form digest', async () => {
  const auth = await spauth.getAuth(tenant.site, app);
  const answer = await fetch(`${tenant.site}/_api/contextinfo`, { method: 'POST', headers: { ...auth.headers, accept: 'application/json;odata=verbose' } });
  isTrue((await answer.json()).d.GetContextWebInformation.FormDigestValue, 'a digest');
});
// Microsoft has retired this sign-in (WS-Trust and IDCRL) in May 2026.
step('user name and password (online) are refused', async () => {
  const auth = await spauth.getAuth(tenant.site, { username: 'anna@contoso.com', password: process.env.LAB_PASSWORD, online: true }).catch((error) => error);
  isTrue(auth instanceof Error && !auth.headers, 'an error');
});
step('add-in only: the lists are read', async () => {
  same((await web(await spauth.getAuth(tenant.site, app), '/_api/web/lists')).status, 200);
});

step('no credential is refused', async () => {
  same((await fetch(`${tenant.site}/_api/web`, { headers: { accept: 'application/json;odata=verbose' } })).status, 401);
});
step('add-in only: a token that is changed is refused', async () => {
  const auth = await spauth.getAuth(tenant.site, app);
  same((await web({ headers: { Authorization: `${auth.headers.Authorization.slice(0, -8)}AAAAAAAA` } })).status, 401);
});
step('add-in only: a list is changed with the form digest', async () => {
  const { headers } = await spauth.getAuth(tenant.site, app);
  const json = { ...headers, accept: 'application/json;odata=verbose', 'content-type': 'application/json;odata=verbose' };
  const digest = (await (await fetch(`${tenant.site}/_api/contextinfo`, { method: 'POST', headers: json })).json()).d.GetContextWebInformation.FormDigestValue;
  const body = JSON.stringify({ __metadata: { type: 'SP.List' }, Title: 'By node-sp-auth', BaseTemplate: 100 });
  const answer = await fetch(`${tenant.site}/_api/web/lists`, { method: 'POST', headers: { ...json, 'x-requestdigest': digest }, body });
  same([answer.status, (await answer.json()).d.Title], [201, 'By node-sp-auth']);
});
const service = { realm: tenant.id, securityTokenServiceUri: 'https://accounts.accesscontrol.windows.net/tokens/OAuth/2' };
step('the helper of tokens: for an application', async () => {
  const token = await spauth.TokenHelper.getAppOnlyAccessToken(tenant.site, service, app);
  same((await web({ headers: { Authorization: `Bearer ${token.value}` } })).status, 200);
  isTrue(token.expireOn * 1000 > Date.now(), 'a time in the future'); // The library takes the seconds for milliseconds.
});
step('the helper of tokens: a refresh token is refused', async () => {
  same((await spauth.TokenHelper.getUserAccessToken(tenant.site, { ...service, refreshToken: 'x' }, app)).value, undefined);
});
step('settings of requests', async () => {
  spauth.setup({ requestOptions: { headers: { 'user-agent': 'board of clients' } } });
  isTrue((await spauth.getAuth(tenant.site, app)).headers.Authorization.startsWith('Bearer '), 'a token');
});

run(require('node-sp-auth/package.json').version);
