import { isObject, type JsonObject, listIn, parseObject, textIn } from "./json.ts";

/** One node of the compiler's syntax tree, with its place in the source in bytes. */
export interface AstNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  /** The field of the parent that holds this node. */
  readonly role: string;
  readonly parent: AstNode | undefined;
  /** In the order of the source. */
  readonly children: readonly AstNode[];
  readonly fields: JsonObject;
}

/** @param tree the `ast` of one source in the compiler's output */
export function parseAst(tree: unknown): AstNode {
  return parseNode(parseObject(tree, "the syntax tree"), "", undefined);
}

function parseNode(fields: JsonObject, role: string, parent: AstNode | undefined): AstNode {
  const [start = 0, length = 0] = textIn(fields, "src").split(":").map(Number);
  const children: AstNode[] = [];
  const node = { type: textIn(fields, "nodeType"), start, end: start + length, role, parent, children, fields };
  for (const [field, value] of Object.entries(fields)) {
    for (const held of Array.isArray(value) ? value : [value]) {
      if (isObject(held) && "nodeType" in held && "src" in held) children.push(parseNode(held, field, node));
    }
  }
  children.sort((a, b) => a.start - b.start || b.end - a.end);
  return node;
}

/** The node and everything below it, outermost first. */
export function* walk(node: AstNode): Generator<AstNode> {
  yield node;
  for (const child of node.children) yield* walk(child);
}

export function childIn(node: AstNode, role: string): AstNode | undefined {
  return node.children.find((child) => child.role === role);
}

/** The nearest node around this one, itself included, that fits. */
export function ancestor(node: AstNode, fits: (candidate: AstNode) => boolean): AstNode | undefined {
  for (let at: AstNode | undefined = node; at !== undefined; at = at.parent) {
    if (fits(at)) return at;
  }
  return undefined;
}

/** The compiler's name of an expression's type. */
export function typeOf(node: AstNode): string {
  const descriptions = node.fields.typeDescriptions;
  return isObject(descriptions) && typeof descriptions.typeString === "string" ? descriptions.typeString : "";
}

/** Where a node is, for people: `Contract.function(type, type)`, `Contract`, or empty at file level. */
export function scopeOf(node: AstNode): string {
  const callable = ancestor(
    node,
    (at) => at.type === "FunctionDefinition" || at.type === "ModifierDefinition" || at.type === "VariableDeclaration",
  );
  const contract = ancestor(node, (at) => at.type === "ContractDefinition");
  const names = [contract, callable === contract ? undefined : callable].filter((at) => at !== undefined).map(nameOf);
  return names.join(".");
}

function nameOf(node: AstNode): string {
  const name = typeof node.fields.name === "string" ? node.fields.name : "";
  if (node.type !== "FunctionDefinition") return name;
  const parameters = isObject(node.fields.parameters) ? listIn(node.fields.parameters, "parameters") : [];
  const types = parameters.map((parameter) => {
    const descriptions = isObject(parameter) ? parameter.typeDescriptions : undefined;
    return isObject(descriptions) ? String(descriptions.typeString) : "";
  });
  const kind = name === "" ? String(node.fields.kind) : name;
  return `${kind}(${types.map((type) => type.replace(/^(?:struct|enum|contract) /, "")).join(",")})`;
}
