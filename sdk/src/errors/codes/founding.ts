/**
 * Codes of the faults that stop a founding before anything is sent to a chain, each with what it means.
 * The sentences feed the generated error reference.
 */
export const foundingCodes = {
  FILE_UNREADABLE: "A file that the founding needs could not be read.",
  FILE_TOO_LARGE: "A file is larger than any honest file of its kind.",
  FILE_NOT_UTF8: "A file is not encoded as UTF-8.",

  JSON_MALFORMED: "A file is not JSON.",
  JSON_KEY_REPEATED: "An object in a JSON file names one key twice; a reader would silently keep the last.",
  JSON_FIELD_MISSING: "A field that must be written is absent.",
  JSON_FIELD_UNKNOWN: "A field is not part of the format, so what it says would be ignored.",
  JSON_WRONG_TYPE: "A value has another type than the format asks for.",
  JSON_OUT_OF_RANGE: "A value is outside its limits.",
  JSON_BAD_VALUE: "A value is not written the way the format asks for.",

  MEMBERS_FILE_REFUSED: "The members file has faults; each is listed.",
  MEMBERS_FILE_EMPTY: "The members file has no rows.",
  MEMBERS_FILE_HEADER_WRONG: "The first line of the members file is not the expected header.",
  MEMBERS_FILE_HEADER_REPEATED: "The header of the members file stands in it a second time.",
  MEMBERS_FILE_BLANK_LINE: "A blank line stands between two rows of the members file.",
  MEMBERS_FILE_COLUMN_COUNT: "A row of the members file has too many or too few columns.",
  MEMBERS_FILE_QUOTE_UNTERMINATED: "A quoted field in the members file is not closed on its line.",
  MEMBERS_FILE_QUOTE_MISPLACED: "A quotation mark in the members file neither opens nor closes a field.",
  MEMBERS_FILE_INVISIBLE_CHARACTER: "A field holds a character that nobody can see.",
  MEMBERS_FILE_STRAY_BLANK: "A field begins or ends with a blank.",
  MEMBERS_FILE_ORGANISATION_EMPTY: "A row names no organisation.",
  MEMBERS_FILE_NODE_EMPTY: "A row names no node.",
  MEMBERS_FILE_ROLE_UNKNOWN: "A row gives its node a role that the network does not have.",
  MEMBERS_FILE_ADDRESS_MALFORMED: "A node address is not 20 bytes of hexadecimal, or its checksum is wrong.",
  MEMBERS_FILE_ADDRESS_MISMATCH: "A node address is not the one that its node id gives.",
  MEMBERS_FILE_NODE_ID_LENGTH: "A node id is not 128 hexadecimal digits long.",
  MEMBERS_FILE_NODE_ID_NOT_HEX: "A node id holds a character that is not a hexadecimal digit.",
  MEMBERS_FILE_NODE_ID_NOT_A_KEY: "A node id is not a public key on the curve secp256k1.",

  ALIASES_REFUSED: "The alias file has faults; each is listed.",
  ALIAS_SPELLING_CLAIMED_TWICE: "Two organisations of the alias file claim one spelling.",
  ALIAS_SPELLING_UNUSED: "A spelling of the alias file stands in no row of the members file.",

  MEMBERS_NOT_FOLDED: "The rows of the members file cannot be folded to organisations; each reason is listed.",
  SPELLINGS_AMBIGUOUS: "Spellings look like one organisation and nobody has said whether they are.",
  NODE_ID_SHARED_BETWEEN_ORGANISATIONS: "Two organisations claim one node id.",
  NODE_ID_SHARED_WITHIN_ORGANISATION: "One organisation lists one node id in several rows.",
  NODE_ADDRESS_SHARED_BETWEEN_ORGANISATIONS: "Two organisations claim one node address.",

  CONSTITUTION_REFUSED: "The constitution has faults; each is listed.",
  ACTION_UNKNOWN: "A rule names a function that no module has.",
  ACTION_REPEATED: "Two rules govern the same action.",
  FALLBACK_MISSING: "No rule covers the actions that no other rule names.",
  RULE_STRICTER_THAN_FALLBACK:
    "A rule is stricter than the fallback rule, which must be at least as strict as every other.",
  RULE_CONSTITUTIONAL_TOO_WEAK:
    "A rule for a change of the electorate, bounds, a module or a rule asks for less than the fallback rule.",
  RULE_ABOVE_CEILING: "A rule needs more weight than remains when the heaviest seat is lost.",
  DUTY_HELD_BY_NOBODY: "A rule relies on duties that no member holds, or that no single proposer holds together.",
  PARAMETER_UNKNOWN: "A parameter is named that the constitution does not define.",
  PARAMETER_MISSING: "A parameter that the contracts read is not defined.",
  PARAMETER_REPEATED: "Two parameters have one name.",
  PARAMETER_BOUNDS_CROSSED: "A parameter's smallest value is above its largest.",
  PARAMETER_OUT_OF_BOUNDS: "A parameter's first value is outside its own bounds.",
  PARAMETER_STEP_TOO_WIDE: "A parameter's largest step is wider than its bounds.",
  WEIGHT_ABOVE_LIMIT: "All weights together exceed what a tally can hold.",

  KEYS_REFUSED: "A file of keys has faults; each is listed.",
  FOUNDING_REFUSED: "The consortium cannot be founded from these files; each reason is listed.",
  SEATS_MISCOUNTED: "The members file gives another number of organisations than the constitution expects.",
  ORGANISATION_UNKNOWN: "A file names an organisation that the members file does not have.",
  ORGANISATION_WITHOUT_KEYS: "An organisation has no founding keys.",
  KEYS_FEWER_THAN_BALLOTS_NEEDED: "An organisation has fewer voting keys than its ballot needs.",
  KEYS_TOO_MANY: "An organisation has more hot keys than a seat holds.",
  KEY_ZERO: "A key is zero, so that nobody could ever sign with it.",
  KEY_DUPLICATE: "One key stands for two seats, or twice for one seat.",
  KEY_IS_NODE_ADDRESS: "A key is the address of a node, which a machine holds and no person.",
  KEY_NOT_ON_CURVE: "A key is no point on its curve, so that no signature would ever verify.",
  SALT_NOT_SECRET: "A salt is zero or used by two organisations, so that it hides nothing.",
} as const satisfies Readonly<Record<string, string>>;

/** A code of a fault that stops a founding. */
export type FoundingCode = keyof typeof foundingCodes;
