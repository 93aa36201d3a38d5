import { type MemberAction, type RecordModules, toConsentTypedData } from "../../crypto/consentTypedData.ts";
import { askSigner } from "../../internal/askSigner.ts";
import { parseInteger } from "../../internal/parseInteger.ts";
import type { WaitLimits } from "../../internal/WaitLimits.ts";
import { OFF_LINE, withLimits } from "../../internal/withLimits.ts";
import type { BallotSigner } from "../../types/BallotSigner.ts";
import type { MemberConsent } from "../../types/MemberConsent.ts";

/** What a member does, where, and who signs. */
export interface SignConsentParameters extends WaitLimits {
  readonly chainId: bigint;
  readonly modules: RecordModules;
  readonly seat: bigint;
  /** Unix seconds after which the signature must not be taken. */
  readonly deadline: bigint;
  readonly action: MemberAction;
  /** One of the seat's keys with the scope `records`. */
  readonly signer: BallotSigner;
}

/** What the verb of the same name takes as `consent`; it can be sent by anybody. */
export type SignConsentReturnType = MemberConsent;

/**
 * Signs one action of a member with records or keys, without a chain.
 *
 * @throws QuorateError INTEGER_MALFORMED, SIGNER_REFUSED, SIGNATURE_MALFORMED, SIGNATURE_MALLEABLE, ABORTED, TIMED_OUT
 * @example
 * ```ts
 * const action = { verb: "acknowledge", recordId } as const;
 * const consent = await signConsent({ chainId, modules, seat: 3n, deadline, action, signer });
 * await acknowledge(client, { recordId, seat: 3n, consent });
 * ```
 */
export async function signConsent(parameters: SignConsentParameters): Promise<SignConsentReturnType> {
  const { chainId, modules, action, signer } = parameters;
  const [seat, deadline] = [parseInteger(parameters.seat, 16), parseInteger(parameters.deadline, 48)];
  const data = toConsentTypedData({ chainId, modules }, { seat, deadline, action });
  return await withLimits(parameters, OFF_LINE, `signing ${action.verb}`, async (signal) => {
    const { signature } = await askSigner(signer, data, signal);
    return { seat, deadline, signer: signer.signer, signature };
  });
}
