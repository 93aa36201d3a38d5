import type { AstNode } from "./solidity/AstNode.ts";
import { childIn, walk } from "./solidity/AstNode.ts";
import type { CompilerFault } from "./solidity/compileSources.ts";
import { isObject, textInOrNone } from "./solidity/json.ts";
import type { ParsedSource } from "./solidity/ParsedSource.ts";

/** How a proof is sought: `bmc` for functions without loops or state, `chc` for contracts whose state changes. */
export type Engine = "bmc" | "chc";

/** A contract whose assertions are to be proved. */
export interface Proof {
  readonly source: string;
  readonly contract: string;
  readonly engine: Engine;
  /** Where its assertions stand, in bytes. */
  readonly assertions: readonly { readonly start: number; readonly end: number; readonly line: number }[];
  /** The end of the body of every function that other parties call, where a claim can be added. */
  readonly bodies: readonly { readonly name: string; readonly end: number }[];
}

/** Claims that are proved: the codes under which the compiler says so. */
const PROVED: ReadonlySet<string> = new Set(["9576", "2961"]);

/** The contracts with assertions in a source of test/proofs. */
export function findProofs({ name, text, tree }: ParsedSource): readonly Proof[] {
  return tree.children
    .filter((node) => node.type === "ContractDefinition" && node.fields.abstract !== true)
    .map((contract) => ({
      source: name,
      contract: textInOrNone(contract.fields, "name") ?? "",
      engine: engineOf(contract),
      assertions: [...walk(contract)].filter(isAssertion).map(({ start, end }) => ({
        start,
        end,
        line: Buffer.from(text).subarray(0, start).toString().split("\n").length,
      })),
      bodies: contract.children
        .filter((node) => node.type === "FunctionDefinition" && node.fields.visibility === "external")
        .flatMap((node) => {
          const body = childIn(node, "body");
          return body === undefined ? [] : [{ name: textInOrNone(node.fields, "name") ?? "", end: body.end }];
        }),
    }))
    .filter(({ assertions }) => assertions.length > 0);
}

/** The assertions that the compiler does not report as proved. */
export function unproved(proof: Proof, faults: readonly CompilerFault[]): readonly string[] {
  const proved = faults.filter(({ code, source }) => PROVED.has(code) && source === proof.source);
  return proof.assertions
    .filter(({ start, end }) => !proved.some((fault) => fault.start === start && fault.end === end))
    .map(({ line }) => `${proof.source}:${line}`);
}

/**
 * A proof from assumptions that contradict each other proves everything. So `assert(false)` is put at the end of every
 * function, where it must not be proved.
 */
export function withFalseClaims(
  { bodies }: Proof,
  text: string,
): { readonly text: string; readonly claims: readonly Claim[] } {
  const bytes = Buffer.from(text).toString("latin1");
  const claim = " assert(false); ";
  let written = "";
  let last = 0;
  const claims: Claim[] = [];
  for (const { name, end } of [...bodies].sort((a, b) => a.end - b.end)) {
    written += bytes.slice(last, end - 1);
    claims.push({ name, start: written.length + 1, end: written.length + claim.length - 2 });
    written += claim;
    last = end - 1;
  }
  return { text: Buffer.from(written + bytes.slice(last), "latin1").toString("utf8"), claims };
}

export interface Claim {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The functions whose false claim was proved. */
export function provedFalse(
  proof: Proof,
  claims: readonly Claim[],
  faults: readonly CompilerFault[],
): readonly string[] {
  const proved = faults.filter(({ code, source }) => PROVED.has(code) && source === proof.source);
  return claims
    .filter(({ start, end }) => proved.some((fault) => fault.start === start && fault.end === end))
    .map(({ name }) => `${proof.contract}.${name}`);
}

/** What bounded checking would look at only in part. */
export function loopsIn(tree: AstNode): readonly AstNode[] {
  return [...walk(tree)].filter(
    ({ type }) => type === "ForStatement" || type === "WhileStatement" || type === "DoWhileStatement",
  );
}

function engineOf(contract: AstNode): Engine {
  const { documentation } = contract.fields;
  const written = isObject(documentation) ? (textInOrNone(documentation, "text") ?? "") : "";
  return /@custom:engine\s+chc\b/.test(written) ? "chc" : "bmc";
}

function isAssertion(node: AstNode): boolean {
  const callee = childIn(node, "expression");
  return node.type === "FunctionCall" && callee !== undefined && callee.fields.name === "assert";
}
