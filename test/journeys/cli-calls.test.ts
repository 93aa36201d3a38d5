import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";

import { expect } from "chai";
import { Contract, JsonRpcProvider, Wallet } from "ethers";

import {
  type Address,
  batchExecutorAbi,
  type Client,
  createClient,
  parseAddress,
  parseHex,
  signRecord,
  toAccountSigner,
} from "#sdk";
import { createRecordDigester } from "#sdk/receipts";

import { chainDeadline } from "../../scripts/batches/chainDeadline.ts";
import { recordPlaceOf } from "../../scripts/batches/recordPlaceOf.ts";
import { deployContract } from "../support/deployContract.ts";
import { readArtifact } from "../support/readArtifact.ts";
import { type Here, runHere } from "../support/runHere.ts";
import { type StartedBatcher, startBatcher } from "../support/startBatcher.ts";
import { type CommandLine, ROOT, startCommandLine } from "../support/startCommandLine.ts";

const ID = "local-journey-calls";
/** A member of the sample consortium with the batcher's duty. */
const BATCHER = 9;
const SENDER = 0;
/** What the recipient refuses. */
const REFUSED = 13n;
const PATIENCE_MS = 30_000;

// REQ-BATCH-82
describe("Calls that a member signs, at the command line", function () {
  this.timeout(600_000);

  let line: CommandLine;
  let here: Here;
  let batcher: StartedBatcher;
  let provider: JsonRpcProvider;
  let client: Client;
  let sender: Wallet;
  let recipient: Contract;
  const file = (name: string): string => join(line.folder, name);

  before(async () => {
    line = await startCommandLine(ID);
    here = await runHere(line, ID);
    const keys = parseEnv(await readFile(join(ROOT, "deployments", ID, "keys.env"), "utf8"));
    const { chainId } = JSON.parse(await readFile(join(ROOT, "deployments", ID, "chain.json"), "utf8"));
    provider = new JsonRpcProvider(line.rpc, Number(chainId), { staticNetwork: true, cacheTimeout: -1 });
    sender = new Wallet(keys[`QUORATE_SEAT_${SENDER}_HOT_1`] ?? "", provider);
    const { constitution } = await readAddresses();
    client = await createClient({ runner: sender, constitution });
    const artifact = await readArtifact("../test/support/contracts/Recipient");
    const address = await deployContract(sender, artifact, [client.modules.batchExecutor]);
    recipient = new Contract(address, artifact.abi, provider);
    batcher = await startBatcher(line, ID, ["--key", `env:QUORATE_SEAT_${BATCHER}_HOT_1`, "--home", file("batcher")]);
  });

  after(async () => {
    if (batcher?.command.exitCode === null) await batcher.interrupt();
    provider?.destroy();
    await line?.stop();
  });

  /** Signs a call and keeps it in a file that the command line submits. */
  async function signCall(name: string, nonce: bigint, value: bigint): Promise<void> {
    const { chainId, modules } = client;
    const target = parseAddress(await recipient.getAddress());
    const data = parseHex(recipient.interface.encodeFunctionData("enter", [value]));
    const { record } = await signRecord({
      chainId,
      modules,
      seat: BigInt(SENDER),
      deadline: await chainDeadline(client),
      signer: await toAccountSigner(sender),
      record: { target, gas: 200_000n, data, nonce },
    });
    const toHex = (bytes: Uint8Array): string => `0x${Buffer.from(bytes).toString("hex")}`;
    const recordId = toHex(createRecordDigester(recordPlaceOf(client))(record));
    const said = { format: "quorate.signedRecord", version: 1, recordId, record: toHex(record) };
    await writeFile(file(`${name}.signed.json`), JSON.stringify(said));
  }

  it("go through a running batcher to the executor, each one's failure its own, and receipts lead to what came of them", async () => {
    const values = [7n, REFUSED, 8n];
    for (const [index, value] of values.entries()) await signCall(`call-${index}`, BigInt(40 + index), value);
    await Promise.all(
      values.map((_, index) =>
        here.succeed(
          "record",
          "submit",
          file(`call-${index}.signed.json`),
          "--batcher",
          batcher.url,
          "--until",
          "final",
        ),
      ),
    );
    const executor = new Contract(client.modules.batchExecutor, batchExecutorAbi, provider);
    const end = performance.now() + PATIENCE_MS;
    while ((await recipient.getFunction("entries")()) < 2n && performance.now() < end)
      await new Promise((wake) => setTimeout(wake, 100));
    expect(await recipient.getFunction("entries")()).to.equal(2n);
    expect(await recipient.getFunction("lastSender")()).to.equal(sender.address);
    for (const [index, value] of values.entries()) {
      const verified = await here.succeed("receipt", "verify", file(`call-${index}.json`));
      expect(verified).to.include({ level: "anchored" });
      const record = Object(verified.record);
      expect(record).to.include({ kind: "call", seat: String(SENDER), signer: sender.address });
      expect(await executor.getFunction("isNonceUsed")(record.seat, record.nonce)).to.equal(true);
      const failed = (await executor.queryFilter("CallFailed")).filter(
        (event) => "args" in event && String(event.args.nonce) === String(record.nonce),
      );
      expect(failed.length, `call ${index}`).to.equal(value === REFUSED ? 1 : 0);
    }
    const { batcher: says } = await here.succeed("batcher", "status", "--operator", batcher.operatorUrl);
    expect(Object(says)).to.include({ callsGivenUp: 0, unsettledBatches: 0 });
  });
});

async function readAddresses(): Promise<{ readonly constitution: Address }> {
  const deployed = JSON.parse(await readFile(join(ROOT, "deployments", ID, "deployed_addresses.json"), "utf8"));
  const found = Object.entries(deployed).find(([name]) => name.endsWith("#Constitution"));
  return { constitution: parseAddress(String(found?.[1])) };
}
