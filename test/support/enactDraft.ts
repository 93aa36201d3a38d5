import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";

import { JsonRpcProvider, Wallet } from "ethers";

import { type Client, createClient, enact, getProposalId, parseAddress, signBallot, toAccountSigner } from "#sdk";
import { readNames } from "../../scripts/clients/readNames.ts";
import { readDraft } from "../../scripts/drafts/readDraft.ts";
import { type CommandLine, ROOT } from "./startCommandLine.ts";

/** Seats of the sample consortium that vote with one key, and weigh more than two thirds of all together. */
const VOTERS = [0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13];
const DEADLINE = 4_000_000_000n;

/** Has the sample consortium vote for a draft and carry it out in one transaction, without a process for each ballot. */
export async function enactDraft({ rpc }: CommandLine, id: string, path: string): Promise<void> {
  const folder = join(ROOT, "deployments", id);
  const keys = parseEnv(await readFile(join(folder, "keys.env"), "utf8"));
  const addresses: Readonly<Record<string, string>> = JSON.parse(
    await readFile(join(folder, "deployed_addresses.json"), "utf8"),
  );
  const standing = Object.entries(addresses).find(([name]) => name.endsWith("#Constitution"))?.[1];
  const provider = new JsonRpcProvider(rpc, undefined, { staticNetwork: true, cacheTimeout: -1 });
  const wallets = VOTERS.map((seat) => new Wallet(keys[`QUORATE_SEAT_${seat}_HOT_1`] ?? "", provider));
  const client: Client = await createClient({
    runner: wallets[0] ?? provider,
    constitution: parseAddress(standing ?? ""),
    names: await readNames(join(folder, "names.json")),
    pollingIntervalMs: 10,
  });
  const { calls, description, salt } = await readDraft(path, client);
  const content = { calls, description, salt, proposer: 0n };
  const proposalId = await getProposalId(client, content);
  const ballots = await Promise.all(
    wallets.map(async (wallet) =>
      signBallot(client, { proposalId, support: "for", signer: await toAccountSigner(wallet), deadline: DEADLINE }),
    ),
  );
  await enact(client, { ...content, ballots });
  provider.destroy();
}
