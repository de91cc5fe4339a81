// The room of the forecast: which features stop working on which date, with the map at each date.
import { html, useEffect, useState } from './library.js';
import { get, post } from './events.js';
import { TrustMap } from './map.js';
import { Act, Choice, betweenBoxes, verdictOf } from './parts.js';
import { Typed } from './names.js';

/** How the map names the verdicts of the doctor. */
const STATE = { holds: 'holds', breaks: 'holds', broken: 'broken', none: 'none' };

export function Forecast() {
  const [menu, setMenu] = useState(null);
  const [topology, setTopology] = useState('');
  const [at, setAt] = useState('');
  const [told, setTold] = useState(null);
  const [day, setDay] = useState(0);
  useEffect(() => {
    get('/api/forecast').then((found) => {
      setMenu(found);
      setTopology(found.topologies.includes('hybrid') ? 'hybrid' : found.topologies[0]);
      setAt('2025-09-01');
    }, () => {});
  }, []);
  const make = async () => {
    const made = await post('/api/forecast', { topology, at });
    setTold(made);
    setDay(0);
  };
  return html`<div class="forecast">
    <h2>What breaks when?</h2>
    <p class="aside">Microsoft switches parts of its online services off on published dates. The lab sets a deployment up, moves its clocks to each date, and uses each feature there. Your own deployment: <code>./lab import</code>, then <code>./lab forecast</code>.</p>
    ${menu && html`<div class="bar"><${Choice} label="Topology" value=${topology} on=${setTopology} options=${menu.topologies} />
      <label class="field"><span>From</span><input type="date" min=${menu.from} max=${menu.until} value=${at} onInput=${(e) => setAt(e.target.value)} /></label>
      <${Act} kind="main" off=${!at} act=${make}>Make the forecast (half a minute)</${Act}></div>`}
    ${told && html`<${Days} told=${told} day=${Math.min(day, told.days.length - 1)} on=${setDay} />`}</div>`;
}

/** A line that no shell runs. */
const isRemark = (fix) => fix.line.startsWith('#');

const STATES = { works: { kind: 'yes', words: '✓ works' }, breaks: { kind: 'no', words: '✕ breaks' }, unplayed: { kind: 'unknown', words: '– not played' } };

const stateOf = (feature, day) => STATES[feature.unplayed ? 'unplayed' : feature.days[day].works ? 'works' : 'breaks'];

const dateOf = (day) => day.at.slice(0, 10);

/** One day: the slider, what changes, the features, and the map of the trust. */
function Days({ told, day, on }) {
  const now = told.days[day];
  const broken = told.features.filter((feature) => !feature.days[day].works);
  const causes = [...new Map(broken.flatMap((feature) => feature.days[day].causes).map((cause) => [cause.code + cause.sentence, cause])).values()];
  return html`<div class="slider"><button type="button" disabled=${day === 0} onClick=${() => on(day - 1)} aria-label="Earlier date">◀</button>
      <label class="field grow"><span>Date ${day + 1} of ${told.days.length}</span><input type="range" min="0" max=${told.days.length - 1} value=${day} aria-valuetext=${dateOf(now)} onInput=${(e) => on(Number(e.target.value))} /></label>
      <button type="button" disabled=${day === told.days.length - 1} onClick=${() => on(day + 1)} aria-label="Later date">▶</button></div>
    <p class="date" role="status"><b>${dateOf(now)}</b> ${[...now.changes, ...now.expired].join(' ')}</p>
    <div class="two"><section aria-label="Features"><h3>Features</h3><ul>${told.features.map((feature) => html`<li class=${stateOf(feature, day).kind}>
        <b>${stateOf(feature, day).words}</b> <span>${feature.feature}</span> <small>${labels(told.nodes)(feature.caller)} → ${labels(told.nodes)(feature.resource)}${feature.unplayed ? `: ${feature.unplayed}` : ''}</small></li>`)}</ul></section>
      <section aria-label="Map"><${TrustMap} nodes=${told.nodes.map((node) => ({ ...node, up: true }))} edges=${edgesOf(now, told.nodes)} doctor=${null} active=${null} onEdge=${() => {}} onNode=${() => {}} /></section></div>
    ${causes.map((cause) => html`<article class="fault"><h3>${cause.code}</h3><p>${cause.sentence}.</p>
      ${cause.cure.map((fix) => (isRemark(fix) ? html`<p><b>${fix.line.replace(/^#\s*/, '')}</b></p>` : html`<p class="fix"><${Typed} who=${fix.node} line=${fix.line} /></p>`))}
      ${cause.cure.length === 0 && html`<p><b>no fix is known</b></p>`}</article>`)}`;
}

const labels = (nodes) => (name) => { const pool = nodes.find((node) => node.name === name)?.pool; return pool ? `${name} (${pool})` : name; };

const edgesOf = (now, nodes) => betweenBoxes(now.trust.edges, (name) => nodes.find((node) => node.name === name)?.pool ?? name, labels(nodes)).filter((edge) => edge.kind !== 'none').map((edge) => ({
  caller: edge.caller, resource: edge.resource, state: STATE[verdictOf(edge).name], via: edge.kind === 'authorization server' ? 'authz' : null, links: [],
}));
