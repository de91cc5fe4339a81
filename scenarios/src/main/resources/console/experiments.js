// Experiments by hand: each is a step of the scenario language, sent to the deployment that is up.
import { html, useEffect, useState } from './library.js';
import { post } from './events.js';
import { Act, Choice, Found, Line } from './parts.js';
import { Sequence } from './sequence.js';

export function Experiments({ state, onHop }) {
  const roles = Object.fromEntries(state.nodes.map((node) => [node.role, node]));
  const from = state.rows.findLastIndex((row) => row.step?.number === null);
  return html`<div class="experiments">
    <div class="cards">
      ${roles.lync && html`<${Talk} people=${state.people} />`}
      ${roles.exchange && html`<${Meeting} people=${state.people} node=${roles.exchange} />`}
      <${Partner} nodes=${state.nodes} />
      <${Certificate} nodes=${state.nodes} />
      <${Clock} nodes=${state.nodes} />
      <${Power} nodes=${state.nodes} />
      <${Link} nodes=${state.nodes} />
      <${Cmdlet} nodes=${state.nodes} />
    </div>
    <section class="outcome" aria-label="What came of it" aria-live="polite">
      <h2>What came of it</h2>
      ${state.last ? html`<p class=${state.last.passed ? 'yes' : 'no'}><b>${state.last.passed ? '✓' : '✕'} ${state.last.title}</b></p>
        ${state.last.problems.map((problem) => html`<p class="wrong">${problem}</p>`)}<${Found} found=${state.last.found} />`
        : html`<p class="aside">Nothing was tried yet.</p>`}
      <${Sequence} lanes=${state.lanes} rows=${from < 0 ? [] : state.rows.slice(from)} onHop=${onHop} empty="What travels appears here." />
    </section>
  </div>`;
}

/** Does a step; a step that fails is an outcome too, and is shown below. */
const perform = (step) => post('/api/step', step);

const Card = ({ title, children }) => html`<fieldset class="card"><legend>${title}</legend>${children}</fieldset>`;

const upns = (people) => people.map((person) => ({ value: person.upn, label: person.name }));
const names = (nodes) => nodes.map((node) => node.name);

function Talk({ people }) {
  const [from, setFrom] = useState(people[0].upn);
  const [to, setTo] = useState(people[1]?.upn ?? people[0].upn);
  const [say, setSay] = useState('Lunch at noon?');
  return html`<${Card} title="Send a message">
    <${Choice} label="From" value=${from} on=${setFrom} options=${upns(people)} /><${Choice} label="To" value=${to} on=${setTo} options=${upns(people)} />
    <${Line} label="Says" value=${say} on=${setSay} />
    <div class="buttons"><${Act} kind="main" act=${() => perform({ do: `${from} says something to ${to}`, talk: { from, to, say } })}>Send</${Act}>
      <${Act} act=${() => perform({ do: `${from} signs in to Lync`, 'sign-in': from })}>Only sign in</${Act}></div></${Card}>`;
}

function Meeting({ people, node }) {
  const [who, setWho] = useState(people[0].upn);
  const [with_, setWith] = useState(people[1]?.upn ?? '');
  const [subject, setSubject] = useState('Budget');
  const book = () => {
    const start = new Date(Math.ceil((Date.parse(node.now) + 864e5) / 36e5) * 36e5);
    const body = { subject, start: iso(start), end: iso(new Date(start.getTime() + 36e5)), attendees: [with_] };
    return perform({ do: `${who} books '${subject}' for tomorrow`, call: `${node.name} POST /owa/meetings`, 'as-user': who, body });
  };
  return html`<${Card} title="Book a meeting">
    <${Choice} label="Who" value=${who} on=${setWho} options=${upns(people)} /><${Choice} label="With" value=${with_} on=${setWith} options=${upns(people)} />
    <${Line} label="About" value=${subject} on=${setSubject} />
    <div class="buttons"><${Act} kind="main" act=${book}>Book</${Act}></div></${Card}>`;
}

const iso = (date) => date.toISOString().replace('.000', '');

/** By role: the cmdlets that list, set and remove who is trusted, and how an entry is named there. */
const TRUST = {
  lync: { get: 'Get-CsPartnerApplication', set: 'Set-CsPartnerApplication', remove: 'Remove-CsPartnerApplication', name: 'Identity' },
  exchange: { get: 'Get-PartnerApplication', set: 'Set-PartnerApplication', remove: 'Remove-PartnerApplication', name: 'Name' },
  sharepoint: { get: 'Get-SPTrustedSecurityTokenIssuer', remove: 'Remove-SPTrustedSecurityTokenIssuer', name: 'Name' },
};

function Partner({ nodes }) {
  const able = nodes.filter((node) => TRUST[node.role]);
  const [on, setOn] = useState(able[0]?.name);
  const [partners, setPartners] = useState(null);
  const [which, setWhich] = useState('');
  const node = able.find((one) => one.name === on);
  const cmdlets = TRUST[node?.role];
  const read = async () => {
    const { found } = await post('/api/look', { do: 'Who is trusted', on, run: cmdlets.get });
    const all = (found.output ?? []).map((one) => one[cmdlets.name]);
    setPartners(all);
    setWhich((now) => (all.includes(now) ? now : all[0] ?? ''));
  };
  useEffect(() => { if (node?.up) read().catch(() => setPartners([])); }, [on, nodes]);
  const act = (verb, run, more) => perform({ do: `${on} ${verb} ${which}`, on, run, with: { Identity: which, ...more } });
  return html`<${Card} title="Take a partner away">
    <${Choice} label="At" value=${on} on=${(name) => { setOn(name); setWhich(''); setPartners(null); }} options=${names(able)} />
    <${Choice} label="Partner" value=${which} on=${setWhich} options=${partners?.length ? partners : [{ value: '', label: 'none is registered' }]} />
    <div class="buttons">
      ${cmdlets?.set && html`<${Act} off=${!which} act=${() => act('disables', cmdlets.set, { Enabled: false })}>Disable</${Act}>
        <${Act} off=${!which} act=${() => act('enables', cmdlets.set, { Enabled: true })}>Enable</${Act}>`}
      <${Act} off=${!which} act=${() => act('removes', cmdlets?.remove)}>Remove</${Act}></div></${Card}>`;
}

function Certificate({ nodes }) {
  const lync = nodes.find((node) => node.role === 'lync');
  const [name, setName] = useState(lync?.certificates.includes('renewed') ? 'renewed' : 'oauth');
  if (!lync) return null;
  const roll = () => perform({
    do: `Lync signs with its certificate '${name}' from now on`, on: lync.name, run: 'Set-CsCertificate',
    with: { Identity: 'global', Type: 'OAuthTokenIssuer', Thumbprint: '${' + lync.name + '.certificates.' + name + '.thumbprint}' },
  });
  return html`<${Card} title="Roll Lync's certificate">
    <${Choice} label="To" value=${name} on=${setName} options=${lync.certificates} />
    <div class="buttons"><${Act} kind="main" act=${roll}>Assign at once</${Act}></div></${Card}>`;
}

const EVERY = 'all of them';
const SPANS = [['10 minutes', 'PT10M'], ['9 hours', 'PT9H'], ['a day', 'P1D'], ['30 days', 'P30D'], ['2 years', 'P730D'], ['back 10 minutes', '-PT10M'], ['back a day', '-P1D']];

function Clock({ nodes }) {
  const [who, setWho] = useState(EVERY);
  const [by, setBy] = useState('PT9H');
  const move = () => perform({ do: `The clock of ${who === EVERY ? 'all nodes' : who} moves by ${SPANS.find(([, span]) => span === by)[0]}`, clock: { advance: by, ...(who === EVERY ? {} : { node: who }) } });
  return html`<${Card} title="Move the clock">
    <${Choice} label="Of" value=${who} on=${setWho} options=${[EVERY, ...names(nodes)]} />
    <${Choice} label="By" value=${by} on=${setBy} options=${SPANS.map(([label, value]) => ({ label, value }))} />
    <div class="buttons"><${Act} kind="main" act=${move}>Move</${Act}></div></${Card}>`;
}

function Power({ nodes }) {
  const [name, setName] = useState(nodes[0].name);
  const node = nodes.find((one) => one.name === name);
  return html`<${Card} title="Stop a node">
    <${Choice} label="Node" value=${name} on=${setName} options=${nodes.map((one) => ({ value: one.name, label: `${one.name} (${one.up ? 'up' : 'down'})` }))} />
    <div class="buttons"><${Act} off=${!node?.up} act=${() => perform({ do: `${name} goes down`, stop: name })}>Stop</${Act}>
      <${Act} off=${node?.up} act=${() => perform({ do: `${name} comes back`, start: name })}>Start</${Act}></div></${Card}>`;
}

function Link({ nodes }) {
  const [from, setFrom] = useState(nodes[0].name);
  const [to, setTo] = useState(nodes[1]?.name ?? nodes[0].name);
  return html`<${Card} title="Cut or slow a link">
    <${Choice} label="From" value=${from} on=${setFrom} options=${names(nodes)} /><${Choice} label="To" value=${to} on=${setTo} options=${names(nodes)} />
    <div class="buttons"><${Act} act=${() => perform({ do: `The link from ${from} to ${to} is cut`, cut: { from, to } })}>Cut</${Act}>
      <${Act} act=${() => perform({ do: `The link from ${from} to ${to} is slow`, slow: { from, to, delay: 'PT3S' } })}>Slow</${Act}>
      <${Act} act=${() => perform({ do: `The link from ${from} to ${to} is whole`, heal: { from, to } })}>Heal</${Act}></div></${Card}>`;
}

function Cmdlet({ nodes }) {
  const [on, setOn] = useState(nodes[0].name);
  const [name, setName] = useState('Get-CsPartnerApplication');
  const [text, setText] = useState('');
  const run = () => perform({ do: `${name} runs on ${on}`, on, run: name.trim(), with: parameters(text) });
  return html`<${Card} title="Run a cmdlet">
    <${Choice} label="On" value=${on} on=${setOn} options=${names(nodes)} />
    <${Line} label="Cmdlet" value=${name} on=${setName} />
    <label class="field"><span>With</span><textarea rows="2" placeholder="Name = value" aria-label="Parameters, one a line: Name = value" value=${text} onInput=${(e) => setText(e.target.value)}></textarea></label>
    <div class="buttons"><${Act} kind="main" off=${!name.trim()} act=${run}>Run</${Act}></div></${Card}>`;
}

/** What is written line by line; what reads as JSON (true, 3, a list) is taken as that, all else as text. */
function parameters(text) {
  return Object.fromEntries(text.split('\n').filter((line) => line.trim()).map((line) => {
    const at = line.indexOf('=');
    if (at < 1) throw new Error(`'${line.trim()}' is not of the form Name = value`);
    return [line.slice(0, at).trim(), value(line.slice(at + 1).trim())];
  }));
}

function value(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
