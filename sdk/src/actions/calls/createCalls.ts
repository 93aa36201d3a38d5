import { Interface } from "ethers";

import { QuorateError } from "../../errors/QuorateError.ts";
import { assembleCalls, type CallName, type CallParameters, type Calls, callCatalogue } from "../../generated/calls.ts";
import { kindLaws } from "../../internal/argumentKinds.ts";
import { addressOfModule } from "../../internal/moduleAddresses.ts";
import { fieldOf } from "../../internal/readFields.ts";
import type { BuiltCall } from "../../types/BuiltCall.ts";
import type { Modules } from "../../types/Modules.ts";
import type { Names } from "../../types/Names.ts";
import { parseHex } from "../../types/parseHex.ts";
import { explainCall } from "./explainCall.ts";

/** Where the modules are, and what people call things. */
export interface CreateCallsParameters {
  readonly modules: Modules;
  /** For the sentences; without them, seats and commitments are said as numbers. */
  readonly names?: Names;
}

/**
 * The builders of calls for proposals, one for each governed function. A call is a value: nothing is sent, nobody is asked.
 * A client carries them as `client.calls`.
 *
 * @throws QuorateError from each builder: INTEGER_MALFORMED, ADDRESS_MALFORMED, HEX_MALFORMED, TEXT_TOO_LONG, DUTY_UNKNOWN,
 * OBJECT_MALFORMED
 * @example
 * ```ts
 * const calls = createCalls({ modules });
 * const call = calls.memberRegistry.setWeight({ seat: 3n, weight: 2n });
 * call.sentence; // "Give the member of seat 3 the weight 2"
 * ```
 */
export function createCalls(parameters: CreateCallsParameters): Calls {
  const { modules, names = {} } = parameters;
  const build = <Name extends CallName>(action: Name, given: CallParameters[Name]): BuiltCall<Name> => {
    const { module, function: verb, fragment, inputs } = callCatalogue[action];
    const values = inputs.map(({ name, kind }) =>
      encode(action, name, () => kindLaws[kind].encode(fieldOf(given, name))),
    );
    const call = {
      to: addressOfModule(modules, module),
      value: 0n,
      data: parseHex(new Interface([fragment]).encodeFunctionData(verb, values)),
    };
    return { ...call, sentence: explainCall({ call, modules, names }).sentence, action };
  };
  return assembleCalls(build);
}

function encode(action: string, argument: string, encodeValue: () => unknown): unknown {
  try {
    return encodeValue();
  } catch (cause) {
    if (!(cause instanceof QuorateError)) throw cause;
    throw new QuorateError({
      code: cause.code,
      summary: `${action}, ${argument}: ${cause.summary}`,
      remedy: cause.remedy,
      facts: { ...cause.facts, action, argument },
      cause,
    });
  }
}
