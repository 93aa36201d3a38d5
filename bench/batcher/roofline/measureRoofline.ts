import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

/** Signatures that the native curve checks a second on all cores at the same time. */
export async function measureRoofline(): Promise<number> {
  const program = new URL("verifyWorker.ts", import.meta.url);
  const workers = Array.from({ length: availableParallelism() }, () => new Worker(program));
  await Promise.all(workers.map((worker) => once(worker, "message")));
  const rates = workers.map(async (worker) => {
    const answer = once(worker, "message");
    worker.postMessage("go");
    return Number((await answer)[0]);
  });
  const rate = (await Promise.all(rates)).reduce((sum, each) => sum + each, 0);
  await Promise.all(workers.map((worker) => worker.terminate()));
  return rate;
}
