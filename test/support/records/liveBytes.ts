import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collectGarbage: unknown = runInNewContext("gc");

/** How many bytes of buffers are in use, once what nobody needs is cleared away. */
export function countLiveBytes(): number {
  if (typeof collectGarbage !== "function") throw new TypeError("this engine does not collect on demand");
  collectGarbage();
  // A collection frees buffers beside the program; the next one waits for that.
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
}
