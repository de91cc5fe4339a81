// Readable forms of ids, keys and cmdlets: names beside ids, keys as chips in the colour of their owner, and highlighted command lines.
import { html } from './library.js';
import { hexOf } from './chapters.js';

const GUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const SHORT = '[0-9A-F]{4}…[0-9A-F]{4}';
const KNOWN = new RegExp(`(${GUID}|\\b[0-9A-Fa-f]{40}\\b|\\b${SHORT}\\b|\\bLyncEnterprise-[0-9a-f]{32}\\b)`, 'g');

/** The owner of each id and each thumbprint, from the events of the server. */
const owners = new Map();

/** The full thumbprint for each abbreviated thumbprint. */
const whole = new Map();

/** The title of each server, by the name of its node. All views of the page use these titles. */
const servers = new Map();

/** The pool of each server that has one. */
const pools = new Map();
export function nameServers(nodes) {
  pools.clear();
  nodes.forEach((node) => {
    servers.set(node.name, node.title);
    if (node.pool) { pools.set(node.name, node.pool); servers.set(node.pool, node.poolTitle); }
  });
}
export const serverName = (node) => servers.get(node) ?? node;

/** The box of a server on the map: its pool, or the server itself. */
export const hasPools = () => pools.size > 0;
export const boxOf = (node) => pools.get(node) ?? node;

/** Adds names of ids, and owners of keys by thumbprint. */
export const learn = (names) => Object.entries(names ?? {}).forEach(([id, name]) => {
  owners.set(id.toLowerCase(), name);
  if (/^[0-9A-F]{40}$/.test(id)) whole.set(`${id.slice(0, 4)}…${id.slice(-4)}`, id);
});

/** A thumbprint in hex; the argument is in hex or in base64url. */
const inHex = (thumbprint) => (/^[0-9a-f]{40}$/i.test(thumbprint) || thumbprint.includes('…') ? thumbprint.toUpperCase() : hexOf(thumbprint));

const ownerOf = (thumbprint, hex) => owners.get(hex.toLowerCase()) ?? owners.get(thumbprint.toLowerCase());

/** The label of each kind of key owner. The kind also selects the colour of the key. */
const OWNERS = { lync: 'Lync', exchange: 'Exchange', sharepoint: 'SharePoint', authz: 'Authorization server', outsider: 'other' };
const kindOf = (owner) => ['lync', 'exchange', 'sharepoint'].find((word) => owner?.toLowerCase().includes(word)) ?? (/authoriz|authz|acs/i.test(owner ?? '') ? 'authz' : 'outsider');

/** A key: the first and last four characters of its thumbprint, in the colour of its owner. `onKey` highlights all elements with this key. */
export function Key({ thumbprint, owner, off = false, lit, onKey }) {
  const hex = inHex(thumbprint);
  const whose = owner ?? ownerOf(thumbprint, hex);
  const words = `${whose ? `${whose}'s key` : 'A key'}, ${hex}`;
  const name = `key ${kindOf(whose)} ${off ? 'off' : ''} ${lit === hex ? 'lit' : ''}`;
  const short = html`${whose && html`<small class="whose">${OWNERS[kindOf(whose)]}</small>`}${hex.slice(0, 4)}…${hex.slice(-4)}${off && html`<small class="whose">not used</small>`}`;
  return onKey
    ? html`<button type="button" class=${name} title=${words} aria-label=${words} aria-pressed=${lit === hex} onClick=${(e) => { e.stopPropagation(); onKey(hex); }}>${short}</button>`
    : html`<span class=${name} role="img" aria-label=${words} title=${words}>${short}</span>`;
}

export const hexOfKey = inHex;

/** A text with a name beside each id, and a chip for each thumbprint. `tell` marks the terms of the glossary. */
export function named(text, tell = (part) => part) {
  if (text === null || text === undefined) return null;
  return String(text).split(KNOWN).map((part, i) => {
    if (i % 2 === 0) return tell(part);
    if (part.length === 40 || part.length === 9) return html`<${Key} thumbprint=${whole.get(part) ?? part} />`;
    const name = owners.get(part.toLowerCase());
    const short = part.startsWith('Lync') ? `${part.slice(0, 23)}…` : `${part.slice(0, 8)}-…`;
    return name || part.startsWith('Lync') ? html`<span title=${part}>${short}</span>${name && html` <span class="naming">${name}</span>`}` : part;
  });
}

/** A command line after the prompt of its node's shell. */
export const Typed = ({ who, line }) => html`<code class="typed"><b>${who}></b> ${line.split(/(^[A-Z][a-z]+-[A-Za-z]+| -[A-Z]\w+)/).map((part, i) => (i % 2 ? html`<span class=${part.startsWith(' ') ? 'nb' : 'verb'}>${part}</span>` : part))}</code>`;
