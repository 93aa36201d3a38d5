import { createHpkeCore } from "./createHpkeCore.ts";
import { createOurs } from "./createOurs.ts";
import { createTweetnacl } from "./createTweetnacl.ts";
import { measureTurns, type Work } from "./measureTurns.ts";
import type { RecordReport } from "./RecordReport.ts";
import { drawText } from "./Subject.ts";

type Times = Readonly<Record<string, number>>;

/** The milliseconds of sealing and opening, ours and the peers' in turns, and their ratios. */
export async function measureTimes(): Promise<Pick<RecordReport, "ms" | "peersMs" | "ratios">> {
  const [small, large] = [await measureText(4_096), await measureText(1_048_576)];
  const timesOf = (subject: string) => ({
    seal10x4KiB: round(small[`${subject}.seal`]),
    open10x4KiB: round(small[`${subject}.open`]),
    seal10x1MiB: round(large[`${subject}.seal`]),
    open10x1MiB: round(large[`${subject}.open`]),
  });
  const over = (work: string, peer: string): number =>
    round((small[`ours.${work}`] ?? Number.NaN) / (small[`${peer}.${work}`] ?? Number.NaN));
  return {
    ms: { ...timesOf("ours"), check10: round(small["ours.check"]) },
    peersMs: { hpkeCore: timesOf("hpkeCore"), tweetnacl: timesOf("tweetnacl") },
    ratios: {
      sealOverHpkeCore: over("seal", "hpkeCore"),
      openOverHpkeCore: over("open", "hpkeCore"),
      sealOverTweetnacl: over("seal", "tweetnacl"),
      openOverTweetnacl: over("open", "tweetnacl"),
    },
  };
}

async function measureText(bytes: number): Promise<Times> {
  const text = drawText(bytes);
  const ours = await createOurs(text);
  const subjects = [ours, await createHpkeCore(text), await createTweetnacl(text)];
  const works = subjects.flatMap(({ name, seal, open }): readonly Work[] => [
    [`${name}.seal`, seal],
    [`${name}.open`, open],
  ]);
  return measureTurns([...works, ["ours.check", ours.check]]);
}

function round(value: number | undefined): number {
  return Math.round((value ?? Number.NaN) * 100) / 100;
}
