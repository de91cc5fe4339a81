// Presenter mode: one step fills the screen. The audience window shows the same step without the trainer's notes.
import { html, useEffect, useRef, useState } from './library.js';
import { Result, Shown } from './learn.js';
import { TrustMap } from './map.js';
import { pictureAt } from './show.js';

const CHANNEL = 's2slab-room';
const KINDS = { do: 'Do', look: 'Look', predict: 'Guess', break: 'Break', fix: 'Fix' };

export function Presenter({ held, state, play, onLeave }) {
  const { lesson, at, place, results } = held;
  const [shown, setShown] = useState(at);
  const [hands, setHands] = useState([]);
  const [black, setBlack] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const channel = useRef(null);
  const box = useRef(null);
  const step = lesson.steps[shown];
  const done = shown < at;
  const slide = { number: lesson.number, title: lesson.title, count: lesson.count, shown, step: step && { ...step, notes: null }, done, place: done ? null : place, result: results[shown] ?? null, hands, black, exercise: lesson.exercise };
  const next = async () => {
    setWrong('');
    if (done) {
      setHands([]);
      setShown(shown + 1);
    } else if (step && !busy) {
      setBusy(true);
      try {
        await play();
      } catch (failure) {
        setWrong(failure.message);
      }
      setBusy(false);
    }
  };
  const back = () => { setHands([]); setShown(Math.max(0, shown - 1)); };
  const count = (i) => setHands((all) => Object.assign([...all], { [i]: (all[i] ?? 0) + 1 }));
  const room = () => window.open('./#room', 's2slab-room', 'popup,width=1280,height=720');
  const pressed = (e) => {
    const number = Number(e.key);
    if (e.ctrlKey || e.altKey || e.metaKey) return;
    if (['ArrowRight', 'PageDown'].includes(e.key) || (e.key === 'Enter' && e.target === box.current)) next();
    else if (['ArrowLeft', 'PageUp'].includes(e.key)) back();
    else if (number >= 1 && number <= (step?.choices.length ?? 0) && !done) count(number - 1);
    else if (e.key === 'b' || e.key === 'B' || e.key === '.') setBlack((now) => !now);
    else if (e.key === 'Escape') onLeave();
    else return;
    e.preventDefault();
  };
  useEffect(() => {
    channel.current = new BroadcastChannel(CHANNEL);
    box.current.focus();
    return () => { channel.current.postMessage(null); channel.current.close(); };
  }, []);
  useEffect(() => {
    channel.current.postMessage(slide);
    channel.current.onmessage = (e) => { if (e.data === 'hello') channel.current.postMessage(slide); };
  });
  return html`<div class="present ${black ? 'black' : ''}" tabindex="0" ref=${box} onKeyDown=${pressed} role="dialog" aria-modal="true" aria-label="Presenter">
    ${!black && html`<${Slide} slide=${slide} nodes=${state.nodes} edges=${pictureAt(state.pictures).edges} />
      ${wrong && html`<p class="wrong" role="alert">${wrong}</p>`}
      ${step?.notes && html`<aside class="notes" aria-label="Notes for the trainer">${step.notes}</aside>`}
      <footer><${Dots} slide=${slide} /><span class="keys"><button type="button" onClick=${back}>←</button> <button type="button" disabled=${busy} onClick=${next}>→ next</button>
        ${!done && step?.choices.length > 0 && html`<span class="hint-key">1–${step.choices.length} hands</span>`} <button type="button" onClick=${() => setBlack(true)}>B black</button> <button type="button" onClick=${room}>Window for the room</button> <button type="button" onClick=${onLeave}>Esc leave</button></span></footer>`}
  </div>`;
}

/** The audience window, which shows the presenter's step and has no controls. */
export function Room({ state }) {
  const [slide, setSlide] = useState(null);
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = (e) => { if (e.data !== 'hello') setSlide(e.data); };
    channel.postMessage('hello');
    return () => channel.close();
  }, []);
  return html`<main class="present room ${slide?.black ? 'black' : ''}">
    ${!slide && html`<p class="waiting">S2S Lab</p>`}
    ${slide && !slide.black && html`<${Slide} slide=${slide} nodes=${state.nodes} edges=${pictureAt(state.pictures).edges} /><footer><${Dots} slide=${slide} /></footer>`}</main>`;
}

function Slide({ slide, nodes, edges }) {
  const { step, done, place, result, hands } = slide;
  return html`<header>${slide.number}. ${slide.title}</header>
    <div class="slide"><section>
      ${step ? html`<p class="kind">${KINDS[step.kind]}</p><h2>${step.title}</h2>
        ${step.say && html`<p>${step.say}</p>`}
        ${!done && html`<${Shown} place=${place} />`}
        ${step.choices.map((choice, i) => html`<div class="choice ${done ? (i + 1 === step.right ? 'right' : 'not') : ''}"><p><b>${done ? (i + 1 === step.right ? '✓' : '✕') : ''} ${i + 1}</b> ${choice.say}
          ${hands[i] ? html` <b class="hands">${hands[i]} ${hands[i] === 1 ? 'hand' : 'hands'}</b>` : ''}</p>${done && html`<p class="aside">${choice.why}</p>`}</div>`)}
        ${done && html`<${Result} result=${result} then=${step.then} />`}`
        : html`<p class="kind">Exercise</p><h2>${slide.exercise.task}</h2>`}
    </section><section class="side" aria-label="Deployment"><${TrustMap} nodes=${nodes} edges=${edges} active=${null} onEdge=${() => {}} onNode=${() => {}} /></section></div>`;
}

const Dots = ({ slide }) => html`<b class="count" aria-hidden="true">Step ${slide.shown + 1} of ${slide.count}</b> <span class="dots" role="img" aria-label="Step ${slide.shown + 1} of ${slide.count}">${Array.from({ length: slide.count }, (_, i) => html`<i class=${i < slide.shown ? 'past' : i === slide.shown ? 'now' : ''}></i>`)}</span>`;
