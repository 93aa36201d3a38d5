import { parseAddress, verifyJournal } from "#sdk";

import { readTextFile } from "../../founding/readTextFile.ts";
import type { Command } from "../../terminal/Command.ts";
import { formatProposalId } from "../../terminal/formatProposalId.ts";
import { readBytes32, readWhole } from "../../terminal/readValues.ts";
import { readTrustedKeys } from "./readTrustedKeys.ts";
import { readTrustedVerifiers } from "./readTrustedVerifiers.ts";

const MAX_JOURNAL_BYTES = 512 * 1024 * 1024;

export const journalVerify: Command = {
  name: "journal verify",
  summary: "Replay an exported journal against a head that you trust. Speaks to no chain.",
  arguments: ["file"],
  options: {
    head: { value: "HEAD", says: "from your own acceptance, or from the chain" },
    start: { value: "HEAD", says: "the head before the first entry, of a governor that succeeded another" },
    "chain-id": { value: "NUMBER", says: "refuse a journal of another chain" },
    governor: { value: "ADDRESS", says: "refuse a journal of another governor" },
    keys: { value: "FILE", says: 'keys that you know: [{"seat": 3, "ballotsNeeded": 1, "signers": ["0x..."]}]' },
    verifiers: { value: "FILE", says: 'verifier contracts that you know: {"0x...": "p256"}, or webauthn, or rsa' },
  },
  run: async (_place, input) => {
    const head = readBytes32(input.option("head"));
    const [start, chainId, governor, keys, verifiers] = [
      input.optional("start"),
      input.optional("chain-id"),
      input.optional("governor"),
      input.optional("keys"),
      input.optional("verifiers"),
    ];
    const text = await readTextFile(input.argument("file"), MAX_JOURNAL_BYTES);
    const verified = await verifyJournal(text, {
      head,
      ...(start === null ? {} : { start: readBytes32(start) }),
      ...(chainId === null ? {} : { chainId: readWhole("--chain-id", chainId, { min: 1n, max: 2n ** 64n }) }),
      ...(governor === null ? {} : { governor: parseAddress(governor) }),
      ...(keys === null ? {} : { keys: readTrustedKeys(await readTextFile(keys), keys) }),
      ...(verifiers === null ? {} : { verifiers: readTrustedVerifiers(await readTextFile(verifiers), verifiers) }),
    });
    const { proposals, entryCount, trustedEntryCount } = verified;
    return {
      json: verified,
      lines: [
        `The journal is what the head commits to: ${trustedEntryCount} of ${entryCount} entries.`,
        `  ballots whose signature was verified here            ${verified.signatureVerifiedCount}`,
        `  ballots signed by keys that the file alone names     ${verified.signedByFileKeysCount}`,
        `  ballots that the chain alone attests                 ${verified.attestedByChainCount}`,
        ...proposals.map(
          ({ proposalId, outcome, description }) =>
            `  ${formatProposalId(proposalId).slice(0, 18)}...  ${outcome}  ${description}`,
        ),
      ],
    };
  },
};
