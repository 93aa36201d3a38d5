import { createHash } from "node:crypto";

/** What a mutation does to the source. */
export type Operator =
  | "relation"
  | "arithmetic"
  | "bits"
  | "logic"
  | "condition"
  | "unary"
  | "step"
  | "literal"
  | "statement"
  | "revert"
  | "emit"
  | "modifier"
  | "defence";

/**
 * How a mutation can be compiled into the source beside the original and switched on at run time:
 * `choice` puts the changed expression beside the original, `negation` negates it, `removal` guards a statement, `modifier`
 * calls a twin of the modifier. `none`: it needs a compilation of its own.
 */
export type Switch =
  | {
      readonly kind: "choice";
      readonly start: number;
      readonly end: number;
      readonly changed: string;
      readonly cast: string;
    }
  | { readonly kind: "negation"; readonly start: number; readonly end: number }
  | { readonly kind: "removal"; readonly start: number; readonly end: number }
  | { readonly kind: "modifier"; readonly definition: number; readonly nameEnd: number; readonly end: number }
  | { readonly kind: "constant"; readonly declaration: number; readonly changed: string; readonly cast: string }
  | { readonly kind: "none"; readonly reason: string };

/** One small change of one source. */
export interface Mutant {
  /** Stable while the mutated text and its place among equal ones in its function stay: it survives edits elsewhere. */
  readonly id: string;
  readonly source: string;
  /** The function, as `Contract.function(types)`. */
  readonly scope: string;
  /** A hash of that function's text: when it changes, an old verdict counts for nothing. */
  readonly scopeHash: string;
  readonly operator: Operator;
  readonly line: number;
  /** The bytes that the change replaces, and by what. */
  readonly start: number;
  readonly end: number;
  readonly original: string;
  readonly replacement: string;
  /** Its place among equal changes of its function, from 0. */
  readonly occurrence: number;
  readonly switch: Switch;
}

/** A mutant's id, from where it stands and what it changes. */
export function identifyMutant(
  mutant: Pick<Mutant, "source" | "scope" | "operator" | "original" | "replacement" | "occurrence">,
): string {
  const { source, scope, operator, original, replacement, occurrence } = mutant;
  return hashText([source, scope, operator, squeeze(original), squeeze(replacement), occurrence].join("\n"));
}

/** 16 hex digits of SHA-256. */
export function hashText(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

function squeeze(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}

/** A source in the form that the compiler's places refer to: one character a byte. */
export function toBytes(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

export function fromBytes(bytes: string): string {
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** The source with the change made: what a compilation of its own is given. */
export function applyMutant(text: string, mutant: Pick<Mutant, "start" | "end" | "replacement">): string {
  const bytes = toBytes(text);
  return fromBytes(bytes.slice(0, mutant.start) + toBytes(mutant.replacement) + bytes.slice(mutant.end));
}
