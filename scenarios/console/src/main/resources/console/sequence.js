// The hops: one row per hop, between a lane for each node.
import { html, useEffect, useRef } from './library.js';
import { Still } from './parts.js';

const SIGNS = { ASKS: '→', CHALLENGES: '?', TOKEN: '✎', KEPT: '↺', READS: '≡', CHANGES: '⚙', YES: '✓', NO: '✕', FAILS: '✕' };

export function Sequence({ lanes, rows, onHop, empty }) {
  const box = useRef(null);
  const follow = useRef(true);
  useEffect(() => {
    if (follow.current && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [rows.length]);
  const scrolled = () => {
    const { scrollTop, scrollHeight, clientHeight } = box.current;
    follow.current = scrollHeight - scrollTop - clientHeight < 60;
  };
  const moved = (e) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    const all = steps ? [...box.current.querySelectorAll('button.hop')] : [];
    const next = all[all.indexOf(document.activeElement) + (steps ?? 0)];
    if (next) {
      e.preventDefault();
      next.focus();
    }
  };
  const style = { '--lanes': lanes.length };
  return html`<div class="sequence" style=${style}>
    <div class="lanes" aria-hidden="true">${lanes.map((lane) => html`<span title=${lane.note}><b>${title(lane)}</b><small>${lane.label === title(lane) ? lane.note : lane.label}</small></span>`)}</div>
    <div class="flow" ref=${box} onScroll=${scrolled} onKeyDown=${moved} tabindex="0" role="region" aria-label="Hops; up and down move between hops">
      ${rows.length === 0 && html`<p class="empty">${empty}</p>`}
      <ol class="rows">${rows.map((row) => html`<${Still} key=${row.key} of=${[row, lanes]} draw=${() => html`<${Row} row=${row} lanes=${lanes} onHop=${onHop} />`} />`)}</ol>
    </div></div>`;
}

const title = (lane) => (lane.id === 'a person' || lane.id === 'elsewhere' ? lane.label : lane.id);

function Row({ row, lanes, onHop }) {
  if (row.step) {
    return html`<li class="chapter"><span>${row.step.number === null ? 'Manual: ' : `${row.step.number + 1}. `}${row.step.title}</span></li>`;
  }
  if (row.played) {
    return row.played.passed ? null : html`<li class="problem">${row.played.problems.map((problem) => html`<span>${problem}</span>`)}</li>`;
  }
  return html`<li><${Hop} hop=${row.hop} count=${lanes.length} onHop=${onHop} /></li>`;
}

function Hop({ hop, count, onHop }) {
  const at = (lane) => ((lane + 0.5) / count) * 100;
  const left = Math.min(hop.from, hop.to);
  const right = Math.max(hop.from, hop.to);
  const fromLeft = left + right < count;
  const text = fromLeft
    ? { left: `calc(${at(left)}% + 9px)`, maxWidth: `calc(${100 - at(left)}% - 12px)` }
    : { right: `calc(${100 - at(right)}% + 9px)`, maxWidth: `calc(${at(right)}% - 12px)` };
  const line = { left: `${at(left)}%`, width: `${at(right) - at(left)}%` };
  const bad = hop.tone === 'NO' || hop.tone === 'FAILS';
  return html`<button type="button" class="hop tone-${hop.tone} ${bad ? 'bad' : ''}" onClick=${() => onHop(hop)} aria-label="${hop.number}. ${hop.says}${hop.mark && ` [${hop.mark}]`}">
    <span class="says" aria-hidden="true"><i>${SIGNS[hop.tone]}</i> ${hop.says}</span>
    <span class="text" aria-hidden="true" style=${text}><b>${hop.text}</b>${hop.mark && html` <i>[${hop.mark}]</i>`}${hop.aside && html` <small>${hop.aside}</small>`}</span>
    ${hop.from === hop.to
      ? html`<span class="dot" aria-hidden="true" style=${{ left: `${at(hop.from)}%` }}>${SIGNS[hop.tone]}</span>`
      : html`<span class="arrow ${hop.to > hop.from ? 'right' : 'left'} ${hop.arrives ? '' : 'short'}" aria-hidden="true" style=${line}></span>
        ${(hop.tone === 'YES' || bad) && html`<span class="dot" aria-hidden="true" style=${{ left: `${at(hop.from)}%` }}>${SIGNS[hop.tone]}</span>`}`}
  </button>`;
}
