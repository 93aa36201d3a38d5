import { ballotCodes } from "./codes/ballots.ts";
import { batchingCodes } from "./codes/batching.ts";
import { chainCodes } from "./codes/chain.ts";
import { commandCodes } from "./codes/commands.ts";
import { deploymentCodes } from "./codes/deployment.ts";
import { foundingCodes } from "./codes/founding.ts";
import { journalCodes } from "./codes/journal.ts";
import { keyCodes } from "./codes/keys.ts";
import { proposalCodes } from "./codes/proposals.ts";
import { recordCodes } from "./codes/records.ts";
import { storeCodes } from "./codes/stores.ts";
import { valueCodes } from "./codes/values.ts";

/**
 * Every error code of the suite with what it means, by domain.
 * A new domain adds a file in `codes/` and one line here; nothing else grows.
 */
export const errorCodes = {
  ballots: ballotCodes,
  batching: batchingCodes,
  chain: chainCodes,
  commands: commandCodes,
  deployment: deploymentCodes,
  founding: foundingCodes,
  journal: journalCodes,
  keys: keyCodes,
  proposals: proposalCodes,
  records: recordCodes,
  stores: storeCodes,
  values: valueCodes,
} as const;

type CodesByDomain = typeof errorCodes;

/** The closed union of all error codes. */
export type ErrorCode = { readonly [Domain in keyof CodesByDomain]: keyof CodesByDomain[Domain] }[keyof CodesByDomain];
