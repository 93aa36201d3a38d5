import { type AstNode, ancestor, childIn, scopeOf, typeOf, walk } from "../solidity/AstNode.ts";
import { isObject, numberInOrNone, textInOrNone } from "../solidity/json.ts";
import { fromBytes, hashText, identifyMutant, type Mutant, type Operator, type Switch, toBytes } from "./Mutant.ts";

type Change = Pick<Mutant, "operator" | "start" | "end" | "replacement" | "switch">;

const RELATIONS: Readonly<Record<string, readonly string[]>> = {
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "==": ["!="],
  "!=": ["=="],
};
const OPPOSITES: Readonly<Record<string, string>> = {
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
  "==": "!=",
  "!=": "==",
};
const ARITHMETIC: Readonly<Record<string, readonly string[]>> = {
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
  "%": ["*"],
  "**": ["*"],
};
const BITS: Readonly<Record<string, readonly string[]>> = {
  "&": ["|"],
  "|": ["&"],
  "^": ["&"],
  "<<": [">>"],
  ">>": ["<<"],
};
const LOGIC: Readonly<Record<string, readonly string[]>> = { "&&": ["||"], "||": ["&&"] };

/**
 * Every mutation of one source: operators replaced, conditions negated, statements, reverts, events and modifiers removed,
 * literals changed, `++` and `--` swapped. Inline assembly stays as it is: it has a plain twin and a differential test.
 *
 * @param source the source's name
 * @param text its text
 * @param tree its syntax tree, as the compiler gave it for exactly this text
 */
export function findMutants(source: string, text: string, tree: AstNode): readonly Mutant[] {
  const bytes = toBytes(text);
  const seen = new Map<string, number>();
  const mutants: Mutant[] = [];
  for (const node of walk(tree)) {
    if (!isMutable(node)) continue;
    for (const change of changesOf(node, bytes)) mutants.push(nameMutant(change, node, source, bytes, seen));
  }
  return mutants;
}

/** Gives a change its name and its place for people. */
export function nameMutant(
  change: Change,
  node: AstNode,
  source: string,
  bytes: string,
  seen: Map<string, number>,
): Mutant {
  const scope = scopeOf(node);
  const original = fromBytes(bytes.slice(change.start, change.end));
  const site = { source, scope, operator: change.operator, original, replacement: change.replacement };
  const first = identifyMutant({ ...site, occurrence: 0 });
  const occurrence = seen.get(first) ?? 0;
  seen.set(first, occurrence + 1);
  const callable = ancestor(node, (at) => at.parent === undefined || isDeclaration(at)) ?? node;
  return {
    id: identifyMutant({ ...site, occurrence }),
    source,
    scope,
    scopeHash: hashText(bytes.slice(callable.start, callable.end)),
    line: bytes.slice(0, change.start).split("\n").length,
    original,
    occurrence,
    ...change,
  };
}

function isDeclaration(node: AstNode): boolean {
  return (
    node.type === "FunctionDefinition" ||
    node.type === "ModifierDefinition" ||
    (node.type === "VariableDeclaration" && (node.fields.stateVariable === true || node.fields.constant === true))
  );
}

function isMutable(node: AstNode): boolean {
  const shielded = ancestor(
    node,
    (at) =>
      at.type === "InlineAssembly" ||
      at.type === "ImportDirective" ||
      at.type === "PragmaDirective" ||
      at.type === "ArrayTypeName" ||
      at.type === "StorageLayoutSpecifier" ||
      (at.type === "ContractDefinition" && at.fields.contractKind === "interface"),
  );
  return shielded === undefined;
}

function changesOf(node: AstNode, bytes: string): readonly Change[] {
  switch (node.type) {
    case "BinaryOperation":
      return changeBinary(node, bytes);
    case "Assignment":
      return changeAssignment(node, bytes);
    case "UnaryOperation":
      return changeUnary(node, bytes);
    case "Literal":
      return changeLiteral(node, bytes);
    case "IfStatement":
    case "Conditional":
    case "WhileStatement":
    case "ForStatement":
      return negateCondition(node, bytes);
    case "FunctionCall":
      return negateRequirement(node, bytes);
    case "ModifierInvocation":
      return removeModifier(node);
    default:
      return removeStatement(node, bytes);
  }
}

function changeBinary(node: AstNode, bytes: string): readonly Change[] {
  const operator = textInOrNone(node.fields, "operator") ?? "";
  const left = childIn(node, "leftExpression");
  const right = childIn(node, "rightExpression");
  if (left === undefined || right === undefined) return [];
  const gap = bytes.slice(left.end, right.start);
  const table = [
    ["relation", RELATIONS] as const,
    ["arithmetic", ARITHMETIC] as const,
    ["bits", BITS] as const,
    ["logic", LOGIC] as const,
  ];
  return table.flatMap(([name, operators]) =>
    (operators[operator] ?? [])
      // Where the whole expression is a condition, its negation is the condition's own mutant already.
      .filter((other) => !(OPPOSITES[operator] === other && isCondition(node)))
      .map((other) => {
        const replacement =
          bytes.slice(node.start, left.end) + gap.replace(operator, () => other) + bytes.slice(right.start, node.end);
        return choose(name, node, replacement, bytes);
      }),
  );
}

function changeAssignment(node: AstNode, bytes: string): readonly Change[] {
  const operator = textInOrNone(node.fields, "operator") ?? "=";
  const plain = operator.slice(0, -1);
  const left = childIn(node, "leftHandSide");
  if (left === undefined || plain === "") return [];
  const others = [...(ARITHMETIC[plain] ?? []), ...(BITS[plain] ?? [])];
  return others.map((other) => {
    const rest = bytes.slice(left.end, node.end).replace(operator, () => `${other}=`);
    return choose(
      ARITHMETIC[plain] === undefined ? "bits" : "arithmetic",
      node,
      bytes.slice(node.start, left.end) + rest,
      bytes,
    );
  });
}

function changeUnary(node: AstNode, bytes: string): readonly Change[] {
  const operator = textInOrNone(node.fields, "operator") ?? "";
  const written = bytes.slice(node.start, node.end);
  if (operator === "++" || operator === "--") {
    const other = operator === "++" ? "--" : "++";
    const replacement = written.startsWith(operator)
      ? other + written.slice(2)
      : written.slice(0, written.length - 2) + other;
    return [choose("step", node, replacement, bytes)];
  }
  if ((operator === "!" && !isCondition(node)) || operator === "~") {
    return [choose("unary", node, written.slice(1), bytes)];
  }
  return [];
}

function changeLiteral(node: AstNode, bytes: string): readonly Change[] {
  const written = bytes.slice(node.start, node.end);
  if (node.fields.kind === "bool") {
    const replacement = written === "true" ? "false" : "true";
    return [
      {
        operator: "literal",
        start: node.start,
        end: node.end,
        replacement,
        switch: switchFor(node, replacement, bytes),
      },
    ];
  }
  if (node.fields.kind !== "number" || typeOf(node).startsWith("address")) return [];
  const [digits = "", ...unit] = written.split(/\s+/);
  if (!/^(?:0x[0-9a-f]+|[0-9_]+)$/i.test(digits)) return [];
  const next = BigInt(digits.replaceAll("_", "")) + 1n;
  return [choose("literal", node, [next.toString(), ...unit].join(" "), bytes)];
}

function negateCondition(node: AstNode, bytes: string): readonly Change[] {
  const condition = childIn(node, "condition");
  if (condition === undefined) return [];
  return [negate(condition, bytes)];
}

function negateRequirement(node: AstNode, bytes: string): readonly Change[] {
  const condition = requirementOf(node);
  return condition === undefined ? [] : [negate(condition, bytes)];
}

/** What a call of `require` or `assert` requires. */
function requirementOf(call: AstNode): AstNode | undefined {
  const callee = childIn(call, "expression");
  const name = callee === undefined ? undefined : textInOrNone(callee.fields, "name");
  if (call.type !== "FunctionCall" || (name !== "require" && name !== "assert")) return undefined;
  return call.children.find((child) => child.role === "arguments");
}

function negate(condition: AstNode, bytes: string): Change {
  const { start, end } = condition;
  const replacement = `!(${bytes.slice(start, end)})`;
  return { operator: "condition", start, end, replacement, switch: { kind: "negation", start, end } };
}

/** A modifier left out of a function. */
export function removeModifier(node: AstNode): readonly Change[] {
  const name = childIn(node, "modifierName");
  const referenced = name === undefined ? undefined : numberInOrNone(name.fields, "referencedDeclaration");
  // What stands in a constructor's header may be a base with its arguments, which cannot be left out.
  if (name === undefined || referenced === undefined || node.fields.kind === "baseConstructorSpecifier") return [];
  const twin: Switch = { kind: "modifier", definition: referenced, nameEnd: name.end, end: node.end };
  return [{ operator: "modifier", start: node.start, end: node.end, replacement: "", switch: twin }];
}

function removeStatement(node: AstNode, bytes: string): readonly Change[] {
  const operator = REMOVABLE.get(node.type);
  if (operator === undefined || node.role === "loopExpression" || node.role === "initializationExpression") return [];
  // The last statement of a function that returns: without it the function returns zero, or does not compile.
  if (node.type === "Return" && node.parent?.parent?.type === "FunctionDefinition") return [];
  return [removal(operator, node, bytes)];
}

const REMOVABLE: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ["ExpressionStatement", "statement"],
  ["Return", "statement"],
  ["Break", "statement"],
  ["Continue", "statement"],
  ["RevertStatement", "revert"],
  ["EmitStatement", "emit"],
]);

/** The removal of a whole statement, with its semicolon. */
export function removal(operator: Operator, node: AstNode, bytes: string): Change {
  const end = endOfStatement(node, bytes);
  const { start } = node;
  return { operator, start, end, replacement: "{}", switch: { kind: "removal", start, end } };
}

const BLOCKS: ReadonlySet<string> = new Set([
  "Block",
  "UncheckedBlock",
  "IfStatement",
  "ForStatement",
  "WhileStatement",
  "TryStatement",
  "InlineAssembly",
]);

/** A statement's end with its semicolon, which the syntax tree leaves out of most. */
export function endOfStatement(node: AstNode, bytes: string): number {
  if (BLOCKS.has(node.type) && bytes[node.end - 1] === "}") return node.end;
  const semicolon = /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*;/.exec(bytes.slice(node.end));
  return semicolon === null ? node.end : node.end + semicolon[0].length;
}

/** An expression replaced by another. */
export function choose(operator: Operator, node: AstNode, replacement: string, bytes: string): Change {
  const { start, end } = node;
  return { operator, start, end, replacement, switch: switchFor(node, replacement, bytes) };
}

/**
 * A number without variables has no type of its own until it meets one: its smallest type could overflow where the number
 * did not. So the choice is made around the largest such expression, and cast to what it meets.
 */
function switchFor(node: AstNode, replacement: string, bytes: string): Switch {
  const number = ancestor(node, (at) => !isRational(at) || at.parent === undefined || !isRational(at.parent)) ?? node;
  const converted = isRational(number) && number.parent?.fields.kind === "typeConversion" ? number.parent : undefined;
  const whole = converted ?? number;
  const changed = bytes.slice(whole.start, node.start) + replacement + bytes.slice(node.end, whole.end);
  const constant = ancestor(whole, (at) => at.type === "VariableDeclaration" && at.fields.constant === true);
  if (constant !== undefined) {
    const value = childIn(constant, "value");
    const id = numberInOrNone(constant.fields, "id");
    if (value === undefined || id === undefined) return { kind: "none", reason: "a constant without a value" };
    const all = bytes.slice(value.start, node.start) + replacement + bytes.slice(node.end, value.end);
    return { kind: "constant", declaration: id, changed: all, cast: elementary(typeOf(constant)) };
  }
  return { kind: "choice", start: whole.start, end: whole.end, changed, cast: isRational(whole) ? metType(whole) : "" };
}

function isRational(node: AstNode): boolean {
  const type = typeOf(node);
  return type.startsWith("int_const") || type.startsWith("rational_const");
}

/** The type that a number meets in the operation around it. */
function metType(number: AstNode): string {
  const parent = number.parent;
  if (parent?.type !== "BinaryOperation") return "";
  const operator = textInOrNone(parent.fields, "operator") ?? "";
  if (operator === "<<" || operator === ">>" || operator === "**") {
    return number.role === "leftExpression" ? elementary(typeOf(parent)) : "";
  }
  const met = parent.fields.commonType;
  return isObject(met) ? elementary(textInOrNone(met, "typeString") ?? "") : "";
}

function elementary(type: string): string {
  return /^(?:u?int\d*|bytes\d+)$/.test(type) ? type : "";
}

function isCondition(node: AstNode): boolean {
  return node.role === "condition" || (node.parent !== undefined && requirementOf(node.parent) === node);
}
