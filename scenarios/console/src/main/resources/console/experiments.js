// Manual experiments. Each experiment sends a step of the scenario language to the running deployment.
import { html, useEffect, useRef, useState } from './library.js';
import { get, post } from './events.js';
import { reader } from './glossary.js';
import { Act, Choice, Found, Line } from './parts.js';
import { Sequence } from './sequence.js';
import { Snapshots } from './snapshots.js';

export function Experiments({ state, onHop }) {
  const roles = Object.fromEntries(state.nodes.map((node) => [node.role, node]));
  const from = state.rows.findLastIndex((row) => row.step?.number === null);
  const tell = reader();
  return html`<div class="experiments">
    <div class="cards">
      ${roles.lync && html`<${Talk} people=${state.people} />`}
      ${roles.exchange && html`<${Meeting} people=${state.people} node=${roles.exchange} />`}
      <${Partner} nodes=${state.nodes} />
      <${Certificate} nodes=${state.nodes} domain=${state.domain} />
      <${Clock} nodes=${state.nodes} />
      <${Power} nodes=${state.nodes} />
      <${Link} nodes=${state.nodes} />
      <${Cmdlet} nodes=${state.nodes} />
      <${Snapshots} />
    </div>
    <section class="outcome" aria-label="Result" aria-live="polite">
      <div class="buttons"><h2>Result</h2><${Act} act=${save}>Save as a scenario</${Act}></div>
      ${state.last ? html`<p class=${state.last.passed ? 'yes' : 'no'}><b>${state.last.passed ? '✓' : '✕'} ${state.last.title}</b></p>
        ${state.last.problems.map((problem) => html`<p class="wrong">${tell(problem)}</p>`)}<${Found} found=${state.last.found} />`
        : html`<p class="aside">No experiment yet.</p>`}
      <${Sequence} lanes=${state.lanes} rows=${from < 0 ? [] : state.rows.slice(from)} onHop=${onHop} empty="The hops appear here." />
    </section>
  </div>`;
}

/** Downloads everything that was done on this deployment as a scenario file. */
async function save() {
  const { name, text } = await get('/api/recording');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Executes a step. The page also shows the result of a failed step. */
const perform = (step) => post('/api/step', step);

const Card = ({ title, children }) => html`<fieldset class="card"><legend>${reader()(title)}</legend>${children}</fieldset>`;

const upns = (people) => people.map((person) => ({ value: person.upn, label: person.name }));
const names = (nodes) => nodes.map((node) => node.name);

function Talk({ people }) {
  const [from, setFrom] = useState(people[0].upn);
  const [to, setTo] = useState(people[1]?.upn ?? people[0].upn);
  const [say, setSay] = useState('Lunch at noon?');
  return html`<${Card} title="Send a message">
    <${Choice} label="From" value=${from} on=${setFrom} options=${upns(people)} /><${Choice} label="To" value=${to} on=${setTo} options=${upns(people)} />
    <${Line} label="Text" value=${say} on=${setSay} />
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
    <${Choice} label="Organizer" value=${who} on=${setWho} options=${upns(people)} /><${Choice} label="Attendee" value=${with_} on=${setWith} options=${upns(people)} />
    <${Line} label="Subject" value=${subject} on=${setSubject} />
    <div class="buttons"><${Act} kind="main" act=${book}>Book</${Act}></div></${Card}>`;
}

const iso = (date) => date.toISOString().replace('.000', '');

/** For each role: the cmdlets that list, change and remove partners, and the parameter that names a partner. */
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
  return html`<${Card} title="Change a partner application">
    <${Choice} label="Server" value=${on} on=${(name) => { setOn(name); setWhich(''); setPartners(null); }} options=${names(able)} />
    <${Choice} label="Partner" value=${which} on=${setWhich} options=${partners?.length ? partners : [{ value: '', label: 'no partner registered' }]} />
    <div class="buttons">
      ${cmdlets?.set && html`<${Act} off=${!which} act=${() => act('disables', cmdlets.set, { Enabled: false })}>Disable</${Act}>
        <${Act} off=${!which} act=${() => act('enables', cmdlets.set, { Enabled: true })}>Enable</${Act}>`}
      <${Act} off=${!which} act=${() => act('removes', cmdlets?.remove)}>Remove</${Act}></div></${Card}>`;
}

const OAUTH = { Identity: 'global', Type: 'OAuthTokenIssuer' };

/** For each role: the cmdlet that assigns a certificate at once (`now`), at a date (`then`), or manually later without a date (`queue`). */
const ROLL = {
  lync: {
    now: (thumbprint) => ['Set-CsCertificate', { ...OAUTH, Thumbprint: thumbprint }],
    then: (thumbprint, date) => ['Set-CsCertificate', { ...OAUTH, Thumbprint: thumbprint, Roll: true, EffectiveDate: date }],
  },
  exchange: {
    now: (thumbprint) => ['Set-AuthConfig', { CertificateThumbprint: thumbprint }],
    then: (thumbprint, date) => ['Set-AuthConfig', { NewCertificateThumbprint: thumbprint, NewCertificateEffectiveDate: date }],
  },
  sharepoint: {
    now: (thumbprint) => ['Set-SPSecurityTokenServiceConfig', { SigningCertificateThumbprint: thumbprint }],
    queue: (thumbprint) => ['Set-SPSecurityTokenServiceConfig', { QueueSigningCertificateThumbprint: thumbprint }],
  },
  authz: { then: (_, date) => ['New-LabSigningCertificate', { EffectiveDate: date }] },
};
const NEW = 'a new one';

/** For each role: the cmdlet that creates a new certificate for a rollover. */
const FRESH = {
  lync: (domain) => ['New-SelfSignedCertificate', { DnsName: [domain] }],
  exchange: () => ['New-SelfSignedCertificate', { Subject: 'Microsoft Exchange Server Auth Certificate' }],
  sharepoint: () => ['New-SelfSignedCertificate', { Subject: 'SharePoint Security Token Service' }],
};

function Certificate({ nodes, domain }) {
  const able = nodes.filter((node) => ROLL[node.role]);
  const [on, setOn] = useState(able[0].name);
  const node = able.find((one) => one.name === on);
  const choices = node.role === 'authz' ? [NEW] : [...node.certificates.filter((name) => name !== 'oauth'), NEW, 'oauth'];
  const [chosen, choose] = useState(null);
  const which = choices.includes(chosen) ? chosen : choices[0];
  const [date, setDate] = useState(null);
  const from = date ?? hour(Date.parse(node.now) + 26 * 36e5);
  const roll = async (how, words) => {
    let thumbprint = '${' + on + '.certificates.' + which + '.thumbprint}';
    if (which === NEW && FRESH[node.role]) {
      const [run, parameters] = FRESH[node.role](domain);
      const made = await perform({ do: `A certificate is made on ${on}`, on, run, with: parameters, as: 'fresh' });
      if (!made.passed) return;
      thumbprint = '${fresh.Thumbprint}';
    }
    const [run, parameters] = how(thumbprint, `${from.trim().replace(' ', 'T')}:00Z`);
    await perform({ do: `${on} ${words}`, on, run, with: parameters });
  };
  const { now, then, queue } = ROLL[node.role];
  const named = which === NEW ? 'a new certificate' : `its certificate '${which}'`;
  return html`<${Card} title="Replace a certificate">
    <${Choice} label="Of" value=${on} on=${setOn} options=${names(able)} />
    <${Choice} label="To" value=${which} on=${choose} options=${choices.map((one) => ({ value: one, label: one === 'oauth' ? 'oauth, the first' : one }))} />
    ${then && html`<${Line} label="UTC" value=${from} on=${setDate} hint="Effective time by the clock of ${on}" />`}
    <div class="buttons">
      ${now && html`<${Act} act=${() => roll(now, `signs with ${named} from now on`)}>Now</${Act}>`}
      ${then && html`<${Act} kind="main" off=${!from} act=${() => roll(then, `signs with ${named} from ${from} on`)}>On that date</${Act}>`}
      ${queue && html`<${Act} kind="main" act=${() => roll(queue, `publishes ${named}, to sign with it later`)}>Publish first</${Act}>`}</div></${Card}>`;
}

/** The next full hour after a moment, as text in UTC. The clocks of nodes show UTC. */
const hour = (moment) => new Date(Math.ceil(moment / 36e5) * 36e5).toISOString().slice(0, 16).replace('T', ' ');

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
    <div class="buttons"><${Act} off=${!node?.up} act=${() => perform({ do: `${name} stops`, stop: name })}>Stop</${Act}>
      <${Act} off=${node?.up} act=${() => perform({ do: `${name} starts`, start: name })}>Start</${Act}></div></${Card}>`;
}

function Link({ nodes }) {
  const [from, setFrom] = useState(nodes[0].name);
  const [to, setTo] = useState(nodes[1]?.name ?? nodes[0].name);
  return html`<${Card} title="Cut or slow a link">
    <${Choice} label="From" value=${from} on=${setFrom} options=${names(nodes)} /><${Choice} label="To" value=${to} on=${setTo} options=${names(nodes)} />
    <div class="buttons"><${Act} act=${() => perform({ do: `The link from ${from} to ${to} is cut`, cut: { from, to } })}>Cut</${Act}>
      <${Act} act=${() => perform({ do: `The link from ${from} to ${to} is slow`, slow: { from, to, delay: 'PT3S' } })}>Slow</${Act}>
      <${Act} act=${() => perform({ do: `The link from ${from} to ${to} is repaired`, heal: { from, to } })}>Repair</${Act}></div></${Card}>`;
}

/** The longest common prefix of all words. */
const common = (words) => words.reduce((all, word) => { let i = 0; while (i < all.length && all[i].toLowerCase() === word[i]?.toLowerCase()) i++; return all.slice(0, i); });

/** The last word of a line, with the word separators of the shell. */
const lastWord = (line) => /[^\s|;({=]*$/.exec(line)[0];

/** The management shell of the deployment. The shell keeps variables between lines. The Tab key completes a word, and the Enter key runs the line. */
function Cmdlet({ nodes }) {
  const [node, setNode] = useState(nodes[0].name);
  const [line, setLine] = useState('Get-CsPartnerApplication');
  const [words, offer] = useState([]);
  const asked = useRef(0);
  const typed = (text) => {
    setLine(text);
    const turn = ++asked.current;
    if (!lastWord(text)) return offer([]);
    return setTimeout(() => turn === asked.current && post('/api/complete', { node, line: text }).then((found) => turn === asked.current && offer(found.words), () => {}), 200);
  };
  const put = (word) => typed(line.slice(0, line.length - lastWord(line).length) + word);
  const run = () => { offer([]); return post('/api/shell', { node, line: line.trim() }); };
  const pressed = (e) => {
    if (e.key === 'Enter' && !e.shiftKey && line.trim()) { e.preventDefault(); run().catch(() => {}); }
    const more = words.length ? common(words) : '';
    if (e.key === 'Tab' && !e.shiftKey && more.length > lastWord(line).length) { e.preventDefault(); put(more); }
  };
  return html`<${Card} title="Run a cmdlet">
    <${Choice} label="On" value=${node} on=${setNode} options=${names(nodes)} />
    <label class="field"><span>Line</span><textarea rows="2" spellcheck="false" placeholder="Verb-Noun -Name value" value=${line} onKeyDown=${pressed} onInput=${(e) => typed(e.target.value)}></textarea></label>
    <div class="offers" role="group" aria-label="Completions">${words.slice(0, 6).map((word) => html`<button type="button" class="small" onClick=${() => put(word)}>${word}</button>`)}${words.length > 6 && html`<small>${`${words.length - 6} more`}</small>`}</div>
    <div class="buttons"><${Act} kind="main" off=${!line.trim()} act=${run}>Run</${Act}></div></${Card}>`;
}
