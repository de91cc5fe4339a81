// Scenarios: choose one, play it, pause it, or take it step by step.
import { html, useState, useEffect, useRef } from './library.js';
import { post } from './events.js';
import { Sequence } from './sequence.js';

const PACES = [['Slow', 1100], ['Steady', 350], ['As it happens', 0]];

export function Story({ hidden, state, show, repertoire, onHop }) {
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

  return html`<div class="story" hidden=${hidden}>
    <div class="bar">
      <label class="field grow"><span>Scenario</span><select value=${chosen} onChange=${(e) => open(e.target.value)}>
        <option value="" disabled selected=${chosen === ''}>Choose a scenario…</option>
        ${grouped(able).map(([topology, all]) => html`<optgroup label=${topology}>${all.map((one) => html`<option value=${one.name} title=${one.shows} selected=${one.name === chosen}>${one.name}</option>`)}</optgroup>`)}</select></label>
      <div class="buttons" role="group" aria-label="Playing">
        <button type="button" class="main" disabled=${over && !playing} onClick=${playing ? pause : play}>${playing ? '❚❚ Pause' : '▶ Play'}</button>
        <button type="button" disabled=${over || playing || state.playing !== null} onClick=${step}>Step</button>
        <button type="button" disabled=${!story || state.opening !== null} onClick=${() => open(story.name)}>↺ Again</button>
      </div>
      <label class="field"><span>Pace</span><select value=${pace} onChange=${(e) => setSpeed(e.target.value)}>
        ${PACES.map(([name, value]) => html`<option value=${value} selected=${value === pace}>${name}</option>`)}</select></label>
    </div>
    <p class="shows">${wrong ? html`<span class="wrong" role="alert">${wrong}</span>` : story?.shows ?? state.shows ?? ''}</p>
    <div class="stage">
      <${Steps} state=${state} />
      <${Sequence} lanes=${state.lanes} rows=${state.rows} onHop=${onHop}
        empty=${story ? 'Press Play or Step. The hops between the servers appear here.' : 'Choose a scenario above, or use Experiments. The hops between the servers appear here.'} />
    </div>
    <p class="spoken" role="status">${spoken(state)}</p>
  </div>`;
}

/** Scenarios by the topology they are played on, in the order in which the first of each comes. */
function grouped(scenarios) {
  const groups = new Map();
  for (const one of scenarios) groups.set(one.topology, [...(groups.get(one.topology) ?? []), one]);
  return [...groups];
}

function Steps({ state }) {
  const list = useRef(null);
  const number = state.playing?.number ?? Object.keys(state.results).length - 1;
  useEffect(() => {
    const box = list.current;
    const here = box?.querySelector(`[data-step="${number}"]`);
    if (here) box.scrollTop = here.offsetTop - box.clientHeight / 2;
  }, [number]);
  if (!state.story) return null;
  return html`<ol class="steps" ref=${list} tabindex="0" role="list" aria-label="Steps of the scenario">
    ${state.story.steps.map((step, i) => {
      const result = state.results[i];
      const now = state.playing?.number === i;
      const name = now ? 'now' : result ? (result.passed ? 'passed' : 'failed') : 'ahead';
      return html`<li class="${name} ${step.own ? '' : 'before'}" data-step=${i} aria-current=${now ? 'step' : null}>
        <span class="sign" role="img" aria-label=${name}>${{ now: '▸', passed: '✓', failed: '✕', ahead: '' }[name]}</span><span>${step.title}</span></li>`;
    })}</ol>`;
}

/** For who listens rather than looks: where the story is. */
function spoken(state) {
  if (state.playing) return `${state.playing.title}`;
  const last = [...state.rows].reverse().find((row) => row.played)?.played;
  if (!last) return '';
  return last.passed ? `Done: ${last.title}` : `Failed: ${last.title}. ${last.problems.join(' ')}`;
}
