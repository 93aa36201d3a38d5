import { mkdir, rm } from "node:fs/promises";
import { join, relative, resolve } from "node:path";

import { QuorateError } from "#sdk";

import { Batching } from "../demo/batching/Batching.ts";
import { openChain } from "../demo/chain/openChain.ts";
import { Exchange } from "../demo/exchange/Exchange.ts";
import type { Chapter } from "../demo/narration/Chapter.ts";
import { countChapter } from "../demo/narration/countChapter.ts";
import { formatSummary } from "../demo/narration/formatSummary.ts";
import { Narrator } from "../demo/narration/Narrator.ts";
import { Progress } from "../demo/narration/Progress.ts";
import { renderReport } from "../demo/report/renderReport.ts";
import { writeWhole } from "../demo/report/writeWhole.ts";
import { setStage } from "../demo/setStage.ts";
import { story } from "../demo/story.ts";
import { createArtifactResolver } from "../deployment/createArtifactResolver.ts";
import { locateFounding } from "../founding/locateFounding.ts";
import { readFounding } from "../founding/readFounding.ts";
import type { Command } from "../terminal/Command.ts";
import { type Input, malformed } from "../terminal/Input.ts";
import type { Workplace } from "../terminal/Workplace.ts";

const MIN_COLUMNS = 40;
const MAX_COLUMNS = 110;
const DEFAULT_COLUMNS = 100;

/** Founds a consortium on a chain inside this process and lets it govern itself and exchange confidential records, act by act. */
export const demoCommand: Command = {
  name: "",
  summary:
    "Watch a consortium found itself, vote, change itself, exchange confidential records and batch them, on a chain inside this process.",
  options: {
    network: {
      value: "NAME",
      says: "which constitution: a folder below deployments/ (default: the real one where its members file is)",
    },
    folder: { value: "PATH", says: "where the report goes (default: reports/demo)" },
    id: { value: "ID", says: "folder for the deployment, beginning with local- (default: local-demo)" },
  },
  run: async (place, input) => {
    try {
      return await perform(place, input);
    } catch (error) {
      // Whatever the interruption broke off, it was the interruption.
      if (!place.signal.aborted) throw error;
      throw new QuorateError({
        code: "ABORTED",
        summary: "The demonstration was stopped.",
        remedy: "Run it again: it begins anew on a fresh chain.",
        cause: error,
      });
    }
  },
};

async function perform({ root, environment, terminal, signal }: Workplace, input: Input) {
  const folder = resolve(root, input.optional("folder") ?? join("reports", "demo"));
  const clock = () => performance.now();
  const startedAt = new Date();
  const columns = readColumns();
  const print = input.flag("json") ? terminal.say : terminal.print;
  const page = { print, style: terminal.style, columns };
  const narrator = new Narrator({ page, progress: new Progress(process.stderr, clock), clock });

  const files = await locateFounding(root, input.optional("network"));
  const founding = await readFounding(files);
  const artifactResolver = await narrator.working("building the contracts", () =>
    createArtifactResolver({ environment, signal }),
  );
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await using exchange = await Exchange.open();
  await using batching = await Batching.open();
  const chain = await openChain(founding.constitution.chainId);
  try {
    const deploymentId = readId(input);
    const base = {
      root,
      folder,
      deploymentId,
      files,
      founding,
      chain,
      artifactResolver,
      narrator,
      exchange,
      batching,
      signal,
    };
    const stage = await narrator.tell(
      {
        number: 0,
        title: founding.constitution.name,
        promise:
          "Before the first act: the files that people wrote, a fresh chain inside this process, and the deployment.",
      },
      () => setStage(base),
    );
    for (const [index, { title, promise, play }] of story.entries()) {
      signal.throwIfAborted();
      await narrator.tell({ number: index + 1, title, promise }, () => play(stage));
    }
  } finally {
    await chain.close();
  }

  const report = join(folder, "report.html");
  const { chapters } = narrator;
  await writeWhole(report, renderReport({ name: founding.constitution.name, startedAt, chapters }));
  const shown = relative(root, report);
  const lines = [...formatSummary(chapters, page), "", `Report: ${shown}`];
  return { json: { report: shown, acts: chapters.map(toJsonChapter) }, lines };
}

/** Some terminals do not know how wide they are, and say 0. */
function readColumns(): number {
  const { columns } = process.stdout;
  return columns === undefined || columns < MIN_COLUMNS ? DEFAULT_COLUMNS : Math.min(columns, MAX_COLUMNS);
}

function toJsonChapter(chapter: Chapter) {
  const { number, title, tookMs } = chapter;
  return { number, title, ...countChapter(chapter), tookMs: Math.round(tookMs) };
}

function readId(input: Input): string {
  const id = input.optional("id") ?? "local-demo";
  if (/^local-[a-z0-9-]+$/.test(id)) return id;
  throw malformed("--id", id, "local- and lower-case letters, digits and dashes, as in local-trial");
}
