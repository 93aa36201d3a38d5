import { getBytes, Signature } from "ethers";

import {
  type BatchReceipt,
  challengePromise,
  concludeChallenge,
  getBatcher,
  getLog,
  getParameter,
  parseAddress,
} from "#sdk";
import {
  buildTree,
  computeLeaves,
  createReceipt,
  createRecordDigester,
  promiseDigest,
  rootOfTree,
} from "#sdk/receipts";

import type { Act } from "../Act.ts";
import { openBatchClient } from "../batching/openBatchClient.ts";
import { sealPayments } from "../batching/sealPayments.ts";
import { tellOutsiders } from "../exchange/tellOutsiders.ts";
import { confirm } from "../stage/confirm.ts";
import { expectFault } from "../stage/expectFault.ts";
import { expectRefusal } from "../stage/expectRefusal.ts";
import { memberClient } from "../stage/memberClient.ts";
import { SECRETARIAT, type Stage } from "../stage/Stage.ts";
import { travelTo } from "../stage/travelTo.ts";

/** A batcher that promised a record and does not anchor it is called to account on chain, and loses its duty. */
export const challengingABatcher: Act = {
  title: "A batcher that breaks a promise is challenged, and loses its duty",
  promise:
    "An acknowledgement is a signed promise. Whoever holds one asks for the record on chain; without an answer in time the batcher's promises count no more, until the members decide.",
  play: async (stage) => {
    const { batching, cast, chain, client, narrator } = stage;
    const { member, machine } = batching.operator;
    const broken = await promiseAndDrop(stage);
    narrator.step(member.name, "cheats: the machine signs a promise for a record, and throws the record away.");
    const victim = memberClient(stage, cast.as("proposer"));
    const challenge = () => challengePromise(victim, { batchReceipt: broken });
    await expectRefusal(stage, {
      who: cast.as("proposer").name,
      attempted: "misses its record and challenges at once.",
      error: "PromiseNotDue",
      attempt: challenge,
    });
    await travelTo(stage, BigInt(broken.promise?.deadline ?? 0), "the promise's deadline passes");
    await chain.mine(Number((await getParameter(client, { key: "batch.graceBlocks" })).value));
    const { challengeId, receipt } = await challenge();
    narrator.step(cast.as("proposer").name, "challenges the promise with its acknowledgement.", receipt);
    await chain.mine(Number((await getParameter(client, { key: "batch.answerBlocks" })).value) + 1);
    const concluded = await concludeChallenge(client, { challengeId });
    narrator.step(
      SECRETARIAT,
      "lets the chain write down that nobody answered, though anybody could have, with a proof of the record.",
      concluded.receipt,
    );
    const { isOnDuty } = await getBatcher(client, { seat: member.seat, key: parseAddress(machine.address) });
    confirm(stage, concluded.isSuspended && isOnDuty === false, `${member.name}'s machine is off duty.`);
    await batching.start(stage.root, chain, client.modules.constitution, stage.signal);
    const [refused] = await sealPayments(stage, 1);
    const batches = openBatchClient(stage, { attempts: 1 });
    await expectFault(stage, {
      who: "The members' programs",
      attempted: `send a record to ${member.name}'s batcher, which was started again: it may keep what it promised before, and promise nothing.`,
      code: "BATCHER_BUSY",
      attempt: () => batches.submit(refused?.record ?? new Uint8Array()).durable,
    });
    await batches.close();
    await batching.drain();
    await tellOutsiders(stage, { hidden: "what the record says that was promised" });
  },
};

/** What the cheating machine hands out: a good promise of a record that it does not keep. */
async function promiseAndDrop(stage: Stage): Promise<BatchReceipt> {
  const { batching, chain, client } = stage;
  const { chainId, modules } = client;
  const [dropped] = await sealPayments(stage, 1);
  const log = await getLog(client, { logId: batching.logId });
  if (dropped === undefined || log === null) throw new TypeError("there is a record, and a log");
  const { batchAnchor: anchor, batchExecutor: executor, confidentialRegistry: registry } = modules;
  const digest = createRecordDigester({ chainId, registry, anchor, executor })(dropped.record);
  const logId = getBytes(batching.logId);
  const sequence = Number(log.nextSequence);
  const time = await getParameter(client, { key: "batch.promiseTime" });
  const promise = {
    logId,
    firstSequence: sequence,
    count: 1,
    groupRoot: rootOfTree(buildTree(computeLeaves(logId, sequence, digest))),
    deadline: (await chain.now()) + Number(time.value),
    promisedAtBlock: await chain.provider.getBlockNumber(),
  };
  const signed = batching.operator.machine.signingKey.sign(promiseDigest({ chainId, anchor }, promise));
  const signature = getBytes(Signature.from(signed).serialized);
  return createReceipt({
    chainId,
    anchor,
    logId,
    sequence,
    record: dropped.record,
    digest,
    promise: { promise, signature, proof: [] },
  });
}
