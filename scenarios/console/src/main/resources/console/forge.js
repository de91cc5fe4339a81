// Creates the value of `forge` in the scenario language from the choices of the workbench: the token of a caller, and its changes.
import { same } from './fields.js';

export const NOBODY = 'no user: application only';
export const ITSELF = 'the caller itself';
export const ABSENT = 'absent';
const PARTS = ['header', 'claims'];
const LAYERS = ['outer', 'actor', 'assertion'];

/** The value of `forge` for the choices in `wish`. If `made` and `now` are given, the value contains the changes between these two tokens. */
export function forgeOf(wish, nodes, made, now) {
  const asserts = nodes.some((node) => node.role === 'authz' && node.name === wish.to);
  if (asserts) return { assertion: { issuer: wish.issuer, key: wish.key, ...changes('assertion', made, now) } };
  const vouched = wish.voucher === ITSELF ? { outer: {}, actor: {} } : voucher(wish, nodes);
  const layer = (name) => {
    const { header, claims } = changes(name, made, now);
    return { ...(Object.keys(header).length && { header }), ...mergedClaims(vouched[name], claims) };
  };
  const actor = { issuer: wish.voucher === ITSELF ? wish.issuer : wish.voucher, key: wish.key, certificate: wish.certificate, signature: wish.signature === ABSENT ? 'valid' : wish.signature, ...layer('actor') };
  if (wish.user === NOBODY) return { actor };
  const outer = { user: wish.user, ...layer('outer') };
  return wish.signature === ABSENT ? { outer } : { outer, actor };
}

const mergedClaims = (vouched, claims) => {
  const all = { ...vouched, ...claims };
  return Object.keys(all).length ? { claims: all } : {};
};

/** The claims in which a token from an authorization server differs from a token that the caller signs: they name all applications with the tenant as the realm. */
function voucher(wish, nodes) {
  const node = (name) => nodes.find((one) => one.name === name);
  const tenant = node(wish.voucher).realm;
  const caller = `${node(wish.issuer).application}@${tenant}`;
  const aud = `${node(wish.to).application}/${node(wish.to).host}@${tenant}`;
  return { outer: { aud, iss: caller }, actor: { aud, nameid: caller } };
}

/** The changed members of a layer. The value null removes a member. */
const changes = (layer, made, now) => Object.fromEntries(PARTS.map((part) => [part, difference(made?.[layer]?.[part] ?? {}, now?.[layer]?.[part] ?? {})]));

const difference = (before, after) => Object.fromEntries([
  ...Object.entries(after).filter(([name, value]) => name !== 'actortoken' && !same(before[name], value)),
  ...Object.keys(before).filter((name) => name !== 'actortoken' && !(name in after)).map((name) => [name, null]),
]);

/** A copy of an opened token with the changes of a preset. */
export function applied(token, forge) {
  const next = structuredClone(token);
  for (const layer of LAYERS.filter((name) => next[name] && forge?.[name])) {
    for (const part of PARTS) {
      for (const [name, value] of Object.entries(forge[layer][part] ?? {})) {
        if (value === null) delete next[layer][part][name];
        else next[layer][part][name] = value;
      }
    }
  }
  return next;
}

/** The choices for a preset: the choices of the good token, with the preset's issuer, key, certificate, signature and user. */
export function wishOf(good, forge, to) {
  const actor = forge.actor ?? {};
  const voucher = actor.issuer && actor.issuer !== good.issuer ? actor.issuer : good.voucher;
  const signer = voucher === ITSELF ? good.issuer : voucher;
  const asserted = forge.assertion ? { issuer: forge.assertion.issuer, key: forge.assertion.key ?? forge.assertion.issuer } : {};
  return {
    ...good, to: to ?? good.to, voucher, spoil: good.spoil,
    key: actor.key ?? signer, certificate: actor.certificate ?? signer, signature: 'actor' in forge && forge.actor === null ? ABSENT : actor.signature ?? 'valid',
    user: forge.outer?.user ?? good.user, ...asserted,
  };
}

/** The YAML of a scenario step that presents a token and expects a hop. The times in the token are relative to the time of the step. */
export function stepOf(title, to, forge, hop, moment) {
  const text = JSON.stringify(forge, (name, value) => (['nbf', 'exp', 'iat'].includes(name) && /^[0-9]{9,11}$/.test(String(value)) ? relative(value - moment) : value));
  const lines = [`- do: ${JSON.stringify(title)}`, '  present:', `    to: ${to}`, `    forge: ${text}`];
  return `${[...lines, ...(hop ? [`  hops: ${hop}`] : [])].join('\n')}\n`;
}

const relative = (seconds) => `\${epoch${seconds < 0 ? '-' : '+'}PT${Math.abs(Math.round(seconds))}S}`;
