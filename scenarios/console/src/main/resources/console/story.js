// The view of scenarios: choose a scenario, play it, pause it or run single steps. A column shows the hops, and a pane shows the chosen hop.
import { html, useEffect, useRef, useState } from './library.js';
import { post } from './events.js';
import { foldOf, isFiltered, passes } from './chapters.js';
import { HopPane } from './hop.js';
import { Typed, serverName } from './names.js';
import { Sequence, toggled } from './sequence.js';

const PACES = [['Slow', 1100], ['Steady', 350], ['As it happens', 0]];

/** The keyboard shortcuts that the footer of the page lists. */
const KEYS = [['↑↓', 'hops'], ['←→', 'steps'], ['F', 'fold'], ['T', 'token'], ['W', 'wire'], ['M', 'map'], ['/', 'find'], ['End', 'now'], ['?', 'words']];

export function Story({ hidden, state, show, repertoire, chosen, onHop, lit, onKey, onMap }) {
  const [filter, setFilter] = useState({});
  const [open, setOpen] = useState(new Set());
  const [tab, setTab] = useState('why');
  const narrow = useNarrow();
  const find = useRef(null);
  const stage = useRef(null);
  useEffect(() => { setOpen(new Set()); setFilter({}); }, [state.story?.name, state.topology]);
  const choose = (hop) => { onHop(hop); setTab('why'); };
  // If another view or the map chooses a hop, the story opens its fold, and clears a filter that hides the hop.
  useEffect(() => {
    if (!chosen) return;
    const key = foldOf(state.rows, chosen);
    if (key) setOpen((now) => new Set(now).add(key));
    if (!passes(filter, chosen, state.lanes)) setFilter({});
  }, [chosen]);
  const move = (select, by) => {
    const buttons = [...stage.current.querySelectorAll('.flow .hop')];
    const next = select(buttons, by);
    if (next) next.click();
    return next;
  };
  useKeys({
    hidden, stage,
    on: {
      ArrowDown: () => move(beside, 1), ArrowUp: () => move(beside, -1), ArrowRight: () => move(ofStep, 1), ArrowLeft: () => move(ofStep, -1),
      f: () => { const fold = foldAt(stage.current); if (fold) fold.click(); return fold; },
      t: () => chosen && setTab(tab === 'token' ? 'why' : 'token'), w: () => chosen && setTab(tab === 'wire' ? 'why' : 'wire'),
      m: onMap, '/': () => find.current.focus(), End: () => onHop(null), Escape: () => onHop(null),
    },
  });
  const pane = chosen && html`<${HopPane} hop=${chosen} state=${state} tab=${tab} onTab=${setTab} onHop=${choose} lit=${lit} onKey=${onKey} />`;
  return html`<div class="story" hidden=${hidden}>
    <${Controls} state=${state} show=${show} repertoire=${repertoire} />
    <${Filter} state=${state} filter=${filter} on=${setFilter} find=${find} />
    <div class="stage" ref=${stage}>
      ${state.rows.length === 0 && state.story ? html`<${Preview} story=${state.story} />` : html`
      <${Sequence} lanes=${state.lanes} rows=${state.rows} onHop=${choose} chosen=${chosen} filter=${filter} hidden=${hidden} opened=${(key) => open.has(key)} onFold=${(key) => setOpen(toggled(open, key))}
        pane=${narrow ? pane : null} scrolls=${!narrow} lit=${lit}
        empty="Choose a scenario above, or use Experiments. The hops between the servers appear here." />`}
      ${!narrow && html`<aside class="beside" aria-live="polite" aria-label="The chosen hop">${pane ?? html`<${Nothing} rows=${state.rows} />`}</aside>`}
    </div>
    <p class="keys" aria-label="Keys">${KEYS.map(([key, word]) => html`<span><kbd>${key}</kbd> ${word}</span>`)}</p>
    <p class="spoken" role="status">${spoken(state)}</p>
  </div>`;
}

/** Whether the window is too narrow for the pane beside the column. */
function useNarrow() {
  const [query] = useState(() => matchMedia('(max-width: 1100px)'));
  const [narrow, set] = useState(query.matches);
  useEffect(() => {
    const changed = () => set(query.matches);
    query.addEventListener('change', changed);
    return () => query.removeEventListener('change', changed);
  }, []);
  return narrow;
}

/** Handles the keyboard shortcuts, except in input fields and lists. In the tabs, arrow keys change the tab. In the pane, arrow keys and the End key scroll. */
function useKeys({ hidden, stage, on }) {
  const now = useRef(null);
  now.current = { hidden, on };
  useEffect(() => {
    const pressed = (e) => {
      const act = now.current.on[e.key.length === 1 ? e.key.toLowerCase() : e.key];
      const arrow = e.key.startsWith('Arrow');
      if (!act || now.current.hidden || e.ctrlKey || e.altKey || e.metaKey || document.querySelector('dialog[open], :popover-open')) return;
      if (e.target.closest('input, select, textarea') || (arrow && e.target.closest('[role="tablist"]')) || ((arrow || e.key === 'End') && e.target.closest('.beside, .left'))) return;
      if (act() !== false) e.preventDefault();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, []);
}

/** The index of the hop with the focus, otherwise of the chosen hop. */
const chosenOf = (buttons) => (buttons.includes(document.activeElement) ? buttons.indexOf(document.activeElement) : buttons.findIndex((one) => one.matches('[aria-current]')));

function beside(buttons, by) {
  const at = chosenOf(buttons);
  const next = at < 0 ? buttons.find((one) => one.tabIndex === 0) ?? buttons[0] : buttons[at + by];
  next?.focus();
  return next;
}

/** Moves the focus to the first hop of the next step (`by` is 1) or of the previous step (`by` is -1). Skips steps without hops. */
function ofStep(buttons, by) {
  const chapter = (one) => { let here = one.closest('.rows > *'); while (here && !here.matches('.chapter')) here = here.previousElementSibling; return here; };
  const at = buttons[Math.max(0, chosenOf(buttons))];
  if (!at) return null;
  const here = chapter(at);
  const chapters = [...document.querySelectorAll('.story .chapter')];
  for (let i = chapters.indexOf(here) + by; i >= 0 && i < chapters.length; i += by) {
    const hop = buttons.find((one) => chapter(one) === chapters[i]);
    if (hop) {
      hop.focus();
      return hop;
    }
  }
  return null;
}

/** The nearest fold above the chosen hop, otherwise the first fold. */
function foldAt(stage) {
  const folds = [...stage.querySelectorAll('.flow .fold')];
  const hop = stage.querySelector('.flow .hop[aria-current]');
  const above = hop && folds.filter((one) => one.compareDocumentPosition(hop) & Node.DOCUMENT_POSITION_FOLLOWING);
  return above?.at(-1) ?? folds[0];
}

function Controls({ state, show, repertoire }) {
  const [chosen, choose] = useState('');
  const [playing, setPlaying] = useState(false);
  const [wrong, setWrong] = useState('');
  const [pace, setPace] = useState(show.pace);
  const keep = useRef(false);
  const story = state.story;
  const done = Object.keys(state.results).length;
  const failed = Object.values(state.results).some((result) => !result.passed);
  const over = !story || done >= story.steps.length || failed;
  useEffect(() => () => { keep.current = false; }, []);
  useEffect(() => { if (story) choose(story.name); }, [story?.name]);

  const attempt = async (work) => {
    setWrong('');
    try {
      await work();
    } catch (failure) {
      keep.current = false;
      setPlaying(false);
      setWrong(failure.message);
    }
  };
  const open = (name) => attempt(async () => {
    keep.current = false;
    setPlaying(false);
    choose(name);
    await post('/api/stage', { scenario: name });
  });
  const step = () => attempt(async () => {
    await post('/api/next');
    await show.settled();
  });
  const play = () => attempt(async () => {
    keep.current = true;
    setPlaying(true);
    while (keep.current) {
      const played = await post('/api/next');
      await show.settled();
      if (!played.passed || played.number + 1 >= story.steps.length) break;
      await new Promise((rest) => setTimeout(rest, show.pace));
    }
    keep.current = false;
    setPlaying(false);
  });
  const pause = () => { keep.current = false; setPlaying(false); };
  const setSpeed = (value) => { show.pace = Number(value); setPace(show.pace); };
  const able = (repertoire?.scenarios ?? []).filter((one) => !one.processes);
  const number = state.playing?.number ?? done - 1;

  return html`<div class="bar">
      <label class="field grow"><span>Scenario</span><select value=${chosen} onChange=${(e) => open(e.target.value)}>
        <option value=${''} disabled selected=${chosen === ''}>Choose a scenario…</option>
        ${grouped(able).map(([topology, all]) => html`<optgroup label=${topology}>${all.map((one) => html`<option value=${one.name} title=${one.shows} selected=${one.name === chosen}>${one.name}</option>`)}</optgroup>`)}</select></label>
      <div class="buttons" role="group" aria-label="Playing">
        <button type="button" class="main" disabled=${over && !playing} onClick=${playing ? pause : play}>${playing ? '❚❚ Pause' : '▶ Play'}</button>
        <button type="button" disabled=${over || playing || state.playing !== null} onClick=${step}>Step</button>
        <button type="button" disabled=${!story || state.opening !== null} onClick=${() => open(story.name)}>↺ Again</button>
      </div>
      <label class="field"><span>Pace</span><select value=${pace} onChange=${(e) => setSpeed(e.target.value)}>
        ${PACES.map(([name, value]) => html`<option value=${value} selected=${value === pace}>${name}</option>`)}</select></label>
    </div>
    <p class="shows">${story && html`<b class="progress">${`${failed ? 'failed in ' : over ? 'played, ' : ''}step ${Math.max(0, number + 1)} of ${story.steps.length}`}</b> `}${wrong ? html`<span class="wrong" role="alert">${wrong}</span>` : story?.shows ?? state.shows ?? ''}</p>`;
}

/** Groups scenarios by topology, in the order of the first scenario of each topology. */
function grouped(scenarios) {
  const groups = new Map();
  for (const one of scenarios) groups.set(one.topology, [...(groups.get(one.topology) ?? []), one]);
  return [...groups];
}

function Filter({ state, filter, on, find }) {
  const set = (name) => (value) => on({ ...filter, [name]: value });
  const people = [...new Set(state.rows.flatMap((row) => row.hop?.user ?? []))];
  const tones = (tone) => state.rows.filter((row) => row.hop?.tone === tone).length;
  const failed = tones('FAILS');
  return html`<div class="filter" role="search" aria-label="Filter of hops">
    <input ref=${find} type="search" placeholder="Find a name, a rule, a thumbprint" aria-label="Find in hops" value=${filter.text ?? ''} onInput=${(e) => set('text')(e.target.value)} onKeyDown=${(e) => { if (e.key === 'Escape') { set('text')(''); e.target.blur(); } }} />
    <select aria-label="Server" onChange=${(e) => set('server')(e.target.value)}><option value=${''} selected=${!filter.server}>every server</option>${state.nodes.map((node) => html`<option value=${node.name} selected=${filter.server === node.name}>${serverName(node.name)}</option>`)}</select>
    <select aria-label="Person" onChange=${(e) => set('person')(e.target.value)}><option value=${''} selected=${!filter.person}>everybody</option>${people.map((user) => html`<option value=${user} selected=${filter.person === user}>${user}</option>`)}</select>
    <label class="only"><input type="checkbox" checked=${filter.refused ?? false} onChange=${(e) => set('refused')(e.target.checked)} /> ${`only ${tones('NO')} refused${failed ? `, ${failed} failed` : ''}`}</label>
    <button type="button" class="small" disabled=${!isFiltered(filter)} onClick=${() => on({})}>Clear</button>
  </div>`;
}

/** The steps of a scenario before it is played. */
const Preview = ({ story }) => html`<ol class="preview" tabindex="0" role="list" aria-label="Steps of the scenario">${story.steps.map((step, i) => html`<li class="ahead ${step.own ? '' : 'before'}">
  <h3><span class="number">${i + 1}</span> ${step.title}</h3>${step.line && html`<${Typed} who=${step.line.who} line=${step.line.line} />`}</li>`)}</ol>`;

const Nothing = ({ rows }) => html`<div class="nothing"><h2>No hop is chosen</h2>
  <p>${rows.some((row) => row.hop) ? 'Click a hop, or press ↓.' : 'Press Play or Step. The hops between the servers appear in the column.'}</p>
  <p>This pane shows who called whom, why the call was accepted or refused, and for which user. The map goes back to the moment of the hop.</p></div>`;

/** The current position in the story, for screen readers. */
function spoken(state) {
  if (state.playing) return `${state.playing.title}`;
  const last = [...state.rows].reverse().find((row) => row.played)?.played;
  if (!last) return '';
  return last.passed ? `Done: ${last.title}` : `Failed: ${last.title}. ${last.problems.join(' ')}`;
}
