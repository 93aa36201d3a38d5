import { type AstNode, childIn, walk } from "./solidity/AstNode.ts";
import { isObject, numberInOrNone, textInOrNone } from "./solidity/json.ts";

/** A function that changes state, as one of our contracts has it. */
export interface Entrance {
  readonly contract: string;
  /** The contract's source. */
  readonly source: string;
  /** `name(types)`. */
  readonly signature: string;
  /** What the documentation promises: who must call. */
  readonly authority: string | undefined;
  /** The modifiers that stand in its header. */
  readonly modifiers: readonly string[];
  /** Whether it, or a function that it calls, looks at the caller or at a signature. */
  readonly asks: boolean;
  /** What it does, in the documentation's first sentence. */
  readonly notice: string;
}

/** Authorities whose question is not a modifier's: of a key of a member, and no question at all. */
const WITHOUT_MODIFIER: ReadonlySet<string> = new Set(["member", "nobody"]);
/** A member's own modifier: it asks for the account that manages the seat. */
const MEMBERS_MODIFIERS: ReadonlySet<string> = new Set(["onlyCold"]);

/**
 * Every function through which anybody from outside can change the state of a contract of ours, those of its bases included.
 *
 * @param trees the syntax trees of all sources, by name
 */
export function listEntrances(trees: ReadonlyMap<string, AstNode>): readonly Entrance[] {
  const byId = new Map<number, AstNode>();
  for (const tree of trees.values()) {
    for (const node of walk(tree)) {
      const id = numberInOrNone(node.fields, "id");
      if (id !== undefined) byId.set(id, node);
    }
  }
  const ours = [...trees].filter(([source]) => source.startsWith("contracts/"));
  const contracts = ours.flatMap(([source, tree]) =>
    tree.children.filter(({ type }) => type === "ContractDefinition").map((contract) => ({ source, contract })),
  );
  const promised = new Map(
    contracts
      .filter(({ contract }) => contract.fields.contractKind === "interface")
      .flatMap(({ contract }) => contract.children)
      .flatMap((node) => [[textInOrNone(node.fields, "functionSelector") ?? "", node] as const]),
  );
  return contracts
    .filter(({ contract }) => contract.fields.contractKind === "contract" && contract.fields.abstract !== true)
    .flatMap(({ contract, source }) => entrancesOf(contract, source, byId, promised));
}

/** @param promised our interfaces' functions by their selectors: a contract may keep a promise without inheriting it */
function entrancesOf(
  contract: AstNode,
  source: string,
  byId: ReadonlyMap<number, AstNode>,
  promised: ReadonlyMap<string, AstNode>,
): readonly Entrance[] {
  const found = new Map<string, Entrance>();
  const { linearizedBaseContracts } = contract.fields;
  const lineage = Array.isArray(linearizedBaseContracts) ? linearizedBaseContracts.map(Number) : [];
  for (const base of lineage.flatMap((id) => byId.get(id) ?? [])) {
    for (const node of base.children) {
      const signature = signatureOf(node);
      if (signature === undefined || node.fields.implemented !== true || found.has(signature)) continue;
      const promise = promised.get(textInOrNone(node.fields, "functionSelector") ?? "none");
      const documentation = [node, promise]
        .map((each) => (each === undefined ? "" : documentationOf(each, byId)))
        .join("\n");
      found.set(signature, {
        contract: textInOrNone(contract.fields, "name") ?? "",
        source,
        signature,
        authority: /@custom:authority\s+(\w+)/.exec(documentation)?.[1],
        modifiers: node.children.filter(({ type }) => type === "ModifierInvocation").map(modifierName),
        asks: looksAtCaller(node, byId, new Set()),
        notice: firstSentence(documentation),
      });
    }
  }
  return [...found.values()];
}

/** Of functions that are callable from outside and may change state; undefined for all others. */
function signatureOf(node: AstNode): string | undefined {
  if (node.type !== "FunctionDefinition") return undefined;
  const { visibility, stateMutability, kind } = node.fields;
  if (visibility !== "external" && visibility !== "public") return undefined;
  if (stateMutability === "view" || stateMutability === "pure" || kind === "constructor") return undefined;
  if (kind === "receive" || kind === "fallback") return `${kind}()`;
  const name = textInOrNone(node.fields, "name") ?? "";
  const parameters = childIn(node, "parameters");
  const types = (parameters?.children ?? []).map((parameter) => {
    const descriptions = parameter.fields.typeDescriptions;
    return (isObject(descriptions) ? (textInOrNone(descriptions, "typeString") ?? "") : "").replace(
      /^(?:struct|enum|contract) /,
      "",
    );
  });
  return `${name}(${types.join(",")})`;
}

/** The function's own documentation followed by that of every function it implements. */
function documentationOf(node: AstNode, byId: ReadonlyMap<number, AstNode>): string {
  const { documentation, baseFunctions } = node.fields;
  const own = isObject(documentation) ? (textInOrNone(documentation, "text") ?? "") : "";
  const bases = Array.isArray(baseFunctions) ? baseFunctions.map(Number).flatMap((id) => byId.get(id) ?? []) : [];
  return [own, ...bases.map((base) => documentationOf(base, byId))].join("\n");
}

function firstSentence(documentation: string): string {
  const notice = /@notice\s+([\s\S]*?)(?:\n\s*@|\n\s*\n|$)/.exec(documentation)?.[1] ?? "";
  const line = notice.replaceAll(/\s+/g, " ").trim();
  return /^.*?[.!?:](?=\s|$)/.exec(line)?.[0].replace(/:$/, ".") ?? line;
}

function modifierName(invocation: AstNode): string {
  const name = childIn(invocation, "modifierName");
  return name === undefined ? "" : (textInOrNone(name.fields, "name") ?? "");
}

function looksAtCaller(node: AstNode, byId: ReadonlyMap<number, AstNode>, seen: Set<AstNode>): boolean {
  if (seen.has(node)) return false;
  seen.add(node);
  for (const inner of walk(node)) {
    const { memberName, referencedDeclaration, name } = inner.fields;
    if (inner.type === "MemberAccess" && memberName === "sender" && childIn(inner, "expression")?.fields.name === "msg")
      return true;
    if (typeof name === "string" && /(?:signatures?|ballots?|ecrecover)$/i.test(name)) return true;
    const called = typeof referencedDeclaration === "number" ? byId.get(referencedDeclaration) : undefined;
    const isCode = called?.type === "FunctionDefinition" || called?.type === "ModifierDefinition";
    if (called !== undefined && isCode && looksAtCaller(called, byId, seen)) return true;
  }
  return false;
}

/** Where documentation and code disagree about who is asked. */
export function judgeEntrances(entrances: readonly Entrance[]): readonly string[] {
  return entrances.flatMap((entrance) => {
    const { contract, signature, authority, modifiers, asks } = entrance;
    const place = `${contract}.${signature}`;
    if (authority === undefined)
      return [`${place} does not say whom it obeys: add \`@custom:authority\` to its documentation`];
    const only = modifiers.filter((name) => name.startsWith("only"));
    if (authority === "nobody")
      return only.length === 0 ? [] : [`${place} is said to ask nobody and has ${only.join(", ")}`];
    if (authority === "member") {
      const foreign = only.filter((name) => !MEMBERS_MODIFIERS.has(name));
      if (foreign.length > 0) return [`${place} is said to ask a member and has ${foreign.join(", ")}`];
      return asks ? [] : [`${place} is said to ask a member and looks at neither the caller nor a signature`];
    }
    const wanted = `only${authority.charAt(0).toUpperCase()}${authority.slice(1)}`;
    if (!only.includes(wanted)) return [`${place} is said to ask ${authority} and has no ${wanted}`];
    return only.length === 1 ? [] : [`${place} is said to ask ${authority} alone and has ${only.join(", ")}`];
  });
}

/** The table of docs/authority.md. */
export function formatEntrances(entrances: readonly Entrance[]): string {
  const lines = [
    "# Who may do what",
    "",
    "Generated by `npm run check:authority -- --write` from the contracts; do not edit. Every function that changes state and",
    "can be called from outside is here, with the authority it asks: nobody, a member (through its own key or a signature), a",
    "duty (a key of a member that holds it), governance (a proposal that passed), the founder (only before the constitution is",
    "sealed), or another module of the suite. The check that prints it compares what the documentation says with the modifiers.",
    "",
  ];
  for (const [contract, all] of Map.groupBy(entrances, ({ contract }) => contract)) {
    lines.push(`## ${contract}`, "", "| Function | Asks | By | What it does |", "| --- | --- | --- | --- |");
    for (const { signature, authority = "?", modifiers, notice } of [...all].sort(bySignature)) {
      const by = modifiers.filter((name) => name.startsWith("only")).map((name) => `\`${name}\``);
      lines.push(
        `| \`${signature}\` | ${authority} | ${by.join(" ") || (WITHOUT_MODIFIER.has(authority) ? "" : "?")} | ${notice.replaceAll("|", "\\|")} |`,
      );
    }
    lines.push("");
  }
  return lines.join("\n");
}

function bySignature(a: Entrance, b: Entrance): number {
  return a.signature < b.signature ? -1 : 1;
}
