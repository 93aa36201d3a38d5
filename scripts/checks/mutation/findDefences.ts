import { type AstNode, childIn, walk } from "../solidity/AstNode.ts";
import type { ParsedSource } from "../solidity/ParsedSource.ts";
import { choose, endOfStatement, nameMutant, removal, removeModifier } from "./findMutants.ts";
import { type Mutant, toBytes } from "./Mutant.ts";
import { type Marker, readMarkers } from "./readMarkers.ts";

/** A defence that is marked in a source. */
export interface MarkedDefence {
  readonly slug: string;
  readonly source: string;
  readonly line: number;
}

/** One that is marked in Solidity, with the mutation that takes it away. */
export interface Defence extends MarkedDefence {
  readonly mutant: Mutant;
}

export interface MarkerFault {
  readonly source: string;
  readonly line: number;
  readonly message: string;
}

/**
 * The marked defences of a source. A marker is a comment `// DEFENCE: slug`:
 *
 * - behind code, it marks on its own line the modifier in a function's header, else the statement that begins there, else the
 *   last operand of `&&` or `||`;
 * - alone on its line, it marks the statement below, or the only modifier of the function below.
 *
 * Where taking the marked statement away makes no sense, `// DEFENCE: slug [text => replacement]` says what its absence would
 * look like: the text, which stands in the marked statement, is replaced.
 */
export function findDefences(source: ParsedSource): {
  readonly defences: readonly Defence[];
  readonly faults: readonly MarkerFault[];
} {
  const bytes = toBytes(source.text);
  const defences: Defence[] = [];
  const faults: MarkerFault[] = [];
  const seen = new Map<string, number>();
  for (const marker of readMarkers(bytes)) {
    const { line } = marker;
    if (marker.slug === "") {
      faults.push({
        source: source.name,
        line,
        message: "a marker reads `// DEFENCE: some-slug` or `// DEFENCE: some-slug [text => replacement]`",
      });
      continue;
    }
    const found = takeAway(marker, source.tree, bytes);
    if (typeof found === "string") {
      faults.push({ source: source.name, line, message: `${marker.slug}: ${found}` });
      continue;
    }
    const mutant = nameMutant({ ...found.change, operator: "defence" }, found.node, source.name, bytes, seen);
    defences.push({ slug: marker.slug, source: source.name, line, mutant });
  }
  return { defences, faults };
}

type Change = ReturnType<typeof removal>;
type Found = { readonly change: Change; readonly node: AstNode } | string;

function takeAway(marker: Marker, tree: AstNode, bytes: string): Found {
  if (marker.instead !== undefined) return replaceIn(marker, marker.instead, tree, bytes);
  const modifier = markedModifier(marker, tree, bytes);
  if (modifier !== undefined) {
    const [change] = removeModifier(modifier);
    return change === undefined ? "the modifier cannot be left out" : { change, node: modifier };
  }
  const statement = markedStatement(marker, tree, bytes);
  const condition = statement?.type === "IfStatement" ? childIn(statement, "condition") : undefined;
  if (statement !== undefined && condition !== undefined && childIn(statement, "falseBody") !== undefined) {
    // What `else` holds is another matter: only the marked case goes.
    return { change: choose("defence", condition, "false", bytes), node: condition };
  }
  if (statement !== undefined && statement.type !== "VariableDeclarationStatement") {
    const isRemovable = statement.type !== "Return" || statement.parent?.parent?.type !== "FunctionDefinition";
    if (isRemovable) return { change: removal("defence", statement, bytes), node: statement };
  }
  const operand = marker.trails ? lastOperand(marker, tree) : undefined;
  if (operand !== undefined) {
    const replacement = operand.parent?.fields.operator === "&&" ? "true" : "false";
    return { change: choose("defence", operand, replacement, bytes), node: operand };
  }
  return "what it marks cannot be left out: say what its absence looks like, `// DEFENCE: slug [text => replacement]`";
}

function markedModifier(marker: Marker, tree: AstNode, bytes: string): AstNode | undefined {
  const modifiers = [...walk(tree)].filter((node) => node.type === "ModifierInvocation");
  if (marker.trails) return modifiers.findLast((node) => marker.lineStart <= node.start && node.end <= marker.start);
  const callable = [...walk(tree)].find((node) => node.type === "FunctionDefinition" && node.start > marker.end);
  if (callable === undefined || !isOnlyTrivia(bytes.slice(marker.end, callable.start))) return undefined;
  const own = callable.children.filter((node) => node.type === "ModifierInvocation");
  return own.length === 1 ? own[0] : undefined;
}

function markedStatement(marker: Marker, tree: AstNode, bytes: string): AstNode | undefined {
  const statements = [...walk(tree)].filter(isStatement);
  if (!marker.trails) {
    const next = statements.find((node) => node.start >= marker.end);
    return next !== undefined && isOnlyTrivia(bytes.slice(marker.end, next.start)) ? next : undefined;
  }
  return statements.find((node) => marker.lineStart <= node.start && node.start < marker.start);
}

/** The last operand of `&&` or `||` that ends on the marker's line. */
function lastOperand(marker: Marker, tree: AstNode): AstNode | undefined {
  const operands = [...walk(tree)].filter(
    (node) =>
      (node.role === "leftExpression" || node.role === "rightExpression") &&
      (node.parent?.fields.operator === "&&" || node.parent?.fields.operator === "||") &&
      marker.lineStart <= node.start &&
      node.end <= marker.start,
  );
  return operands.sort((a, b) => b.end - a.end || a.start - b.start)[0];
}

/** Replaces text in the marked statement, by way of the smallest expression around it. */
function replaceIn(
  marker: Marker,
  instead: { readonly text: string; readonly replacement: string },
  tree: AstNode,
  bytes: string,
): Found {
  const statement = markedStatement(marker, tree, bytes) ?? statementAround(marker, tree);
  if (statement === undefined) return "it marks no statement";
  const at = bytes.indexOf(instead.text, statement.start);
  const end = at + instead.text.length;
  if (at < 0 || end > endOfStatement(statement, bytes))
    return `the marked statement does not contain \`${instead.text}\``;
  const around = [...walk(statement)].filter((node) => node.start <= at && end <= node.end && isExpression(node));
  const expression = around.sort((a, b) => a.end - a.start - (b.end - b.start))[0];
  if (expression === undefined) return `\`${instead.text}\` is not within one expression`;
  const replacement =
    `${bytes.slice(expression.start, at)}${instead.replacement}${bytes.slice(end, expression.end)}`.trim();
  return { change: choose("defence", expression, replacement, bytes), node: expression };
}

function statementAround(marker: Marker, tree: AstNode): AstNode | undefined {
  return [...walk(tree)]
    .filter(isStatement)
    .findLast((node) => node.start < marker.start && marker.lineStart <= node.end);
}

function isStatement(node: AstNode): boolean {
  return (
    node.role === "statements" || ((node.role === "trueBody" || node.role === "falseBody") && node.type !== "Block")
  );
}

const EXPRESSIONS: ReadonlySet<string> = new Set([
  "Assignment",
  "BinaryOperation",
  "Conditional",
  "FunctionCall",
  "Identifier",
  "IndexAccess",
  "Literal",
  "MemberAccess",
  "TupleExpression",
  "UnaryOperation",
]);

function isExpression(node: AstNode): boolean {
  return EXPRESSIONS.has(node.type);
}

function isOnlyTrivia(between: string): boolean {
  return between.replaceAll(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, "").trim() === "";
}
