// What a command says on stderr once it has stored a secret by itself, that is while no Hookline runs.
import { join } from "node:path";

/** The line, with its end. */
export function vaultNotice(dataFolder: string): string {
  return `Stored keys are kept in the file ${join(dataFolder, "vault.json")}. Only your user account can read it, but it is not encrypted.\n`;
}
