// The peer of ./lab bench token: oidc-provider giving signed tokens for client credentials, everything in memory.
import Provider from 'oidc-provider';
import { generateKeyPairSync } from 'node:crypto';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const resource = 'https://resource.contoso.com/';
const provider = new Provider('http://localhost', {
  clients: [{
    client_id: 'bench',
    client_secret: 'a-secret-of-no-use-elsewhere-than-here',
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
    token_endpoint_auth_method: 'client_secret_post',
  }],
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
  cookies: { keys: ['none'] },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => resource,
      getResourceServerInfo: () => ({
        scope: '', audience: resource, accessTokenFormat: 'jwt', accessTokenTTL: 3600, jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
});
const server = provider.listen(0, '127.0.0.1', () => console.log(`READY ${server.address().port}`));
