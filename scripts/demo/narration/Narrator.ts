import type { Receipt } from "#sdk";

import type { Chapter } from "./Chapter.ts";
import type { ChartEntry, Entry, RefusalEntry, TallyEntry } from "./Entry.ts";
import { formatEntry, type Page } from "./formatEntry.ts";
import type { Advance, Progress } from "./Progress.ts";
import { wrapText } from "./wrapText.ts";

/** What a narrator writes to and asks. */
export interface NarratorPorts {
  readonly page: Page;
  readonly progress: Progress;
  /** Milliseconds of a clock that only goes forward. */
  readonly clock: () => number;
}

/** Tells the story while it happens, and remembers it for the report. */
export class Narrator {
  readonly #ports: NarratorPorts;
  readonly #chapters: Chapter[] = [];
  #entries: Entry[] = [];

  constructor(ports: NarratorPorts) {
    this.#ports = ports;
  }

  /** Everything that was told so far. */
  get chapters(): readonly Chapter[] {
    return this.#chapters;
  }

  /** Tells one chapter; what `play` narrates belongs to it. */
  async tell<Value>(
    heading: Pick<Chapter, "number" | "title" | "promise">,
    play: () => Promise<Value>,
  ): Promise<Value> {
    const { page, clock } = this.#ports;
    const { number, title, promise } = heading;
    const startedAt = clock();
    this.#entries = [];
    const name = number === 0 ? title : `Act ${number}. ${title}`;
    this.#print([
      "",
      page.style(["bold", "underline"], name),
      ...wrapText(promise, page.columns, "", "").map((line) => page.style("dim", line)),
      "",
    ]);
    const value = await play();
    this.#chapters.push({ ...heading, entries: this.#entries, tookMs: clock() - startedAt });
    return value;
  }

  /** Somebody did something; with the receipts of the transactions that it took. */
  step(who: string, did: string, ...receipts: readonly Pick<Receipt, "blockNumber" | "gasUsed">[]): void {
    const last = receipts.at(-1);
    const gas = receipts.reduce((sum, { gasUsed }) => sum + gasUsed, 0n);
    const mined = last === undefined ? null : { transactions: receipts.length, block: Number(last.blockNumber), gas };
    this.#tell({ kind: "step", who, did, mined });
  }

  /** Something was refused. */
  refusal(refusal: Omit<RefusalEntry, "kind">): void {
    this.#tell({ kind: "refusal", ...refusal });
  }

  /** A vote stands like this. */
  tally(tally: Omit<TallyEntry, "kind">): void {
    this.#tell({ kind: "tally", ...tally });
  }

  /** Something was read from the chain and is as it should be. */
  fact(text: string): void {
    this.#tell({ kind: "fact", text });
  }

  /** Several things under one heading. */
  list(heading: string, items: readonly string[]): void {
    this.#tell({ kind: "list", heading, items });
  }

  /** The chain's clock was moved. */
  time(passed: string, now: string, because: string): void {
    this.#tell({ kind: "time", passed, now, because });
  }

  /** Figures as they were measured. */
  chart(chart: Omit<ChartEntry, "kind">): void {
    this.#tell({ kind: "chart", ...chart });
  }

  /** Shows on a terminal how far a longer work is, for as long as it takes. */
  async working<Value>(what: string, work: (advance: Advance) => Promise<Value>): Promise<Value> {
    return await this.#ports.progress.during(what, work);
  }

  #tell(entry: Entry): void {
    this.#entries.push(entry);
    this.#print(formatEntry(entry, this.#ports.page));
  }

  #print(lines: readonly string[]): void {
    for (const line of lines) this.#ports.page.print(line);
  }
}
