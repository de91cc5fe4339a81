// The page. The left side shows the map and the trust; the right side shows the tabs, such as the story, the experiments and the workbench.
import { html, render, useEffect, useRef, useState } from './library.js';
import { follow, get, hasKey, isRoom, post, setKey } from './events.js';
import { Show, keyOf, pictureAt, travel } from './show.js';
import { Cards, Change, Edges, TokenCard, since } from './cards.js';
import { Legend, TrustMap } from './map.js';
import { boxOf, serverName } from './names.js';
import { betweenBoxes } from './parts.js';
import { bad } from './chapters.js';
import { Story } from './story.js';
import { HopSheet } from './hop.js';
import { EdgeSheet, NodeSheet, Trust } from './trust.js';
import { Shelves } from './shelves.js';
import { Experiments } from './experiments.js';
import { Workbench } from './workbench.js';
import { GlossaryRoom, TermBox, loadGlossary, setLeads } from './glossary.js';
import { Start } from './start.js';
import { Learn } from './learn.js';
import { Forecast } from './forecast.js';
import { Room } from './present.js';
import { ROLES, roleNow } from './roles.js';

const TABS = [['start', 'Start'], ['learn', 'Learn'], ['forecast', 'What breaks when?'], ['story', 'Scenario'], ['shelves', 'Stored data'], ['experiments', 'Experiments'], ['workbench', 'Token workbench'], ['glossary', 'Glossary']];

/** The first tab: the tab of the role that is stored in this browser, or the first page without a role. */
const firstRoom = () => TABS.map(([id]) => id).find((id) => id === ROLES.find((role) => role.id === roleNow())?.opens) ?? 'start';

function App() {
  const [show] = useState(() => new Show((state) => setState(state)));
  const [state, setState] = useState(show.state);
  const [link, setLink] = useState(hasKey() ? 'lost' : 'locked');
  const [repertoire, setRepertoire] = useState(null);
  const [tab, setTab] = useState(location.search.slice(1) || firstRoom());
  const [word, setWord] = useState('');
  const [requested, want] = useState(null);
  const [sought, seek] = useState(null);
  const [sheet, setSheet] = useState(null);
  const [chosen, choose] = useState(null);
  const [lit, light] = useState(null);
  const [mapped, setMapped] = useState(false);
  const connect = () => {
    setLink('lost');
    follow((name, data) => show.take(name, data), (now) => { if (now !== 'open') show.lost(); setLink(now); });
    get('/api/repertoire').then(setRepertoire, () => {});
    loadGlossary().then(() => setWord(''), () => {});
  };
  const room = (term) => { setWord(term); setTab('glossary'); };
  const toLesson = (number) => { want(number); setTab('learn'); };
  setLeads({ onRoom: room, onLesson: toLesson });
  useEffect(() => {
    const asked = (e) => { if (e.key === '?' && !/^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) { e.preventDefault(); room(''); } };
    addEventListener('keydown', asked);
    return () => removeEventListener('keydown', asked);
  }, []);
  useEffect(() => {
    const own = sought ? state.rows.map((row) => row.hop).filter((one) => one?.trace === sought.trace) : [];
    const found = sought?.says ? own.find((one) => one.says === sought.says) : own.findLast(bad) ?? own.findLast((one) => one.tone === 'YES') ?? own[0];
    if (found) { seek(null); choose(found); }
  }, [sought, state.rows]);
  useEffect(() => { if (hasKey()) connect(); }, []);
  if (link === 'locked') return html`<${Locked} on=${(key) => { setKey(key); connect(); }} />`;
  if (isRoom) return html`<${Room} state=${state} />`;
  const close = () => setSheet(null);
  const topologies = repertoire?.topologies ?? [];
  const isOwn = state.topology && topologies.every((one) => one.name !== state.topology);
  const hop = chosen && state.rows.some((row) => row.hop === chosen) ? chosen : null;
  const examined = betweenBoxes(state.doctor?.edges ?? [], boxOf, serverName);
  const picture = pictureAt(state.pictures, hop);
  const same = (one) => (other) => one.caller === other.caller && one.resource === other.resource;
  const ends = hop ? travel(state, hop) : state.active;
  const edge = hop && picture.edges.find((one) => one.resource === boxOf(hop.node) && one.caller === boxOf(state.lanes[hop.to]?.id));
  // If a hop is chosen, the list shows only the trust between its two servers. The map shows all trusts.
  const boxes = hop ? [boxOf(ends.from), boxOf(ends.to)] : [];
  const pair = picture.edges.filter((one) => boxes.includes(one.caller) && boxes.includes(one.resource));
  const between = pair.length ? pair : picture.edges;
  const key = (hex) => light((now) => (now === hex ? null : hex));
  const goTo = (next) => { setSheet(null); setTab('story'); choose(next ?? null); };
  /** Opens the hop of a trace with this sentence after the hop has arrived. Without a sentence, opens the hop that decided. */
  const toHop = (trace, says) => { goTo(); seek({ trace, says }); };
  return html`
    <header class="top">
      <h1><span class="mark" aria-hidden="true"></span>S2S Lab</h1>
      <label class="field"><span>Topology</span><select value=${state.topology ?? ''} onChange=${(e) => post('/api/stage', { topology: e.target.value })}>
        ${!state.topology && html`<option value=${''} selected>${state.opening ? `${state.opening} starts…` : '…'}</option>`}
        ${isOwn && html`<option value=${state.topology} selected>${state.topology}</option>`}
        ${topologies.map((one) => html`<option value=${one.name} selected=${one.name === state.topology}>${one.name}</option>`)}</select></label>
      <p class="link ${link}" role="status">${link === 'open' ? (state.opening ? 'starting…' : 'live') : 'connecting…'}</p>
      <${Theme} />
    </header>
    <main class=${mapped ? 'mapped' : ''}>
      <section class="left" aria-label="Deployment" tabindex="0">
        <div class="picture">
          <p class="when" role="status">${hop ? html`<b>After hop ${hop.number}</b> <span>${since({ hop: hop.number }, state.rows)}</span> <button type="button" class="small" onClick=${() => choose(null)}>Now</button>` : html`<b>Now</b>`}
            <button type="button" class="small toggle" aria-pressed=${mapped} onClick=${() => setMapped(!mapped)}>${mapped ? 'Smaller' : 'Larger'}</button></p>
          <${TrustMap} nodes=${state.nodes} edges=${picture.edges} doctor=${hop ? null : examined} active=${ends} onEdge=${(one) => setSheet({ edge: one })} onNode=${(node) => setSheet({ node })} />
          <${Edges} edges=${hop ? between : picture.edges} rows=${state.rows} onEdge=${(one) => setSheet({ edge: one })} />
          <${Change} change=${picture.change} rows=${state.rows} />
          <${TokenCard} hop=${hop} rows=${state.rows} lanes=${state.lanes} cards=${picture.cards} keyOf=${(one) => keyOf(state.rows, one)} edge=${edge} lit=${lit} onKey=${key} />
        </div>
        <${Cards} picture=${picture} rows=${state.rows} lit=${lit} onKey=${key} pair=${hop ? [ends.from, ends.to] : []} />
        <${Legend} />
        <${Trust} doctor=${state.doctor} edges=${examined} onEdge=${(one) => setSheet({ edge: picture.edges.find(same(one)) ?? one })} />
      </section>
      <section class="right" aria-label="Actions">
        <${Tabs} tab=${tab} onTab=${setTab} />
        <div class="panel" role="tabpanel" id="panel" aria-labelledby="tab-${tab}">
          ${state.failed && html`<p class="wrong" role="alert">${state.failed}</p>`}
          ${tab === 'start' && html`<${Start} repertoire=${repertoire} onTab=${setTab} onLesson=${toLesson} />`}
          ${tab === 'glossary' && html`<${GlossaryRoom} word=${word} />`}
          <${Story} hidden=${tab !== 'story'} state=${state} show=${show} repertoire=${repertoire} chosen=${hop} onHop=${choose} lit=${lit} onKey=${key} onMap=${() => setMapped(!mapped)} />
          ${state.topology && tab === 'shelves' && html`<${Shelves} state=${state} key=${state.topology} />`}
          ${state.topology && tab === 'experiments' && html`<${Experiments} state=${state} key=${state.topology} onHop=${(one) => setSheet({ hop: one })} />`}
          ${state.topology && tab === 'workbench' && html`<${Workbench} state=${state} spoilings=${repertoire?.spoilings} key=${state.topology} />`}
          <div hidden=${tab !== 'forecast'}><${Forecast} /></div>
          <div hidden=${tab !== 'learn'}><${Learn} state=${state} requested=${requested} onRequested=${want} onStory=${toHop} /></div>
        </div>
      </section>
    </main>
    <${TermBox} />
    ${sheet?.hop && html`<${HopSheet} hop=${sheet.hop} state=${state} onClose=${close} />`}
    ${sheet?.edge && html`<${EdgeSheet} edge=${pictureAt(state.pictures, hop).edges.find(same(sheet.edge)) ?? sheet.edge} examined=${examined.find(same(sheet.edge))} doctor=${state.doctor} state=${state} onHop=${goTo} onClose=${close} />`}
    ${sheet?.node && html`<${NodeSheet} node=${state.nodes.find((n) => n.name === sheet.node.name)} onClose=${close} />`}`;
}

function Tabs({ tab, onTab }) {
  const box = useRef(null);
  const shown = useRef(false);
  useEffect(() => {
    const row = box.current.getBoundingClientRect();
    const own = box.current.querySelector('[aria-selected="true"]').getBoundingClientRect();
    box.current.scrollLeft += own.left - row.left - (row.width - own.width) / 2;
    // On a phone, the view scrolls to the tabs, independently of the scroll position in the previous tab.
    if (shown.current && matchMedia('(max-width: 900px)').matches) box.current.parentElement.scrollIntoView();
    shown.current = true;
  }, [tab]);
  const moved = (e) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    if (!step) return;
    const next = TABS[(TABS.findIndex(([id]) => id === tab) + step + TABS.length) % TABS.length][0];
    onTab(next);
    box.current.querySelector(`#tab-${next}`).focus();
  };
  return html`<div class="tabs" role="tablist" ref=${box} onKeyDown=${moved}>${TABS.map(([id, title]) => html`
    <button type="button" role="tab" id="tab-${id}" aria-controls="panel" aria-selected=${id === tab} tabindex=${id === tab ? 0 : -1} onClick=${() => onTab(id)}>${title}</button>`)}</div>`;
}

function Theme() {
  const [theme, setTheme] = useState(localStorage.getItem('theme') ?? 'auto');
  const next = { auto: 'light', light: 'dark', dark: 'auto' }[theme];
  useEffect(() => { document.documentElement.dataset.theme = theme; localStorage.setItem('theme', theme); }, [theme]);
  return html`<button type="button" class="theme" onClick=${() => setTheme(next)} aria-label="Colours: ${theme}; change to ${next}">${{ auto: '◐', light: '☀', dark: '☾' }[theme]}</button>`;
}

function Locked({ on }) {
  const [key, set] = useState('');
  const enter = (e) => { e.preventDefault(); if (key) on(key.includes('#') ? key.split('#')[1] : key); };
  return html`<main class="locked"><h1>S2S Lab console</h1>
    <p>Open the link that <code>./lab console</code> printed in its terminal, or paste it here.</p>
    <form onSubmit=${enter}><label class="field"><span>Link or key</span><input type="password" autocomplete="off" value=${key} onInput=${(e) => set(e.target.value)} /></label>
      <button class="main">Open</button></form></main>`;
}

render(html`<${App} />`, document.getElementById('app'));
