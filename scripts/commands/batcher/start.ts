import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";

import { Wallet } from "ethers";

import { QuorateError } from "#sdk";

import { describeBatcher } from "../../batches/describeBatcher.ts";
import { runBatcher, SECRET_PLACE } from "../../batches/runBatcher.ts";
import { storeOption } from "../../batches/storeOption.ts";
import { requireAccount } from "../../clients/connect.ts";
import { parseKeySource } from "../../keys/parseKeySource.ts";
import type { AnyKey } from "../../keys/toVotingKey.ts";
import { homeOption } from "../../records/recordOptions.ts";
import type { Command } from "../../terminal/Command.ts";
import { readWhole } from "../../terminal/readValues.ts";

const PORT = { min: 0n, max: 65_535n };

export const batcherStart: Command = {
  name: "batcher start",
  summary:
    "Run a batcher until Ctrl-C, with the key of a member that has the batcher's duty; it anchors what it holds before it ends.",
  options: {
    ...storeOption,
    host: { value: "HOST", says: "where members reach it (default: 127.0.0.1; put TLS before it for others)" },
    port: { value: "PORT", says: "where members reach it (default: 8640; 0 for a free one)" },
    "operator-port": {
      value: "PORT",
      says: "where you reach health, metrics and status on this machine (default: 8641)",
    },
    "new-log": { says: "begin another log: for a store that was restored from a copy" },
    ...homeOption,
  },
  run: async (place, input) => {
    for (const name of ["port", "operator-port"]) {
      const text = input.optional(name);
      if (text !== null) readWhole(`--${name}`, text, PORT);
    }
    const { options, isFile } = await describeBatcher(place, input);
    const { chainId } = (await place.deployment()).deployment.chain;
    const secret = secretOf(await place.key(chainId, null));
    if (isFile) await mkdir(dirname(options.store), { recursive: true, mode: 0o700 });
    const source = parseKeySource(input.option("key"));
    const code = await runBatcher(place, {
      program: "main.ts",
      options: {
        ...options,
        "key-file": SECRET_PLACE,
        host: input.optional("host"),
        port: input.optional("port"),
        "operator-port": input.optional("operator-port"),
        "new-log": input.flag("new-log") ? "yes" : null,
      },
      secret,
      withheld: ["QUORATE_PASSWORD", ...(source.kind === "environment" ? [source.variable] : [])],
    });
    if (code === 0) return { json: { stopped: true }, lines: [] };
    throw new QuorateError({
      code: "PROGRAM_FAILED",
      summary: `The batcher ended with the exit code ${code}.`,
      remedy: "Its last words are above; what it had acknowledged is in its store, and is anchored once it runs again.",
      facts: { program: "batcher", exit: code },
    });
  },
};

/** The secret of a key that is at hand: a batcher signs with every group of records, too often to ask a signer elsewhere. */
function secretOf(key: AnyKey): string {
  const { signer } = requireAccount(key);
  if (signer instanceof Wallet) return signer.privateKey;
  throw new QuorateError({
    code: "SIGNER_MISSING",
    summary: "A batcher needs its key itself, not a signer behind a URL.",
    remedy:
      "Name a keystore with a key of its own for this duty: quorate key create, then quorate key add with the scope duty alone.",
  });
}
