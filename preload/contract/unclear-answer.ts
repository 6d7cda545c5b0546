// Answers to a send that do not tell whether the message was taken.

/**
 * A success that names no message, or a gateway that did not hear the end of it. Gateways between answer 520 to 527 for
 * what others call 502 and 504.
 */
export function isUnclearAnswer(status: number): boolean {
  return (
    (status >= 200 && status < 300) || status === 502 || status === 504 || (status >= 520 && status <= 527)
  );
}
