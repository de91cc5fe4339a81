// The column of the story: the steps with their cmdlets, one lane for each node, and one row for each hop.
import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from './library.js';
import { Still } from './parts.js';
import { chapters, lines, span } from './chapters.js';
import { Typed, named, serverName } from './names.js';

export const SIGNS = { ASKS: '→', CHALLENGES: '?', TOKEN: '✎', KEPT: '↺', READS: '≡', YES: '✓', NO: '✕', FAILS: '✕', CHANGES: '±' };

/** The kinds of rows with a fixed height. The page replaces rows outside of the visible area with an empty box of the same height. */
const FIXED = new Set(['hop', 'fold', 'gap', 'label']);
const SLICE = 40;

/** Groups lines of fixed height into slices, with the other lines between the slices. The chosen hop ends its slice, because its pane follows. */
function slices(all, chosen) {
  const found = [];
  let open = null;
  for (const line of all) {
    if (!FIXED.has(line.kind)) {
      found.push({ line, key: line.key });
      open = null;
      continue;
    }
    if (!open || open.lines.length >= SLICE) found.push((open = { lines: [], key: `s${line.key}` }));
    open.lines.push(line);
    if (chosen && line.kind === 'hop' && line.entry.hop === chosen) {
      found.push({ pane: true, key: 'pane' });
      open = null;
    }
  }
  return found;
}

export function Sequence({ lanes, rows, onHop, empty, chosen = null, filter = {}, opened, onFold, onChapter, pane = null, scrolls = true, hidden = false, lit }) {
  const box = useRef(null);
  const follow = useRef(true);
  const [own, setOwn] = useState(new Set());
  const isOpen = opened ?? ((key) => own.has(key));
  const fold = onFold ?? ((key) => setOwn((now) => toggled(now, key)));
  const all = useMemo(() => chapters(rows), [rows]);
  const shown = lines(all, filter, lanes, isOpen);
  useLayoutEffect(() => { if (!chosen) follow.current = true; }, [chosen]);
  useLayoutEffect(() => {
    if (follow.current && !chosen && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [rows.length, chosen]);
  // The chosen hop stays visible after it is chosen, after a change of the filter, and after the column appears or changes its size.
  const keep = () => { if (box.current?.clientHeight) box.current.querySelector('.hop[aria-current]')?.scrollIntoView({ block: 'nearest' }); };
  useEffect(keep, [chosen, filter, hidden, shown.length]);
  useEffect(() => {
    if (!scrolls || !box.current) return undefined;
    const watch = new ResizeObserver(keep);
    watch.observe(box.current);
    return () => watch.disconnect();
  }, [scrolls]);
  const scrolled = () => {
    const { scrollTop, scrollHeight, clientHeight } = box.current;
    follow.current = scrollHeight - scrollTop - clientHeight < 60;
  };
  const near = useNear(box, scrolls);
  const first = shown.find((line) => line.kind === 'hop')?.entry.hop;
  const context = { lanes, onHop, chosen, current: chosen ?? first, fold, onChapter, lit, total: rows.filter((row) => row.step).length };
  const isPooled = lanes.some(hasPool);
  return html`<div class="sequence" style=${{ '--lanes': lanes.length }}>
    <div class="lanes ${isPooled ? 'upright' : ''}" aria-hidden="true"><span class="axis">time, hop</span>${lanes.map((lane) => html`<span title=${lane.note}><b class=${lanes.length > 5 ? 'many' : ''}>${hasPool(lane) ? lane.label : title(lane)}</b><small>${lane.label === title(lane).replaceAll('\u00ad', '') ? lane.note : lane.label}</small></span>`)}</div>
    <div class="flow" ref=${box} onScroll=${scrolled} tabindex="0" role="region" aria-label="Hops; up and down move between hops">
      ${shown.length === 0 && html`<p class="empty">${rows.length ? 'No hop fits the filter.' : empty}</p>`}
      <ol class="rows">${slices(shown, pane ? chosen : null).map((slice) => slice.pane
        ? html`<li class="inline" key="pane">${pane}</li>`
        : slice.line ? html`<${Line} key=${slice.key} line=${slice.line} context=${context} />`
        : html`<${Slice} key=${slice.key} slice=${slice} near=${near} context=${context} />`)}</ol>
    </div></div>`;
}

export const toggled = (set, key) => {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
};

/** Whether a lane is a server of a pool. Its label has the names of both. With such lanes there are many, and their headings stand upright. */
const hasPool = (lane) => lane.label.startsWith(`${lane.id} (`);

const title = (lane) => (lane.id === 'a person' || lane.id === 'elsewhere' ? lane.label.replace('Elsewhere', 'Else\u00adwhere') : serverName(lane.id).replace('Authorization', 'Authori\u00adzation').replace('SharePoint', 'Share\u00adPoint').replace('Exchange', 'Ex\u00adchange'));

/** Observes which slices are in or near the visible area. */
function useNear(box, scrolls) {
  const calls = useRef(new Map());
  const watch = useRef(null);
  useLayoutEffect(() => {
    watch.current = new IntersectionObserver((all) => all.forEach((one) => calls.current.get(one.target)?.(one.isIntersecting)), { root: scrolls ? box.current : null, rootMargin: '700px 0px' });
    calls.current.forEach((_, element) => watch.current.observe(element));
    return () => watch.current.disconnect();
  }, [scrolls]);
  return useMemo(() => ({
    add(element, call) {
      calls.current.set(element, call);
      watch.current?.observe(element);
      return () => {
        calls.current.delete(element);
        watch.current?.unobserve(element);
      };
    },
  }), []);
}

function Slice({ slice, near, context }) {
  const element = useRef(null);
  const [visible, setVisible] = useState(false);
  useLayoutEffect(() => near.add(element.current, setVisible), []);
  const count = (kind) => slice.lines.filter((line) => line.kind === kind).length;
  const height = `calc(${count('hop')} * var(--hop) + ${count('fold')} * var(--fold) + ${count('gap') + count('label')} * var(--gap))`;
  const holds = slice.lines.some((line) => line.kind === 'hop' && line.entry.hop === context.current);
  return html`<li class="slice" ref=${element} style=${{ height }}>${(visible || holds) && html`<ol>${slice.lines.map((line) => html`
    <${Still} key=${line.key} of=${[line.entry?.hop ?? line.key, line.open, line.item?.times, context.lanes, isCurrent(line, context), isChosen(line, context), context.lit]} draw=${() => html`<${Line} line=${line} context=${context} />`} />`)}</ol>`}</li>`;
}

const isCurrent = (line, { current }) => line.kind === 'hop' && line.entry.hop === current;
const isChosen = (line, { chosen }) => line.kind === 'hop' && line.entry.hop === chosen;

function Line({ line, context }) {
  switch (line.kind) {
    case 'chapter': return html`<${Chapter} chapter=${line.chapter} context=${context} />`;
    case 'problem': return html`<li class="problem">${line.chapter.done.problems.map((problem) => html`<span>${problem}</span>`)}</li>`;
    case 'label': return html`<li class="label">${line.label}</li>`;
    case 'gap': return html`<li class="gap"><span>${span(line.gap, true)} later</span></li>`;
    case 'fold': return html`<${Fold} line=${line} context=${context} />`;
    default: return html`<li><${Hop} entry=${line.entry} context=${context} current=${isCurrent(line, context)} chosen=${isChosen(line, context)} /></li>`;
  }
}

function Chapter({ chapter, context }) {
  const { step, done } = chapter;
  const name = !done ? 'now' : done.passed ? 'passed' : 'failed';
  return html`<li class="chapter ${name}" data-step=${step.id} aria-current=${done ? null : 'step'}>
    <h3><span class="sign" role="img" aria-label=${name}>${{ now: '▸', passed: '✓', failed: '✕' }[name]}</span><span class="number">${step.number === null ? 'manual' : step.number + 1}</span><span>${step.title}</span></h3>
    ${(done?.line ?? step.line) && html`<${Typed} who=${(done?.line ?? step.line).who} line=${(done?.line ?? step.line).line} />`}
  </li>`;
}

function Fold({ line, context }) {
  const { fold, unit, times, key } = line.item;
  const first = fold[0].hop;
  const last = fold.at(-1);
  const token = fold.some(({ hop }) => hop.tokenHash);
  return html`<li><button type="button" class="fold" aria-expanded=${line.open} onClick=${() => context.fold(key)}><b>${`×${times}`}</b>
    <span>${`the same ${unit === 1 ? 'hop' : `${unit} hops`}, ${times} more ${times === 1 ? 'time' : 'times'}: hops ${first.number} to ${last.hop.number}, until +${span(last.ms)}.${token ? ' One token, no new signature.' : ''}`}</span>
    <i class="tri" aria-hidden="true">${line.open ? '▾' : '▸'}</i></button></li>`;
}

/** The text of a trust change, across all lanes. */
const Changed = ({ hop }) => html`<span class="text"><b class=${hop.less ? 'no' : 'yes'}>${hop.less ? '−' : '+'}</b> ${named(hop.reading?.what ?? hop.says)}</span>`;

function Hop({ entry, context, current, chosen }) {
  const { hop, ms } = entry;
  const changes = hop.kind === 'TRUST_CHANGED';
  const { lanes, onHop } = context;
  const count = lanes.length;
  const at = (lane) => ((lane + 0.5) / count) * 100;
  const left = Math.min(hop.from, hop.to);
  const right = Math.max(hop.from, hop.to);
  const fromLeft = left + right < count;
  const text = fromLeft
    ? { left: `calc(${at(left)}% + 9px)`, maxWidth: `calc(${100 - at(left)}% - 12px)` }
    : { right: `calc(${100 - at(right)}% + 9px)`, maxWidth: `calc(${at(right)}% - 12px)` };
  const line = { left: `${at(left)}%`, width: `${at(right) - at(left)}%` };
  const bad = hop.tone === 'NO' || hop.tone === 'FAILS';
  return html`<button type="button" class="hop tone-${hop.tone} ${changes ? 'changes' : ''} ${bad ? 'bad' : ''} ${context.lit && hop.keys.includes(context.lit) ? 'lit' : ''}" data-hop=${hop.number} tabindex=${current ? 0 : -1}
      aria-current=${chosen ? 'true' : null} onClick=${() => onHop(hop)} aria-label="${hop.number}. ${hop.says}${hop.mark && ` [${hop.mark}]`}">
    <span class="when" aria-hidden="true">+${span(ms)}<i>${hop.number}</i></span>
    <span class="area" aria-hidden="true">
    <span class="says"><i>${SIGNS[hop.tone]}</i> ${hop.says}</span>
    ${changes ? html`<${Changed} hop=${hop} />` : html`<span class="text" style=${text}><b>${hop.text}</b>${hop.origin === 'earlier-try' && html` <i>[${hop.mark}]</i>`}${hop.aside && html` <small>${hop.aside}</small>`}</span>`}
    ${changes ? null : hop.from === hop.to
      ? html`<span class="dot" style=${{ left: `${at(hop.from)}%` }}>${SIGNS[hop.tone]}</span>`
      : html`<span class="arrow ${hop.to > hop.from ? 'right' : 'left'} ${hop.arrives ? '' : 'short'}" style=${line}></span>
        ${(hop.tone === 'YES' || bad) && html`<span class="dot" style=${{ left: `${at(hop.from)}%` }}>${SIGNS[hop.tone]}</span>`}`}
    </span></button>`;
}
