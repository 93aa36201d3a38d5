import type { Result } from "ethers";

import { type CallName, callCatalogue } from "../../generated/calls.ts";
import { kindLaws } from "../../internal/argumentKinds.ts";
import { decodeGovernedCall } from "../../internal/decodeGovernedCall.ts";
import { moduleAt } from "../../internal/moduleAddresses.ts";
import type { Call } from "../../types/BuiltCall.ts";
import type { ModuleName, Modules } from "../../types/Modules.ts";
import type { Names } from "../../types/Names.ts";
import { sizeOf } from "../../types/parseHex.ts";

/** A call, where the modules are, and what people call things. */
export interface ExplainCallParameters {
  readonly call: Call;
  readonly modules: Modules;
  readonly names?: Names;
}

/** What a call does, in words. */
export interface ExplainCallReturnType {
  /** The whole call in one sentence; nothing that it does is left out. */
  readonly sentence: string;
  /** The governed function; null for every call that the catalogue does not know. */
  readonly action: CallName | null;
  /** The module that is called; null where the target is no module. */
  readonly module: ModuleName | null;
  /** The arguments as the sentence says them, by name. */
  readonly arguments: Readonly<Record<string, string>>;
}

/**
 * Says in words what a call does, from its bytes alone. Bytes that are not the strict encoding of a function are never
 * explained as that function, because a reader of the sentence could be shown one thing while another runs.
 *
 * @example
 * ```ts
 * const call = createCalls({ modules }).memberRegistry.remove({ seat: 3n });
 * explainCall({ call, modules, names: { seats: { "3": "ACME Bank" } } }).sentence; // "Remove member ACME Bank (seat 3)"
 * ```
 */
export function explainCall(parameters: ExplainCallParameters): ExplainCallReturnType {
  const { call, modules, names = {} } = parameters;
  const module = moduleAt(modules, call.to) ?? null;
  const known = module === null ? undefined : decodeGovernedCall(module, call);
  if (known === undefined) return explainUnknown(call, module, names);
  const { action, values } = known;
  const { sentence, inputs } = callCatalogue[action];
  const others: Readonly<Record<string, unknown>> = Object.fromEntries(
    inputs.map(({ name }, index) => [name, readAt(values, index)]),
  );
  const said = Object.fromEntries(
    inputs.map(({ name, kind }) => [name, kindLaws[kind].show(others[name], { names, others })]),
  );
  return {
    sentence: `${sentence.replace(/\{(\w+)\}/g, (_, name: string) => said[name] ?? "")}${sayValue(call)}`,
    action,
    module,
    arguments: said,
  };
}

function explainUnknown(call: Call, module: ModuleName | null, names: Names): ExplainCallReturnType {
  const name = module ?? names.accounts?.[call.to];
  const target = name === undefined ? call.to : `${name} (${call.to})`;
  const size = sizeOf(call.data);
  const sentence =
    size === 0
      ? `Call ${target} without data`
      : `Call ${target} with ${size} bytes that are no known governed function: ${call.data}`;
  return { sentence: `${sentence}${sayValue(call)}`, action: null, module, arguments: {} };
}

function sayValue(call: Call): string {
  return call.value === 0n ? "" : `, sending ${call.value} wei`;
}

function readAt(values: Result, index: number): unknown {
  return values[index];
}
