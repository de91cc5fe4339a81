// The keys of the authorization server by jwks-rsa, as an API of the tenant uses them to verify tokens.
const jwt = require('jsonwebtoken');
const jwksRsa = require('jwks-rsa');
const tenant = require('./tenant.js');
const { step, same, isTrue, errorOf, refused, run } = require('./board.js');

const jwksUri = `${tenant.authority}/discovery/v2.0/keys`;
const client = (more) => jwksRsa({ jwksUri, ...more });
const token = async () => {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: tenant.clientId, client_secret: tenant.clientSecret, scope: tenant.scope });
  const answer = await fetch(`${tenant.authority}/oauth2/v2.0/token`, { method: 'POST', body });
  return (await answer.json()).access_token;
};
const header = async () => jwt.decode(await token(), { complete: true }).header;

step('all signing keys', async () => isTrue((await client().getSigningKeys()).length > 0, 'a key'));
step('the key of a token by its kid', async () => {
  const { kid } = await header();
  isTrue(kid, 'the token has a kid');
  isTrue((await client().getSigningKey(kid)).getPublicKey().includes('PUBLIC KEY'), 'a key');
});
step('an unknown kid is refused', async () => same((await errorOf(() => client().getSigningKey('unknown'))).name, 'SigningKeyNotFoundError'));
step('cache', async () => {
  const one = client({ cache: true, cacheMaxEntries: 5, cacheMaxAge: 600000 });
  const { kid } = await header();
  same((await one.getSigningKey(kid)).kid, (await one.getSigningKey(kid)).kid);
});
step('rate limit', async () => {
  const one = client({ rateLimit: true, jwksRequestsPerMinute: 1, cache: false });
  const { kid } = await header();
  await one.getSigningKey(kid);
  same((await errorOf(() => one.getSigningKey(kid))).name, 'JwksRateLimitError');
});
step('a token is verified', async () => {
  const keys = client();
  const text = await token();
  const secret = (head, done) => keys.getSigningKey(head.kid).then((key) => done(null, key.getPublicKey()), done);
  const claims = await new Promise((done, fail) => jwt.verify(text, secret, { algorithms: ['RS256'] }, (error, found) => (error ? fail(error) : done(found))));
  isTrue(claims.exp > claims.nbf, 'claims');
});
step('a spoiled token is refused', async () => {
  const keys = client();
  const text = `${(await token()).slice(0, -8)}AAAAAAAA`;
  const secret = (head, done) => keys.getSigningKey(head.kid).then((key) => done(null, key.getPublicKey()), done);
  await refused(() => new Promise((done, fail) => jwt.verify(text, secret, { algorithms: ['RS256'] }, (error, found) => (error ? fail(error) : done(found)))), 'invalid signature');
});
step('every key has its certificate (x5c)', async () => {
  const { keys } = await (await fetch(jwksUri)).json();
  isTrue(keys.every((key) => key.x5c?.length && key.x5t && key.kid && key.kty === 'RSA' && key.use === 'sig'), 'the members of the real document');
});
for (const framework of ['expressJwtSecret', 'koaJwtSecret', 'hapiJwt2KeyAsync', 'passportJwtSecret']) {
  step(`for a web framework: ${framework}`, async () => {
    const text = await token();
    const { header: head } = jwt.decode(text, { complete: true });
    const provider = jwksRsa[framework]({ jwksUri, cache: true });
    const found = framework === 'expressJwtSecret' ? await provider({}, { header: head })
      : framework === 'koaJwtSecret' ? await provider(head)
      : framework === 'hapiJwt2KeyAsync' ? (await provider(jwt.decode(text, { complete: true }))).key
      : await new Promise((done, fail) => provider({}, text, (error, key) => (error ? fail(error) : done(key))));
    isTrue(String(found).includes('PUBLIC KEY'), 'a key');
  });
}

step('the keys as they are published', async () => {
  const keys = await client().getKeys();
  isTrue(keys.length > 0 && keys.every((key) => key.kty === 'RSA' && key.n && key.e), 'RSA keys');
});
step('a key by a callback', async () => {
  const { kid } = await header();
  same((await new Promise((done, fail) => client().getSigningKey(kid, (error, key) => (error ? fail(error) : done(key))))).kid, kid);
});
step('a key without its kid', async () => {
  // The library gives a key only if there is one; with more it does not guess.
  const keys = await client().getSigningKeys();
  const found = await client().getSigningKey().catch((error) => error.name);
  same(found.kid ?? found, keys.length === 1 ? keys[0].kid : 'SigningKeyNotFoundError');
});
step('the properties of a key', async () => {
  const { kid } = await header();
  const key = await client().getSigningKey(kid);
  same([key.kid, key.rsaPublicKey ?? key.publicKey], [kid, key.getPublicKey()]);
});
step('headers of the request', async () => {
  isTrue((await client({ requestHeaders: { 'user-agent': 'board of clients' } }).getSigningKeys()).length > 0, 'a key');
});
step('an agent of the request', async () => {
  const agent = new (require('node:https').Agent)({ keepAlive: false });
  isTrue((await client({ requestAgent: agent }).getSigningKeys()).length > 0, 'a key');
});
step('a timeout', async () => isTrue((await client({ timeout: 30_000 }).getSigningKeys()).length > 0, 'a key'));
step('a fetcher of the application', async () => {
  const fetched = [];
  const one = client({ fetcher: async (uri) => (fetched.push(uri), (await fetch(uri)).json()) });
  const { kid } = await header();
  same([(await one.getSigningKey(kid)).kid, fetched], [kid, [jwksUri]]);
});
step('keys that the application has', async () => {
  const { keys } = await (await fetch(jwksUri)).json();
  const { kid } = await header();
  const own = jwksRsa({ jwksUri: 'https://login.microsoftonline.com/nowhere', getKeysInterceptor: async () => keys });
  same((await own.getSigningKey(kid)).kid, kid);
});
step('an old key while the server does not answer', async () => {
  const stale = [];
  let answers = true;
  const fetcher = async (uri) => {
    if (!answers) throw new Error('no answer');
    return (await fetch(uri)).json();
  };
  const one = client({ fetcher, cache: true, cacheMaxAge: 1, cacheMaxAgeFallback: 600_000, onStaleCacheFallback: (error, kid) => stale.push(kid) });
  const { kid } = await header();
  await one.getSigningKey(kid);
  answers = false;
  while (!stale.length) same((await one.getSigningKey(kid)).kid, kid);
  same(stale[0], kid);
});
step('an address without keys is refused', async () => {
  const error = await errorOf(() => jwksRsa({ jwksUri: 'https://login.microsoftonline.com/unknown.example/discovery/v2.0/keys' }).getSigningKeys());
  isTrue(error.name === 'JwksError' || /404|Not Found/i.test(error.message), error.message);
});
step('no address is an error', async () => same((await errorOf(() => jwksRsa({}).getSigningKeys())).name, 'ArgumentError'));
step('the error of a key is handled for Express', async () => {
  const handled = [];
  const provider = jwksRsa.expressJwtSecret({ jwksUri, handleSigningKeyError: (error, done) => (handled.push(error.name), done(new Error('handled'))) });
  const error = await errorOf(() => new Promise((done, fail) => provider({}, { alg: 'RS256', kid: 'unknown' }, {}, (failure, key) => (failure ? fail(failure) : done(key)))));
  same([handled, error.message], [['SigningKeyNotFoundError'], 'handled']);
});
step('for a web framework: hapiJwt2Key', async () => {
  const decoded = jwt.decode(await token(), { complete: true });
  const provider = jwksRsa.hapiJwt2Key({ jwksUri });
  const key = await new Promise((done, fail) => provider(decoded, (error, found) => (error ? fail(error) : done(found))));
  isTrue(String(key).includes('PUBLIC KEY'), 'a key');
});

run(require('jwks-rsa/package.json').version);
