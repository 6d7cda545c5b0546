// Takes out of a text what was sent in confidence, in each of the spellings in which an answer may repeat it.

/** The text with every secret as `***`. */
export type HideSecrets = (text: string) => string;

/** Hides these. It has to see whole texts: a secret that was cut off before is none of its spellings any more. */
export function createHideSecrets(secrets: readonly string[]): HideSecrets {
  const spellings = [...new Set(secrets.flatMap(spellingsOf))].filter((spelling) => spelling !== "");
  // Longest first, so that one which is a part of another leaves no rest of it.
  const longestFirst = spellings.sort((one, other) => other.length - one.length);
  return (text) => longestFirst.reduce((shown, spelling) => shown.replaceAll(spelling, "***"), text);
}

/** As it is, in JSON, and in an address. Half a character has no place in an address, so none is looked for. */
function spellingsOf(secret: string): readonly string[] {
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret.toWellFormed())];
}
