// The doctor's verdict on every edge, what is wrong with it, and what mends it.
import { html } from './library.js';
import { Act, moment, verdictOf } from './parts.js';
import { post } from './events.js';
import { Sheet } from './hop.js';

/** Every edge in words, the broken ones first. */
export function Trust({ doctor, onEdge }) {
  const order = { broken: 0, breaks: 1, holds: 2, none: 3 };
  const edges = [...(doctor?.edges ?? [])].sort((a, b) => order[verdictOf(a).name] - order[verdictOf(b).name]);
  return html`<section class="trust" aria-label="Results of the doctor" tabindex="0"><h2>Results of the doctor</h2>
    ${(doctor?.warnings ?? []).map((warning) => html`<p class="warning" role="note"><b>Warning:</b> ${warning}</p>`)}
    <ul>${edges.map((edge) => html`<li><button type="button" class="verdict ${verdictOf(edge).name}" onClick=${() => onEdge(edge)}>
      <span class="sign" aria-hidden="true">${verdictOf(edge).sign}</span><b>${edge.caller} → ${edge.resource}</b>
      <span>${edge.kind === 'none' ? verdictOf(edge).word : `${edge.kind}, ${verdictOf(edge).word}`}${edge.date ? ` on ${moment(edge.date)}` : ''}</span></button></li>`)}</ul>
    ${(doctor?.nodes ?? []).map((node) => html`<details class="observed"><summary>Observed on ${node.node}${node.faults.length + node.differences.length ? ' (see inside)' : ''}</summary>
      <ul>${node.observed.map((sentence) => html`<li>${sentence}</li>`)}</ul><${Found} of=${node} /></details>`)}
    ${!edges.length && html`<p class="aside">${doctor?.failed ?? 'The doctor has no result yet.'}</p>`}</section>`;
}

/** Faults, and where what was observed differs from a fresh call, each with its fix. */
function Found({ of }) {
  return html`${(of.faults ?? []).map((fault) => html`<article class="fault"><h3>${fault.code}</h3><p>${fault.sentence}</p><${Fixes} of=${fault} /></article>`)}
    ${(of.differences ?? []).map((difference) => html`<article class="fault"><h3>Observed and fresh differ</h3><p>${difference.sentence}</p><${Fixes} of=${difference} /></article>`)}`;
}

const Fixes = ({ of }) => of.cure.map((fix) => html`<p class="fix"><span class="aside">On ${fix.node}:</span><br /><code>${fix.line}</code></p>
  ${alone(fix.line) && html`<${Act} kind="main" act=${() => post('/api/cmdlet', fix)}>Run it</${Act}>`}`);

export function EdgeSheet({ edge, onClose }) {
  const verdict = verdictOf(edge);
  return html`<${Sheet} title="${edge.caller} → ${edge.resource}" onClose=${onClose}>
    <p class="verdict ${verdict.name}"><span class="sign" aria-hidden="true">${verdict.sign}</span> <b>${edge.kind === 'none' ? 'No trust is configured' : edge.kind}: ${verdict.word}</b>${edge.date ? ` on ${moment(edge.date)}` : ''}</p>
    <p>When ${edge.caller} calls ${edge.resource}, ${WHY[edge.kind] ?? ''}</p>
    <${Found} of=${edge} />
  </${Sheet}>`;
}

/** Whether a line stands on its own: one cmdlet, without a variable of an earlier line, and no mere advice. */
const alone = (line) => !line.startsWith('#') && !line.replace(/\$(true|false|null)\b/gi, '').includes('$');

const WHY = {
  'partner application': 'it signs its own token. It is a partner application of the resource.',
  'authorization server': 'an authorization server that both trust signs the token.',
  none: 'it has no trusted issuer.',
};

export function NodeSheet({ node, onClose }) {
  return html`<${Sheet} title="${node.name}" onClose=${onClose}>
    <dl class="facts"><dt>role</dt><dd>${node.role}</dd><dt>state</dt><dd>${node.up ? 'up' : 'down'}</dd>
      <dt>hosts</dt><dd>${node.hosts.join(', ')}</dd><dt>realm</dt><dd><code>${node.realm}</code></dd>
      <dt>clock</dt><dd>${moment(node.now)} UTC${node.moved === 'PT0S' ? '' : `, moved by ${node.moved}`}</dd></dl>
    <${Act} act=${() => post('/api/step', node.up ? { do: `${node.name} stops`, stop: node.name } : { do: `${node.name} starts`, start: node.name })}>${node.up ? 'Stop it' : 'Start it'}</${Act}>
  </${Sheet}>`;
}
