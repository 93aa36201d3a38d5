import {
  acknowledge,
  acknowledgeAll,
  type BuiltCall,
  type Bytes32,
  type Client,
  castBallot,
  createClient,
  execute,
  grant,
  type MemberAction,
  type MemberConsent,
  parseAddress,
  parseBytes32,
  proposeInFavour,
  type Receipt,
  register,
  reject,
  shred,
  signConsent,
} from "#sdk";
import { open, prepareGrant, seal } from "#sdk/node";
import { disclose, type RecordField } from "#sdk/records";

import { type FoundedConsortium, foundConsortium } from "../../test/support/foundConsortium.ts";
import { type Office, openOffice } from "../../test/support/records/openOffice.ts";
import { measuredPolicy } from "../measuredPolicy.ts";

const PARTIES = 10;
const DEADLINE = 4_000_000_000n;
const NONE = parseBytes32(`0x${"0".repeat(64)}`);
const ANY = parseBytes32(`0x${"1".repeat(64)}`);
/** A message of an ordinary size: forty fields, in a tree of sixty-four leaves. */
const fields = Array.from(
  { length: 40 },
  (_, index): RecordField => ({ path: `CdtTrfTxInf[${index}]/Amt`, type: "decimal", value: `${index}.00` }),
);

/** What records cost on chain, in gas of whole transactions that a relayer sends, intrinsic costs included. */
export interface RecordGas {
  readonly register: number;
  /** The dearest one: it follows another, and takes the first of 256 sender nonces. */
  readonly registerDearest: number;
  readonly acknowledge: number;
  readonly acknowledgeBatched10Each: number;
  readonly acknowledgeBatched10EachWith3Mandatory: number;
  readonly grant: number;
  readonly verifyDisclosure1: number;
  readonly verifyDisclosure8: number;
  readonly reject: number;
  readonly shred: number;
}

/** Ten parties and an outsider on a chain of their own, with everything that they need to exchange records. */
interface Scene {
  readonly offices: readonly Office[];
  readonly relayer: Client;
  readonly consortium: FoundedConsortium;
}

/** Registers, acknowledges, grants, discloses, rejects and shreds real records. */
export async function measureGas(): Promise<RecordGas> {
  const consortium = await foundConsortium(PARTIES + 1);
  const constitution = parseAddress(consortium.suite.constitution.address);
  const relayer = await createClient({ runner: consortium.relayer, constitution, pollingIntervalMs: 10 });
  const offices: Office[] = [];
  try {
    for (let seat = 0; seat <= PARTIES; seat += 1) offices.push(await openOffice(consortium, seat));
    return await measure({ offices, relayer, consortium });
  } finally {
    await Promise.all(offices.map((office) => office.close()));
  }
}

async function measure(scene: Scene): Promise<RecordGas> {
  const [group, strict] = [await formGroup(scene, []), await formGroup(scene, [0n, 1n, 2n])];
  const first = await send(scene, group);
  const usual = await send(scene, group);
  const dearest = await send(scene, group, { previous: first.recordId, senderNonce: 2n ** 32n });
  await acknowledgeOne(scene, first.recordId, 1);
  const second = await acknowledgeOne(scene, first.recordId, 2);
  const [batched, mandatory] = [await send(scene, group), await send(scene, strict)];
  const all = await acknowledgeByAll(scene, batched.recordId);
  const allStrict = await acknowledgeByAll(scene, mandatory.recordId);
  const granted = await grantOne(scene, batched.recordId);
  const disputed = await send(scene, group);
  const rejection = { recordId: disputed.recordId, reason: "NO_SLOT", evidenceHash: ANY } as const;
  const no = await consentOf(scene, 3, { verb: "reject", ...rejection });
  const rejected = await reject(scene.relayer, { ...rejection, seat: 3n, consent: no });
  const over = { recordId: batched.recordId };
  const openings = await Promise.all([1, 8].map((count) => estimateDisclosure(scene, batched.recordId, count)));
  const consents = await consentsOf(scene, [0, 1, 2], { verb: "shred", ...over });
  const shredded = await shred(scene.relayer, { ...over, consents });
  return {
    register: gasOf(usual.receipt),
    registerDearest: gasOf(dearest.receipt),
    acknowledge: second,
    acknowledgeBatched10Each: all / PARTIES,
    acknowledgeBatched10EachWith3Mandatory: allStrict / PARTIES,
    grant: granted,
    verifyDisclosure1: openings[0] ?? Number.NaN,
    verifyDisclosure8: openings[1] ?? Number.NaN,
    reject: gasOf(rejected.receipt),
    shred: gasOf(shredded.receipt),
  };
}

async function formGroup({ offices, relayer }: Scene, mandatory: readonly bigint[]): Promise<bigint> {
  const policy = { ...measuredPolicy, minAcks: BigInt(PARTIES) };
  const seats = Array.from({ length: PARTIES }, (_, seat) => BigInt(seat));
  const call: BuiltCall = relayer.calls.groupDirectory.createGroup({ metadata: ANY, seats, mandatory, policy });
  const proposer = officeOf(offices, 0).client;
  const { proposalId } = await proposeInFavour(proposer, { calls: [call], description: "A group of ten" });
  for (const { client } of offices.slice(1)) {
    const state = await relayer.contracts.governor.state(proposalId);
    if (state === SUCCEEDED) break;
    await castBallot(client, { proposalId, support: "for" });
  }
  await execute(proposer, { proposalId });
  return await relayer.contracts.groupDirectory.groupCount();
}

/** IGovernor's number for a proposal that can be executed. */
const SUCCEEDED = 4n;

/** Seals a record to ten parties, and has a relayer register it. */
async function send(
  scene: Scene,
  group: bigint,
  asked: { readonly previous?: Bytes32; readonly senderNonce?: bigint } = {},
): Promise<{ readonly recordId: Bytes32; readonly receipt: Receipt }> {
  const { keyStore, store, client } = officeOf(scene.offices, 0);
  const sealing = { keyStore, store, seat: 0n, group, fields, ...asked };
  const { readers: _, recordId, ...sealed } = await seal(client, sealing);
  const { suite, previous = NONE } = sealed;
  const consent = await consentOf(scene, 0, { verb: "register", recordId, suite, previous });
  return register(scene.relayer, { ...sealed, seat: 0n, consent });
}

async function acknowledgeOne(scene: Scene, recordId: Bytes32, seat: number): Promise<number> {
  const consent = await consentOf(scene, seat, { verb: "acknowledge", recordId });
  return gasOf((await acknowledge(scene.relayer, { recordId, seat: BigInt(seat), consent })).receipt);
}

async function acknowledgeByAll(scene: Scene, recordId: Bytes32): Promise<number> {
  const seats = Array.from({ length: PARTIES }, (_, seat) => seat);
  const consents = await consentsOf(scene, seats, { verb: "acknowledge", recordId });
  const acknowledgements = consents.map((consent) => ({ recordId, consent }));
  const { final, receipt } = await acknowledgeAll(scene.relayer, { acknowledgements });
  if (final.length !== 1) throw new Error("the record is not final");
  return gasOf(receipt);
}

/** Two members grant the record to a member that is not of the group. */
async function grantOne(scene: Scene, recordId: Bytes32): Promise<number> {
  const { keyStore, store, client } = officeOf(scene.offices, 0);
  const { keyId } = officeOf(scene.offices, PARTIES);
  const { slotHash } = await prepareGrant(client, { keyStore, store, recordId, keyId });
  const consents = await consentsOf(scene, [1, 2], { verb: "grant", recordId, keyId, slotHash });
  return gasOf((await grant(scene.relayer, { recordId, keyId, slotHash, consents })).receipt);
}

/** What a contract's user would pay to have so many fields verified, every fifth from the first. */
async function estimateDisclosure({ offices, relayer }: Scene, recordId: Bytes32, count: number): Promise<number> {
  const { keyStore, store, client } = officeOf(offices, 0);
  const opened = await open(client, { keyStore, store, recordId });
  const paths = fields.filter((_, index) => index % 5 === 0).map(({ path }) => path);
  const { openings, proof, flags } = disclose(opened, paths.slice(0, count));
  const { context, contentRoot, bodyHash } = opened.registration;
  const { senderNonce } = context;
  const call = await relayer.contracts.confidentialRegistry.verifyDisclosure.populateTransaction(
    recordId,
    { senderNonce, contentRoot, bodyHash },
    openings.map((each) => ({ ...each, path: new TextEncoder().encode(each.path) })),
    [...proof],
    [...flags],
  );
  return Number(await relayer.provider.estimateGas(call));
}

async function consentOf(scene: Scene, seat: number, action: MemberAction): Promise<MemberConsent> {
  const { chainId, modules } = scene.relayer;
  const { signer } = officeOf(scene.offices, seat);
  return signConsent({ chainId, modules, seat: BigInt(seat), deadline: DEADLINE, signer, action });
}

async function consentsOf(
  scene: Scene,
  seats: readonly number[],
  action: MemberAction,
): Promise<readonly MemberConsent[]> {
  return Promise.all(seats.map((seat) => consentOf(scene, seat, action)));
}

function officeOf(offices: readonly Office[], seat: number): Office {
  const office = offices[seat];
  if (office === undefined) throw new RangeError(`nobody has seat ${seat}`);
  return office;
}

function gasOf({ gasUsed }: Receipt): number {
  return Number(gasUsed);
}
