// In which order the groups of shortcuts are listed.

/** Groups that are there on every screen, in their order. */
const EVERYWHERE: readonly string[] = ["Webhooks", "Everywhere", "Workspaces", "Settings", "Simulator"];

/**
 * Shortcuts of the screen come first, in the order in which they were registered.
 * @param page of the route; a group of its name is its own, even one that is there on every screen
 */
export function screenFirst<T extends { readonly scope: string }>(
  shortcuts: readonly T[],
  page: string,
): readonly T[] {
  const rank = ({ scope }: T): number => (scope.toLowerCase() === page ? -1 : EVERYWHERE.indexOf(scope));
  return shortcuts.toSorted((one, other) => rank(one) - rank(other));
}
