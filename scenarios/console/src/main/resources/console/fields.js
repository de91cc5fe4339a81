// The editor for the members of a forged token. Each member shows its meaning, the names of its ids, and readable times.
import { html, useState } from './library.js';

const TITLES = { outer: 'Outer token, unsigned: for which user', actor: 'Actor token, signed: which server calls', assertion: 'Assertion, signed: which server asks for a token' };
const TIMES = ['nbf', 'exp', 'iat'];
const HOUR = 3600;

/** The named validity periods: start and end in seconds from now. */
export const VALIDITIES = { 'now, for 8 hours': [0, 8 * HOUR], '2 hours ago': [-3 * HOUR, -2 * HOUR], 'in an hour': [HOUR, 9 * HOUR], 'for a year': [0, 365 * 24 * HOUR] };

const isTime = (name, value) => TIMES.includes(name) && /^[0-9]{9,11}$/.test(String(value));
const clock = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
const typedTime = (text) => {
  const found = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d)?$/.exec(text.trim());
  const moment = found && Date.parse(`${found[1]}T${found[2]}${found[3] ?? ':00'}Z`);
  return found && !Number.isNaN(moment) ? String(moment / 1000) : null;
};

/** A duration in words, for instance `8 hours` or `2 days`. */
export function span(seconds) {
  const size = Math.abs(seconds);
  const [unit, of] = size < 90 * 60 ? ['minute', 60] : size < 72 * HOUR ? ['hour', HOUR] : ['day', 24 * HOUR];
  const count = Math.round(size / of);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
const fromNow = (seconds) => (Math.abs(seconds) < 30 ? 'now' : seconds < 0 ? `${span(seconds)} ago` : `in ${span(seconds)}`);

const PRODUCTS = { lync: 'Lync', exchange: 'Exchange', sharepoint: 'SharePoint', authz: 'authorization server' };
const IDS = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** The names in all hops: principals and tenants by id, and the owners of keys by thumbprint. */
export const namesOf = (rows) => Object.assign({}, ...rows.map((row) => row.hop?.reading?.names ?? {}));

/** A thumbprint in hex, as cmdlets show it; null if the value is not a thumbprint in base64url. */
function hexOf(x5t) {
  try {
    const bytes = atob(String(x5t).replace(/-/g, '+').replace(/_/g, '/'));
    return bytes.length === 20 ? [...bytes].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('').toUpperCase() : null;
  } catch {
    return null;
  }
}

/** The names for the ids in a member: the services of principals, the tenants, the nodes of hosts, and the owner of a key. */
function namesIn(member, value, nodes, names) {
  const hex = member === 'x5t' ? hexOf(value) : null;
  if (hex) return [`${names[hex] ? `key of ${names[hex]}` : 'key'} ${hex.slice(0, 4)}…${hex.slice(-4)}`];
  const text = String(value);
  const ids = [...text.matchAll(IDS)].map(([id]) => PRODUCTS[nodes.find((node) => node.application === id)?.role] ?? names[id] ?? null);
  const hosts = nodes.filter((node) => node.hosts.some((host) => text.includes(`/${host}@`))).map((node) => `host of ${node.name}`);
  return [...new Set([...ids, ...hosts].filter(Boolean))];
}

/** One layer of the token. `good` is this layer before any change; the editor compares with `good` to mark changes. */
export function Layer({ layer, good, made, now, meanings, state, names, moment, edit, tell }) {
  const [name, setName] = useState('');
  const add = () => { if (name) { edit(layer, 'claims', name, ''); setName(''); } };
  return html`<section class="layer ${layer}"><h4>${TITLES[layer]}</h4>
    ${['header', 'claims'].flatMap((part) => Object.keys({ ...made[part], ...now[part] }).filter((one) => one !== 'actortoken').map((one) => html`
      <${Member} key=${part + one} id="${layer} ${part} ${one}" name=${one} value=${now[part][one]} before=${made[part][one]} meaning=${meanings?.[one]} state=${state} names=${names} moment=${moment} tell=${tell}
        changed=${!unchanged(one, good?.[part]?.[one], now[part][one])} label=${layer} on=${(value) => edit(layer, part, one, value)} />`))}
    <div class="member"><input class="name" aria-label="Name of another ${layer} claim" placeholder="new claim" value=${name} onInput=${(e) => setName(e.target.value.trim())} onKeyDown=${(e) => e.key === 'Enter' && add()} />
      <span></span><button type="button" class="small" aria-label="Add the ${layer} claim" disabled=${!name} onClick=${add}>+</button></div></section>`;
}

function Member({ id, name, value, before, meaning, changed, state, names, moment, label, on, tell }) {
  const there = value !== undefined;
  const time = there && isTime(name, value);
  const known = there ? namesIn(name, value, state.nodes, names) : [];
  const typed = (text) => on((TIMES.includes(name) && typedTime(text)) || meant(text, before));
  return html`<div class="member ${changed ? 'changed' : ''}"><b class="name">${name}</b>
    <span class="value">${there ? html`<input aria-label=${id} spellcheck="false" value=${time ? clock(value) : shown(value)} onInput=${(e) => typed(e.target.value)} />` : html`<i class="aside">removed</i>`}
      ${known.map((one) => html`<span class="who">${one}</span>`)}</span>
    <button type="button" class="small" aria-label="${there ? 'Remove' : 'Restore'} ${label} ${name}" onClick=${() => on(there ? undefined : before)}>${there ? '✕' : '↺'}</button>
    <small>${changed && html`<em class="marked">changed</em> `}${time && html`<span>UTC, ${fromNow(value - moment)} <code>${value}</code>. </span>`}${tell(meaning ?? '')}</small></div>`;
}

/** The validity period of the token: a choice that changes all layers together, and a bar with a mark at the current time. */
export function Validity({ fields, moment, on }) {
  const layer = fields.actor ?? fields.outer ?? fields.assertion;
  const [from, until] = ['nbf', 'exp'].map((name) => Number(layer.claims[name]));
  if (!from || !until) return null;
  const is = Object.keys(VALIDITIES).find((name) => VALIDITIES[name].every((offset, i) => Math.abs(moment + offset - [from, until][i]) < 120)) ?? '';
  const [low, high] = [Math.min(from, moment) - HOUR, Math.max(until, moment) + HOUR];
  const place = (at) => `${(100 * (at - low)) / (high - low)}%`;
  return html`<div class="validity"><label class="field"><span>Valid</span><select value=${is} onChange=${(e) => on(VALIDITIES[e.target.value])}>
      ${!is && html`<option value=${''} selected>as entered</option>`}${Object.keys(VALIDITIES).map((name) => html`<option value=${name} selected=${name === is}>${name}</option>`)}</select></label>
    <div><div class="time" role="img" aria-label="Valid from ${clock(from)} to ${clock(until)} UTC, now it is ${clock(moment)} UTC"><i style=${{ left: place(from), width: `${(100 * Math.max(0, until - from)) / (high - low)}%` }}></i><u style=${{ left: place(moment) }}></u></div>
      <small>${clock(from)} to ${clock(until)} UTC, ${span(until - from)}. The server's clock says ${clock(moment).slice(11)}.</small></div></div>`;
}

/** Whether two values are equal. Times count as equal if they differ by less than 5 seconds, because the two tokens are made one after the other. */
const unchanged = (name, a, b) => same(a, b) || (isTime(name, a) && isTime(name, b) && Math.abs(a - b) < 5);
export const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const shown = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

/** The value of an edited member. A new member or a former text becomes a text, unless it starts with a bracket. Any other input is parsed as JSON. */
function meant(text, before) {
  if ((before === undefined || typeof before === 'string') && !/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
