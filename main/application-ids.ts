// Whether two texts name the same application. Its ID is a UUID; some of Vonage's answers and libraries leave the hyphens
// out or write it in capitals.

/** The one spelling that all spellings of an application ID share. */
export function plainApplicationId(applicationId: string): string {
  return applicationId.replaceAll("-", "").toLowerCase();
}

/** Whether both are IDs of one application. */
export function isSameApplication(one: string, other: string): boolean {
  return plainApplicationId(one) === plainApplicationId(other);
}
