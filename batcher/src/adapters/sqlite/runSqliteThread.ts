// The thread that has the file open: a sync takes as long as the disk needs, and the service goes on meanwhile.

import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";

import { isFault } from "../../errors.ts";
import type { NewGroup } from "../../ports/Store.ts";
import { SqliteFile } from "./SqliteFile.ts";
import type { Reply, Request, SentFault, ThreadStart } from "./SqliteThread.ts";

/** Groups that wait are written by one transaction, so many bytes of them. */
const MAX_BYTES_AT_ONCE = 8 << 20;

const port = parentPort;
if (port === null) throw new Error("this is the thread of a store: createSqliteStore starts it");
const { settings, owner }: ThreadStart = workerData;
let file: SqliteFile | undefined;

port.on("message", (first: Request) => {
  const waiting: Request[] = [first];
  for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port))
    waiting.push(next.message);
  for (let request = waiting.shift(); request !== undefined; request = waiting.shift()) {
    if ("group" in request) appendTogether([request, ...takeGroups(waiting)]);
    else answer([request], () => [perform(request)]);
  }
  file?.checkpoint();
});

try {
  file = new SqliteFile(settings, owner);
  reply({ id: 0, result: file.state() });
} catch (error) {
  reply({ id: 0, fault: toSent(error) });
}

function takeGroups(waiting: Request[]): readonly (Request & { readonly group: NewGroup })[] {
  const taken: (Request & { readonly group: NewGroup })[] = [];
  let bytes = 0;
  for (let next = waiting[0]; next !== undefined && "group" in next && bytes < MAX_BYTES_AT_ONCE; next = waiting[0]) {
    taken.push(next);
    bytes += next.group.records.length;
    waiting.shift();
  }
  return taken;
}

function appendTogether(requests: readonly (Request & { readonly group: NewGroup })[]): void {
  answer(requests, () => opened().append(requests.map(({ group }) => group)));
}

function perform(request: Request): unknown {
  if ("group" in request) return undefined;
  const store = opened();
  return Reflect.apply(store[request.operation], store, request.parameters);
}

function opened(): SqliteFile {
  if (file === undefined) throw new Error("the file is not open");
  return file;
}

function answer(requests: readonly Request[], work: () => readonly unknown[]): void {
  try {
    const results = work();
    for (const [index, { id }] of requests.entries()) reply({ id, result: results[index] });
  } catch (error) {
    for (const { id } of requests) reply({ id, fault: toSent(error) });
  }
}

function reply(message: Reply): void {
  port?.postMessage(message);
}

function toSent(error: unknown): SentFault {
  if (isFault(error)) return { code: error.code, summary: error.summary, remedy: error.remedy, facts: error.facts };
  return { code: undefined, summary: error instanceof Error ? error.message : String(error), remedy: "", facts: {} };
}
