import { AssertionError } from "node:assert/strict";

import { type BuiltCall, type ExplainReturnType, explain } from "#sdk";

import type { Stage } from "./Stage.ts";

/** Explains what calls would do, in sentences and by a simulation, and tells it. A call that would fail ends the story. */
export async function explainCalls(
  { client, narrator }: Stage,
  who: string,
  calls: readonly BuiltCall[],
): Promise<ExplainReturnType> {
  const explained = await explain(client, { calls });
  const { failure, differences, method } = explained.simulation;
  if (failure !== null) throw new AssertionError({ message: `A simulation fails: ${failure.revert.sentence}` });
  const sentences = explained.calls.map(({ sentence }) => `${sentence}.`);
  const rule = `The rule that decides it: ${explained.ruleSentence}.`;
  const simulated = differences.map(
    ({ subject, before, after }) =>
      `Simulated${method === "whole" ? "" : ", each call alone"}: ${subject}, from ${before} to ${after ?? "what the sentence says"}.`,
  );
  narrator.step(who, "reads what is proposed before anybody signs.");
  narrator.list("In words:", [...sentences, ...simulated, rule]);
  return explained;
}
