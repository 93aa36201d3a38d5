import path from "node:path";

import { type AstNode, ancestor, childIn, walk } from "../solidity/AstNode.ts";
import { numberInOrNone, textInOrNone } from "../solidity/json.ts";
import type { ParsedSource } from "../solidity/ParsedSource.ts";
import { fromBytes, type Mutant, toBytes } from "./Mutant.ts";

/** A mutant with the number that switches it on; 0 is the original. */
export interface NumberedMutant {
  readonly number: number;
  readonly mutant: Mutant;
}

export interface Instrumented {
  /** The sources that differ from the original, the switch among them, by name. */
  readonly sources: ReadonlyMap<string, string>;
  /** Mutants that cannot be switched on at run time. */
  readonly apart: readonly NumberedMutant[];
}

/** Where the switch lives in an instrumented tree. */
export const SWITCH_SOURCE = "contracts/MutantSwitch.sol";

/**
 * The switch reads the block's beneficiary, which the chain's configuration sets and no contract of ours asks for. The two
 * casts let it be asked in pure functions too, where the compiler allows no look at the block.
 */
const SWITCH_TEXT = `// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

function switchedOn() view returns (uint256) {
  return uint160(address(block.coinbase));
}

function asPure(function() view returns (uint256) asked) pure returns (function() pure returns (uint256) answer) {
  assembly ("memory-safe") {
    answer := asked
  }
}

function mutantIsOn(uint256 number) pure returns (bool) {
  return asPure(switchedOn)() == number;
}
`;

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
  /** Whether the text between is left out. */
  readonly replaces?: boolean;
}

/**
 * Compiles many mutants into one tree: each stands beside the original and is switched on by its number. One compilation
 * then serves them all, and a mutant costs the run of its tests.
 */
export function instrument(sources: readonly ParsedSource[], mutants: readonly NumberedMutant[]): Instrumented {
  const index = indexDeclarations(sources);
  const edits = new Map<string, Edit[]>();
  const apart: NumberedMutant[] = [];
  const twins = new Set<number>();
  const add = (source: string, edit: Edit): void => {
    const list = edits.get(source) ?? [];
    list.push(edit);
    edits.set(source, list);
  };
  for (const numbered of mutants) {
    const placed = placeMutant(numbered, index, twins);
    if (placed.length === 0) apart.push(numbered);
    for (const { source, edit } of placed) add(source, edit);
  }
  const changed = new Map<string, string>();
  for (const source of sources) {
    const list = edits.get(source.name) ?? [];
    const modifiers = [...twins]
      .flatMap((id) => index.modifiers.get(id) ?? [])
      .filter((found) => found.source === source);
    if (list.length + modifiers.length > 0) {
      changed.set(
        source.name,
        writeSource(source, [...list, ...modifiers.flatMap(({ node }) => twinOf(node, source, list))]),
      );
    }
  }
  changed.set(SWITCH_SOURCE, SWITCH_TEXT);
  return { sources: changed, apart };
}

interface DeclarationIndex {
  readonly bytes: ReadonlyMap<string, string>;
  readonly modifiers: ReadonlyMap<number, { readonly source: ParsedSource; readonly node: AstNode }>;
  /** Every use of a declaration: its source and the node that names it, undefined in inline assembly. */
  readonly uses: ReadonlyMap<number, readonly { readonly source: string; readonly node: AstNode | undefined }[]>;
}

function indexDeclarations(sources: readonly ParsedSource[]): DeclarationIndex {
  const modifiers = new Map<number, { source: ParsedSource; node: AstNode }>();
  const uses = new Map<number, { source: string; node: AstNode | undefined }[]>();
  const use = (id: number, source: string, node: AstNode | undefined): void => {
    uses.set(id, [...(uses.get(id) ?? []), { source, node }]);
  };
  for (const source of sources) {
    for (const node of walk(source.tree)) {
      const id = numberInOrNone(node.fields, "id");
      if (node.type === "ModifierDefinition" && id !== undefined) modifiers.set(id, { source, node });
      const named = numberInOrNone(node.fields, "referencedDeclaration");
      if ((node.type === "Identifier" || node.type === "MemberAccess") && named !== undefined) {
        use(named, source.name, node);
      }
      if (node.type !== "InlineAssembly" || !Array.isArray(node.fields.externalReferences)) continue;
      for (const reference of node.fields.externalReferences)
        use(Number(reference.declaration), source.name, undefined);
    }
  }
  const bytes = new Map(sources.map((source) => [source.name, toBytes(source.text)]));
  return { bytes, modifiers, uses };
}

type Placed = readonly { readonly source: string; readonly edit: Edit }[];

function placeMutant({ number, mutant }: NumberedMutant, index: DeclarationIndex, twins: Set<number>): Placed {
  const { switch: how, source } = mutant;
  const on = `mutantIsOn(${number})`;
  switch (how.kind) {
    case "none":
      return [];
    case "choice":
      return [{ source, edit: chooseAt(how.start, how.end, number, how.changed, how.cast) }];
    case "negation":
      return [{ source, edit: { start: how.start, end: how.end, ...tagged(number, `(${on} != (`, "))") } }];
    case "removal":
      return [{ source, edit: { start: how.start, end: how.end, ...tagged(number, `{ if (!${on}) { `, " } }") } }];
    case "modifier": {
      if (!index.modifiers.has(how.definition)) return [];
      twins.add(how.definition);
      return [
        { source, edit: callTwin(number, how.nameEnd, index.bytes.get(source)?.slice(how.nameEnd, how.end) ?? "") },
      ];
    }
    case "constant": {
      const uses = index.uses.get(how.declaration) ?? [];
      const placed: { source: string; edit: Edit }[] = [];
      for (const use of uses) {
        if (use.node === undefined || isFixed(use.node)) return [];
        placed.push({
          source: use.source,
          edit: chooseAt(use.node.start, use.node.end, number, how.changed, how.cast),
        });
      }
      return placed;
    }
  }
}

/** Whether an expression must be known to the compiler. */
function isFixed(node: AstNode): boolean {
  const fixed = ancestor(
    node,
    (at) => at.type === "ArrayTypeName" || (at.type === "VariableDeclaration" && at.fields.constant === true),
  );
  return fixed !== undefined;
}

function chooseAt(start: number, end: number, number: number, changed: string, cast: string): Edit {
  const mutated = `/*M${number}<*/${cast}(${changed})/*>M${number}*/`;
  return { start, end, ...tagged(number, `(mutantIsOn(${number}) ? ${mutated} : ${cast}(`, "))") };
}

/** `name(a, b)` becomes `nameOrMutant(number, a, b)`. */
function callTwin(number: number, nameEnd: number, behindName: string): Edit {
  const bracket = /^\s*\(/.exec(behindName)?.[0] ?? "";
  const isEmpty = bracket === "" || behindName.slice(bracket.length).trim() === ")";
  const before = `OrMutant(/*M${number}{*/${number}/*}M${number}*/${isEmpty ? "" : ", "}${bracket === "" ? ")" : ""}`;
  return { start: nameEnd, end: nameEnd + bracket.length, replaces: true, before, after: "" };
}

function tagged(number: number, before: string, after: string): { readonly before: string; readonly after: string } {
  return { before: `/*M${number}{*/${before}`, after: `${after}/*}M${number}*/` };
}

/** A modifier that does nothing but go on where its mutant is switched on; otherwise the original with its own mutants. */
function twinOf(node: AstNode, source: ParsedSource, edits: readonly Edit[]): readonly Edit[] {
  const body = childIn(node, "body");
  const parameters = childIn(node, "parameters");
  const name = textInOrNone(node.fields, "name") ?? "";
  if (body === undefined) return [];
  const bytes = toBytes(source.text);
  const within = edits
    .filter(({ start, end }) => body.start <= start && end <= body.end)
    .map((edit) => ({ ...edit, start: edit.start - body.start, end: edit.end - body.start }));
  const original = insert(bytes.slice(body.start, body.end), within);
  const given = parameters === undefined ? "" : bytes.slice(parameters.start, parameters.end).replace(/^\(|\)$/g, "");
  const taken = given.trim() === "" ? "" : `, ${given}`;
  const twin = ` modifier ${name}OrMutant(uint256 mutantNumber${taken}) { if (mutantIsOn(mutantNumber)) { _; } else ${original} }`;
  return [{ start: node.end, end: node.end, before: twin, after: "" }];
}

function writeSource(source: ParsedSource, edits: readonly Edit[]): string {
  const bytes = toBytes(source.text);
  const functions = [...walk(source.tree)]
    .filter((node) => node.type === "FunctionDefinition" || node.type === "ModifierDefinition")
    .map((node, at) => ({ start: node.start, end: node.end, before: `/*F${at}{*/`, after: `/*}F${at}*/` }));
  const all = [...functions, ...edits];
  const pragma = source.tree.children.find((node) => node.type === "PragmaDirective");
  const from = path.posix.relative(path.posix.dirname(source.name), SWITCH_SOURCE);
  const line = ` import {mutantIsOn} from "${from.startsWith(".") ? from : `./${from}`}";`;
  const at = pragma?.end ?? 0;
  all.push({ start: at, end: at, before: line, after: "" });
  return fromBytes(insert(bytes, all));
}

/** Writes the edits into the text: where several begin at one place the longest is outermost, among equals the first. */
export function insert(bytes: string, edits: readonly Edit[]): string {
  const points = edits.flatMap((edit, order) => {
    const size = edit.end - edit.start;
    if (size === 0) return [{ at: edit.start, rank: 1, inner: order, text: edit.before + edit.after, replaced: false }];
    return [
      { at: edit.start, rank: 2, inner: edits.length * -size + order, text: edit.before, replaced: false },
      { at: edit.end, rank: 0, inner: edits.length * size - order, text: edit.after, replaced: edit.replaces === true },
    ];
  });
  points.sort((a, b) => a.at - b.at || a.rank - b.rank || a.inner - b.inner);
  let written = "";
  let last = 0;
  for (const point of points) {
    written += (point.replaced ? "" : bytes.slice(last, point.at)) + point.text;
    last = point.at;
  }
  return written + bytes.slice(last);
}
