// The view Learn: lessons on the console's deployment, one step at a time, with an exercise at the end.
import { html, useEffect, useRef, useState } from './library.js';
import { get, post } from './events.js';
import { Act, Choice, Found } from './parts.js';
import { Presenter } from './present.js';
import { reader } from './glossary.js';
import { ROLES, chooseRole, roleNow } from './roles.js';

const READERS = [{ value: '', label: 'Everybody' }, ...ROLES.map((role) => ({ value: role.id, label: role.name }))];
const KINDS = { do: 'Do', look: 'Look', predict: 'Guess', break: 'Break', fix: 'Fix' };
const KEPT = 'lessons';

/** The reader's progress in each lesson, as stored in this browser: {name: {step, passed}}. */
const progress = () => {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? {};
  } catch {
    return {};
  }
};
const keep = (name, step, passed) => {
  const all = progress();
  localStorage.setItem(KEPT, JSON.stringify({ ...all, [name]: { step, passed: passed || (all[name]?.passed ?? false) } }));
};

/** @param requested the number of the lesson that a link requests, or null */
export function Learn({ state, requested, onRequested, onStory }) {
  const [lessons, setLessons] = useState([]);
  const [role, setRole] = useState(roleNow() ?? '');
  const [lesson, setLesson] = useState(null);
  const [at, setAt] = useState(0);
  const [place, setPlace] = useState(null);
  const [results, setResults] = useState({});
  const [guesses, setGuesses] = useState({});
  const [presents, setPresents] = useState(false);
  useEffect(() => { get('/api/lessons').then((told) => setLessons(told.lessons), () => {}); }, []);
  const begin = async (name, step) => {
    const told = await post('/api/lesson/begin', { name, step });
    onRequested(null);
    setLesson(told);
    setAt(told.place.at);
    setPlace(told.place);
    setResults({});
    setGuesses({});
  };
  const play = async () => {
    const told = await post('/api/lesson/play', { at });
    setResults((all) => ({ ...all, [at]: told }));
    setPlace(told.place);
    setAt(told.place.at);
    keep(lesson.name, told.place.at, false);
  };
  const guess = async (choice) => {
    setGuesses((all) => ({ ...all, [at]: choice }));
    await play();
  };
  const chosen = (value) => {
    setRole(value);
    chooseRole(value);
  };
  const offered = lessons.find((one) => one.number === requested && one.name !== lesson?.name);
  const held = { lesson, at, place, results, guesses };
  return html`<div class="learn">
    <nav aria-label="Lessons">
      <${Choice} label="I am" value=${role} on=${chosen} options=${READERS} />
      <ol>${lessons.map((one) => html`<${Entry} one=${one} role=${role} here=${lesson?.name === one.name} begin=${begin} />`)}</ol>
    </nav>
    ${offered && html`<${Offer} one=${offered} lesson=${lesson} begin=${begin} onBack=${() => onRequested(null)} />`}
    ${lesson ? html`<article aria-label="Lesson" hidden=${Boolean(offered)}>
      <h2>${lesson.number}. ${lesson.title}</h2>
      <p class="aside">${lesson.goal} <small>${lesson.minutes} minutes</small></p>
      <div class="buttons"><button type="button" onClick=${() => setPresents(true)}>Present</button></div>
      <ol class="lesson-steps">${lesson.steps.map((step, i) => html`<${LessonStep} step=${step} i=${i} held=${held} play=${play} guess=${guess} again=${() => begin(lesson.name, i)} onStory=${onStory} />`)}</ol>
      ${at === lesson.steps.length && html`<${Exercise} lesson=${lesson} nodes=${state.nodes} key=${lesson.name} onStory=${onStory} />`}
    </article>` : !offered && html`<p class="aside">Choose a lesson. It starts a deployment of its own; what runs now is stopped.</p>`}
    ${presents && html`<${Presenter} held=${held} state=${state} play=${play} onLeave=${() => setPresents(false)} />`}
  </div>`;
}

/** The step at which a reader continues: 0 in a lesson that is new or passed. */
const stepOf = (one) => {
  const mark = progress()[one.name];
  return mark && !mark.passed ? Math.min(mark.step, one.count - 1) : 0;
};

/** A lesson that a link requests. The lesson begins only after a click, because it stops the running deployment. */
const Offer = ({ one, lesson, begin, onBack }) => html`<article class="offer" aria-label="Lesson">
  <h2>${one.number}. ${one.title}</h2>
  <p class="aside">${one.goal} <small>${one.minutes} minutes</small></p>
  <p>The lesson starts a deployment of its own. What runs now is stopped.</p>
  <div class="buttons"><${Act} kind="main" act=${() => begin(one.name, stepOf(one))}>Begin the lesson</${Act}>
    ${lesson && html`<button type="button" onClick=${onBack}>Back to lesson ${lesson.number}</button>`}</div></article>`;

function Entry({ one, role, here, begin }) {
  const mark = progress()[one.name];
  const step = stepOf(one);
  const fits = !role || one.roles.includes(role);
  return html`<li class="${fits ? '' : 'other'} ${here ? 'here' : ''}">
    <${Act} act=${() => begin(one.name, step)}><b>${one.number}</b> ${one.title} ${mark?.passed ? html`<span class="yes" aria-label="passed">✓</span> ` : ''}
      <small>${one.minutes} min${step > 0 ? `, step ${step + 1} of ${one.count}` : ''}${role && fits ? ', for you' : ''}</small></${Act}></li>`;
}

function LessonStep({ step, i, held, play, guess, again, onStory }) {
  const { at, place, results, guesses } = held;
  const box = useRef(null);
  const now = i === at;
  useEffect(() => { if (now && i > 0) box.current?.scrollIntoView({ block: 'nearest' }); }, [now]);
  if (i > at) return html`<li class="later"><em>${KINDS[step.kind]}</em> ${step.title}</li>`;
  // A step with a guess stays open, because its answers and their reasons are the content of the step.
  const open = now || i === at - 1 || results[i]?.open || step.kind === 'predict';
  return html`<li ref=${box} class="${now ? 'now' : 'done'}" aria-current=${now ? 'step' : 'false'}>
    <p class="lesson-title"><em>${now ? '' : '✓ '}${KINDS[step.kind]}</em> <b>${step.title}</b></p>
    ${open && html`${paragraphs(step.say)}
      ${now && html`<${Shown} place=${place} />`}
      ${step.kind === 'predict' && html`<${Choices} step=${step} given=${guesses[i]} open=${!now} guess=${guess} />`}
      ${now && step.kind !== 'predict' && html`<div class="buttons"><${Act} kind="main" act=${play}>${step.kind === 'look' ? 'Next' : 'Run'}</${Act}></div>`}
      ${!now && html`<${Result} result=${results[i]} then=${step.then} onStory=${onStory} />`}`}
    ${!now && html`<div class="buttons again"><${Act} act=${again}>Again from here</${Act}></div>`}
  </li>`;
}

const paragraphs = (text) => (text ? html`<p>${reader()(text)}</p>` : '');

/** The values and the command lines of a step. */
export function Shown({ place }) {
  return html`${(place?.rows ?? []).length > 0 && html`<dl class="lesson-rows">${place.rows.map((row) => html`<dt>${row.label}</dt><dd>${row.value}</dd>`)}</dl>`}
    ${(place?.lines ?? []).map((line) => html`<pre class="lesson-line"><b>${line.who}></b> ${line.line}</pre>`)}`;
}

function Choices({ step, given, open, guess }) {
  return html`<div class="choices" role="group" aria-label="Answers">${step.choices.map((choice, i) => {
    const right = i + 1 === step.right;
    return html`<div class="choice ${open ? (right ? 'right' : 'not') : ''}">
      ${open ? html`<p><b>${right ? '✓' : '✕'} ${i + 1}</b> ${choice.say}${given === i + 1 ? html` <small>(your guess)</small>` : ''}</p><p class="aside">${choice.why}</p>`
        : html`<${Act} act=${() => guess(i + 1)}><b>${i + 1}</b> ${choice.say}</${Act}>`}</div>`;
  })}</div>`;
}

/** The result of a step. */
export function Result({ result, then, onStory }) {
  const played = result?.played ?? [];
  return html`${played.map((one) => html`<${Happened} one=${one} onStory=${onStory} />`)}
    <${Goals} goals=${result?.goals ?? []} />
    ${then && html`<p class="lesson-then">${then}</p>`}`;
}

function Happened({ one, onStory }) {
  const refused = one.found.status >= 400;
  return html`<div class="happened">
    ${refused && html`<p class="no">✕ ${one.found.error?.message ?? `HTTP ${one.found.status}`}</p>`}
    ${(one.found.warnings ?? []).map((warning) => html`<p class="aside">${warning}</p>`)}
    ${one.found.output && html`<details><summary>Output</summary><${Found} found=${{ status: 0, output: one.found.output }} /></details>`}
    ${one.hops.length > 0 && html`<ul>${one.hops.slice(0, 8).map((hop) => html`<li>${onStory ? html`<button type="button" class="link" onClick=${() => onStory(one.trace, hop)}>${hop}</button>` : hop}</li>`)}</ul>
      ${onStory && html`<button type="button" class="to-story" onClick=${() => onStory(one.trace)}>See the hops</button>`}`}
    ${one.problems.length > 0 && one.found.status === 0 && html`<p class="wrong">${one.problems.join(' ')}</p>`}
  </div>`;
}

const Goals = ({ goals }) => html`<ul class="goals">${goals.map((goal) => html`<li class=${goal.passed ? 'yes' : 'no'}>${goal.passed ? '✓' : '✕'} ${goal.say}${goal.why ? `: ${goal.why}` : ''}</li>`)}</ul>`;

/** An input field for a cmdlet. The tabs Experiments and Token workbench use the same deployment. */
function Cmdlet({ nodes, onDone }) {
  const [node, setNode] = useState(nodes[0]?.name ?? '');
  const [line, setLine] = useState('');
  const run = async () => onDone({ ...(await post('/api/cmdlet', { node, line: line.trim() })), hops: [] });
  return html`<div class="bar"><${Choice} label="On" value=${node} on=${setNode} options=${nodes.map((one) => one.name)} />
    <label class="field grow"><span>Cmdlet (Experiments and Token workbench work here, too)</span><input type="text" spellcheck="false" autocomplete="off" placeholder="Verb-Noun -Name value" value=${line} onInput=${(e) => setLine(e.target.value)} /></label>
    <${Act} off=${!line.trim()} act=${run}>Run the cmdlet</${Act}></div>`;
}

function Exercise({ lesson, nodes, onStory }) {
  const { exercise } = lesson;
  const [begun, setBegun] = useState(false);
  const [goals, setGoals] = useState([]);
  const [passed, setPassed] = useState(false);
  const [hints, setHints] = useState([]);
  const [answer, setAnswer] = useState('');
  const [text, setText] = useState(exercise.template ?? '');
  const [last, setLast] = useState(null);
  const begin = async () => {
    await post('/api/lesson/exercise');
    setBegun(true);
    setGoals([]);
    setPassed(false);
  };
  const act = async (body) => setLast(await post('/api/lesson/act', body));
  const check = async () => {
    const told = await post('/api/lesson/check', answer.trim() ? { answer: answer.trim() } : {});
    setGoals(told.goals);
    setPassed(told.passed);
    if (told.passed) keep(lesson.name, lesson.steps.length, true);
  };
  const hint = async () => {
    const told = await post('/api/lesson/hint');
    if (told.hint) setHints((all) => [...all, told.hint]);
  };
  return html`<section class="exercise" aria-label="Exercise">
    <h3>Exercise</h3>
    <p>${exercise.task}</p>
    ${!begun ? html`<div class="buttons"><${Act} kind="main" act=${begin}>Begin</${Act}></div>` : html`
      <${Cmdlet} nodes=${nodes} onDone=${setLast} />
      <div class="buttons">${exercise.actions.map((one) => html`<${Act} act=${() => act({ action: one.name })}>${one.title}</${Act}>`)}</div>
      ${exercise.template && html`<label class="field"><span>A step of the scenario language. Change it, then run it.</span>
        <textarea rows="4" spellcheck="false" value=${text} onInput=${(e) => setText(e.target.value)}></textarea></label>
        <div class="buttons"><${Act} act=${() => act({ step: text })}>Run</${Act}></div>`}
      ${last && html`<${Happened} one=${last} onStory=${onStory} />`}
      ${exercise.ask && html`<label class="field"><span>${exercise.ask}</span><input type="text" autocomplete="off" value=${answer} onInput=${(e) => setAnswer(e.target.value)} /></label>`}
      <div class="buttons"><${Act} kind="main" act=${check}>Check</${Act}>
        <${Act} off=${hints.length >= exercise.hints} act=${hint}>Hint ${hints.length} of ${exercise.hints}</${Act}>
        <${Act} act=${begin}>Begin again</${Act}></div>
      ${hints.map((one) => html`<p class="hint">${one}</p>`)}
      <div aria-live="polite"><${Goals} goals=${goals} />
        ${passed && html`<p class="yes"><b>✓ Passed${hints.length ? '' : ', without a hint'}.</b> ${exercise.done}</p>`}</div>`}
  </section>`;
}
