// The confidential client of MSAL Node: credentials, cache, regional and other options of its documentation.
const crypto = require('node:crypto');
const msal = require('@azure/msal-node');
const tenant = require('./tenant.js');
const { step, same, isTrue, refused, run } = require('./board.js');

const thumbprint = (hash) => new crypto.X509Certificate(tenant.certificate())[hash === 'sha1' ? 'fingerprint' : 'fingerprint256'].replaceAll(':', '');
const application = (auth, more) =>
  new msal.ConfidentialClientApplication({ auth: { clientId: tenant.clientId, authority: tenant.authority, ...auth }, ...more });
const secret = (more) => application({ clientSecret: tenant.clientSecret, ...more });
const scopes = [tenant.scope];
const claims = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
const gets = async (app, request = { scopes }) => {
  const result = await app.acquireTokenByClientCredential(request);
  same([result.tokenType, claims(result.accessToken).iss !== undefined], ['Bearer', true]);
  isTrue(result.expiresOn > new Date(), 'it is not over');
  return result;
};
const assertion = (audience, more = {}) => {
  const now = Math.floor(Date.now() / 1000);
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const x5t = Buffer.from(thumbprint('sha256'), 'hex').toString('base64url');
  const text = `${part({ alg: 'RS256', typ: 'JWT', 'x5t#S256': x5t })}.${part({ aud: audience, iss: tenant.clientId, sub: tenant.clientId, jti: crypto.randomUUID(), nbf: now, exp: now + 300, ...more })}`;
  return `${text}.${crypto.sign('sha256', Buffer.from(text), tenant.key()).toString('base64url')}`;
};

step('a secret', () => gets(secret()));
step('a certificate with a SHA-256 thumbprint', () => gets(application({ clientCertificate: { thumbprintSha256: thumbprint('sha256'), privateKey: tenant.key() } })));
step('a certificate with a SHA-1 thumbprint', () => gets(application({ clientCertificate: { thumbprint: thumbprint('sha1'), privateKey: tenant.key() } })));
step('a certificate that is sent (x5c)', () =>
  gets(application({ clientCertificate: { thumbprintSha256: thumbprint('sha256'), privateKey: tenant.key(), x5c: tenant.certificate() } })));
step('an assertion as a text', () => gets(application({ clientAssertion: assertion(`${tenant.authority}/oauth2/v2.0/token`) })));
step('an assertion by a function', () => gets(application({ clientAssertion: async () => assertion(`${tenant.authority}/oauth2/v2.0/token`) })));
step('an assertion with fractional times', () => gets(application({ clientAssertion: assertion(`${tenant.authority}/oauth2/v2.0/token`, { exp: Date.now() / 1000 + 300.5 }) })));
step('the authority with /v2.0', () => gets(secret({ authority: `${tenant.authority}/v2.0` })));
step('the authority by the domain', () => gets(secret({ authority: 'https://login.microsoftonline.com/contoso.com' })));
step('another host of the authority', () => gets(secret({ authority: `https://login.windows.net/${tenant.id}` })));
step('the authority "common" is refused for an application', async () => {
  const error = await refused(() => secret({ authority: 'https://login.microsoftonline.com/common' }).acquireTokenByClientCredential({ scopes }));
  isTrue(error.errorCode, 'an error code');
});
step('known authorities', () => gets(secret({ knownAuthorities: ['login.microsoftonline.com'] })));
step('instance discovery', async () => {
  const answer = await fetch(`https://login.microsoftonline.com/common/discovery/instance?api-version=1.1&authorization_endpoint=${encodeURIComponent(`${tenant.authority}/oauth2/v2.0/authorize`)}`);
  const document = await answer.json();
  isTrue(document.tenant_discovery_endpoint, 'the address of the configuration');
  isTrue(document.metadata.some((one) => one.aliases.includes('login.windows.net')), 'the aliases');
});
step('the cache gives the same token again', async () => {
  const app = secret();
  const [one, other] = [await gets(app), await gets(app)];
  same([other.fromCache, other.accessToken === one.accessToken], [true, true]);
});
step('the cache is passed over', async () => {
  const app = secret();
  await gets(app);
  same((await gets(app, { scopes, skipCache: true })).fromCache, false);
});
step('the cache is serialised', async () => {
  const app = secret();
  await gets(app);
  const other = secret();
  other.getTokenCache().deserialize(app.getTokenCache().serialize());
  same((await gets(other)).fromCache, true);
});
step('a cache plugin', async () => {
  let stored = '';
  const cachePlugin = {
    beforeCacheAccess: async (context) => context.tokenCache.deserialize(stored),
    afterCacheAccess: async (context) => {
      if (context.cacheHasChanged) stored = context.tokenCache.serialize();
    },
  };
  await gets(application({ clientSecret: tenant.clientSecret }, { cache: { cachePlugin } }));
  isTrue(stored.includes('AccessToken'), 'a token in the cache');
});
step('the cache is cleared', async () => {
  const app = secret();
  await gets(app);
  app.clearCache();
  same((await gets(app)).fromCache, false);
});
step('additional claims', () => gets(secret(), { scopes, claims: JSON.stringify({ access_token: { nbf: { essential: true } } }) }));
step('client capabilities', () => gets(secret({ clientCapabilities: ['CP1'] })));
step('a correlation id', async () => same((await gets(secret(), { scopes, correlationId: 'c0ffee00-0000-4000-8000-000000000001' })).correlationId, 'c0ffee00-0000-4000-8000-000000000001'));
step('extra query parameters', () => gets(secret(), { scopes, tokenQueryParameters: { slice: 'testslice' } }));
step('another resource: SharePoint', async () => {
  const found = claims((await gets(secret(), { scopes: ['https://contoso.sharepoint.com/.default'] })).accessToken);
  isTrue(JSON.stringify(found.aud).includes('contoso.sharepoint.com'), 'its audience');
});
const code = async (app, request) => (await refused(() => app.acquireTokenByClientCredential(request ?? { scopes }))).message;
step('a wrong secret: AADSTS7000215', async () => isTrue((await code(secret({ clientSecret: 'wrong' }))).includes('7000215'), 'the number'));
step('an unknown application: AADSTS700016', async () =>
  isTrue((await code(secret({ clientId: 'c0ffee00-0000-4000-8000-000000000002' }))).includes('700016'), 'the number'));
step('an unknown resource: AADSTS500011', async () => isTrue((await code(secret(), { scopes: ['https://unknown.contoso.com/.default'] })).includes('500011'), 'the number'));
step('a scope that is not .default: AADSTS1002012', async () => isTrue((await code(secret(), { scopes: ['https://outlook.office365.com/EWS.AccessAsUser.All'] })).includes('1002012'), 'the number'));
step('a tenant that does not exist: AADSTS90002', async () =>
  isTrue((await code(secret({ authority: 'https://login.microsoftonline.com/c0ffee00-0000-4000-8000-000000000003' }))).match(/90002|endpoints_resolution|openid_config/), 'the error'));
step('an assertion that is over is refused', async () => {
  const past = Math.floor(Date.now() / 1000) - 4000;
  isTrue((await code(application({ clientAssertion: assertion(`${tenant.authority}/oauth2/v2.0/token`, { nbf: past, exp: past + 60 }) }))).includes('700024'), 'the number');
});
step('a certificate of somebody else is refused', async () => {
  const { privateKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });
  const other = { thumbprintSha256: thumbprint('sha256'), privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) };
  isTrue((await code(application({ clientCertificate: other }))).includes('700027'), 'the number');
});
step('the token is used at Exchange Online with impersonation', async () => {
  const { accessToken } = await gets(secret());
  const answer = await fetch('https://outlook.office365.com/EWS/Exchange.asmx', {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'text/xml; charset=utf-8', 'x-anchormailbox': 'anna@contoso.com' },
    body: `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><s:Header><t:RequestServerVersion Version="Exchange2013"/><t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>anna@contoso.com</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation></s:Header><s:Body><m:GetFolder><m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape><m:FolderIds><t:DistinguishedFolderId Id="inbox"/></m:FolderIds></m:GetFolder></s:Body></s:Envelope>`,
  });
  same(answer.status, 200);
  isTrue((await answer.text()).includes('NoError'), 'NoError');
});
step('the token is used at SharePoint Online', async () => {
  const { accessToken } = await gets(secret(), { scopes: ['https://contoso.sharepoint.com/.default'] });
  const answer = await fetch('https://contoso.sharepoint.com/_api/web', { headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' } });
  same(answer.status, 200);
});
step('the address where a person signs in', async () => {
  const url = await secret().getAuthCodeUrl({ scopes: ['User.Read'], redirectUri: 'http://localhost:3000/redirect' });
  isTrue(url.startsWith(`${tenant.authority}/oauth2/v2.0/authorize?`), 'the address of the tenant');
});

run(require('@azure/msal-node/package.json').version);
