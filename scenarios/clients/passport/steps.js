// A web API that Passport protects: passport-jwt with the keys by jwks-rsa, and passport-azure-ad, with tokens of the tenant.
const passport = require('passport');
const { Strategy, ExtractJwt } = require('passport-jwt');
const { BearerStrategy } = require('passport-azure-ad');
const jwksRsa = require('jwks-rsa');
const tenant = require('./tenant.js');
const { step, same, isTrue, run } = require('./board.js');

const API = `${tenant.clientId}/.default`; // The application is a web API of its own.
const jwksUri = `${tenant.authority}/discovery/v2.0/keys`;
const issuer = `${tenant.authority}/v2.0`;
const tokens = {};
const request = async (path, form) => {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: tenant.clientId, client_secret: tenant.clientSecret, ...form });
  const answer = await (await fetch(`${tenant.authority}${path}`, { method: 'POST', body })).json();
  isTrue(answer.access_token, answer.error_description);
  return answer.access_token;
};
const token = async (scope = API) => (tokens[scope] ??= await request('/oauth2/v2.0/token', { scope }));
const first = async () => (tokens.v1 ??= await request('/oauth2/token', { resource: tenant.clientId }));

/** What Passport decides about a request: the user, or the reason why there is none. */
const decided = (strategy, { headers = {}, url = '/', body } = {}) =>
  new Promise((done, fail) => {
    passport.use('tried', strategy);
    const response = { setHeader() {}, end() {} };
    const http = { headers, body, url, method: 'GET' };
    passport.authenticate('tried', { session: false }, (error, user, info) => (error ? fail(error) : done({ user, info })))(http, response, fail);
  });
const bearer = (text) => ({ headers: { authorization: `Bearer ${text}` } });
const accepted = async (strategy, http) => {
  const { user, info } = await decided(strategy, http);
  isTrue(user, `a user, not ${info?.message ?? info}`);
  return user;
};
const refused = async (strategy, http) => {
  const { user, info } = await decided(strategy, http);
  same(user, false);
  return String(info?.message ?? info);
};

const jwt = (more = {}, verify = (claims, done) => done(null, claims)) =>
  new Strategy({
    jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
    secretOrKeyProvider: jwksRsa.passportJwtSecret({ jwksUri, cache: true, rateLimit: true, jwksRequestsPerMinute: 10 }),
    audience: tenant.clientId, issuer, algorithms: ['RS256'], ...more,
  }, verify);

step('passport-jwt: a token is accepted', async () => same((await accepted(jwt(), bearer(await token()))).tid, tenant.id));
step('passport-jwt: no token', async () => isTrue((await refused(jwt(), {})).includes('No auth token'), 'the reason'));
step('passport-jwt: no JWT', async () => { await refused(jwt(), bearer('undefined')); });
step('passport-jwt: a spoiled token', async () => { await refused(jwt(), bearer(`${(await token()).slice(0, -8)}AAAAAAAA`)); });
step('passport-jwt: another audience', async () => isTrue((await refused(jwt({ audience: 'api://another' }), bearer(await token()))).includes('audience'), 'the reason'));
step('passport-jwt: another issuer', async () => isTrue((await refused(jwt({ issuer: 'https://example.org' }), bearer(await token()))).includes('issuer'), 'the reason'));
step('passport-jwt: another algorithm', async () => isTrue((await refused(jwt({ algorithms: ['PS256'] }), bearer(await token()))).includes('algorithm'), 'the reason'));
step('passport-jwt: the token is over', async () => {
  const later = { jsonWebTokenOptions: { clockTimestamp: Math.floor(Date.now() / 1000) + 200_000 } };
  isTrue((await refused(jwt(later), bearer(await token()))).includes('expired'), 'the reason');
});
step('passport-jwt: a token for Exchange Online', async () => { await refused(jwt(), bearer(await token(tenant.scope))); });
step('passport-jwt: the application decides', async () => same(await refused(jwt({}, (claims, done) => done(null, false, { message: 'not today' })), bearer(await token())), 'not today'));
step('passport-jwt: the application sees the request', async () => {
  await accepted(jwt({ passReqToCallback: true }, (http, claims, done) => done(null, http.headers.authorization.startsWith('Bearer '))), bearer(await token()));
});
step('passport-jwt: a token in another place', async () => {
  const text = await token();
  await accepted(jwt({ jwtFromRequest: ExtractJwt.fromHeader('x-token') }), { headers: { 'x-token': text } });
  await accepted(jwt({ jwtFromRequest: ExtractJwt.fromUrlQueryParameter('token') }), { url: `/?token=${text}` });
  await accepted(jwt({ jwtFromRequest: ExtractJwt.fromBodyField('token') }), { body: { token: text } });
  await accepted(jwt({ jwtFromRequest: ExtractJwt.fromExtractors([ExtractJwt.fromHeader('x'), ExtractJwt.fromAuthHeaderWithScheme('bearer')]) }), bearer(text));
});
step('passport-jwt: the v1 endpoint', async () => {
  const v1 = { issuer: `https://sts.windows.net/${tenant.id}/`, audience: undefined };
  same((await accepted(jwt(v1), bearer(await first()))).ver, '1.0');
});

const azure = (more = {}, verify = (claims, done) => done(null, claims)) =>
  new BearerStrategy({
    identityMetadata: `${issuer}/.well-known/openid-configuration`,
    clientID: tenant.clientId, audience: tenant.clientId, validateIssuer: true, issuer, loggingLevel: 'error', loggingNoPII: true, ...more,
  }, verify);
step('passport-azure-ad: a token is accepted', async () => same((await accepted(azure(), bearer(await token()))).tid, tenant.id));
step('passport-azure-ad: the issuer is that of the metadata', async () => { await accepted(azure({ issuer: undefined }), bearer(await token())); });
step('passport-azure-ad: the metadata of common', async () => {
  await accepted(azure({ identityMetadata: 'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration' }), bearer(await token()));
});
step('passport-azure-ad: the metadata of v1', async () => {
  const v1 = { identityMetadata: `${tenant.authority}/.well-known/openid-configuration`, issuer: `https://sts.windows.net/${tenant.id}/` };
  await accepted(azure({ ...v1, audience: [tenant.clientId, `spn:${tenant.clientId}`] }), bearer(await first()));
});
step('passport-azure-ad: no token', async () => { await refused(azure(), {}); });
step('passport-azure-ad: a spoiled token', async () => { await refused(azure(), bearer(`${(await token()).slice(0, -8)}AAAAAAAA`)); });
step('passport-azure-ad: another audience', async () => { await refused(azure({ audience: 'api://another' }), bearer(await token())); });
step('passport-azure-ad: another issuer', async () => { await refused(azure({ issuer: 'https://example.org' }), bearer(await token())); });
step('passport-azure-ad: a token for Exchange Online', async () => { await refused(azure(), bearer(await token(tenant.scope))); });
step('passport-azure-ad: the application decides', async () => { await refused(azure({}, (claims, done) => done(null, false)), bearer(await token())); });

run(require('passport/package.json').version);
