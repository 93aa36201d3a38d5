import { FunctionFragment } from "ethers";

import { textInOrNone } from "../checks/solidity/json.ts";
import { type ContractDescription, notesOnFunction } from "./compileContracts.ts";
import { contractNamed, modules } from "./modules.ts";
import { type ArgumentKind, argumentKinds, phrases } from "./phrases.ts";

/** An argument of a governed function. */
export interface GovernedArgument {
  readonly name: string;
  readonly kind: ArgumentKind;
  /** What the source says about it; may be empty. */
  readonly note: string;
}

/** A function that only a passed proposal may call. */
export interface GovernedCall {
  readonly module: string;
  readonly name: string;
  /** Readable by ethers, as in `function remove(uint16 seat)`. */
  readonly fragment: string;
  readonly selector: string;
  readonly inputs: readonly GovernedArgument[];
  readonly sentence: string;
  readonly notice: string;
  readonly details: string;
}

/**
 * Every function of a module whose interface says `@custom:authority governance`, in the order of the modules and of their
 * ABI, joined with its phrase.
 *
 * @throws Error listing every function without a fitting phrase and every phrase without a function
 */
export function listGovernedCalls(contracts: readonly ContractDescription[]): readonly GovernedCall[] {
  const faults: string[] = [];
  const calls = modules.flatMap(({ name: module, law }) => {
    const contract = contractNamed(contracts, law);
    return contract.abi.flatMap((item) => {
      if (item.type !== "function") return [];
      const fragment = FunctionFragment.from(item);
      const notes = notesOnFunction(contract, fragment.format("sighash"));
      if (notes.authority !== "governance") return [];
      const phrase = phrases[`${module}.${fragment.name}`];
      if (phrase === undefined) {
        faults.push(`${module}.${fragment.name} has no phrase: write one in scripts/generate/phrases.ts`);
        return [];
      }
      const inputs = fragment.inputs.map((input): GovernedArgument => {
        const kind = phrase.kinds[input.name];
        if (kind === undefined) {
          faults.push(`the phrase of ${module}.${fragment.name} gives no kind to its argument ${input.name}`);
        } else if (argumentKinds[kind][0] !== input.baseType) {
          faults.push(`${module}.${fragment.name}: ${input.name} is ${input.type}, which no ${kind} can be`);
        }
        return {
          name: input.name,
          kind: kind ?? "count",
          note: textInOrNone(notes.parameters, input.name) ?? "",
        };
      });
      const named = new Set(inputs.map((input) => input.name));
      for (const [, placeholder = ""] of phrase.sentence.matchAll(/\{(\w+)\}/g)) {
        if (!named.delete(placeholder)) {
          faults.push(`the sentence of ${module}.${fragment.name} speaks of ${placeholder}, twice or in vain`);
        }
      }
      // A person decides on what the sentence says: nothing of the call may be missing in it.
      for (const unsaid of named) faults.push(`the sentence of ${module}.${fragment.name} does not say its ${unsaid}`);
      return [
        {
          module,
          name: fragment.name,
          fragment: FunctionFragment.from({ ...item, outputs: [], stateMutability: "nonpayable" })
            .format("full")
            .replace(/ returns \(\)$/, ""),
          selector: fragment.selector,
          inputs,
          sentence: phrase.sentence,
          notice: notes.notice,
          details: notes.details,
        },
      ];
    });
  });
  const governed = new Set(calls.map((call) => `${call.module}.${call.name}`));
  for (const name of Object.keys(phrases)) {
    if (!governed.has(name)) faults.push(`scripts/generate/phrases.ts has ${name}, which governance does not decide`);
  }
  if (governed.size !== calls.length) faults.push("two governed functions of one module have the same name");
  if (faults.length > 0) throw new Error(faults.join("\n"));
  return calls;
}
