import { readParameter } from "../../internal/readParameter.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { withLimits } from "../../internal/withLimits.ts";
import type { Client } from "../../types/Client.ts";
import type { Parameter } from "../../types/Parameter.ts";
import { toShortText } from "../../types/shortText.ts";

/** Which parameter. */
export interface GetParameterParameters extends WaitLimits {
  /** As in `member.keyCoolDown`. */
  readonly key: string;
}

/** The parameter with its version, which a compare-and-set names. */
export type GetParameterReturnType = Parameter;

/**
 * A parameter in force.
 *
 * @throws QuorateError TEXT_TOO_LONG, ABORTED, TIMED_OUT
 * @throws RevertedError ConstitutionUnknownParameter
 * @example
 * ```ts
 * const { version } = await getParameter(client, { key: "member.keyCoolDown" });
 * const call = client.calls.constitution.setParameter({ key: "member.keyCoolDown", expectedVersion: version, value: 3_600n });
 * ```
 */
export async function getParameter(
  client: Client,
  parameters: GetParameterParameters,
): Promise<GetParameterReturnType> {
  const key = toShortText(parameters.key);
  return await withLimits(parameters, client, "reading a parameter", async () => await readParameter(client, key));
}
