import ts from "typescript";

/** A source file as text. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** A place that makes an error: an object with `code` and `remedy`. */
export interface ThrownCode {
  readonly code: string;
  /** Every text that the remedy can be; what is filled in stands in braces. */
  readonly remedies: readonly string[];
  readonly facts: readonly string[];
}

/** What the parameters of the enclosing function are at one place that calls it. */
type Bound = ReadonlyMap<string, ts.Expression>;

type AnyFunction = ts.FunctionDeclaration | ts.MethodDeclaration | ts.ArrowFunction;

const NOTHING_BOUND: Bound = new Map();
const MAX_DEPTH = 6;

/**
 * Finds the places that make errors, without types: an object that names its `code` and its `remedy`. A code, a remedy or facts that a
 * helper takes as parameters are looked up where the helper is called, together, so that no code gets another one's remedy.
 */
export function findThrownCodes(sources: readonly SourceText[]): readonly ThrownCode[] {
  const files = sources.map(({ file, text }) => ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  const calls = files.flatMap((file) => descendantsOf(file).filter(ts.isCallExpression));
  return files
    .flatMap((file) => descendantsOf(file).filter(ts.isObjectLiteralExpression))
    .filter((object) => fieldOf(object, "code") !== undefined && fieldOf(object, "remedy") !== undefined)
    .flatMap((object) => listBindings(object, calls).flatMap((bound) => readPlace(object, bound)));
}

function readPlace(object: ts.ObjectLiteralExpression, bound: Bound): readonly ThrownCode[] {
  const remedies = textsOf(fieldOf(object, "remedy"), bound);
  const facts = namesOf(fieldOf(object, "facts"), bound);
  return textsOf(fieldOf(object, "code"), bound)
    .filter((code) => /^[A-Z][A-Z0-9_]*$/.test(code))
    .map((code) => ({ code, remedies, facts }));
}

/** One binding for each call of the function around a place, or none where what matters is written at the place itself. */
function listBindings(object: ts.ObjectLiteralExpression, calls: readonly ts.CallExpression[]): readonly Bound[] {
  const around = functionAround(object);
  const name = around === undefined ? undefined : nameOf(around);
  const isSelfContained = textsOf(fieldOf(object, "code"), NOTHING_BOUND).some((text) => /^[A-Z]/.test(text));
  const parts = ["code", "remedy", "facts"].map((each) => fieldOf(object, each));
  if (around === undefined || name === undefined || !parts.some((part) => usesParameter(part, around)))
    return [NOTHING_BOUND];
  const own = calls.filter((call) => calleeOf(call) === name);
  const local = own.filter((call) => call.getSourceFile() === object.getSourceFile());
  const bindings = (local.length > 0 ? local : own).map((call) => bind(around, call));
  return bindings.length > 0 ? bindings : isSelfContained ? [NOTHING_BOUND] : [];
}

function bind(around: AnyFunction, call: ts.CallExpression): Bound {
  const bound = new Map<string, ts.Expression>();
  around.parameters.forEach((parameter, index) => {
    const given = call.arguments[index] ?? parameter.initializer;
    if (given === undefined) return;
    if (ts.isIdentifier(parameter.name)) bound.set(parameter.name.text, given);
    if (!ts.isObjectBindingPattern(parameter.name) || !ts.isObjectLiteralExpression(given)) return;
    for (const element of parameter.name.elements) {
      const part = ts.isIdentifier(element.name)
        ? fieldOf(given, (element.propertyName ?? element.name).getText())
        : undefined;
      if (part !== undefined) bound.set(element.name.getText(), part);
    }
  });
  return bound;
}

/** Every text that an expression can be. */
function textsOf(expression: ts.Expression | undefined, bound: Bound, depth = 0): readonly string[] {
  if (expression === undefined || depth > MAX_DEPTH) return [];
  const next = (inner: ts.Expression): readonly string[] => textsOf(inner, bound, depth + 1);
  if (ts.isStringLiteralLike(expression)) return [expression.text];
  if (ts.isNumericLiteral(expression)) return [expression.getText()];
  if (ts.isTemplateExpression(expression)) return templateTexts(expression, next);
  if (ts.isConditionalExpression(expression)) return [...next(expression.whenTrue), ...next(expression.whenFalse)];
  if (ts.isParenthesizedExpression(expression)) return next(expression.expression);
  if (ts.isCallExpression(expression)) {
    return answersOf(expression).flatMap(([answer, inside]) => textsOf(answer, inside, depth + 1));
  }
  if (!ts.isIdentifier(expression)) return [];
  const found = bound.get(expression.text) ?? constantNamed(expression);
  return found === undefined ? [] : next(found);
}

/** The names of the fields that an object can have. */
function namesOf(expression: ts.Expression | undefined, bound: Bound, depth = 0): readonly string[] {
  if (expression === undefined || depth > MAX_DEPTH) return [];
  const next = (inner: ts.Expression): readonly string[] => namesOf(inner, bound, depth + 1);
  if (ts.isConditionalExpression(expression)) return [...next(expression.whenTrue), ...next(expression.whenFalse)];
  if (ts.isParenthesizedExpression(expression)) return next(expression.expression);
  if (ts.isIdentifier(expression)) {
    const found = bound.get(expression.text) ?? constantNamed(expression);
    return found === undefined ? [] : next(found);
  }
  if (ts.isCallExpression(expression)) {
    return answersOf(expression).flatMap(([answer, inside]) => namesOf(answer, inside, depth + 1));
  }
  if (!ts.isObjectLiteralExpression(expression)) return [];
  return expression.properties.flatMap((property) =>
    ts.isSpreadAssignment(property)
      ? next(property.expression)
      : property.name === undefined
        ? []
        : [nameText(property.name)],
  );
}

/** A template with what is filled in where that can be read, else with its name in braces. */
function templateTexts(
  { head, templateSpans }: ts.TemplateExpression,
  textsIn: (expression: ts.Expression) => readonly string[],
): readonly string[] {
  return templateSpans.reduce<readonly string[]>(
    (begun, { expression, literal }) => {
      const found = textsIn(expression);
      const filled = found.length > 0 ? found : [`{${placeName(expression)}}`];
      return begun.flatMap((text) => filled.map((part) => text + part + literal.text));
    },
    [head.text],
  );
}

/** What a reader sees where something is filled in. */
function placeName(expression: ts.Expression): string {
  if (ts.isIdentifier(expression)) return expression.text;
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text;
  if (!ts.isCallExpression(expression)) return "...";
  const { expression: callee } = expression;
  // `known.join(", ")` speaks of what is known, `Object.keys(known)` and `list(known)` too.
  const isMethod = ts.isPropertyAccessExpression(callee) && !/^[A-Z]/.test(callee.expression.getText());
  const [about] = isMethod ? [callee.expression] : expression.arguments;
  return about === undefined ? "..." : placeName(about);
}

/** What a function of the same file answers to a call, with its parameters bound. */
function answersOf(call: ts.CallExpression): readonly (readonly [ts.Expression, Bound])[] {
  const called = descendantsOf(call.getSourceFile())
    .filter(ts.isFunctionDeclaration)
    .find((each) => each.name !== undefined && each.name.text === calleeOf(call));
  if (called === undefined) return [];
  const bound = bind(called, call);
  return descendantsOf(called)
    .filter(ts.isReturnStatement)
    .flatMap(({ expression }) => (expression === undefined ? [] : [[expression, bound] as const]));
}

/** The value of a constant of the same file. */
function constantNamed(identifier: ts.Identifier): ts.Expression | undefined {
  return descendantsOf(identifier.getSourceFile())
    .filter(ts.isVariableDeclaration)
    .find(({ name }) => ts.isIdentifier(name) && name.text === identifier.text)?.initializer;
}

function fieldOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  for (const property of object.properties) {
    if (property.name?.getText() !== name) continue;
    if (ts.isPropertyAssignment(property)) return property.initializer;
    if (ts.isShorthandPropertyAssignment(property)) return property.name;
  }
  return undefined;
}

function usesParameter(expression: ts.Expression | undefined, { parameters }: AnyFunction): boolean {
  if (expression === undefined) return false;
  const names = new Set(
    parameters.flatMap(({ name }) =>
      ts.isObjectBindingPattern(name) ? name.elements.map((element) => element.name.getText()) : [name.getText()],
    ),
  );
  return [expression, ...descendantsOf(expression)].some((node) => ts.isIdentifier(node) && names.has(node.text));
}

function functionAround(node: ts.Node): AnyFunction | undefined {
  for (let up = node.parent; up !== undefined; up = up.parent) {
    if (ts.isFunctionDeclaration(up) || ts.isMethodDeclaration(up)) return up;
    if (ts.isArrowFunction(up) && nameOf(up) !== undefined) return up;
  }
  return undefined;
}

function nameOf(declared: AnyFunction): string | undefined {
  if (!ts.isArrowFunction(declared)) return declared.name?.getText();
  return ts.isVariableDeclaration(declared.parent) ? declared.parent.name.getText() : undefined;
}

function calleeOf({ expression }: ts.CallExpression): string | undefined {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : undefined;
}

function descendantsOf(node: ts.Node): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (each: ts.Node): void => {
    found.push(each);
    ts.forEachChild(each, visit);
  };
  ts.forEachChild(node, visit);
  return found;
}

function nameText(name: ts.PropertyName): string {
  return ts.isStringLiteralLike(name) ? name.text : name.getText();
}
