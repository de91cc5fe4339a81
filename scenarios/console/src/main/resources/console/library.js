// Preact with components written as HTML: html`<b class=${name}>${text}</b>`, with the syntax of the htm library.
import { h, Component, render } from './preact.js';
export { useEffect, useLayoutEffect, useMemo, useRef, useState } from './hooks.js';
export { Component, render };

const HOLE = /\u0001(\d+)\u0001/;
const TAG = /<(\/?)(\u0001\d+\u0001|[\w-]*)((?:\s+[^\s=>/]+(?:=(?:"[^"]*"|\u0001\d+\u0001|[^\s>"]+))?)*)\s*(\/?)>/g;
const ATTRIBUTE = /([^\s=]+)(?:=(?:"([^"]*)"|(\S+)))?/g;
const templates = new WeakMap();

/** Creates elements from a template. Each template is parsed only once, independently of its values. */
export function html(strings, ...values) {
  if (!templates.has(strings)) templates.set(strings, parse(strings));
  const roots = templates.get(strings).map((node) => element(node, values));
  return roots.length === 1 ? roots[0] : roots;
}

function parse(strings) {
  const text = strings.reduce((all, part, i) => `${all}\u0001${i - 1}\u0001${part}`);
  const open = [{ children: [] }];
  const here = () => open[open.length - 1].children;
  let from = 0;
  for (const tag of text.matchAll(TAG)) {
    addText(here(), text.slice(from, tag.index));
    from = tag.index + tag[0].length;
    if (tag[1]) {
      open.pop();
    } else {
      const node = { type: pieces(tag[2]), props: [...tag[3].matchAll(ATTRIBUTE)].map(([, name, quoted, bare]) => [name, quoted ?? bare ? pieces(quoted ?? bare) : [true]]), children: [] };
      here().push(node);
      if (!tag[4]) open.push(node);
    }
  }
  addText(here(), text.slice(from));
  if (open.length !== 1) throw new Error(`not closed: ${open[open.length - 1].type} in ${text}`);
  return open[0].children;
}

/** Adds a text without the white space around its line breaks at the beginning and the end. */
function addText(children, text) {
  const plain = text.replace(/^\s*\n\s*|\s*\n\s*$/g, '');
  if (plain) pieces(plain).forEach((piece) => children.push(piece));
}

/** Splits a text into literal texts and numbers of values. */
const pieces = (text) => text.split(HOLE).map((piece, i) => (i % 2 ? { hole: Number(piece) } : piece)).filter((piece) => piece !== '');

const value = (piece, values) => (piece?.hole === undefined ? piece : values[piece.hole]);
const joined = (all, values) => (all.length === 1 ? value(all[0], values) : all.map((one) => value(one, values) ?? '').join(''));

function element(node, values) {
  if (!node.type) return value(node, values);
  const props = Object.fromEntries(node.props.map(([name, all]) => [name, joined(all, values)]));
  return h(joined(node.type, values), props, ...node.children.map((child) => element(child, values)));
}
