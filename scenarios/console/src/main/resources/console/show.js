// What the page shows, as a fold of the server's events: the same for one that was there and one that came later.
import { hexOf } from './chapters.js';
import { learn, nameServers } from './names.js';

const empty = (opening) => ({
  opening, topology: null, nodes: [], people: [], lanes: [], story: null, rows: [], pictures: [], results: {}, playing: null, doctor: null, last: null, active: null,
});

/** Takes events in, and lets them through at a pace that eyes can follow. */
export class Show {
  constructor(changed) {
    this.changed = changed;
    this.waiting = [];
    this.pace = 350;
    this.live = false;
    this.timer = null;
    this.idle = [];
    this.state = empty(null);
  }

  /** An event from the server. What happened before the page came is shown at once. */
  take(name, data) {
    if (name === 'live') {
      this.live = true;
      this.drain();
      return;
    }
    if (name === 'opening' || name === 'stage') this.waiting = [];
    this.waiting.push([name, data]);
    // Without a pace whatever comes within a frame is drawn together.
    if (this.live && this.timer === null) {
      if (this.pace > 0) this.step();
      else this.timer = setTimeout(() => this.drain(), 16);
    }
  }

  lost() {
    this.live = false;
  }

  /** When everything that has come is shown. */
  settled() {
    return this.waiting.length === 0 && this.timer === null ? Promise.resolve() : new Promise((done) => this.idle.push(done));
  }

  /** Shows what waits: up to and with the next hop, then rests for a moment. */
  step() {
    this.timer = null;
    if (this.pace === 0) return this.drain();
    while (this.waiting.length > 0) {
      const [name, data] = this.waiting.shift();
      this.state = fold(this.state, name, data);
      if (name === 'hop' && this.waiting.length <= 200) {
        this.timer = setTimeout(() => this.step(), this.pace);
        break;
      }
    }
    this.changed(this.state);
    if (this.timer === null) this.idle.splice(0).forEach((done) => done());
  }

  drain() {
    clearTimeout(this.timer);
    this.timer = null;
    const rows = [...this.state.rows];
    this.state = { ...this.state, rows };
    for (const [name, data] of this.waiting.splice(0)) this.state = fold(this.state, name, data);
    this.changed(this.state);
    this.idle.splice(0).forEach((done) => done());
  }
}

function fold(state, name, data) {
  switch (name) {
    case 'opening':
      return empty(data.topology);
    case 'failed':
      return { ...empty(null), failed: data.message };
    case 'stage':
      nameServers(data.nodes ?? []);
      learnKeys(data.picture);
      return { ...empty(null), ...data, pictures: data.picture ? [{ ...data.picture, hop: 0 }] : [] };
    case 'begun':
      return { ...state, playing: data, active: null, rows: [...state.rows, { step: data, key: `s${state.rows.length}` }] };
    case 'hop':
      learn(data.reading?.names);
      return { ...state, rows: [...state.rows, { hop: data, key: `h${state.rows.length}` }], active: travel(state, data) };
    case 'played':
      return {
        ...state, playing: null, active: null, last: data.number === null ? data : state.last,
        results: data.number === null ? state.results : { ...state.results, [data.number]: data },
        rows: [...state.rows, { played: data, key: `p${state.rows.length}` }],
      };
    case 'picture':
      learnKeys(data);
      return { ...state, pictures: [...state.pictures, data] };
    case 'nodes':
      return { ...state, nodes: data.nodes };
    case 'doctor':
      return { ...state, doctor: data };
    default:
      return state;
  }
}

/** Whose keys these are: those with which a server signs. */
function learnKeys(picture) {
  (picture?.cards ?? []).forEach((card) => card.subjects.filter((one) => one.kind === 'KEY').forEach((one) => learn({ [one.name]: card.title })));
}

/** What every server trusts at a hop; now without one. */
export const pictureAt = (pictures, hop) => pictures.findLast((one) => !hop || one.hop <= hop.number) ?? { cards: [], edges: [] };

/** Between which nodes of the map a hop goes. */
export const travel = (state, hop) => ({ from: state.lanes[hop.from].id, to: state.lanes[hop.to].id, tone: hop.tone, number: hop.number });

/** The hop in which the token of this one was opened: itself, or an earlier one of the same token. */
export function opened(rows, hop) {
  if (hop.token) return hop;
  if (!hop.tokenHash) return null;
  return rows.map((row) => row.hop).find((one) => one?.token && one.tokenHash === hop.tokenHash) ?? null;
}

/** The thumbprint in hex of the key that signed the token of a hop, or null. */
export function keyOf(rows, hop) {
  const x5t = hop.tokenHash && (opened(rows, hop)?.token.actor ?? opened(rows, hop)?.token.assertion)?.header?.x5t;
  return x5t ? hexOf(x5t) : null;
}
