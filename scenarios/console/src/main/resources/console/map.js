// The map: premises, realms and nodes, and the trust between nodes at a moment of the story.
import { html } from './library.js';
import { serverName } from './names.js';
import { verdictOf } from './parts.js';

/** The sign and the words for each state of a trust. */
export const STATES = {
  holds: { name: 'holds', sign: '✓', word: 'accepted' },
  half: { name: 'half', sign: '…', word: 'half set up' },
  broken: { name: 'broken', sign: '✕', word: 'refused' },
  none: { name: 'none', sign: '–', word: 'not set up' },
};

/** Whether the map has at most two nodes, which need only a low map. */
const isStrip = (nodes) => nodes.length <= 2;
const wideOf = (nodes) => (isStrip(nodes) ? 360 : 400);
const highOf = (nodes) => (isStrip(nodes) ? 124 : 290);
const BOX = { w: 124, h: 46 };

/** A server in the box of its pool, and the space between two servers. A row has two servers. */
const SERVER = { w: 54.5, h: 16, gap: 5 };

/** The boxes of the map: each pool with its servers, and each server without a pool. */
export function boxesOf(nodes) {
  const boxes = new Map();
  nodes.forEach((node) => {
    const box = boxes.get(node.pool ?? node.name) ?? { ...node, name: node.pool ?? node.name, up: false, servers: [] };
    boxes.set(box.name, { ...box, up: box.up || node.up, servers: node.pool ? [...box.servers, node] : [] });
  });
  return [...boxes.values()].map((box) => ({ ...box, h: BOX.h + Math.ceil(box.servers.length / 2) * (SERVER.h + SERVER.gap) }));
}

const sidesOf = (boxes) => [['On-premises', boxes.filter((b) => !b.online)], ['Online', boxes.filter((b) => b.online)]].filter(([, all]) => all.length);

/** The frames and centres of a map with pools: the boxes of each premises stand in rows of at most two. */
function grid(boxes) {
  const sides = sidesOf(boxes).map(([title, all]) => ({ title, all, columns: all.length > 2 ? 2 : 1, rows: all.length > 2 ? Math.ceil(all.length / 2) : all.length }));
  const high = Math.max(...sides.map((side) => side.rows)) * (Math.max(...boxes.map((box) => box.h)) + 110);
  const centres = {};
  let left = 0;
  const frames = sides.map(({ title, all, columns, rows }) => {
    const width = columns > 1 ? 380 : 150;
    all.forEach((box, i) => {
      const isAlone = columns === 1 || (i === all.length - 1 && i % 2 === 0);
      centres[box.name] = { x: left + (isAlone ? width / 2 : i % 2 ? width - 76 : 76), y: 38 + (Math.floor(i / columns) + 0.5) * (high / rows), h: box.h };
    });
    left += width + 50;
    return { title, left: left - width - 50, width, realms: [...new Set(all.map((box) => box.realm))] };
  });
  return { frames, centres, wide: left - 50, high: high + 60 };
}

/** The position of each node in its premises, by the number of nodes; 0 to 1 in both directions. */
const PLACES = {
  alone: { 1: [[0.5, 0.5]], 2: [[0.2, 0.5], [0.8, 0.5]], 3: [[0.5, 0.16], [0.17, 0.82], [0.83, 0.82]], 4: [[0.2, 0.2], [0.8, 0.2], [0.2, 0.82], [0.8, 0.82]] },
  shared: { 1: [[0.5, 0.5]], 2: [[0.5, 0.15], [0.5, 0.85]], 3: [[0.5, 0], [0.5, 0.5], [0.5, 1]], 4: [[0.5, 0], [0.5, 0.33], [0.5, 0.67], [0.5, 1]] },
};

/** The frame of each premises, and the centre of each node. */
export function layout(nodes) {
  if (nodes.some((node) => node.pool)) return grid(nodes);
  const high = highOf(nodes);
  const wide = wideOf(nodes);
  const sides = sidesOf(nodes);
  const gap = sides.length > 1 ? 56 : 0;
  const width = (wide - gap) / sides.length;
  const centres = {};
  const frames = sides.map(([title, all], side) => {
    const left = side * (width + gap);
    const places = PLACES[sides.length > 1 ? 'shared' : 'alone'][Math.min(all.length, 4)];
    all.forEach((node, i) => {
      const [x, y] = places[i % places.length];
      centres[node.name] = { x: left + 12 + x * (width - 24), y: 42 + node.h / 2 + y * (high - 56 - node.h), h: node.h };
    });
    if (sides.length === 1) all.forEach((n) => { centres[n.name].x = clamp(centres[n.name].x, BOX.w / 2 + 10, wide - BOX.w / 2 - 10); });
    return { title, left, width, realms: [...new Set(all.map((n) => n.realm))] };
  });
  return { frames, centres, wide, high };
}

const clamp = (value, least, most) => Math.min(Math.max(value, least), most);

/** The line of an edge. The line bends to one side, so that it does not cover the edge of the opposite direction. */
export function line(from, to, others) {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const long = Math.hypot(dx, dy);
  const between = others.some((o) => Math.abs(cross(from, to, o)) / long < 30 && inside(from, to, o));
  const bend = between ? 66 : 17;
  const middle = { x: (from.x + to.x) / 2 - (dy / long) * bend * 2, y: (from.y + to.y) / 2 + (dx / long) * bend * 2 };
  const start = leave(from, middle, 3);
  const end = leave(to, middle, 6);
  const at = { x: (start.x + 2 * middle.x + end.x) / 4, y: (start.y + 2 * middle.y + end.y) / 4 };
  const angle = (Math.atan2(end.y - middle.y, end.x - middle.x) * 180) / Math.PI;
  const along = (t) => ({ x: (1 - t) ** 2 * start.x + 2 * t * (1 - t) * middle.x + t * t * end.x, y: (1 - t) ** 2 * start.y + 2 * t * (1 - t) * middle.y + t * t * end.y });
  return { path: `M${n(start.x)} ${n(start.y)}Q${n(middle.x)} ${n(middle.y)} ${n(end.x)} ${n(end.y)}`, end, angle, at, along };
}

const n = (value) => value.toFixed(1);
const cross = (a, b, c) => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
const inside = (a, b, c) => {
  const t = ((c.x - a.x) * (b.x - a.x) + (c.y - a.y) * (b.y - a.y)) / ((b.x - a.x) ** 2 + (b.y - a.y) ** 2);
  return t > 0.05 && t < 0.95;
};

/** The point at which a line from the centre of a node leaves the box of the node. */
function leave(centre, towards, room) {
  const dx = towards.x - centre.x;
  const dy = towards.y - centre.y;
  const scale = Math.min((BOX.w / 2 + room) / Math.abs(dx || 0.001), (centre.h / 2 + room) / Math.abs(dy || 0.001));
  return { x: centre.x + dx * scale, y: centre.y + dy * scale };
}

/** The name of the box of a server. */
const boxNamed = (boxes, name) => boxes.find((box) => box.servers.some((server) => server.name === name))?.name ?? name;

/** @param doctor the edges of the doctor between boxes, or null if the map shows an earlier moment */
export function TrustMap({ nodes: servers, edges, doctor, active: hop, onEdge, onNode }) {
  const nodes = boxesOf(servers);
  const active = hop && { ...hop, from: boxNamed(nodes, hop.from), to: boxNamed(nodes, hop.to) };
  const { frames, centres, wide, high } = layout(nodes);
  const alive = active && centres[active.from] && centres[active.to] && active.from !== active.to;
  const others = (a, b) => nodes.filter((o) => o.name !== a && o.name !== b).map((o) => centres[o.name]);
  const examined = (edge) => doctor?.find((one) => one.caller === edge.caller && one.resource === edge.resource);
  return html`<svg class="map ${nodes.some((node) => node.pool) ? 'pooled' : ''}" viewBox="0 0 ${wide} ${high}" role="group" aria-label="Map of the deployment">
    ${frames.map((f) => html`<g class="premises"><rect x=${f.left + 1} y="1" width=${f.width - 2} height=${high - 2} rx="10" />
      <text x=${f.left + 12} y="20">${f.title}</text>
      <text class="realm" x=${f.left + 12} y="34">${f.realms.map((r) => `realm ${r.length > 24 ? r.slice(0, 8) + '…' : r}`).join(', ')}</text></g>`)}
    ${edges.filter((e) => centres[e.caller] && centres[e.resource]).map((edge) => html`<${Edge} key=${edge.caller + '>' + edge.resource} edge=${edge} examined=${examined(edge)}
      line=${line(centres[edge.caller], centres[edge.resource], others(edge.caller, edge.resource))} beside=${centres[edge.via ? edge.resource : edge.caller]} onEdge=${onEdge} />`)}
    ${nodes.map((node) => html`<${NodeBox} key=${node.name} node=${node} at=${centres[node.name]} lit=${active && (active.from === node.name || active.to === node.name) ? active.tone : ''} busy=${active?.node} onNode=${onNode} />`)}
    ${alive && html`<path key=${'a' + active.number} class="active tone-${active.tone}" d=${line(centres[active.from], centres[active.to], others(active.from, active.to)).path} />`}
  </svg>`;
}

/** Whether the doctor's verdict on an edge differs from the configuration, for instance because of clocks, names or rights. */
const adds = (state, verdict) => verdict && (state.name === 'holds' ? verdict.name !== 'holds' : verdict.name === 'holds') && verdict.name !== 'none';

function Edge({ edge, examined, line: l, beside, onEdge }) {
  const state = STATES[edge.state];
  const verdict = examined && verdictOf(examined);
  const more = adds(state, verdict) ? verdict : null;
  const page = edge.links.find((link) => link.name === 'page' && link.is && link.since.uri);
  const open = () => onEdge(edge);
  const key = (e) => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); open(); } };
  return html`<g class="edge ${state.name} kind-${edge.via ? 'authorization-server' : edge.state === 'none' ? 'none' : 'partner-application'}" tabindex="0" role="button" onClick=${open} onKeyDown=${key}
      aria-label="${serverName(edge.caller)} to ${serverName(edge.resource)}: ${state.word}${more ? `; the doctor: ${more.word}` : ''}${page ? `; ${reads(edge, page)}` : ''}">
    <path class="reach" d=${l.path} /><path class="line" d=${l.path} />
    <path class="head" d="M0 0L-9 4.5L-9 -4.5Z" transform="translate(${n(l.end.x)} ${n(l.end.y)}) rotate(${n(l.angle)})" />
    ${page && html`<${Page} at=${l.along(edge.via ? 0.72 : 0.24)} beside=${beside} says=${reads(edge, page)} name=${new URL(page.since.uri).pathname} />`}
    <circle cx=${l.at.x} cy=${l.at.y} r="8.5" /><text x=${l.at.x} y=${l.at.y + 4}>${state.sign}</text>
    ${more && html`<g class="examined ${more.name}"><rect x=${l.at.x + 8} y=${l.at.y - 17} width="15" height="15" rx="3" /><text x=${l.at.x + 15.5} y=${l.at.y - 5.5}>${more.sign}</text></g>`}</g>`;
}

/** A sentence about the metadata document of an edge: the server that read it, its address, and the hop. */
const reads = (edge, { since }) => `${serverName(edge.resource)} read ${since.uri} ${since.hop ? `in hop ${since.hop}` : 'before the first step'}`;

/** The sign for a metadata document on the edge that needs it: at the caller that publishes it, or beside the resource if an authorization server publishes it. The name is on the side away from the box of the node, because the box would cover the name. */
const Page = ({ at, beside, says, name }) => html`<g class="page" transform="translate(${n(at.x)} ${n(at.y)})"><title>${says}</title>
  <path class="sheet-of" d="M-5 -6.5H2L5 -3.5V6.5H-5Z" /><path class="lines" d="M-2.5 -2H1M-2.5 1H2.5M-2.5 4H2.5" /><text class="pagename" y=${at.y < beside.y ? -12 : 18}>${name}</text></g>`;

function NodeBox({ node, at, lit, busy, onNode }) {
  if (node.servers.length) return html`<${PoolBox} pool=${node} at=${at} lit=${lit} busy=${busy} onNode=${onNode} />`;
  const key = (e) => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); onNode(node); } };
  return html`<g class="node ${node.up ? '' : 'down'} ${lit && 'tone-' + lit}" tabindex="0" role="button" onClick=${() => onNode(node)} onKeyDown=${key}
      aria-label="${serverName(node.name)}, ${node.host}, ${node.up ? 'up' : 'down'}">
    <rect x=${at.x - BOX.w / 2} y=${at.y - BOX.h / 2} width=${BOX.w} height=${BOX.h} rx="8" />
    <text class=${serverName(node.name).length > 12 ? 'long' : ''} x=${at.x} y=${at.y - 3}>${serverName(node.name)}</text>
    <text class="host" x=${at.x} y=${at.y + 12}>${node.up ? short(node.host) : 'is down'}</text></g>`;
}

/** A pool with its servers. Each server opens its own details. */
function PoolBox({ pool, at, lit, busy, onNode }) {
  const top = at.y - pool.h / 2;
  return html`<g class="node pool ${pool.up ? '' : 'down'} ${lit && 'tone-' + lit}" role="group" aria-label="${serverName(pool.name)}, ${pool.host}">
    <rect x=${at.x - BOX.w / 2} y=${top} width=${BOX.w} height=${pool.h} rx="8" />
    <text class=${pool.name.length > 12 ? 'long' : ''} x=${at.x} y=${top + 20}>${pool.name}</text>
    <text class="host" x=${at.x} y=${top + 35}>${pool.up ? pool.product ?? short(pool.host) : 'is down'}</text>
    ${pool.servers.map((server, i) => html`<${PoolServer} server=${server} lit=${server.name === busy ? lit : ''} onNode=${onNode}
      x=${at.x - BOX.w / 2 + SERVER.gap + (i % 2) * (SERVER.w + SERVER.gap)} y=${top + BOX.h + Math.floor(i / 2) * (SERVER.h + SERVER.gap)} />`)}</g>`;
}

function PoolServer({ server, x, y, lit, onNode }) {
  const key = (e) => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); onNode(server); } };
  return html`<g class="node ${server.up ? 'server-of' : 'server-of down'} ${lit && 'tone-' + lit}" tabindex="0" role="button" onClick=${() => onNode(server)} onKeyDown=${key} aria-label="${serverName(server.name)}, ${server.up ? 'up' : 'down'}">
    <rect x=${x} y=${y} width=${SERVER.w} height=${SERVER.h} rx="4" /><text x=${x + SERVER.w / 2} y=${y + 11.5} textLength=${server.name.length > 9 ? SERVER.w - 6 : null} lengthAdjust="spacingAndGlyphs">${server.name}</text></g>`;
}

const short = (host) => (host.length > 20 ? host.slice(0, 18) + '…' : host);

/** The legend: the meanings of the lines and the signs on the map. */
export const Legend = () => html`<p class="legend" aria-label="Lines of the map">${[['partner-application', 'partner application'], ['authorization-server', 'authorization server'], ['none', 'no trust']].map(([kind, words]) => html`
  <span><svg class="kind-${kind}" width="24" height="8" aria-hidden="true"><path d="M1 4H23" /></svg>${words}</span>`)}
  <span><svg class="page" viewBox="-6 -7 12 14" width="11" height="13" aria-hidden="true"><path class="sheet-of" d="M-5 -6.5H2L5 -3.5V6.5H-5Z" /><path class="lines" d="M-2.5 -2H1M-2.5 1H2.5M-2.5 4H2.5" /></svg>metadata document that was read</span>
  ${Object.values(STATES).map((state) => html`<span>${state.sign} ${state.word}</span>`)}
  <span><i class="boxed">!</i>in a box: the result of the doctor, where it differs</span></p>`;
