// Looks for old webhook URLs that belong to no workspace.
import { failureFinding, finding, type Ask, type Finding } from "./finding.ts";

/** The journal is one for all workspaces, and for those who have none. */
export function damagedJournal(reason: string): Finding {
  const text = `The journal of old webhook URLs, webhook-urls.json in the data folder, cannot be read: ${reason} Look into it before it is moved away.`;
  return finding("urls", "problem", text);
}

/** Says how many applications they are of; which ones is said at the start, where nobody else reads along. */
export async function checkStrandedUrls(ask: Ask): Promise<readonly Finding[]> {
  try {
    const { urls, damaged } = await ask("webhookUrls.stranded", {});
    if (damaged !== null) return [damagedJournal(damaged)];
    const { length } = urls;
    if (length === 0) return [];
    const whose = length === 1 ? "1 application" : `${length} applications`;
    const text = `An earlier run left its webhook URLs in ${whose} of an account that no workspace has. Hookline says at its start which, and what they were before.`;
    return [finding("urls", "doubt", text)];
  } catch (error) {
    return [failureFinding("urls", error)];
  }
}
