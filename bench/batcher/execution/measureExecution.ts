import { Interface, type TransactionReceipt, type Wallet } from "ethers";

import { parseAddress, type RecordPlace } from "#sdk/receipts";
import { buildPeers } from "../../../test/peers/buildPeers.ts";
import { type Chain, openChain } from "../../../test/peers/openChain.ts";
import { deployContract } from "../../../test/support/deployContract.ts";
import { acceptState, deploySuite, type Suite } from "../../../test/support/deploySuite.ts";
import { concatenate, signCalls, signForwardRequests } from "./signCalls.ts";

/** What execution in this process came to. */
export interface ExecutionFigures {
  /** Calls a second over signatures that a bare loop of `ecrecover` recovers a second. */
  readonly overEcrecoverLoop: number;
  readonly gasPerCall: number;
  readonly forwarderGasPerCall: number;
  readonly gasOverForwarder: number;
}

const SIGNERS = 32;
/** Of each signer, in one transaction: about five hundred calls. */
const CALLS_EACH = 16;
/** OpenZeppelin's forwarder does not get as many into a transaction. */
const GAS_CALLS_EACH = 10;
/** How often both are measured in turns. */
const TURNS = 12;
const GAS_LIMIT = 16_000_000;
const EXECUTE = new Interface(["function execute(bytes packed)"]);
const LOOP = new Interface(["function recoverAll(bytes signed)"]);
const FORWARD = new Interface([
  "function executeBatch((address from,address to,uint256 value,uint256 gas,uint48 deadline,bytes data,bytes signature)[] requests, address refundReceiver)",
]);

/** The executor, a bare loop and OpenZeppelin's forwarder in one EVM in this process. */
export async function createExecutionBench(): Promise<{ readonly measure: () => Promise<ExecutionFigures> }> {
  const chain = await openChain();
  const members = await chain.createMembers(SIGNERS);
  const founders = members.map(({ address }, seat) => ({
    cold: `0x${(seat + 1).toString(16).padStart(40, "c")}`,
    hot: [address],
    duties: seat === 0 ? 1 : 0,
  }));
  const suite = await deploySuite(chain.relayer, founders);
  for (const [seat, member] of members.entries()) await acceptState(member, suite, seat);
  const peers = await buildPeers();
  const scene: Scene = {
    chain,
    members,
    place: await placeOf(chain, suite),
    executor: suite.executor.address,
    sink: await deployContract(chain.relayer, peers.sink),
    loop: await deployContract(chain.relayer, peers.recoverLoop),
    forwarder: await deployContract(chain.relayer, peers.forwarder, ["Peer"]),
    nonces: { call: 0, forward: 0 },
  };
  return { measure: () => measure(scene) };
}

interface Scene {
  readonly chain: Chain;
  readonly members: readonly Wallet[];
  readonly place: RecordPlace;
  readonly executor: string;
  readonly sink: string;
  readonly loop: string;
  readonly forwarder: string;
  /** Where each member's next nonces begin. */
  readonly nonces: { call: number; forward: number };
}

async function measure(scene: Scene): Promise<ExecutionFigures> {
  const ratios: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) ratios.push(await race(scene));
  const gas = await compareGas(scene);
  ratios.sort((a, b) => a - b);
  return { overEcrecoverLoop: ratios[TURNS / 2] ?? Number.NaN, ...gas };
}

/** Both over the same number of signatures, one right after the other. */
async function race(scene: Scene): Promise<number> {
  const calls = signCalls({ ...parametersOf(scene), perSigner: CALLS_EACH, firstNonce: scene.nonces.call });
  scene.nonces.call += CALLS_EACH;
  const packed = concatenate(calls.map((call) => call.packed));
  const recovered = concatenate(calls.map((call) => call.recovered));
  const ours = await send(scene, batcherOf(scene), scene.executor, EXECUTE.encodeFunctionData("execute", [packed]));
  const theirs = await send(scene, scene.chain.relayer, scene.loop, LOOP.encodeFunctionData("recoverAll", [recovered]));
  if (ours.receipt.logs.length !== 1) throw new Error("a call was not executed");
  return theirs.ms / ours.ms;
}

/** Gas of one call more, without what the target takes. */
async function compareGas(scene: Scene): Promise<Omit<ExecutionFigures, "overEcrecoverLoop">> {
  const parameters = { ...parametersOf(scene), perSigner: GAS_CALLS_EACH };
  const calls = signCalls({ ...parameters, firstNonce: scene.nonces.call });
  scene.nonces.call += GAS_CALLS_EACH;
  const { forwarder, chain } = scene;
  const requests = signForwardRequests({ ...parameters, firstNonce: scene.nonces.forward, forwarder });
  scene.nonces.forward += GAS_CALLS_EACH;
  const data = EXECUTE.encodeFunctionData("execute", [concatenate(calls.map(({ packed }) => packed))]);
  const ours = await send(scene, batcherOf(scene), scene.executor, data);
  const receiver = chain.relayer.address;
  const theirs = await send(
    scene,
    chain.relayer,
    forwarder,
    FORWARD.encodeFunctionData("executeBatch", [requests, receiver]),
  );
  if (theirs.receipt.logs.length !== calls.length) throw new Error("the forwarder did not forward every request");
  const target = await targetGas(scene, ours.receipt.hash);
  const each = ({ receipt }: Sent): number => Number(receipt.gasUsed) / calls.length - target;
  const [gasPerCall, forwarderGasPerCall] = [each(ours), each(theirs)];
  return { gasPerCall, forwarderGasPerCall, gasOverForwarder: gasPerCall / forwarderGasPerCall };
}

/** What the target takes of one call, out of the trace of a transaction. */
async function targetGas({ chain }: Scene, hash: string): Promise<number> {
  const options = { disableStorage: true, disableMemory: true, disableStack: true };
  const trace = await chain.ask("debug_traceTransaction", hash, options);
  const steps: unknown = typeof trace === "object" && trace !== null ? Reflect.get(trace, "structLogs") : undefined;
  if (!Array.isArray(steps)) throw new Error("the node traces nothing");
  const at = (index: number, name: string): unknown => Reflect.get(Object(steps[index]), name);
  let index = steps.findIndex((_, step) => at(step, "op") === "CALL" && at(step, "depth") === 1) + 1;
  let gas = 0;
  for (; at(index, "depth") === 2; index += 1) gas += Number(at(index, "gasCost"));
  return gas;
}

function parametersOf({ place, sink, members }: Scene) {
  return { place, target: sink, secrets: members.map(({ privateKey }) => privateKey), firstSeat: 0 };
}

function batcherOf({ members }: Scene): Wallet {
  const [batcher] = members;
  if (batcher === undefined) throw new RangeError("nobody has the duty");
  return batcher;
}

interface Sent {
  readonly ms: number;
  readonly receipt: TransactionReceipt;
}

async function send({ chain, place }: Scene, from: Wallet, to: string, data: string): Promise<Sent> {
  const raw = await from.signTransaction({
    type: 2,
    chainId: place.chainId,
    to,
    data,
    nonce: await chain.provider.getTransactionCount(from.address),
    gasLimit: GAS_LIMIT,
    maxFeePerGas: 10n ** 11n,
    maxPriorityFeePerGas: 1n,
  });
  const start = performance.now();
  const hash = await chain.ask("eth_sendRawTransaction", raw);
  const ms = performance.now() - start;
  const receipt = await chain.provider.getTransactionReceipt(String(hash));
  if (receipt?.status !== 1) throw new Error(`${String(hash)} failed`);
  return { ms, receipt };
}

async function placeOf(chain: Chain, suite: Suite): Promise<RecordPlace> {
  const { chainId } = await chain.provider.getNetwork();
  return {
    chainId,
    registry: parseAddress(suite.records.address),
    anchor: parseAddress(suite.anchor.address),
    executor: parseAddress(suite.executor.address),
  };
}
