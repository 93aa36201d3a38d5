import { readParameter } from "../../internal/readParameter.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Parameter } from "../../types/Parameter.ts";
import { parseBytes32 } from "../../types/parseHex.ts";

const PARAMETERS_AT_ONCE = 16;

/** The parameters in the order of their definition. */
export type ListParametersReturnType = readonly Parameter[];

/**
 * All parameters in force.
 *
 * @throws QuorateError ABORTED, TIMED_OUT
 * @example
 * ```ts
 * for (const { key, value, bounds } of await listParameters(client)) console.log(key, value, bounds.unit);
 * ```
 */
export async function listParameters(client: Client, parameters: WaitLimits = {}): Promise<ListParametersReturnType> {
  return await withLimits(parameters, client, "listing parameters", async (signal) => {
    const keys = [...(await client.contracts.constitution.parameterKeys())];
    const listed: Parameter[] = [];
    while (keys.length > 0) {
      signal.throwIfAborted();
      const some = keys.splice(0, PARAMETERS_AT_ONCE);
      listed.push(...(await Promise.all(some.map((key) => readParameter(client, parseBytes32(key))))));
    }
    return listed;
  });
}
