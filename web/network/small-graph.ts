import { words } from "../strings/words.ts";

/** What a tie says. */
interface Tie {
  readonly source: string;
  readonly target: string;
  readonly attributes: Readonly<Record<string, number>>;
}

type Attributes = Readonly<Record<string, unknown>>;
type SeeTie = (
  key: string,
  attributes: Tie["attributes"],
  source: string,
  target: string,
  sourceAttributes: Attributes,
  targetAttributes: Attributes,
  undirected: boolean,
) => void;

const none: Attributes = {};

/**
 * The part of graphology's directed graph that measuring a network walks on. The page takes it in place of
 * the whole, which would weigh eleven kilobytes more; nodes and ties come in the same order, so every
 * measure has the same bits.
 */
export class DirectedGraph {
  readonly type = "directed";
  readonly multi = false;
  readonly selfLoopCount = 0;
  readonly undirectedSize = 0;
  readonly #out = new Map<string, Record<string, string>>();
  readonly #in = new Map<string, Record<string, string>>();
  readonly #ties = new Map<string, Tie>();

  /** Number of nodes. */
  get order(): number {
    return this.#out.size;
  }

  /** Number of ties. */
  get size(): number {
    return this.#ties.size;
  }

  get directedSize(): number {
    return this.#ties.size;
  }

  addNode(node: string): void {
    this.#out.set(node, {});
    this.#in.set(node, {});
  }

  addDirectedEdgeWithKey(
    key: string,
    source: string,
    target: string,
    attributes: Tie["attributes"],
  ): void {
    this.#ties.set(key, { source, target, attributes });
    this.#of(this.#out, source)[target] = key;
    this.#of(this.#in, target)[source] = key;
  }

  nodes(): string[] {
    return [...this.#out.keys()];
  }

  forEachNode(visit: (node: string, attributes: Attributes) => void): void {
    for (const node of this.#out.keys()) visit(node, none);
  }

  mapNodes<T>(visit: (node: string, attributes: Attributes) => T): T[] {
    return this.nodes().map((node) => visit(node, none));
  }

  forEachEdge(visit: SeeTie): void {
    for (const [key, { source, target, attributes }] of this.#ties)
      visit(key, attributes, source, target, none, none, false);
  }

  /** Nodes at the other end of a tie in either direction, each once. */
  neighbors(node: string): string[] {
    return Object.keys({ ...this.#of(this.#in, node), ...this.#of(this.#out, node) });
  }

  outboundNeighbors(node: string): string[] {
    return Object.keys(this.#of(this.#out, node));
  }

  outboundEdges(node: string): string[] {
    return Object.values(this.#of(this.#out, node));
  }

  outDegreeWithoutSelfLoops(node: string): number {
    return this.outboundNeighbors(node).length;
  }

  inDegreeWithoutSelfLoops(node: string): number {
    return Object.keys(this.#of(this.#in, node)).length;
  }

  opposite(node: string, key: string): string {
    const { source, target } = this.#tie(key);
    return source === node ? target : source;
  }

  getEdgeAttributes(key: string): Tie["attributes"] {
    return this.#tie(key).attributes;
  }

  // By these two graphology's measures know a graph; none of them calls either.
  addUndirectedEdgeWithKey(): never {
    throw new TypeError(words.network.onlyRead);
  }

  dropNode(): never {
    throw new TypeError(words.network.onlyRead);
  }

  #of(side: Map<string, Record<string, string>>, node: string): Record<string, string> {
    const ties = side.get(node);
    if (ties === undefined) throw new RangeError(words.network.noNode(node));
    return ties;
  }

  #tie(key: string): Tie {
    const tie = this.#ties.get(key);
    if (tie === undefined) throw new RangeError(words.network.noTie(key));
    return tie;
  }
}
