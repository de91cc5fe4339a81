// The doctor's verdict on every edge, with the faults and their fixes.
import { html } from './library.js';
import { Act, moment, verdictOf } from './parts.js';
import { post } from './events.js';
import { Sheet, isAlone } from './hop.js';
import { STATES } from './map.js';
import { since } from './cards.js';
import { Key, boxOf, named, serverName } from './names.js';

/** The list of all edges, with the broken edges first. */
export function Trust({ doctor, edges: examined, onEdge }) {
  const order = { broken: 0, breaks: 1, holds: 2, none: 3 };
  const edges = [...examined].sort((a, b) => order[verdictOf(a).name] - order[verdictOf(b).name]);
  return html`<section class="trust" aria-label="Results of the doctor" tabindex="0"><h2>Results of the doctor${doctor?.at ? html` <small>${doctor.at.slice(11, 19)} UTC</small>` : ''}</h2>
    ${(doctor?.warnings ?? []).map((warning) => html`<p class="warning" role="note"><b>Warning:</b> ${warning}</p>`)}
    <ul>${edges.map((edge) => html`<li><button type="button" class="verdict ${verdictOf(edge).name}" onClick=${() => onEdge(edge)}>
      <span class="sign" aria-hidden="true">${verdictOf(edge).sign}</span><b>${serverName(edge.caller)} → ${serverName(edge.resource)}</b>
      <span>${edge.kind === 'none' ? verdictOf(edge).word : `${edge.kind}, ${verdictOf(edge).word}`}${edge.date ? ` on ${moment(edge.date)}` : ''}</span>${edge.servers.length > 0 && html`<small>${edge.servers.join(', ')}</small>`}</button></li>`)}</ul>
    ${(doctor?.nodes ?? []).map((node) => html`<details class="observed"><summary>Observed on ${serverName(node.node)}${node.faults.length + node.differences.length ? ' (see inside)' : ''}</summary>
      <ul>${node.observed.map((sentence) => html`<li>${sentence}</li>`)}</ul><${Found} of=${node} /></details>`)}
    ${!edges.length && html`<p class="aside">${doctor?.failed ?? 'The doctor has no result yet.'}</p>`}</section>`;
}

/** The faults, and the differences between observed calls and a fresh call, each with its fix. */
function Found({ of }) {
  return html`${(of.faults ?? []).map((fault) => html`<article class="fault"><h3>${fault.code}</h3><p>${fault.sentence}</p><${Fixes} of=${fault} /></article>`)}
    ${(of.differences ?? []).map((difference) => html`<article class="fault"><h3>Observed and fresh differ</h3><p>${difference.sentence}</p><${Fixes} of=${difference} /></article>`)}`;
}

const Fixes = ({ of }) => of.cure.map((fix) => html`<p class="fix"><span class="aside">On ${serverName(fix.node)}:</span><br /><code>${fix.line}</code></p>
  ${isAlone(fix.line) && html`<${Act} kind="main" act=${() => post('/api/cmdlet', fix)}>Run it</${Act}>`}`);

const NAMES = { key: 'Key', page: 'Published and read', upload: 'Uploaded', server: 'Authorization server', registration: 'Registration', partner: 'Registration at the caller', resource: 'Service principal of the resource' };

/** The details of a trust: its links with the steps that created them, the calls that it decided, and the faults that the doctor found. */
export function EdgeSheet({ edge, examined, doctor, state, onHop, onClose }) {
  const { name, sign, word } = STATES[edge.state];
  const verdict = examined && verdictOf(examined);
  const { lanes, rows } = state;
  const changed = rows.find((row) => row.hop?.number === edge.since.hop)?.hop;
  const isOlder = changed && doctor?.at && Date.parse(doctor.at) < Date.parse(changed.at);
  const calls = rows.map((row) => row.hop).filter((hop) => hop && (hop.kind === 'ACCEPTED' || hop.kind === 'REFUSED') && boxOf(hop.node) === edge.resource && boxOf(lanes[hop.to]?.id) === edge.caller);
  return html`<${Sheet} title="${serverName(edge.caller)} → ${serverName(edge.resource)}" onClose=${onClose}>
    <p class="verdict ${name}"><span class="sign" aria-hidden="true">${sign}</span> <b>${word}</b> <span>${edge.via ? `with a token of ${serverName(edge.via)}` : 'with a token of its own'}, ${since(edge.since, rows)}</span></p>
    ${edge.servers?.length > 0 && html`<p>Only between these servers: ${edge.servers.join(', ')}</p>`}
    <p>${serverName(edge.resource)}: “${named(edge.sentence)}”</p>
    <ol class="links">${edge.links.map((link) => html`<li class=${link.is ? 'yes' : 'no'}><span class="sign" aria-hidden="true">${link.is ? '✓' : '✕'}</span> <b>${NAMES[link.name]}</b> ${link.key && html`<${Key} thumbprint=${link.key} />`}
      <p>${named(link.text)} <small>${link.is ? `Since ${since(link.since, rows)}.` : ''}</small>${link.is && link.since.hop > 0 && html` <${HopButton} rows=${rows} number=${link.since.hop} onHop=${onHop} />`}</p></li>`)}
      <li class="plain"><b>Calls judged by it</b> <p>${calls.length ? calls.slice(-40).map((hop) => html`<${HopButton} rows=${rows} number=${hop.number} onHop=${onHop} sign=${hop.tone === 'YES' ? '✓' : '✕'} /> `) : 'none yet'}</p></li></ol>
    ${examined && html`<h3>The doctor${doctor.at ? `, ${doctor.at.slice(11, 19)} UTC` : ''}: ${verdict.word}${examined.date ? ` on ${moment(examined.date)}` : ''}</h3>
      ${examined.servers.length > 0 && html`<p>Only between these servers: ${examined.servers.join(', ')}</p>`}
      ${isOlder && html`<p class="aside">The doctor looked before this trust changed. It looks again when no hop has happened for a second.</p>`}<${Found} of=${examined} />`}
  </${Sheet}>`;
}

const HopButton = ({ rows, number, onHop, sign }) => html`<button type="button" class="small" onClick=${() => onHop(rows.find((row) => row.hop?.number === number)?.hop)}>${sign ? `${sign} ` : ''}hop ${number}</button>`;

export function NodeSheet({ node, onClose }) {
  return html`<${Sheet} title="${serverName(node.name)}" onClose=${onClose}>
    <dl class="facts"><dt>role</dt><dd>${node.role}</dd>${node.pool && html`<dt>pool</dt><dd>${node.pool}</dd>`}<dt>state</dt><dd>${node.up ? 'up' : 'down'}</dd>
      <dt>hosts</dt><dd>${node.hosts.join(', ')}</dd><dt>realm</dt><dd><code>${node.realm}</code></dd>
      <dt>clock</dt><dd>${moment(node.now)} UTC${node.moved === 'PT0S' ? '' : `, moved by ${node.moved}`}</dd></dl>
    <${Act} act=${() => post('/api/step', node.up ? { do: `${node.name} stops`, stop: node.name } : { do: `${node.name} starts`, start: node.name })}>${node.up ? 'Stop it' : 'Start it'}</${Act}>
  </${Sheet}>`;
}
