import {
  type Pipeline,
  type PipelinePorts,
  type PipelineSettings,
  startPipeline,
} from "../../../batcher/src/pipeline.ts";
import type { Journal, LineFacts } from "../../../batcher/src/ports/Journal.ts";
import type { Trace, TracePoint } from "../../../batcher/src/ports/Trace.ts";
import type { Submission } from "../../../batcher/src/stages/Submission.ts";
import { createNode, type NodeParameters } from "./createNode.ts";
import { createSigner } from "./createSigner.ts";
import { createStore } from "./createStore.ts";
import { createVerifier } from "./createVerifier.ts";
import type { Disk } from "./Disk.ts";
import { Life } from "./Life.ts";
import { SeededRandom } from "./SeededRandom.ts";
import type { SimulatedWorld, World } from "./World.ts";

/** Changes a life's ports: how faults are planted. */
export type Spoil = (ports: PipelinePorts, world: World) => PipelinePorts;

/** What a batcher is made of. */
export interface BatcherParameters {
  readonly name: string;
  readonly world: SimulatedWorld;
  readonly disk: Disk;
  readonly node: NodeParameters;
  readonly settings: PipelineSettings;
  readonly secret: Uint8Array;
  readonly spoil: Spoil;
}

/** The point at which a life is to end, and how often it is reached before. */
export interface Trap {
  readonly point: TracePoint;
  passes: number;
}

const RESTART_MS = 700;

/** A batcher that is started again whenever it crashed or gave up. */
export class SimulatedBatcher {
  readonly name: string;
  readonly account: string;
  readonly #parameters: BatcherParameters;
  #life: Life;
  #lives = 0;
  #pipeline: Pipeline | undefined;
  #stopping = new AbortController();
  #endOutage: (() => void) | undefined;
  /** Where it dies next. */
  trap: Trap | undefined;
  /** Told of each crash. */
  onCrashed: () => void = () => undefined;

  constructor(parameters: BatcherParameters) {
    this.name = parameters.name;
    this.account = createSigner(parameters.secret).address;
    this.#parameters = parameters;
    this.#life = new Life(`${this.name}.0`);
    this.#life.end();
  }

  /** Undefined while it is down or starting. */
  get pipeline(): Pipeline | undefined {
    return this.#life.isAlive ? this.#pipeline : undefined;
  }

  get life(): Life {
    return this.#life;
  }

  /** Starts a new life. */
  start(): void {
    const { world, settings, spoil } = this.#parameters;
    this.#lives += 1;
    const life = new Life(`${this.name}.${this.#lives}`);
    this.#life = life;
    this.#pipeline = undefined;
    this.#stopping = new AbortController();
    world.transcript.say(life.name, "starts");
    startPipeline(spoil(this.#createPorts(life), world), settings, this.#stopping.signal).then(
      (pipeline) => this.#goOn(life, pipeline),
      (error) => this.#giveUp(life, error),
    );
  }

  /** The machine fails: whatever was not synced may be lost, and nobody is answered any more. */
  crash(because: string): void {
    if (!this.#life.isAlive) return;
    const { world, disk } = this.#parameters;
    this.#life.end();
    world.transcript.say(this.#life.name, `crashed: ${because}`);
    this.#endOutage ??= world.worry.begin("crash");
    world.time.after(0, () => {
      if (!disk.isShared) disk.comeBack();
      this.onCrashed();
    });
    world.time.after(RESTART_MS * (0.5 + world.random.fraction()), () => this.start());
  }

  /** Ends a life in good order and begins another one. */
  async restart(): Promise<void> {
    const { pipeline } = this;
    const life = this.#life;
    const { world } = this.#parameters;
    if (pipeline === undefined) return;
    world.transcript.say(life.name, "drains");
    this.#endOutage ??= world.worry.begin("restart");
    const patience = new AbortController();
    world.time.after(5_000, () => patience.abort());
    await pipeline.drain(patience.signal);
    if (!life.isAlive) return;
    world.transcript.say(life.name, "stopped");
    life.end();
    this.start();
  }

  /** Sends packed records. False where nobody listens; a request may also never be answered. */
  submit(bytes: Uint8Array, onDecided: (submission: Submission) => void): string | boolean {
    const life = this.#life;
    const { pipeline } = this;
    if (pipeline === undefined) return false;
    const problem = pipeline.submit(bytes, (submission) => {
      if (life.isAlive) onDecided(submission);
    });
    return problem ?? true;
  }

  #goOn(life: Life, pipeline: Pipeline): void {
    this.#pipeline = pipeline;
    this.#endOutage?.();
    this.#endOutage = undefined;
    this.#parameters.world.transcript.say(life.name, `runs with ${pipeline.status().nextSequence}`);
    pipeline.ended.catch((error) => this.#giveUp(life, error));
  }

  #giveUp(life: Life, error: unknown): void {
    if (life.isAlive && life === this.#life) this.crash(error instanceof Error ? error.message : String(error));
  }

  #createPorts(life: Life): PipelinePorts {
    const { world, disk, node, secret } = this.#parameters;
    return {
      store: createStore(world, life, disk),
      chain: createNode(world, life, node),
      verifier: createVerifier(world, life),
      signer: createSigner(secret),
      clock: world.time.clockOf(life),
      random: new SeededRandom(world.random.between(0, 2 ** 31)),
      metrics: { count: () => undefined, set: () => undefined, observe: () => undefined },
      trace: this.#createTrace(life),
      journal: createJournal(world, life),
    };
  }

  #createTrace(life: Life): Trace {
    return {
      reach: (point) => {
        const { trap } = this;
        if (!life.isAlive || trap?.point !== point) return;
        trap.passes -= 1;
        if (trap.passes >= 0) return;
        this.trap = undefined;
        this.crash(`at ${point}`);
      },
    };
  }
}

function createJournal({ transcript }: World, life: Life): Journal {
  const say = (event: string, facts: LineFacts = {}): void => {
    if (!life.isAlive) return;
    const told = Object.entries(facts).map(([name, value]) => `${name}=${String(value).slice(0, 40)}`);
    transcript.say(life.name, [event, ...told].join(" "));
  };
  return {
    note: say,
    warn: say,
    fail: (event, error, facts) =>
      say(event, { ...facts, because: error instanceof Error ? error.message : String(error) }),
  };
}
