// To which part of the checklist a step belongs, by its id.

/** Whether a step belongs to Part 1, on whichever of its pages. */
export function isPart1(step: string): boolean {
  return step.startsWith("part1.");
}

/** Whether a step belongs to Part 2. */
export function isPart2(step: string): boolean {
  return step.startsWith("part2.");
}
