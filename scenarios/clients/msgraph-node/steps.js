// The fluent client of Microsoft Graph: requests, options, pages and errors of its documentation, on applications.
const crypto = require('node:crypto');
const { Client, GraphError, PageIterator, ResponseType } = require('@microsoft/microsoft-graph-client');
const tenant = require('./tenant.js');
const { step, same, isTrue, errorOf, run } = require('./board.js');
const { version } = require('@microsoft/microsoft-graph-client/package.json');

const GRAPH = 'https://login.microsoftonline.com';
const token = async (scope = 'https://graph.microsoft.com/.default') => {
  const answer = await fetch(`${tenant.authority}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: tenant.clientId, client_secret: tenant.clientSecret, scope }),
  });
  return (await answer.json()).access_token;
};
const client = (getAccessToken = () => token()) =>
  Client.initWithMiddleware({ baseUrl: GRAPH, customHosts: new Set(['login.microsoftonline.com']), authProvider: { getAccessToken } });
const graph = client();
const made = async (more) => graph.api('/applications').post({ displayName: 'Made by the client', ...more });
const refused = async (call, status, code) => {
  const error = await errorOf(call);
  isTrue(error instanceof GraphError, 'an error of Graph');
  same([error.statusCode, error.code], [status, code]);
  return error;
};
const key = () => ({ displayName: 'a key', keyId: crypto.randomUUID(), type: 'AsymmetricX509Cert', usage: 'Verify', key: tenant.certificate().replace(/-----[^-]+-----|\s/g, '') });

step('an application is made', async () => {
  const app = await made({ description: 'by the client', signInAudience: 'AzureADMyOrg' });
  isTrue(app.id && app.appId && app.id !== app.appId, 'two ids');
  same([app.displayName, app.description], ['Made by the client', 'by the client']);
});
step('it is read by its id', async () => {
  const { id, appId } = await made();
  same((await graph.api(`/applications/${id}`).get()).appId, appId);
});
step('it is read by the id of the application', async () => {
  const { id, appId } = await made();
  same((await graph.api(`/applications(appId='${appId}')`).get()).id, id);
});
step('a filter', async () => {
  await made({ displayName: "It's mine" });
  const found = await graph.api('/applications').filter("displayName eq 'It''s mine'").get();
  same(found.value.map((app) => app.displayName), ["It's mine"]);
});
step('a selection', async () => {
  const { id } = await made();
  const app = await graph.api(`/applications/${id}`).select(['id', 'displayName']).get();
  same(Object.keys(app).filter((name) => !name.startsWith('@')).sort(), ['displayName', 'id']);
});
step('pages', async () => {
  for (let i = 0; i < 3; i++) await made();
  const first = await graph.api('/applications').top(2).get();
  same(first.value.length, 2);
  isTrue(first['@odata.nextLink'], 'the address of the next page');
});
step('the page iterator goes through all pages', async () => {
  for (let i = 0; i < 3; i++) await made();
  const found = new Set();
  const pages = new PageIterator(graph, await graph.api('/applications').top(2).get(), (app) => found.add(app.id) && true);
  await pages.iterate();
  const all = await graph.api('/applications').top(999).get();
  same(found.size, all.value.length);
});
step('a change', async () => {
  const { id } = await made();
  await graph.api(`/applications/${id}`).update({ displayName: 'Renamed', tags: ['HideApp'] });
  const app = await graph.api(`/applications/${id}`).get();
  same([app.displayName, app.tags], ['Renamed', ['HideApp']]);
});
step('a certificate is added and kept', async () => {
  const { id } = await made();
  await graph.api(`/applications/${id}`).patch({ keyCredentials: [key()] });
  const [kept] = (await graph.api(`/applications/${id}`).get()).keyCredentials;
  same([kept.key, kept.customKeyIdentifier.length], [null, 40]);
  await graph.api(`/applications/${id}`).patch({ keyCredentials: [kept] });
  const shown = await graph.api(`/applications/${id}`).select('keyCredentials').get();
  same(shown.keyCredentials.map((one) => one.key), [key().key]);
});
step('the permissions that it asks for', async () => {
  const { id } = await made();
  const requiredResourceAccess = [{ resourceAppId: '00000002-0000-0ff1-ce00-000000000000', resourceAccess: [{ id: 'dc890d15-9560-4a4c-9b7f-a736ec74ec40', type: 'Role' }] }];
  await graph.api(`/applications/${id}`).patch({ requiredResourceAccess });
  same((await graph.api(`/applications/${id}`).get()).requiredResourceAccess, requiredResourceAccess);
});
step('the addresses at which people sign in to it', async () => {
  const { id } = await made({ publicClient: { redirectUris: ['http://localhost'] } });
  await graph.api(`/applications/${id}`).patch({ web: { redirectUris: ['https://app.contoso.com/back'] } });
  const app = await graph.api(`/applications/${id}`).get();
  same([app.publicClient.redirectUris, app.web.redirectUris, app.spa.redirectUris], [['http://localhost'], ['https://app.contoso.com/back'], []]);
  await refused(() => graph.api(`/applications/${id}`).patch({ spa: { redirectUris: ['javascript:alert(1)'] } }), 400, 'Request_BadRequest');
});
step('its principal, and the consent of the administrator', async () => {
  const { appId } = await made();
  const principal = await graph.api('/servicePrincipals').post({ appId });
  const exchange = await graph.api("/servicePrincipals(appId='00000002-0000-0ff1-ce00-000000000000')").select('id,appRoles').get();
  const role = exchange.appRoles.find((one) => one.value === 'full_access_as_app');
  const path = `/servicePrincipals/${principal.id}/appRoleAssignments`;
  const granted = await graph.api(path).post({ principalId: principal.id, resourceId: exchange.id, appRoleId: role.id });
  same((await graph.api(path).get()).value.map((one) => one.id), [granted.id]);
  await graph.api(`${path}/${granted.id}`).delete();
  same((await graph.api(path).get()).value, []);
});
step('an owner', async () => {
  const { id } = await made();
  const me = await graph.api(`/servicePrincipals(appId='${tenant.clientId}')`).get();
  await graph.api(`/applications/${id}/owners/$ref`).post({ '@odata.id': `${GRAPH}/v1.0/directoryObjects/${me.id}` });
  same((await graph.api(`/applications/${id}/owners`).get()).value.map((owner) => owner.id), [me.id]);
});
step('a logo', async () => {
  const { id } = await made();
  await graph.api(`/applications/${id}/logo`).header('Content-Type', 'image/png').put(Buffer.from([0x89, 0x50, 0x4e, 0x47]));
});
step('an application is deleted', async () => {
  const { id } = await made();
  await graph.api(`/applications/${id}`).delete();
  await refused(() => graph.api(`/applications/${id}`).get(), 404, 'Request_ResourceNotFound');
});
step('a raw response', async () => {
  const answer = await graph.api('/applications').responseType(ResponseType.RAW).get();
  same(answer.status, 200);
  isTrue(answer.headers.get('request-id'), 'the id of the request');
});
step('an id of the client comes back in an error', async () => {
  const error = await refused(() => graph.api('/applications/x').header('client-request-id', 'c0ffee00-0000-4000-8000-000000000004').get(), 404, 'Request_ResourceNotFound');
  isTrue(error.requestId, 'the id of the request');
});
step('a read-only member is refused', () => refused(() => made({ appId: tenant.clientId }), 400, 'Request_BadRequest'));
step('an unknown member is refused', () => refused(() => made({ wrong: true }), 400, 'Request_BadRequest'));
step('a wrong filter is refused', () => refused(() => graph.api('/applications').filter("wrong eq 'x'").get(), 400, 'Request_BadRequest'));
step('a permission that is missing: domains', () => refused(() => graph.api('/domains').get(), 403, 'Authorization_RequestDenied'));
step('no person signed in', () => refused(() => graph.api('/me').get(), 400, 'Request_BadRequest'));
step('a token for Exchange Online is refused', () =>
  refused(() => client(() => token('https://outlook.office365.com/.default')).api('/applications').get(), 401, 'InvalidAuthenticationToken'));

run(version);
