import type { Act } from "./Act.ts";
import { acceptingTheState } from "./acts/acceptingTheState.ts";
import { admittingAMember } from "./acts/admittingAMember.ts";
import { anchoringAlone } from "./acts/anchoringAlone.ts";
import { batchingRecords } from "./acts/batchingRecords.ts";
import { breakingTheGlass } from "./acts/breakingTheGlass.ts";
import { challengingABatcher } from "./acts/challengingABatcher.ts";
import { changingAParameter } from "./acts/changingAParameter.ts";
import { changingARule } from "./acts/changingARule.ts";
import { disclosingAField } from "./acts/disclosingAField.ts";
import { disputingARecord } from "./acts/disputingARecord.ts";
import { exchangingRecords } from "./acts/exchangingRecords.ts";
import { formingAGroup } from "./acts/formingAGroup.ts";
import { grantingTheDuty } from "./acts/grantingTheDuty.ts";
import { joiningLater } from "./acts/joiningLater.ts";
import { rejectingEarly } from "./acts/rejectingEarly.ts";
import { removingAMember } from "./acts/removingAMember.ts";
import { rotatingAKey } from "./acts/rotatingAKey.ts";
import { shreddingARecord } from "./acts/shreddingARecord.ts";
import { verifyingTheJournal } from "./acts/verifyingTheJournal.ts";

/** The acts in their order. A new capability appends its act here. */
export const story: readonly Act[] = [
  acceptingTheState,
  admittingAMember,
  changingAParameter,
  rejectingEarly,
  rotatingAKey,
  breakingTheGlass,
  changingARule,
  verifyingTheJournal,
  formingAGroup,
  exchangingRecords,
  disputingARecord,
  joiningLater,
  removingAMember,
  disclosingAField,
  shreddingARecord,
  grantingTheDuty,
  batchingRecords,
  challengingABatcher,
  anchoringAlone,
];
